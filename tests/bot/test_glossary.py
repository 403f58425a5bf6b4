"""The glossary is read once, by one reader, for those who translate and for those who check."""

from __future__ import annotations

import pytest

from bot.text.glossary import Entry, entries, forms_of, parsed


def test_a_line_has_its_english_and_the_forms_of_each_language() -> None:
    assert list(parsed("# english = spanish | french\n\nlamp = farol, lámpara de pie | lampe,\n = se |\n")) == [
        Entry("lamp", {"es": ("farol", "lámpara de pie"), "fr": ("lampe",)}),
        Entry("", {"es": ("se",), "fr": ()}),
    ]


@pytest.mark.parametrize("line", ["lamp = farol", "lamp = farol | lampe | lampada", "farol | lampe"])
def test_a_line_without_a_column_for_each_language_is_refused_and_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        list(parsed(f"moon = luna | lune\n{line}\n"))


def test_our_own_glossary_is_read_once() -> None:
    assert entries() is entries()
    assert ("luna", "moon") in forms_of("es")
    assert list(forms_of("de")) == []
