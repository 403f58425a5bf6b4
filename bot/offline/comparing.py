"""How likely two sentences answer a question differently, by learned weights.

What tells most is that both articles tell of the same people and things and that both sentences are likely to answer;
then whether the words that answer are others: dates, times, names. Figures that could be one rule a disagreement out.
`benchmarks/fit_conflict.py` learns the weights of `comparing.json` from pairs of reports that agree on some points and not
on others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.offline.candidates import Candidate
from bot.offline.comparable import MEASURED, NAMED, may_differ, other_dates, other_names, other_times
from bot.offline.questions import Question
from bot.offline.reader import UNREAD
from bot.offline.references import subjects
from bot.offline.stance import denies, tells_of_change
from bot.offline.weighing import context, found_in
from bot.text.words import fold, terms, words

WEIGHTS = Path(__file__).with_name("comparing.json")
LEAST = -6.0  # log odds: below it, one sentence is as unlikely as another
FURTHEST_APART = 10.0
FURTHEST_BEHIND, FURTHEST_AHEAD = -6.0, 2.0
SOONER = 1.4  # log odds, by hand: what two sentences place elsewhere is shown sooner
MEASURED_SOONER, YES_NO_SOONER = 0.6, 0.8  # so are two figures, and two answers to a yes or no
LATER = 0.7  # and two things told in answer to an open question later, for both may be right
REASONS_LATER = 2.2  # and two reasons later still
SAME_QUESTION = 4.0  # log odds, by hand: two sentences that both say what is asked are shown so much sooner
LEAST_ASKED = 2  # words of a question that say what it is about
SAID_BY_EACH = 0.25  # share of the question's words that each of the two sentences has,
SAID_AROUND = 0.6  # and share that it has together with what stands before it
SIGNS = (
    "read",  # log odds of the less likely sentence, as the reader alone has it
    "apart",  # how much less likely it is than the other, all signs of an answer weighed
    "subjects",  # share of whom and what the shorter article names that both name; 1 from three last names on
    "story",  # share of the shorter article's words that the other one has
    "ahead",  # log odds, by the reader, that the other account has ahead of the likeliest other sentence of its article
    "alike",  # share of the shorter sentence's words that the other one has
    "answers_shared",  # share of the words that answer that the other answer has; 0 where a measure is asked for
    # 1 where nothing of the one can be something of the other, -1 where it can, 0 where there is nothing:
    "other_dates",  # for a date
    "other_times",  # weekdays and times of day among the words that answer; not for a measure
    "other_names",  # for a name or a place
    "change_told",  # one of the sentences has a word such as "reduced" or "later"
    "one_denies",  # for a yes or no: one sentence has a negation, the other one has none
    "asks_yes_no",
)

_PLACE = re.compile(  # "on camera" and "in secret" are no places
    r"\b(?:at|on|in|near|outside|inside|from|off|behind|beside)\s+((?:(?:an?|the|his|her|their|its)\s|[A-Z])[^,.;:“”\"]{2,50})"
)


@dataclass(frozen=True)
class ConflictWeights:
    signs: tuple[float, ...]
    bias: float
    differ_from: float  # log odds


@lru_cache(maxsize=1)
def conflict_weights() -> ConflictWeights:
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return ConflictWeights(tuple(data["signs"][name] for name in SIGNS), data["bias"], data["differ_from"])


def differs(question: Question, first: Candidate, one: Candidate, read: Sequence[Candidate]) -> bool:
    """`read` has the sentences that were read beside it."""
    if not may_differ(question, first, one):
        return False
    return odds(question, first, one, read) >= _needed(question, first, one)


def _needed(question: Question, first: Candidate, one: Candidate) -> float:
    needed = conflict_weights().differ_from
    if _both_say_what_is_asked(question, first, one):
        needed -= SAME_QUESTION
    elif question.kind != "yes_no" and question.want == "reason":
        needed += REASONS_LATER
    elif question.kind != "yes_no" and question.want is None:
        needed += LATER
    if question.want in MEASURED:
        return needed - MEASURED_SOONER
    if question.kind == "yes_no":
        return needed - YES_NO_SOONER
    return needed - SOONER * _at_other_places(question, first, one)


def _both_say_what_is_asked(question: Question, first: Candidate, one: Candidate) -> bool:
    """Then they speak of one thing, and what differs is the answer. Not for reasons: there may be several; nor within one
    article. The pairs' questions avoid the articles' words, so it cannot be learned from them."""
    if question.want == "reason" or first.article.id == one.article.id or _of_other_stories(question, first, one):
        return False
    if question.want == "place" and other_names(question, first, one) <= 0:
        return False
    if question.kind == "yes_no" and denies(first.text) == denies(one.text):
        return False
    if question.offered:
        rest = question.terms - question.offered[0] - question.offered[1]
        return all(_found_around(each, rest) >= SAID_AROUND * len(rest) for each in (first, one))
    asked = question.terms
    return all(
        len(found_in(each.terms, asked)) >= SAID_BY_EACH * len(asked)
        and found_in(each.terms, question.matter)
        and _found_around(each, asked) >= max(LEAST_ASKED, SAID_AROUND * len(asked))
        for each in (first, one)
    )


def _found_around(one: Candidate, asked: Set[str]) -> int:
    """How many of these words the sentence has, or what stands before it."""
    return len(found_in(one.terms | set(terms(context(one))), asked))


def _of_other_stories(question: Question, first: Candidate, one: Candidate) -> bool:
    """Both articles name somebody or something beside the answer, and nothing that they share or the question names."""
    asked = set(words(fold(question.english)))
    ours, theirs = (subjects(each.article) - set(words(fold(each.answer))) for each in (first, one))
    return bool(ours and theirs) and not ours & theirs and not (ours & asked and theirs & asked)


def odds(question: Question, first: Candidate, one: Candidate, read: Sequence[Candidate]) -> float:
    """Log odds that the two cannot both be right."""
    learned = conflict_weights()
    return learned.bias + sum(
        weight * sign for weight, sign in zip(learned.signs, signs(question, first, one, read), strict=True)
    )


def signs(question: Question, first: Candidate, one: Candidate, read: Sequence[Candidate]) -> tuple[float, ...]:
    """In the order of SIGNS."""
    answers = [frozenset(terms(each.answer)) for each in (first, one)]
    measured = question.want in MEASURED
    yes_no = question.kind == "yes_no"
    return (
        max(LEAST, min(first.reading, one.reading)),
        min(FURTHEST_APART, abs(first.odds - one.odds)),
        _subjects_shared(first, one),
        _shared(_story(first.article.text), _story(one.article.text)),
        _ahead(one, read),
        _shared(first.terms, one.terms),
        0.0 if measured else _shared(*answers),
        (question.want == "date") * other_dates(first, one),
        (not measured) * other_times(first, one),
        (question.want in NAMED) * other_names(question, first, one),
        float(any(tells_of_change(each.text) for each in (first, one))),
        float(yes_no and denies(first.text) != denies(one.text)),
        float(yes_no),
    )


def _subjects_shared(first: Candidate, one: Candidate) -> float:
    ours, theirs = subjects(first.article), subjects(one.article)
    return min(1.0, len(ours & theirs) / max(1, min(len(ours), len(theirs), 3)))


def _ahead(one: Candidate, read: Sequence[Candidate]) -> float:
    beside = (other.reading for other in read if other.article.id == one.article.id and other.index != one.index)
    return max(FURTHEST_BEHIND, min(FURTHEST_AHEAD, one.reading - max(beside, default=UNREAD)))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set."""
    return len(one & other) / max(1, min(len(one), len(other)))


@lru_cache(maxsize=256)
def _story(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def _at_other_places(question: Question, first: Candidate, one: Candidate) -> bool:
    """Both sentences tell that what is asked about was somewhere, and not at the same place. Too rare among the pairs
    to be learned from them."""
    if question.want != "place" or not subjects(first.article) & subjects(one.article):
        return False
    ours, theirs = (
        {term for match in _PLACE.finditer(each.answer) for term in terms(match.group(1))} - question.terms
        for each in (first, one)
    )
    return bool(ours and theirs) and not ours & theirs and bool(question.matter & first.terms & one.terms)
