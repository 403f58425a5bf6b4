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


FEAST = """The feast

Ada Moss held a feast for the bridge. Guests were Ida Fell and Tom Orr.
"""
CIRCUS = """The circus

HOLM, May 3 — Clowns Bo Quill and Una Ray came to Holm on Friday.
"""


def listed(question: str, *beginnings: tuple[str, str]) -> list[str]:
    """What is said of sentences that are all as likely."""
    odds = weights().answers_from + UNSURE + 1
    picks = choose(
        understand(question, "en"),
        [replace(sentence(article(text, f"{text[4:8]}.txt"), one), odds=odds) for text, one in beginnings],
    )
    return [one.text.split()[0] for one in picks]


def test_a_list_stays_with_what_its_first_sentence_tells_of() -> None:
    likely = (STORY, "Ada Moss"), (CIRCUS, "Clowns"), (STORY, "Tom Hale"), (FEAST, "Guests")
    assert listed("List all the people", *likely) == ["Ada", "Tom", "Guests"]  # both tell of the same person
    assert "Clowns" in listed("List all the people in the articles", *likely)


def test_a_list_that_names_as_many_as_asked_for_is_whole() -> None:
    likely = (FEAST, "Guests"), (FEAST, "Ada Moss")
    assert listed("Name the two people at the feast", *likely) == ["Guests"]
    assert listed("Name the three people at the feast", *likely) == ["Guests", "Ada"]


def test_who_several_people_are_asks_for_a_list() -> None:
    likely = (STORY, "Ada Moss"), (FEAST, "Guests")
    assert listed("Who are the builders of the bridge?", *likely) == ["Ada", "Guests"]
    assert listed("Who is the builder of the bridge?", *likely) == ["Ada"]
