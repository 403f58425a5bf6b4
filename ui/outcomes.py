"""Our own words: beside an answer, in the language of its question; and counts."""

from __future__ import annotations

from bot.answer import Answer, Conflict
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

_CONFLICT = {
    "disagree": {"en": "The articles differ:", "es": "Los artículos difieren:", "fr": "Les articles divergent :"},
    "disputed": {"en": "This is disputed:", "es": "Esto está en disputa:", "fr": "Ce point est contesté :"},
}


def count_of(number: int, noun: str) -> str:
    """1 article, 2 articles: for what is told in English whatever was asked."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def heading(answer: Answer) -> str:
    """Empty over an answer that is whole."""
    words = {"not_found": _NOT_FOUND, "partial": _PARTIAL}.get(answer.outcome)
    return words[_language(answer)] if words else ""


def not_found(answer: Answer) -> str:
    return _NOT_FOUND[_language(answer)]


def conflict(answer: Answer, conflict: Conflict) -> str:
    """One neutral line above accounts that differ; what the question asks stands over it already."""
    line = _CONFLICT[conflict.kind][_language(answer)]
    return line if conflict.about in (answer.question, answer.standalone_question) else f"{line} {conflict.about}"


def _language(answer: Answer) -> str:
    return detect_language(answer.question, [answer.standalone_question])
