"""The fixed words beside an answer are in the language of its question."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.test_export import answer
from ui.outcomes import count_of, heading, not_found


@pytest.mark.parametrize(
    ("asked", "outcome", "words"),
    [
        ("Who paid the ransom?", "not_found", "The articles do not say."),
        ("¿Quién pagó el rescate de la mujer?", "not_found", "Los artículos no lo dicen."),
        ("Qui a payé la rançon de la femme ?", "partial", "Les articles n'en disent que ceci :"),
        ("Who paid the ransom?", "answered", ""),
    ],
)
def test_an_outcome_is_told_in_the_language_of_the_question(asked: str, outcome: Any, words: str) -> None:
    made = answer(question=asked, standalone_question=asked, outcome=outcome)
    assert heading(made) == words
    if outcome == "not_found":
        assert not_found(made) == words


@pytest.mark.parametrize(("number", "said"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles")])
def test_only_one_is_told_in_the_singular(number: int, said: str) -> None:
    assert count_of(number, "article") == said
