"""Questions that offer two answers to choose from."""

from __future__ import annotations

import pytest

from bot.offline.alternatives import offered, taken
from bot.offline.candidates import gather
from bot.offline.disagreement import Found, look_around
from bot.offline.questions import understand
from bot.offline.reader import read
from bot.offline.weighing import weigh
from bot.text.words import terms
from tests.bot.offline_articles import article
from tests.bot.texts import request_of
from vectorstore.article import Article
from vectorstore.reading import PassageReader

NETWORK = PassageReader()
BARN = "Two held after chase\n\nPolice arrested Ada Moss in a barn on Monday. She was taken to court.\n"
QUAY = "Chase ends in arrests\n\nPolice arrested Ada Moss on a quay. Her lawyer did not want to comment.\n"


def looked_around(question: str, *articles: Article) -> Found:
    asked = understand(question, "en")
    found = weigh(asked, read(NETWORK, question, gather(request_of(question, articles))))
    return look_around(asked, found[0], found)


@pytest.mark.parametrize(
    ("question", "left", "right"),
    [
        ("Was she arrested on a quay or in a barn?", "quay", "barn"),
        ("Quay or barn?", "quay", "barn"),
        ("Is she free or in prison?", "free", "prison"),
        ("Was she cleared or only freed?", "clear", "freed"),
        ("Where was she arrested, on a quay or in a barn?", "quay", "barn"),
        ("Was it 60 or 96 years?", "60", "96"),
        ("Did it open in 2005 or 2006?", "2005", "2006"),
    ],
)
def test_what_is_offered_stands_on_both_sides_of_the_or(question: str, left: str, right: str) -> None:
    assert offered(question) == (frozenset({left}), frozenset({right}))


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("They were stopped on the side of a highway.", {0}),
        ("They were stopped at a farmhouse.", {1}),
        ("They were stopped on a motorway near a farm.", {0, 1}),
        ("They were stopped at the border.", set()),
    ],
)
def test_an_answer_that_is_offered_is_known_by_its_other_names(text: str, sides: set[int]) -> None:
    choice = offered("Were they stopped on the road or at the ranch?")
    assert choice is not None
    assert taken(choice, text, frozenset(terms(text))) == sides


def test_two_names_of_one_thing_that_are_both_offered_are_told_apart() -> None:
    choice = offered("Which was it, a car or a van?")
    assert choice is not None
    assert taken(choice, "It was a white van.", frozenset(terms("It was a white van."))) == {1}


@pytest.mark.parametrize(
    "question",
    [
        "Where did she or her brother live?",
        "Did she come or not?",
        "Were any people or animals hurt?",
        "Did it last an hour or more?",
        "Who was it?",
        "Did the storm damage schools or hospitals?",  # or both
        "Did the police or the army fire first?",
    ],
)
def test_not_every_or_offers_a_choice(question: str) -> None:
    assert offered(question) is None


def test_a_sentence_takes_what_it_has_words_or_figures_of() -> None:
    quay_or_barn, years = offered("Quay or barn?"), offered("60 or 96 years?")
    assert quay_or_barn is not None
    assert years is not None
    text = "They found her in a barn."
    assert taken(quay_or_barn, text, frozenset(terms(text))) == {1}
    assert taken(years, "The sentence was cut to 60 years.", frozenset()) == {0}
    assert taken(years, "She was 196.", frozenset()) == frozenset()
    birds = offered("14 or 22 birds?")
    assert birds is not None
    assert taken(birds, "Fourteen birds escaped.", frozenset()) == {0}


def test_two_articles_that_take_one_each_disagree() -> None:
    found = looked_around("Was Ada Moss arrested on a quay or in a barn?", article(BARN), article(QUAY, "quay.txt"))
    assert found.kind == "disagree"
    assert len(found.told) == 2


def test_one_that_takes_neither_is_no_other_account() -> None:
    other = QUAY.replace("on a quay", "after a chase that had begun")
    found = looked_around("Was Ada Moss arrested on a quay or in a barn?", article(BARN), article(other, "other.txt"))
    assert found.kind is None


def test_neither_yes_nor_no_answers_them_and_years_are_dates() -> None:
    question = understand("Was the thief arrested in 2005 or 2006?", "en")
    assert (question.kind, question.want, question.allegation) == ("fact", "date", False)


def test_a_year_and_what_is_no_year_are_not_offered_together() -> None:
    assert offered("Did the 2013 ruling free her or cut her sentence to 60 years?") is None
    assert offered("Did the 2013 ruling give her 60 or 96 years?") == (frozenset({"60"}), frozenset({"96"}))
    assert offered("Did it open in 2005 with 60 rooms or in 2006?") == (frozenset({"2005"}), frozenset({"2006"}))
    assert offered("Were there 1800 or 2100 people?") == (frozenset({"1800"}), frozenset({"2100"}))


def test_once_and_seize_are_no_figures_in_english() -> None:
    choice = offered("Was it 11 or 16 kilos?")
    assert choice is not None
    assert taken(choice, "They once tried to seize it all.", frozenset()) == frozenset()
    assert taken(choice, "They found eleven.", frozenset()) == {0}


def test_the_us_in_capitals_is_a_word_of_questions_and_texts_alike() -> None:
    assert terms("Did the US attack?") == [*terms("U.S."), *terms("attack")]
    assert terms("the US’s army") == [*terms("US"), *terms("army")] == [*terms("U.S."), *terms("army")]
    assert terms("Tell us.") == terms("WHAT DID THEY TELL US?") == []
