"""Dates and times of day in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.text.words import fold

When = tuple[int, int, int, int]  # year, month, day, minute of the day; 0 where the text does not say
Date = tuple[int, int, int]  # year, month, day; 0 where the text does not say

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    )
    for number, name in enumerate(names.split(), 1)
}
MONTH = "|".join(_MONTHS)
YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?!\d)")
_YEAR = rf"(?P<year>{YEAR.pattern})"
_DATES = (
    re.compile(rf"\b(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?:of |de )?{_YEAR}"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)? (?:of |de )?(?P<month>{MONTH}),? (?:of |de )?{_YEAR}"),
    re.compile(rf"\b(?P<month>{MONTH}) (?:of |de )?{_YEAR}"),
    re.compile(rf"\b(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?! (?:percent|million))"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)? (?:of |de )?(?P<month>{MONTH})\b"),
    re.compile(rf"\b(?:in|en|on) (?P<month>{MONTH})\b"),
    re.compile(_YEAR),
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[.:h](?P<minute>\d\d))? ?(?P<half>[ap])\.?m\b|\b(?P<hour24>[01]?\d|2[0-3])[:h.](?P<minute24>[0-5]\d)\b"
)
_NOON = re.compile(r"\b(?:noon|midday|midnight)\b")


def dates(text: str) -> Iterator[Date]:
    """Every date that a text gives, the fullest first."""
    folded = fold(text)
    for pattern in _DATES:
        for match in pattern.finditer(folded):
            parts = match.groupdict()
            yield int(parts.get("year") or 0), _MONTHS.get(parts.get("month") or "", 0), int(parts.get("day") or 0)
        folded = pattern.sub(lambda match: " " * len(match.group()), folded)


def clock(text: str) -> When | None:
    match = _CLOCK.search(fold(text))
    if match is None:
        return (0, 0, 0, 12 * 60) if _NOON.search(fold(text)) else None
    if match["half"]:
        hour = int(match["hour"]) % 12 + (12 if match["half"] == "p" else 0)
        return 0, 0, 0, hour * 60 + int(match["minute"] or 0)
    return 0, 0, 0, int(match["hour24"]) * 60 + int(match["minute24"])
