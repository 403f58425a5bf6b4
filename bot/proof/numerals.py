"""Number words that belong together become one number: ninety-six, treinta y uno, quatre-vingt-dix-sept, £3.2m.

Called by `wording`, and by `compared` for the thousands of Spanish and French.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.text.lexicon import SCALE_LETTERS, SCALES, SYMBOLS

if TYPE_CHECKING:
    from bot.proof.wording import Token

_VALUE = re.compile(r"#\d+(?:\.\d+)?")  # not an ordinal, a decade or a version
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
# Numbers of Spanish and French that are one word and in none of the lists for all languages.
WHOLE_WORDS = dict(
    zip(
        """veintiun veintiuno veintiuna veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho
        veintinueve""".split(),  # noqa: SIM905
        (21, 21, *range(21, 30)),
        strict=True,
    )
)
_ONES = frozenset(["one", "un", "une", "uno", "una"])  # numbers only behind a tens word: as often articles
_LINKS = frozenset(["y", "et"])  # treinta y uno, vingt et un
_COUNTED = frozenset(["people", "dollar", "dollars", "euro", "euros", "pound", "pounds", "yen", "francs", "kronor"])
_LENGTHS = frozenset(["metres", "meters", "metros"])


def merged(tokens: Sequence[Token], text: str) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        if _is_value(tokens[at]):
            total, at = _number_from(tokens, at, text)
            yield total
            continue
        yield tokens[at]
        at += 1


def with_thousands(tokens: Sequence[Token]) -> list[Token]:
    """ "3.400 hectáreas" are thousands in Spanish and French; "1.125 por ciento" are none."""
    return [
        replace(token, key=key, folded=key)
        if _POINTED.fullmatch(token.text) and not _a_share(tokens, at) and (key := _times_a_thousand(token.key))
        else token
        for at, token in enumerate(tokens)
    ]


def _a_share(tokens: Sequence[Token], at: int) -> bool:
    after = [token.folded for token in tokens[at + 1 : at + 3]]
    return after[:1] == ["percent"] or after in (["por", "ciento"], ["pour", "cent"])


def _times_a_thousand(key: str) -> str | None:
    return f"#{float(key[1:]) * 1000:f}".rstrip("0").rstrip(".") if _VALUE.fullmatch(key) else None


def _is_value(token: Token) -> bool:
    return token.kind == "number" and bool(_VALUE.fullmatch(token.key))


def _number_from(tokens: Sequence[Token], at: int, text: str) -> tuple[Token, int]:
    first, value, last = tokens[at], float(tokens[at].key[1:]), at
    whole, digits = 0.0, first.text[0].isdigit()
    nxt = at + 1
    while nxt < len(tokens):
        token = tokens[nxt]
        more = None if digits else _more(value, tokens, nxt, text)
        if scale := _scale(tokens, at, nxt, text):
            value *= scale
            if scale >= 1000:
                whole, value = whole + value, 0.0
            last = nxt
        elif more:
            value, nxt = more
            last = nxt
        elif not (token.folded == "and" and tokens[last].folded in SCALES):
            break
        nxt += 1
    if last == at:
        return first, at + 1
    key = "#" + f"{whole + value:f}".rstrip("0").rstrip(".")
    return replace(first, end=tokens[last].end, key=key, folded=key), last + 1


def _scale(tokens: Sequence[Token], at: int, place: int, text: str) -> int | None:
    token = tokens[place]
    if token.kind == "number":
        return None
    if token.folded in SCALES:
        return SCALES[token.folded]
    return SCALE_LETTERS.get(token.folded) if _short_scale(tokens, at, place, text) else None


def _short_scale(tokens: Sequence[Token], at: int, place: int, text: str) -> bool:
    """The letter touches the digits, and money or a plural says that it is no length: £3.2m, 250k euros, not 100m."""
    token = tokens[place]
    if place != at + 1 or not tokens[at].text[-1].isdigit():
        return False
    if token.text == "M" and text[token.end : token.end + 1] in ("€", "$", "£"):
        return True  # 3,2 M€
    if tokens[at].end != token.start:
        return False
    if token.folded not in SCALE_LETTERS or token.folded in ("tn", "mn", "mln"):
        return token.folded in SCALE_LETTERS
    if text[max(0, tokens[at].start - 2) : tokens[at].start].strip()[-1:] in SYMBOLS:
        return True
    follower = tokens[place + 1] if place + 1 < len(tokens) and tokens[place + 1].clause == token.clause else None
    if follower is None or follower.folded in _LENGTHS:
        return False
    plural = follower.kind == "word" and follower.folded.endswith("s") and not follower.folded.endswith("ss")
    return plural or follower.folded in _COUNTED


def _more(value: float, tokens: Sequence[Token], at: int, text: str) -> tuple[float, int] | None:
    """The value with the number word at `at`, or the one behind "y" or "et" there; and the last token used."""
    token, before = tokens[at], tokens[at - 1]
    if token.folded in _LINKS and at + 1 < len(tokens) and _tens(value):
        unit = 1.0 if tokens[at + 1].folded in _ONES else _spelled(tokens[at + 1])
        fits = unit is not None and (unit < 10 or (value == 60 and unit == 11))
        return (value + unit, at + 1) if unit is not None and fits else None
    hyphen = text[before.end : token.start] in ("-", "‐", "‑")
    if hyphen and token.folded in _ONES and _tens(value):
        return value + 1, at
    if hyphen and before.text.lower() == "quatre" and token.text.lower() in ("vingt", "vingts"):
        return value + 76, at
    more = _spelled(token)
    if more is None:
        return None
    french = (value % 100 in (60, 80) and 10 <= more < 20) or (before.text.lower() == "dix" and 7 <= more < 10)
    return (value + more, at) if _continues(value, more) or (hyphen and french) else None


def _spelled(token: Token) -> float | None:
    return float(token.key[1:]) if _is_value(token) and not token.text[0].isdigit() else None


def _tens(value: float) -> bool:
    return 20 <= value % 100 <= 90 and value % 10 == 0


def _continues(value: float, more: float) -> bool:
    """ "ninety" goes on with "six", "two hundred" with "five"; "seven eight" are two numbers."""
    return value >= 20 and value % (100 if value >= 100 else 10) == 0 and more < (100 if value >= 100 else 10)
