"""`newsbot eval`: what can be asked for on the command line. The work is in eval_run, imported when it is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

# What is asked, and who answers
Suites = Annotated[
    list[Path] | None, typer.Argument(metavar="SUITE...", help="YAML, JSONL or CSV files, or folders of them.")
]
Answerer = Annotated[str | None, typer.Option(metavar="NAME", help="offline or model.")]
Answers = Annotated[
    Path | None, typer.Option(metavar="FILE.jsonl", help="Judge these answers of any bot; nothing is asked.")
]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Ask any server that has POST /api/ask.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="Only cases with this tag (repeatable).")]
Cases = Annotated[list[str] | None, typer.Option("--case", metavar="ID", help="Only this case (repeatable).")]

# How it runs
Workers = Annotated[int, typer.Option(min=1, max=64, help="Cases asked at the same time.")]
Repeat = Annotated[int, typer.Option(min=1, max=100, help="Ask everything N times; shows how stable it is.")]
MaxTokens = Annotated[int | None, typer.Option(min=1, help="Ask nothing more once the run has used so many tokens.")]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first case that fails.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Start over, with none of an interrupted run.")]

# What is written
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="The report as JSON; - for standard output.")]
Html = Annotated[Path | None, typer.Option(metavar="FILE", help="One page to read: figures and failures.")]
Junit = Annotated[Path | None, typer.Option(metavar="FILE", help="JUnit XML for CI systems.")]
Csv = Annotated[Path | None, typer.Option(metavar="FILE", help="A table with one row for each turn.")]
Export = Annotated[
    Path | None, typer.Option(metavar="FILE.jsonl", help="Question, answer, contexts and reference for RAG libraries.")
]

# What it is held against
Compare = Annotated[Path | None, typer.Option(metavar="OLD.json", help="What is fixed and broken since that run.")]
Force = Annotated[bool, typer.Option("--force", help="Compare runs over another suite or articles.")]
Gates = Annotated[
    list[str] | None,
    typer.Option("--gate", metavar="EXPR", help="Exit 1 unless it holds: citation_recall>=0.9 (repeatable)."),
]

# Instead of a run
Init = Annotated[Path | None, typer.Option(metavar="DIR", help="Write a starter suite from the ingested articles.")]
Import = Annotated[
    Path | None, typer.Option("--import", metavar="FILE.json", help="With --init: a suite from SQuAD-style JSON.")
]
Schema = Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of suites, for editors.")]

# Where things are
Articles = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Only named in messages: the library in --data is asked.")
]
Data = Annotated[Path | None, typer.Option(metavar="DIR", help="Where the library is kept (./data).")]


def eval_command(
    suites: Suites = None,
    answerer: Answerer = None,
    answers: Answers = None,
    url: Url = None,
    tags: Tags = None,
    cases: Cases = None,
    workers: Workers = 1,
    repeat: Repeat = 1,
    max_tokens: MaxTokens = None,
    fail_fast: FailFast = False,
    fresh: Fresh = False,
    json: Json = None,
    html: Html = None,
    junit: Junit = None,
    csv: Csv = None,
    export: Export = None,
    compare: Compare = None,
    force: Force = False,
    gates: Gates = None,
    init: Init = None,
    import_file: Import = None,
    schema: Schema = False,
    articles: Articles = None,
    data: Data = None,
) -> None:
    """Run scripted questions and judge the answers: of this bot, of recorded answers, or of another server."""
    from ui.eval_run import EvalOptions, run_eval

    if schema:
        from ui.eval_start import print_schema

        print_schema()
        return
    options = EvalOptions(
        suites=tuple(suites or ()),
        answerer=answerer,
        answers=answers,
        url=url,
        tags=tuple(tags or ()),
        cases=tuple(cases or ()),
        workers=workers,
        repeat=repeat,
        max_tokens=max_tokens,
        fail_fast=fail_fast,
        fresh=fresh,
        json=json,
        html=html,
        junit=junit,
        csv=csv,
        export=export,
        compare=compare,
        force=force,
        gates=tuple(gates or ()),
        articles=articles,
        data=data,
    )
    if init is not None or import_file is not None:
        from ui.eval_start import start_suite

        start_suite(options, init, import_file)
        return
    raise typer.Exit(run_eval(options))
