"""`newsbot eval --init` and `--schema`: what one begins with."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from vectorstore.errors import ConfigError, LibraryEmpty

if TYPE_CHECKING:
    from bot.engine import NewsBot
    from ui.eval_run import EvalOptions

SCHEMA_FILE = "suite.schema.json"


def print_schema() -> None:
    sys.stdout.write(schema_text())


def schema_text() -> str:
    from bot.evaluation.suite_model import json_schema

    return json.dumps(json_schema(), indent=2) + "\n"


def start_suite(options: EvalOptions, folder: Path | None, squad: Path | None) -> None:
    """Writes a suite into `folder`, from the articles or from SQuAD-style JSON, and the schema for editors with it."""
    if folder is None:
        raise ConfigError("--import needs a folder to write to: newsbot eval --import FILE.json --init questions")
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder} is a file. Give --init a folder.")
    suite = folder / ("starter.yaml" if squad is None else f"{squad.stem}.yaml")
    if suite.exists():
        raise ConfigError(f"{suite} is there already and is not overwritten. Give another folder, or move it away.")
    written = {suite: _starter(options, suite)} if squad is None else _imported(options, squad, folder, suite)
    for file, text in {**written, folder / SCHEMA_FILE: schema_text()}.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    print(f"Wrote {suite}. Run it: newsbot eval {suite}")


def _starter(options: EvalOptions, suite: Path) -> str:
    """The offline answerer is asked, whatever is configured: a starter suite costs nothing."""
    from bot.evaluation.starter import starter_suite
    from ui.eval_run import corpus_of, settings_of
    from ui.opening import open_bot

    settings = settings_of(options)
    corpus = corpus_of(settings)
    bot = open_bot(settings)
    return starter_suite(
        suite.parent.name or "starter",
        str(suite),
        corpus,
        lambda question: bot.ask(question, answerer="offline"),
        _suggested(bot),
    )


def _suggested(bot: NewsBot) -> list[str]:
    from bot.starters import starters

    return starters(bot)


def _imported(options: EvalOptions, squad: Path, folder: Path, suite: Path) -> dict[Path, str]:
    from bot.evaluation.squad import import_squad
    from ui.eval_run import corpus_of, settings_of

    try:
        corpus = corpus_of(settings_of(options))
    except LibraryEmpty:
        corpus = None
    made = import_squad(squad, corpus)
    if made.articles:
        print(f"Paragraphs in no ingested article: {len(made.articles)}. newsbot ingest {folder / 'articles'}")
    articles = {folder / "articles" / name: text for name, text in made.articles.items()}
    return {**articles, suite: made.suite}
