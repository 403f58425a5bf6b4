"""Typing errors in a question, mended from the words of the passages that were found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.words import STOP_WORDS, fold

LEAST_LIKE = 82  # of 100, by rapidfuzz's ratio
SHORTEST = 5  # letters: shorter words resemble too many others
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ASKING = frozenset(
    ["people", "person", "number", "year", "month", "month", "question", "article", "when", "where", "which", "whose", "what", "many", "much", "long"]
)


def mended(text: str, language: str, known_texts: Iterable[str]) -> str:
    """Words that no text knows become the one that is nearly the same and begins with the same letter."""
    known = {
        fold(word): word for known_text in known_texts for word in _WORD.findall(known_text) if len(word) >= SHORTEST
    }
    known.update({word: word for word in _ASKING})
    stems = {word[:6] for word in known}

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        folded = fold(word)
        if len(word) < SHORTEST or folded[:6] in stems or folded in known or folded in STOP_WORDS.get(language, ()):
            return word
        return _nearest(folded, known) or word

    return _WORD.sub(mend, text)


def _nearest(folded: str, known: dict[str, str]) -> str | None:
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    alike = [word for word in known if word[0] == folded[0] and abs(len(word) - len(folded)) <= 2]
    found = extractOne(folded, alike, scorer=ratio, score_cutoff=LEAST_LIKE)
    return known[found[0]] if found else None
