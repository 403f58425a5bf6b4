"""Figures in a sentence: their value, written in digits or in words, and what they count or measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot.offline.questions import Question
from bot.offline.when import MONEY_UNITS, MONTH, YEAR, is_year
from bot.text.lexicon import NUMBER_WORDS, SCALES, word_set
from bot.text.words import fold, terms

_WORDS = {word: value for word, value in NUMBER_WORDS.items() if word not in ("once", "seize")} | {"one": 1, "uno": 1}
_SCALES = {word: value for word, value in SCALES.items() if word != "cent"} | {
    "dozen": 12, "billions": 10**9, "milliard": 10**9, "milliards": 10**9,
}  # fmt: skip
_VAGUE = word_set(
    """half quarter third both couple none twice once dozens hundreds thousands cientos docena mitad milliers douzaine
    moitie"""
)
_IN_WORDS = "|".join(sorted({*_WORDS, *_SCALES, *_VAGUE}))
_DIGITS = r"(?<![\d.,])(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:[. ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?!\d)"
_PIECE = re.compile(rf"{_DIGITS}|\b(?:{_IN_WORDS})\b|(?<=\d)bn\b")
NUMBER = rf"(?:\d[\d.,  ]*|\b(?:{_IN_WORDS})\b)"

TIME_UNITS = (
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|nights?|anos?|mes(?:es)?|semanas?|dias?|"
    r"horas?|minutos?|ans?|annees?|mois|semaines?|jours?|heures?)"
)
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupe"}
_COUNTED = re.compile(
    r"\bhow (?:many|much)(?: of the| more| other| different| new)?\s+((?:[\w-]+\s+){0,2}?[\w-]+?)\s+(?:did|does|do|was|were|is|are|has|have|had|will|"
    r"would|can|could|may|might|must|should|in|of|at|on|for|from|to|by|the|a|an|who|that)|\bhow (?:many|much)\s+([\w-]+)"
)
_MEASURE = re.compile(
    rf"^(?:[- ]?(?:(?:de |of )?(?:{MONTH})|{TIME_UNITS}|{MONEY_UNITS}|percent|per cent|%|p\.?m|a\.?m|degrees|kilomet\w+|met(?:re|er)s?|miles?|kilos?|tonn?es?))\b"
)


@dataclass(frozen=True)
class Amount:
    """One number as it stands in a text."""

    start: int
    end: int
    value: str  # in plain digits; a word such as "dozens" stays as it is


def amounts(folded: str) -> Iterator[Amount]:
    """Each number of a folded text, "two hundred and fifty" and "1.9 million" as one."""
    run: list[re.Match[str]] = []
    for piece in _PIECE.finditer(folded):
        if run and not _goes_on(run, piece, folded[run[-1].end() : piece.start()]):
            yield _amount(run)
            run = []
        run.append(piece)
    if run:
        yield _amount(run)


def _goes_on(run: Sequence[re.Match[str]], piece: re.Match[str], between: str) -> bool:
    last, word = run[-1].group(), piece.group()
    if last == "half" and word in _SCALES:
        return between in (" a ", " an ")
    if last in _VAGUE or word in _VAGUE:
        return False
    if word in _SCALES:
        return between in ("", " ", "-") and _SCALES.get(last, 0) < _SCALES[word]
    value = _WORDS.get(word, 0)
    if last in _SCALES:
        return word in _WORDS and between in (" ", "-", " and ", " y ")
    return _WORDS.get(last, 0) in range(20, 100, 10) and 0 < value < 10 and between in ("-", " ", " y ", " et ")


def _amount(run: Sequence[re.Match[str]]) -> Amount:
    start, end = run[0].start(), run[-1].end()
    if len(run) == 1 and run[0].group() in _VAGUE:
        return Amount(start, end, run[0].group())
    total, current = Decimal(0), Decimal(0)
    for piece in run:
        scale = _SCALES.get(piece.group())
        if scale is None:
            current += _value(piece.group())
        elif scale < 1000:
            current = (current or Decimal(1)) * scale
        else:
            total, current = total + (current or Decimal(1)) * scale, Decimal(0)
    value = f"{total + current:f}"
    return Amount(start, end, value.rstrip("0").rstrip(".") if "." in value else value)


def _value(piece: str) -> Decimal:
    if piece == "half":
        return Decimal("0.5")
    if not piece[0].isdigit():
        return Decimal(_WORDS[piece])
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", piece):
        return Decimal(piece.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", piece) and not piece.startswith("0"):
        return Decimal(re.sub(r"[. ]", "", piece).replace(",", "."))
    return Decimal(piece.replace(",", "."))


def figures(text: str) -> Iterator[tuple[str, str]]:
    """Each figure with the stem of what it counts or measures; "" where nothing follows. Years are no figures."""
    folded = fold(text)
    for one in amounts(folded):
        if not is_year(folded, one.start, one.end):
            yield one.value, unit_of(folded[: one.start].rstrip()[-1:], folded[one.end : one.end + 50].lstrip(" -"))


def unit_of(before: str, rest: str) -> str:
    """Of the figure between the character `before` and `rest`."""
    currency = _CURRENCIES.get(before) or _CURRENCIES.get(rest[:1])
    if currency:
        return currency
    if re.match(r"years?[- ]old\b", rest):
        return "age"
    if re.match(r"(?:%|per ?cent\b)", rest):
        return "percent"
    following = terms(re.sub(r"^(?:de |d['’])", "", rest))
    return following[0] if following else ""


@lru_cache(maxsize=64)  # asked once for each sentence that is weighed
def counted(question: Question) -> frozenset[str]:
    """What a "how many" counts, as stems: `passengers` in "How many passengers were on board?"."""
    found = _COUNTED.search(fold(question.english))
    return frozenset(terms(found.group(1) or found.group(2))) if found else frozenset()


def counts(question: Question, folded: str) -> bool:
    """A figure that may count what is asked about: not one that measures time, money or a share, and not a year."""
    asked = counted(question)
    for match in re.finditer(NUMBER, folded):
        value, rest = match.group().strip(" ,."), folded[match.end() :].lstrip()
        if YEAR.fullmatch(value):
            continue
        measure = _MEASURE.match(rest.lstrip("-")) if "how many" in fold(question.english) else None
        if measure and asked and not (asked & set(terms(measure.group()))):
            continue
        return True
    return bool(re.search(r"\b(?:no|zero|single|several|nobody|no one)\b", folded))
