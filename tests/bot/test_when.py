"""Dates and times of day as they are written."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.offline.when import Date, clock, dates


@given(st.dates(datetime.date(1500, 1, 1), datetime.date(2099, 12, 31)))
def test_a_date_in_iso_form_is_read_whole(day: datetime.date) -> None:
    assert list(dates(f"It fell on {day.isoformat()}.")) == [(day.year, day.month, day.day)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on Sept. 3, 2012", [(2012, 9, 3)]),
        ("on 3 Sept. 2012", [(2012, 9, 3)]),
        ("le 3 sept. 2012", [(2012, 9, 3)]),
        ("on Sept 3", [(0, 9, 3)]),
        ("on 3rd Sept", [(0, 9, 3)]),
        ("in Sept. 2012", [(2012, 9, 0)]),
        ("It has been shut since Sept. the 3rd", [(0, 9, 0)]),
        ("in Jan. 2012", [(2012, 1, 0)]),
        ("in March 2012", [(2012, 3, 0)]),
        ("It opened in May. 2012 was wet.", [(0, 5, 0), (2012, 0, 0)]),
        ("sept personnes", []),
        ("Ils étaient sept.", []),
        ("une équipe de sept.", []),
    ],
)
def test_short_names_of_months_are_months_and_the_french_seven_is_none(text: str, found: list[Date]) -> None:
    assert list(dates(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "The mill closed around 1990.",
        "Around 1990, the mill closed.",
        "About 1990 the mill closed.",
        "It closed about 1990 in Holm.",
        "It closed some time around 1990",
        "It was built around 1990 by monks.",
        "Sales fell over 1991.",
    ],
)
def test_a_year_that_nobody_knows_for_sure_is_a_year(text: str) -> None:
    assert [year // 10 for year, _, _ in dates(text)] == [199]


def test_a_round_year_is_one_where_its_verb_tells_of_a_time() -> None:
    assert list(dates("It was built around 1900, they say.")) == [(1900, 0, 0)]
    assert list(dates("A crowd of about 1500, they say.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "about 1600 birds",
        "around 1987 birds",
        "some 2000 people",
        "about 1990 of the birds",
        "over 1650 voted",
        "It rose to over 1650.",
        "more than 1600.",
        "about $1990.",
        "about 1500 were hurt",
    ],
)
def test_a_count_is_no_year(text: str) -> None:
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "for 2.50 euros",
        "rose by 1.25 percent",
        "from 1.25 to 1.50 percent",
        "for £2.50",
        "for € 2.50",
        "a 1.25-metre wall",
    ],
)
def test_a_sum_or_a_measure_is_no_time_of_day(text: str) -> None:
    assert clock(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("at 7.30 on Monday", 450),
        ("The 7.30 train", 450),
        ("between 7.30 and 8.15", 450),
        ("at 7.30 p.m.", 1170),
        ("a las 21:10", 1270),
        ("à 18h30", 1110),
    ],
)
def test_a_time_of_day_may_have_a_point(text: str, minutes: int) -> None:
    assert clock(text) == (0, 0, 0, minutes)
