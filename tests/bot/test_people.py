"""Who of those that an article names is a person, and whose description stands beside a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.offline.people import people_of
from bot.offline.people_words import is_role
from bot.text.mentions import names
from tests.bot.offline_articles import article
from vectorstore.article import Fact

HEAD = "Town news\n\nCORROW, November 5, 2021 — It rained in Corrow on Friday.\n\n"


def people(told: str) -> list[str]:
    return [one.name for one in people_of(article(HEAD + told))]


@pytest.mark.parametrize(
    "told",
    [
        "Wren Dallow, 31 ans, a gagné.",
        "Wren Dallow, âgée de 31 ans, a gagné.",
        "Wren Dallow, 31 años, ganó.",
        "Wren Dallow, a 31-year-old from Holm, won.",
        "Wren Dallow (aged 31) won.",
        "Wren Dallow (31 ans) a gagné.",
        "Wren Dallow (31 años) ganó.",
        "Mrs Wren Dallow (31) won.",
        "Le Norvégien Wren Dallow, 31 ans, a gagné.",
        "Prof. Wren Dallow of the University of Holm won.",
        "Rev. Wren Dallow was late.",
        "Sgt. Wren Dallow was late.",
        "Gen. Wren Dallow was late.",
        "El vulcanólogo Wren Dallow, de la Universidad de Holm, cree que lloverá.",
        "La politologue Wren Dallow attend.",
        "Le coureur Wren Dallow attend.",
        "El comisario Wren Dallow, jefe de la zona, llegó.",
    ],
)
def test_an_age_a_title_or_a_trade_shows_a_person(told: str) -> None:
    assert people(told) == ["Wren Dallow"]


@pytest.mark.parametrize(
    "told", ["Brannoch Skell (1871-1934) is shut.", "They crossed the Col du Brannoch on Sunday.", "Brannoch Skell, 31 miles off, is shut.", "Skell Works (31) and Brack Mills (22) won."]
)  # fmt: skip
def test_a_span_of_years_a_pass_a_distance_or_a_score_shows_nobody(told: str) -> None:
    assert people(told) == []


def test_a_known_first_name_needs_no_more_than_a_number() -> None:
    assert people("Ada Dallow (31) won.") == ["Ada Dallow"]


def test_a_firm_that_bears_the_name_of_a_person_is_none() -> None:
    told = (
        "Brack Mills will join Dallow Wool as Brack Dallow. Its owner, Sir Tom Dallow, 71, is glad. Dallow shares rose."
    )
    assert people(told) == ["Tom Dallow"]
    assert people("Wren Dallow, 31, won. Orla Dallow watched. Orla is ill.") == ["Wren Dallow", "Orla Dallow"]


def test_what_follows_a_party_describes_its_member() -> None:
    told = "They elected Wren Dallow, de la Alianza Gris, alcaldesa de Holm."
    assert people(told) == ["Wren Dallow"]
    assert people("They elected Wren Dallow, of the Grey Alliance, mayor of Holm.") == ["Wren Dallow"]


@pytest.mark.parametrize(
    ("word", "role"),
    [("politólogo", True), ("sismóloga", True), ("ufologue", True), ("prologue", False), ("catalogue", False), ("prólogo", False)],
)  # fmt: skip
def test_a_learned_trade_is_known_by_its_ending(word: str, role: bool) -> None:
    assert is_role(word) is role


def test_a_short_title_counts_only_with_its_full_stop() -> None:
    assert [(one.name, one.titled) for one in names("It was Col. Wren Dallow.")] == [("Wren Dallow", True)]
    assert [one.name for one in names("It was Sen Dallow.")] == ["Sen Dallow"]


def test_an_article_that_is_known_is_not_read_again() -> None:
    known = article(f"{HEAD}Fire chief Wren Dallow, 51, rang on Sunday.\n")
    assert people_of(known)
    emptied = replace(known, sentences=())
    assert people_of(emptied) == people_of(known)
    assert people_of(replace(emptied, metadata={"language": Fact("fr", "user")})) == ()
