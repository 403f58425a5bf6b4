"""What the conversation says about a short follow-up: "What year was that?" is answered where the last answer stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answerer import Request
from bot.offline.candidates import Candidate
from bot.offline.fitness import PRECISE
from bot.offline.questions import TOPIC, Question
from bot.text.glossary import in_english
from bot.text.words import terms

SAID_BEFORE = 2.5  # log odds for, or against, a sentence of the last answer
_ASKS_ONLY = frozenset(
    terms(
        "year month week day date time hour place city town exact happen happened occur occurred take took since then"
    )
)


def in_talk(question: Question, weighed: Sequence[Candidate], request: Request) -> list[Candidate]:
    """Only where the question leans on the last answer, and so was given its topic in brackets."""
    if not request.history or not request.standalone.endswith(")"):
        return list(weighed)
    last = request.history[-1].answer_text
    if question.want in PRECISE or question.want == "place":
        if _says_what_it_asks(question):
            return list(weighed)
        shift = SAID_BEFORE
    elif question.kind == "why":
        shift = -SAID_BEFORE
    else:
        return list(weighed)
    shifted = [replace(one, odds=one.odds + shift) if one.text[:60] in last else one for one in weighed]
    return sorted(shifted, key=lambda one: -one.odds)


def _says_what_it_asks(question: Question) -> bool:
    """ "And when does it come into force?" asks for more than the date of what was just told."""
    own = TOPIC.sub("", question.text)
    english = own if question.language == "en" else in_english(own, question.language, question.known)
    return not set(terms(english)) <= _ASKS_ONLY
