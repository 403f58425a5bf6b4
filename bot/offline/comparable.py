"""Which two sentences can be said to answer a question differently at all: rules, before anything is weighed."""

from __future__ import annotations

import re
from collections.abc import Set

from bot.offline.alternatives import Offered, taken
from bot.offline.attribution import attribute
from bot.offline.candidates import Candidate
from bot.offline.counting import figures
from bot.offline.quantities import apart, of_any_unit, of_one_unit, of_things, quantities
from bot.offline.questions import Question
from bot.offline.stance import denies, stated
from bot.offline.wanted import new_names
from bot.offline.weighing import found_in, tells_of_opposite
from bot.offline.when import WEEKDAY, Date, When, clock, dates
from bot.text.lexicon import NEGATIONS
from bot.text.words import fold, stem, terms, words

MEASURED = ("number", "money", "duration", "age")
NAMED = ("person", "name", "place")
LEAST_SAID = 4  # words of a quotation that is no title or name
_COUNTED = re.compile(r"\bhow many (?:of the |more |other )?(.{1,40})")
_BEFORE_OR_AFTER = re.compile(
    r"^(?:and |so |but |then )*(?:what (?:else )?(?:happen\w*|came|comes|occurr?\w*|did \w+ do|follow\w*)\b.{0,80}?\b)?"
    r"(?:before|after|afterwards?|next|then|since)\b"
)
_DATED_EVENT = re.compile(
    r"\b(?:during|after|before|since|following) (?:(?:the|an?|his|her|their|its) )?(?:\w+ )?(\w+) (?:in|on|of) \w+ ?\d*$"
)


def has_one_answer(question: Question) -> bool:
    """Who somebody is, what somebody said and what came before or after something can be told in more than one way, and all
    be right; who said some words is told by the sentence that has them."""
    if question.want is None and _BEFORE_OR_AFTER.search(fold(question.english)):
        return False
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
    return question.want not in NAMED or other_names(question, first, one) >= 0


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
    found = other_dates(first, one)
    return found > 0 or (found == 0 and other_times(first, one) > 0)


def _dates_another(question: Question, one: Candidate) -> bool:
    event = _DATED_EVENT.search(fold(one.answer))
    return event is not None and not found_in(question.terms, terms(event.group(1)))


def _choose_otherwise(choice: Offered, first: Candidate, one: Candidate) -> bool:
    """Of two answers that a question offers each sentence has one, and not the same."""
    ours, theirs = (taken(choice, each.english, each.terms) for each in (first, one))
    return bool(ours and theirs) and not ours & theirs


def _may_differ_freely(question: Question, first: Candidate, one: Candidate) -> bool:
    """No figure is in both, and each says something of what is asked: with no sort of answer to look for, a sentence
    without a word of the question is on another matter."""
    if set(figures(first.answer)) & set(figures(one.answer)):
        return False
    return all(found_in(each.terms, question.terms) for each in (first, one))


def _other_people(question: Question, first: Candidate, one: Candidate) -> bool:
    """Who did it has a name in both accounts: in the words that answer, or else in the sentences."""
    by_answer = other_names(question, first, one)
    if by_answer:
        return by_answer > 0
    return other_names(question, *(each.read_as(each.reading, each.english) for each in (first, one))) > 0


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


def _years(one: Candidate) -> set[int]:
    return {year for year, _, _ in dates(one.english) if year}


def other_times(first: Candidate, one: Candidate) -> float:
    """Weekdays are compared with weekdays, times of day with times of day."""
    days = _apart(*(set(WEEKDAY.findall(fold(each.answer))) for each in (first, one)))
    times = _apart(*({time} if (time := clock(each.answer)) else set[When]() for each in (first, one)))
    return 1.0 if 1.0 in (days, times) else min(days, times)


def other_dates(first: Candidate, one: Candidate) -> float:
    """1 where no date of the one could be a date of the other: May 2021 may be 3 May."""
    ours, theirs = (list(dates(each.answer)) for each in (first, one))
    if not ours or not theirs:
        return 0.0
    return -1.0 if any(_may_be_one(mine, other) for mine in ours for other in theirs) else 1.0


def _may_be_one(one: Date, other: Date) -> bool:
    return all(a == b or not a or not b for a, b in zip(one, other, strict=True))


def other_names(question: Question, first: Candidate, one: Candidate) -> float:
    """A name is another's where all its words are: Perez is Juan Perez, Juan Gomez is not."""
    own = frozenset(fold(word) for word in words(question.text))
    # "by", for a single word with a capital that begins a text is no name
    ours, theirs = (
        {frozenset(map(fold, words(name))) for name in new_names(f"by {each.answer}", own)} for each in (first, one)
    )
    if not ours or not theirs:
        return 0.0
    return -1.0 if any(mine <= other or other <= mine for mine in ours for other in theirs) else 1.0


def _apart(ours: Set[object], theirs: Set[object]) -> float:
    """1 where both have something and nothing in common, -1 where they share something."""
    return 0.0 if not ours or not theirs else -1.0 if ours & theirs else 1.0
