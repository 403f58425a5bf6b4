"""As of when a sentence holds: what happened is not dated, what is and what is to come is."""

from __future__ import annotations

import pytest

from bot.offline.as_of import as_of
from tests.bot.offline_articles import article, sentence

HEADS = {
    "en": "Town news\n\nCORROW, November 5, 2021 — It rained in Corrow on Friday.\n\n",
    "es": "Noticias\n\nCORROW, 5 de noviembre de 2021 — Llovió en la ciudad de Corrow y en las islas.\n\n",
    "fr": "Nouvelles\n\nCORROW, 5 novembre 2021 — La pluie est tombée dans la ville de Corrow et sur les îles.\n\n",
}


@pytest.mark.parametrize(
    ("told", "language", "dated"),
    [
        ("Selon la mairie, il est tombé 20 millimètres de pluie.", "fr", False),
        ("Tom Hale s'est dit « las mais calme ».", "fr", False),
        ("« On nous ment », s'est-il indigné.", "fr", False),
        ("Les pompiers sont arrivés lundi.", "fr", False),
        ("Ada Moss est née à Holm.", "fr", False),
        ("La ministre est attendue mardi.", "fr", True),
        ("Le pont est fermé.", "fr", True),
        ("Le courant doit être rétabli mercredi.", "fr", True),
        ("Le pont rouvrira lundi.", "fr", True),
        ("Le pont devait rouvrir lundi.", "fr", False),
        ("El puente permanecerá cerrado hasta el viernes.", "es", True),
        ("El puente cerró hasta el viernes.", "es", False),
        ("La jueza declarará el lunes.", "es", True),
        ("La obra duró hasta el viernes.", "es", False),
        ("La jueza aseguró que hablará el lunes.", "es", False),
        ("Le pont rouvrira en mai, a dit lundi la mairie.", "fr", False),
        ("The bridge will open on Tuesday.", "en", True),
        ("The bridge stays shut until Tuesday.", "en", True),
        ("The bridge was shut until Tuesday.", "en", False),
        ("The bridge stayed shut until Tuesday.", "en", False),
        ("The leaders will hold a summit on Tuesday.", "en", True),
        ("The baron will pay for a menu on Tuesday.", "en", True),
        ("El alcalde hablará a su partido el lunes.", "es", True),
        ("El alcalde hablará a París el lunes.", "es", True),
        ("Le baron rouvrira le pont lundi.", "fr", True),
        ("Le pont rouvrira en mai, ont promis lundi les maires.", "fr", False),
    ],
)
def test_what_happened_has_no_date_of_today_and_what_is_to_come_has(told: str, language: str, dated: bool) -> None:
    made = article(HEADS[language] + told)
    assert made.fact("language").value == language
    assert (as_of(sentence(made, told[:8])) is not None) is dated


@pytest.mark.parametrize(
    ("text", "told", "year"),
    [
        ("There are now 46 cranes in Corrow. The first pair came over the lake in 2011.", "There are", None),
        ("The pier is shut. It was sold in 2013.", "The pier", "2013"),
        ("The pier is to open in 2027.", "The pier", None),
        ("The pier is shut until the end of 2027.", "The pier", None),
        ("The mayor is 47 years old in 2022.", "The mayor", "2022"),
        ("The boat is at the pier by the mill in 2022.", "The boat", "2022"),
    ],
)
def test_without_a_date_only_a_year_that_is_reached_dates_the_present(text: str, told: str, year: str | None) -> None:
    assert as_of(sentence(article(f"Town news of Corrow\n\n{text} It rained there."), told)) == year


def test_the_date_behind_a_french_or_spanish_place_dates_the_present() -> None:
    retard = "La cause du retard est un orage.\n\nLes bancs seront exposés à partir de 2026 dans la ville."
    assert as_of(sentence(article(HEADS["fr"] + retard), "La cause")) == "2021-11-05"
    assert as_of(sentence(article(HEADS["es"] + "El puente está cerrado."), "El puente")) == "2021-11-05"


@pytest.mark.parametrize(
    ("told", "dated"),
    [
        ("Hundreds need help and a hundred men are in Holm.", True),
        ("The speed is a danger.", True),
        ("Ted Moss is the mayor.", True),
        ("The pier led to Holm and is a ruin.", False),
        ("The pier closed and is a ruin.", False),
    ],
)
def test_not_every_word_in_ed_is_a_past_tense(told: str, dated: bool) -> None:
    made = article(HEADS["en"] + told)
    assert (as_of(sentence(made, told[:8])) is not None) is dated


def test_a_foot_in_french_and_a_wall_in_spanish_are_no_past_tense() -> None:
    french, spanish = (
        article(HEADS["fr"] + "Le chemin est à pied et la route est longue."),
        article(HEADS["es"] + "La pared del puerto es muy alta y la casa es de la villa."),
    )
    assert as_of(sentence(french, "Le chemin")) is not None
    assert as_of(sentence(spanish, "La pared")) is not None
