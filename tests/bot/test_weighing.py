"""What beside the reader's odds speaks for a sentence or against it."""

from __future__ import annotations

import pytest

from bot.offline.candidates import Candidate
from bot.offline.questions import understand
from bot.offline.reader import heading
from bot.offline.weighing import SIGNS, UNKNOWN, context, names_nothing_here, signs, weigh
from tests.bot.offline_articles import article, sentence

QUAKE = "Quake flattens villages\n\nKHOREL, Tazmenia, March 3, 2021 — At least 41 people died on Monday night.\n"


def sign(name: str, asked: str, candidates: list[Candidate]) -> list[float]:
    return [row[SIGNS.index(name)] for row in signs(understand(asked, "en"), candidates)]


def test_a_name_inside_another_word_is_not_that_name() -> None:
    there = sentence(article("Storm\n\nThe harbour of Port Velden was shut by the storm.\n"), "The harbour")
    elsewhere = sentence(article("Report\n\nThe report says that transport improved.\n", "b.txt"), "The report")
    assert sign("strange", "What happened in Port Velden?", [there, elsewhere]) == [0.0, 1.0]


def test_articles_are_not_strange_where_none_has_the_name() -> None:
    found = [
        sentence(article(f"Report\n\nThe {one} says so.\n", f"{one}.txt"), "The") for one in ("report", "minister")
    ]
    assert sign("strange", "What happened in Port Velden?", found) == [0.0, 0.0]


def test_where_a_report_is_from_is_read_with_it_where_it_is_asked_about() -> None:
    made = article(QUAKE)
    one = sentence(made, "At least 41")
    assert "Tazmenia" in heading(made, "How many people died in the Tazmenia quake?")
    assert heading(made, "How many people died?") == made.title
    assert "Tazmenia" in context(one)
    assert sign("names_around", "How many people died in the quake in Tazmenia?", [one]) == [1.0]


def test_a_report_from_nowhere_is_read_under_its_headline() -> None:
    assert heading(article("Quake\n\nAt least 41 people died.\n"), "Who died in Quake?") == "Quake"


@pytest.mark.parametrize(
    ("asked", "nothing"),
    [
        ("How many seats does the parliament of Canada have?", True),
        ("What happened in Port Velden?", False),
        ("What happened to the French harbour?", False),  # a people is not always named by its name
        ("What happened to the harbour?", False),
    ],
)
def test_a_question_about_somebody_whom_no_article_names_is_known(asked: str, nothing: bool) -> None:
    storm = [sentence(article("Storm\n\nThe harbour of Port Velden was shut by the storm.\n"), "The harbour")]
    assert names_nothing_here(understand(asked, "en"), storm) == nothing
    assert (weigh(understand(asked, "en"), storm)[0].odds < -UNKNOWN) == nothing


def test_when_somebody_left_does_not_tell_when_they_returned() -> None:
    made = article("Trip\n\nAda Moss left Holm in 2005. Ada Moss came home to Holm in 2013 and returned the keys.\n")
    left, returned = (sentence(made, one) for one in ("Ada Moss left", "Ada Moss came"))
    asked = understand("When did Ada Moss return to Holm?", "en")
    assert weigh(asked, [left, returned])[0] == weigh(asked, [returned])[0]
    assert weigh(asked, [left])[0].odds <= weigh(understand("When did Ada Moss leave Holm?", "en"), [left])[0].odds - 1
