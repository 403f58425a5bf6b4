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
from ui.terminal import say
from vectorstore.errors import ConfigError, LibraryEmpty

if TYPE_CHECKING:
    from bot.evaluation.corpus import Corpus
    from bot.evaluation.gates import Gate, GateResult
    from bot.evaluation.journal import FileJournal
    from bot.evaluation.report import Report, Target
    from bot.evaluation.runner import CaseRun, Respond
    from bot.evaluation.suite import Suite
    from ui.settings import Settings

INTERRUPTED = 130
STDOUT = Path("-")
SAME_ANSWERS = ("articles", "data", "host", "port", "api_token", "openai_api_key")  # settings that change none


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
    def outputs(self) -> dict[str, Path]:
        """Every report that is asked for, by its option."""
        every = {"--json": self.json, "--junit": self.junit, "--csv": self.csv}
        every |= {"--html": self.html, "--export": self.export}
        return {option: file for option, file in every.items() if file is not None}

    @property
    def inputs(self) -> list[Path]:
        return [*self.suites, *(file for file in (self.answers,) if file is not None)]

    @property
    def stdout_taken(self) -> bool:
        """A report goes to standard output, which then carries nothing else."""
        return STDOUT in self.outputs.values()


@dataclass(frozen=True)
class Plan:
    """Everything that could be settled before anything is asked."""

    options: EvalOptions
    settings: Settings
    corpus: Corpus
    loaded: Sequence[Suite]  # as the files have them
    suites: Sequence[Suite]  # what --tag and --case leave
    gates: Sequence[Gate]
    config: dict[str, Any]
    old: Report | None  # the run to compare with
    forced: tuple[str, ...]  # what that run has different although only the bot should be


def run_eval(options: EvalOptions) -> int:
    """The exit status."""
    plan = _planned(options)
    with _journal(plan) as journal:
        runs = _asked(plan, journal)
        return INTERRUPTED if runs is None else _reported(plan, runs, journal)


def _planned(options: EvalOptions) -> Plan:
    """Whatever can be told to be wrong is told here, before a question is asked and paid for."""
    from bot.evaluation.compare import check_comparable, read_report
    from bot.evaluation.gates import check_known, parse_gate
    from bot.evaluation.report import config_of
    from bot.evaluation.suite import load_suites, select

    settings = settings_of(options)
    _check_options(options)
    corpus = corpus_of(settings)
    loaded = load_suites(options.suites, corpus)
    suites = select(loaded, options.tags, options.cases)
    gates = [parse_gate(written) for written in options.gates]
    old = read_report(options.compare) if options.compare else None
    turns = [turn for suite in suites for turn in suite.turns]
    check_known(gates, turns, old=old, repeats=options.repeat)
    config = config_of(suites, corpus, _target(options, settings))
    forced = check_comparable(old, config, force=options.force) if old else ()
    for file in options.outputs.values():
        if file != STDOUT:
            _make_room(file)
    return Plan(options, settings, corpus, loaded, suites, gates, config, old, forced)


def settings_of(options: EvalOptions) -> Settings:
    from ui.settings import Settings

    settings = Settings.from_env(articles=options.articles, data=options.data, answerer=options.answerer).checked()
    say(f"articles {settings.articles_dir}, data {settings.data}")
    return settings


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
    _check_outputs(options)


def _check_outputs(options: EvalOptions) -> None:
    """One place a report, and never that of a suite or of recorded answers."""
    taken: dict[Path, str] = {}
    for option, file in options.outputs.items():
        place = file if file == STDOUT else file.resolve()
        if place in taken:
            where = "standard output" if file == STDOUT else str(file)
            raise ConfigError(f"{taken[place]} and {option} would both go to {where}. Give each a place of its own.")
        if any(_is_read(place, given.resolve()) for given in options.inputs):
            raise ConfigError(f"{option} {file} would overwrite what is read. Give another place.")
        taken[place] = option


def _is_read(place: Path, given: Path) -> bool:
    """Whether a file is what is given, or a suite in the folder that is."""
    from bot.evaluation.suite_files import FORMATS

    if place == given:
        return True
    return given.is_dir() and given in place.parents and place.is_file() and place.suffix.lower() in FORMATS


def _target(options: EvalOptions, settings: Settings) -> Target:
    from bot.evaluation.report import Target

    if options.answers:
        return Target(answerer="recorded", answers=str(options.answers))
    if options.url:
        return Target(answerer=options.answerer, url=options.url)
    name = settings.answerer_name
    return Target(answerer=name, model=settings.model if name == "model" else None)


def _asked(plan: Plan, journal: FileJournal | None) -> list[list[CaseRun]] | None:
    """The runs, one a repeat; None when interrupted."""
    from bot.evaluation.runner import Budget, Runner

    options = plan.options
    runner = Runner(
        _respond(plan),
        plan.corpus,
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
                runs.append(runner.run(plan.suites, number))
    except KeyboardInterrupt:
        kept = "what was answered is kept, run the same command to go on" if journal else "nothing is kept"
        say(f"newsbot: interrupted; {kept}")
        return None
    return runs


@contextmanager
def _journal(plan: Plan) -> Iterator[FileJournal | None]:
    """Recorded answers need none. Which cases are asked is no part of the key: cases are known one by one."""
    from bot.evaluation.journal import FileJournal
    from vectorstore.library import Library

    options, settings = plan.options, plan.settings
    if options.answers:
        yield None
        return
    run = {key: value for key, value in plan.config.items() if key not in ("suite", "cases")}
    run["settings"] = settings.model_dump(mode="json", exclude={*SAME_ANSWERS})
    run["index"] = Library(settings.data).embedder()
    journal = FileJournal(settings.data / "evaluations", run, fresh=options.fresh)
    if resumed := journal.resumed(plan.suites, options.repeat):
        cases = f"{resumed} case{' is' if resumed == 1 else 's are'} answered"
        say(f"Going on with a run that was not finished: {cases} (--fresh asks all anew)")
    yield journal


def _respond(plan: Plan) -> Respond:
    from bot.evaluation.recorded import Recorded
    from bot.evaluation.remote import Remote
    from bot.evaluation.runner import of_callable

    options, settings = plan.options, plan.settings
    if options.answers:
        return Recorded(options.answers, plan.loaded, plan.corpus).respond
    if options.url:
        token = settings.api_token.get_secret_value() if settings.api_token else None
        return Remote(options.url, answerer=options.answerer, token=token).respond
    from ui.opening import open_bot

    bot = open_bot(settings)
    return of_callable(lambda question, history, articles: bot.ask(question, history, articles=articles))


def _reported(plan: Plan, runs: Sequence[Sequence[CaseRun]], journal: FileJournal | None) -> int:
    from bot.evaluation.compare import compare
    from bot.evaluation.gates import check_gates
    from bot.evaluation.report import build

    options, alone = plan.options, plan.options.stdout_taken
    report = build(plan.config, runs, plan.corpus)
    if plan.old is not None:
        report["comparison"] = compare(plan.old, report, plan.forced).to_dict()
    results: list[GateResult] = []
    undecided: list[str] = []
    for gate in plan.gates:
        try:
            results += check_gates([gate], report, plan.old)
        except ConfigError as error:  # the run and the other gates are reported all the same
            undecided.append(str(error))
    report["gates"] = [result.to_dict() for result in results]
    _write(options, report, plan.corpus)
    if journal and not _faults(runs):
        journal.close()  # not before the reports are on disk: what they cost would be lost with them
    print_run(report, to_stderr=alone, by_tag=len(report["metrics"]["by_tag"]) > 1)
    if plan.old is not None:
        print_comparison(report["comparison"], to_stderr=alone)
    print_gates(results, to_stderr=alone)
    if undecided:
        raise ConfigError("\n".join(undecided))
    return _status(plan, runs, results)


def _status(plan: Plan, runs: Sequence[Sequence[CaseRun]], results: Sequence[GateResult]) -> int:
    from bot.evaluation.gates import allows_not_judged

    done, cases = len(runs[0]), plan.config["cases"]
    if done < cases:
        say(f"newsbot: stopped after {done} of {cases} cases (--fail-fast)")
    if _faults(runs) and not allows_not_judged(plan.gates):
        say("newsbot: not every turn could be judged, see above; --gate 'judged>=0.95' would allow for some")
        return 1
    if done < cases and plan.gates:
        return 1  # gates hold for a whole run, and this one has not shown that they do
    return 0 if all(result.passed for result in results) else 1


def _faults(runs: Sequence[Sequence[CaseRun]]) -> bool:
    """Whether any turn could not be judged."""
    return any(one.judged.fault for run in runs for case in run for one in case.turns)


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

    writers: dict[str, Callable[[], str]] = {
        "--json": lambda: json.dumps(report, ensure_ascii=False, indent=1) + "\n",
        "--junit": lambda: junit(report),
        "--csv": lambda: csv_table(report),
        "--html": lambda: html_report(report, corpus),
        "--export": lambda: export_jsonl(report, corpus),
    }
    unwritten = []
    for option, file in options.outputs.items():
        try:
            _write_text(file, writers[option]())
        except BrokenPipeError:  # whoever read it has had enough
            raise
        except OSError as error:  # the others are written all the same
            unwritten.append(f"{file} cannot be written ({error.strerror}). Give another place.")
    if unwritten:
        raise ConfigError("\n".join(unwritten))


def _write_text(file: Path, text: str) -> None:
    if file != STDOUT:
        file.write_text(text, encoding="utf-8", newline="")
        return
    sys.stdout.write(text)
    sys.stdout.flush()
