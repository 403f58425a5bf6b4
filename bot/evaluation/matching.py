"""Whether a text says a form of words: whole words, whatever the capitals, accents and typography.

The rule is a contract (docs/evaluation.md). Changing it changes every score, so a change raises MATCHER, and runs
that were matched differently are not compared.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from vectorstore.textnorm import strip_hidden

MATCHER = 2

_QUOTES = dict.fromkeys(map(ord, "\"'`´‘’‚‛“”„‟′″‴‵‶‷⁗‹›«»ʹʺʼˮ՚״׳❛❜❝❞❟❠❮❯⹂〝〞〟「」『』﹁﹂﹃﹄＂＇｢｣"), "'")
_DASHES_AND_SPACES = re.compile(
    r"[\s\u002d\u02d7\u058a\u05be\u1400\u1806\u2010-\u2015\u2043\u207b\u208b\u2212\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d"
    r"\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d]+"
)
# A contraction or a possessive is one word, "l'homme" is two; whatever joins words, each of them counts.
_WORD = re.compile(r"\w+(?:'\w{1,2}(?!\w))?")


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """NFKD without combining marks, casefolded; a quotation mark is ', a run of dashes and white space one space."""
    spread = unicodedata.normalize("NFKD", strip_hidden(text).translate(_QUOTES)).translate(_QUOTES)
    bare = "".join(char for char in spread if not unicodedata.category(char).startswith("M"))
    return _DASHES_AND_SPACES.sub(" ", bare.casefold()).strip()


def words_in(text: str) -> int:
    """How long an answer is. Words joined by dashes, commas or slashes still count each."""
    return len(_WORD.findall(normalise(text)))


@dataclass(frozen=True)
class Entry:
    """One thing to be said, in any of its forms."""

    written: str  # as in the suite
    pattern: re.Pattern[str]

    def said_in(self, normalised: str) -> bool:
        return self.pattern.search(normalised) is not None

    @property
    def first_form(self) -> str:
        """For reports and exports: the first form, without its wildcard."""
        text, _ending = _forms(self.written)[0]
        return text


def entry(written: str) -> Entry:
    """Reads `a|b*|c`; raises ValueError where a form has no words, since it would be said by anything."""
    forms = _forms(written)
    bodies = [normalise(text) for text, _ending in forms]
    if not all(re.search(r"\w", body) for body in bodies):
        raise ValueError(f"{written!r} has a form without a word; write each form between | as the words to be said")
    choices = "|".join(
        re.escape(body) + (r"\w*" if any_ending else "") for body, (_, any_ending) in zip(bodies, forms, strict=True)
    )
    return Entry(written, re.compile(rf"(?<!\w)(?:{choices})(?!\w)"))


def _forms(written: str) -> list[tuple[str, bool]]:
    r"""Each form and whether any ending may follow it. `\|` and `\*` stand for the characters."""
    forms: list[tuple[str, bool]] = []
    text, any_ending, place = "", False, 0
    while place < len(written):
        char = written[place]
        escaped = char == "\\" and written[place + 1 : place + 2] in ("|", "*")
        if char == "|":
            forms.append((text, any_ending))
            text, any_ending = "", False
        elif char == "*" and _ends_form(written[place + 1 :]):
            any_ending = True
        else:
            place += escaped
            text += written[place]
        place += 1
    return [*forms, (text, any_ending)]


def _ends_form(rest: str) -> bool:
    return not rest.strip() or rest.lstrip().startswith("|")
