"""A figure is the same however it is written, and counts what stands with it; a date or a time counts nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.offline.counting import figures
from bot.offline.quantities import apart, of_any_unit, of_one_unit, quantities
from bot.text.glossary import in_english

BOATS = {"en": "boats", "es": "barcos", "fr": "bateaux"}
PESOS = {"en": "pesos", "es": "pesos"}
GAPS = st.sampled_from([",", ".", " ", "\u00a0", "\u202f"])
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")


@given(st.integers(1_000, 10**9), GAPS, st.sampled_from(["en", "es", "fr"]))
def test_thousands_are_the_same_with_every_mark_and_in_every_language(value: int, mark: str, language: str) -> None:
    written = f"{value:,}".replace(",", mark)
    english = in_english(f"{written} {BOATS[language]}", language)
    unit = next(figures(in_english(f"12 {BOATS[language]}", language)))[1]
    assert list(figures(english)) == [(str(value), unit)]
    plain = in_english(f"12 {BOATS[language]}", language).replace("12", f"{value:,}")
    assert apart(english, plain, of_one_unit) == -1


@given(st.integers(0, 999), st.integers(1, 99), st.sampled_from(["es", "fr"]))
def test_a_decimal_comma_is_the_english_point(whole: int, part: int, language: str) -> None:
    million = {"es": "millones de euros", "fr": "millions d’euros"}[language]
    told = in_english(f"{whole},{part:02d} {million}", language)
    assert quantities(told) == quantities(f"{whole}.{part:02d} million euros")
    assert list(figures(told)) == list(figures(f"{whole}.{part:02d} million euros"))


@given(
    st.integers(1_000, 10**8), st.integers(1, 99), st.sampled_from([(".", "es"), (" ", "es"), (" ", "fr"), (".", "fr")])
)
def test_thousands_with_decimals_are_read_whole(value: int, part: int, form: tuple[str, str]) -> None:
    mark, language = form
    written = f"{value:,}".replace(",", mark)
    assert list(figures(in_english(f"{written},{part:02d} euros", language))) == list(
        figures(f"{value:,}.{part:02d} euros")
    )


@given(st.integers(10, 19))
def test_hundreds_in_words_are_the_thousands_in_digits(hundreds: int) -> None:
    said = f"{TEENS[hundreds - 10]} hundred boats"
    assert list(figures(said)) == list(figures(f"{hundreds * 100:,} boats"))


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("una multa de 200.000 pesos", "es", [("200000", "peso")]),
        ("una multa de 3,4 millones de pesos", "es", [("3400000", "peso")]),
        ("doscientos mil pesos", "es", [("200000", "peso")]),
        ("$3,500 pesos", "es", [("3500", "peso")]),
        ("medio millón de pesos", "es", [("500000", "peso")]),
        ("treinta y cinco barcos", "es", [("35", "ship")]),
        ("noventa y una horas", "es", [("91", "hour")]),
        ("soixante et onze heures", "fr", [("71", "hour")]),
        ("quatre-vingt-douze heures", "fr", [("92", "hour")]),
        ("quatre-vingt-dix-sept heures", "fr", [("97", "hour")]),
        ("trente et une heures", "fr", [("31", "hour")]),
        ("1,234 milliard d’euros", "fr", [("1234000000", "euro")]),
        ("0,125 %", "fr", [("0.125", "percent")]),
        ("en 2023 200 heures", "fr", [("200", "hour")]),
        ("un alza del 2-3 %", "es", [("2", ""), ("3", "percent")]),
    ],
)
def test_spanish_and_french_numbers_stay_in_one_piece(text: str, language: str, found: list[tuple[str, str]]) -> None:
    assert list(figures(in_english(text, language))) == found


def test_pesos_are_money_after_a_figure_and_a_weight_without_one() -> None:
    assert in_english("pagó 300 pesos por el peso de la caja", "es") == "paid 300 pesos for the weight of the crate"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The toll stood at 41 in the first hours.", [("41", "")]),
        ("Lena Brook, 61, left the hall.", [("61", "")]),
        ("The number of the injured has risen to 87, the clinic said.", [("87", "")]),
        ("It rose from 47 to 61 percent.", [("47", ""), ("61", "percent")]),
        ("Seven of the ten bridges are shut.", [("7", "bridg"), ("10", "bridg")]),
        ("Thirty of the firm’s 90 workers left.", [("30", "worker"), ("90", "worker")]),
        ("Two more cuts are likely.", [("2", "cut")]),
        ("Four old masters were stolen.", [("4", "master")]),
        ("Nine were opened, 11 of which leaked.", [("9", ""), ("11", "")]),
        ("She came 14 Sundays in a row.", [("14", "sunday")]),
        ("Rates rose by 1.125 percent.", [("1.125", "percent")]),
        ("a half-million boats", [("500000", "boat")]),
    ],
)
def test_a_figure_counts_what_follows_up_to_a_mark_or_a_preposition(text: str, found: list[tuple[str, str]]) -> None:
    assert list(figures(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "It opened on 3 May 2019.",
        "On August 14, the hall opened.",
        "el 5 de mayo",
        "le 1er juin",
        "It struck at 4:17 a.m. local time.",
        "The bus left at 7.42 a.m.",
        "at 18h30",
        "between 4 p.m. and 5 p.m.",
    ],
)
def test_dates_and_times_are_no_figures(text: str) -> None:
    assert list(figures(text)) == []


@pytest.mark.parametrize("text", ["In May 12 boats sank.", "On 3 May 12 boats sank."])
def test_what_is_counted_after_a_month_is_a_figure(text: str) -> None:
    assert list(figures(text)) == [("12", "boat")]


@given(
    st.decimals(min_value=1, max_value=900, places=1),
    st.sampled_from([("k", "thousand"), ("m", "million"), ("mn", "million"), ("bn", "billion"), ("tn", "trillion")]),
    st.sampled_from(["£", "$", "€"]),
)
def test_a_letter_behind_a_sum_is_its_scale(value: Decimal, scale: tuple[str, str], sign: str) -> None:
    letter, word = scale
    short, long = f"for {sign}{value}{letter}", f"for {sign}{value} {word}"
    assert list(figures(short)) == list(figures(f"{short.upper()}")) == list(figures(long))
    assert apart(short, long, of_any_unit) == -1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("£400k", [("400000", "pound")]),
        ("a US$1.5m fine", [("1500000", "dollar")]),
        ("between £5m and £6m", [("5000000", "pound"), ("6000000", "pound")]),
        ("5m euros", [("5000000", "euro")]),
        ("1.5 M€", [("1500000", "euro")]),
        ("3m people", [("3000000", "peopl")]),
        ("$2k for a 5k race", [("2000", "dollar"), ("5", "k")]),
        ("5 m deep", [("5", "m")]),
        ("a pool 5m deep", [("5", "m")]),
        ("after 45mn", [("45", "mn")]),
    ],
)
def test_m_and_k_are_scales_of_sums_and_counts_and_no_metres(text: str, found: list[tuple[str, str]]) -> None:
    assert list(figures(text)) == found


@pytest.mark.parametrize(
    "text", ["on Sept. 3, 2012", "on 3 Sept. 2012", "since Sept. the road", "2013-01-24", "around 1990."]
)
def test_september_in_short_and_dates_in_digits_count_nothing(text: str) -> None:
    assert list(figures(text)) == []


@pytest.mark.parametrize("text", ["sept bateaux", "un groupe de sept.", "Ils étaient sept."])
def test_the_french_seven_is_a_figure(text: str) -> None:
    assert [value for value, _ in figures(text)] == ["7"]
