"""Which of the weighed sentences are said: usually the likeliest alone, more where the question asks for more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.offline.alternatives import taken
from bot.offline.attribution import attribute
from bot.offline.candidates import Candidate
from bot.offline.people import persons_in
from bot.offline.questions import Question
from bot.offline.references import subjects
from bot.offline.wanted import new_names
from bot.offline.weighing import weights
from bot.text.glossary import in_english
from bot.text.words import fold, terms, words

MOST_WORDS = 60  # of an answer that is not a list
CLOSE = 1.7  # log odds within which a second sentence says as much as the first
SURELY = 2.5  # log odds over the threshold from which on a second sentence is worth its words
TORN = 0.5  # log odds within which one cannot tell which of two sentences answers,
UNSURE = 3.0  # unless the first one is so much over the threshold: then it answers, and the second may too
FALLS_SHORT = 2.0  # log odds below the threshold down to which a sentence may still serve a part of a question


_SEVERAL_ASKED = re.compile(r"^\W*(?:and |so )?who (?:are|were) the\b")
_ACROSS = re.compile(r"\b(?:articles|stories|reports|sources|accounts|newspapers|papers|outlets)\b")


def choose(question: Question, weighed: Sequence[Candidate]) -> list[Candidate]:
    """Nothing if the likeliest sentence is not likely enough."""
    verbatim = [one for one in weighed if has_words_of(question, one)]
    if verbatim and question.kind == "who_said":
        return verbatim[:1]
    if not weighed or weighed[0].odds < weights().answers_from:
        return []
    picks = [_with_a_choice(question, weighed)]
    if len(question.numbers) > 1 and question.want != "date":
        picks += _other_figures(question, picks, weighed)
    elif _lists_people(question):
        picks += _for_list(question, picks, weighed)
    elif question.want is None or question.kind in ("why", "definition"):
        picks += _as_good(question, picks, weighed)
    return picks if len(picks) > 1 or question.kind == "who_said" else [*picks, *_as_likely(picks[0], weighed)]


def _lists_people(question: Question) -> bool:
    """Or other things by their names: "List the people who were hurt", "Who are the accused?"."""
    if question.kind in ("list", "about"):  # "Which people are in the articles?" goes by its last word
        return question.want in ("name", "person") or (question.want is None and question.asks_for_people)
    return question.kind == "definition" and _SEVERAL_ASKED.search(fold(question.english)) is not None


def _with_a_choice(question: Question, weighed: Sequence[Candidate]) -> Candidate:
    """The likeliest, or one nearly as likely that has one of the answers which the question offers."""
    floor = max(weighed[0].odds - CLOSE, weights().answers_from)
    choosing = (one for one in weighed if question.offered and taken(question.offered, one.english, one.terms))
    return next((one for one in choosing if one.odds >= floor), weighed[0])


def has_words_of(question: Question, one: Candidate) -> bool:
    """The sentence has the quoted words of the question, four of them or more, one after the other."""
    said = f" {' '.join(map(fold, words(one.text)))} "
    given = [[fold(word) for word in words(quoted)] for quoted in question.quoted]
    return any(len(quoted) >= 4 and f" {' '.join(quoted)} " in said for quoted in given)


def in_order(picks: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The sentence that answers leads; those of its article follow in the article's order."""
    first, rest = picks[0], picks[1:]
    same = [one for one in rest if one.article.id == first.article.id]
    others = [one for one in rest if one.article.id != first.article.id]
    return (first, *sorted(same, key=lambda one: one.index), *others)


def _as_good(question: Question, picks: Sequence[Candidate], weighed: Sequence[Candidate]) -> list[Candidate]:
    """A second sentence for open questions, if it is nearly as likely and short enough; what somebody said is not
    followed by what somebody else did."""
    first = picks[0]
    for one in weighed[1:4]:
        if question.kind == "said" and attribute(one).speaker != attribute(first).speaker:
            continue
        beside = one.article.id == first.article.id and abs(one.index - first.index) == 1
        close = beside and one.odds >= max(first.odds - CLOSE, weights().answers_from + SURELY)
        if close and not repeats(one, picks) and _length([*picks, one]) <= MOST_WORDS:
            return [one]
    return []


def _as_likely(first: Candidate, weighed: Sequence[Candidate]) -> list[Candidate]:
    """The second where it is as likely as an unsure first: whoever reads both sees which of them answers."""
    floor = max(first.odds - TORN, weights().answers_from)
    sure = first.odds >= weights().answers_from + UNSURE
    torn = [one for one in weighed[1:2] if not sure and one.odds >= floor and not repeats(one, [first])]
    return [one for one in torn if _length([first, one]) <= MOST_WORDS + 20]


def _other_figures(question: Question, picks: Sequence[Candidate], weighed: Sequence[Candidate]) -> list[Candidate]:
    """ "64 or 71?": the sentence with the figure that the first one has not."""
    missing = [figure for figure in question.numbers if not _says(figure, picks[0])]
    if not missing or len(missing) == len(question.numbers):
        return []
    floor = weights().answers_from - FALLS_SHORT
    return [one for one in weighed[1:] if one.odds >= floor and all(_says(figure, one) for figure in missing)][:1]


def _says(figure: str, one: Candidate) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\d)", one.text) is not None


def _for_list(question: Question, picks: Sequence[Candidate], weighed: Sequence[Candidate]) -> list[Candidate]:
    """More sentences while they are likely and name something new. Another article's may speak of other people: they
    are of the list where the question asks for what several articles say, or where both tell of somebody by name."""
    if question.count is not None and _has_so_many(question, picks[0]):
        return []
    added: list[Candidate] = []
    floor = max(weights().answers_from, picks[0].odds - 2 * CLOSE)
    own = frozenset(fold(word) for word in words(question.text))
    known = own | {fold(word) for one in picks for word in words(one.text)}
    for one in weighed[1:6]:
        fresh = any(True for _ in new_names(one.text, frozenset(known)))
        if (
            one.odds >= floor
            and fresh
            and _is_on_the_same(question, picks[0], one)
            and _length([*picks, *added, one]) <= MOST_WORDS + 20
        ):
            added.append(one)
            known |= {fold(word) for word in words(one.text)}
    return added


def _has_so_many(question: Question, one: Candidate) -> bool:
    named = {person.last for _, person in persons_in(one.text, one.article)}
    return question.asks_for_people and len(named) >= (question.count or 0)


def _is_on_the_same(question: Question, first: Candidate, one: Candidate) -> bool:
    if one.article.id == first.article.id or _ACROSS.search(fold(question.english)):
        return True
    return bool(subjects(one.article) & subjects(first.article))


def repeats(one: Candidate, picks: Sequence[Candidate]) -> bool:
    """Most of its words stand in a sentence already chosen."""
    return any(len(one.terms & other.terms) >= 0.7 * max(1, min(len(one.terms), len(other.terms))) for other in picks)


def _length(picks: Sequence[Candidate]) -> int:
    return sum(len(one.text.split()) for one in picks)


def nearest_to(said: str, question: Question, weighed: Sequence[Candidate]) -> Candidate | None:
    """Of the sentences that answer the question, the one that shares most with what was said; None if none answers, or
    none shares a word beside the question's."""
    meant = frozenset(terms(in_english(said, question.language))) - question.terms
    answering = [one for one in weighed if one.odds >= weights().answers_from]
    best = max(answering, key=lambda one: (len(meant & one.terms), one.odds), default=None)
    return best if best is not None and meant & best.terms else None
