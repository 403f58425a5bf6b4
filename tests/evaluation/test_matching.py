"""Matching is a contract: these cases are worked out by hand."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.evaluation.matching import entry, normalise, words_in


def says(text: str, written: str) -> bool:
    return entry(written).said_in(normalise(text))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("She got 96 years in prison.", "96 years"),
        ("a 96-year term", "96 year"),
        ("a 96–year term", "96-year"),
        ("96 — years", "96 years"),
        ("96\u00a0years", "96 years"),
        ("96\n  years", "96 years"),
        ("Cassez’s sentence", "Cassez's"),
        ("Cassez's sentence", "Cassez’s"),
        ("“I was cleared”", '"I was cleared"'),
        ("«I was cleared»", '"I was cleared"'),
        ("procurador José Muñoz", "jose munoz"),
        ("procurador Jose Munoz", "José Muñoz"),
        ("STRASSE", "straße"),
        ("ﬁrearms", "firearms"),
        ("fire\u00adarms", "firearms"),
        ("irregularities", "irregularit*"),
        ("irregularit", "irregularit*"),
        ("96-year-old", "96-year*"),
        ("life or death", "a dozen|life|Monday"),
        ("ratio 3|4 holds", r"3\|4"),
        ("rated 5* there", r"5\*"),
        ("a 2*3 grid", "2*3"),
        ("back\\slash", "back\\slash"),
        ("on Dec. 8, 2005", "Dec. 8"),
        ("Monday", " Monday | Tuesday "),
        ("mondays", "Monday * | Tuesday"),
        ("2013-01-24", "2013-01-24"),
        ("यह किताब है", "किताब"),
    ],
)
def test_says(text: str, written: str) -> None:
    assert says(text, written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("born in 1996", "96"),
        ("in 960 days", "96"),
        ("96th", "96"),
        ("a_96", "96"),
        ("kidnapping", "kidnap"),
        ("remote", "mote*"),
        ("ninety six", "96|ninetysix"),
        ("3 or 4", r"3\|4"),
        ("5 there", r"5\*"),
        ("", "96"),
        ("किताब", "कि"),
    ],
)
def test_does_not_say(text: str, written: str) -> None:
    assert not says(text, written)


@pytest.mark.parametrize("written", ["", "|", "96|", "*", "96|*", " - ", "’", "96||60"])
def test_a_form_without_words_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="form without a word"):
        entry(written)


@given(st.text(), st.text(min_size=1))
@example("1996", "96")
@example("x\u0301", "x")
def test_a_form_is_found_only_between_non_word_characters(text: str, form: str) -> None:
    """The contract's rule, written a second time without the reader of forms."""
    body = normalise(form)
    if not re.search(r"\w", body) or any(char in form for char in "|*\\"):
        return
    expected = re.search(rf"(?<!\w){re.escape(body)}(?!\w)", normalise(text)) is not None
    assert says(text, form) == expected
    assert says(f"{text} {form} {text}", form)


def test_normalising_twice_changes_nothing_for_any_character() -> None:
    """Of every block that has letters which change; ideographs, syllables and private use do not."""
    ranges = [(0, 0x3400), (0xA000, 0xAC00), (0xF900, 0x20000), (0x2F800, 0x2FA20)]
    characters = [chr(number) for start, end in ranges for number in range(start, end)]
    for start in range(0, len(characters), 4096):
        once = normalise.__wrapped__("x".join(characters[start : start + 4096]))
        assert normalise.__wrapped__(once) == once, hex(start)


@given(st.text())
def test_what_is_left_has_no_marks_and_single_spaces(text: str) -> None:
    done = normalise(text)
    assert not any(unicodedata.category(char).startswith("M") for char in done)
    assert done == " ".join(done.split())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("She was found guilty.", 4),
        ("Cassez’s 60-year term", 4),
        ("didn't l'homme", 3),
        ("a,b,c;d/e-f", 6),
        ("1,2,3,4,5", 5),
        ("— … !", 0),
    ],
)
def test_words_are_counted_whatever_joins_them(text: str, count: int) -> None:
    assert words_in(text) == count
