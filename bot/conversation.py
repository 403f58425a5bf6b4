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
from bot.text.leaning import (
    NEW_TOPIC,
    Leaning,
    asks_for_another,
    asks_in_another_language,
    asks_nothing,
    asks_of_the_same,
    leaning,
    outside_quotations,
)
from bot.text.meant import ASKS_WHO, described, may_be_thing, person_meant
from bot.text.mentions import Candidate, Gender, may_be_person, names
from bot.text.opposites import opposite_asked
from bot.text.topic import context_of, topic_of, with_its_name
from bot.text.words import calm, fold

CLEARLY = 0.7  # how far ahead the first candidate must be


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
    def asks_nothing(self) -> bool:
        return asks_nothing(self.text)

    @property
    def translated(self) -> str:
        """Word by word in English; empty where it is asked in English."""
        return "" if self.language == "en" else in_english(self.text, self.language)


def standalone_question(question: str, history: Sequence[Turn]) -> Understood:
    """`history` is oldest first. Only its questions and answers are used, nothing else of the articles."""
    language = detect_language(question, [turn.question for turn in reversed(history)])
    history = [turn for turn in history if not asks_nothing(turn.question)]
    if not history or NEW_TOPIC.search(question) or asks_nothing(question):
        return Understood(question, language)
    last = history[-1].standalone_question
    if asks_in_another_language(question):  # quotes stay as they were written; the page's own words follow the question
        return Understood(last, detect_language(last), True)
    question, context = calm(question), context_of(_asked(history))
    leans = leaning(question, language)
    if leans is None:
        return Understood(question, language, context=context)
    text, sure = _resolved(question, leans, language, history)
    if leans.also_topic and text != question:
        text = _with_topic(text, _topic(history))
    return Understood(text, language, text != question, sure and leans.sure, context)


def _resolved(question: str, leans: Leaning, language: str, history: Sequence[Turn]) -> tuple[str, bool]:
    """The question made whole, and whether that is beyond doubt."""
    if leans.on == "person":
        return _with_person(question, leans, language, history)
    if leans.on == "piece":
        return _with_piece(question, leans, history)
    return _with_topic(question, _topic(history)), leans.on == "topic"


def _with_piece(question: str, leans: Leaning, history: Sequence[Turn]) -> tuple[str, bool]:
    last = history[-1].standalone_question
    if leans.gender:
        return _with_somebody_else(question, leans.gender, history)
    swapped = _swapped(question, last) or _of_the_same_owner(question, last) or opposite_asked(question, last)
    if swapped:
        return swapped, True
    if asks_for_another(question):
        return _with_topic(question, topic_of(_since_who_was_asked(history))), False
    if asks_of_the_same(question) and ASKS_WHO.search(last):
        return _with_topic(question, _with_answer(_topic(history), history)), False
    return _with_topic(question, _topic(history)), False


def _with_somebody_else(question: str, gender: Gender, history: Sequence[Turn]) -> tuple[str, bool]:
    """ "What about her?" after "Is Tom Hale ill?" asks whether the woman in the answer is."""
    last = history[-1].standalone_question
    asked_of = {mention.last for mention in names(last)}
    others = [one for one in _people(gender, history) if _last_name(one) not in asked_of]
    found = [one for one in others if one.evident]
    if not found:
        return _with_topic(question, _topic(history)), False
    name = found[0].name
    return _swapped(f"and {name}?", last) or _with_topic(question, name), _is_clear(found)


def _with_person(question: str, leans: Leaning, language: str, history: Sequence[Turn]) -> tuple[str, bool]:
    last = history[-1].standalone_question
    someone = described(last, language, leans.gender, answered=bool(history[-1].answer_text))
    if someone is not None:
        return _with_topic(question, someone), False
    answers = [turn.answer_text for turn in reversed(history)]
    found = _people(leans.gender, history, owner=_asks_for_what_is_owned(question, language))
    if (
        not found
        or _is_only_left_over(found[0], history)
        or may_be_thing(question, last, answers, language, leans.gender)
    ):
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
    answers = [turn.answer_text for turn in reversed(history)]
    return person_meant(_asked(history), answers, gender, owner=owner, called=_called(history))


def _is_only_left_over(one: Candidate, history: Sequence[Turn]) -> bool:
    """Whether it is about somebody whom the person has called "he", and nothing says that this other one is a "she"."""
    last = history[-1]
    first = next((mention for mention in names(last.answer_text) if may_be_person(mention)), None)
    talked_about = {mention.last for mention in (*names(last.standalone_question), *([first] if first else []))}
    if one.evident or _last_name(one) in talked_about:
        return False
    foremost = _last_name(_people(None, history)[0])
    return foremost != _last_name(one) and foremost in _called(history)


def _last_name(one: Candidate) -> str:
    return fold(one.name.split()[-1])


def _called(history: Sequence[Turn]) -> dict[str, Gender]:
    """By last name: whoever "he" was taken for is not "she" two questions later."""
    found: dict[str, Gender] = {}
    for turn in history:
        leans = leaning(calm(turn.question), detect_language(turn.question))
        if leans is not None and leans.on == "person" and leans.gender:
            before = {mention.last for mention in names(turn.question)}
            new = {mention.last for mention in names(turn.standalone_question)} - before
            found |= dict.fromkeys(new if len(new) == 1 else (), leans.gender)
    return found


def _asked(history: Sequence[Turn]) -> list[str]:
    """As they stand alone, the latest first."""
    return [turn.standalone_question for turn in reversed(history)]


def _topic(history: Sequence[Turn]) -> str:
    return with_its_name(topic_of(_asked(history)), history[-1].answer_text)


def _since_who_was_asked(history: Sequence[Turn]) -> list[str]:
    """ "And the second?" is asked of those who could be the answer to "Who won?", and not of the winner's age."""
    asked = _asked(history)
    return next((asked[place:] for place, one in enumerate(asked) if ASKS_WHO.search(one)), asked)


def _is_clear(found: Sequence[Candidate]) -> bool:
    return len(found) == 1 or found[0].score - found[1].score >= CLEARLY


def _with_answer(topic: str, history: Sequence[Turn]) -> str:
    """ "Since when?" after "Who runs the mill?": whoever was found to run it belongs to the topic."""
    found = _people(None, history)
    return f"{topic}; {found[0].name}" if found and _is_clear(found) and found[0].name not in topic else topic


# --- a person's name in place of the pronoun ---

_OBJECT_NEXT = r"""(?=\s*(?:$|[^\w\s]|\b(?:to|in|at|on|of|for|from|with|by|about|after|before|during|when|while|if|and
    |or|but|as|that|because|since|then|there|back|again|so|who|why|how|where|what|not|be|is|was|do|did|go|get|the|a|an|into
    |out|up|down|guilty|innocent|free|freed|(?:first|last)(?=\W*$|\s+(?:to|in|at|on|and|or|when|that|who)\b)|home|away|than|until|over|under|through|against|once|twice
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
    asked = outside_quotations(question)
    return bool(_OWNED_RULES[language].search(asked)) and not _HERSELF.search(asked)


def _with_name(question: str, name: str, leans: Leaning, language: str) -> str:
    """Where the language or the sentence does not let a name stand, it goes in brackets."""
    text = question
    if leans.gender:
        rules = _ENGLISH[leans.gender] if language == "en" else ((_OTHERS[language][leans.gender], "{}"),)
        text = _first_replaced(question, name, rules)
    return text if text != question else _with_topic(question, name)


def _first_replaced(question: str, name: str, rules: Sequence[tuple[str, str]]) -> str:
    """The later ones may stay: "What did Ana Ruiz’s trainer say about her?". Somebody's quoted words always do."""
    asked = outside_quotations(question)
    found = [(match, put) for rule, put in rules for match in [re.search(rule, asked, re.I | re.X)] if match]
    if not found:
        return question
    match, put = min(found, key=lambda one: one[0].start())  # of two rules for one word the first
    return question[: match.start()] + put.format(name) + question[match.end() :]


# --- what was talked about, in brackets ---


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
    whole = rf"(?<!\w){re.escape(then[0].name)}(?!\w)"  # "Ana" is not the beginning of "Anaheim"
    return re.sub(whole, lambda _: now[0].name, before)
