"""The copy of a text that is searched, embedded and put into prompts: what a reader would see, nothing hidden.

Quotes and offsets always count in the original; nothing here may be used to make one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SEEN_THOUGH_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
_HIDDEN_BY_HABIT = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u180b\u180c\u180d\u180f")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")  # Markdown: the words stay, the address goes
_STACKED_MARKS = re.compile(r"[\u0300-\u036f]{2,}")  # no language stacks marks that NFKC could not compose
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-z]")

# Cyrillic and Greek letters that look like Latin ones; replaced only inside a word that also has Latin letters.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅαοιενρτυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijshdqwABEKMHOPCTYXIJSaoievptukABEZHIKMNOPTYX",
)


@lru_cache(maxsize=4096)
def is_hidden(character: str) -> bool:
    """Whether it takes no room on a page: zero width, direction, tag, variation selector, soft hyphen, control."""
    if character.isspace():
        return False
    if character in _HIDDEN_BY_HABIT or "\ufe00" <= character <= "\ufe0f" or "\U000e0000" <= character <= "\U000e0fff":
        return True
    return unicodedata.category(character) in ("Cf", "Cc") and character not in _SEEN_THOUGH_FORMAT


def strip_hidden(text: str) -> str:
    """The text without its hidden characters; line breaks and everything visible stay as they are."""
    if text.isascii() and text.isprintable():
        return text
    hidden = dict.fromkeys(ord(character) for character in set(text) if is_hidden(character))
    return text.translate(hidden) if hidden else text


def _latin_word(match: re.Match[str]) -> str:
    word = match.group()
    return word if word.isascii() or not _LATIN.search(word) else word.translate(_LOOKALIKES)


def search_text(text: str) -> str:
    """One line for comparing and embedding: no hidden characters, one form of each letter, single spaces."""
    seen = unicodedata.normalize("NFKC", strip_hidden(_LINK.sub(r"\1", text)))
    if not seen.isascii():
        seen = _STACKED_MARKS.sub("", strip_hidden(seen))
        if not _LOOKALIKES.keys().isdisjoint(map(ord, set(seen))):
            seen = _WORD.sub(_latin_word, seen)
    return " ".join(seen.split())
