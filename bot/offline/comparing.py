"""Whether two sentences answer a question differently: with another figure, date, place, name, cause, or other words."""

from __future__ import annotations

import re

from bot.offline.candidates import Candidate
from bot.offline.counting import counted, figures
from bot.offline.questions import Question
from bot.offline.references import subjects
from bot.offline.wanted import new_names
from bot.offline.when import Date, dates
from bot.text.words import fold, terms, words

MEASURED = ("number", "money", "duration", "age")

_PLACE = re.compile(
    r"\b(?:at|on|in|near|outside|inside|from|off|behind|beside)\s+((?:the |a |an |his |her |their )?[^,.;:“”\"]{3,50})"
)
_NAMED_CAUSE = (
    r"because|(?<!was )(?<!is )(?<!are )due to|caused?|causing|cause of|blam\w+|owing to|fault|responsible for"
)
_CAUSE = re.compile(rf"\b(?:{_NAMED_CAUSE}|result of|made|led to|reason|source)\b")
_OTHER_CAUSE = re.compile(rf"\b(?:{_NAMED_CAUSE}|result of|reason for)\b")  # a sentence that makes or leads names none
CLOSE = 2.4  # log odds within which two sentences may both answer; causes and measures are told apart without
ALIKE = 0.6  # share of the question's words from which on two sentences say the same but for the answer


def differs(question: Question, first: Candidate, one: Candidate) -> bool:
    if question.want in MEASURED:
        return _other_figures(question, first, one)
    if first.article.id == one.article.id or question.kind == "definition":
        return False
    if question.want == "reason":
        return _other_causes(question, first, one)
    if abs(first.odds - one.odds) > CLOSE:
        return False
    if question.want == "date":
        return _other_dates(question, first, one)
    if question.want == "place":
        return _other_places(question, first, one) or _other_words_answer(question, first, one)
    if question.want in ("person", "name"):
        return _other_names(question, first, one)
    return question.want is None and _other_words_answer(question, first, one)


def matter_of(question: Question) -> frozenset[str]:
    """The question's words without its names: two sentences that share only a name need not speak of one thing."""
    named = {term for name in question.names for term in terms(name)}
    return question.terms - named


def _same_matter(question: Question, first: Candidate, one: Candidate) -> bool:
    """Both speak of half of what is asked."""
    asked = matter_of(question)
    return len(asked & first.terms & one.terms) >= max(1, 0.5 * len(asked))


def _other_figures(question: Question, first: Candidate, one: Candidate) -> bool:
    """The same unit, or the same thing counted, and no figure in common."""
    asked = counted(question)
    mine, others = list(figures(first.english)), list(figures(one.english))
    for unit in {unit for _, unit in mine} & {unit for _, unit in others} - {""}:
        ours = {value for value, of in mine if of == unit}
        theirs = {value for value, of in others if of == unit}
        if not ours & theirs and (not asked or unit in asked or question.want != "number"):
            counted_twice = (
                question.want == "number"
                and unit in asked
                and _answers_with(first, ours)
                and _answers_with(one, theirs)
            )
            return _same_matter(question, first, one) or (counted_twice and _of_one_event(first, one))
    return False


def _answers_with(one: Candidate, values: set[str]) -> bool:
    return any(value in values for value, _ in figures(one.answer))


def _of_one_event(first: Candidate, one: Candidate) -> bool:
    """Two articles that tell of the same people or things, in two sentences of which either may answer."""
    apart = first.article.id != one.article.id and abs(first.odds - one.odds) <= CLOSE
    return apart and bool(subjects(first.article) & subjects(one.article))


def _other_dates(question: Question, first: Candidate, one: Candidate) -> bool:
    """No date of the one could be a date of the other: May 2021 may be 3 May."""
    ours, theirs = (list(dates(each.answer)) or _full_dates(each.english) for each in (first, one))
    apart = not any(_may_be_one(mine, other) for mine in ours for other in theirs)
    return bool(ours and theirs) and apart and _both_say(question, first, one)


def _full_dates(text: str) -> list[Date]:
    """Those with a month: a year alone, anywhere in a sentence, may belong to anything."""
    return [date for date in dates(text) if date[1]]


def _may_be_one(one: Date, other: Date) -> bool:
    return all(a == b or not a or not b for a, b in zip(one, other, strict=True))


def _other_places(question: Question, first: Candidate, one: Candidate) -> bool:
    ours, theirs = (_place_terms(each.text, question) for each in (first, one))
    return bool(ours and theirs) and not ours & theirs and bool(matter_of(question) & first.terms & one.terms)


def _place_terms(text: str, question: Question) -> set[str]:
    return {term for match in _PLACE.finditer(text) for term in terms(match.group(1))} - question.terms


def _other_causes(question: Question, first: Candidate, one: Candidate) -> bool:
    if not (_CAUSE.search(fold(first.text)) and _OTHER_CAUSE.search(fold(one.text))):
        return False
    shared = (first.terms & one.terms) - question.terms
    about_one_thing = bool(subjects(first.article) & subjects(one.article)) or bool(
        matter_of(question) & first.terms & one.terms
    )
    return len(shared) <= 1 and about_one_thing


def _other_names(question: Question, first: Candidate, one: Candidate) -> bool:
    own = frozenset(fold(word) for word in words(question.text))
    ours, theirs = ({fold(part) for name in new_names(c.text, own) for part in name.split()} for c in (first, one))
    apart = not ours & theirs or _other_words_answer(question, first, one)
    return bool(ours and theirs) and apart and _both_say(question, first, one)


def _other_words_answer(question: Question, first: Candidate, one: Candidate) -> bool:
    """The sentences say the same of what is asked, and the words in them that answer have nothing in common."""
    one_matter = matter_of(question) & first.terms & one.terms
    if question.kind != "fact" or not one_matter or not _both_say(question, first, one):
        return False
    ours, theirs = (frozenset(terms(each.answer)) for each in (first, one))
    told = ours - question.terms and theirs - question.terms
    return bool(told) and not ours & one.terms and not theirs & first.terms


def _both_say(question: Question, first: Candidate, one: Candidate) -> bool:
    """Most of the question's words, each for itself: one of them is what the answer stands for."""
    asked = question.terms
    return min(len(asked & first.terms), len(asked & one.terms)) >= ALIKE * max(1, len(asked))
