"""What is shown of a model's text while it streams, and how it is read into sentences, wherever the pieces are cut."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.model.reading import Said, Sentences, Thoughts, Veil
from bot.model.secrets import MASK, mask

KEY = "sk-canary-Zq8Lw3Tn5Vx7Rb2Kd4Mh"


def read(text: str, size: int = 1000, language: str = "en") -> tuple[str, list[Said], Sentences]:
    thoughts, veil, sentences = Thoughts(), Veil((KEY,)), Sentences((KEY,), {"k1", "k12"}, language)
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
    (
        "Not found guilty by the court, Pell walked free. [k12]",
        "Not found guilty by the court, Pell walked free.",
        [("Not found guilty by the court, Pell walked free.", ("k12",))],
    ),
    ("No.\n19 won [k1].", "No.\n19 won.", [("No.", ()), ("19 won.", ("k1",))]),
    ("Answers came [k1].\nA", "Answers came.\nA", [("Answers came.", ("k1",)), ("A", ())]),
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


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize(
    "text",
    [
        *("- NOT FOUND", "1. NOT FOUND", '"NOT FOUND"', "“Not found.”", "`NOT FOUND`", "```\nNOT FOUND\n```"),
        *("Answer: NOT FOUND", "**Answer:** NOT FOUND.", "Final answer: **NOT FOUND**", "Respuesta: NOT FOUND"),
        *("NOT FOUND [k12]", "not found [k1].", "NOT_FOUND", "NOT FOUND. The passages do not say who.", "NOT FOUND!"),
        *("NOT FOUND in the passages", "Réponse : NOT FOUND"),
    ],
)
def test_not_found_is_read_whatever_stands_around_it(text: str, size: int) -> None:
    shown, said, sentences = read(text, size)
    assert (shown.strip("\n"), said, sentences.found_nothing) == ("", [], True)


@pytest.mark.parametrize(
    "text", ["Not found. Pell left.", "NOT FOUND GUILTY", "Not found by police, she left.", "It was not found."]
)
def test_a_sentence_that_begins_like_not_found_is_a_sentence(text: str) -> None:
    shown, said, sentences = read(text, 2)
    assert (shown, " ".join(one.text for one in said), sentences.found_nothing) == (text, text, False)


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        *(
            (f"MISSING: {word}", None)
            for word in ("none", "nothing.", "None", "(none)", "nada", "rien", "N/A", "", "-")
        ),
        ("- MISSING: her age", "her age"),
        ("**MISSING:** her age", "her age"),
        ("MISSING: nothing about her age", "nothing about her age"),
        ("MISSING: none of the dates", "none of the dates"),
    ],
)
def test_what_is_missing_may_be_nothing(line: str, missing: str | None) -> None:
    shown, said, sentences = read(f"She won [k1].\n{line}", 2)
    assert (shown, [one.text for one in said]) == ("She won.\n", ["She won."])
    assert sentences.missing == missing


def test_round_brackets_name_a_passage_of_this_turn_and_nothing_else() -> None:
    assert read("She won (k12). He lost (K1, k12)")[1] == [Said("She won.", ("k12",)), Said("He lost", ("K1", "k12"))]
    for text in ("She won at the summit (G20).", "She won (k1, k99).", "She won (2019)."):
        assert read(text)[1] == [Said(text, ())]


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        ("She left the room with Sen. Karl Voigt and Lt. Tom Orr.", "en", 1),
        ("The case is known as Roe v. Wade.", "en", 1),
        ("He met Gov. Ann Lee, Maj. Gen. Ray Cole and Rep. Bo Tan at Ft. Bragg on Dec. 8.", "en", 1),
        ("The U.S. Supreme Court met St. John's lawyer J. B. Ray.", "en", 1),
        ("El Sr. Ruiz y la Sra. Gil ganaron.", "es", 1),
        ("M. Ruiz et Mme. Gil sont partis.", "fr", 1),
        ('Pell said: "It was time to go." She left.', "en", 2),
        ("Pell said: “It was time to go.” She left.", "en", 2),
        ("Rain fell all day. His name was Tom. She left!", "en", 3),
        ("¿Quién ganó? Ana ganó. ¡Bien!", "es", 3),
        ("她赢了。他输了。", "zh", 2),
    ],
)
def test_a_line_is_read_into_whole_sentences(text: str, language: str, sentences: int) -> None:
    said = [one.text for one in read(text, 7, language)[1]]
    assert len(said) == sentences, said
    assert "".join("".join(said).split()) == "".join(text.split())  # closing marks too


PIECES = [
    "Sen.",
    "Karl",
    "Roe",
    "v.",
    "went.",
    "She",
    "”",
    "“No.",
    "(He)",
    "U.S.",
    "5.",
    "left!",
    "…",
    "?",
    "J.",
    "Sra.",
]


@given(st.lists(st.sampled_from(PIECES)))
def test_no_word_and_no_mark_is_lost_between_sentences(words: list[str]) -> None:
    text = f"She {' '.join(words)}"
    assert "".join("".join(one.text for one in read(text)[1]).split()) == "".join(text.split())


AGREED = ["NOT FOUND", "not found", "MISSING:", " ", "\n", "- ", "`", "**", "Answer:", ".", "guilty", "[k1]", "(k1)"]


@given(
    st.lists(st.sampled_from([*AGREED, "No", "1.", '"', "_", "none", "A", "Final ", " she won."])), st.integers(1, 7)
)
def test_agreed_lines_are_read_the_same_however_they_are_cut(parts: list[str], size: int) -> None:
    text = "".join(parts)
    (shown, said, one), (at_once, all_said, other) = read(text, size), read(text)
    assert (shown.strip(), said) == (at_once.strip(), all_said)
    assert (one.found_nothing, one.missing) == (other.found_nothing, other.missing)


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
