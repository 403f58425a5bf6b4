"""A change is told by figures of one unit, or, where none says which belong together, by the words for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.offline.candidates import Candidate
from bot.offline.disagreement import look_around, steps_of_change
from bot.offline.questions import Question, understand
from tests.bot.offline_articles import article, sentence
from vectorstore.article import Article

FLOOD = """More dead in the Holm flood

The number of people killed by the flood has risen to 87, the town said, up from 52 the day before.

Officials had first put the toll of the flood at 12 in the hours after the dam broke.

A boy was found alive on a roof 40 hours after the flood.

The flood reached the bridge of Holm, which is 300 years old.
"""


@pytest.fixture(scope="module")
def flood() -> Article:
    return article(FLOOD)


@pytest.fixture(scope="module")
def asked() -> Question:
    return understand("How did the number of people killed by the flood change over time?", "en")


def likely(made: Article, beginning: str, odds: float) -> Candidate:
    return replace(sentence(made, beginning), odds=odds)


def test_figures_without_a_unit_are_steps_where_words_tell_of_a_change(flood: Article, asked: Question) -> None:
    risen, put = likely(flood, "The number", 2.0), likely(flood, "Officials", 1.5)
    others = [likely(flood, "A boy", 1.8), likely(flood, "The flood reached", 1.7)]
    assert steps_of_change(asked, [risen, *others, put]) == (risen, put)
    around = look_around(asked, put, [risen, *others, put])
    assert (around.kind, around.told) == ("sequence", (risen, put))


def test_one_sentence_makes_no_change(flood: Article, asked: Question) -> None:
    assert steps_of_change(asked, [likely(flood, "The number", 2.0), likely(flood, "A boy", 1.8)]) == ()


def test_what_is_much_less_likely_is_no_step(flood: Article, asked: Question) -> None:
    assert steps_of_change(asked, [likely(flood, "The number", 9.0), likely(flood, "Officials", 0.0)]) == ()


def test_figures_of_one_unit_come_before_words_of_change(asked: Question) -> None:
    made = article(
        "Flood\n\nThe flood killed 12 people at first.\n\nThe flood killed 30 people, it said later.\n\nThe flood rose to 9.\n"
    )
    steps = [likely(made, "The flood killed 12", 1.0), likely(made, "The flood killed 30", 1.0)]
    assert list(steps_of_change(asked, [likely(made, "The flood rose", 2.0), *steps])) == steps
