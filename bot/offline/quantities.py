"""What a text's figures may be: "about 200" may be 212, "more than two dozen" may be 27, and 21 days are three weeks.

Figures of other sorts are not compared: pounds with people, 400,000 a year with 61, "three months" with "seven years after".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from bot.offline.counting import NUMBER, amounts, unit_of
from bot.offline.when import MONEY_UNITS, tells_when
from bot.text.lexicon import ENGLISH_NUMBERS
from bot.text.words import fold

_CURRENCY_SIGNS = frozenset("$€£¥₹")
ROUGHLY = 0.1  # by which a rounded figure may be off
OF_ONE_UNIT = ("money", "measure")
WELL_OVER = 1.5  # times what "more than" names: who means three times as much does not say so
_VAGUE = {
    "none": (0, 0), "couple": (2, 2), "both": (2, 2), "dozens": (20, 200), "hundreds": (150, 1_000), "thousands": (1_500, 10_000),
}  # fmt: skip
_SHARES = (
    (re.compile(r"\b(?:two|2)[ -]thirds\b"), "about 66.7 percent"),
    (re.compile(r"\b(?:three|3)[ -]quarters\b"), "about 75 percent"),
    (re.compile(r"\b(?:a|one)[ -]third\b"), "about 33.3 percent"),
    (re.compile(r"\b(?:a|one)[ -]quarter\b"), "about 25 percent"),
    (re.compile(r"\bhalf (?=(?:of )?(?:the|its|their|his|her|all)\b)"), "about 50 percent "),
)
_AND_A_HALF = re.compile(r"\b(\w+) and a half\b")
_DURATION = re.compile(r"(second|minute|hour|day|night|week|month|year)s?\b(?!-)")
_LASTS = {
    "second": (1 / 86_400, "days"), "minute": (1 / 1_440, "days"), "hour": (1 / 24, "days"), "day": (1, "days"),
    "night": (1, "days"), "week": (7, "days"), "month": (1, "months"), "year": (12, "months"),
}  # fmt: skip
_WHOLE = re.compile(rf"(?<=\sof\s)(?:the\s+)?(?:[\w-]+\s+)??(?:[\w-]+['’]s\s+)?(?P<whole>{NUMBER})")
_LESS = r"(?:up to|less than|fewer than|under|below|at most|(?:no|not) more than|almost|nearly|not quite)"
_MORE = r"(?:more than|over|at least|exceed\w*|no (?:fewer|less) than|upwards of)"
_QUALIFIED = tuple(
    (re.compile(rf"\b{words}\s+(?:an? |the |good )?$"), low, high)
    for words, low, high in (
        (r"already\b[^,.;]{0,30}", 1.0, inf),  # so far
        (r"up to", 0.0, 1.0),
        (_LESS, 1 / WELL_OVER, 1.0),  # before what it ends with: "no more than"
        (_MORE, 1.0, WELL_OVER),
        (
            r"(?:about|around|roughly|some|approximately|close to|near|circa|estimated(?: at)?)",
            1 - ROUGHLY,
            1 + ROUGHLY,
        ),
    )
)
_TO = re.compile(r"\s?(?:-|–|to|and|or)\s?")
_BETWEEN = re.compile(r"\bbetween\s+$")
_MONEY = re.compile(rf"(?:(?:de|of) )?(?:{MONEY_UNITS})\b")
_MEASURE = re.compile(
    r"(?:(?:square |cubic )?(?:kilo|centi|milli)?met(?:re|er)s?|km|miles?|feet|foot|inch(?:es)?|acres?|hectares?|(?:kilo)?grams?|kilos?|kg|"
    r"tonn?es?|tons?|lit(?:re|er)s?|gallons?|degrees?|(?:kilo|mega|giga)?watts?)\b"
)
_A_TIME = re.compile(r"[^,.;:0-9]{0,40}?\b(?:an?|per|each|every) (second|minute|hour|day|night|week|month|year)\b")
_SENTENCED = re.compile(r"\b(?:sentenced to|condemned to|jailed for|(?:sentence|term) of)\s+(?:\w+ ){0,2}$")
_SENTENCE = re.compile(r"\w+[ -](?:(?:prison|jail) )?(?:sentence|term)s?\b")
_COUNTED_FROM = re.compile(r"\w+ (?:after|before|ago|later|earlier|since|from now)\b")


@dataclass(frozen=True)
class Quantity:
    low: float
    high: float
    unit: str  # stem of what it counts or measures; "" where nothing follows
    lasts: tuple[float, str] | None = None  # for a time: how many days or months one of its unit is
    sort: str = ""  # money, share, time, sentence, measure; "" for what is counted, and where nothing tells
    every: str = ""  # a year, a day: how often
    counted_from: bool = False  # a time that begins or ends at another event: "two years later"

    def may_be(self, other: Quantity) -> bool:
        """Times of different units by what they last; a figure without a unit as it stands."""
        ours, theirs = 1.0, 1.0
        if self.lasts and other.lasts:
            if self.lasts[1] != other.lasts[1]:
                return True  # days and months: there is no telling
            ours, theirs = self.lasts[0], other.lasts[0]
        close = 1 + 1e-9  # 150 minutes are not quite 2.5 hours in binary
        return self.low * ours <= other.high * theirs * close and other.low * theirs <= self.high * ours * close


def apart(ours: str, theirs: str, comparable: Callable[[Quantity, Quantity], bool]) -> float:
    """1 where both texts have comparable quantities and no two could be one, -1 where two could, 0 where there are none.

    "30 of the firm's 90 workers" and "70 of the 90" differ: what both are parts of is left out.
    """
    wholes = _wholes(ours) & _wholes(theirs)
    mine, others = (quantities(text, wholes) for text in (ours, theirs))
    pairs = [(one, other) for one in mine for other in others if _of_one_sort(one, other) and comparable(one, other)]
    if pairs and any(_imposed_in_either(one, other) for one in mine for other in others):
        return -1.0
    return 0.0 if not pairs else -1.0 if any(one.may_be(other) for one, other in pairs) else 1.0


def _imposed_in_either(one: Quantity, other: Quantity) -> bool:
    """ "Reduced to 60 years" and "seven years of a 60-year sentence" tell of the same 60, however each is put."""
    return {one.sort, other.sort} == {"time", "sentence"} and one.may_be(other) and of_one_unit(one, other)


def of_one_unit(one: Quantity, other: Quantity) -> bool:
    return bool(one.lasts and other.lasts) or (bool(one.unit) and one.unit == other.unit)


def of_any_unit(one: Quantity, other: Quantity) -> bool:
    return True


def of_things(one: Quantity, other: Quantity) -> bool:
    """Both count: neither measures, and neither is money, a share or a time."""
    return not one.sort and not other.sort


def _of_one_sort(one: Quantity, other: Quantity) -> bool:
    """A figure with nothing behind it may be of any sort; miles and kilometres, pesos and dollars are not told apart."""
    alike = one.sort == other.sort and (one.sort not in OF_ONE_UNIT or one.unit == other.unit)
    return (
        (alike or not (one.unit and other.unit)) and one.every == other.every and one.counted_from == other.counted_from
    )


@lru_cache(maxsize=256)  # the sentence that is said is compared with each of the others
def quantities(text: str, wholes: frozenset[str] = frozenset()) -> tuple[Quantity, ...]:
    """Of an English text, in its order; years, and the figures of `wholes` after an "of", are left out."""
    return tuple(_quantities(fold(text), wholes))


def _quantities(folded: str, wholes: frozenset[str]) -> Iterator[Quantity]:
    if wholes:
        folded = _WHOLE.sub(lambda match: "" if _whole(match) in wholes else match.group(), folded)
    for pattern, share in _SHARES:
        folded = pattern.sub(share, folded)
    folded = _AND_A_HALF.sub(_with_half, folded)
    found = [one for one in amounts(folded) if not tells_when(folded, one.start, one.end)]
    ends_range = False
    for at, one in enumerate(found):
        value = _range(one.value)
        if value is None or ends_range:
            ends_range = False
            continue
        before, end = folded[: one.start], one.end
        following = found[at + 1] if at + 1 < len(found) else None
        if following is not None and (upper := _range(following.value)) and upper[0] > value[0]:
            joined = folded[end : following.start]
            if _TO.fullmatch(joined) and (joined.strip() != "and" or _BETWEEN.search(before)):
                value, end, ends_range = (value[0], upper[1]), following.end, True
        yield _quantity(before, value, folded[end : end + 50].lstrip(" -"))


@lru_cache(maxsize=256)
def _wholes(text: str) -> frozenset[str]:
    return frozenset(_whole(match) for match in _WHOLE.finditer(fold(text)))


def _whole(match: re.Match[str]) -> str:
    return match["whole"].strip(" ,.")


def _quantity(before: str, value: tuple[float, float], rest: str) -> Quantity:
    low, high = value
    ahead = before.rstrip("$€£¥₹")
    for pattern, least, most in _QUALIFIED:
        if pattern.search(ahead):
            low, high = low * least, high * most
            break
    lasting, repeated = _DURATION.match(rest), _A_TIME.match(rest)
    unit = unit_of(before.rstrip()[-1:], rest)
    return Quantity(
        low,
        high,
        unit,
        _LASTS[lasting.group(1)] if lasting else None,
        _sort_of_time(before, rest) if lasting else _sort(unit, before, rest),
        repeated.group(1) if repeated else "",
        bool(lasting and _COUNTED_FROM.match(rest)),
    )


def _sort_of_time(before: str, rest: str) -> str:
    """What a court imposes is not what has passed."""
    return "sentence" if _SENTENCED.search(before) or _SENTENCE.match(rest) else "time"


def _sort(unit: str, before: str, rest: str) -> str:
    if {before.rstrip()[-1:], rest[:1]} & _CURRENCY_SIGNS or _MONEY.match(rest):
        return "money"
    return "share" if unit == "percent" else "measure" if _MEASURE.match(rest) else ""


def _range(value: str) -> tuple[float, float] | None:
    return (float(value), float(value)) if value[0].isdigit() else _VAGUE.get(value)


def _with_half(match: re.Match[str]) -> str:
    number = match.group(1)
    whole = number if number.isdigit() else ENGLISH_NUMBERS.get(number)
    return f"{whole}.5" if whole is not None else match.group()
