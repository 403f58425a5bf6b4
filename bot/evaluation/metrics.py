"""The figures of a run, each over the turns that the contract names, with n and a 95 % interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.intervals import Interval, Statistic, bootstrap, point, wilson
from bot.evaluation.runner import CaseRun, TurnRun
from bot.evaluation.suite import CaseTurn

FEW = 20  # below this, a figure is marked: its interval says more than its value


@dataclass(frozen=True)
class Metric:
    """One figure. Without anything to count, value and interval are None."""

    value: float | None
    n: int
    interval: Interval | None
    worst: float | None = None  # for shares of turns: with every turn that could not be judged counted as failed

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "value": _rounded(self.value),
            "n": self.n,
            "interval": [_rounded(end) for end in self.interval] if self.interval else None,
            "few": self.n < FEW,
        }
        return made if self.worst is None else {**made, "worst": _rounded(self.worst)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


Sample = Callable[[TurnRun], Iterable[float]]  # what one judged turn adds; nothing where it is not asked


@dataclass(frozen=True)
class Kind:
    """How one metric is made of the turns."""

    says: str  # for tables: what it tells, in a few words
    sample: Sample
    statistic: Statistic | None  # None: a share, of ones among the samples
    asked: Callable[[CaseTurn], bool] | None = None  # turns it counts if they can be judged; None: not by turns
    every_turn: bool = False  # counts turns that could not be judged, too


def _flag(value: bool | None) -> list[float]:
    return [] if value is None else [float(value)]


def _both(one: TurnRun) -> list[float]:
    judged = one.judged
    return _flag(None if judged.cite_ok is None else bool(judged.answer_ok) and judged.cite_ok)


def _passed(one: TurnRun) -> list[float]:
    return [float(one.judged.status == "passed")] if one.turn.judges else []


def _refusal_was_right(one: TurnRun) -> list[float]:
    right = not one.turn.answerable or "not_found" in one.turn.outcomes
    return [float(right)] if one.judged.refused and one.turn.judges else []


def _precision(one: TurnRun) -> list[float]:
    turn = one.turn
    if not turn.answerable or one.judged.refused or turn.open or not turn.sources:
        return []
    return [float(cited.listed) for cited in one.judged.counted_citations]


def _tokens(one: TurnRun) -> list[float]:
    usage = one.reply.answer.usage if one.reply.answer else None
    return [float(usage.total)] if usage else []


def _latency(one: TurnRun) -> list[float]:
    return [] if one.reply.seconds is None else [one.reply.seconds * 1000]


KINDS: Mapping[str, Kind] = {
    "passed": Kind("every check of the turn", _passed, None, lambda turn: turn.judges),
    "answer_accuracy": Kind(
        "says what it must, in few words",
        lambda one: _flag(one.judged.answer_ok),
        None,
        lambda turn: turn.asks_for_an_answer,
    ),
    "citation_recall": Kind(
        "cites evidence that the suite lists",
        lambda one: _flag(one.judged.cite_ok),
        None,
        lambda turn: turn.answerable and bool(turn.sources),
    ),
    "correct_and_cited": Kind("both of these", _both, None, lambda turn: turn.answerable and bool(turn.sources)),
    "citation_precision": Kind("citations that are listed evidence", _precision, None),
    "refusal_recall": Kind(
        "says so when the articles do not",
        lambda one: _flag(one.judged.refusal_ok),
        None,
        lambda turn: not turn.answerable,
    ),
    "refusal_precision": Kind("refusals that were right", _refusal_was_right, None),
    "conflict_shown": Kind(
        "shows where articles differ",
        lambda one: _flag(one.judged.conflict_ok),
        None,
        lambda turn: bool(turn.conflict),
    ),
    "quotes_verified": Kind(
        "quotes that stand at their place", lambda one: [float(cited.verified) for cited in one.judged.cited], None
    ),
    "words_mean": Kind(
        "words in an answer", lambda one: [] if one.judged.words is None else [float(one.judged.words)], "mean"
    ),
    "latency_ms_p50": Kind("half the answers are quicker", _latency, "p50"),
    "latency_ms_p95": Kind("19 of 20 answers are quicker", _latency, "p95"),
    "tokens_total": Kind("tokens used by models", _tokens, "sum", every_turn=True),
    "judged": Kind("turns that could be judged", lambda one: _flag(one.judged.fault is None), None, every_turn=True),
}

Metrics = dict[str, Metric]


def measure(turns: Sequence[TurnRun]) -> Metrics:
    return {name: _measure(kind, turns) for name, kind in KINDS.items()}


def _measure(kind: Kind, turns: Sequence[TurnRun]) -> Metric:
    judged = [one for one in turns if kind.every_turn or one.judged.fault is None]
    samples = [value for one in judged for value in kind.sample(one)]
    lost = sum(1 for one in turns if one.judged.fault is not None and kind.asked and kind.asked(one.turn))
    if not samples:
        return Metric(None, 0, None, 0.0 if lost else None)
    if kind.statistic is not None:
        return Metric(point(samples, kind.statistic), len(samples), bootstrap(samples, kind.statistic))
    return share(round(sum(samples)), len(samples), lost if kind.asked else None)


def share(ones: int, n: int, lost: int | None = None) -> Metric:
    """`lost`: turns that would have counted, had they been judged; None where turns are not what is counted."""
    worst = None if lost is None else ones / (n + lost)
    return Metric(ones / n, n, wilson(ones, n), worst)


def measure_all(runs: Sequence[CaseRun]) -> dict[str, Any]:
    """Overall, by suite and by tag, as the report has them."""
    turns = [one for run in runs for one in run.turns]
    by_suite: dict[str, list[TurnRun]] = {}
    by_tag: dict[str, list[TurnRun]] = {}
    for run in runs:
        by_suite.setdefault(run.suite, []).extend(run.turns)
        for one in run.turns:
            for tag in one.turn.tags:
                by_tag.setdefault(tag, []).append(one)
    return {
        "overall": _dicts(turns),
        "by_suite": {name: _dicts(of) for name, of in by_suite.items()},
        "by_tag": {tag: _dicts(by_tag[tag]) for tag in sorted(by_tag)},
    }


def _dicts(turns: Sequence[TurnRun]) -> dict[str, dict[str, Any]]:
    return {name: metric.to_dict() for name, metric in measure(turns).items()}
