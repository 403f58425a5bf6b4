"""What the text says about itself. Every item carries the words it was read from; what is not said is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ingest.bylines import byline, imprint, names_outlet, reporters, signed
from ingest.dates import MONTH
from ingest.heads import STATED_DATE, placed_date, stated_dates, story_dateline
from ingest.language import detect
from ingest.parts import TOLD
from ingest.readers import SourceText
from vectorstore.article import NOT_KNOWN, Fact, Segment, Sentence
from vectorstore.textnorm import strip_hidden

NAMES = ("title", "outlet", "byline", "dateline", "published", "updated", "language", "url")

_OUTLET_LINES = (
    re.compile(
        r"(?i:source|outlet|publication|(?:originally )?published (?:in|by|on|at))\s*:?\s+(?P<outlet>[A-Z].{1,60}?)\.?$"
    ),
    re.compile(r"(?:©|\(c\)|[Cc]opyright)[\s©(c)]*\d{4}[,\s]+(?P<outlet>[A-Z][\w.&' -]{1,40}?)(?:[.,|].*)?$"),
    re.compile(
        r"[Tt]his (?:article|story|report|piece) (?:was )?(?:first|originally) (?:appeared|(?:was )?published) (?:in|on|by) "
        r"(?P<outlet>[A-Z][\w.&'’ -]{1,40}?)(?:[:.,].*)?$"
    ),
    re.compile(r"[Mm]ore from (?P<outlet>[A-Z][\w.&'’ -]{1,40}?)(?:\s*:.*)?$"),
)
_URL_LINE = re.compile(
    r"(?:(?:url|link|source|original(?: article)?|read it at)\s*:\s*)(?P<url>https?://\S+)$", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d|[-–]\w|\s+(?:people|million|percent|per cent|dollars|euros|pesos))")
_BEFORE_A_YEAR = re.compile(
    r"(?:\b(?:in|since|of|during|from|year|early|late|mid|and|en|de|del|desde|depuis|im|seit)[\s-]+"
    rf"|\b{MONTH}\s+(?:\d{{1,2}},\s+)?)$",
    re.IGNORECASE,
)
_NEXT_YEARS = r"(?:(?:la\s+fin|fin|finales|el\s+final|début|principios|l['’](?:an|été|automne|hiver)|le\s+printemps|el\s+año)\s+)?(?:de\s+)?"
_AHEAD = {  # by the article's language: "a camera" and "a front" are no verbs of French
    "en": re.compile(
        r"\b(?:will|shall|would|by|until|till|plans?|planned|due\s+(?:in|by|for|to\s+be)|expected|forecast|target|goal|hopes?|scheduled|promis(?:es|ed)|pledg(?:es|ed)|(?:is|are)\s+to\s+[a-z]+)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b[a-zà-ÿ]{2,}(?:rá|rán|remos)\b|\b(?:va|van|vamos)\s+a\s+[a-zà-ÿ]+r\b|\b[Pp]rev(?:é|én|ist[oa]s?)\b"
        rf"|\b(?:[Hh]asta|[Pp]ara|[Aa]ntes\s+de|[Aa]\s+partir\s+de)\s+{_NEXT_YEARS}(?:{MONTH}\s+(?:de\s+)?)?(?:19|20)\d\d\b"
    ),
    "fr": re.compile(
        r"\b(?:[a-zà-ÿ]{2,}(?:[eidv]ra|[eidv]ront|[eidv]rai(?:t|ent)|rra|rront)|aura(?:it|ient)?|auront)\b|\b(?:va|vont)\s+[a-zà-ÿ]+(?:er|ir|re)\b"
        r"|\b[Pp]rév(?:oi(?:t|ent)|ue?s?)\b|\bdoi(?:t|vent)\b"
        r"|\b(?:[Dd]['’]ici(?:\s+à)?|[Jj]usqu['’](?:en|à|au)|[Àà]\s+partir\s+de|[Aa]vant|[Àà]\s+l['’]horizon(?:\s+de)?)"
        rf"\s+{_NEXT_YEARS}(?:{MONTH}\s+)?(?:19|20)\d\d\b"
    ),
}
_LONG_PAST = re.compile(  # before a year, in its clause: what was once is older than the article
    r"\b(?:first(?!\s+(?:minist|wom[ae]n|m[ae]n|person|time|round|lady))|originally|back\s+in|there\s+(?:was|were|had\s+been)|born|founded|since"
    r"|primer(?:o|a|os|as)?\b(?!\s+minist)|hab[ií]an?|hubo|nació|nacid[oa]s?|fundad[oa]s?|desde"
    r"|premi(?:ers?|ères?)\b(?!\s+minist)|il\s+y\s+(?:avait|eut)|n(?:é|ée|és|ées)|fondée?s?|depuis)\b[^.;:,]{0,60}$",
    re.IGNORECASE,
)


def facts(
    source: SourceText, segments: Sequence[Segment], sentences: Sequence[Sentence], language: Fact
) -> dict[str, Fact]:
    """Everything in NAMES, known or not, and `encoding` and `latest_year`. The file's own statements come first."""
    found: dict[str, Fact] = {"language": language}
    for name, fact in (*source.declared.items(), *_read(source.text, segments)):
        found.setdefault(name, fact)
    found["latest_year"] = latest_year(
        source.text, sentences, found.get("published", NOT_KNOWN).value, language.value or "en"
    )
    found["encoding"] = Fact(source.encoding, "the file's bytes")
    return {name: found.get(name, NOT_KNOWN) for name in (*NAMES, "latest_year", "encoding")}


def language_of(source: SourceText, segments: Sequence[Segment]) -> Fact:
    """As the file states it, or by the small words of what may be quoted."""
    if "language" in source.declared:
        return source.declared["language"]
    detected = detect(" ".join(source.text[one.start : one.end] for one in segments if one.citable))
    return Fact(*detected) if detected else NOT_KNOWN


def with_user_facts(found: Mapping[str, Fact], stated: Mapping[str, str]) -> dict[str, Fact]:
    """The user's word wins over what was read."""
    return {**found, **{name: Fact(value, "user") for name, value in stated.items()}}


def _read(text: str, segments: Sequence[Segment]) -> Iterator[tuple[str, Fact]]:
    """Facts of single lines, the surest evidence of each first."""
    lines = [(segment, _shown(text[segment.start : segment.end])) for segment in segments]
    shown = [one for one in segments if one.citable]
    signed_beside = {at for at, by in (*pairwise(shown), *pairwise(shown[::-1])) if by.kind == "byline"}
    begins = next((one.start for one, line in lines if one.kind == "body" and len(line) >= TOLD), len(text))
    for segment, line in lines:
        if segment.kind == "headline":
            yield "title", Fact(line.strip("*_ "), line)
        elif segment.kind == "byline":
            yield from _of_byline(line)
        elif segment.kind == "dateline":
            for name, value in _of_dates(line, sure=segment.start < begins or segment in signed_beside).items():
                if value:
                    yield name, Fact(value, line)
        url = _URL_LINE.match(line)
        if url:
            yield "url", Fact(url.group("url"), line)
    for names_in in (_by, _beside_a_date, reporters):
        for segment, line in lines:
            names = names_in(line) if segment.kind == "byline" else None
            if names:
                yield "byline", Fact(names, line)
    yield from _of_dateline(text, segments)
    short = [line for segment, line in lines if segment.kind != "body" or len(line) < 100]
    for pattern in _OUTLET_LINES:
        for line in short:
            named = pattern.match(line)
            if named and names_outlet(named.group("outlet")):
                yield "outlet", Fact(named.group("outlet"), line)


def _of_dates(line: str, sure: bool) -> dict[str, str | None]:
    """A date alone may be that of something else: it is `sure` above the story, and beside its author."""
    stated = stated_dates(line)
    if not sure and not STATED_DATE.match(line.lstrip("(*_ ")):
        return {}
    return stated or {"published": placed_date(line)}


def _of_byline(line: str) -> Iterator[tuple[str, Fact]]:
    read = byline(line) or imprint(line) or signed(line)
    if read:
        for name, value in (("outlet", read.outlet), ("published", read.published)):
            if value:
                yield name, Fact(value, line)


def _by(line: str) -> str | None:
    read = byline(line)
    return read.names if read else None


def _beside_a_date(line: str) -> str | None:
    read = imprint(line) or signed(line)
    return read.names if read else None


def _of_dateline(text: str, segments: Sequence[Segment]) -> Iterator[tuple[str, Fact]]:
    found = story_dateline(text, segments)
    if found:
        number, read = found
        start = segments[number].start
        words = _shown(text[start : start + read.end])
        for name, value in (("dateline", read.place), ("published", read.published), ("outlet", read.agency)):
            if value:
                yield name, Fact(value, words)


def latest_year(text: str, sentences: Sequence[Sentence], published: str | None, language: str = "en") -> Fact:
    """The latest year that the text speaks of as reached; a plan for a year to come is none, nor is when something began."""
    best, evidence = 0, ""
    ahead = _AHEAD.get(language, _AHEAD["en"])
    for sentence in sentences:
        if not _YEAR.search(text, sentence.start, sentence.end):
            continue
        words = _shown(text[sentence.start : sentence.end])
        years = [] if ahead.search(words) else [int(found.group()) for found in _YEAR.finditer(words) if _dates(found)]
        if years and max(years) > best and not (published and max(years) > int(published[:4])):
            best, evidence = max(years), words
    return Fact(str(best), evidence) if best else NOT_KNOWN


def _dates(number: re.Match[str]) -> bool:
    """Whether the words before a number make it a year, and one that may be the article's own."""
    before = number.string[max(0, number.start() - 90) : number.start()]
    return bool(_BEFORE_A_YEAR.search(before[-20:])) and not _LONG_PAST.search(before)


def _shown(words: str) -> str:
    return " ".join(strip_hidden(words).split())
