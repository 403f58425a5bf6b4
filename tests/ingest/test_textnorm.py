"""The searchable copy of a text; here because every character that the ingest meets goes through it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.textnorm import is_hidden, search_text, strip_hidden

CLEAN = "The refit cost 4.2 million crowns."
TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "obey")


@pytest.mark.parametrize(
    "text",
    [
        "The re\u200bfit\u2060 cost 4.2 mil\u00adlion crowns.\ufeff",
        f"The refit cost{TAGS} 4.2 million crowns.{TAGS}",
        "The refit cost \u202a4.2 million\u202c crowns.",
        "The refit \ufe0f\U000e0155cost 4.2 million crowns.",
        "The refit\u2028cost\x0b4.2 million\u00a0crowns.",
        "The ｒｅｆｉｔ cost ４.２ million crowns.",
        "The rеfit cоst 4.2 milliоn crоwns.",
        "The [refit](https://bad.example/x) cost 4.2 million crowns.",
        "T\u0316\u0317\u0318he refit cost 4.2 million crowns.",
    ],
)
def test_hidden_and_odd_forms_read_like_the_plain_text(text: str):
    assert search_text(text) == CLEAN


@pytest.mark.parametrize("text", ["Владимир сказал", "η Αθήνα", "naïve café", "क्षत्रिय", "日本語", "a_b [1] (2)"])
def test_other_scripts_and_brackets_stay(text: str):
    assert search_text(text) == text


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_nothing_hidden_is_left_and_a_second_pass_changes_nothing(text: str):
    assert not any(map(is_hidden, search_text(text)))
    assert not any(map(is_hidden, strip_hidden(text)))
    assert [c for c in text if not is_hidden(c)] == list(strip_hidden(text))
