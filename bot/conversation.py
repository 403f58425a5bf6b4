"""A follow-up question becomes one that can be read, and searched, on its own.

Two ways only. A pronoun for a person is replaced by the name: "What did she say?" becomes "What did Ana Ruiz say?".
Everything else that leans on the conversation keeps its words and gets what was talked about in brackets behind it:
"Why? (court ordered her release)". A question with a subject of its own stays as it is, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answerer import Turn
from bot.text.glossary import in_english
from bot.text.language import detect_language
from bot.text.leaning import NEW_TOPIC, Leaning, leaning
from bot.text.mentions import Candidate, may_be_person, names, people
from bot.text.words import fold

CLEARLY = 0.7  # how far ahead the first candidate must be
LONGEST_TOPIC = 16  # words


@dataclass(frozen=True)
class Understood:
    """What the person is taken to ask."""

    text: str  # stands on its own
    language: str  # of the question: "en", "es", "fr"
    changed: bool = False  # whether `text` is not what was typed
    sure: bool = True  # False: it leans on the conversation and the rules may have it wrong
    context: str = ""  # what was being talked about: a hint for the search, also where `text` was left alone

    @property
    def translated(self) -> str:
        """Word by word in English; empty where it is asked in English."""
        return "" if self.language == "en" else in_english(self.text, self.language)


def standalone_question(question: str, history: Sequence[Turn]) -> Understood:
    """`history` is oldest first. Only its questions and answers are used, nothing else of the articles."""
    language = detect_language(question, [turn.question for turn in reversed(history)])
    if not history or NEW_TOPIC.search(question):
        return Understood(question, language)
    context = _topic(history)
    leans = leaning(question, language)
    if leans is None:
        return Understood(question, language, context=context)
    text, sure = _resolved(question, leans, language, history)
    if leans.also_topic and text != question:
        text = _with_topic(text, context)
    return Understood(text, language, text != question, sure and leans.sure, context)


def _resolved(question: str, leans: Leaning, language: str, history: Sequence[Turn]) -> tuple[str, bool]:
    """The question made whole, and whether that is beyond doubt."""
    if leans.on == "person":
        found = _people(leans, history, owner=_asks_for_what_is_owned(question, language))
        if found:
            clear = len(found) == 1 or found[0].score - found[1].score >= CLEARLY
            return _with_name(question, found[0].name, leans, language), clear
    if leans.on == "piece":
        swapped = _swapped(question, history[-1].standalone_question)
        if swapped:
            return swapped, True
    return _with_topic(question, _topic(history)), leans.on == "topic"


def _people(leans: Leaning, history: Sequence[Turn], *, owner: bool) -> list[Candidate]:
    asked = [turn.standalone_question for turn in reversed(history)]
    answers = [turn.answer_text for turn in reversed(history)]
    return people(asked, answers, leans.gender, owner=owner)


# --- a person's name in place of the pronoun ---

_OBJECT_NEXT = r"""(?=\s*(?:$|[^\w\s]|\b(?:to|in|at|on|of|for|from|with|by|about|after|before|during|when|while|if|and
    |or|but|as|that|because|since|then|there|back|again|so|who|why|how|where|what|not|be|is|was|do|did|go|get|the|a|an|into
    |out|up|down|guilty|innocent|free|freed|first|last|again|home|away|than|until|over|under|through|against|once|twice
    |now|today)\b))"""
_OWNED = {
    "en": rf"\b(?:her\b(?!{_OBJECT_NEXT})|his\b)\s*\w",
    "es": r"\bsus?\s+\w",
    "fr": r"\b(?:son|sa|ses)\s+\w",
}
_OWNED_RULES = {language: re.compile(rule, re.I | re.X) for language, rule in _OWNED.items()}
_HERSELF = re.compile(r"\b(?:she|herself|he|him|himself|ella|él|elle|il|lui)\b", re.I)
_ENGLISH = {
    "f": (
        (r"\bher\b" + _OBJECT_NEXT, "{}"),
        (r"\bher\b", "{}’s"),
        (r"\bhers\b", "{}’s"),
        (r"\b(?:she|herself)\b", "{}"),
    ),
    "m": ((r"\bhis\b", "{}’s"), (r"\b(?:he|him|himself)\b", "{}")),
}
_OTHERS = {"es": {"f": r"\bella\b", "m": r"\bél\b"}, "fr": {"f": r"(?<!-)\belle\b", "m": r"(?<!-)\bil\b"}}


def _asks_for_what_is_owned(question: str, language: str) -> bool:
    """ "How old is her trainer?", and not "Did she sell her house?"."""
    return bool(_OWNED_RULES[language].search(question)) and not _HERSELF.search(question)


def _with_name(question: str, name: str, leans: Leaning, language: str) -> str:
    """Where the language or the sentence does not let a name stand, it goes in brackets."""
    text = question
    if language == "en" and leans.gender:
        for rule, put in _ENGLISH[leans.gender]:
            text = re.sub(rule, put.format(name).replace("\\", ""), text, flags=re.I | re.X)
    elif leans.gender:
        text = re.sub(_OTHERS[language][leans.gender], name, text, flags=re.I)
    return text if text != question else _with_topic(question, name)


# --- what was talked about, in brackets ---

_OPENING = re.compile(
    r"""^\W*(?:(?:and|but|so|or|y|pero|et|mais|also|ok|okay|yes|no|please)\W+)*
    (?:(?:can|could)\s+you\s+|please\s+)?
    (?:tell\s+me\s+(?:about\s+)?|explain\s+|give\s+me\s+|show\s+me\s+|dime\s+|cuentame\s+|dis-moi\s+)?
    (?:qu['’]\s*(?:a|ont|est)?(?:-ce\s+qu[e'’])?\s+|(?:who|whom|whose|what|when|where|why|how|which|quién|quien|quiénes|qué|que|cuál|cual|cuándo|cuando|dónde|donde|cómo|como
      |por\s+qué|por\s+que|qui|quoi|quand|où|comment|combien|pourquoi|quel|quelle|quels|quelles|est-ce\s+que|qu['’]est-ce\s+que)\s+
     (?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|about|es|son|era|fue|ha|est|sont|était|a
        |ont)\s+)*
    |(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\s+)?(?:(?:the|a|an|there)\s+)?""",
    re.I | re.X,
)
_PRONOUNS = re.compile(r"\b(?:it|they|them|she|he|him|her|his|its|their)\b\s*", re.I)
_BRACKETS = re.compile(r"^(.*?)\s*\(([^()]*)\)\W*$", re.S)


def _topic(history: Sequence[Turn]) -> str:
    """The last question without its asking words; what that one leaned on comes after it."""
    last = history[-1].standalone_question
    match = _BRACKETS.match(last)
    main, earlier = (match.group(1), match.group(2)) if match else (last, "")
    own = _PRONOUNS.sub("", _OPENING.sub("", main)).strip(" ?!.,;:¿¡")
    words = "; ".join(part for part in (own, earlier) if part).split()
    return " ".join(words[:LONGEST_TOPIC]).rstrip(";")


def _with_topic(question: str, topic: str) -> str:
    new = [word for word in re.findall(r"\w+", fold(topic)) if word not in re.findall(r"\w+", fold(question))]
    return f"{question} ({topic})" if new else question


def _swapped(question: str, before: str) -> str | None:
    """ "And Luis Ortega?" after "What did Ana Ruiz say?" asks what Luis Ortega said."""
    now, then = names(question), [mention for mention in names(before) if may_be_person(mention)]
    piece = re.sub(r"^\W*(?:(?:and|but|so|y|pero|et|mais)\W+)?(?:(?:what|how)\s+about\s+)?", "", question, flags=re.I)
    if len(now) != 1 or len({mention.last for mention in then}) != 1 or "(" in before:
        return None
    if piece.strip(" ?!.¿¡") != now[0].name or not may_be_person(now[0]) or now[0].last == then[0].last:
        return None
    return before.replace(then[0].name, now[0].name)
