"""Conditions on a run's figures that decide its exit status: `citation_recall>=0.9`, `refusal_recall[spanish]>=old`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.evaluation.metrics import KINDS
from bot.evaluation.suite import CaseTurn
from vectorstore.errors import ConfigError

_GATE = re.compile(
    r"\s*(?:(?P<part>low|high|worst)\s*\(\s*)?(?P<metric>\w+)\s*(?:\[(?P<tag>[^\]]+)\])?\s*(?(part)\))"
    r"\s*(?P<sign>>=|<=|==|>|<)\s*(?P<bound>old|[-+]?[\d.]+(?:e-?\d+)?\s*%?)\s*"
)
KNOWN = (*KINDS, "stability")
EXAMPLES = "citation_recall>=0.9, refusal_recall[spanish]>=0.8, answer_accuracy>=old, low(correct_and_cited)>=0.8"


@dataclass(frozen=True)
class Gate:
    """One condition, as written."""

    written: str
    metric: str
    tag: str | None
    part: Literal["value", "low", "high", "worst"]  # the ends are those of the 95 % interval
    sign: str
    bound: float | None  # None: the same figure of the old run


@dataclass(frozen=True)
class GateResult:
    gate: Gate
    passed: bool
    value: float
    bound: float
    n: int

    def to_dict(self) -> dict[str, Any]:
        return {
            "gate": self.gate.written,
            "passed": self.passed,
            "value": self.value,
            "bound": self.bound,
            "n": self.n,
        }


def parse_gate(written: str) -> Gate:
    found = _GATE.fullmatch(written)
    if not found:
        raise ConfigError(f"--gate {written!r} cannot be read. Write one such as {EXAMPLES}.")
    if found["metric"] not in KNOWN:
        raise ConfigError(f"--gate {written!r}: no metric is called {found['metric']!r}. There are {', '.join(KNOWN)}.")
    bound = found["bound"]
    _check_bound(found["metric"], bound, written)
    return Gate(
        written=written.strip(),
        metric=found["metric"],
        tag=found["tag"].strip() if found["tag"] else None,
        part=found["part"] or "value",  # type: ignore[arg-type]  # the pattern allows no other word
        sign=found["sign"],
        bound=None if bound == "old" else _number(bound, written),
    )


def _number(text: str, written: str) -> float:
    try:
        return float(text.rstrip("% ")) / 100 if text.endswith("%") else float(text)
    except ValueError:
        raise ConfigError(f"--gate {written!r}: {text!r} is no number. Write one such as {EXAMPLES}.") from None


def _check_bound(metric: str, bound: str, written: str) -> None:
    """A share that must be at least 90 never is, and one that may be at most 90 always: both are slips."""
    if bound == "old":
        return
    if metric in KINDS and KINDS[metric].statistic is not None:
        if bound.endswith("%"):
            raise ConfigError(f"--gate {written!r}: {metric} is no share. Write a number without %.")
    elif not 0 <= _number(bound, written) <= 1:
        raise ConfigError(f"--gate {written!r}: {metric} is a share from 0 to 1. Write 0.9 or 90%.")


def check_gates(gates: Sequence[Gate], report: Mapping[str, Any], old: Mapping[str, Any] | None) -> list[GateResult]:
    """Raises ConfigError for a gate that cannot be decided: nothing was counted, or there is no old run."""
    return [_check(gate, report, old) for gate in gates]


def check_known(
    gates: Sequence[Gate], turns: Sequence[CaseTurn], *, old: Mapping[str, Any] | None, repeats: int
) -> None:
    """What can be told before anything is asked is told then."""
    tags = {tag for turn in turns for tag in turn.tags}
    for gate in gates:
        if gate.tag is not None and gate.tag not in tags:
            known = ", ".join(sorted(tags)) or "no tags"
            raise ConfigError(f"--gate {gate.written!r}: no case has the tag {gate.tag!r}. There are {known}.")
        if gate.bound is None:
            if old is None:
                raise ConfigError(f"--gate {gate.written!r}: there is no old run. Give one with --compare OLD.json.")
            _figure(gate, old, "the old run")
        asked = KINDS[gate.metric].asked if gate.metric in KINDS else None
        if asked and not any(asked(turn) for turn in turns if gate.tag is None or gate.tag in turn.tags):
            raise _nothing_to_count(gate, "this run")
        if gate.metric == "stability" and (repeats < 2 or gate.tag):
            raise ConfigError(
                f"--gate {gate.written!r}: stability is counted over a whole run with --repeat 2 or more."
            )


def _check(gate: Gate, report: Mapping[str, Any], old: Mapping[str, Any] | None) -> GateResult:
    value, n = _figure(gate, report, "this run")
    bound = gate.bound
    if bound is None:
        bound, _ = _figure(gate, old or {}, "the old run")
    holds = {
        ">=": value >= bound,
        "<=": value <= bound,
        ">": value > bound,
        "<": value < bound,
        "==": value == bound,
    }
    return GateResult(gate, holds[gate.sign], value, bound, n)


def _figure(gate: Gate, report: Mapping[str, Any], whose: str) -> tuple[float, int]:
    metrics = report.get("metrics", {})
    group = metrics.get("overall", {}) if gate.tag is None else metrics.get("by_tag", {}).get(gate.tag, {})
    figure = group.get(gate.metric) or {"n": 0, "value": None}
    if not figure["n"]:
        raise _nothing_to_count(gate, whose)
    if gate.part in ("low", "high"):
        return figure["interval"][gate.part == "high"], figure["n"]
    if gate.part == "worst" and "worst" not in figure:
        raise ConfigError(f"--gate {gate.written!r}: {gate.metric} has no worst case. Use it on shares of turns.")
    return figure[gate.part], figure["n"]


def _nothing_to_count(gate: Gate, whose: str) -> ConfigError:
    return ConfigError(
        f"--gate {gate.written!r}: {whose} has nothing to count it on (n = 0). Add cases or drop the gate."
    )


def allows_not_judged(gates: Sequence[Gate]) -> bool:
    """Whether a gate speaks of the turns that could not be judged; it then decides, and not the mere fact."""
    return any(gate.metric == "judged" and gate.tag is None for gate in gates)
