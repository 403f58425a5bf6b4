"""`newsbot eval`: what can be asked for on the command line. The work is in eval_run, imported when it is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

File = typer.Option(metavar="FILE")


def eval_command(
    suites: Annotated[
        list[Path] | None, typer.Argument(metavar="SUITE...", help="YAML, JSONL or CSV files, or folders of them.")
    ] = None,
    answerer: Annotated[str | None, typer.Option(metavar="NAME", help="offline or model.")] = None,
    answers: Annotated[
        Path | None, typer.Option(metavar="FILE.jsonl", help="Judge these answers of any bot; nothing is asked.")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Ask any server that has POST /api/ask.")] = None,
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="Only cases with this tag (repeatable).")] = None,
    case: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only this case (repeatable).")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Cases asked at the same time.")] = 1,
    repeat: Annotated[int, typer.Option(min=1, max=100, help="Ask everything so often; shows how stable it is.")] = 1,
    max_tokens: Annotated[
        int | None, typer.Option(min=1, help="Ask nothing more once the run has used so many tokens.")
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first case that fails.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Do not go on with an interrupted run.")] = False,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="The report as JSON; - for standard output.")
    ] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="One page to read: figures and failures.")] = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="JUnit XML for CI systems.")] = None,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="A turn a row.")] = None,
    export: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help="Question, answer, contexts and reference for RAG libraries."),
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(metavar="OLD.json", help="What is fixed and broken since that run.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Compare runs over another suite or articles.")] = False,
    gate: Annotated[
        list[str] | None,
        typer.Option(metavar="EXPR", help="Exit 1 unless it holds: citation_recall>=0.9 (repeatable)."),
    ] = None,
    init: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write a starter suite from the ingested articles.")
    ] = None,
    import_file: Annotated[
        Path | None, typer.Option("--import", metavar="FILE.json", help="With --init: a suite from SQuAD-style JSON.")
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of suites, for editors.")] = False,
    articles: Annotated[
        Path | None, typer.Option("--articles", metavar="DIR", help="Folder of articles (default ./articles).")
    ] = None,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Where the library is kept (./data).")
    ] = None,
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
        tags=tuple(tag or ()),
        cases=tuple(case or ()),
        workers=workers,
        repeat=repeat,
        max_tokens=max_tokens,
        fail_fast=fail_fast,
        fresh=fresh,
        json=json_file,
        html=html,
        junit=junit,
        csv=csv,
        export=export,
        compare=compare,
        force=force,
        gates=tuple(gate or ()),
        articles=articles,
        data=data,
    )
    if init is not None or import_file is not None:
        from ui.eval_start import start_suite

        start_suite(options, init, import_file)
        return
    raise typer.Exit(run_eval(options))
