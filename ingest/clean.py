"""What part each paragraph plays: story, lines above it, what a web page left behind. Nothing is deleted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.bylines import (
    Byline,
    byline,
    imprint,
    is_credit,
    is_person,
    is_role,
    is_source,
    names_outlet,
    signed,
    signed_with_role,
)
from ingest.heads import dateline, is_caption, is_issue, is_placed_date, is_scene, stated_dates
from ingest.parts import LINE, MENU_WORDS, Part, parts_of
from ingest.readers import SourceText
from vectorstore.article import Segment, SegmentKind
from vectorstore.textnorm import search_text

CLEANER_VERSION = "5"

HEAD_LINES = 8  # how far down bylines and the like are looked for

_FULL_STOP = re.compile(r"(?<!\b[A-Z])\.[\"'”’»)\]]*$")
_SENTENCES = re.compile(r"[a-z]{2}[.!?]\s")
_SECTIONS = re.compile(
    r"(?:(?:world|us|uk|u\.s\.|canada|news|home|politics|business|sports?|opinion|culture|arts?|entertainment|tv|television|film"
    r"|movies|music|books|tech(?:nology)?|science|health|crime|courts?|local|national|international|europe|americas?|latin"
    r"|asia|africa|middle east|life|lifestyle|style|travel|food|money|economy|environment|climate|features?|video"
    r"|analysis|exclusive|breaking|mundo|sociedad|cultura|deportes|política|economía|salud|sucesos|société|monde"
    r"|sport|économie|politique|santé)"
    r"(?:\s*(?:&|and|y|et|,|/|>|»|›|\|)?\s+|$))+$",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"\s*[|>›»]\s*|\s+/\s+")  # between the sections of "Sport > Chess"
_PLACED_HEADLINE = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}\.\s+(?=[A-ZÀ-Þ])")  # "Lindow. Bridge closed"
_PAIR = re.compile(r"[A-ZÀ-Þ]\w+\s+(?:&|and|y|et)\s+[A-ZÀ-Þ]\w+$")  # "Arts & Ideas"
_ARTICLE = re.compile(r"(?:The|El|La|Le)\s|L['’]")
_ITEM = re.compile(r"[•▪◦·–\d-]|[a-zà-ÿ]|[^:]{1,40}:\s")  # how the lines of a list begin, unlike sentences
_FIGURE = re.compile(r"[^:]{1,40}:\s.*\d|\d{4}\b[^:]{0,12}:\s")  # "Piers: 4", "2019: opens again"


def segments(source: SourceText) -> tuple[Segment, ...]:
    """Every paragraph of the text, in order."""
    parts = parts_of(source)
    story = [part for part in parts if part.reason is None]
    kinds = dict(zip((part.block for part in story), _kinds(story), strict=True))
    found = []
    for part in parts:
        kind = kinds.get(part.block, "residue")
        reason = "section label" if kind == "label" else part.reason
        found.append(Segment(kind, part.block.start, part.block.end, reason))
    return tuple(found)


def _kinds(story: Sequence[Part]) -> list[SegmentKind]:
    kinds = _masthead(story)
    while _is_label(story, len(kinds)):
        kinds.append("label")
    if _is_headline(story, len(kinds)):
        kinds.append("headline")
    top = len(kinds)
    for at in range(top, _story_begins(story, top)):
        kinds.append(_kind_above(story, at, top))
    if len(kinds) == top and "headline" in kinds and _is_unended_line(story, top):
        kinds.append("label" if _is_section(story[top]) else "standfirst")
    for at in range(len(kinds), len(story)):
        kinds.append(_kind_within(story, at, kinds))
    return kinds


def _masthead(story: Sequence[Part]) -> list[SegmentKind]:
    """Of a first line that names the paper, and of a date and a section under it; none unless the headline follows."""
    if not story or not _names_paper(story[0]):
        return []
    kinds: list[SegmentKind] = ["byline"]
    for part in story[1:4]:
        one_word = " " not in part.plain and not part.ended and part.block.kind != "heading"
        if stated_dates(part.plain) or is_placed_date(part.plain):  # or of a section: "CHESS — 3 March 2024"
            kinds.append("dateline")
            continue
        rubric = len(kinds) == 1 and _is_rubric(story, 1)
        if not (one_word or is_issue(part.plain) or _is_section(part) or _PAIR.match(part.plain) or rubric):
            break
        kinds.append("label")
    # "Hate Mail" may be a headline; with an article, or a date under it, it is a paper.
    sure = len(kinds) > 1 or story[0].plain.isupper() or _ARTICLE.match(story[0].plain)
    at = len(kinds)
    heads = at < len(story) and (story[at].block.kind == "heading" or len(story[at].plain.split()) >= 4)
    return kinds if sure and heads and _is_headline(story, at) else []


def _is_rubric(story: Sequence[Part], at: int) -> bool:
    """A few words that no list of sections has, "Open water", between the paper's name and a headline that is signed.

    A headline can read like a paper's name too; it has no other headline two lines below it.
    """
    if len(story) < at + 4 or len(story[at].plain.split()) > MENU_WORDS:
        return False
    part, heads, under = story[at], story[at + 1], story[at + 2 : at + 5]
    if part.ended or part.block.kind == "heading" or _kind_of_itself(part) or any(map(str.isdigit, part.plain)):
        return False
    longer = len(heads.plain.split()) > MENU_WORDS and len(heads.plain) > len(story[at - 1].plain)
    return longer and _is_headline(story, at + 1) and any(byline(line.plain) for line in under)


def _names_paper(part: Part) -> bool:
    """ "The Lindow Post", but not "World News"."""
    return imprint(part.plain) is not None and not _SECTIONS.match(part.plain)


def _is_label(story: Sequence[Part], at: int) -> bool:
    """A first line like "Streaming" with the headline under it; a second one only if it is like "Sport > Chess".

    Two may be in capitals, "OPINION" and "GUEST ESSAY", if the headline is not.
    """
    if len(story) < at + 3 or story[at].block.kind == "heading" or story[at].ended or len(story[at].plain) > 60:
        return False
    part, under = story[at], story[at + 1]
    if at == 0 and part.plain.isupper() and _is_few_capitals(under) and _is_label(story, 1):
        return True
    if _is_supplement(story[0].plain) and (_is_rubric(story, at + 1) if at == 0 else at == 1 and _is_rubric(story, 1)):
        return True
    words = part.plain.split()
    heads = under.block.kind == "heading" or (len(under.plain.split()) >= 4 and _is_headline(story, at + 1))
    if not heads or _kind_of_itself(part):
        return False
    if _is_trail(part.plain):
        return True
    if at == 1 and story[0].plain.isupper() and _is_few_capitals(part) and not under.plain.isupper():
        return True
    named = bool(_SECTIONS.match(part.plain)) or (part.plain.isupper() and not under.plain.isupper())
    pair = "&" in words and bool(_PAIR.match(part.plain))
    return at == 0 and (len(words) == 1 or (named and len(words) <= 5) or pair)


def _is_supplement(line: str) -> bool:
    """ "WEEKEND SUPPLEMENT", "TOWN & RIVER": a part of a paper, or a magazine. Other capitals may be the headline."""
    few = line.isupper() and len(line.split()) <= MENU_WORDS
    return few and bool(line.endswith((" SUPPLEMENT", " MAGAZINE")) or ("&" in line and _PAIR.match(line.title())))


def _is_few_capitals(part: Part) -> bool:
    return part.plain.isupper() and len(part.plain.split()) <= 2


def _is_trail(line: str) -> bool:
    """Sections of a page, or its name, one after the other: "Region | Transport"."""
    pieces = _TRAIL.split(line)
    return len(pieces) > 1 and all(
        piece[:1].isupper() and (len(re.findall(r"\w[\w'’-]*", piece)) <= 2 or names_outlet(piece)) for piece in pieces
    )


def _is_section(part: Part) -> bool:
    """A line under the headline that only names sections of the page; "Jo Doe | Ann Poe" names people."""
    if part.block.kind == "heading" or part.ended or len(part.plain) > 60:
        return False
    people = any(is_person(piece) or names_outlet(piece) for piece in _TRAIL.split(part.plain))
    return bool(_SECTIONS.match(part.plain)) or (_is_trail(part.plain) and not people)


def _is_headline(story: Sequence[Part], at: int) -> bool:
    if at >= len(story) - 1:
        return False
    part = story[at]
    if part.block.kind == "heading":
        return True
    if _FULL_STOP.search(part.plain) or part.plain.endswith((":", ";", ",")) or len(part.plain) > 250:
        return False
    led = dateline(part.plain)  # one without a place is of the sections: "COUNCIL. Market hall to close"
    if _kind_of_itself(part) or (led and led.sure) or _SENTENCES.search(_PLACED_HEADLINE.sub("", part.plain, count=1)):
        return False
    return sum(len(later.plain) for later in story[at + 1 :]) > len(part.plain) // 2


def _kind_of_itself(part: Part) -> SegmentKind | None:
    """The kind of a line that shows by its own words what it is."""
    if part.block.kind == "heading":
        return None
    if byline(part.plain) or is_credit(part.plain):
        return "byline"
    if stated_dates(part.plain):
        return "dateline"
    return "caption" if is_caption(part.plain) else None


def _kind_in_head(story: Sequence[Part], at: int) -> SegmentKind | None:
    """The kind of a line under the headline that shows it by its words, or by a date beside it."""
    part = story[at]
    itself = _kind_of_itself(part)
    if itself or at == 0:
        return itself
    if part.block.kind == "heading":
        return "byline" if byline(part.plain) else None
    if _names_paper(part):
        return "byline"
    if is_placed_date(part.plain):
        return "dateline"
    if is_role(part.plain):  # on a line of its own, under the name or beside the date
        above = story[at - 1].plain
        # "Muere Ana Ruiz" is a headline, and "Ana Ruiz, periodista" under it tells who she was.
        under_name = byline(above) or (at > 1 and signed(above) and not signed(part.plain))
        return "byline" if under_name or _dates(above) or _dated_under(story, at) else None
    # A name may be all that a headline says: "Obituaries", "Jo Doe", and the date.
    headed = any(len(line.plain.split()) >= 4 for line in story[:at])
    names = signed(part.plain) if headed and not _ends_in_section(part.plain) else None
    dated = names and (names.published or _dates(story[at - 1].plain) or _dated_under(story, at))
    return "byline" if dated or (signed_with_role(part.plain) and names and not _told_of(names, story[:at])) else None


def _told_of(names: Byline, above: Sequence[Part]) -> bool:
    """Whether the headline, or a line under it, has the name: "Ana Ruiz, reporter" may then say whom the story is about."""
    return any(names.names and search_text(names.names).lower() in line.plain.lower() for line in above)


def _dated_under(story: Sequence[Part], at: int) -> bool:
    """Whether the date is on the next line, but for one that says what the author is at the paper."""
    under = [part.plain for part in story[at + 1 : at + 3]]
    return any(_dates(line) for line in (under[1:] if under and is_role(under[0]) else under[:1]))


def _ends_in_section(line: str) -> bool:
    pieces = _TRAIL.split(line)
    return len(pieces) > 1 and bool(_SECTIONS.match(pieces[-1]))


def _dates(line: str) -> bool:
    return bool(stated_dates(line) or is_placed_date(line) or imprint(line))


def _story_begins(story: Sequence[Part], top: int) -> int:
    """Past the last line that can only stand above a story. Plain paragraphs are above only if such a line follows."""
    begins, passed = top, 0
    for at in range(top, min(top + HEAD_LINES, len(story))):
        part = story[at]
        kind = _kind_in_head(story, at)
        below = sum(len(later.plain) for later in story[at + 1 :])
        if kind in ("byline", "dateline") or (kind == "caption" and not passed):
            if passed and below <= sum(len(earlier.plain) for earlier in story[top:at]):
                break
            begins, passed = at + 1, 0
        elif (led := dateline(part.plain)) and led.sure:
            return at
        elif not (part.short or part.block.kind == "heading") or (passed == 2 and not _is_section(part)):
            break
        elif not (_is_section(part) or part.bulleted):
            passed += 1
    if begins > top and begins < len(story) and _is_unended_line(story, begins):
        begins += 1
    return begins


def _kind_above(story: Sequence[Part], at: int, top: int) -> SegmentKind:
    itself = _kind_in_head(story, at)
    if itself:
        return itself
    earlier = {_kind_in_head(story, line) for line in range(top, at)}
    if story[at].block.kind == "heading":
        return "heading" if "byline" in earlier else "standfirst"
    if _is_section(story[at]):
        return "label"
    under = range(at + 1, min(top + HEAD_LINES, len(story)))
    later = {_kind_in_head(story, line) for line in under if story[line].short}
    if "byline" in later or ("dateline" in later and "byline" not in earlier):
        return "standfirst"
    if "byline" in earlier or is_scene(story[at].plain):
        return "caption"
    return "standfirst"


def _is_unended_line(story: Sequence[Part], at: int) -> bool:
    """A short line without an end, with a paragraph under it."""
    if at + 1 >= len(story) or story[at].block.kind == "heading":
        return False
    line, under = story[at].plain, story[at + 1]
    return len(line) <= LINE and not story[at].ended and (under.ended or len(under.plain) > len(line))


def _kind_within(story: Sequence[Part], at: int, kinds: Sequence[SegmentKind]) -> SegmentKind:
    """`kinds`: those of the lines before it."""
    part = story[at]
    if part.block.kind == "heading":
        return "heading"
    itself = _kind_of_itself(part)
    if itself:
        return itself
    if is_source(part.plain):
        return "byline"
    return "heading" if _is_subheading(story, at, kinds) else "body"


def _is_subheading(story: Sequence[Part], at: int, kinds: Sequence[SegmentKind]) -> bool:
    part = story[at]
    starts = part.plain[0].isupper() or part.plain[0] in "“\"'‘«¿¡" or part.plain[0].isdigit()
    if at == 0 or at + 1 >= len(story) or not starts or len(part.plain.split()) > 12 or len(part.plain) > 80:
        return False
    if part.bulleted or _FIGURE.match(part.plain) or _is_item(story, at, kinds):
        return False
    if _heads_list(story, at):
        return True
    under = story[at + 1]
    return _is_unended_line(story, at) and under.ended and len(under.plain) > len(part.plain)


def _is_item(story: Sequence[Part], at: int, kinds: Sequence[SegmentKind]) -> bool:
    """One of several lines without an end, where the last looks like a heading of what follows the list."""
    part, before = story[at], story[at - 1]
    if kinds[at - 1] == "heading" and not part.apart:
        return _heads_list(story, at - 1)
    if before.ended or kinds[at - 1] != "body":
        return False
    if not part.apart:
        return True
    return before.apart and at > 1 and not story[at - 2].ended and kinds[at - 2] in ("body", "heading")


def _heads_list(story: Sequence[Part], at: int) -> bool:
    """A few words with lines under them that begin like items: "Key figures", then "Piers: 4"."""
    part, items = story[at], story[at + 1 : at + 3]
    if len(part.plain.split()) > 6 or (part.ended and not part.plain.endswith(":")):
        return False
    return len(items) == 2 and all(
        item.short and not item.ended and len(item.plain) <= LINE and (item.bulleted or _ITEM.match(item.plain))
        for item in items
    )
