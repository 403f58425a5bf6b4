"""Finding a quote in a text when only typography differs, and giving the place back in the text's own offsets.

What counts as typography: the shape of quotation marks, dashes and hyphens, the kind and number of spaces, composed
or decomposed accents, ligatures, and characters that nobody sees (soft hyphens, zero-width and direction marks).
Letters, digits, accents and case are content and must be the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vectorstore.textnorm import is_hidden

DOUBLE_QUOTES = '"“”„‟«»″〝〞＂'
SINGLE_QUOTES = "'‘’‚‛‹›′´`＇"
OPENING_QUOTES = "“„«‘‚‹"
DASHES = "-‐‑‒–—―−﹣－"
_TABLE: dict[int, str] = {
    **dict.fromkeys(map(ord, DOUBLE_QUOTES + SINGLE_QUOTES), "'"),
    **dict.fromkeys(map(ord, DASHES), "-"),
    **{ord("…"): "...", ord("ﬀ"): "ff", ord("ﬁ"): "fi", ord("ﬂ"): "fl", ord("ﬃ"): "ffi", ord("ﬄ"): "ffl"},
}


@dataclass(frozen=True)
class Folded:
    """A text with its typography evened out, and where each character of it came from."""

    text: str
    offsets: tuple[int, ...]  # offsets[i] is the place of text[i] in the original, code points

    def original(self, start: int, end: int) -> tuple[int, int]:
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=512)
def fold(text: str) -> Folded:
    """Superscripts and fractions stay as they are: evening those out would make 10² the same as 102."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        if is_hidden(char):
            continue
        if char.isspace():
            if letters and letters[-1] == " ":
                continue
            evened = " "
        elif char.isascii():
            evened = "'" if char in "\"'`" else char
        else:
            evened = unicodedata.normalize("NFD", _TABLE.get(ord(char), char))
        letters.extend(evened)
        offsets.extend([offset] * len(evened))
    return Folded("".join(letters), tuple(offsets))


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Where `quote` first stands in `text`: (start, end) in code points of `text`, or None."""
    return next(occurrences(quote, text), None)


def occurrences(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Every place of `quote` in `text`, in order; whole words only, so that "96" is not found in "1996"."""
    return occurrences_in(quote, fold(text))


def occurrences_in(quote: str, folded: Folded) -> Iterator[tuple[int, int]]:
    """As `occurrences`, for a text that is searched several times."""
    wanted = fold(quote).text.strip()
    if not wanted:
        return
    at = folded.text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (_inside_word(folded.text, at) or _inside_word(folded.text, end)):
            yield folded.original(at, end)
        at = folded.text.find(wanted, at + 1)


def _inside_word(text: str, place: int) -> bool:
    """Whether cutting the text at `place` would cut a word, a number or an accented letter."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if unicodedata.combining(after):
        return True
    if before in ".," and after.isdigit() and place > 1 and text[place - 2].isdigit():
        return True  # 4|.2: half a number is another number
    if after in ".," and before.isdigit() and place + 1 < len(text) and text[place + 1].isdigit():
        return True
    return before.isalnum() and after.isalnum() and not (_unspaced(before) and _unspaced(after))


def _unspaced(char: str) -> bool:
    """Scripts that are written without spaces have no word edges to respect."""
    return 0x2E80 <= ord(char) <= 0x9FFF or 0x0E00 <= ord(char) <= 0x0EFF or ord(char) >= 0x20000


def cuts_a_word(text: str, start: int, end: int) -> bool:
    return _inside_word(text, start) or _inside_word(text, end)
