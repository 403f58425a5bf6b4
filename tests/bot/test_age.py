"""An age is told in many ways, and a figure after the same words is often none."""

from __future__ import annotations

import pytest

from bot.offline.ages import told_as_ages
from bot.offline.questions import understand
from bot.offline.wanted import holds
from bot.offline.weighing import of_another_moment
from bot.text.glossary import in_english
from tests.bot.offline_articles import article, sentence

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


@pytest.mark.parametrize(
    ("question", "text", "another"),
    [
        ("How old was she when she returned to Corrow?", "The 38-year-old arrived in Holm at noon.", False),
        ("How old was she when she returned to Corrow?", "The 38-year-old sings in Holm at noon.", True),
        ("¿Cuántos años tenía Ada Moss cuando volvió a Corrow?", "Moss, 38, came home at noon.", False),
        ("How old was Ada Moss when she was arrested?", "Moss, 38, was taken into custody at noon.", False),
        ("How old was Ada Moss when she was released?", "Moss, 38, walked free at noon.", False),
        ("How old was Ada Moss when she was released?", "Moss, 38, was taken into custody at noon.", True),
        ("How old was Ada Moss when she died?", "Moss, 38, was killed at noon.", False),
        ("How old was Ada Moss when she married?", "Moss, 38, wore blue to her wedding.", False),
        ("How old is Ada Moss?", "Moss was 26 when she rowed to Holm.", True),
        ("How old is Ada Moss?", "She was 26 in 2011.", True),
        ("How old is Ada Moss", "Moss, 38, was 26 when she rowed to Holm.", False),
        ("what is Ada Moss's age", "She was only 26 when she rowed to Holm.", True),
        ("How old is Ada Moss?", "Moss, 38, was here when it rained.", False),
        ("How old was Ada Moss?", "Moss was 26 when she rowed to Holm.", False),
    ],
)
def test_an_age_is_of_the_moment_that_other_words_for_it_tell(question: str, text: str, another: bool) -> None:
    asked = understand(question, "es" if question.startswith("¿") else "en")
    assert asked.want == "age"
    assert of_another_moment(asked, sentence(article(f"Town news of Corrow\n\n{text}"), text[:6])) is another


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "une institutrice retraitée de 66 ans, Ada Moss", True),
        ("fr", "Ada Moss, 66 ans, a vendu le bateau", True),
        ("fr", "Ada Moss, âgée de 66 ans, a vendu le bateau", True),
        ("es", "Ada Moss, de 66 años, es la única", True),
        ("es", "una mujer de 66 años", True),
        ("fr", "une peine de 66 ans", False),
        ("es", "una condena de 66 años de cárcel", False),
        ("es", "la llevaron a prisión, 66 años, sin luz", False),
        ("es", "con más de 66 años", False),
    ],
)
def test_years_are_an_age_beside_a_person_only(language: str, text: str, told: bool) -> None:
    assert ("aged 66" in told_as_ages(in_english(text, language))) is told


def test_to_return_somewhere_is_not_to_do_it_again() -> None:
    assert "again" not in in_english("¿Cuándo volvió a Corrow?", "es")
    assert "again" in in_english("Volvió a cantar en Corrow", "es")
