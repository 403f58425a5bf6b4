"""Two runs side by side: what is fixed, what is broken, and whether the difference is more than chance."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError, model_validator

from bot.evaluation.checks import Status
from bot.evaluation.foreign import said
from bot.evaluation.intervals import Z
from bot.evaluation.matching import normalise
from bot.evaluation.report import turns_of
from vectorstore.errors import ConfigError

Z_POWER = 0.8416212335729143  # 80 % chance of seeing one that is
FEWEST = 6  # turns that must all change one way before the exact test says less than 5 %
SAME = {"suite": "another suite", "corpus": "other articles", "matcher": "another matching rule"}


class _Cited(BaseModel):
    file: str
    start: int
    end: int


class _Claim(BaseModel):
    text: str


class _Usage(BaseModel):
    prompt_tokens: int
    completion_tokens: int


class _Answer(BaseModel):
    outcome: str
    claims: list[_Claim]
    citations: list[_Cited]
    usage: _Usage | None = None


class _Check(BaseModel):
    status: Status


class _Turn(BaseModel):
    id: str
    status: Status | None = None  # as the checks have it, where a report does not say
    checks: list[_Check] = []
    answer: _Answer | None
    seconds: float | None = None


class _Case(BaseModel):
    turns: list[_Turn]


class _Suite(BaseModel):
    suite: str
    cases: list[_Case]


class _Figure(BaseModel):
    value: float | None
    n: int
    interval: tuple[float, float] | None

    @model_validator(mode="after")
    def counted(self) -> _Figure:
        if self.n and (self.value is None or self.interval is None):
            raise ValueError("a figure without a value")
        return self


class _Metrics(BaseModel):
    overall: dict[str, _Figure] = {}
    by_tag: dict[str, dict[str, _Figure]] = {}


class _Report(BaseModel):
    """What a comparison and its gates read of an old run, which may have been made by hand or cut short."""

    schema_: Literal[1] = Field(alias="schema")
    config: dict[str, Any]
    suites: list[_Suite]
    metrics: _Metrics


@dataclass(frozen=True)
class Comparison:
    """Turns by id, `suite: id` where there are several suites. `b` is this run, `a` the old one."""

    turns: int  # judged in both
    fixed: tuple[str, ...]
    broken: tuple[str, ...]
    changed: tuple[str, ...]  # the same verdict on another answer
    not_compared: int  # turns judged in one run only, or in neither
    p: float  # exact McNemar, two-sided
    detectable: float | None  # smallest difference in the share passed that such a suite shows 4 times in 5
    seconds: float | None  # more per answer than in the old run
    tokens: float | None
    forced: tuple[str, ...] = ()  # what differs between the runs although only the bot should

    @property
    def sentence(self) -> str:
        """Fit for a boss."""
        found = f"B fixes {len(self.fixed)} and breaks {len(self.broken)} of {self.turns}, p = {self.p:.2g}"
        parts = [found, self._smallest(), *self._costs()]
        return "; ".join(part for part in parts if part) + "."

    def _smallest(self) -> str:
        if self.detectable is None:
            return "the suite is too small to show any difference"
        points = max(1, round(self.detectable * 100))
        return f"the smallest difference that this suite can show is about {points} point{'s' * (points != 1)}"

    def _costs(self) -> list[str]:
        costs = []
        if self.seconds is not None:
            costs.append(f"{abs(self.seconds):.1f} s {'more' if self.seconds >= 0 else 'less'}")
        if self.tokens is not None:
            costs.append(f"{abs(self.tokens):.0f} tokens {'more' if self.tokens >= 0 else 'fewer'}")
        return [" and ".join(costs) + " an answer"] if costs else []

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "sentence": self.sentence}


def read_report(file: Path) -> dict[str, Any]:
    try:
        report = json.loads(file.read_text(encoding="utf-8-sig"))
        _Report.model_validate(report)
    except OSError as error:
        raise ConfigError(f"{file} cannot be read ({error.strerror}). Give a report of newsbot eval --json.") from None
    except ValidationError as error:
        detail = said(error.errors())
        raise ConfigError(
            f"{file} is no report of newsbot eval ({detail}). Make one: newsbot eval SUITE --json {file}"
        ) from None
    except (ValueError, RecursionError):
        raise ConfigError(f"{file} is no report of newsbot eval. Make one: newsbot eval SUITE --json {file}") from None
    return report  # type: ignore[no-any-return]


def check_comparable(old: Mapping[str, Any], config: Mapping[str, Any], *, force: bool) -> tuple[str, ...]:
    """What differs beside the bot; raises ConfigError on any unless forced."""
    different = tuple(name for key, name in SAME.items() if old["config"].get(key) != config[key])
    if different and not force:
        raise ConfigError(
            f"The old run has {' and '.join(different)}, so its figures mean something else. "
            "Run it again on these, or compare all the same with --force."
        )
    return different


def compare(old: Mapping[str, Any], new: Mapping[str, Any], forced: Sequence[str] = ()) -> Comparison:
    before, after = _by_id(old), _by_id(new)
    both = [key for key in after if key in before and _judged(before[key]) and _judged(after[key])]
    verdicts = {key: (_passed(before[key]), _passed(after[key])) for key in both}
    fixed = [key for key in both if verdicts[key] == (False, True)]
    broken = [key for key in both if verdicts[key] == (True, False)]
    changed = [key for key in both if verdicts[key][0] == verdicts[key][1] and _differ(before[key], after[key])]
    several = len({suite for suite, _id in [*before, *after]}) > 1
    return Comparison(
        turns=len(both),
        fixed=tuple(_name(key, several) for key in fixed),
        broken=tuple(_name(key, several) for key in broken),
        changed=tuple(_name(key, several) for key in changed),
        not_compared=len(before.keys() | after.keys()) - len(both),
        p=mcnemar(len(fixed), len(broken)),
        detectable=detectable(len(fixed) + len(broken), len(both)),
        seconds=_more([(_seconds(before[key]), _seconds(after[key])) for key in both]),
        tokens=_more(_used([(_tokens(before[key]), _tokens(after[key])) for key in both])),
        forced=tuple(forced),
    )


Key = tuple[str, str]


def _by_id(report: Mapping[str, Any]) -> dict[Key, Mapping[str, Any]]:
    return {(suite, turn["id"]): turn for suite, turn in turns_of(dict(report))}


def _name(key: Key, several: bool) -> str:
    return f"{key[0]}: {key[1]}" if several else key[1]


def _judged(turn: Mapping[str, Any]) -> bool:
    return _status(turn) != "not_judged" and turn["answer"] is not None


def _passed(turn: Mapping[str, Any]) -> bool:
    return _status(turn) == "passed"


def _status(turn: Mapping[str, Any]) -> Status:
    if turn.get("status"):
        return turn["status"]  # type: ignore[no-any-return]
    found = {check["status"] for check in turn.get("checks", ())}
    return "not_judged" if "not_judged" in found else "failed" if "failed" in found else "passed"


def _differ(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Other words, other evidence or another outcome; typography alone is no change."""

    def essence(turn: Mapping[str, Any]) -> Any:
        answer = turn["answer"]
        said = normalise(" ".join(claim["text"] for claim in answer["claims"]))
        places = sorted((cited["file"], cited["start"], cited["end"]) for cited in answer["citations"])
        return answer["outcome"], said, places

    return bool(essence(before) != essence(after))


def mcnemar(fixed: int, broken: int) -> float:
    """The chance of a split at least as uneven, if a changed turn were as likely to be fixed as broken."""
    n = fixed + broken
    ways = tail = 1  # of choosing k of the n, and of choosing at most k
    for k in range(1, min(fixed, broken) + 1):
        ways = ways * (n - k + 1) // k
        tail += ways
    return min(1.0, float(2 * tail / 2**n))


def detectable(changed: int, turns: int) -> float | None:
    """The smallest difference in the share passed that a suite of this size shows with 80 % power at the 5 % level.

    Normal approximation for paired shares, with as many turns changing as did here; never less than what the exact
    test can show at all. None where not even every turn changing one way would do.
    """
    if turns < FEWEST:
        return None
    least = FEWEST / turns
    share_changed = max(changed / turns, least)
    difference = share_changed
    for _ in range(50):  # the variance depends on the difference; this settles in a few rounds
        rest = math.sqrt(max(0.0, share_changed - difference * difference))
        difference = (Z * math.sqrt(share_changed) + Z_POWER * rest) / math.sqrt(turns)
    return min(1.0, max(least, difference))


def _seconds(turn: Mapping[str, Any]) -> float | None:
    seconds = turn.get("seconds")
    return None if seconds is None else float(seconds)


def _tokens(turn: Mapping[str, Any]) -> float | None:
    usage = turn["answer"].get("usage")
    return None if usage is None else float(usage["prompt_tokens"] + usage["completion_tokens"])


Pair = tuple[float | None, float | None]  # of the old run and of this one


def _used(pairs: Sequence[Pair]) -> Sequence[Pair]:
    """An answer without tokens beside one with some used none."""
    if all(old is None and new is None for old, new in pairs):
        return pairs
    return [(old or 0.0, new or 0.0) for old, new in pairs]


def _more(pairs: Sequence[Pair]) -> float | None:
    """The mean difference, over what both runs tell."""
    differences = [new - old for old, new in pairs if old is not None and new is not None]
    return math.fsum(differences) / len(differences) if differences else None
