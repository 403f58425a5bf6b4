"""Chronologies: the dated sentences of the articles in question, in the order of their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.offline.candidates import ANSWERING_KINDS, Candidate
from bot.offline.notes import note
from bot.offline.plans import NOTHING, Plan
from bot.offline.questions import Question
from bot.offline.references import QUOTATION, subjects, year_before
from bot.offline.when import YEAR, When, clock, dates
from bot.text.words import fold

MOST_LINES = 12
MOST_WORDS = 230
_OF_THE_TEXT = re.compile(  # folded: what was done to the article is no event that it tells of
    r"\bthis (?:article|story|report|page|version|headline) (?:was|has been|is) (?:\w+ ){0,2}(?:amended|corrected|updated|changed|edited|published|posted)\b|"
    r"\beste (?:articulo|texto) (?:fue|ha sido|se) \w*(?:corregi|actualiz|modific|public)|"
    r"\bcet article a ete (?:\w+ )?(?:corrige|modifie|mis a jour|actualise|publie)"
)
_AHEAD = re.compile(  # folded
    r"\b(?:will|shall|(?:is|are) (?:to|due|expected|scheduled|planned)|sera|seront|aura|auront|prevue?s?|previst[oa]s?)\b"
)
_ABRIRA = re.compile(r"\b[a-zà-ÿ]{2,}(?:rá|rán)\b")  # as written: accents and small letters tell a verb from a name


def chronology(question: Question, weighed: Sequence[Candidate]) -> Plan:
    """Dates first; for a single day, the times of day."""
    articles = subject_articles(question, weighed)
    sentences = [one for article in articles for one in whole(article) if not _OF_THE_TEXT.search(fold(one.text))]
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
    years = [int(one) for one in question.numbers if YEAR.fullmatch(one)]
    return (min(years), max(years)) if len(years) >= 2 else (0, 9999)


def subject_articles(question: Question, weighed: Sequence[Candidate]) -> list[Candidate]:
    """One candidate of each article that the question is about: the best one's, and others that name the same things."""
    if not weighed:
        return []
    best: dict[str, Candidate] = {}
    for one in sorted(weighed, key=lambda one: one.rank):
        best.setdefault(one.article.id, one)
    leading, *others = best.values()
    named = subjects(leading.article)
    related = [
        one
        for one in others
        if len(named & subjects(one.article)) >= 2 and one.article.fact("duplicate_of").value is None
    ]
    return [leading, *related]


def whole(one: Candidate) -> Iterator[Candidate]:
    """All sentences of a candidate's article."""
    for index, sentence in enumerate(one.article.sentences):
        if sentence.kind in ANSWERING_KINDS and sentence.kind != "headline":
            yield Candidate(one.article, index, one.rank, one.similarity)


def date_of(one: Candidate) -> When | None:
    """The first and fullest date that the sentence gives; without a year it takes the one that the text goes by."""
    year, month, day = next(dates(one.text), (0, 0, 0))
    known = year or (_year_of(month, day, one) if month else 0)
    return (known, month, day, 0) if known else None


def _year_of(month: int, day: int, one: Candidate) -> int:
    """What is still to come lies after the article's date; else the year named last, or the article's if there is none."""
    published = one.article.fact("published").value
    if published and is_ahead(one.text):
        return int(published[:4]) + ((month, day or 31) < (int(published[5:7]), int(published[8:10])))
    named = year_before(one.article, one.sentence.start)
    return int(named or (published or "0")[:4])


def is_ahead(text: str) -> bool:
    """Told in the future, outside its quotations."""
    outside = QUOTATION.sub(" ", text)
    return bool(_AHEAD.search(fold(outside)) or _ABRIRA.search(outside))
