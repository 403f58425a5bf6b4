"""What part each paragraph plays: story, lines above it, what a web page left behind. Nothing is deleted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.heads import byline, dateline, is_caption, is_scene, stated_dates
from ingest.layout import Block
from ingest.readers import SourceText
from ingest.residue import residue_reason
from vectorstore.article import Segment, SegmentKind
from vectorstore.textnorm import search_text

CLEANER_VERSION = "1"

SHORT = 300  # characters; a longer paragraph is told by the story, not above it
HEAD_LINES = 8  # how far down bylines and the like are looked for
REPEATED = 3  # times a line without an end stands in one article before it counts as furniture

_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"(?<!\b[A-Z])\.[\"'”’»)\]]*$")
_SECTIONS = re.compile(
    r"(?:(?:world|us|uk|u\.s\.|canada|news|home|politics|business|sports?|opinion|culture|arts?|entertainment|tv|television|film"
    r"|movies|music|books|tech(?:nology)?|science|health|crime|courts?|local|national|international|europe|americas?|latin"
    r"|asia|africa|middle east|life|lifestyle|style|travel|food|money|economy|environment|climate|features?|video"
    r"|analysis|exclusive|breaking|mundo|sociedad|cultura|deportes|política|economía|société|monde|sport)"
    r"(?:\s*(?:&|and|y|et|,|/|>|»|›|\|)?\s+|$))+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Part:
    block: Block
    plain: str  # as a reader sees it, on one line
    reason: str | None

    @property
    def ended(self) -> bool:
        return bool(_ENDED.search(self.plain))

    @property
    def short(self) -> bool:
        return self.block.kind == "prose" and len(self.plain) <= SHORT


def segments(source: SourceText) -> tuple[Segment, ...]:
    """Every paragraph of the text, in order."""
    parts = _parts(source)
    story = [part for part in parts if part.reason is None]
    kinds = dict(zip((part.block for part in story), _kinds(story), strict=True))
    found = []
    for part in parts:
        kind = kinds.get(part.block, "residue")
        reason = "section label" if kind == "label" else part.reason
        found.append(Segment(kind, part.block.start, part.block.end, reason))
    return tuple(found)


def _parts(source: SourceText) -> list[_Part]:
    plain = [search_text(source.text[block.start : block.end]) for block in source.blocks]
    times = Counter(plain)
    parts = []
    for block, line in zip(source.blocks, plain, strict=True):
        reason = block.reason if block.kind == "markup" else residue_reason(line)
        line = line.strip("*_ ") or line
        if reason is None and times[line] >= REPEATED and not _ENDED.search(line):
            reason = "repeated line"
        parts.append(_Part(block, line, reason))
    return parts


def _kinds(story: Sequence[_Part]) -> list[SegmentKind]:
    kinds: list[SegmentKind] = []
    if _is_label(story):
        kinds.append("label")
    if _is_headline(story, len(kinds)):
        kinds.append("headline")
    top = len(kinds)
    for at in range(top, _story_begins(story, top)):
        kinds.append(_kind_above(story, at, top))
    if len(kinds) == top and "headline" in kinds and _is_unended_line(story, top):
        kinds.append("standfirst")
    for at in range(len(kinds), len(story)):
        kinds.append(_kind_within(story, at))
    return kinds


def _is_label(story: Sequence[_Part]) -> bool:
    """A first line like "Streaming" with the headline under it."""
    if len(story) < 3 or story[0].block.kind == "heading" or story[0].ended or len(story[0].plain) > 60:
        return False
    words = story[0].plain.split()
    heads = story[1].block.kind == "heading" or (len(story[1].plain.split()) >= 4 and _is_headline(story, 1))
    named = bool(_SECTIONS.match(story[0].plain)) or (story[0].plain.isupper() and not story[1].plain.isupper())
    return heads and _kind_of_itself(story[0]) is None and (len(words) == 1 or (named and len(words) <= 5))


def _is_headline(story: Sequence[_Part], at: int) -> bool:
    if at >= len(story) - 1:
        return False
    part = story[at]
    if part.block.kind == "heading":
        return True
    if _FULL_STOP.search(part.plain) or part.plain.endswith((":", ";", ",")) or len(part.plain) > 250:
        return False
    if _kind_of_itself(part) or dateline(part.plain) or re.search(r"[a-z]{2}[.!?]\s", part.plain):
        return False
    return sum(len(later.plain) for later in story[at + 1 :]) > len(part.plain) // 2


def _kind_of_itself(part: _Part) -> SegmentKind | None:
    """The kind of a line that shows by its own words what it is."""
    if part.block.kind == "heading":
        return None
    if byline(part.plain):
        return "byline"
    if stated_dates(part.plain):
        return "dateline"
    return "caption" if is_caption(part.plain) else None


def _story_begins(story: Sequence[_Part], top: int) -> int:
    """Past the last line that can only stand above a story. Plain paragraphs are above only if such a line follows."""
    begins, passed = top, 0
    for at in range(top, min(top + HEAD_LINES, len(story))):
        part = story[at]
        kind = _kind_of_itself(part)
        below = sum(len(later.plain) for later in story[at + 1 :])
        if kind in ("byline", "dateline") or (kind == "caption" and not passed):
            if passed and below <= sum(len(earlier.plain) for earlier in story[top:at]):
                break
            begins, passed = at + 1, 0
        elif dateline(part.plain):
            return at
        elif not part.short or passed == 2:
            break
        else:
            passed += 1
    if begins > top and begins < len(story) and _is_unended_line(story, begins):
        begins += 1
    return begins


def _kind_above(story: Sequence[_Part], at: int, top: int) -> SegmentKind:
    itself = _kind_of_itself(story[at])
    if itself:
        return itself
    if story[at].block.kind == "heading":
        return "heading"
    earlier = {_kind_of_itself(part) for part in story[top:at]}
    later = {_kind_of_itself(part) for part in story[at + 1 : top + HEAD_LINES] if part.short}
    if "byline" in later or ("dateline" in later and "byline" not in earlier):
        return "standfirst"
    if "byline" in earlier or is_scene(story[at].plain):
        return "caption"
    return "standfirst"


def _is_unended_line(story: Sequence[_Part], at: int) -> bool:
    """A short line without an end, with a paragraph under it."""
    if at + 1 >= len(story) or story[at].block.kind == "heading":
        return False
    line, under = story[at].plain, story[at + 1]
    return len(line) <= 160 and not story[at].ended and (under.ended or len(under.plain) > len(line))


def _kind_within(story: Sequence[_Part], at: int) -> SegmentKind:
    part = story[at]
    if part.block.kind == "heading":
        return "heading"
    itself = _kind_of_itself(part)
    if itself:
        return itself
    words = part.plain.split()
    starts = part.plain[0].isupper() or part.plain[0] in "“\"'‘«¿¡" or part.plain[0].isdigit()
    if len(words) <= 12 and len(part.plain) <= 80 and starts and at > 0 and _is_unended_line(story, at):
        under = story[at + 1]
        return "heading" if under.ended and len(under.plain) > len(part.plain) else "body"
    return "body"
