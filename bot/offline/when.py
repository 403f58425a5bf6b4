"""Dates and times of day in a text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Literal

from bot.text.lexicon import MONTHS
from bot.text.words import fold

When = tuple[int, int, int, int]  # year, month, day, minute of the day; 0 where the text does not say
Date = tuple[int, int, int]  # year, month, day; 0 where the text does not say
Direction = Literal["last", "next", "this year", "last year", "before"]

_SEPT = r"(?:(?:(?<=\d )|(?<=\d[snrt][tdh] ))sept\b|sept(?=\. \d| \d+\b))"  # beside figures; elsewhere it is the French seven
MONTH = "|".join((*sorted(MONTHS.keys() - {"mar"}, key=len, reverse=True), _SEPT))  # "mar" is the sea in Spanish
YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?!\d)")
_MONTH_ALONE = (  # "may" is a verb too
    r"(?:\b(?:in|en|on|of|de|by|until|till|since|before|after|early|late|mid|(?<!the )(?:next|last)|hasta|desde|depuis|avant|apres)"
    rf"[ -]|\bd['’]|\b(?:that|this|ese|esa|aquel|este|cet|ce) )(?P<month>(?!may (?:not|be|have|well|also|still|never|need)\b)(?:{MONTH}))\b"
)
_SEPT_ALONE = (
    r"\b(?:in|by|until|till|since|before|after|early|late|mid|(?<!the )(?:next|last))[ -](?P<month>sept)(?=\.)"
)
_SEPTEMBER = re.compile(rf"{_SEPT}|{_SEPT_ALONE}")
AGO = re.compile(  # folded; words of time that say how long before or after the article
    r"\b(?:hace (?:\w+ ){1,2}(?:dias?|semanas?|mes(?:es)?|anos?|horas?)|il y a (?:\w+ ){1,2}(?:jours?|semaines?|mois|ans?|heures?)|"
    r"(?:el|la) (?:proxim[oa]|pasad[oa]) (?:dia|semana|mes|ano)|(?:el|la) (?:dia|semana|mes|ano) (?:pasad[oa]|proxim[oa])|"
    r"(?:la semaine|le mois) (?:derniere?|prochaine?)|l['’](?:an|annee) (?:derniere?|prochaine?)|"
    r"(?:last|next) (?:week|month|year|spring|summer|autumn|winter)|(?:\w+ ){1,2}(?:days|weeks|months|years) ago)\b"
)
_YEAR = rf"(?P<year>{YEAR.pattern})"
MONEY_UNITS = (
    r"(?:dollars?|euros?|pounds?|pesos?|francs?|yen|yuan|rupees?|crowns?|kron\w+|cents?|pence|usd|eur|gbp|dolares|libras|coronas|"
    r"couronnes|livres|reais|rubles?|roubles?|shillings?|rand|lira|florins?|florines|thalers?|taleros|marks?|guilders?|zlot\w+|forints?|dinars?|dirhams?|riyals?|"
    r"shekels?|baht|naira|lei|ducats?|ducados|escudos?|pesetas?|dracmas?|bolivares|soles|francos|marcos|rupias|rublos)"
)
_COUNTS_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:some|nearly|almost|more than|roughly|at least))\s*$")
_NEARLY = re.compile(  # before a count, or before a year that nobody knows for sure
    r"(?P<time>\b(?:in|since|until|till|before|after|built|founded|established|opened|closed|began|started|born|died|made|painted|"
    r"written|dat(?:es?|ed|ing)(?: back)?(?: to| from)?) )?\b(?P<word>about|around|over)\s+$"
)
_NOT_COUNTED = re.compile(  # behind such a year
    r"\s*(?:$|[,.](?!\d)|[;:)?!\"”»—])| (?:(?:and|to)(?! \d)|in|at|on|by|but|when|after|before|until|with|for|as|under|during|because|"
    r"while|there|he|she|they|it|the|an?|his|her|its|their)\b"
)
_COUNTS_AFTER = re.compile(
    rf"\s?(?:[$€£¥₹%]|(?:{MONEY_UNITS}|people|persons?|homes?|houses?|jobs?|votes?|workers|employees|residents|passengers|"
    r"met(?:re|er)s|kilomet\w+|miles|tonn?es|kilos?|litres|liters)\b)"
)
_NO_MONTH = re.compile(r"\b([Tt]h(?:at|is)) (may|march)\b")  # without a capital: a verb, a protest
_DOT = r"(?:(?<=\b(?:jan|feb|apr|jun|jul|aug|sep|oct|nov|dec))\.|(?<=\bsept)\.)?"
_ISO = re.compile(
    r"(?<![\d-])(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])"
)
_DATES = (
    _ISO,
    re.compile(rf"\b(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?:of |de )?{_YEAR}"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)? (?:of |de )?(?P<month>{MONTH}){_DOT},? (?:of |de )?{_YEAR}"),
    re.compile(rf"\b(?P<month>{MONTH}){_DOT} (?:of |de )?{_YEAR}"),
    re.compile(rf"\b(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?! (?:percent|million))"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)? (?:of |de )?(?P<month>{MONTH})\b"),
    re.compile(_MONTH_ALONE),
    re.compile(_SEPT_ALONE),
    re.compile(_YEAR),
)
_MEASURED = (  # "2.50 euros", "from 1.25 to 1.50 percent": what stands behind a figure with a point that is no time
    r"\s?(?:(?:to|and|or|-|–)\s?\d[\d.,]*\s?)?-?(?:[%$€£¥₹]|"
    rf"(?:{MONEY_UNITS}|per ?cent\w*|points?|times|(?:m|b|tr)illions?|thousand|bn|(?:kilo|centi|milli)?met(?:re|er)s?|km|miles?|feet|"
    r"inch(?:es)?|(?:kilo)?grams?|kilos?|kg|tonn?es?|tons?|lit(?:re|er)s?|acres?|hectares?|degrees?|seconds|minutes|hours|years)\b)"
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[.:h](?P<minute>\d\d))? ?(?P<half>[ap])\.?m\b|"
    rf"(?<![$€£¥₹])(?<![$€£¥₹] )\b(?P<hour24>[01]?\d|2[0-3])(?:[:h]|\.(?![0-5]\d{_MEASURED}))(?P<minute24>[0-5]\d)\b"
)
_TIME_AFTER = re.compile(r"(?::[0-5]\d)? ?[ap](?:\.m|m)\b|[:h][0-5]\d(?!\d)|h\b")
_HOUR_BEFORE = re.compile(r"\d[:h]$")
_MONTH_BEFORE = re.compile(rf"\b(?:{MONTH}|sept)\.? $")  # beside a figure
_MONTH_AFTER = re.compile(
    rf"(?:st|nd|rd|th|er)? (?:of |de )?(?!may (?:not|be|have|well|also|still|never|need)\b)(?:{MONTH}|sept)\b"
)
_NOTHING_COUNTED = re.compile(  # "on 3 May 12 people" counts
    rf"(?:st|nd|rd|th)\b|[,.;:)”\"]|$| (?:{YEAR.pattern}|and|to|in|at|after|before|when|that|was|were|is|the|an?|he|she|it|they|of|de|del)\b"
)
_NAMED = rf"(?P<month>{MONTH})"
_MONTHS_TOLD: tuple[tuple[Direction, str], ...] = (
    (
        "last year",
        rf"{_NAMED},? (?:of )?(?:last year|del ano pasado|de l['’](?:an|annee) (?:dernier|derniere|passee?))",
    ),
    ("this year", rf"{_NAMED},? (?:of )?(?:this year|de este ano|de cette annee)"),
    ("last", rf"(?<!the )last {_NAMED}"),
    ("last", rf"pasado {_NAMED}"),
    ("last", rf"{_NAMED} (?:pasado|dernier)"),
    ("next", rf"(?<!the )next {_NAMED}"),
    ("next", rf"proximo {_NAMED}"),
    ("next", rf"{_NAMED} (?:proximo|prochain)"),
    ("this year", rf"(?:this|este) {_NAMED}"),
    ("before", rf"(?:that|ese|aquel|cet?) {_NAMED}"),
)
_TOLD_MONTHS = tuple((direction, re.compile(rf"\b(?:{words})\b")) for direction, words in _MONTHS_TOLD)
_WEEKDAY_TOLD = re.compile(  # English has capitals there, the others have none
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b"
)
_NO_CERTAIN_DAY = re.compile(  # folded; "by Friday" may be before or after the article, "every Friday" is none
    r"\b(?:that|the|a|an|one|any|each|every|some|most|all|by|from|until|till|before|after|between|and|or|to|than|like|next|"
    r"(?:first|second|third|fourth|the last|primer|segundo|tercer|cuarto|ultimo|premier|deuxieme|troisieme)|good|black|bloody|holy|ash|super|easter|los|cada|un|una|algun|ese|aquel|y|o|de|desde(?: el)?|hasta(?: el)?|"
    r"(?:antes|despues) del|proximo|santo|le|les|chaque|tous|ce|et|ou|au|du|des|avant|apres|depuis|d['’]ici)\s*$"
)
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_NOON = re.compile(r"\b(?:noon|midday|midnight)\b")


def is_year(folded: str, start: int, end: int) -> bool:
    """Four digits that name a year: 1600 euros and some 2000 people do not."""
    return YEAR.fullmatch(folded, start, end) is not None and not _is_counted(folded, start, end)


def _is_counted(folded: str, start: int, end: int) -> bool:
    before = folded[max(0, start - 30) : start]
    if _COUNTS_AFTER.match(folded, end) or _COUNTS_BEFORE.search(before):
        return True
    nearly = _NEARLY.search(before)
    if nearly is None:
        return False
    rounded = folded[end - 1] == "0" if nearly["word"] == "over" else folded.endswith("00", start, end)
    return _NOT_COUNTED.match(folded, end) is None or (rounded and not nearly["time"])


def tells_when(folded: str, start: int, end: int) -> bool:
    """A figure that is a year, the day of a month or part of a time of day."""
    if is_year(folded, start, end):
        return True
    if any(date.start() <= start and end <= date.end() for date in _ISO.finditer(folded)):
        return True
    before, after = folded[max(0, start - 12) : start], folded[end : end + 20]
    if not re.fullmatch(r"\d{1,2}(?:\.\d\d)?", folded[start:end]):
        return False
    if _TIME_AFTER.match(after) or (_HOUR_BEFORE.search(before) and re.match(r"[0-5]\d\b", folded[start:end])):
        return True
    return int(folded[start:end].split(".")[0]) <= 31 and bool(
        _MONTH_AFTER.match(after) or (_MONTH_BEFORE.search(before) and _NOTHING_COUNTED.match(after))
    )


def dates(text: str) -> Iterator[Date]:
    """Every date that a text gives, the fullest first."""
    folded = fold(_NO_MONTH.sub(r"\1  \2", text))
    for pattern in _DATES:
        for match in pattern.finditer(folded):
            parts = match.groupdict()
            if pattern is _DATES[-1] and not is_year(folded, *match.span()):
                continue
            yield int(parts.get("year") or 0), _month_number(parts.get("month") or ""), int(parts.get("day") or 0)
        folded = pattern.sub(lambda match: " " * len(match.group()), folded)


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else 9 if name == "sept" else MONTHS.get(name, 0)


def is_september(folded: str, start: int) -> bool:
    """The "sept" that stands there, which in French is also seven."""
    return any(found.end() == start + 4 for found in _SEPTEMBER.finditer(folded, max(0, start - 15)))


def told_month(text: str, month: int) -> tuple[Direction, int] | None:
    """Whether the month is said to be the last or the next one, or that of a year that was named ("that April"), and where
    that stands in the folded text."""
    folded = fold(_NO_MONTH.sub(r"\1  \2", text))
    for direction, pattern in _TOLD_MONTHS:
        for match in pattern.finditer(folded):
            if _month_number(match["month"]) == month:
                return direction, match.start()
    return None


def weekdays(text: str) -> list[re.Match[str]]:
    """Each weekday, as it is written, that is said to be one certain day. Those that tell which of several things is meant
    ("Monday's vote") come last."""
    found = [match for match in _WEEKDAY_TOLD.finditer(text) if not _NO_CERTAIN_DAY.search(fold(text[: match.start()]))]
    return sorted(found, key=lambda match: text.startswith(("'s", "’s"), match.end()))


def day_of_week(date: Date, weekday: int, ahead: bool) -> Date:
    """The last such day up to the date, or the next one after it."""
    day = datetime.date(*date)
    away = (weekday - day.weekday()) % 7
    found = day + datetime.timedelta(days=away if ahead else away - 7 if away else 0)
    return found.year, found.month, found.day


def clock(text: str) -> When | None:
    match = _CLOCK.search(fold(text))
    if match is None:
        noon = _NOON.search(fold(text))
        return (0, 0, 0, 24 * 60 if noon.group() == "midnight" else 12 * 60) if noon else None
    if match["half"]:
        hour = int(match["hour"]) % 12 + (12 if match["half"] == "p" else 0)
        return 0, 0, 0, hour * 60 + int(match["minute"] or 0)
    return 0, 0, 0, int(match["hour24"]) * 60 + int(match["minute24"])
