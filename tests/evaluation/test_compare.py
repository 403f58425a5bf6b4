"""Two runs side by side."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from bot.evaluation.compare import check_comparable, compare, detectable, mcnemar, read_report
from vectorstore.errors import ConfigError


def turn(
    id_: str, status: str, text: str = "Words.", seconds: float = 1.0, tokens: int | None = None
) -> dict[str, Any]:
    answer = {
        "outcome": "answered",
        "claims": [{"text": text}],
        "citations": [],
        "usage": None if tokens is None else {"prompt_tokens": tokens - 10, "completion_tokens": 10},
    }
    return {"id": id_, "status": status, "answer": answer if status != "not_judged" else None, "seconds": seconds}


def report(*turns: Mapping[str, Any], suite: str = "s") -> dict[str, Any]:
    config = {"suite": "h", "corpus": "c", "matcher": 1}
    return {
        "schema": 1,
        "config": config,
        "suites": [{"suite": suite, "cases": [{"id": one["id"], "turns": [one]} for one in turns]}],
        "metrics": {},
    }


def test_fixed_broken_changed_and_left_out() -> None:
    old = report(
        turn("a", "failed"), turn("b", "passed"), turn("c", "passed"), turn("d", "passed"), turn("e", "not_judged")
    )
    new = report(
        turn("a", "passed"),
        turn("b", "failed"),
        turn("c", "passed", "Other words."),
        turn("d", "passed", "“Words”."),
        turn("e", "passed"),
        turn("f", "passed"),
    )
    found = compare(old, new)
    assert (found.fixed, found.broken, found.changed) == (("a",), ("b",), ("c", "d"))
    assert (found.turns, found.not_compared) == (4, 2)
    assert found.p == 1.0


def test_typography_alone_is_no_change() -> None:
    assert (
        compare(report(turn("a", "passed", "It’s 96 – no")), report(turn("a", "passed", "It's 96 - no"))).changed == ()
    )


def test_the_sentence_is_fit_for_a_boss() -> None:
    """The example of the specification: 9 fixed, 3 broken of 120."""
    verdicts = [("failed", "passed")] * 9 + [("passed", "failed")] * 3 + [("passed", "passed")] * 108
    old = report(*(turn(f"t{n}", before, seconds=1.0) for n, (before, _) in enumerate(verdicts)))
    new = report(*(turn(f"t{n}", after, seconds=1.4, tokens=900) for n, (_, after) in enumerate(verdicts)))
    assert compare(old, new).sentence == (
        "B fixes 9 and breaks 3 of 120, p = 0.15; the smallest difference that this suite can show is about 8 points; "
        "0.4 s more and 900 tokens more an answer."
    )


def test_costs_that_neither_run_tells_are_left_out() -> None:
    found = compare(report(turn("a", "passed", seconds=2)), report(turn("a", "passed", seconds=1)))
    assert found.tokens is None
    assert found.sentence.endswith("the suite is too small to show any difference; 1.0 s less an answer.")


def test_seconds_are_compared_where_both_runs_tell_them() -> None:
    def run(first: float | None, second: float | None) -> dict[str, Any]:
        return report({**turn("a", "passed"), "seconds": first}, {**turn("b", "passed"), "seconds": second})

    assert compare(run(2.0, 2.0), run(None, None)).seconds is None
    assert compare(run(2.0, 2.0), run(3.0, None)).seconds == 1.0
    assert compare(run(None, 2.0), run(3.0, None)).seconds is None
    assert compare(run(2.0, 4.0), run(1.0, 2.0)).seconds == -1.5


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_exact_test_agrees_with_scipy(fixed: int, broken: int) -> None:
    expected = stats.binomtest(fixed, fixed + broken, 0.5).pvalue if fixed + broken else 1.0
    assert mcnemar(fixed, broken) == pytest.approx(expected)


def test_the_exact_test_stays_exact_for_many() -> None:
    assert mcnemar(2600, 2400) == pytest.approx(stats.binomtest(2600, 5000, 0.5).pvalue)


@pytest.mark.parametrize(("changed", "turns"), [(0, 120), (12, 120), (60, 120), (120, 120), (40, 1000), (3, 6)])
def test_the_smallest_difference_is_one_that_the_test_can_show(changed: int, turns: int) -> None:
    smallest = detectable(changed, turns)
    assert smallest is not None
    assert 6 / turns <= smallest <= 1
    assert mcnemar(round(smallest * turns + 0.49), 0) < 0.05


def test_the_smallest_difference_is_seen_four_times_in_five() -> None:
    """The planned power, simulated: of 200 turns 15 % change, by so much in one direction."""
    smallest = detectable(30, 200)
    assert smallest is not None
    fixed, broken = (0.15 + smallest) / 2, (0.15 - smallest) / 2
    draws = stats.multinomial.rvs(200, [fixed, broken, 1 - fixed - broken], size=1000, random_state=1)
    power = sum(mcnemar(int(one), int(other)) < 0.05 for one, other, _ in draws) / 1000
    assert 0.7 < power < 0.9


def test_too_few_turns_show_nothing() -> None:
    assert detectable(3, 5) is None


@pytest.mark.parametrize(
    ("key", "name"), [("suite", "another suite"), ("corpus", "other articles"), ("matcher", "another matching rule")]
)
def test_runs_over_something_else_are_compared_only_by_force(key: str, name: str) -> None:
    old = report(turn("a", "passed"))
    config = {**old["config"], key: "other"}
    with pytest.raises(ConfigError, match=f"has {name}, .*--force") as caught:
        check_comparable(old, config, force=False)
    assert caught.value.exit_status == 2
    assert check_comparable(old, config, force=True) == (name,)
    assert check_comparable(old, old["config"], force=False) == ()


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", '{"schema": 2}', "[" * 100_000),
        '{"schema": 1, "config": {}, "suites": [1], "metrics": {}}',
        '{"schema": 1, "config": [], "suites": [], "metrics": {}}',
        '{"schema": 1, "config": {}, "suites": {}, "metrics": {}}',
        '{"schema": 1, "config": {}, "suites": [], "metrics": {"overall": {"passed": {"value": null, "n": 3}}}}',
        '{"schema": 1, "config": {}, "suites": [{"suite": "s", "cases": [{"turns": [{}]}]}], "metrics": {}}',
    ],
)
def test_what_is_no_report_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    file.write_text(text)
    with pytest.raises(ConfigError, match="is no report"):
        read_report(file)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_report(tmp_path / "gone.json")


def test_a_report_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    file.write_text(json.dumps(report(turn("a", "passed"))))
    assert read_report(file) == report(turn("a", "passed"))


def test_a_report_that_says_no_more_than_the_contract_is_compared_by_its_checks() -> None:
    def bare(status: str) -> dict[str, Any]:
        made = turn("a", "passed")
        del made["status"], made["seconds"]
        return report({**made, "checks": [{"name": "answer", "status": status, "reason": ""}]})

    assert compare(bare("failed"), bare("passed")).fixed == ("a",)
    assert compare(bare("not_judged"), bare("passed")).not_compared == 1


def test_ids_are_told_with_their_suite_where_there_are_several() -> None:
    old = report(turn("a", "failed"))
    other = report(turn("a", "failed"), suite="t")
    old["suites"] += other["suites"]
    new = copy.deepcopy(old)
    new["suites"][1]["cases"][0]["turns"][0]["status"] = "passed"
    assert compare(old, new).fixed == ("t: a",)
