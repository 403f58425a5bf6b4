"""How many of the weighed sentences are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.offline.candidates import Candidate
from bot.offline.choosing import TORN, UNSURE, choose
from bot.offline.questions import understand
from bot.offline.weighing import weights
from tests.bot.offline_articles import article, sentence

STORY = "The bridge\n\nAda Moss drew the bridge in a night. Tom Hale built it of oak, and the town gave a feast.\n"


def ranked(odds: Sequence[float]) -> list[Candidate]:
    """Above the threshold by so much."""
    made = article(STORY)
    return [
        replace(sentence(made, one), odds=weights().answers_from + by)
        for one, by in zip(("Ada Moss", "Tom Hale"), odds, strict=True)
    ]


@pytest.mark.parametrize(
    ("odds", "said"),
    [
        ((1.0, 1.0 - TORN / 2), 2),
        ((1.0, 1.0 - 2 * TORN), 1),  # the first one is likelier
        ((UNSURE + 1, UNSURE + 1 - TORN / 2), 1),  # it is sure
        ((TORN / 4, -TORN / 4), 1),  # the second does not answer
        ((-0.1, -0.2), 0),
    ],
)
def test_two_sentences_are_said_where_neither_is_likelier(odds: Sequence[float], said: int) -> None:
    assert len(choose(understand("Who made the bridge?", "en"), ranked(odds))) == said


def test_what_repeats_the_first_sentence_is_not_said_again() -> None:
    first, _ = ranked((1.0, 0.9))
    again = replace(sentence(article(STORY, "copy.txt"), "Ada Moss"), odds=first.odds)
    assert choose(understand("Who made the bridge?", "en"), [first, again]) == [first]
