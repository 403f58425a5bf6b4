"""A slip in a name is mended, and another name is left alone."""

from __future__ import annotations

import pytest

from bot.offline.spelling import mended

TEXTS = ["Eva Johnson met Kim Andersen, Ines Martinez and Karima Zaldivar. The parliament and its readers were there."]


@pytest.mark.parametrize(
    "question",
    [
        "When was Johnston arrested?",
        "Where is Anderson?",
        "Who met Martines?",
        "Who is Karina?",
        "Johnston was there?",
        "Who is Zaldibarr?",  # two slips
    ],
)
def test_a_name_that_differs_by_another_letter_is_somebody_else(question: str) -> None:
    assert mended(question, "en", TEXTS) == question


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Who is Zaldivvar?", "Who is Zaldivar?"),
        ("Who is Zaldiavr?", "Who is Zaldivar?"),
        ("who is zaldivvar?", "who is Zaldivar?"),
        ("Who is Jonhson?", "Who is Johnson?"),
        ("Who is Zaldvar?", "Who is Zaldivar?"),
        ("When did the Parlament meet?", "When did the parliament meet?"),
        ("what did the readrs do?", "what did the readers do?"),
    ],
)
def test_a_letter_doubled_exchanged_or_left_out_is_a_slip_and_so_is_any_in_a_word_that_is_no_name(
    typed: str, meant: str
) -> None:
    assert mended(typed, "en", TEXTS) == meant


def test_a_known_given_name_is_never_mended() -> None:
    assert mended("Who is Brian?", "en", ["Ada Brain left."]) == "Who is Brian?"
