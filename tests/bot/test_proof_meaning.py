"""A claim keeps what its evidence says of the future, of conditions, of whose number it is and of who did it to whom.

Each text comes with claims that must stand and with claims that must not.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answerer import DraftClaim, Quoted
from bot.citations import Proven, verify
from bot.proof.wording import read
from tests.bot.texts import make_article, passages_of


def stands(claim: str, text: str, language: str = "en") -> bool:
    article = make_article("told.txt", text, language=language)
    passages = {one.id: one for one in passages_of(article)}
    draft = DraftClaim(claim, tuple(map(Quoted, passages)))
    return isinstance(verify(draft, {article.id: article}, passages, language), Proven)


# --- conditions

REOPENS = "If the union agrees, the plant in Dorn will reopen in May. The mill in Sava will close in June."
UNLESS = "Unless the union agrees, the plant in Dorn will close in May."
WIND = "Trains between Dorn and Sava are cancelled if the wind exceeds 90 kilometres an hour."
ASKED = "Doctors do not know if the boy, Leo Brandt, will walk again."
EVEN = "Even if it rains, the fair in Essel opens on Friday."


@pytest.mark.parametrize(
    ("text", "claim", "right"),
    [
        (REOPENS, "The plant in Dorn will reopen in May.", False),
        (REOPENS, "The plant in Dorn will reopen in May if the union agrees.", True),
        (REOPENS, "The plant in Dorn would reopen in May if the union agreed.", True),
        (REOPENS, "The mill in Sava will close in June.", True),
        (UNLESS, "The plant in Dorn will close in May.", False),
        (UNLESS, "The plant in Dorn will close in May if the union agrees.", False),
        (UNLESS, "The plant in Dorn will close in May unless the union agrees.", True),
        (WIND, "Trains between Dorn and Sava are cancelled.", False),
        (WIND, "If the wind exceeds 90 kilometres an hour, trains between Dorn and Sava are cancelled.", True),
        (ASKED, "Leo Brandt will walk again.", False),
        (ASKED, "Doctors do not know if Leo Brandt will walk again.", True),
        (EVEN, "The fair in Essel opens on Friday.", True),
    ],
)
def test_a_clause_does_not_stand_without_its_condition(text: str, claim: str, right: bool) -> None:
    assert stands(claim, text) is right


@pytest.mark.parametrize(
    ("text", "claim", "language", "right"),
    [
        ("Si llueve, el partido de Toledo se suspenderá el lunes.", "El partido se suspenderá el lunes.", "es", False),
        (
            "Si llueve, el partido de Toledo se suspenderá el lunes.",
            "El partido se suspenderá el lunes si llueve.",
            "es",
            True,
        ),
        ("Sí, el partido de Toledo se suspenderá el lunes.", "El partido se suspenderá el lunes.", "es", True),
        ("S'il pleut, le match de Lyon sera reporté lundi.", "Le match de Lyon sera reporté lundi.", "fr", False),
        ("S'il pleut, le match de Lyon sera reporté lundi.", "Le match sera reporté lundi s'il pleut.", "fr", True),
        ("Tal vez el alcalde Juan Pardo robó el dinero.", "El alcalde Juan Pardo robó el dinero.", "es", False),
        ("Tal vez el alcalde Juan Pardo robó el dinero.", "Tal vez Juan Pardo robó el dinero.", "es", True),
        ("Le maire va fermer la mine de Lens.", "Le maire a fermé la mine de Lens.", "fr", False),
        ("Le maire va fermer la mine de Lens.", "Le maire va fermer la mine.", "fr", True),
    ],
)
def test_conditions_and_what_lies_ahead_hold_in_spanish_and_french(
    text: str, claim: str, language: str, right: bool
) -> None:
    assert stands(claim, text, language) is right


# --- what lies ahead

AHEAD = (
    "Acme will close its mine in Lorne in March and cut 400 jobs. The director, Ada Pell, will resign on Friday. "
    "Judge Orr should have recused himself, the court said. The minister said taxes would fall next year. "
    "Marco Silva was about to enter the bank when police arrested him. Ilse Kor left. She'll visit Essel on Monday."
)


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("Acme closed its mine in Lorne in March.", False),
        ("Acme cut 400 jobs.", False),
        ("Acme will close its mine in Lorne in March.", True),
        ("Acme is to close its mine in Lorne in March.", True),
        ("Acme is closing its mine in Lorne in March.", True),
        ("Acme will cut 400 jobs.", True),
        ("Ada Pell resigned on Friday.", False),
        ("Ada Pell will resign on Friday.", True),
        ("Judge Orr recused himself.", False),
        ("The court said Judge Orr should have recused himself.", True),
        ("The minister said taxes fell next year.", False),
        ("The minister said taxes would fall this year.", False),
        ("The minister said taxes will fall next year.", True),
        ("Marco Silva entered the bank.", False),
        ("Police arrested Marco Silva.", True),
        ("She visited Essel on Monday.", False),
        ("She will visit Essel on Monday.", True),
    ],
)
def test_what_will_be_is_not_told_as_what_was(claim: str, right: bool) -> None:
    assert stands(claim, AHEAD) is right


@pytest.mark.parametrize(
    ("text", "claim", "right"),
    [
        ("Will Orr won the race in Dorn.", "Orr won the race in Dorn.", True),
        ("The team lost its will to fight in the second half.", "The team lost its will to fight.", True),
        ("The council called for a ban on dogs in Essel.", "Dogs are banned in Essel.", False),
        ("The council called for a ban on dogs in Essel.", "The council called for a ban on dogs.", True),
        ("Prime Minister Reinholt ruled out sending in the army.", "Minister Reinholt sent in the army.", False),
        ("The judge ruled on the theft in June.", "In June the judge ruled on the theft.", True),
        ("Bread prices rose last year.", "Bread prices rose this year.", False),
        ("The fair opened this month in Essel.", "The fair in Essel opened this month.", True),
    ],
)
def test_words_that_only_look_ahead_and_words_of_two_parts_are_told_apart(text: str, claim: str, right: bool) -> None:
    assert stands(claim, text) is right


VERBS = {"open": "opened", "close": "closed", "sign": "signed", "publish": "published", "cancel": "cancelled"}


@given(
    st.sampled_from(sorted(VERBS)), st.sampled_from(["will", "would", "should", "is to", "is going to", "is set to"])
)
def test_no_verb_that_lies_ahead_stands_in_the_past(verb: str, ahead: str) -> None:
    text = f"Acme {ahead} {verb} the report in Lorne on Friday."
    assert not stands(f"Acme {VERBS[verb]} the report in Lorne.", text)
    assert stands(f"On Friday, Acme {ahead} {verb} the report in Lorne.", text)


# --- numbers

VOTE = "Ferrer won 54 percent of the vote, and Duarte 41 percent."
RATE = "Unemployment fell from 7.1 percent in March to 6.8 percent in April. Inflation rose from 2.0 to 2.4 percent."
PROFIT = "Acme reported a loss of $4.5 million in 2021 and a profit of $2.1 million in 2022."
TRADE = "Exports were 3 million tonnes to Spain, 4 million tonnes to France and 5 million tonnes to Italy."
SHIP = "The Kittiwake, built in 1998, passed its last inspection in October."
JAIL = "Police arrested Marco Silva in Porto on Tuesday and released his brother Luis on Wednesday."
LIFE = "Ana Ruiz, 34, was born in Toledo in 1990 and moved to Lyon in 2012."


@pytest.mark.parametrize(
    ("text", "claim", "right"),
    [
        (VOTE, "Duarte won 54 percent of the vote.", False),
        (VOTE, "Ferrer won 41 percent of the vote.", False),
        (VOTE, "Ferrer won 41 percent and Duarte won 54 percent.", False),
        (VOTE, "Duarte won 41 percent of the vote.", True),
        (VOTE, "Ferrer won 54 percent and Duarte won 41 percent.", True),
        (RATE, "Unemployment fell from 6.8 percent in March to 7.1 percent in April.", False),
        (RATE, "Unemployment fell to 7.1 percent.", False),
        (RATE, "Unemployment was 7.1 percent in April.", False),
        (RATE, "Unemployment fell to 6.8 percent in April.", True),
        (RATE, "Unemployment fell from 7.1 percent in March.", True),
        (RATE, "Inflation rose to 2.0 percent.", False),
        (RATE, "Inflation rose to 2.4 percent.", True),
        (PROFIT, "Acme reported a profit of $4.5 million in 2021.", False),
        (PROFIT, "Acme reported a profit of $2.1 million in 2021.", False),
        (PROFIT, "Acme reported a profit of $2.1 million in 2022.", True),
        (PROFIT, "Acme reported a loss of $4.5 million in 2021.", True),
        (TRADE, "Exports were 5 million tonnes to France.", False),
        (TRADE, "Exports were 4 million tonnes to France.", True),
        ("Ardea beat Suvia 3-1 on Sunday.", "Ardea beat Suvia 1-3.", False),
        ("Ardea beat Suvia 3-1 on Sunday.", "Ardea beat Suvia 3–1.", True),
        ("Ardea beat Suvia 3-1 on Sunday.", "Ardea beat Suvia 3 to 1.", True),
    ],
)
def test_a_number_stays_with_its_owner(text: str, claim: str, right: bool) -> None:
    assert stands(claim, text) is right


@pytest.mark.parametrize(
    ("text", "claim", "right"),
    [
        (JAIL, "Marco Silva was arrested on Wednesday.", False),
        (JAIL, "Police released Luis on Tuesday.", False),
        (JAIL, "Marco Silva was arrested on Tuesday.", True),
        (JAIL, "Police released his brother Luis on Wednesday.", True),
        (LIFE, "Ana Ruiz moved to Lyon in 1990.", False),
        (LIFE, "Ana Ruiz was born in Toledo in 2012.", False),
        (LIFE, "In 2012, Ana Ruiz moved to Lyon.", True),
        (SHIP, "The Kittiwake, built in 1998, passed its last inspection.", True),
        (SHIP, "In October, the Kittiwake passed its last inspection.", True),
        (SHIP, "The Kittiwake passed its last inspection in 1998.", False),
    ],
)
def test_a_day_and_a_year_stay_with_what_happened_then(text: str, claim: str, right: bool) -> None:
    assert stands(claim, text) is right


SPANISH = (
    "La policía detuvo a Marco Silva en Oporto el martes y liberó a su hermano Luis el miércoles. "
    "El paro bajó del 7,1 por ciento en marzo al 6,8 por ciento en abril."
)


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("La policía detuvo a Marco Silva en Oporto el miércoles.", False),
        ("La policía detuvo a Marco Silva en Oporto el martes.", True),
        ("El paro bajó al 7,1 por ciento en abril.", False),
        ("El paro bajó al 6,8 por ciento en abril.", True),
    ],
)
def test_numbers_and_days_stay_where_they_are_in_spanish(claim: str, right: bool) -> None:
    assert stands(claim, SPANISH, "es") is right


@given(st.integers(2, 49), st.integers(50, 98))
def test_the_ends_of_a_change_may_be_taken_alone_and_never_change_places(low: int, high: int) -> None:
    text = f"The price rose from {low} to {high} euros."
    assert stands(f"The price rose to {high} euros.", text)
    assert not stands(f"The price rose to {low} euros.", text)
    assert not stands(f"The price rose from {high} to {low} euros.", text)


TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


@given(st.integers(0, 7), st.integers(0, 8))
def test_a_number_in_words_is_read_as_in_digits(ten: int, one: int) -> None:
    (words,) = read(f"{TENS[ten]}-{ONES[one]}")
    assert words.key == f"#{(ten + 2) * 10 + one + 1}"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("treinta y un", ["#31"]),
        ("veintidós", ["#22"]),
        ("vingt et un", ["#21"]),
        ("quatre-vingt-dix-sept", ["#97"]),
        ("soixante-douze", ["#72"]),
        ("dos y tres", ["#2", "y", "#3"]),
        ("twenty one-time", ["#20", "one", "time"]),
        ("£3.2m", ["pound", "#3200000"]),
        ("3,2 M€", ["#3200000", "euro"]),
        ("250k euros", ["#250000", "euro"]),
        ("3tn yen", ["#3000000000000", "yen"]),
        ("100m race", ["#100", "m", "race"]),
        ("5 m", ["#5", "m"]),
    ],
)
def test_number_words_and_scales_are_read_where_they_belong_together(text: str, keys: list[str]) -> None:
    assert [token.key for token in read(text)] == keys


# --- who did it to whom

BOUGHT = "Google bought Fitbit for $2.1 billion in 2019."
SUED = "The singer Mia Foss sued Leo Brandt in May. Brandt bought the house from Foss for 2 million euros."


@pytest.mark.parametrize(
    ("text", "claim", "right"),
    [
        (BOUGHT, "Google was bought by Fitbit for $2.1 billion in 2019.", False),
        (BOUGHT, "Fitbit bought Google for $2.1 billion in 2019.", False),
        (BOUGHT, "Fitbit was bought by Google for $2.1 billion in 2019.", True),
        (SUED, "Foss was sued by Brandt in May.", False),
        (SUED, "Brandt sued Foss in May.", False),
        (SUED, "Leo Brandt was sued by Mia Foss in May.", True),
        (SUED, "Foss bought the house from Brandt.", False),
        (SUED, "Brandt bought the house from Foss.", True),
        ("Boeing sued Airbus in 2004. Airbus sells planes.", "Boeing was sued by Airbus in 2004.", False),
        ("Boeing sued Airbus in 2004. Airbus sells planes.", "Airbus was sued by Boeing in 2004.", True),
    ],
)
def test_the_voice_of_a_verb_tells_who_did_it(text: str, claim: str, right: bool) -> None:
    assert stands(claim, text) is right
