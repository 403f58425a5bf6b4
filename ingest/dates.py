"""Dates in the few forms that leave no doubt. What could be read two ways (03/04/2024) is no date; 13.04.2024 is one."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    ("january", "jan", "enero", "janvier", "januar", "jänner", "janeiro", "gennaio"),
    ("february", "feb", "febrero", "février", "fevrier", "februar", "fevereiro", "febbraio"),
    ("march", "mar", "marzo", "mars", "märz", "março"),
    ("april", "apr", "abril", "avril", "aprile"),
    ("may", "mayo", "mai", "maio", "maggio"),
    ("june", "jun", "junio", "juin", "juni", "junho", "giugno"),
    ("july", "jul", "julio", "juillet", "juli", "julho", "luglio"),
    ("august", "aug", "agosto", "août", "aout"),
    ("september", "sep", "sept", "septiembre", "septembre", "setembro", "settembre"),
    ("october", "oct", "octubre", "octobre", "oktober", "outubro", "ottobre"),
    ("november", "nov", "noviembre", "novembre", "novembro"),
    ("december", "dec", "diciembre", "décembre", "decembre", "dezember", "dezembro", "dicembre"),
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\.?|lunes|martes|miércoles|jueves"
    r"|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
TIME = r"(?:,?\s*(?:at|à|a las|um|T|,|-|–|\|)?\s*\d{1,2}\s?(?:[:.h]\s?\d{2}.{0,30}|h|[ap]\.?m\.?(?:\s[A-Z]{2,4})?))?"
EARLIEST, LATEST = 1500, 2999  # years; where no date was given, programs write 0001-01-01 or 9999-12-31
NUMERIC = r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})"
_FORMS = (
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ]\d{2}:?\d{2}.{0,30})?",
    r"(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})" + TIME,
    rf"(?P<name>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})" + TIME,
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?(?P<name>{MONTH})\s*,?\s+(?:de\s+|del\s+)?(?P<year>\d{{4}})"
    + TIME,
    NUMERIC + TIME,
)
_CLOCK = r"\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{1,4}T|\s+GMT|\s+UTC)?"  # before a date: "9:05 a.m. ET March 3, 2024"
_DATES = [
    re.compile(
        rf"(?:{_CLOCK},?\s+(?:on\s+)?)?(?:(?:el|le)\s+)?(?:(?:{WEEKDAY}),?\s+)?{form}(?:,?\s+(?:{WEEKDAY}))?$",
        re.IGNORECASE,
    )
    for form in _FORMS
]


def parse_date(text: str) -> str | None:
    """The ISO date, if the whole text is one full date (a time of day may follow)."""
    text = text.strip().rstrip(".")
    for form in _DATES:
        found = form.match(text)
        if found:
            parts = found.groupdict()
            name = (parts.get("name") or "").lower().rstrip(".")
            if "mark" in parts:
                return _numeric(int(parts["year"]), int(parts["first"]), int(parts["second"]))
            return _valid(int(parts["year"]), MONTHS[name] if name else int(parts["month"]), int(parts["day"]))
    return None


def _numeric(year: int, first: int, second: int) -> str | None:
    """Of a day and a month in either order, if only one of them can be the month."""
    read = {_valid(year, first, second), _valid(year, second, first)} - {None}
    return read.pop() if len(read) == 1 else None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        read = date(year, month, day)
    except ValueError:
        return None
    return read.isoformat() if EARLIEST <= year <= LATEST else None
