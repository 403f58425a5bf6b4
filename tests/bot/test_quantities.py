"""Two figures disagree when neither could be the other: as rounded, as a bound, or in another unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.offline.quantities import apart, of_any_unit, of_one_unit


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("closed for three weeks", "closed for 21 days", -1),
        ("closed for three weeks", "closed for 20 days", 1),
        ("212 metres", "about 200 metres", -1),
        ("212 metres", "about 150 metres", 1),
        ("spent seven years there", "had already spent more than two years", -1),
        ("$4 million", "4 million dollars", -1),
        ("$4 million", "£4 million", 0),
        ("nearly 200 euros", "180 euros", -1),
        ("nearly 200 euros", "210 euros", 1),
        ("30 of the firm's 90 workers", "70 of its 90 workers", 1),
        ("30 of the firm's 90 workers", "90 workers", -1),
        ("in 2012", "in 2013", 0),
        ("8 per cent", "8 people", 0),
    ],
)
def test_figures_of_one_unit_are_apart_when_none_could_be_the_other(ours: str, theirs: str, found: float) -> None:
    assert apart(ours, theirs, of_one_unit) == apart(theirs, ours, of_one_unit) == found


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("Fourteen workers", "nine people", 1),
        ("27 others", "more than two dozen were hurt", -1),
        ("hundreds of people", "300 people", -1),
        ("between 10 and 20 people", "15 workers", -1),
        ("10 to 12 people", "11", -1),
        ("10 to 12 people", "14", 1),
        ("no more than 20", "15", -1),
        ("no more than 20", "25", 1),
        ("more than a dozen", "14", -1),
        ("up to 200", "100", -1),
        ("three weeks", "three", -1),
        ("five weekly flights", "five flights", -1),
        ("two years", "24 months", -1),
        ("two and a half hours", "150 minutes", -1),
        ("half of the workers", "a quarter of the workers", 1),
        ("two thirds of the voters", "67 per cent", -1),
        ("none of the workers", "nine people", 1),
        ("30 out of 90 workers", "70 out of 90 workers", 1),
        ("30 of the 90", "70 of the 90 people", 1),
        ("carries 400,000 people a year", "brought 61 people to safety", 0),
        ("400,000 people a year", "300,000 people every year", 1),
        ("held for three months", "seven years after her arrest", 0),
        ("came back two years later", "four years later", 1),
        ("a tank nine metres high", "cost £2.6 million", 0),
        ("five miles away", "eight kilometres away", 0),
        ("$4 million", "9 million pesos", 0),
        ("half of the workers", "nine people", 0),
        ("$4 million", "5 million", 1),
    ],
)
def test_a_figure_is_what_its_words_let_it_be(ours: str, theirs: str, found: float) -> None:
    assert apart(ours, theirs, of_any_unit) == apart(theirs, ours, of_any_unit) == found


@given(st.integers(1, 10**6), st.sampled_from(["", "about ", "more than ", "nearly ", "already "]))
def test_a_figure_never_disagrees_with_itself(value: int, qualified: str) -> None:
    assert apart(f"{qualified}{value:,} houses", f"{value:,} houses", of_any_unit) == -1
