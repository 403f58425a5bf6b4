"""What a text's figures may be: "about 200" may be 212, "more than two dozen" may be 27, and 21 days are three weeks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf

from bot.offline.counting import MEASURE, NUMBER, Amount, amounts, unit_of
from bot.offline.when import is_year
from bot.text.words import fold

ROUGHLY = 0.1  # by which a rounded figure may be off
WELL_OVER = 1.5  # times what "more than" names: who means three times as much does not say so
_VAGUE = {"couple": (2, 2), "both": (2, 2), "dozens": (20, 100), "hundreds": (150, 1_000), "thousands": (1_500, 10_000)}
_IN_DAYS = {"week": 7.0, "day": 1.0, "night": 1.0, "hour": 1 / 24, "minut": 1 / 1440, "second": 1 / 86_400}
_WHOLE = re.compile(rf"({NUMBER})\s+of\s+(?:[\w-]+\s+)??(?:[\w-]+['’]s\s+)?{NUMBER}(?=\s)")
_SO_FAR = re.compile(r"\balready\b[^,.;]{0,30}$")
_OVER = re.compile(r"\b(?:more than|over|at least|exceed\w*|no (?:fewer|less) than|upwards of|well over|a good)\s+$")
_UNDER = re.compile(
    r"\b(?:up to|less than|fewer than|under|below|at most|no more than|almost|nearly|just under|not quite)\s+$"
)
_ABOUT = re.compile(r"\b(?:about|around|roughly|some|approximately|close to|circa|an estimated|estimated at)\s+$")


@dataclass(frozen=True)
class Quantity:
    low: float
    high: float
    unit: str  # stem of what it counts or measures; "" where nothing follows
    counts: bool  # something, and is no time, money, share, length or weight

    def may_be(self, other: Quantity) -> bool:
        return self.low <= other.high and other.low <= self.high


def quantities(text: str) -> Iterator[Quantity]:
    """Of "190 of the firm's 620 workers" the 190: who differs on the part may agree on the whole. Years are left out."""
    folded = _WHOLE.sub(r"\1 ", fold(text))
    for one in amounts(folded):
        if not is_year(folded, one.start, one.end) and (value := _range(one)):
            yield _quantity(folded, one, value)


def _quantity(folded: str, one: Amount, value: tuple[float, float]) -> Quantity:
    before, rest = folded[: one.start], folded[one.end : one.end + 50].lstrip(" -")
    unit = unit_of(before.rstrip()[-1:], rest)
    low, high = _qualified(before.rstrip("$€£¥₹"), value)
    if unit in _IN_DAYS:
        low, high, unit = low * _IN_DAYS[unit], high * _IN_DAYS[unit], "day"
    return Quantity(low, high, unit, not MEASURE.match(rest) and before.rstrip()[-1:] not in tuple("$€£¥₹"))


def _range(one: Amount) -> tuple[float, float] | None:
    if one.value[0].isdigit():
        return float(one.value), float(one.value)
    return _VAGUE.get(one.value)


def _qualified(before: str, value: tuple[float, float]) -> tuple[float, float]:
    low, high = value
    if _SO_FAR.search(before):
        return low, inf
    if _OVER.search(before):
        return low, high * WELL_OVER
    if _UNDER.search(before):
        return low / WELL_OVER, high
    if _ABOUT.search(before):
        return low * (1 - ROUGHLY), high * (1 + ROUGHLY)
    return value


def of_one_unit(one: Quantity, other: Quantity) -> bool:
    return bool(one.unit) and one.unit == other.unit


def both_count(one: Quantity, other: Quantity) -> bool:
    """Whatever it is: people, workers and patients may be the same."""
    return one.counts and other.counts


def of_any_unit(one: Quantity, other: Quantity) -> bool:
    return True


def apart(ours: str, theirs: str, comparable: Callable[[Quantity, Quantity], bool]) -> float:
    """1 where both texts have comparable quantities and no two could be one, -1 where two could, 0 where there are none."""
    pairs = [(mine, other) for mine in quantities(ours) for other in quantities(theirs) if comparable(mine, other)]
    return 0.0 if not pairs else -1.0 if any(mine.may_be(other) for mine, other in pairs) else 1.0
