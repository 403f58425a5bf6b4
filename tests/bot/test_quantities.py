"""Two figures disagree when neither could be the other: as rounded, as a bound, or in another unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.offline.quantities import apart, both_count, of_any_unit, of_one_unit


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
        ("190 of the firm's 620 workers", "620 workers", 1),
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
        ("nine people", "nine euros", 0),
    ],
)
def test_what_is_counted_may_go_by_another_name(ours: str, theirs: str, found: float) -> None:
    assert apart(ours, theirs, both_count) == found


@given(st.integers(1, 10**6), st.sampled_from(["", "about ", "more than ", "nearly ", "already "]))
def test_a_figure_never_disagrees_with_itself(value: int, qualified: str) -> None:
    assert apart(f"{qualified}{value:,} houses", f"{value:,} houses", of_any_unit) == -1
