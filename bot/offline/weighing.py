"""How likely each sentence is to answer: the reader's odds together with plain signs, by learned weights.

Beside what the reader says, the signs are shares that mean the same in any articles: which words of the question stand
in the sentence or around it, whether it holds the sort of words that is asked for. `benchmarks/fit_refusal.py` learns the
weights of `weighing.json`, so that the odds of a question's sentences compete with each other and with "not answered".
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from bot.offline.as_of import as_of
from bot.offline.candidates import Candidate
from bot.offline.counting import counted, figures
from bot.offline.fitness import PRECISE, RULES, asked_speaker, misfits
from bot.offline.others import of_others
from bot.offline.questions import Question
from bot.offline.wanted import PEOPLES, holds
from bot.offline.when import dates
from bot.text.lexicon import MOMENTS, OPPOSITES
from bot.text.words import fold, terms, words

WEIGHTS = Path(__file__).with_name("weighing.json")
CONTEXT = 2  # sentences before this one that a reader has in mind

SURE = 2.5  # log odds from which on the reader is believed against the rules on what is asked for
FURTHEST_BEHIND = -4.0  # log odds
SHOWN = 2.5  # log odds given to a caption where the question is about a picture
UNKNOWN = 1.5  # log odds taken from every sentence where no article has a name of an English question
OVER = 2.5  # log odds taken from a sentence in the past where the question is about now, twice if a year dates it
THEN = 2.5  # log odds taken from the age of today, and from one at another moment, where that of a moment is asked for
ONCE = 1.0  # log odds taken from the age that somebody had when something happened, where that of today is asked for
OTHERS = 2.5  # log odds taken from what is told of others than the one asked about
TURNED = 1.5  # log odds taken from a sentence that dates the opposite of what is asked for
LOOKED_AT = 14  # of the sentences that the reader has as likeliest; what is below them answers nothing

SIGNS = (
    "reading",  # log odds of the reader
    "near",  # cosine of sentence and question, counted from 0.8 in tenths
    "said",  # share of the question's words, rare ones first, that stand in the sentence
    "names_around",  # share of the question's names in the sentence or around it
    "figures_missing",  # share of the question's figures that are not in the sentence or around it
    "answer_fits",  # 1 where the words that answer are of the sort that is asked for, -1 where they are not, else 0
    "answer_asked",  # share of the words that answer that the question has itself
    "not_body",  # a caption, a headline
    *RULES,  # 1 where it lacks what is asked for and the reader is not sure all the same
    "strange",  # 1 where its article has none of the question's names, and another one has
    "quotes",  # 1 where it quotes the person whose words are asked for
    "asks",  # 1 where it is a question itself
    "counts",  # 1 where it has a figure of just what is counted
    "behind",  # log odds of the reader under those of its likeliest sentence
    "asks_whether",  # 1 for every sentence where a yes or no is asked for: whatever tells of the matter seems to answer
)


_CLOSING = " ”\"'’»)"


_AGED_NOW = re.compile(r"\bhow old (?:is|are)\b|\b(?:is|are) [^?]{0,60}\bages?\b")
_AGED_ONCE = re.compile(
    r"\b(?:was|were) (?:(?:only|just|about|already|still|not yet) )?[\w-]{1,12}(?: years? old)?,? (?:when|at the time|in (?:1[89]|20)\d\d)\b"
)
_AGED_WHEN = re.compile(r"\b(?:was|were|be)\b.*?\b(?:when|at the time of|at the moment of|during)\s+(?P<moment>\w.*)")


@dataclass(frozen=True)
class Weights:
    signs: tuple[float, ...]
    bias: float
    foreign_signs: tuple[float, ...]  # where the question is in another language than English
    foreign_bias: float
    answers_from: float  # log odds
    slope: float  # of confidence over log odds
    middle: float  # log odds of confidence at log odds 0


@lru_cache(maxsize=1)
def weights() -> Weights:
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    signs, foreign = (tuple(data[key][name] for name in SIGNS) for key in ("signs", "foreign_signs"))
    rest = {key: data[key] for key in ("bias", "foreign_bias", "answers_from", "slope", "middle")}
    return Weights(signs=signs, foreign_signs=foreign, **rest)


def weigh(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with `odds`, likeliest first."""
    learned = weights()
    english = question.language == "en"
    each, bias = (learned.signs, learned.bias) if english else (learned.foreign_signs, learned.foreign_bias)
    unknown = UNKNOWN if english and names_nothing_here(question, candidates) else 0.0
    weighed = [
        replace(
            one,
            odds=bias
            - unknown
            + sum(weight * sign for weight, sign in zip(each, row, strict=True))
            + _pictured(question, one)
            - _over(question, one)
            - _at_another_time(question, one)
            - TURNED * tells_of_opposite(question, one)
            - OTHERS * of_others(question, one),
        )
        for one, row in zip(candidates, signs(question, candidates), strict=True)
    ]
    return sorted(weighed, key=lambda one: -one.odds)


def asked_of_all(question: Question) -> float:
    """Log odds taken from every sentence alike, which say nothing of how near one of them comes to the others."""
    learned = weights()
    each = learned.signs if question.language == "en" else learned.foreign_signs
    return each[SIGNS.index("asks_whether")] * (question.kind == "yes_no")


def _pictured(question: Question, one: Candidate) -> float:
    return SHOWN if one.sentence.kind == "caption" and question.asks_for_a_picture else 0.0


def _over(question: Question, one: Candidate) -> float:
    """Where somebody is now is not told by where they went once. Too rare in the suites to be learned from them."""
    asks = question.current and question.want == "place" and fold(question.english).startswith("where")
    if not asks or as_of(one) is not None:
        return 0.0
    return OVER * (2 if any(year for year, _, _ in dates(one.english)) else 1)


def _at_another_time(question: Question, one: Candidate) -> float:
    """How old somebody was when something happened. For the same reason by hand."""
    if question.want != "age":
        return 0.0
    if not _AGED_WHEN.search(fold(question.english)):
        return ONCE * of_another_moment(question, one)
    return THEN * ((as_of(one) is not None) + of_another_moment(question, one))


def of_another_moment(question: Question, one: Candidate) -> bool:
    """It has no word of when the age is asked for; or asked is how old somebody is, and it has the age of once alone."""
    if question.want != "age":
        return False
    asked = fold(question.english)
    if moment := _AGED_WHEN.search(asked):
        own = set(terms(moment["moment"])) - _last_words(question)
        return not found_in(one.terms, own) and not _of_one_moment(moment["moment"], one.english)
    once = _AGED_ONCE.search(one.english) if _AGED_NOW.search(asked) else None
    return once is not None and holds(question, one.english[: once.start()] + one.english[once.end() :]) is not True


def _of_one_moment(asked: str, said: str) -> bool:
    """In words that tell of the same moment: "when she returned" and "arrived in Paris"."""
    asked, said = (f" {' '.join(words(fold(text)))} " for text in (asked, said))
    return any(
        any(f" {form} " in asked for form in forms) and any(f" {form} " in said for form in forms) for forms in MOMENTS
    )


def tells_of_opposite(question: Question, one: Candidate) -> bool:
    """When somebody returned is not told by when they left."""
    if question.want != "date" or question.kind != "fact":
        return False
    asked, said = (frozenset(words(fold(text))) for text in (question.english, one.english))
    pairs = [*OPPOSITES, *((other, own) for own, other in OPPOSITES)]
    return any(asked & own and said & other and not said & own for own, other in pairs)


def signs(question: Question, candidates: Sequence[Candidate]) -> list[tuple[float, ...]]:
    """One row for each candidate, in the order of SIGNS."""
    rarity = _rarity(candidates)
    asked = {term: rarity(term) for term in question.terms}
    strange = _strange_articles(question, candidates)
    units = counted(question)
    readings = sorted((one.reading for one in candidates), reverse=True)
    return [
        (
            *_row(question, one, asked),
            *_misfits(question, one, readings[:LOOKED_AT][-1]),
            float(one.article.id in strange),
            float(asked_speaker(question, one)),
            float(one.text.rstrip(_CLOSING).endswith("?")),
            float(bool(units) and any(unit in units for _, unit in figures(one.english))),
            max(FURTHEST_BEHIND, one.reading - readings[0]),
            float(question.kind == "yes_no"),
        )
        for one in candidates
    ]


def _misfits(question: Question, one: Candidate, least: float) -> tuple[float, ...]:
    if least <= one.reading < SURE:
        return tuple(map(float, misfits(question, one)))
    return (0.0,) * len(RULES)


def names_nothing_here(question: Question, candidates: Sequence[Candidate]) -> bool:
    """The question has names, and none of the articles has any of them. Not for peoples: the French are from France."""
    texts = {one.article.text for one in candidates}
    lasts = _last_words(question) - PEOPLES
    return bool(lasts) and not any(lasts & _vocabulary(text) for text in texts)


def _strange_articles(question: Question, candidates: Sequence[Candidate]) -> set[str]:
    """Articles without any of the question's names, where another one has them."""
    lasts = _last_words(question)
    texts = {one.article.id: one.article.text for one in candidates} if lasts else {}
    strange = {id_ for id_, text in texts.items() if not lasts & _vocabulary(text)}
    return strange if len(strange) < len(texts) else set()


def _last_words(question: Question) -> set[str]:
    """Of its names: a surname, the Court of "Supreme Court"."""
    return {fold(words(name)[-1]) for name in question.names}


@lru_cache(maxsize=256)
def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(words(fold(text)))


def _row(question: Question, one: Candidate, asked: dict[str, float]) -> tuple[float, ...]:
    seen = context(one) + " " + one.text
    return (
        one.reading,
        (one.similarity - 0.8) * 10,
        _share(asked, found_in(one.terms, asked)),
        _names_there(question, fold(seen)),
        _figures_missing(question, seen),
        _answer_fits(question, one),
        _share(dict.fromkeys(terms(one.answer), 1.0), question.terms),
        float(one.sentence.kind != "body" and not (one.sentence.kind == "caption" and question.asks_for_a_picture)),
    )


def context(one: Candidate) -> str:
    """What a reader has in mind: the headline, where the report is from, and the sentences just before."""
    article = one.article
    before = article.sentences[max(0, one.index - CONTEXT) : one.index]
    return " ".join(
        [article.title, article.fact("dateline").value or "", *(article.text[s.start : s.end] for s in before)]
    )


def _rarity(candidates: Sequence[Candidate]) -> Callable[[str], float]:
    counts = Counter(term for one in candidates for term in one.terms)
    return lambda term: math.log(1 + len(candidates) / (1 + counts[term]))


def found_in(there: Set[str], asked: Iterable[str]) -> set[str]:
    """The words of the question that stand there in some form: a director has directed."""
    beginnings = {_beginning(term) for term in there}
    return {term for term in asked if _beginning(term) in beginnings}


def _beginning(term: str) -> str:
    return term[:6]


def _share(asked: dict[str, float], there: frozenset[str] | set[str]) -> float:
    whole = sum(asked.values())
    return sum(weight for term, weight in asked.items() if term in there) / whole if whole else 0.0


def _answer_fits(question: Question, one: Candidate) -> float:
    if question.want not in PRECISE or not one.answer:
        return 0.0
    own = frozenset(fold(word) for word in words(question.text))
    if question.want == "age" and re.fullmatch(r"\d{1,3}", one.answer.strip()):
        return 1.0
    held = holds(question, f"by {one.answer}", own)  # not at the start of a sentence, where any word has a capital
    return 0.0 if held is None else 1.0 if held else -1.0


def _names_there(question: Question, folded: str) -> float:
    parts = [fold(part) for name in question.names for part in words(name)]
    return sum(part in folded for part in parts) / len(parts) if parts else 1.0


def _figures_missing(question: Question, text: str) -> float:
    if question.offered and any(_has_figure(one, text) for one in question.numbers):
        return 0.0  # of two that are offered one is right
    missing = [one for one in question.numbers if not _has_figure(one, text)]
    return len(missing) / len(question.numbers) if question.numbers else 0.0


def _has_figure(figure: str, text: str) -> bool:
    return re.search(rf"(?<!\d){re.escape(figure)}(?!\d)", text) is not None
