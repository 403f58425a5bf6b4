"""What a sentence tells of others than the one asked about: of a namesake, of another relation, of somebody else."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bot.offline.attribution import attribute
from bot.offline.candidates import Candidate
from bot.offline.genders import gender_of_name, plain
from bot.offline.people import people_of
from bot.offline.people_words import is_role
from bot.offline.pronouns import antecedent, leading_pronoun
from bot.offline.questions import Question
from bot.offline.references import readable
from bot.offline.told_of import only_person
from bot.text.lexicon import word_set
from bot.text.mentions import may_be_person, names
from bot.text.words import fold, words

_FIGURES = ("age", "date", "duration", "money", "number")
_MAY_MEAN = re.compile(  # somebody who is not named
    r"\b(?:he|she|his|hers?|him|they|their|them|i|my|me|we|our|us|ella?|ellos|ellas|elles?|ils?|lui|leurs?)\b|"
    r"\b(?:the|la|le|el|les|los|las) [\w-]*(?:woman|man|year-old|couple|men|women|[^\W\d_]+(?:er|or|ist|ian))\b",
    re.IGNORECASE,
)
_RELATIONS = {
    "father": word_set("father fathers dad stepfather parent parents"),
    "mother": word_set("mother mothers mum mom stepmother parent parents"),
    "brother": word_set("brother brothers stepbrother sibling siblings twin"),
    "sister": word_set("sister sisters stepsister sibling siblings twin"),
    "son": word_set("son sons stepson child children boy"),
    "daughter": word_set("daughter daughters stepdaughter child children girl"),
    "husband": word_set("husband spouse widower"),
    "wife": word_set("wife spouse widow"),
    "uncle": word_set("uncle"),
    "aunt": word_set("aunt"),
    "grandfather": word_set("grandfather grandparents"),
    "grandmother": word_set("grandmother grandparents"),
}
_SEEN_FROM_THEM = {  # what the one asked for may call the other: a father tells of his daughter
    "father": {"son", "daughter", "wife"},
    "mother": {"son", "daughter", "husband"},
    "son": {"father", "mother"},
    "daughter": {"father", "mother"},
    "brother": {"sister"},
    "sister": {"brother"},
    "husband": {"wife"},
    "wife": {"husband"},
}


def of_others(question: Question, one: Candidate) -> bool:
    """The sentence is about others than the one asked about."""
    return any(about(question, one) for about in (of_a_namesake, of_another_relation, of_another_person))


def of_a_namesake(question: Question, one: Candidate) -> bool:
    """Asked is about somebody named in full; the sentence tells of another with that last name."""
    if question.kind not in ("fact", "yes_no", "definition"):
        return False
    if question.kind == "fact" and question.want in (None, "person", "name", "quote"):
        return False
    asked = full_names(question.text)
    said = {fold(word) for word in words(one.text)}
    if any({fold(word) for word in words(name)} <= said for name in asked):
        return False
    return any(of_a_namesake_only(name, readable(one), one) for name in asked if not owns(question, name))


def of_another_person(question: Question, one: Candidate) -> bool:
    """Asked is for a figure or a date of one person; the sentence tells of another one, and is not what that one says.

    A sentence without the asked one's name that speaks of "them" or "the mayor" may mean them.
    """
    asked = _whose_figure_is_asked(question)
    known = {person.last for person in people_of(one.article)} if asked else set[str]()
    if not asked & known or asked & {fold(word) for word in words(one.text)}:
        return False
    pronoun = leading_pronoun(one.text)
    told = antecedent(one, pronoun.group().lower()) if pronoun else only_person(one)
    if told is None or asked & {fold(word) for word in words(told)}:
        return False
    return pronoun is not None or not (_MAY_MEAN.search(one.text) or attribute(one).speaker)


def _whose_figure_is_asked(question: Question) -> set[str]:
    """The words of the one name in a question for a figure or a date; none where it is one of something that is theirs."""
    if question.want not in _FIGURES or question.kind not in ("fact", "definition") or question.parts:
        return set()
    if len(question.names) != 1:
        return set()
    (name,) = question.names
    theirs = name.endswith(("'s", "’s")) or owns(question, name)
    if theirs or re.search(rf"\bthe {re.escape(name)} [a-z]", question.text):  # "the Moss trial"
        return set()
    return {fold(word) for word in words(name)}


def of_another_relation(question: Question, one: Candidate) -> bool:
    """Asked is about somebody's father; the sentence, and the one before it, tell of a mother and of no father."""
    asked = set(words(fold(question.english))) & _RELATIONS.keys()
    if len(asked) != 1 or question.parts:
        return False
    (relation,) = asked
    before = [replace(one, index=one.index - 1)] if one.index else []
    around = " ".join(each.english for each in (*before, one))
    told = {each for each in _RELATIONS if _RELATIONS[each] & set(words(fold(around)))}
    return relation not in told and bool(told - _SEEN_FROM_THEM.get(relation, set()))


def of_a_namesake_only(asked: str, text: str, one: Candidate) -> bool:
    """The text tells of another with that last name, and surely of another: the article names both in full, or one is a
    man and one a woman. "Bill Gates" may well be William Gates."""
    if not _only_namesakes(asked, text):
        return False
    last = fold(asked.split()[-1])
    bearers = [person.name for person in people_of(one.article) if person.last == last]
    if any(_is_named_as(asked, name) for name in bearers):
        return True
    own = gender_of_name(asked)
    others = [
        gender_of_name(plain(mention.name)) for mention in names(text) if mention.last == last and " " in mention.name
    ]
    return own is not None and all(other not in (own, None) for other in others)


def _only_namesakes(asked: str, text: str) -> bool:
    """Whether all that a text has of a person named in full is somebody else with the same last name."""
    found = [one.name for one in names(text) if one.last == fold(asked.split()[-1])]
    full = [name for name in found if len(plain(name).split()) > 1]
    # "Tom Moss came, and Moss sat": the same one
    return bool(full) and found[0] == full[0] and not any(_may_be_called(asked, name) for name in full)


def _may_be_called(asked: str, name: str) -> bool:
    """ "Ada Moss" is "Moss", "A. Moss" and "Ada Lee Moss", and is not "Tom Moss" nor "Lee"."""
    *given, last = [fold(word) for word in words(asked)]
    *other, other_last = [fold(word) for word in words(plain(name))]
    if last != other_last:
        return False
    initials = {word[0] for word in other} if any(len(word) == 1 for word in (*given, *other)) else set()
    return not (given and other) or bool(set(given) & set(other) or {word[0] for word in given} & initials)


def _is_named_as(asked: str, name: str) -> bool:
    """In full, with a first name in common."""
    *given, _ = [fold(word) for word in words(asked)]
    *other, _ = [fold(word) for word in words(plain(name))]
    return any(len(word) > 1 for word in set(given) & set(other))


@lru_cache(maxsize=8)
def full_names(text: str) -> list[str]:
    """Of people; "the Holm Masters" is something else."""
    articles = ("the", "el", "la", "los", "las", "le", "les", "l")
    people = (one for one in names(text) if may_be_person(one) and (one.titled or one.before not in articles))
    return [plain(one.name) for one in people if len(plain(one.name).split()) > 1]


def owns(question: Question, name: str) -> bool:
    """Asked is for somebody or something of theirs: "Ada Moss's brother", "the uncle of Ada Moss"."""
    if not any(is_role(word) for word in words(question.english)):
        return False
    beside = rf"{re.escape(name)}[’']|(?:\b(?:of|de|du|del)\s|\bd[’']){re.escape(name)}"
    return re.search(beside, question.text) is not None
