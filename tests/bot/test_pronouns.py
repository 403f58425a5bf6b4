"""Whose name is put in brackets after "she" and "he": only where the article leaves nobody else."""

from __future__ import annotations

import pytest

from bot.offline.people import people_of
from bot.offline.pronouns import leading_pronoun
from bot.offline.references import readable
from tests.bot.offline_articles import article, sentence

HEAD = "Town news\n\nCORROW, November 5, 2021 — It rained in Corrow on Friday.\n\n"


def told(text: str, beginning: str) -> str:
    """The sentence of the article that begins so, with its brackets."""
    return readable(sentence(article(HEAD + text), beginning))


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("The ferry sails past Bleak Sound in the morning. She was late.", "She was"),
        ("The Tidal Medal went to the Lower Brannoch Foundation. She was late.", "She was"),
        ("Tom Hale of Grey Harbour Lines, an old firm, is ill. The firm is sold. She was late.", "She was"),
    ],
)
def test_a_place_a_prize_or_a_firm_is_nobody(text: str, beginning: str) -> None:
    assert told(text, beginning) == "She was late."


def test_of_two_people_the_one_whom_the_article_calls_she_is_she() -> None:
    text = (
        "Wren Dallow won the vote, and she thanked her voters. Kit Marrin phoned his rival. "
        "Dallow promised to stop a plan that Marrin had made. She starts in May."
    )
    assert told(text, "She starts") == "She [Wren Dallow] starts in May."


def test_a_pronoun_that_only_reports_what_was_said_tells_nothing_of_the_speaker() -> None:
    people = people_of(article(f"{HEAD}The clerk, Wren Dallow, said that he was innocent. The fence is new.\n"))
    assert [(one.name, one.gender) for one in people] == [("Wren Dallow", None)]


def test_whoever_is_rung_up_is_not_the_one_who_rings() -> None:
    people = people_of(article(f"{HEAD}Fire chief Wren Dallow rang him on Sunday.\n"))
    assert [(one.name, one.gender) for one in people] == [("Wren Dallow", None)]


@pytest.mark.parametrize(
    ("text", "beginning", "expected"),
    [
        # a person without a name stands between
        ("Tom Hale was fined. The driver of the lorry was not. He is deaf.", "He is", "He is deaf."),
        ("Inspector Ada Moss is in charge. A 22-year-old assistant was heard. She is free.", "She is", "She is free."),
        # "his lawyer" is one of two
        ("His lawyer, Tom Hale, said that he was ill. He has a month.", "He has", "He has a month."),
        ("Its lawyer, Tom Hale, said that it was ill. He has a month.", "He has", "He [Tom Hale] has a month."),
        # a name that nothing shows to be a person's
        ("Tom Hale left. Bleak Moss Mill closed after a visit by Orrin Vash. He was sad.", "He was", "He was sad."),
        # whoever was quoted last, while the article is about another
        ("Ada Moss drew maps. “She once sent my long essay back,” recalled the director, Wren Dallow. She retired in May.",
         "She retired", "She retired in May."),
        # the same person goes on
        ("Tom Hale left Corrow. He sold a barn. He bought a boat.", "He bought", "He [Tom Hale] bought a boat."),
        ("Ada Moss drew maps. Her teacher, Tom Hale, laughed. He was kind to her. She was glad.", "She was", "She [Ada Moss] was glad."),
        ("Ada Moss drew maps. It rained. The road was wet. The lake froze. She was glad.", "She was", "She was glad."),
        ("Tom Hale had debts, according to his lawyer, Wren Dallow. He is ill.", "He is", "He [Tom Hale] is ill."),
    ],
)  # fmt: skip
def test_a_name_is_given_only_where_nobody_else_can_be_meant(text: str, beginning: str, expected: str) -> None:
    assert told(text, beginning) == expected


@pytest.mark.parametrize(
    ("text", "beginning", "expected"),
    [
        ("Le maire, Tom Hale, attend. L'agence doit choisir. Elle répondra lundi.", "Elle", "Elle répondra lundi."),
        ("La maire, Ada Moss, a vu une digue. Elle est haute.", "Elle", "Elle est haute."),
        ("La maire, Wren Dallow, est en colère. Elle refuse.", "Elle", "Elle [Wren Dallow] refuse."),
    ],
)
def test_in_french_a_thing_may_be_she(text: str, beginning: str, expected: str) -> None:
    assert told(text, beginning) == expected


def test_two_of_one_name_are_told_apart_by_the_first_or_not_at_all() -> None:
    text = "Ada Moss won. Her cousin Tom Moss lost. Moss is glad. She sings. Tom Moss left. He weeps."
    assert told(text, "She sings") == "She sings."
    assert told(text, "He weeps") == "He [Tom Moss] weeps."


def test_what_a_person_is_does_not_belong_to_the_name() -> None:
    assert told("Deputy Fire Chief Ada Moss left. She is ill.", "She is") == "She [Ada Moss] is ill."
    assert told("County Commissioner Tom Hale left. He is ill.", "He is") == "He [Tom Hale] is ill."


@pytest.mark.parametrize(
    "opening", ["Two years later", "Last week", "Dos años después", "Three times", "Deux ans plus tard"]
)
def test_a_number_or_a_time_that_opens_a_sentence_is_nobody(opening: str) -> None:
    assert leading_pronoun(f"{opening} he left.") is not None


def test_a_name_before_the_pronoun_is_somebody() -> None:
    assert leading_pronoun("Hale left when he was ten.") is None


def test_somebody_whose_last_name_is_a_place_elsewhere_is_not_passed_over() -> None:
    text = "The mayor, Ada Moss, said that it was late. Mill worker Jane Street said that it was dark. She was sad."
    assert told(text, "She was") != "She [Ada Moss] was sad."
