"""Which names may be a person's, where a word of theirs is a place's or a people's elsewhere."""

from __future__ import annotations

import pytest

from bot.text.mentions import may_be_person, names


def persons(text: str) -> list[str]:
    return [mention.name for mention in names(text) if may_be_person(mention)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. West said no.", "West"),
        ("We asked Mrs English.", "English"),
        ("We asked Judge French.", "French"),
        ("We asked Señora Calle.", "Calle"),
        ("Mrs. Ireland said no.", "Ireland"),
        ("Mill worker Jane Street said no.", "Jane Street"),
        ("The bakers Paul North and Simon Church said no.", "Paul North"),
        ("A letter by Laura Court was read.", "Laura Court"),
        ("Mr. Adam West said no.", "Adam West"),
    ],
)
def test_a_title_or_a_given_name_makes_a_person_of_a_word_that_is_a_place_elsewhere(text: str, name: str) -> None:
    assert name in persons(text)


@pytest.mark.parametrize(
    "text",
    [
        "King Street was closed.",
        "Queen Street Church was closed.",
        "The shop on Jane Street was closed.",
        "The James Street station was closed.",
        "Grace Church was closed.",
        "Victoria Street was closed.",
        "Charles University was closed.",
        "Mark University Hospital was closed.",
        "Dr. West Hospital was closed.",
        "General Post Office was closed.",
        "Justice Court was closed.",
        "The judge. French television was closed.",
        "It rained in the West.",
        "Then Ireland won.",
    ],
)
def test_a_street_a_church_or_a_country_is_nobody_whatever_stands_before_it(text: str) -> None:
    assert persons(text) == []
