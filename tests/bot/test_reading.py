"""What is shown of a model's text while it streams, and how it is read into sentences, wherever the pieces are cut."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.model.reading import Said, Sentences, Thoughts, Veil
from bot.model.secrets import MASK, mask

KEY = "sk-canary-Zq8Lw3Tn5Vx7Rb2Kd4Mh"


def read(text: str, size: int) -> tuple[str, list[Said], Sentences]:
    thoughts, veil, sentences = Thoughts(), Veil((KEY,)), Sentences((KEY,))
    shown, said = "", []
    for at in range(0, len(text), size):
        piece = thoughts.feed(text[at : at + size])
        shown += veil.feed(piece)
        said += sentences.feed(piece)
    rest = thoughts.flush()
    return shown + veil.feed(rest) + veil.flush(), said + sentences.feed(rest) + sentences.flush(), sentences


CASES = [
    ("She won [k3]. He lost [k12, k4].", "She won. He lost.", [("She won.", ("k3",)), ("He lost.", ("k12", "k4"))]),
    ("She won. [k3][k4]\nHe lost.", "She won.\nHe lost.", [("She won.", ("k3", "k4")), ("He lost.", ())]),
    ("[k1] She won.", " She won.", [("She won.", ("k1",))]),
    ("<think>a [k1] plan</think>She won [k2].", "She won.", [("She won.", ("k2",))]),
    ("She <b>won</b> **it** ![x](https://c.example/p?q=1)[k1]", "She won it ", [("She won it", ("k1",))]),
    (
        "See [this](https://c.example) at https://c.example/x now [k1]",
        "See this at  now",
        [("See this at now", ("k1",))],
    ),
    ("She [Ana Ruiz] won. [k2]", "She [Ana Ruiz] won.", [("She [Ana Ruiz] won.", ("k2",))]),
    ("It cost 4.2 million [", "It cost 4.2 million", [("It cost 4.2 million", ())]),
    ("It is < 5 and <|im_end|> done", "It is < 5 and  done", [("It is < 5 and done", ())]),
    ("1. She won [k1]\n- He lost [k2]", "1. She won\n- He lost", [("She won", ("k1",)), ("He lost", ("k2",))]),
    ("Mr. Ruiz won. He left [k1].", "Mr. Ruiz won. He left.", [("Mr. Ruiz won.", ("k1",)), ("He left.", ("k1",))]),
    (f"Key {KEY}!", f"Key {MASK}!", [(f"Key {MASK}!", ())]),
    ("NOT FOUND", "", []),
    ("Nothing.\nNOT FOUND.", "Nothing.\n", [("Nothing.", ())]),
    ("Not foundations [k1].", "Not foundations.", [("Not foundations.", ("k1",))]),
]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(("text", "shown", "said"), CASES)
def test_pieces_of_any_size_give_the_same(
    text: str, shown: str, said: list[tuple[str, tuple[str, ...]]], size: int
) -> None:
    got, sentences, _ = read(text, size)
    assert got == shown
    assert [(one.text, one.ids) for one in sentences] == said


def test_the_agreed_lines_are_read_and_not_shown() -> None:
    shown, _, sentences = read("She won [k1].\nMISSING: her age", 3)
    assert (shown, sentences.missing) == ("She won.\n", "her age")
    assert read("not found", 2)[2].found_nothing


@example("http://", 1)
@example("[]]()", 1)
@example("[ [a] ](b)", 1)
@example("[[a](b)](k)", 1)
@example("]`(", 1)
@example("ht`tp://k", 1)
@settings(max_examples=400)
@given(st.text(alphabet="ab [](){}<>!*_`k1\n./:htpw", max_size=60), st.integers(1, 9))
def test_no_markup_comes_through_however_it_is_cut(text: str, size: int) -> None:
    shown, sentences, _ = read(text, size)
    for seen in (shown, *(one.text for one in sentences)):
        assert "](" not in seen
        assert "http://" not in seen


@given(st.text(max_size=20), st.text(max_size=20), st.integers(1, 40))
def test_a_key_never_comes_through_in_parts(before: str, after: str, size: int) -> None:
    shown, sentences, _ = read(before + KEY + after, size)
    everything = shown + " ".join(one.text for one in sentences)
    assert not any(KEY[at : at + 8] in everything for at in range(len(KEY) - 7))


@pytest.mark.parametrize(
    "text",
    [
        f"Incorrect API key provided: {KEY}.",
        f"x{KEY}x",
        f"... {KEY[4:16]} ...",
        "Authorization: Bearer abcdef0123456789",
        "https://user:passw0rd@server/v1",
        "token sk-abcdefghij0123456789abcd",
    ],
)
def test_keys_are_masked_in_any_text(text: str) -> None:
    masked = mask(text, (KEY,))
    assert MASK in masked
    assert not any(KEY[at : at + 8] in masked for at in range(len(KEY) - 7))
    assert "passw0rd" not in masked
    assert "abcdef0123" not in masked


def test_ordinary_words_are_not_masked() -> None:
    assert mask("The bearer of the news told the task-force.", ("not-needed-key",)) == (
        "The bearer of the news told the task-force."
    )
