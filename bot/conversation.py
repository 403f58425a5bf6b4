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
from bot.text.leaning import NEW_TOPIC, Leaning, asks_of_the_same, leaning
from bot.text.meant import ASKS_WHO, described, may_be_thing, person_meant
from bot.text.mentions import Candidate, Gender, may_be_person, names
from bot.text.words import calm, fold

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
    def searched(self) -> str:
        """What is looked for: an embedder reads capitals as other words."""
        return calm(self.text)

    @property
    def translated(self) -> str:
        """Word by word in English; empty where it is asked in English."""
        return "" if self.language == "en" else in_english(self.text, self.language)


def standalone_question(question: str, history: Sequence[Turn]) -> Understood:
    """`history` is oldest first. Only its questions and answers are used, nothing else of the articles."""
    language = detect_language(question, [turn.question for turn in reversed(history)])
    if not history or NEW_TOPIC.search(question):
        return Understood(question, language)
    question, context = calm(question), _topic(history)
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
        return _with_person(question, leans, language, history)
    if leans.on == "piece":
        last = history[-1].standalone_question
        swapped = _swapped(question, last) or _of_the_same_owner(question, last)
        if swapped:
            return swapped, True
        if asks_of_the_same(question) and ASKS_WHO.search(last):
            return _with_topic(question, _with_answer(_topic(history), history)), False
    return _with_topic(question, _topic(history)), leans.on == "topic"


def _with_person(question: str, leans: Leaning, language: str, history: Sequence[Turn]) -> tuple[str, bool]:
    last = history[-1].standalone_question
    someone = described(last, language, leans.gender)
    if someone is not None:
        return _with_topic(question, someone), False
    answers = [turn.answer_text for turn in reversed(history)]
    found = _people(leans.gender, history, owner=_asks_for_what_is_owned(question, language))
    if not found or may_be_thing(question, last, answers, language, leans.gender):
        return _with_topic(question, _topic(history)), False
    return _with_name(question, found[0].name, leans, language), _is_clear(found)


_RELATION = (
    r"mother|father|parents|wife|husband|daughter|son|children|sister|brother|grandmother|grandfather|aunt|uncle|niece|nephew|cousin"
    r"|partner|boyfriend|girlfriend|widow|widower|family|lawyer|doctor|boss|neighbou?r|friend|colleague|assistant|manager|coach|trainer"
)
_AND_ONES = re.compile(
    rf"^\W*(?:and|but|so|what about|how about|and what about)\s+(?P<whose>her|his)\s+(?P<own>{_RELATION})\W*$", re.I
)
_OWNED_BY = re.compile(rf"['’]s\s+(?P<own>{_RELATION})\b")


def _of_the_same_owner(question: str, last: str) -> str | None:
    """ "And her husband?" after "What did Ana Ruiz’s son say?" asks what her husband said."""
    other, owned = _AND_ONES.match(question), _OWNED_BY.search(last)
    if not other or not owned or "(" in last:
        return None
    owner = next((one for one in names(last) if one.start + len(one.name) == owned.start()), None)
    gender = "f" if other["whose"].lower() == "her" else "m"
    if owner is None or not may_be_person(owner) or (owner.gender or gender) != gender:
        return None
    return last[: owned.start("own")] + other["own"] + last[owned.end("own") :]


def _people(gender: Gender | None, history: Sequence[Turn], *, owner: bool = False) -> list[Candidate]:
    asked = [turn.standalone_question for turn in reversed(history)]
    answers = [turn.answer_text for turn in reversed(history)]
    return person_meant(asked, answers, gender, owner=owner)


def _is_clear(found: Sequence[Candidate]) -> bool:
    return len(found) == 1 or found[0].score - found[1].score >= CLEARLY


def _with_answer(topic: str, history: Sequence[Turn]) -> str:
    """ "Since when?" after "Who runs the mill?": whoever was found to run it belongs to the topic."""
    found = _people(None, history)
    return f"{topic}; {found[0].name}" if found and _is_clear(found) and found[0].name not in topic else topic


# --- a person's name in place of the pronoun ---

_OBJECT_NEXT = r"""(?=\s*(?:$|[^\w\s]|\b(?:to|in|at|on|of|for|from|with|by|about|after|before|during|when|while|if|and
    |or|but|as|that|because|since|then|there|back|again|so|who|why|how|where|what|not|be|is|was|do|did|go|get|the|a|an|into
    |out|up|down|guilty|innocent|free|freed|(?:first|last)(?=\W*$|\s+(?:to|in|at|on|and|or|when|that|who)\b)|again|home|away|than|until|over|under|through|against|once|twice
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
        text = _first_replaced(question, name, _ENGLISH[leans.gender])
    elif leans.gender:
        text = re.sub(_OTHERS[language][leans.gender], name, text, count=1, flags=re.I)
    return text if text != question else _with_topic(question, name)


def _first_replaced(question: str, name: str, rules: Sequence[tuple[str, str]]) -> str:
    """The later ones may stay: "What did Ana Ruiz’s trainer say about her?"."""
    found = [(match, put) for rule, put in rules for match in [re.search(rule, question, re.I | re.X)] if match]
    if not found:
        return question
    match, put = min(found, key=lambda one: one[0].start())  # of two rules for one word the first
    return question[: match.start()] + put.format(name) + question[match.end() :]


# --- what was talked about, in brackets ---

_OPENING = re.compile(
    r"""^\W*(?:(?:and|but|so|or|y|pero|et|mais|also|ok|okay|yes|no|please)\W+)*
    (?:(?:can|could)\s+you\s+|please\s+)?
    (?:tell\s+me\s+(?:about\s+)?|explain\s+|give\s+me\s+|show\s+me\s+|dime\s+|cuentame\s+|dis-moi\s+)?
    (?:qu['’]\s*(?:a|ont|est)?(?:(?:-t)?-(?:ils?|elles?|on))?(?:-ce\s+qu[e'’])?\s+
    |(?:(?:in|at|on|from|to|with|by|for|since|until|under|en|dans|à|a|de|par|pour|avec|depuis|desde|hasta|con|por|para)\s+)?
     (?:who|whom|whose|what|when|where|why|how(?:\s+(?:many|much|long|old|often|far)\b(?:\s+of\b)?)?|which|quién|quien|quiénes
      |qué|que|cuál|cual|cuándo|cuando|cu[aá]nt[oa]s?|dónde|donde|cómo|como|por\s+qué|por\s+que|qui|quoi|quand|où|comment
      |combien(?:\s+de\b|\s+d['’])?|pourquoi|quel|quelle|quels|quelles|est-ce\s+que|qu['’]est-ce\s+que)(?:\s+|(?<=['’])|(?=\W*$))
     (?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|about|es|son|era|fue|ha|est|sont|était
        |(?:a|ont)(?!\s+eu\b))\s+)*
    |(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\s+)?(?:(?:the|a(?!\s+eu\b)|an|there)\s+)?""",
    re.I | re.X,
)
_PRONOUNS = re.compile(
    r"(?:\b(?:to|of|for|by|with|about|on|from|in)\s+)?\b(?:it|they|them|she|he|him)\b\s*|\b(?:her|his|its|their)\b\s*",
    re.I,
)
_THING = re.compile(r"\b(?:it|they|them|its|their)\b(?!\s+(?:is|was|be)\s+(?:that|who|true)\b)", re.I)
_GOES_ON = re.compile(r"^\W*(?:and|y|e|et)\s", re.I)
_BRACKETS = re.compile(r"\(([^()]*)\)[^\w(]*$")


def _topic(history: Sequence[Turn]) -> str:
    """The last question without its asking words; what that one leaned on, or went on with, comes after it."""
    last = history[-1].standalone_question
    match = _BRACKETS.search(last)
    main, earlier = (last[: match.start()].rstrip(), match.group(1)) if match else (last, "")
    goes_on = _THING.search(last) or (_GOES_ON.match(last) and not names(last))
    if match is None and len(history) > 1 and goes_on:
        earlier = _topic(history[:-1])
    own = _PRONOUNS.sub("", _OPENING.sub("", main)).strip(" ?!.,;:¿¡")
    words = "; ".join(part for part in (own, earlier) if part).split()
    return " ".join(words[:LONGEST_TOPIC]).rstrip(";")


def _with_topic(question: str, topic: str) -> str:
    new = set(re.findall(r"\w+", fold(topic))) - set(re.findall(r"\w+", fold(question)))
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
