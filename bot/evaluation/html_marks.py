"""Evidence in its article: excerpts in which what was cited and what was expected are marked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from bot.evaluation.corpus import Span

AROUND = 220  # characters shown before and after a mark
LEGEND = (
    '<p class="legend"><mark class="cited">cited</mark> <mark class="expected">expected</mark> '
    '<mark class="cited expected">both</mark></p>'
)


@dataclass(frozen=True)
class Marks:
    """The places of one article that a turn is about."""

    cited: tuple[Span, ...]
    expected: tuple[Span, ...]

    @property
    def every(self) -> tuple[Span, ...]:
        return (*self.cited, *self.expected)

    def attributes(self) -> str:
        """For the script that shows the whole article."""
        cited, expected = (json.dumps([list(span) for span in spans]) for spans in (self.cited, self.expected))
        return f'data-cited="{escape(cited)}" data-expected="{escape(expected)}"'


def excerpts(text: str, marks: Marks) -> str:
    """The parts of the text around its marks, as escaped HTML."""
    windows = _windows(marks.every, text)
    pieces = [_marked(text, window, marks) for window in windows]
    joined = '<span class="gap"> … </span>'.join(pieces)
    before = "… " if windows and windows[0][0] > 0 else ""
    after = " …" if windows and windows[-1][1] < len(text) else ""
    return f'<blockquote class="source">{before}{joined}{after}</blockquote>'


def _windows(spans: Iterable[Span], text: str) -> list[Span]:
    """Around each mark, whole words, joined where they touch."""
    windows: list[Span] = []
    for start, end in sorted(_around(span, text) for span in spans):
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows


def _around(span: Span, text: str) -> Span:
    start, end = max(0, span[0] - AROUND), min(len(text), span[1] + AROUND)
    while 0 < start < span[0] and not text[start - 1].isspace():
        start += 1
    while span[1] < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end


def _marked(text: str, window: Span, marks: Marks) -> str:
    inside = [edge for span in marks.every for edge in span if window[0] < edge < window[1]]
    edges = sorted({*window, *inside})
    return "".join(_piece(text, start, end, marks) for start, end in pairwise(edges))


def _piece(text: str, start: int, end: int, marks: Marks) -> str:
    classes = [name for name, spans in (("cited", marks.cited), ("expected", marks.expected)) if _covers(spans, start)]
    said = escape(text[start:end])
    return f'<mark class="{" ".join(classes)}">{said}</mark>' if classes else said


def _covers(spans: Sequence[Span], place: int) -> bool:
    return any(start <= place < end for start, end in spans)
