"""Spanish and French questions and sentences word by word in English: rough, and enough to compare them with English ones.

What the glossary does not know stays as it is: names, figures, and the many words that the languages share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bot.text.lexicon import word_set
from bot.text.words import fold, stem

TABLE = Path(__file__).with_name("glossary.txt")
LONGEST_PHRASE = 6  # words
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_INVERTED = re.compile(r"(?<=\w)-(?:t-)?(?:ils?|elles?|on)\b", re.IGNORECASE)  # "a-t-il", "ouvrira-t-elle"
_SAY_FIRST = re.compile(r"\bwhat did say ((?:[A-ZÀ-Þ][\w’'-]+)(?: [A-ZÀ-Þ][\w’'-]+)*)")
_COLUMN = {"es": 0, "fr": 1}


def in_english(text: str, language: str) -> str:
    """The text word by word in English; unchanged if it is English, or a language that the glossary has not."""
    if language not in _COLUMN:
        return text
    tokens = list(_TOKEN.finditer(_INVERTED.sub("", text) if language == "fr" else text))
    glossed = re.sub(r"\s+([,.;:?!)])", r"\1", " ".join(_glossed([match.group() for match in tokens], language)))
    return _SAY_FIRST.sub(r"what did \1 say", glossed)


def _glossed(tokens: list[str], language: str) -> Iterator[str]:
    phrases, stems = _tables(language)
    folded = [fold(token) for token in tokens]
    at = 0
    while at < len(tokens):
        for size in range(min(LONGEST_PHRASE, len(tokens) - at), 0, -1):
            known = phrases.get(_bare(folded[at : at + size]))
            if size == 1 and language == "fr" and tokens[at] == "a":  # with an accent it is another word
                known = "has"
            if known is not None and not (size == 1 and _is_name(tokens, at)):
                yield known
                at += size
                break
        else:
            token = tokens[at]
            if token not in "¿¡'’-":
                name = _is_name(tokens, at)
                yield token if name else stems.get(stem(token, language), token)
            at += 1


def _bare(words: list[str]) -> tuple[str, ...]:
    """Without the apostrophes and hyphens that French puts between words."""
    return tuple(word for word in words if word not in "'’-")


def _is_name(tokens: list[str], at: int) -> bool:
    """Capitalised, and not because the sentence starts. Countries and the like are in the glossary all the same."""
    return (
        tokens[at][:1].isupper()
        and any(token[:1].isalnum() for token in tokens[:at])
        and fold(tokens[at]) not in _PLACES
    )


_PLACES = word_set(
    """mexico mexique francia france espana espagne alemania allemagne italia italie inglaterra angleterre europa
    corte suprema supreme cour estados unidos etats unis reino unido royaume uni"""
)


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[str, list[list[str]]], ...]:
    """The English of each line, and its forms in the order of _COLUMN."""
    split = (line.split("=") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return tuple(
        (english.strip(), [[form.strip() for form in column.split(",") if form.strip()] for column in rest.split("|")])
        for english, rest in split
    )


@lru_cache(maxsize=2)
def _tables(language: str) -> tuple[dict[tuple[str, ...], str], dict[str, str]]:
    """Phrases and words as they stand, and stems for the other forms of single words. The first line to say so wins."""
    phrases: dict[tuple[str, ...], str] = {}
    stems: dict[str, str] = {}
    for english, columns in _lines():
        for form in columns[_COLUMN[language]]:
            phrases.setdefault(tuple(form.split()), english)
            if " " not in form:
                stems.setdefault(stem(form, language), english)
    return phrases, stems


@lru_cache(maxsize=3)
def stems_known(language: str) -> frozenset[str]:
    """Stems of every word that the glossary has in a language, English included."""
    if language in _COLUMN:
        return frozenset(_tables(language)[1]) | frozenset(
            stem(word, language) for words in _tables(language)[0] for word in words
        )
    return frozenset(stem(word) for word in {word for english, _ in _lines() for word in english.split()})
