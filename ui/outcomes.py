"""What an answer's outcome is called beside it, in the language of its question."""

from __future__ import annotations

from bot.answer import Answer
from bot.text.language import detect_language

_NOT_FOUND = {
    "en": "The articles do not say.",
    "es": "Los artículos no lo dicen.",
    "fr": "Les articles ne le disent pas.",
}
_PARTIAL = {
    "en": "The articles say this much:",
    "es": "Los artículos solo dicen esto:",
    "fr": "Les articles n'en disent que ceci :",
}


def heading(answer: Answer) -> str:
    """Empty over an answer that is whole."""
    words = {"not_found": _NOT_FOUND, "partial": _PARTIAL}.get(answer.outcome)
    return words[detect_language(answer.question, [answer.standalone_question])] if words else ""


def not_found(answer: Answer) -> str:
    return _NOT_FOUND[detect_language(answer.question, [answer.standalone_question])]
