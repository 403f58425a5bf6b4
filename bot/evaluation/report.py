"""The report of a run: the JSON contract, from which every other report is drawn."""

from __future__ import annotations

import math
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.evaluation.corpus import Corpus
from bot.evaluation.foreign import whole_text
from bot.evaluation.intervals import SEED
from bot.evaluation.matching import MATCHER
from bot.evaluation.metrics import Metric, measure_all, share
from bot.evaluation.runner import CaseRun, TurnRun
from bot.evaluation.suite import CaseTurn, Suite, suites_hash
from bot.evaluation.version import newsbot_version
from bot.evaluation.why import SAYS, source_retrieved, unlisted, why

SCHEMA = 1
Report = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """What was asked."""

    answerer: str | None = None  # as requested; None: as the answers say
    model: str | None = None
    url: str | None = None
    answers: str | None = None  # the file of recorded answers


def config_of(suites: Sequence[Suite], corpus: Corpus, target: Target) -> dict[str, Any]:
    """What a run can be compared by. Known before anything is asked, but for the names that the answers bring."""
    return {
        "answerer": target.answerer,
        "model": target.model,
        "embedder": None,
        "url": target.url,
        "answers": target.answers,
        "versions": {"newsbot": newsbot_version(), "python": platform.python_version()},
        "corpus": corpus.hash,
        "articles": len(corpus.refs),
        "cases": sum(len(suite.cases) for suite in suites),
        "suite": suites_hash(suites),
        "matcher": MATCHER,
        "seed": SEED,
    }


def build(config: dict[str, Any], repeats: Sequence[Sequence[CaseRun]], corpus: Corpus) -> Report:
    """The report of the first run; further ones say how stable it is."""
    first = repeats[0]
    metrics = measure_all(first)
    if len(repeats) > 1:
        agreed = _agreement(repeats)
        metrics["overall"]["stability"] = share(sum(agreed.values()), len(agreed)).to_dict()
    return {
        "schema": SCHEMA,
        "config": {**config, **_names(first), "repeat": len(repeats), "created": _now()},
        "suites": _suites(repeats, corpus),
        "metrics": metrics,
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _names(runs: Sequence[CaseRun]) -> dict[str, str]:
    """The answerer and the embedder as the answers name them."""
    answers = [one.reply.answer for run in runs for one in run.turns if one.reply.answer]
    names = {
        "answerer": sorted({answer.requested_answerer for answer in answers}),
        "embedder": sorted({answer.embedder for answer in answers}),
    }
    return {key: ", ".join(found) for key, found in names.items() if found}


def _suites(repeats: Sequence[Sequence[CaseRun]], corpus: Corpus) -> list[dict[str, Any]]:
    agreed = _agreement(repeats) if len(repeats) > 1 else {}
    suites: dict[str, list[dict[str, Any]]] = {}
    for run in repeats[0]:
        turns = [_turn(one, corpus) for one in run.turns]
        for turn in turns if agreed else ():
            turn["stable"] = agreed[run.suite, turn["id"]]
        suites.setdefault(run.suite, []).append({"id": run.case.id, "tags": list(run.case.tags), "turns": turns})
    return [{"suite": name, "cases": cases} for name, cases in suites.items()]


def _agreement(repeats: Sequence[Sequence[CaseRun]]) -> dict[tuple[str, str], bool]:
    """Whether a turn's outcome and checks were the same in every run."""
    seen: dict[tuple[str, str], set[Any]] = {}
    for runs in repeats:
        for run in runs:
            for one in run.turns:
                outcome = one.reply.answer.outcome if one.reply.answer else None
                checks = tuple((finding.name, finding.status) for finding in one.judged.findings)
                seen.setdefault((run.suite, one.turn.id), set()).add((outcome, checks))
    return {key: len(kinds) == 1 for key, kinds in seen.items()}


def _turn(one: TurnRun, corpus: Corpus) -> dict[str, Any]:
    code = why(one, corpus)
    turn = {
        "id": one.turn.id,
        "question": one.turn.question,
        "tags": list(one.turn.tags),
        "status": one.judged.status,
        "why": {"code": code, "text": SAYS[code]} if code else None,
        "answer": one.reply.answer.to_dict() if one.reply.answer else None,
        "checks": [
            {"name": found.name, "status": found.status, "reason": found.reason} for found in one.judged.findings
        ],
        "unlisted": unlisted(one),
        "expected": _expected(one, corpus),
        "seconds": one.reply.seconds,
    }
    made = _plain(turn)
    assert isinstance(made, dict)
    return made


def _plain(value: Any) -> Any:
    """As JSON has it, so that a report is the same before it is written and after it is read."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, str):
        return whole_text(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _expected(one: TurnRun, corpus: Corpus) -> dict[str, Any]:
    turn: CaseTurn = one.turn
    found = one.reply.answer is not None and bool(one.reply.answer.considered)
    return {
        "answerable": turn.answerable,
        "outcomes": list(turn.outcomes),
        "answer": [entry.written for entry in turn.answer],
        "at_least": turn.at_least,
        "avoid": [entry.written for entry in turn.avoid],
        "cite": turn.cite,
        "sources": [
            {
                "article": source.article.file,
                "quote": source.quote,
                "places": [list(place) for place in source.places],
                "retrieved": source_retrieved(source, one, corpus) if found else None,
            }
            for source in turn.sources
        ],
    }


def turns_of(report: Report) -> list[tuple[str, dict[str, Any]]]:
    """Every turn with its suite's name, in order."""
    return [(suite["suite"], turn) for suite in report["suites"] for case in suite["cases"] for turn in case["turns"]]


def cut(text: str, most: int) -> str:
    """What a table or a page shows of a long text; the JSON report has all of it."""
    more = len(text) - most
    return text if more <= 0 else f"{text[:most]}… ({more:,} characters more)"


__all__ = ["Metric", "Report", "Target", "build", "config_of", "cut", "turns_of"]
