"""Figures in a sentence: their value, written in digits or in words, and what they count or measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot.offline.questions import Question
from bot.offline.when import MONEY_UNITS, MONTH, YEAR, is_september, tells_when
from bot.text.lexicon import ENGLISH_NUMBERS, SCALE_LETTERS, SCALES, word_set
from bot.text.words import STOP_WORDS, WORD, fold, stem, terms

_WORDS = ENGLISH_NUMBERS | {"one": 1, "uno": 1}
_SCALES = {word: value for word, value in SCALES.items() if word != "cent"} | {"dozen": 12}
_VAGUE = word_set(
    """half quarter third both couple none twice once dozens hundreds thousands cientos docena mitad milliers douzaine
    moitie"""
)
_IN_WORDS = "|".join(sorted({*_WORDS, *_SCALES, *_VAGUE}))
_DIGITS = r"(?<![\d.,])(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:[. ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?!\d)"
_PIECE = re.compile(rf"{_DIGITS}|\b(?:{_IN_WORDS})\b|(?<=\d)(?:bn|tn|mn?|mln|k)\b|(?<=\d )m(?=€)")
_SUM_BEFORE = re.compile(  # "£1.5m", "$5-10m"; without it "5m" are metres, "5mn" minutes and "5k" is a race
    r"(?:[$€£¥₹] ?|\b(?:usd|eur|gbp) ?)(?:\d[\d.,]*(?:k|mn?|bn|tn)? ?(?:-|–|to|and|or) ?)?\d[\d.,]* ?$"
)
_COUNTED_AFTER = re.compile(
    rf" ?[$€£¥₹]| (?:de |d['’])?(?:{MONEY_UNITS}|people|persons|homes|houses|households|jobs|votes|voters|workers|employees|residents|"
    r"passengers|children|users|viewers|visitors|tourists|refugees|customers|copies|doses|barrels|tonn?es)\b"
)
_AFTER_A_POINT = re.compile(r" ?(?:%|per ?cent\b|(?:m|b|tr)illion\b)")  # "1.125 percent" has no thousands
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
_PARTS = ("of", "de", "d")
_OF_WHOM = re.compile(r"[’']s?$")  # "three of the firm's workers"
_PASSED = word_set(
    "the a an its their his her our your my these those other others more further additional new different old long very own or so"
)
_NO_UNIT = (
    (
        STOP_WORDS["en"]
        | word_set(
            """since per until till against among amid near under above below toward towards across along despite including
        because while though although whereas unless if whether around behind beside beneath beyond inside outside past
        through throughout upon versus via like plus minus except down back again later earlier ago apart away instead
        ahead overall altogether each ones yesterday today tomorrow tonight"""
        )
    )
    - _PASSED
    - {*_PARTS}
)
_ENDS_UNIT = re.compile(r"[^\s'’-]")  # any mark
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
        if _is_no_number(piece):
            continue
        if run and not _goes_on(run, piece, folded[run[-1].end() : piece.start()]):
            yield _amount(run)
            run = []
        run.append(piece)
    if run:
        yield _amount(run)


def _is_no_number(piece: re.Match[str]) -> bool:
    """The month in "Sept. 3", and the letters that stand for metres and the like."""
    word, folded = piece.group(), piece.string
    if word == "sept":
        return is_september(folded, piece.start())
    if word not in ("k", "m", "mn"):
        return False
    before = folded[max(0, piece.start() - 40) : piece.start()]
    return not (_SUM_BEFORE.search(before) or _COUNTED_AFTER.match(folded, piece.end()))


def _goes_on(run: Sequence[re.Match[str]], piece: re.Match[str], between: str) -> bool:
    last, word = run[-1].group(), piece.group()
    if last == "half" and word in _SCALES:
        return between in (" a ", " an ", " ", "-")
    if last in _VAGUE or word in _VAGUE:
        return False
    if word in SCALE_LETTERS:
        return between in ("", " ") and last[0].isdigit()
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
        scale = _SCALES.get(piece.group()) or SCALE_LETTERS.get(piece.group())
        if scale is None:
            current += _value(piece.group(), piece.string[piece.end() :])
        elif scale < 1000:
            current = (current or Decimal(1)) * scale
        else:
            total, current = total + (current or Decimal(1)) * scale, Decimal(0)
    value = f"{total + current:f}"
    return Amount(start, end, value.rstrip("0").rstrip(".") if "." in value else value)


def _value(piece: str, following: str) -> Decimal:
    if piece == "half":
        return Decimal("0.5")
    if not piece[0].isdigit():
        return Decimal(_WORDS[piece])
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", piece):
        return Decimal(piece.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", piece) and not (
        piece.startswith("0") or (" " not in piece and _AFTER_A_POINT.match(following))
    ):
        return Decimal(re.sub(r"[. ]", "", piece).replace(",", "."))
    return Decimal(piece.replace(",", "."))


def figures(text: str) -> Iterator[tuple[str, str]]:
    """Each figure with the stem of what it counts or measures; "" where it stands alone. Years, days and times are none."""
    folded = fold(text)
    for one in amounts(folded):
        if not tells_when(folded, one.start, one.end):
            yield one.value, unit_of(folded[: one.start].rstrip()[-1:], folded[one.end : one.end + 50].lstrip(" -"))


def unit_of(before: str, rest: str) -> str:
    """Of the figure between the character `before` and `rest`: what follows up to a comma or a preposition, but for "of"."""
    if re.match(r"(?:de |of )?pesos?\b", rest):  # also after a "$"
        return "peso"
    currency = _CURRENCIES.get(before) or _CURRENCIES.get(rest[:1])
    if currency:
        return currency
    if re.match(r"years?[- ]old\b", rest):
        return "age"
    if re.match(r"(?:%|per ?cent\b)", rest):
        return "percent"
    return _next_content_word(re.sub(r"^d['’]", "", rest))


def _next_content_word(rest: str) -> str:
    crossed = False  # an "of": after it another figure may stand, "five of the seven members"
    end = 0
    for match in WORD.finditer(rest):
        between, whole = rest[end : match.start()], match.group()
        end = match.end()
        word = re.sub(r"[’']s?$", "", whole)
        if _ENDS_UNIT.search(between):
            return ""
        if word in _PARTS:
            crossed = True
        elif word[0].isdigit() or word in _WORDS or word in _SCALES:
            if not crossed:
                return ""
        elif word in _NO_UNIT:
            return ""
        elif word not in _PASSED and not (crossed and _OF_WHOM.search(whole)):
            return stem(word)
    return ""


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
