"""Gates decide exit statuses, so what cannot be decided is an error and never a pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.evaluation.gates import allows_not_judged, check_gates, check_known, parse_gate
from bot.evaluation.suite import CaseTurn, Suite
from vectorstore.errors import ConfigError


def figure(value: float, n: int = 50, low: float = 0.0, high: float = 1.0, **more: float) -> dict[str, Any]:
    return {"value": value, "n": n, "interval": [low, high], "few": False, **more}


REPORT = {
    "metrics": {
        "overall": {
            "answer_accuracy": figure(0.8, low=0.7, high=0.9, worst=0.75),
            "latency_ms_p95": figure(150.0),
            "conflict_shown": {"value": None, "n": 0, "interval": None, "few": True},
            "stability": figure(0.95),
        },
        "by_tag": {"spanish": {"answer_accuracy": figure(0.6)}, "two words": {"answer_accuracy": figure(0.5)}},
    }
}
OLD = {"metrics": {"overall": {"answer_accuracy": figure(0.8, low=0.75)}, "by_tag": {}}}


@pytest.mark.parametrize(
    ("written", "passed"),
    [
        ("answer_accuracy>=0.8", True),
        ("answer_accuracy > 0.8", False),
        ("answer_accuracy>=80%", True),
        ("answer_accuracy<=0.8", True),
        ("answer_accuracy<.9", True),
        ("answer_accuracy==0.8", True),
        ("answer_accuracy[spanish]>=0.7", False),
        ("answer_accuracy[ two words ]>=0.5", True),
        ("answer_accuracy>=old", True),
        ("answer_accuracy>old", False),
        ("low(answer_accuracy)>=0.7", True),
        ("low( answer_accuracy )>=old", False),
        ("high(answer_accuracy)<0.9", False),
        ("low(answer_accuracy[spanish])>=0.1", False),
        ("worst(answer_accuracy)>=0.76", False),
        ("latency_ms_p95<=150", True),
        ("stability>=0.9", True),
    ],
)
def test_a_gate_holds_or_does_not(written: str, passed: bool) -> None:
    (result,) = check_gates([parse_gate(written)], REPORT, OLD)
    assert result.passed == passed


@pytest.mark.parametrize(
    "written",
    [
        "",
        "answer_accuracy",
        "answer_accuracy>=",
        "answer_accuracy>=high",
        "answer_accuracy=>0.8",
        "answer_accuracy>=0.8.1",
        "acuracy>=0.8",
        "low(answer_accuracy>=0.8",
        "low(answer_accuracy))>=0.8",
        "mean(answer_accuracy)>=0.8",
        "answer_accuracy[]>=0.8",
        "answer_accuracy>=0.8 and 1",
    ],
)
def test_what_is_no_gate_is_an_error(written: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_gate(written)
    assert caught.value.exit_status == 2


@pytest.mark.parametrize(
    "written", ["conflict_shown>=0", "answer_accuracy[french]>=0", "worst(latency_ms_p95)<=1", "judged>=0"]
)
def test_nothing_to_count_is_an_error_and_no_pass(written: str) -> None:
    with pytest.raises(ConfigError):
        check_gates([parse_gate(written)], REPORT, None)


def test_an_old_run_without_the_figure_is_an_error() -> None:
    with pytest.raises(ConfigError, match="the old run has nothing"):
        check_gates([parse_gate("answer_accuracy[spanish]>=old")], REPORT, OLD)


@pytest.fixture
def turns(suite_of: Callable[[str], Suite]) -> list[CaseTurn]:
    cases = "{id: a, question: Q, tags: [spanish]}, {id: b, question: R, answerable: false, tags: [off]}"
    return list(suite_of(f"cases: [{cases}]").turns)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("answer_accuracy[french]>=0.1", "no case has the tag 'french'. There are off, spanish"),
        ("answer_accuracy>=old", "there is no old run"),
        ("stability>=0.9", "--repeat 2"),
        ("conflict_shown>=0.5", "this run has nothing to count it on"),
        ("citation_recall>=0.5", "this run has nothing to count it on"),
        ("refusal_recall[spanish]>=0.5", "this run has nothing to count it on"),
    ],
)
def test_what_can_be_told_before_asking_is_told(written: str, said: str, turns: list[CaseTurn]) -> None:
    with pytest.raises(ConfigError) as caught:
        check_known([parse_gate(written)], turns, old=None, repeats=1)
    assert said in str(caught.value)


def test_what_the_old_run_lacks_is_told_before_asking(turns: list[CaseTurn]) -> None:
    check_known([parse_gate("answer_accuracy>=old"), parse_gate("refusal_recall>=0.5")], turns, old=OLD, repeats=1)
    with pytest.raises(ConfigError, match="the old run has nothing"):
        check_known([parse_gate("answer_accuracy[spanish]>=old")], turns, old=OLD, repeats=1)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("citation_recall>=90", "is a share from 0 to 1. Write 0.9 or 90%"),
        ("citation_recall<=90", "is a share from 0 to 1"),
        ("low(judged)>=-0.5", "is a share from 0 to 1"),
        ("stability>=101%", "is a share from 0 to 1"),
        ("words_mean<=80%", "is no share"),
    ],
)
def test_a_bound_that_no_figure_could_reach_or_miss_is_an_error(written: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_gate(written)
    assert said in str(caught.value)


def test_only_a_gate_on_all_that_was_judged_allows_for_what_was_not() -> None:
    assert allows_not_judged([parse_gate("judged>=0.9")])
    assert not allows_not_judged([parse_gate("judged[spanish]>=0.9"), parse_gate("answer_accuracy>=0")])
