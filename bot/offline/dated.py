"""Chronologies: the dated sentences of the articles in question, in the order of their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.offline.candidates import ANSWERING_KINDS, Candidate
from bot.offline.notes import note
from bot.offline.plans import NOTHING, Plan
from bot.offline.questions import Question
from bot.offline.references import year_before
from bot.text.mentions import names
from bot.text.words import fold

MOST_LINES = 12
MOST_WORDS = 230
When = tuple[int, int, int, int]  # year, month, day, minute of the day; 0 where the text does not say

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    )
    for number, name in enumerate(names.split(), 1)
}
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?<![\d.,])(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_DATES = (
    re.compile(rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?:of |de )?{_YEAR}"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)? (?:of |de )?(?P<month>{_MONTH}),? (?:of |de )?{_YEAR}"),
    re.compile(rf"\b(?P<month>{_MONTH}) (?:of |de )?{_YEAR}"),
    re.compile(rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?! (?:percent|million))"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)? (?:of |de )?(?P<month>{_MONTH})\b"),
    re.compile(rf"\b(?:in|en|on) (?P<month>{_MONTH})\b"),
    re.compile(_YEAR),
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[.:h](?P<minute>\d\d))? ?(?P<half>[ap])\.?m\b|\b(?P<hour24>[01]?\d|2[0-3])[:h.](?P<minute24>[0-5]\d)\b"
)
_NOON = re.compile(r"\b(?:noon|midday|midnight)\b")


def chronology(question: Question, weighed: Sequence[Candidate]) -> Plan:
    """Dates first; for a single day, the times of day."""
    articles = subject_articles(question, weighed)
    sentences = [one for article in articles for one in whole(article)]
    by_clock = bool(
        re.search(
            r"\b(?:morning|times|hour by hour|minute by minute|hours|afternoon|evening|day of)\b",
            fold(question.english),
        )
    )
    dated = [(when, one) for one in sentences if (when := (clock(one.text) if by_clock else date_of(one)))]
    first, last = _span(question)
    kept = [(when, one) for when, one in dated if by_clock or first <= when[0] <= last]
    kept.sort(key=lambda item: (item[0], item[1].article.file, item[1].index))
    lines = tuple(one for _, one in kept)
    if len(lines) < 2:
        return NOTHING
    return Plan(_spread(lines), notes=(note("sequence", "chronology", question.language),))


def _spread(lines: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """At most MOST_LINES, the body before captions."""
    body = tuple(one for one in lines if one.sentence.kind == "body")
    kept = (body if len(body) >= 2 else lines)[:MOST_LINES]
    while len(kept) > 2 and sum(len(one.text.split()) for one in kept) > MOST_WORDS:
        kept = tuple(one for one in kept if one is not max(kept, key=lambda line: len(line.text)))
    return kept


def _span(question: Question) -> tuple[int, int]:
    years = [int(one) for one in question.numbers if re.fullmatch(r"(?:1[5-9]|20)\d\d", one)]
    return (min(years), max(years)) if len(years) >= 2 else (0, 9999)


def subject_articles(question: Question, weighed: Sequence[Candidate]) -> list[Candidate]:
    """One candidate of each article that the question is about: the best one's, and others that name the same things."""
    if not weighed:
        return []
    best: dict[str, Candidate] = {}
    for one in sorted(weighed, key=lambda one: one.rank):
        best.setdefault(one.article.id, one)
    leading, *others = best.values()
    named = _named(leading)
    related = [
        one for one in others if len(named & _named(one)) >= 2 and one.article.fact("duplicate_of").value is None
    ]
    return [leading, *related]


def _named(one: Candidate) -> set[str]:
    """Names in its headline and first sentences."""
    return {mention.last for mention in names(one.article.title + ". " + one.article.text[:1500]) if not mention.opens}


def whole(one: Candidate) -> Iterator[Candidate]:
    """All sentences of a candidate's article."""
    for index, sentence in enumerate(one.article.sentences):
        if sentence.kind in ANSWERING_KINDS and sentence.kind != "headline":
            yield Candidate(one.article, index, one.rank, one.similarity)


def date_of(one: Candidate) -> When | None:
    """The first date that the sentence gives; a month or day without a year takes the year named last before it."""
    folded = fold(one.text)
    for pattern in _DATES:
        match = pattern.search(folded)
        if match is None:
            continue
        parts = match.groupdict()
        year = parts.get("year") or year_before(one.article, one.sentence.start)
        if year is None:
            return None
        return int(year), _MONTHS.get(parts.get("month") or "", 0), int(parts.get("day") or 0), 0
    return None


def clock(text: str) -> When | None:
    match = _CLOCK.search(fold(text))
    if match is None:
        return (0, 0, 0, 12 * 60) if _NOON.search(fold(text)) else None
    if match["half"]:
        hour = int(match["hour"]) % 12 + (12 if match["half"] == "p" else 0)
        return 0, 0, 0, hour * 60 + int(match["minute"] or 0)
    return 0, 0, 0, int(match["hour24"]) * 60 + int(match["minute24"])
