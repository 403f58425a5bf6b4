"""Figures in a sentence: their value, written in digits or in words, and what they count or measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.offline.questions import Question
from bot.offline.when import MONTH, YEAR
from bot.text.words import fold, terms

_SMALL = {
    word: number
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty",
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez - doce trece catorce quince dieciseis diecisiete "
        "dieciocho diecinueve veinte",
        "- - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    )
    for number, word in enumerate(words.split())
    if word != "-"
}
_TENS = {
    word: number
    for words in (
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "vingt trente quarante cinquante soixante",
    )
    for number, word in zip(range(20, 100, 10), words.split(), strict=False)
}
_MAGNITUDES = {
    word: 10**power
    for power, words in {
        2: "hundred cien ciento cent",
        3: "thousand mil mille",
        6: "million millions millon millones",
        9: "billion billions bn milliard milliards",
        12: "trillion trillions billones",
    }.items()
    for word in words.split()
} | {"dozen": 12}
_VAGUE = frozenset(
    [
        "half",
        "quarter",
        "third",
        "both",
        "couple",
        "none",
        "twice",
        "once",
        "dozens",
        "hundreds",
        "thousands",
        "cientos",
        "docena",
        "mitad",
        "milliers",
        "douzaine",
        "moitie",
    ]
)
_DIGITS = r"(?<![\d.,])(?:\d{1,3}(?:[., ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
_PIECE = re.compile(
    rf"{_DIGITS}|\b(?:{'|'.join(sorted({*_SMALL, *_TENS, *_MAGNITUDES, *_VAGUE}, key=len))})\b|(?<=\d)bn\b"
)
NUMBER = rf"(?:\d[\d.,  ]*|\b(?:{'|'.join(sorted({*_SMALL, *_TENS, *_MAGNITUDES, *_VAGUE, 'millions'}))})\b)"

TIME_UNITS = (
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|nights?|anos?|mes(?:es)?|semanas?|dias?|"
    r"horas?|minutos?|ans?|annees?|mois|semaines?|jours?|heures?)"
)
MONEY_UNITS = (
    r"(?:dollars?|euros?|pounds?|pesos?|francs?|yen|yuan|rupees?|crowns?|kron\w+|cents?|pence|usd|eur|gbp|dolares|libras|coronas|"
    r"couronnes|livres|reais|rubles?|shillings?|rand|lira)"
)
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupe"}
_COUNTED = re.compile(
    r"\bhow (?:many|much)(?: of the| more| other| different| new)?\s+((?:[\w-]+\s+){0,2}?[\w-]+?)\s+(?:did|does|do|was|were|is|are|has|have|had|will|"
    r"would|can|could|may|might|must|should|in|of|at|on|for|from|to|by|the|a|an|who|that|[A-Z])|\bhow (?:many|much)\s+([\w-]+)"
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
    if last in _VAGUE or word in _VAGUE:
        return False
    if word in _MAGNITUDES:
        return between in ("", " ", "-") and (last not in _MAGNITUDES or _MAGNITUDES[last] < _MAGNITUDES[word])
    if last in _MAGNITUDES:
        return between in (" ", "-", " and ", " y ") and (word in _SMALL or word in _TENS)
    return last in _TENS and 0 < _SMALL.get(word, 0) < 10 and between in ("-", " ", " y ", " et ")


def _amount(run: Sequence[re.Match[str]]) -> Amount:
    start, end = run[0].start(), run[-1].end()
    if run[0].group() in _VAGUE:
        return Amount(start, end, run[0].group())
    total, current = Decimal(0), Decimal(0)
    for piece in run:
        magnitude = _MAGNITUDES.get(piece.group())
        if magnitude is None:
            current += _value(piece.group())
        elif magnitude == 100:
            current = (current or Decimal(1)) * magnitude
        else:
            total, current = total + (current or Decimal(1)) * magnitude, Decimal(0)
    value = f"{total + current:f}"
    return Amount(start, end, value.rstrip("0").rstrip(".") if "." in value else value)


def _value(piece: str) -> Decimal:
    if not piece[0].isdigit():
        return Decimal(_TENS.get(piece, _SMALL.get(piece, 0)))
    grouped = re.fullmatch(r"\d{1,3}(?:[., ]\d{3})+", piece)
    return Decimal(re.sub(r"\D", "", piece) if grouped else piece.replace(",", "."))


def figures(text: str) -> Iterator[tuple[str, str]]:
    """Each figure with the stem of what it counts or measures; "" where nothing follows. Years are no figures."""
    folded = fold(text)
    for one in amounts(folded):
        rest = folded[one.end : one.end + 50].lstrip(" -")
        if YEAR.fullmatch(folded[one.start : one.end]) and not rest.startswith(("people", "home")):
            continue
        yield one.value, _unit(folded[: one.start].rstrip()[-1:], rest)


def _unit(before: str, rest: str) -> str:
    if before in _CURRENCIES:
        return _CURRENCIES[before]
    if re.match(r"years?[- ]old\b", rest):
        return "age"
    if re.match(r"(?:%|per ?cent\b)", rest):
        return "percent"
    following = terms(re.sub(r"^(?:de |d')", "", rest))
    return following[0] if following else ""


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
