"""Text as the verifier sees it: tokens with their places, numbers by value, names, words that turn a meaning.

Everything in this package reads text through it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from bot.proof.numerals import WHOLE_WORDS, merged
from bot.text.lexicon import (
    IRREGULAR,
    LITTLE,
    MONTHS,
    NEGATIONS,
    NUMBER_WORDS,
    ORDINALS,
    SAME_WORD,
    SYMBOLS,
    WEEKDAYS,
)
from bot.text.quoting import fold as even_out
from bot.text.words import fold as plain
from bot.text.words import stem

Kind = Literal["word", "little", "number", "name", "date", "not"]

_TOKEN = re.compile(
    r"(?P<acronym>(?:[^\W\d_]\.){2,})"
    r"|(?P<number>(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]*\d)|\d+(?:[.,]\d+)*)(?P<ending>(?:st|nd|rd|th|s)\b)?"
    r"|(?P<word>[^\W\d_]+(?:['’`´][^\W\d_]+)*)"
    r"|(?P<symbol>[%$€£¥])"
    r"|(?P<pause>[,;:.!?()\[\]—–…]|\s-\s)"
)
_ELIDED = re.compile(r"^(?:[cdjlmst]|qu)['’](?=\w\w)", re.IGNORECASE)
_IF_HE = re.compile(r"^s['’]ils?$", re.IGNORECASE)
_HONORIFICS = frozenset(["mr", "mrs", "ms", "dr", "sir", "sr", "sra", "m", "mme", "st"])


@dataclass(frozen=True)
class Token:
    start: int  # code points into the text that was read
    end: int
    text: str
    key: str  # what is compared: the stem, the number's value, the folded name
    kind: Kind
    folded: str
    owner: bool = False  # carries a possessive ending
    clause: int = 0  # counts the pauses before it
    first: bool = False  # of its sentence

    @property
    def content(self) -> bool:
        return self.kind not in ("little", "not")


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[Token, ...]:
    """The tokens of one or more sentences."""
    return tuple(merged(list(_raw(text)), text))


def _raw(text: str) -> Iterator[Token]:
    clause, first = 0, True
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        if group == "pause":
            if match.group() == "." and _abbreviated(text, match.start()):
                continue
            clause += 1
            first = first or match.group() in ".!?"
            continue
        for token in _tokens_of(match, first):
            yield replace(token, clause=clause)
        first = False


def _abbreviated(text: str, dot: int) -> bool:
    """A dot after a single letter or an honorific ends no sentence."""
    before = re.search(r"[^\W\d_]+$", text[max(0, dot - 5) : dot])
    return before is not None and (len(before.group()) == 1 or before.group().lower() in _HONORIFICS)


def _tokens_of(match: re.Match[str], first: bool) -> Iterator[Token]:
    start, end, text = match.start(), match.end(), match.group()
    if match["number"]:
        yield _number(match, first)
    elif match["symbol"]:
        word = SYMBOLS[text]
        yield Token(start, end, text, word, "word", word, first=first)
    elif match["acronym"]:
        folded = plain(text.replace(".", ""))
        yield Token(start, end, text, folded, "name", folded, first=first)
    else:
        yield from _word(text, start, end, first)


def _number(match: re.Match[str], first: bool) -> Token:
    digits, ending = re.sub(r"\s", "", match["number"]), match["ending"] or ""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits) or re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        value = digits.replace(",", "") if "," in digits else digits.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", digits):
        value = digits.replace(".", "").replace(",", ".")
    else:
        value = digits.replace(",", ".")
    value = value.lstrip("0") or "0"
    if "." in value:
        value = value.rstrip("0").rstrip(".")
    key = f"#{value}{'s' if ending == 's' else 'th' if ending else ''}"
    return Token(match.start(), match.end(), match.group(), key, "number", key, first=first)


def _word(text: str, start: int, end: int, first: bool) -> Iterator[Token]:
    if _IF_HE.match(text):
        yield Token(start, start + 1, text[:1], "si", "little", "si", first=first)  # s'il: not "s" left out as in s'est
    text = _ELIDED.sub("", text)
    folded = plain(text.replace("’", "'").replace("`", "'").replace("´", "'"))
    owner = ahead = False
    if folded.endswith("n't") or folded in ("cannot", "cant"):
        base = {"won't": "will", "can't": "can", "cannot": "can"}.get(folded, folded[:-3])
        yield Token(start, end, text, base, "little", base, first=first)
        yield Token(start, end, text, "not", "not", "not")
        return
    if re.match(r"n'\w", folded):
        yield Token(start, end, text, "not", "not", "not", first=first)
        text, folded = text[2:], folded[2:]
    for ending in ("'s", "'re", "'ve", "'ll", "'d", "'m", "'"):
        if folded.endswith(ending):
            owner, ahead = ending == "'s", ending == "'ll"
            folded, text = folded[: -len(ending)], text[: -len(ending)]
            break
    if folded:
        yield Token(start, end, text, *_read_word(text, folded, first), folded, owner, first=first)
    if ahead:
        yield Token(start, end, "will", "will", "little", "will")


def _read_word(text: str, folded: str, first: bool) -> tuple[str, Kind]:
    capital = text[:1].isupper()
    if folded in NEGATIONS and not (capital and not first):
        return "not", "not"
    if folded in MONTHS and (capital or folded not in ("may", "march", "mar", "jan", "dec")):
        return f"@m{MONTHS[folded]}", "date"
    if folded in WEEKDAYS:
        return f"@d{WEEKDAYS[folded]}", "date"
    if folded in NUMBER_WORDS:
        return f"#{NUMBER_WORDS[folded]}", "number"
    if folded in WHOLE_WORDS:
        return f"#{WHOLE_WORDS[folded]}", "number"
    if folded in ORDINALS and not capital:
        return f"#{ORDINALS[folded]}th", "number"
    if folded in LITTLE and not (text.isupper() and len(text) > 1):
        return folded, "little"
    if capital and not first and folded != "i":
        return folded, "name"
    return _key(folded), "word"


@lru_cache(maxsize=50_000)
def _key(folded: str) -> str:
    folded = SAME_WORD.get(folded, folded)
    return stem(IRREGULAR.get(folded, folded))


def in_quotes(text: str) -> list[tuple[int, int]]:
    """The places between quotation marks, marks left out. An opening mark without its closing one counts to the end."""
    places, opened = [], None
    for at, char in enumerate(text):
        if char in "“«„" or (char == '"' and opened is None):
            opened = at + 1
        elif opened is not None and char in '”»"‟':
            places.append((opened, at))
            opened = None
        elif opened is None and char == "”":
            places.append((0, at))  # the speech began in the sentence before
    if opened is not None:
        places.append((opened, len(text)))
    return places


def same_words(one: str, other: str) -> bool:
    """Whether only typography, case and outer punctuation differ."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return even_out(text).text.strip(" .,;:!?'-").casefold()
