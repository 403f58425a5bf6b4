"""An age is told in many ways, and a figure after the same words is often none."""

from __future__ import annotations

import pytest

from bot.offline.questions import understand
from bot.offline.wanted import holds

ASKED = understand("How old is Ada Moss?", "en")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moss, still only 18, rowed the boat.",
        "Ada Moss, now just nineteen, rowed the boat.",
        "Her sister Ines, who is 101.",
        "The last map was drawn when she was 84.",
        "He was 32 when the boat sank.",
        "She was six, and her brother rowed.",
        "When Ada Moss was twenty-one, the pier was built.",
        "He turned 40 in 1999.",
        "Ada Moss, rower, dies at 93",
        "She died in Holm at 93.",
        "He retired at just 51 and wrote.",
        "At 23 she owns the boat.",
        "He drowned in 2014 at the age of 58.",
        "Murió a los 58 años.",
    ],
)
def test_a_sentence_that_tells_an_age_has_one(text: str) -> None:
    assert holds(ASKED, text) is True


@pytest.mark.parametrize(
    "text",
    [
        "There are still only 18 boats.",
        "She was 84 percent sure.",
        "She was 12 weeks late.",
        "He was 20 metres from the pier.",
        "She was one of them.",
        "He was 19th in the race.",
        "When the price was 84.",
        "The toll stood at 93.",
        "She died at 11 p.m.",
        "At 23 metres she stopped.",
    ],
)
def test_a_measure_is_no_age(text: str) -> None:
    assert holds(ASKED, text) is False
