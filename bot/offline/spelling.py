"""Typing errors in a question, mended from the words of the passages that were found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.text.glossary import stems_known
from bot.text.lexicon import IRREGULAR
from bot.text.words import STOP_WORDS, fold, stem

SHORTEST = 5  # letters: shorter words resemble too many others
LONG = 8  # letters from which on two slips are allowed
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_PLAIN = "people person number question article where which whose many much long something somebody"


def mended(text: str, language: str, known_texts: Iterable[str]) -> str:
    """A word that neither the texts nor the glossary know becomes the one that is a slip away from it."""
    found = {fold(word): word for known in known_texts for word in _WORD.findall(known) if len(word) >= SHORTEST}
    candidates = {**{word: word for word in _PLAIN.split() if len(word) >= SHORTEST}, **found}
    here, anywhere = {stem(word, language) for word in (*candidates, *IRREGULAR)}, stems_known(language)

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        folded = fold(word)
        stemmed = stem(word, language)
        known = stemmed in here or stemmed in anywhere or folded in STOP_WORDS.get(language, ())
        if len(word) < SHORTEST or known:
            return word
        return _a_slip_away(folded, candidates) or word

    return _WORD.sub(mend, text)


def _a_slip_away(folded: str, known: dict[str, str]) -> str | None:
    """A letter too many, too few, wrong, or two exchanged; the first letter is right."""
    from rapidfuzz.distance import OSA

    most = 2 if len(folded) >= LONG else 1
    alike = [word for word in known if word[0] == folded[0] and OSA.distance(word, folded, score_cutoff=most) <= most]
    return known[min(alike, key=lambda word: (OSA.distance(word, folded), word))] if alike else None
