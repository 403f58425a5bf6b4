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

from bot.offline.alternatives import Offered, taken
from bot.offline.attribution import attribute
from bot.offline.candidates import Candidate
from bot.offline.counting import figures
from bot.offline.quantities import apart, of_any_unit, of_one_unit, of_things, quantities
from bot.offline.questions import Question
from bot.offline.reader import UNREAD
from bot.offline.references import subjects
from bot.offline.stance import denies, stated, tells_of_change
from bot.offline.wanted import new_names
from bot.offline.weighing import context, found_in, tells_of_opposite
from bot.offline.when import WEEKDAY, Date, When, clock, dates
from bot.text.lexicon import NEGATIONS
from bot.text.words import fold, stem, terms, words

WEIGHTS = Path(__file__).with_name("comparing.json")
MEASURED = ("number", "money", "duration", "age")
NAMED = ("person", "name", "place")
LEAST_SAID = 4  # words of a quotation that is no title or name
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
_COUNTED = re.compile(r"\bhow many (?:of the |more |other )?(.{1,40})")
_DATED_EVENT = re.compile(
    r"\b(?:during|after|before|since|following) (?:(?:the|an?|his|her|their|its) )?(?:\w+ )?(\w+) (?:in|on|of) \w+ ?\d*$"
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


def has_one_answer(question: Question) -> bool:
    """Who somebody is and what somebody said can be told in more than one way, and all be right; who said some words is
    told by the sentence that has them."""
    of_words = (question.kind == "said" and question.want in (None, "quote")) or any(
        len(words(quoted)) >= LEAST_SAID for quoted in question.quoted
    )
    return not of_words and not (question.kind == "definition" and not question.matter)


def may_differ(question: Question, first: Candidate, one: Candidate) -> bool:
    """A figure, a name or a date that both give settles it; how things are now has more than one answer, and so have ages
    of different years. Two speakers of one article differ in figures alone: the rest it has weighed itself. Nobody
    disagrees with themselves, and two that say yes do not disagree."""
    if question.offered and not _choose_otherwise(question.offered, first, one):
        return False
    if not has_one_answer(question) or (question.want == "age" and _years(first) != _years(one)):
        return False
    if question.want not in MEASURED and (_of_one_speaker(first, one) or _both_say_the_same(question, first, one)):
        return False
    of_one = first.article.id == one.article.id
    if question.current and question.want in (None, "age", *NAMED) and not of_one:
        return False
    if question.want in MEASURED:
        return _other_figures(question, first, one)
    if of_one:
        return False
    if question.want == "date":
        return _of_other_dates(question, first, one)
    if question.want == "person":
        return _other_people(question, first, one)
    if question.want == "place" and _things(first, question) & _things(one, question):
        return False
    if question.want is None and not _may_differ_freely(question, first, one):
        return False
    return question.want not in NAMED or _other_names(question, first, one) >= 0


def _other_figures(question: Question, first: Candidate, one: Candidate) -> bool:
    comparable = of_things if _counts_things(question) else of_any_unit
    of_one = first.article.id == one.article.id
    answers = 0.0 if of_one else apart(first.answer, one.answer, comparable)
    return answers > 0 or (answers == 0 and apart(first.english, one.english, of_one_unit) > 0)


def _counts_things(question: Question) -> bool:
    """ "How many prisoners", and not "how many metres" or "how many years"."""
    asked = _COUNTED.search(fold(question.english)) if question.want == "number" else None
    return asked is not None and any(not one.sort for one in quantities(f"2 {asked.group(1)}"))


def _of_other_dates(question: Question, first: Candidate, one: Candidate) -> bool:
    """Each dates what is asked, and neither another event: its opposite, "during her arrest"."""
    if any(tells_of_opposite(question, each) or _dates_another(question, each) for each in (first, one)):
        return False
    found = _other_dates(first, one)
    return found > 0 or (found == 0 and _other_times(first, one) > 0)


def _dates_another(question: Question, one: Candidate) -> bool:
    event = _DATED_EVENT.search(fold(one.answer))
    return event is not None and not found_in(question.terms, terms(event.group(1)))


def _both_say_what_is_asked(question: Question, first: Candidate, one: Candidate) -> bool:
    """Then they speak of one thing, and what differs is the answer. Not for reasons: there may be several; nor within one
    article. The pairs' questions avoid the articles' words, so it cannot be learned from them."""
    if question.want == "reason" or first.article.id == one.article.id or _of_other_stories(question, first, one):
        return False
    if question.want == "place" and _other_names(question, first, one) <= 0:
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


def _choose_otherwise(choice: Offered, first: Candidate, one: Candidate) -> bool:
    """Of two answers that a question offers each sentence has one, and not the same."""
    ours, theirs = (taken(choice, each.english, each.terms) for each in (first, one))
    return bool(ours and theirs) and not ours & theirs


def _of_other_stories(question: Question, first: Candidate, one: Candidate) -> bool:
    """Both articles name somebody or something beside the answer, and nothing that they share or the question names."""
    asked = set(words(fold(question.english)))
    ours, theirs = (subjects(each.article) - set(words(fold(each.answer))) for each in (first, one))
    return bool(ours and theirs) and not ours & theirs and not (ours & asked and theirs & asked)


def _may_differ_freely(question: Question, first: Candidate, one: Candidate) -> bool:
    """No figure is in both, and each says something of what is asked: with no sort of answer to look for, a sentence
    without a word of the question is on another matter."""
    if set(figures(first.answer)) & set(figures(one.answer)):
        return False
    return all(found_in(each.terms, question.terms) for each in (first, one))


def _other_people(question: Question, first: Candidate, one: Candidate) -> bool:
    """Who did it has a name in both accounts: in the words that answer, or else in the sentences."""
    by_answer = _other_names(question, first, one)
    if by_answer:
        return by_answer > 0
    return _other_names(question, *(each.read_as(each.reading, each.english) for each in (first, one))) > 0


def _things(one: Candidate, question: Question) -> set[str]:
    """What the words that answer have without a capital: two articles that both say "ranch" mean one ranch."""
    return {term for word in words(one.answer) if word.islower() for term in terms(word)} - question.terms


def _of_one_speaker(first: Candidate, one: Candidate) -> bool:
    speakers = {attribute(each).speaker for each in (first, one)}
    return len(speakers) == 1 and speakers != {None}


def _both_say_the_same(question: Question, first: Candidate, one: Candidate) -> bool:
    """Both deny something; or neither has a denial or a "not", and between them they say all that is asked."""
    if question.kind != "yes_no":
        return False
    said = [_beside_the_question(question, each) for each in (first, one)]
    if any(map(denies, said)):
        return all(map(denies, said))
    return not set(words(" ".join(said))) & NEGATIONS and question.matter <= first.terms | one.terms


def _beside_the_question(question: Question, one: Candidate) -> str:
    """Without the question's own words: "innocent" denies nothing where that is asked."""
    return " ".join(word for word in words(stated(one.text)) if stem(word) not in question.terms)


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
        (question.want == "date") * _other_dates(first, one),
        (not measured) * _other_times(first, one),
        (question.want in NAMED) * _other_names(question, first, one),
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


def _years(one: Candidate) -> set[int]:
    return {year for year, _, _ in dates(one.english) if year}


def _apart(ours: Set[object], theirs: Set[object]) -> float:
    """1 where both have something and nothing in common, -1 where they share something."""
    return 0.0 if not ours or not theirs else -1.0 if ours & theirs else 1.0


def _other_times(first: Candidate, one: Candidate) -> float:
    """Weekdays are compared with weekdays, times of day with times of day."""
    days = _apart(*(set(WEEKDAY.findall(fold(each.answer))) for each in (first, one)))
    times = _apart(*({time} if (time := clock(each.answer)) else set[When]() for each in (first, one)))
    return 1.0 if 1.0 in (days, times) else min(days, times)


def _other_dates(first: Candidate, one: Candidate) -> float:
    """1 where no date of the one could be a date of the other: May 2021 may be 3 May."""
    ours, theirs = (list(dates(each.answer)) for each in (first, one))
    if not ours or not theirs:
        return 0.0
    return -1.0 if any(_may_be_one(mine, other) for mine in ours for other in theirs) else 1.0


def _may_be_one(one: Date, other: Date) -> bool:
    return all(a == b or not a or not b for a, b in zip(one, other, strict=True))


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


def _other_names(question: Question, first: Candidate, one: Candidate) -> float:
    """A name is another's where all its words are: Perez is Juan Perez, Juan Gomez is not."""
    own = frozenset(fold(word) for word in words(question.text))
    # "by", for a single word with a capital that begins a text is no name
    ours, theirs = (
        {frozenset(map(fold, words(name))) for name in new_names(f"by {each.answer}", own)} for each in (first, one)
    )
    if not ours or not theirs:
        return 0.0
    return -1.0 if any(mine <= other or other <= mine for mine in ours for other in theirs) else 1.0
