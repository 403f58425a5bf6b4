"""Chronologies: the dated sentences of the articles in question, in the order of their dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from bot.offline.candidates import ANSWERING_KINDS, Candidate
from bot.offline.notes import note
from bot.offline.plans import NOTHING, Plan
from bot.offline.questions import Question
from bot.offline.quotations import QUOTATION, without_quotations
from bot.offline.references import subjects, year_before
from bot.offline.when import YEAR, Date, Direction, When, clock, dates, day_of_week, told_month, weekdays
from bot.text.lexicon import WEEKDAYS
from bot.text.words import PAST_IN_ED, fold

MOST_LINES = 12
MOST_WORDS = 230
NEWS_WITHIN = 2  # sentences of the body in which an article says what it is about
_OF_THE_TEXT = re.compile(  # folded: what was done to the article is no event that it tells of
    r"\bthis (?:article|story|report|page|version|headline) (?:was|has been|is) (?:\w+ ){0,2}(?:amended|corrected|updated|changed|edited|published|posted)\b|"
    r"\beste (?:articulo|texto) (?:fue|ha sido|se) \w*(?:corregi|actualiz|modific|public)|"
    r"\bcet article a ete (?:\w+ )?(?:corrige|modifie|mis a jour|actualise|publie)"
)
_AHEAD = re.compile(  # folded
    r"\b(?:will|shall|(?:is|are) (?:to|due|expected|scheduled|planned)|sera|seront|aura|auront|prevue?s?|previst[oa]s?)\b"
)
_TO_COME = re.compile(  # folded; of a clause without a past tense
    r"\b(?:(?:is|are) (?:still )?(?:due|set|about|going|\w+ing)|must|hopes|begins?|starts?|opens?|resumes?|meets?|doit|doivent|"
    r"debe|deben|va|van|vont)\b|\b(?:est|sont|esta|estan)(?: \w+)? (?:attendu|prevu|previst|esperad)"
)
_UNSURE = re.compile(
    r"\b(?:would|could|may|might|should|can|devrai(?:t|ent)|pourrai(?:t|ent)|podrian?|deberian?)\b"
)  # folded
_PASO = re.compile(r"\b[a-zà-ÿ]{2,}(?:ó|aron|ieron)\b")  # as written: "pasó", "pasaron"
_PAST = re.compile(  # folded
    rf"\b(?:{PAST_IN_ED}|was|were|had|said|told|took|gave|went|came|made|saw|found|left|met|won|lost|beat|struck|hit|shot|began|broke|"
    r"fell|rose|cut|held|upheld|quit|stole|sold|bought|brought|caught|fought|led|fled|sent|spent|built|kept|swept|felt|stood|"
    r"withdrew|drew|grew|knew|threw|flew|blew|drove|wrote|spoke|chose|froze|swore|sank|swam|ran|sang|rang|hung|dug|stuck|paid|"
    r"heard|lit|hid|sought|taught|tore|shook|overthrew|became|set off|put|got|lay|slid|shut down|"
    r"fue|fueron|dijo|hizo|hubo|puso|tuvo|vino|estuvo|estaba|habia|(?:ha|han) \w+(?:[ai]do|cho|to)|"
    r"(?:a|ont|est|sont|avait|avaient|etait|etaient|s['’]est|fut)(?: ete)?(?: \w+)? \w{2,}(?:es?|i|ie|ies|is|it|u|ue|us|ues|rt|rte))\b"
)
_SAID_ON = re.compile(  # folded: whatever was said on that day
    r"\b(?:said|told (?:the )?\w+|announced|reported|wrote|declared|confirmed|warned|promised|ruled|decided|agreed)(?: (?:late|early))?(?: on)?"
    r"(?: (?:late|early))? $"
)
_YET_TO_BE = re.compile(  # folded
    r"\b(?:(?:will|shall|to|would|could|may|might|must|should)(?: (?:not|also|only|then|be|remain|stay))*|(?:is|are) (?:not )?(?:expected|scheduled|"
    r"planned|supposed)(?: to(?: be)?)?|(?:est|sont|esta|estan)(?: \w+)? (?:attendu|prevu|previst|esperad)\w*)(?: \w+)?"
)
_SINCE = re.compile(r"\b(?:since|depuis|desde)(?: \w+)? $")
_LAST = re.compile(r"\b(?:last|pasado)\s+$")
_CLAUSE = re.compile(
    r"[,;:–—()]|\b(?:that|which|who|where|when|because|but|while|que|qui|quien|cuando|quand|pero|mais|dont)\b"
)
_ABRIRA = re.compile(r"\b[a-zà-ÿ]{2,}(?:rá|rán)\b")  # as written: accents and small letters tell a verb from a name


def chronology(question: Question, weighed: Sequence[Candidate]) -> Plan:
    """Dates first; for a single day, the times of day."""
    articles = subject_articles(weighed)
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
    news = _news(dated)
    lines = tuple(one for _, one in (kept if by_clock else _once_a_weekday(kept, news)))
    if len(lines) < 2:
        return NOTHING
    return Plan(_spread(lines, news), notes=(note("sequence", "chronology", question.language),))


def _once_a_weekday(kept: Sequence[tuple[When, Candidate]], news: Candidate | None) -> Iterator[tuple[When, Candidate]]:
    """Of the sentences of an article that a weekday alone puts on one day, the news or the first; else none where a date
    does so too."""
    by_date = {(one.article.id, when) for when, one in kept if next(dates(one.text), None)}
    for when, one in kept:
        day = (one.article.id, when)
        if next(dates(one.text), None):
            yield when, one
        elif one is news or day not in by_date:
            by_date.add(day)
            yield when, one


def _news(dated: Sequence[tuple[When, Candidate]]) -> Candidate | None:
    """The first dated sentence of the leading article's body, if it stands at its beginning: what the article is about."""
    first = next((one for _, one in dated if one.sentence.kind == "body"), None)
    if first is None or first.article.id != dated[0][1].article.id:
        return None
    before = sum(sentence.kind == "body" for sentence in first.article.sentences[: first.index])
    return first if before < NEWS_WITHIN else None


def _spread(lines: tuple[Candidate, ...], news: Candidate | None) -> tuple[Candidate, ...]:
    """At most MOST_LINES, the body before captions, and the news in any case."""
    body = tuple(one for one in lines if one.sentence.kind == "body")
    kept = body if len(body) >= 2 else lines
    while len(kept) > MOST_LINES:
        kept = tuple(one for one in kept if one is not next(line for line in reversed(kept) if line is not news))
    while len(kept) > 2 and sum(len(one.text.split()) for one in kept) > MOST_WORDS:
        others = [one for one in kept if one is not news]
        kept = tuple(one for one in kept if one is not max(others, key=lambda line: len(line.text)))
    return kept


def _span(question: Question) -> tuple[int, int]:
    years = [int(one) for one in question.numbers if YEAR.fullmatch(one)]
    return (min(years), max(years)) if len(years) >= 2 else (0, 9999)


def subject_articles(weighed: Sequence[Candidate]) -> list[Candidate]:
    """One candidate of each article that the question is about: the best one's, and others that name the same things.

    Of copies of one text only the best."""
    if not weighed:
        return []
    best: dict[str, Candidate] = {}
    for one in sorted(weighed, key=lambda one: one.rank):
        best.setdefault(one.article.source, one)
    leading, *others = best.values()
    named = subjects(leading.article)
    return [leading, *(one for one in others if len(named & subjects(one.article)) >= 2)]


def whole(one: Candidate) -> Iterator[Candidate]:
    """All sentences of a candidate's article."""
    for index, sentence in enumerate(one.article.sentences):
        if sentence.kind in ANSWERING_KINDS and sentence.kind != "headline":
            yield Candidate(one.article, index, one.rank, one.similarity)


def date_of(one: Candidate) -> When | None:
    """The first and fullest date that the sentence gives; without a year it takes the one that the text goes by. A weekday
    is one of the week before the article's date, or of the week after it; "since 1990" only says how long it was so."""
    year, month, day = next(dates(one.text), (0, 0, 0))
    if not month and (not year or _SINCE.search(fold(one.text).partition(str(year))[0])):
        weekday = _by_weekday(one)
        if weekday or not year:
            return weekday
    known = year or _year_of(month, day, one)
    return (known, month, day, 0) if known else None


def _by_weekday(one: Candidate) -> When | None:
    """None unless the article has a date and the clause says whether the day has been."""
    published = _date_of_article(one)
    if published is None:
        return None
    outside = without_quotations(one.text)
    for match in weekdays(outside):
        clause, said = _clause(outside, match)
        tense = "past" if said else _tense(clause)
        number = WEEKDAYS[fold(match.group())]
        same = datetime.date(*published).weekday() == number
        last = _LAST.search(fold(outside[: match.start()]))
        if not tense or (tense == "ahead" and one.sentence.kind == "caption") or (same and (tense == "ahead" or last)):
            continue
        return *day_of_week(published, number, tense == "ahead"), 0
    return None


def _clause(text: str, weekday: re.Match[str]) -> tuple[str, bool]:
    """That a weekday stands in, and whether the day is that of something said: "announced on Monday"."""
    start = max((match.end() for match in _CLAUSE.finditer(text, 0, weekday.start())), default=0)
    ends = _CLAUSE.search(text, weekday.end())
    before, after = text[start : weekday.start()], text[weekday.end() : ends.start() if ends else len(text)]
    return f"{before} {after}", _SAID_ON.search(fold(before)) is not None


def _tense(clause: str) -> Literal["past", "ahead"] | None:
    """None where it has no verb that tells, or has both."""
    folded = fold(clause)
    past = _PAST.search(_YET_TO_BE.sub(" ", folded)) or _PASO.search(clause)
    if past:
        return None if is_ahead(clause) or _UNSURE.search(folded) else "past"
    return "ahead" if is_ahead(clause) or _TO_COME.search(folded) else None


def _date_of_article(one: Candidate) -> Date | None:
    published = one.article.fact("published").value or ""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", published)
    try:
        date = datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return (date.year, date.month, date.day) if date else None


def _year_of(month: int, day: int, one: Candidate) -> int:
    """What is still to come lies after the article's date; else the year named last, or the article's if there is none."""
    published = _date_of_article(one)
    told = told_month(one.text, month)
    if told is not None:
        return _year_told(month, one, *told)
    if published and is_ahead(one.text):
        return published[0] + ((month, day or 31) < published[1:])
    named = year_before(one.article, one.sentence.start)
    return int(named or (published[0] if published else 0))


def _year_told(month: int, one: Candidate, direction: Direction, start: int) -> int:
    """Of "that April", after a year that was named; of "last April", by the date of the article. 0 without either."""
    if direction == "before":
        named = YEAR.findall(one.text[:start])  # years and spaces are as long folded
        return int(named[-1] if named else year_before(one.article, one.sentence.start) or 0)
    date = _date_of_article(one)
    if date is None:
        return 0
    year, now, _ = date
    if direction in ("last", "next"):
        return year - (month >= now) if direction == "last" else year + (month <= now)
    return year - (direction == "last year")


def is_ahead(text: str) -> bool:
    """Told in the future, outside its quotations."""
    outside = QUOTATION.sub(" ", text)
    return bool(_AHEAD.search(fold(outside)) or _ABRIRA.search(outside))
