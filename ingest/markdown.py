"""Markdown as blocks of the file's own text: nothing is rendered, so that offsets count in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.front_matter import REASON
from ingest.layout import Block, Span, lines, paragraphs, trim

LONGEST_FRONT_MATTER = 20_000  # characters

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}(#{1,6})[ \t]+")
_BEGINS_HEADING = re.compile(r"[\"“«¿¡'‘]?[^\W_a-z][^\n]{2,200}(?<![.;,])$")  # one line
_PREFIX = re.compile(r"(?:\s{0,3}>\s?)*\s*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?")
_ALONE = re.compile(
    r"\s*(?:!\[[^\]]*\]\([^)]*\)\s*|!\[[^\]]*\]\[[^\]]*\]\s*)+$"  # pictures
    r"|\s*\[[^\]]+\]:\s+\S+.*$"  # where a reference link goes
    r"|[\s|:=-]+$"  # a rule, an underline, the second row of a table
)
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_YAML_LINE = re.compile(r"^[A-Za-z_][\w-]*[ \t]*:", re.MULTILINE)


def split_front_matter(text: str) -> tuple[str, int]:
    """The YAML between the first two lines of dashes, and where the article begins; ("", 0) if there is none."""
    found = _FRONT.match(text, 0, LONGEST_FRONT_MATTER)
    if not found or not _YAML_LINE.search(found.group(1) or ""):
        return "", 0
    return found.group(1), found.end()


def blocks(text: str) -> tuple[Block, ...]:
    _, body = split_front_matter(text)
    found = list(_blocks(text, lines(text, body)))
    if body:
        found.insert(0, Block(*trim(text, 0, body), kind="markup", reason=REASON))
    return tuple(found)


def with_headings(text: str, found: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a plain text, where lines that begin like "# Bridge closed" are headings all the same."""
    for block in found:
        heading = _HEADING.match(text, block.start, block.end) if block.kind == "prose" else None
        if heading and _BEGINS_HEADING.match(text, heading.end(), block.end):
            yield from _prefixed(text, (block.start, block.end), heading.end() - block.start, len(heading.group(1)))
        else:
            yield block


def _blocks(text: str, spans: Sequence[Span]) -> Iterator[Block]:
    """Runs of prose lines between the lines that Markdown gives a meaning."""
    prose: list[Span] = []
    code = _fenced(text, spans)
    for span in spans:
        line = text[slice(*span)]
        heading, prefix = _HEADING.match(line), _PREFIX.match(line)
        marked = prefix is not None and bool(prefix.group().strip())
        if span in code or heading or marked or _ALONE.match(line):
            yield from paragraphs(text, prose, flowing=True)
            prose = []
        if span in code:
            yield from _markup(text, span, "code")
        elif heading:
            yield from _prefixed(text, span, heading.end(), level=len(heading.group(1)))
        elif _ALONE.match(line):
            yield from _markup(text, span, "Markdown markup")
        elif marked and prefix is not None:
            # The marker is markup; what follows it may run on over the next lines.
            yield from _markup(text, (span[0], span[0] + prefix.end()), "Markdown markup")
            prose = [(span[0] + prefix.end(), span[1])]
        else:
            prose.append(span)
    yield from paragraphs(text, prose, flowing=True)


def _fenced(text: str, spans: Sequence[Span]) -> set[Span]:
    """Lines of code."""
    found: set[Span] = set()
    opened: list[Span] = []  # lines since a fence began; one that is never closed was none
    fence = ""
    for span in spans:
        line = text[slice(*span)]
        mark = _FENCE.match(line)
        if not opened:
            if not mark:
                continue
            fence = mark.group(1)
        opened.append(span)
        if len(opened) > 1 and mark and mark.group(1).startswith(fence) and not line.strip().strip(fence[0]):
            found.update(opened)
            opened = []
    return found


def _prefixed(text: str, span: Span, marker: int, level: int) -> Iterator[Block]:
    yield from _markup(text, (span[0], span[0] + marker), "Markdown markup")
    start, end = trim(text, span[0] + marker, span[1])
    closing = re.search(r"[ \t]+#+$", text[start:end])
    if closing:
        yield Block(*trim(text, start, start + closing.start()), kind="heading", level=level)
        yield from _markup(text, (start + closing.start(), end), "Markdown markup")
    elif start < end:
        yield Block(start, end, kind="heading", level=level)


def _markup(text: str, span: Span, reason: str) -> Iterator[Block]:
    start, end = trim(text, *span)
    if start < end:
        yield Block(start, end, kind="markup", reason=reason)
