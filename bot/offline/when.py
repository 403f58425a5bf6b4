"""Dates and times of day in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.text.lexicon import MONTHS
from bot.text.words import fold

When = tuple[int, int, int, int]  # year, month, day, minute of the day; 0 where the text does not say
Date = tuple[int, int, int]  # year, month, day; 0 where the text does not say

MONTH = "|".join(sorted(MONTHS.keys() - {"mar"}, key=len, reverse=True))  # which is the sea in Spanish
YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?!\d)")
_MONTH_ALONE = (  # "sept" is a number in French, "may" a verb
    r"(?:\b(?:in|en|on|of|de|by|until|till|since|before|after|early|late|mid|(?<!the )(?:next|last)|hasta|desde|depuis|avant|apres)"
    rf"[ -]|\bd['’])(?P<month>(?!sept\b(?!\.)|may (?:not|be|have|well|also|still|never|need)\b)(?:{MONTH}))\b"
)
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
_COUNTS_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:about|some|nearly|almost|over|more than|around|roughly|at least))\s*$")
_COUNTS_AFTER = re.compile(
    rf"\s?(?:[$€£¥₹%]|(?:{MONEY_UNITS}|people|persons?|homes?|houses?|jobs?|votes?|workers|employees|residents|passengers|"
    r"met(?:re|er)s|kilomet\w+|miles|tonn?es|kilos?|litres|liters)\b)"
)
_DATES = (
    re.compile(rf"\b(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?:of |de )?{_YEAR}"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)? (?:of |de )?(?P<month>{MONTH}),? (?:of |de )?{_YEAR}"),
    re.compile(rf"\b(?P<month>{MONTH}) (?:of |de )?{_YEAR}"),
    re.compile(rf"\b(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?! (?:percent|million))"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)? (?:of |de )?(?P<month>{MONTH})\b"),
    re.compile(_MONTH_ALONE),
    re.compile(_YEAR),
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[.:h](?P<minute>\d\d))? ?(?P<half>[ap])\.?m\b|\b(?P<hour24>[01]?\d|2[0-3])[:h.](?P<minute24>[0-5]\d)\b"
)
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_NOON = re.compile(r"\b(?:noon|midday|midnight)\b")


def is_year(folded: str, start: int, end: int) -> bool:
    """Four digits that name a year: 1600 euros and some 2000 people do not."""
    counted = _COUNTS_AFTER.match(folded, end) or _COUNTS_BEFORE.search(folded[max(0, start - 12) : start])
    return YEAR.fullmatch(folded, start, end) is not None and counted is None


def dates(text: str) -> Iterator[Date]:
    """Every date that a text gives, the fullest first."""
    folded = fold(text)
    for pattern in _DATES:
        for match in pattern.finditer(folded):
            parts = match.groupdict()
            if pattern is _DATES[-1] and not is_year(folded, *match.span()):
                continue
            yield int(parts.get("year") or 0), MONTHS.get(parts.get("month") or "", 0), int(parts.get("day") or 0)
        folded = pattern.sub(lambda match: " " * len(match.group()), folded)


def clock(text: str) -> When | None:
    match = _CLOCK.search(fold(text))
    if match is None:
        noon = _NOON.search(fold(text))
        return (0, 0, 0, 24 * 60 if noon.group() == "midnight" else 12 * 60) if noon else None
    if match["half"]:
        hour = int(match["hour"]) % 12 + (12 if match["half"] == "p" else 0)
        return 0, 0, 0, hour * 60 + int(match["minute"] or 0)
    return 0, 0, 0, int(match["hour24"]) * 60 + int(match["minute24"])
