"""Where a question that asks two things is cut, and where it only goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.offline.cutting import cut

WORDS = [
    "it",
    "rained",
    "and",
    "what",
    "who",
    "was",
    "followed",
    "chaos",
    "is",
    "did",
    "y",
    "que",
    "quién",
    "et",
    "où",
    "?",
    ",",
]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('Who said "It rained and what followed was chaos"?', "en"),
        ("What happened to the girl who fell and was hurt?", "en"),
        ("What happened to the girl who fell and who was hurt?", "en"),
        ("Who saw it and did nothing?", "en"),
        ("¿Es verdad que fue detenida y que luego fue liberada?", "es"),
        ("¿Qué pasó con la mujer que cayó y que murió?", "es"),
        ("Est-il vrai qu'elle est partie et que le pont était ouvert ?", "fr"),
        ("Est-il vrai qu'elle est partie et qu'il pleuvait ?", "fr"),
        ("Que fait l'homme qui est tombé et qui a crié ?", "fr"),
    ],
)
def test_what_goes_on_is_not_cut(text: str, language: str) -> None:
    assert cut(text, language) == ()


@pytest.mark.parametrize(
    ("text", "language", "second"),
    [
        ('Who said "It rained and what followed was chaos", and when?', "en", "when"),
        ("Who sold the mill and was he paid?", "en", "was he paid"),
        ("Who sold the mill and is the owner insured?", "en", "is the owner insured"),
        ("Who sold the mill and did Hale pay?", "en", "did Hale pay"),
        ("Who sold the mill and did it rain?", "en", "did it rain"),
        ("Who sold the mill and was anybody hurt?", "en", "was anybody hurt"),
        ("Who sold the mill and who is Tom Hale?", "en", "who is Tom Hale"),
        ("Who is the man who fell, and who saw it?", "en", "who saw it"),
        ("¿Quién vendió la fábrica y qué pasó?", "es", "qué pasó"),
        ("¿Quién vendió la fábrica y en qué año?", "es", "en qué año"),
        ("quien vendio la fabrica y que paso", "es", "que paso"),
        ("quien vendio la fabrica y por que", "es", "por que"),
        ("Qui a vendu l'usine et que dit le maire ?", "fr", "que dit le maire"),
        ("Qui a vendu l'usine, et que s'est-il passé ?", "fr", "que s'est-il passé"),
        ("Qui a vendu l'usine et qu'a-t-il dit ?", "fr", "qu'a-t-il dit"),
        ("Qui a vendu l'usine et à quel prix ?", "fr", "à quel prix"),
    ],
)
def test_a_second_question_is_a_part(text: str, language: str, second: str) -> None:
    _, *others = cut(text, language)
    assert others == [second]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.sampled_from(["en", "es", "fr"]))
def test_no_quotation_is_cut(quoted: str, language: str) -> None:
    assert cut(f"Qui ou quien said “{quoted}”?", language) == ()
