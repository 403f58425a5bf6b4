"""What markup in a text hides or sets apart: comments, scripts, tags of HTML. Nothing is rendered or decoded."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ingest.layout import Block, BlockKind, Span, trim
from ingest.residue import residue_reason

MARKUP = "markup of a web page"

_HIDDEN = re.compile(r"<!--|<(script|style|head|noscript)\b[^<>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"<(?:!doctype\b|/?(?:html|body|main|article|section|header|footer|nav|aside|div|p|br|hr|h[1-6]|ul|ol|li|dl|dt|dd"
    r"|blockquote|figure|figcaption|picture|img|iframe|video|audio|table|thead|tbody|tr|td|th|form|button|amp-[a-z-]+)\b)"
    r"[^<>]*>",
    re.IGNORECASE,
)
_HEADING = re.compile(r"<h([1-6])\b", re.IGNORECASE)


def apart(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, with what HTML hides, and the tags between paragraphs, as markup of their own."""
    if "<" not in text:
        return tuple(blocks)
    hidden = list(_hidden(text))
    found: list[Block] = []
    for block in blocks:
        if block.kind == "markup":
            found.append(block)
        else:
            first = bisect_right(hidden, block.start, key=lambda span: span[1])
            last = bisect_left(hidden, block.end, key=lambda span: span[0])
            found += _cut(text, block, [(max(a, block.start), min(b, block.end)) for a, b in hidden[first:last]])
    return tuple(found)


def _hidden(text: str) -> Iterator[Span]:
    """Comments, scripts and style sheets; what is never closed hides nothing."""
    lower = text.lower()  # may be longer than the text in a few scripts; those are not searched
    if len(lower) != len(text):
        lower = text
    unclosed: set[str] = set()
    end = 0
    while opened := _HIDDEN.search(text, end):
        closing = f"</{opened.group(1).lower()}>" if opened.group(1) else "-->"
        closed = -1 if closing in unclosed else lower.find(closing, opened.end())
        if closed < 0:
            unclosed.add(closing)
            end = opened.end()
        else:
            end = closed + len(closing)
            yield opened.start(), end


def _cut(text: str, block: Block, hidden: Sequence[Span]) -> Iterator[Block]:
    if not hidden and residue_reason(text[block.start : block.end]):
        yield block  # "<div>Advertisement</div>" is told by its words
        return
    start, kind, level = block.start, block.kind, block.level
    for first, last in [*_marks(text, block, hidden), (block.end, block.end)]:
        yield from _piece(text, start, first, kind, level)
        yield from _piece(text, first, last, "markup", 0)
        heading = _HEADING.match(text, first, last)
        kind, level = ("heading", int(heading.group(1))) if heading else (block.kind, block.level)
        start = last


def _marks(text: str, block: Block, hidden: Sequence[Span]) -> Iterator[Span]:
    """Hidden spans and the tags between them, in order."""
    start = block.start
    for first, last in [*hidden, (block.end, block.end)]:
        for tag in _BLOCK_TAG.finditer(text, start, first):
            yield tag.span()
        if first < last:
            yield first, last
        start = max(start, last)


def _piece(text: str, start: int, end: int, kind: BlockKind, level: int) -> Iterator[Block]:
    start, end = trim(text, start, end)
    if start < end:
        yield Block(start, end, kind, level, MARKUP if kind == "markup" else None)
