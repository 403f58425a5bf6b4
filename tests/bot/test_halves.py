"""What an answer leaves open: a figure, an act that nobody tells of, names that are not given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.offline.candidates import Candidate
from bot.offline.choosing import choose
from bot.offline.halves import lacks_what_is_asked, takes_for_granted, told_in_part, too_few
from bot.offline.questions import understand
from bot.offline.reader import read, read_again
from tests.bot.offline_articles import article, sentence
from vectorstore.reading import PassageReader

STORY = """Ransom for the clockmaker

The family of the clockmaker Ada Moss paid the ransom on Friday, and she came home. Police met her at the station.

Three jurors, among them Tom Hale, wanted to go on. "We paid because nobody else would," her brother said.

The mayor praised the police for their patience.
"""


@pytest.fixture
def told() -> list[Candidate]:
    story = article(STORY)
    beginnings = ("The family", "Police met", "Three jurors", '"We paid', "The mayor")
    return [replace(sentence(story, one), reading=0.0) for one in beginnings]


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ("How much ransom was paid?", "The articles do not give the figure."),
        ("How much ransom did the family pay?", "The articles do not give the figure."),
        ("How much ransom was demanded?", None),  # nobody says that it was
        ("When did Ada Moss pay the ransom?", None),  # that is said
        ("Who paid the ransom?", None),
        ("How many clocks did Ada Moss make?", None),
    ],
)
def test_what_is_told_without_its_figure_is_half_an_answer(
    told: list[Candidate], asked: str, missing: str | None
) -> None:
    half = told_in_part(understand(asked, "en"), told)
    assert (half[1].text if half else None) == missing
    if half:
        assert half[0].text.startswith("The family")


def test_what_is_missing_is_said_in_the_language_of_the_question(told: list[Candidate]) -> None:
    half = told_in_part(understand("¿Cuánto rescate se pagó?", "es"), told)
    assert half is not None
    assert half[1].text == "Los artículos no dan la cifra."


@pytest.mark.parametrize(
    ("asked", "language", "granted"),
    [
        ("Why did the mayor resign?", "en", True),
        ("Pourquoi le maire a-t-il démissionné ?", "fr", True),
        ("¿Por qué dimitió el alcalde?", "es", True),
        ("When did Ada Moss marry?", "en", True),
        ("Did the mayor resign?", "en", False),  # asks whether
        ("Why did the mayor praise the police?", "en", False),
    ],
)
def test_an_act_that_nobody_tells_of_is_taken_for_granted(
    told: list[Candidate], asked: str, language: str, granted: bool
) -> None:
    assert takes_for_granted(understand(asked, language), told) == granted


def test_an_act_told_in_other_words_is_not() -> None:
    story = article("Mayor goes\n\nThe mayor stepped down on Friday after the audit.\n")
    found = [sentence(story, "The mayor")]
    assert not takes_for_granted(understand("Why did the mayor resign?", "en"), found)


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ("When did the family pay?", None),  # on Friday
        ("How many clocks did the family pay with?", "The articles do not give the figure."),
        ("When did police meet her?", "The articles do not give the date."),
        ("Why did police meet her?", None),  # a reason has no form of its own
    ],
)
def test_an_answer_without_the_date_or_figure_asked_for_says_so(
    told: list[Candidate], asked: str, missing: str | None
) -> None:
    picks = [told[1]] if "police" in asked else [told[0]]
    found = lacks_what_is_asked(understand(asked, "en"), picks)
    assert (found.text if found else None) == missing


def test_fewer_names_than_asked_for_are_counted(told: list[Candidate]) -> None:
    jurors = [told[2]]
    found = too_few(understand("Name the three people who wanted to go on.", "en"), jurors)
    assert found is not None
    assert found.text == "The articles name only 1 of the 3 asked for."
    assert too_few(understand("Who wanted to go on?", "en"), jurors) is None
    assert too_few(understand("Name three people who were at the station.", "en"), [told[1]]) is None  # none is named


def test_who_said_some_words_is_told_by_the_sentence_that_has_them(told: list[Candidate]) -> None:
    asked = understand('Who said "We paid because nobody else would"?', "en")
    ranked = [replace(one, odds=2.0 - at) for at, one in enumerate(told)]
    assert [one.text for one in choose(asked, ranked)] == [told[3].text]


def test_what_is_read_twice_keeps_its_words_and_lies_between_both_readings(told: list[Candidate]) -> None:
    network, question = PassageReader(), "Who paid the ransom?"
    once = read(network, question, told)
    twice = read_again(network, question, once)
    assert [one.key for one in twice] == [one.key for one in once]
    assert [one.answer for one in twice] == [one.answer for one in once]
    assert [one.reading for one in twice] != [one.reading for one in once]
    assert max(twice, key=lambda one: one.reading).text.startswith("The family")


def test_words_that_somebody_said_are_whole_words() -> None:
    made = article("Report\n\nShe was not here at all, the clerk said. Tom Hale wrote that he was not here.\n")
    asked = understand('Who said "he was not here"?', "en")
    picks = choose(asked, [replace(sentence(made, one), odds=2.0) for one in ("She was", "Tom Hale")])
    assert [one.text for one in picks] == ["Tom Hale wrote that he was not here."]


@pytest.mark.parametrize(
    "asked", ["How many people died in the crash?", "When did the train leave Corrow?", "How long did he stand trial?"]
)
def test_ordinary_verbs_take_no_act_for_granted(asked: str, told: list[Candidate]) -> None:
    assert not takes_for_granted(understand(asked, "en"), told)
