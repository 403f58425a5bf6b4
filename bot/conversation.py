"""How a question is understood: on its own, and after what was said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answerer import Turn
from bot.words import STOP_WORDS, fold, words


@dataclass(frozen=True)
class Understood:
    """A question that can be searched without its conversation."""

    text: str
    language: str  # "en", "es", "fr"


def standalone_question(question: str, history: Sequence[Turn]) -> Understood:
    said = [fold(word) for word in words(question)]
    language = max(STOP_WORDS, key=lambda one: sum(word in STOP_WORDS[one] for word in said))
    return Understood(question, language)
