"""Lines and paragraphs of a text, as spans. A paragraph is one line, or the lines of one that was wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ingest.bylines import byline
from ingest.heads import stated_dates
from ingest.residue import residue_reason
from vectorstore.textnorm import is_hidden

MAX_WRAP = 120  # characters; a text with longer lines has a line for each paragraph
WRAP_SHARE = 0.7  # of the breaks inside runs of lines that must look like wrapping
MIN_CARRIED = 30  # characters; a line this long that goes on in lower case was broken in mid-sentence

BlockKind = Literal["prose", "heading", "markup"]
Span = tuple[int, int]

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BYLINE_START = re.compile(r"(?:by|par|por|von|di)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Block:
    """A paragraph, or a run of markup, of the decoded text."""

    start: int  # code points
    end: int
    kind: BlockKind = "prose"
    level: int = 0  # of a heading, from 1
    reason: str | None = None  # why markup is not citable


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space and hidden characters at its edges; empty when nothing in it can be seen."""
    while start < end and (text[start].isspace() or is_hidden(text[start])):
        start += 1
    while end > start and (text[end - 1].isspace() or is_hidden(text[end - 1])):
        end -= 1
    return start, end


def lines(text: str, start: int = 0) -> list[Span]:
    """Every line from `start` on, without its line break."""
    spans = []
    for found in _BREAK.finditer(text, start):
        spans.append((start, found.start()))
        start = found.end()
    return [*spans, (start, len(text))]


def runs(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Lines that follow each other with no empty line between them, each trimmed."""
    found: list[list[Span]] = [[]]
    for start, end in (trim(text, *span) for span in spans):
        if start < end:
            found[-1].append((start, end))
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def paragraphs(text: str, spans: Sequence[Span], flowing: bool = False) -> list[Block]:
    """`flowing`: a single line break means nothing, as in Markdown."""
    grouped = runs(text, spans)
    width = 0 if flowing else wrap_width(text, grouped)
    blocks = []
    for run in grouped:
        start = run[0][0]
        for before, line in pairwise(run):
            if not _goes_on(text, before, line, width, flowing):
                blocks.append(Block(start, before[1]))
                start = line[0]
        blocks.append(Block(start, run[-1][1]))
    return blocks


def wrap_width(text: str, grouped: Sequence[Sequence[Span]]) -> int:
    """The width that the text was wrapped to by hand, 0 if it was not."""
    width = max((end - start for run in grouped for start, end in run), default=0)
    breaks = [pair for run in grouped for pair in pairwise(run)]
    if width > MAX_WRAP or len(breaks) < 2:
        return 0
    wrapped = sum(_no_room(text, first, second, width) for first, second in breaks)
    return width if wrapped >= WRAP_SHARE * len(breaks) else 0


def _no_room(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one: what a wrapping editor does."""
    word = text[slice(*following)].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word) > width


def _goes_on(text: str, before: Span, line: Span, width: int, flowing: bool) -> bool:
    """Whether `line` belongs to the paragraph that ends with the line `before`."""
    last, following = text[slice(*before)], text[slice(*line)]
    if _BYLINE_START.match(following) or residue_reason(following) or residue_reason(last):
        return False
    if byline(last) or any(stated_dates(one) and not _ENDED.search(one) for one in (last, following)):
        return False
    if width and _no_room(text, before, line, width):
        return True
    if _ENDED.search(last):
        return flowing
    if following[0].islower():
        return flowing or len(last) >= MIN_CARRIED
    return flowing and len(last) >= MIN_CARRIED
