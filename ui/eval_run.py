"""One `newsbot eval`: what is asked of whom, and what is written where."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.eval_terminal import eval_progress, print_comparison, print_gates, print_run
from vectorstore.errors import ConfigError, LibraryEmpty

if TYPE_CHECKING:
    from bot.evaluation.corpus import Corpus
    from bot.evaluation.gates import Gate
    from bot.evaluation.journal import FileJournal
    from bot.evaluation.report import Report, Target
    from bot.evaluation.runner import CaseRun, Respond
    from bot.evaluation.suite import Suite
    from ui.settings import Settings

INTERRUPTED = 130
STDOUT = Path("-")


@dataclass(frozen=True)
class EvalOptions:
    """The command line, as given."""

    suites: tuple[Path, ...] = ()
    answerer: str | None = None
    answers: Path | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    workers: int = 1
    repeat: int = 1
    max_tokens: int | None = None
    fail_fast: bool = False
    fresh: bool = False
    json: Path | None = None
    html: Path | None = None
    junit: Path | None = None
    csv: Path | None = None
    export: Path | None = None
    compare: Path | None = None
    force: bool = False
    gates: tuple[str, ...] = ()
    articles: Path | None = None
    data: Path | None = None

    @property
    def json_alone(self) -> bool:
        return self.json == STDOUT


def run_eval(options: EvalOptions) -> int:
    """The exit status. Whatever can be told before anything is asked is told before."""
    from bot.evaluation.compare import check_comparable, read_report
    from bot.evaluation.gates import check_known, parse_gate
    from bot.evaluation.report import config_of
    from bot.evaluation.suite import load_suites, select

    settings = settings_of(options)
    _check_options(options)
    corpus = corpus_of(settings)
    suites = select(load_suites(options.suites, corpus), options.tags, options.cases)
    gates = [parse_gate(written) for written in options.gates]
    tags = sorted({tag for suite in suites for turn in suite.turns for tag in turn.tags})
    check_known(gates, tags, has_old=options.compare is not None, repeats=options.repeat)
    config = config_of(suites, corpus, _target(options, settings))
    old = read_report(options.compare) if options.compare else None
    forced = check_comparable(old, config, force=options.force) if old else ()
    for file in _files(options):
        _make_room(file)

    runs = _asked(options, settings, suites, corpus, config)
    if runs is None:
        return INTERRUPTED
    return _reported(options, config, runs, corpus, gates, old, forced)


def settings_of(options: EvalOptions) -> Settings:
    from ui.settings import Settings

    return Settings.from_env(articles=options.articles, data=options.data, answerer=options.answerer)


def corpus_of(settings: Settings) -> Corpus:
    from bot.evaluation.corpus import Corpus
    from vectorstore.library import Library

    library = Library(settings.data)
    if library.is_empty():
        raise LibraryEmpty(f"No articles in {settings.data}. Load some: newsbot ingest {settings.articles_dir}")
    return Corpus.of_library(library)


def _check_options(options: EvalOptions) -> None:
    if not options.suites:
        raise ConfigError("Give a suite: newsbot eval SUITE.yaml. To begin with one: newsbot eval --init questions")
    if options.answers and options.url:
        raise ConfigError("--answers and --url exclude each other: judge a recording or ask a server.")
    if options.answers and options.repeat > 1:
        raise ConfigError("--repeat asks a bot again; recorded answers stay as they are. Leave one of the two out.")


def _target(options: EvalOptions, settings: Settings) -> Target:
    from bot.evaluation.report import Target

    if options.answers:
        return Target(answerer="recorded", answers=str(options.answers))
    if options.url:
        return Target(answerer=options.answerer, url=options.url)
    name = settings.answerer_name
    return Target(answerer=name, model=settings.model if name == "model" else None)


def _asked(
    options: EvalOptions, settings: Settings, suites: Sequence[Suite], corpus: Corpus, config: dict[str, Any]
) -> list[list[CaseRun]] | None:
    """The runs, one a repeat; None when interrupted."""
    from bot.evaluation.runner import Budget, Runner

    with _journal(options, settings, config) as journal:
        runner = Runner(
            _respond(options, settings, suites, corpus),
            corpus,
            workers=options.workers,
            fail_fast=options.fail_fast,
            budget=Budget(options.max_tokens),
            journal=journal,
            clock=options.answers is None,
        )
        runs: list[list[CaseRun]] = []
        try:
            for number in range(options.repeat):
                with eval_progress(number) as runner.progress:
                    runs.append(runner.run(suites, number))
        except KeyboardInterrupt:
            kept = "what was answered is kept, run the same command to go on" if journal else "nothing is kept"
            _say(f"newsbot: interrupted; {kept}")
            return None
        if journal and not any(one.judged.fault for run in runs for case in run for one in case.turns):
            journal.close()
    return runs


@contextmanager
def _journal(options: EvalOptions, settings: Settings, config: dict[str, Any]) -> Iterator[FileJournal | None]:
    """Recorded answers need none. Which cases are asked is no part of the key: cases are known one by one."""
    from bot.evaluation.journal import FileJournal

    if options.answers:
        yield None
        return
    run = {key: value for key, value in config.items() if key != "suite"}
    run |= {"embedder": settings.embedder, "top_k": settings.top_k, "base_url": settings.openai_base_url}
    journal = FileJournal(settings.data / "evaluations", run, fresh=options.fresh)
    if journal.resumed:
        _say(f"Going on with a run that was not finished: {journal.resumed} cases are answered (--fresh asks all anew)")
    yield journal


def _respond(options: EvalOptions, settings: Settings, suites: Sequence[Suite], corpus: Corpus) -> Respond:
    from bot.evaluation.recorded import Recorded
    from bot.evaluation.remote import Remote
    from bot.evaluation.runner import of_callable

    if options.answers:
        return Recorded(options.answers, suites, corpus).respond
    if options.url:
        token = settings.api_token.get_secret_value() if settings.api_token else None
        return Remote(options.url, answerer=options.answerer, token=token).respond
    from ui.settings import open_bot

    bot = open_bot(settings)
    return of_callable(lambda question, history, articles: bot.ask(question, history, articles=articles))


def _reported(
    options: EvalOptions,
    config: dict[str, Any],
    runs: Sequence[Sequence[CaseRun]],
    corpus: Corpus,
    gates: Sequence[Gate],
    old: Report | None,
    forced: Sequence[str],
) -> int:
    from bot.evaluation.compare import compare
    from bot.evaluation.gates import allows_not_judged, check_gates
    from bot.evaluation.report import build

    report = build(config, runs, corpus)
    if old is not None:
        report["comparison"] = compare(old, report, forced).to_dict()
    problem: ConfigError | None = None
    results = []
    try:
        results = check_gates(gates, report, old)
        report["gates"] = [result.to_dict() for result in results]
    except ConfigError as error:  # the run is reported all the same
        problem = error
    _write(options, report, corpus)
    print_run(report, to_stderr=options.json_alone, by_tag=len(report["metrics"]["by_tag"]) > 1)
    if old is not None:
        print_comparison(report["comparison"], to_stderr=options.json_alone)
    print_gates(results, to_stderr=options.json_alone)
    if problem:
        raise problem
    unjudged = any(one.judged.fault for run in runs for case in run for one in case.turns)
    if unjudged and not allows_not_judged(gates):
        _say("newsbot: not every turn could be judged, see above; --gate 'judged>=0.95' would allow for some")
        return 1
    return 0 if all(result.passed for result in results) and not _cut_short(runs, config, gates) else 1


def _cut_short(runs: Sequence[Sequence[CaseRun]], config: dict[str, Any], gates: Sequence[Gate]) -> bool:
    """Gates hold for a whole run; one that --fail-fast ended has not shown that they do."""
    short = sum(len(run) for run in runs[0:1]) < config["cases"]
    if short:
        _say(f"newsbot: stopped after {len(runs[0])} of {config['cases']} cases (--fail-fast)")
    return short and bool(gates)


def _files(options: EvalOptions) -> list[Path]:
    every = (options.json, options.html, options.junit, options.csv, options.export)
    return [file for file in every if file is not None and file != STDOUT]


def _make_room(file: Path) -> None:
    """Before anything is asked: a long run must not end on a folder that is not there."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{file} cannot be written ({error.strerror}). Give another place.") from None
    if file.is_dir():
        raise ConfigError(f"{file} is a folder. Give the name of a file.")


def _write(options: EvalOptions, report: Report, corpus: Corpus) -> None:
    from bot.evaluation.export import export_jsonl
    from bot.evaluation.html_page import html_report
    from bot.evaluation.tables import csv_table, junit

    writers: list[tuple[Path | None, Callable[[], str]]] = [
        (options.json, lambda: json.dumps(report, ensure_ascii=False, indent=1) + "\n"),
        (options.junit, lambda: junit(report)),
        (options.csv, lambda: csv_table(report)),
        (options.html, lambda: html_report(report, corpus)),
        (options.export, lambda: export_jsonl(report, corpus)),
    ]
    for file, make in writers:
        if file == STDOUT:
            sys.stdout.write(make())
        elif file is not None:
            _write_file(file, make())


def _write_file(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise ConfigError(f"{file} cannot be written ({error.strerror}). Give another place.") from None


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
