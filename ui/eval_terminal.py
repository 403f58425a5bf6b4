"""How a run looks on a terminal: the figures, what failed and why, gates and the comparison."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ui.outcomes import count_of
from ui.terminal import plain

if TYPE_CHECKING:
    from rich.console import Console

    from bot.evaluation.gates import GateResult

MOST_FAULTS = 3
MOST_DETAILED = 5  # failures that are told in full; of more, only the ids are listed
MOST_SAID = 600  # characters of an answer; the reports have all of it
WIDE_ENOUGH = 110  # columns for a log or a pipe, which have no width of their own


def print_run(report: Mapping[str, Any], *, to_stderr: bool, by_tag: bool) -> None:
    from rich.console import Console

    console = Console(stderr=to_stderr, highlight=False, markup=False)
    if not console.is_terminal:
        console.width = max(console.width, WIDE_ENOUGH)
    _tell(console, _heading(report))
    _print_metrics(console, report["metrics"]["overall"])
    counted = {tag: metrics for tag, metrics in report["metrics"]["by_tag"].items() if metrics["passed"]["n"]}
    if by_tag and counted:
        _print_tags(console, counted)
    _print_failures(console, report)


def _tell(console: Console, text: str, style: str | None = None) -> None:
    """A line of prose. A terminal breaks it where it ends; a log keeps it whole, to be searched."""
    console.print(text, style=style, soft_wrap=not console.is_terminal)


def _heading(report: Mapping[str, Any]) -> str:
    config = report["config"]
    turns = [turn for suite in report["suites"] for case in suite["cases"] for turn in case["turns"]]
    cases = sum(len(suite["cases"]) for suite in report["suites"])
    names = ", ".join(suite["suite"] for suite in report["suites"])
    asked = " on ".join(plain(str(config[key])) for key in ("answerer", "embedder") if config[key])
    counts = ", ".join(
        count_of(*one) for one in ((cases, "case"), (len(turns), "turn"), (config["articles"], "article"))
    )
    return ", ".join([f"{plain(names)}: {counts}", *([asked] if asked else [])])


def _print_metrics(console: Console, metrics: Mapping[str, Any]) -> None:
    from rich.table import Table

    from bot.evaluation.metrics import KINDS

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title, side in (("metric", "left"), ("value", "right"), ("95 %", "right"), ("n", "right"), ("", "left")):
        table.add_column(title, justify=side, no_wrap=title != "")  # type: ignore[arg-type]
    for name, figure in metrics.items():
        if figure["n"]:
            says = KINDS[name].says if name in KINDS else "turns that came out the same in every repeat"
            mark = "*" if figure["few"] else ""
            table.add_row(name, shown(name, figure["value"]), _interval(name, figure), f"{figure['n']}{mark}", says)
    console.print(table)
    if any(figure["n"] and figure["few"] for figure in metrics.values()):
        _tell(console, "* fewer than 20: read the interval, not the value")
    unjudged = metrics["judged"]["value"]
    if unjudged is not None and unjudged < 1:
        worst = metrics["passed"].get("worst")
        _tell(console, f"Not every turn could be judged; counted as failed, passed would be {shown('passed', worst)}")


def shown(name: str, value: float | None) -> str:
    from bot.evaluation.metrics import KINDS

    if value is None:
        return "-"
    if name in KINDS and KINDS[name].statistic is not None:
        return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
    return f"{value:.3f}"


def _interval(name: str, figure: Mapping[str, Any]) -> str:
    low, high = figure["interval"]
    return f"{shown(name, low)} to {shown(name, high)}"


TAG_COLUMNS = ("passed", "answer_accuracy", "citation_recall", "citation_precision", "refusal_recall")


def _print_tags(console: Console, by_tag: Mapping[str, Any]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("tag", justify="left", overflow="fold")
    for name in TAG_COLUMNS:  # in two lines, so that no name is cut short
        table.add_column(name.replace("_", "_\n"), justify="right", no_wrap=True)
    for tag, metrics in by_tag.items():
        cells = [
            f"{shown(name, metrics[name]['value'])} ({metrics[name]['n']})" if metrics[name]["n"] else "-"
            for name in TAG_COLUMNS
        ]
        table.add_row(plain(tag), *cells)
    console.print()
    console.print(table)


def _print_failures(console: Console, report: Mapping[str, Any]) -> None:
    """By reason; with few failures, each with what it lacks."""
    turns = [turn for suite in report["suites"] for case in suite["cases"] for turn in case["turns"]]
    failed = [turn for turn in turns if turn["status"] != "passed"]
    if not failed:
        _tell(console, "\nEvery check passed.")
        return
    _tell(console, f"\n{len(failed)} of {count_of(len(turns), 'turn')} failed or could not be judged")
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for turn in failed:
        groups.setdefault(turn["why"]["text"], []).append(turn)
    for text, group in sorted(groups.items(), key=lambda item: -len(item[1])):
        _tell(console, f"  {text} ({len(group)})")
        if len(failed) > MOST_DETAILED:
            _tell(console, f"      {plain(', '.join(turn['id'] for turn in group))}", "dim")
            _print_faults(console, group)
            continue
        for turn in group:
            _print_failure(console, turn)
    if len(failed) > MOST_DETAILED:
        _tell(console, "  --case ID shows one of them here, --html report.html all")


def _print_faults(console: Console, group: Sequence[Mapping[str, Any]]) -> None:
    """Why turns could not be judged; usually a single thing is wrong with all of them."""
    faults = Counter(turn["checks"][0]["reason"] for turn in group if turn["status"] == "not_judged")
    for reason, count in faults.most_common(MOST_FAULTS):
        _tell(console, f"      {count}: {plain(reason)}", "dim")


def _print_failure(console: Console, turn: Mapping[str, Any]) -> None:
    said = " ".join(claim["text"] for claim in turn["answer"]["claims"]) if turn["answer"] else ""
    _tell(console, f"    {plain(turn['id'])}: {plain(_cut(turn['question']))}")
    _tell(console, f"      said: {plain(_cut(said)) or '(nothing)'}", "dim")
    for check in turn["checks"]:
        if check["status"] != "passed":
            _tell(console, f"      {check['name']}: {plain(_cut(check['reason']))}", "dim")
            if check["status"] == "not_judged":
                break  # the same reason for every check
    if turn["why"]["code"] == "unlisted_evidence":
        _tell(console, "      to accept this evidence, paste under sources:", "dim")
        for one in turn["unlisted"]:
            console.print(plain(one["yaml"]), soft_wrap=True)  # a line that is to be copied must not be broken


def _cut(text: str) -> str:
    from bot.evaluation.report import cut

    return cut(text, MOST_SAID)


def print_gates(results: Sequence[GateResult], *, to_stderr: bool) -> None:
    out = sys.stderr if to_stderr else sys.stdout
    for result in results:
        word = "passed" if result.passed else "FAILED"
        value = shown(result.gate.metric, result.value)
        bound = "" if result.gate.bound is not None else f", old {shown(result.gate.metric, result.bound)}"
        print(f"gate {word}: {result.gate.written} (is {value}{bound}, n = {result.n})", file=out)


def print_comparison(comparison: Mapping[str, Any], *, to_stderr: bool) -> None:
    out = sys.stderr if to_stderr else sys.stdout
    print(f"\nAgainst the old run (A): {comparison['sentence']}", file=out)
    for name in ("fixed", "broken", "changed"):
        if comparison[name]:
            print(f"  {name}: {plain(', '.join(comparison[name]))}", file=out)
    if comparison["not_compared"]:
        print(f"  left out, not judged in both runs: {count_of(comparison['not_compared'], 'turn')}", file=out)
    if comparison["forced"]:
        print(f"  compared by --force although the old run has {', '.join(comparison['forced'])}", file=out)


@contextmanager
def eval_progress(repeat: int) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error where that is a terminal; else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("cases" if repeat == 0 else f"repeat {repeat + 1}", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
