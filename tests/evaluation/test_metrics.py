"""Figures worked out by hand, and beside the same from libraries where they have one."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import precision_score, recall_score

from bot.answer import Answer, Usage
from bot.evaluation.checks import judge, not_judged
from bot.evaluation.corpus import Corpus
from bot.evaluation.intervals import bootstrap, percentile, point, wilson
from bot.evaluation.metrics import KINDS, measure, measure_all
from bot.evaluation.runner import CaseRun, Reply, TurnRun
from bot.evaluation.suite import CaseTurn, Suite
from vectorstore.article import Article

from .conftest import answered, cite, refused

CLOSED = "The river road closed on Monday."
HURT = "Twelve people were hurt on Tuesday."

# Five answerable questions, one of them open, and three that the articles do not answer.
SUITE = f"""cases:
  - {{id: a1, question: When?, answer: [Monday], sources: [{{article: flood.txt, quote: {CLOSED}}}], tags: [x]}}
  - {{id: a2, question: How many?, answer: [twelve], sources: [{{article: ferry.txt, quote: {HURT}}}], tags: [x]}}
  - {{id: a3, question: How long?, answer: [96 days], sources: [{{article: flood.txt}}], tags: [y]}}
  - {{id: a4, question: Anything?, open: true, sources: [{{article: flood.txt, quote: {CLOSED}}}]}}
  - {{id: a5, question: No sources listed?, answer: [hurt], conflict: true}}
  - {{id: u1, question: Who?, answerable: false, tags: [x]}}
  - {{id: u2, question: Why?, answerable: false}}
  - {{id: u3, question: Where?, answerable: false, outcome: [not_found, partial]}}
"""


@pytest.fixture
def turns(suite_of: Callable[[str], Suite]) -> dict[str, CaseTurn]:
    return {turn.id: turn for turn in suite_of(SUITE).turns}


def run_of(turn: CaseTurn, answer: Answer | None, corpus: Corpus, seconds: float = 0.1) -> TurnRun:
    if answer is None:
        return TurnRun(turn, Reply(None, None, "down"), not_judged(turn, "down"))
    return TurnRun(turn, Reply(answer, seconds), judge(turn, answer, corpus))


@pytest.fixture
def worked(turns: dict[str, CaseTurn], corpus: Corpus, articles: list[Article]) -> list[TurnRun]:
    flood, ferry = articles
    closed, hurt = cite(flood, CLOSED), cite(ferry, HURT)
    stray = cite(ferry, "The ferry was built in 1996", 2)
    answers: dict[str, Answer | None] = {
        "a1": answered("It closed on Monday.", [closed, stray], usage=Usage(100, 20)),  # right, cited, 1 of 2 listed
        "a2": answered("Twelve were hurt.", [stray]),  # right, other evidence: 0 of 1 listed
        "a3": answered("Some time.", [cite(flood, "Nobody was hurt")], usage=Usage(50, 5)),  # wrong, 1 of 1 listed
        "a4": answered("Something.", [stray]),  # open: not in precision
        "a5": refused(),
        "u1": refused(),
        "u2": answered("Because of it all.", [closed]),
        "u3": answered("Near.", [hurt], outcome="partial"),
    }
    return [run_of(turns[id_], answer, corpus) for id_, answer in answers.items()]


def test_every_metric_on_the_worked_example(worked: list[TurnRun]) -> None:
    metrics = measure(worked)
    expected: dict[str, tuple[float | None, int]] = {
        "answer_accuracy": (3 / 5, 5),  # a1, a2, and a4, which asks for no words; not a3, not a5
        "citation_recall": (2 / 4, 4),  # a1, a3; a5 lists no sources
        "correct_and_cited": (1 / 4, 4),  # a1
        "citation_precision": (2 / 4, 4),  # a1 one of two, a2 none of one, a3 one of one
        "refusal_recall": (2 / 3, 3),  # u1, u3
        "refusal_precision": (1 / 2, 2),  # u1 rightly, a5 wrongly
        "conflict_shown": (0.0, 1),
        "quotes_verified": (7 / 7, 7),
        "words_mean": ((4 + 3 + 2 + 1 + 4 + 1) / 6, 6),
        "tokens_total": (175.0, 2),
        "judged": (1.0, 8),
        "passed": (3 / 8, 8),  # a1, u1, u3
        "latency_ms_p50": (100.0, 8),
        "latency_ms_p95": (100.0, 8),
    }
    assert set(expected) == set(KINDS)
    for name, (value, n) in expected.items():
        assert (metrics[name].value, metrics[name].n) == (pytest.approx(value), n), name


def test_turns_that_could_not_be_judged_leave_the_averages_and_show_in_judged_and_worst(
    worked: list[TurnRun], turns: dict[str, CaseTurn], corpus: Corpus
) -> None:
    without_a3 = [run_of(turns["a3"], None, corpus) if run.turn.id == "a3" else run for run in worked]
    metrics = measure(without_a3)
    assert (metrics["answer_accuracy"].value, metrics["answer_accuracy"].n) == (3 / 4, 4)
    assert metrics["answer_accuracy"].worst == 3 / 5
    assert (metrics["judged"].value, metrics["judged"].n) == (7 / 8, 8)
    assert metrics["refusal_recall"].worst == metrics["refusal_recall"].value


def test_refusals_agree_with_sklearn(turns: dict[str, CaseTurn], corpus: Corpus) -> None:
    """With the usual outcomes, refusing is a prediction of "not answerable"."""
    rng = random.Random(7)
    picked = [turns[rng.choice(["a1", "a2", "u1", "u2"])] for _ in range(200)]
    runs = [run_of(turn, refused() if rng.random() < 0.5 else answered("Words."), corpus) for turn in picked]
    truth = [not run.turn.answerable for run in runs]
    predicted = [bool(run.judged.refused) for run in runs]
    metrics = measure(runs)
    assert metrics["refusal_precision"].value == pytest.approx(precision_score(truth, predicted))
    assert metrics["refusal_recall"].value == pytest.approx(recall_score(truth, predicted))


@pytest.mark.parametrize(("ones", "n"), [(0, 1), (1, 1), (0, 10), (7, 10), (10, 10), (333, 1000)])
def test_wilson_agrees_with_scipy(ones: int, n: int) -> None:
    expected = stats.binomtest(ones, n).proportion_ci(confidence_level=0.95, method="wilson")
    assert wilson(ones, n) == (pytest.approx(expected.low, abs=1e-12), pytest.approx(expected.high, abs=1e-12))


@pytest.mark.parametrize("percent", [0, 5, 50, 95, 100])
@pytest.mark.parametrize("count", [1, 2, 19, 20, 101])
def test_percentiles_agree_with_numpy(percent: float, count: int) -> None:
    rng = random.Random(count)
    values = [rng.gauss(0, 1) for _ in range(count)]
    assert percentile(values, percent) == pytest.approx(np.percentile(values, percent))


def test_bootstrap_agrees_with_scipy_and_is_the_same_each_time() -> None:
    rng = random.Random(1)
    values = [rng.expovariate(1) for _ in range(80)]
    ours = bootstrap(values, "mean")
    assert ours == bootstrap(values, "mean")
    theirs = stats.bootstrap((values,), np.mean, method="percentile", n_resamples=5000, rng=3).confidence_interval
    assert ours == (pytest.approx(theirs.low, abs=0.05), pytest.approx(theirs.high, abs=0.05))
    assert ours != bootstrap(values, "mean", seed=1)


def test_bootstrap_of_many_values_takes_them_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [float(value) for value in range(50)]
    whole = bootstrap(values, "p95")
    monkeypatch.setattr("bot.evaluation.intervals._AT_ONCE", 120)
    in_parts = bootstrap(values, "p95")
    assert in_parts == (pytest.approx(whole[0], abs=2), pytest.approx(whole[1], abs=2))


def test_points() -> None:
    assert point([1.0, 2.0, 6.0], "mean") == 3
    assert point([1.0, 2.0, 6.0], "sum") == 9
    assert point([1.0, 2.0, 6.0], "p50") == 2


def test_a_value_lies_in_its_interval_and_few_is_marked(worked: list[TurnRun]) -> None:
    for name, metric in measure(worked).items():
        if metric.interval and metric.value is not None:
            low, high = metric.interval
            assert low <= metric.value + 1e-9, name
            assert metric.value <= high + 1e-9, name
        assert metric.to_dict()["few"] == (metric.n < 20)


def test_a_turn_that_only_leads_up_to_the_next_is_in_no_share_of_right_ones(
    worked: list[TurnRun], suite_of: Callable[[str], Suite], corpus: Corpus
) -> None:
    any_outcome = "outcome: [answered, partial, not_found]"
    (turn,) = suite_of(f"cases:\n  - {{id: before, question: Who is she?, {any_outcome}}}").turns
    more = [run_of(turn, answer, corpus) for answer in (refused(), answered("Words."), None)]
    metrics, before = measure([*worked, *more]), measure(worked)
    for name in ("passed", "answer_accuracy", "refusal_recall", "refusal_precision", "correct_and_cited"):
        assert metrics[name].to_dict() == before[name].to_dict(), name
    assert (metrics["judged"].value, metrics["judged"].n) == (10 / 11, 11)


def test_nothing_to_count_gives_no_figure(turns: dict[str, CaseTurn], corpus: Corpus) -> None:
    metrics = measure([run_of(turns["u1"], refused(), corpus)])
    assert metrics["answer_accuracy"].to_dict() == {"value": None, "n": 0, "interval": None, "few": True}
    assert all(metric.value is None or math.isfinite(metric.value) for metric in metrics.values())


def test_figures_by_suite_and_tag_are_those_of_their_turns(
    worked: Sequence[TurnRun], suite_of: Callable[[str], Suite]
) -> None:
    cases = suite_of(SUITE).cases
    runs = [
        CaseRun("s" if n < 5 else "t", case, (run,)) for n, (case, run) in enumerate(zip(cases, worked, strict=True))
    ]
    figures: dict[str, Any] = measure_all(runs)
    assert figures["by_suite"]["s"]["answer_accuracy"]["n"] == 5
    assert figures["by_suite"]["t"]["refusal_recall"]["n"] == 3
    assert set(figures["by_tag"]) == {"x", "y"}
    assert figures["by_tag"]["x"]["answer_accuracy"]["value"] == 1.0
    assert figures["overall"]["judged"]["n"] == 8
