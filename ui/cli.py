"""The command line. Heavy imports stay inside the commands, so that `--help` answers at once."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from ui.eval_command import eval_command
from ui.terminal import say
from vectorstore.errors import ConfigError, NewsBotError

if TYPE_CHECKING:
    from ui.settings import Settings

ONLY_PRINT = ("ask", "articles")  # commands that have failed at nothing when nobody reads on


class _Commands(TyperGroup):
    """Runs a command and says how its output ended: the interpreter, at its exit, would only complain."""

    def invoke(self, ctx: Any) -> Any:
        status: int | None = None
        try:
            try:
                super().invoke(ctx)
                status = 0
            except typer.Exit as end:
                status = end.exit_code
                raise
            finally:
                if sys.stdout is not None:
                    sys.stdout.flush()
        except BrokenPipeError:  # `newsbot ask ... | head`: whoever read it has had enough
            _drop_output()
            cut_short = 0 if ctx.invoked_subcommand in ONLY_PRINT else 1
            raise typer.Exit(cut_short if status is None else status) from None
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            _drop_output()
            raise NewsBotError(f"{error.strerror}. Make room and run the command again.") from error


def _drop_output() -> None:
    """What is still to be written goes nowhere, so that nothing fails once more at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    cls=_Commands,
    help="Ask a folder of news articles; every sentence of the answer cites a passage that anyone can check again.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ArticlesDir = Annotated[
    Path | None,
    typer.Option("--articles", metavar="DIR", help="Folder of articles (./articles, else the two samples)."),
]
AskedArticles = Annotated[
    Path | None,
    typer.Option("--articles", metavar="DIR", help="Only named in messages: the library in --data is searched."),
]
DataDir = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="Where the library is kept (./data).")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output, and nothing else.")]
AnswererOption = Annotated[str | None, typer.Option("--answerer", metavar="NAME", help="offline or model.")]


def settings_from(
    articles: Path | None = None,
    data: Path | None = None,
    *,
    embedder: str | None = None,
    answerer: str | None = None,
    port: int | None = None,
) -> Settings:
    from ui.settings import Settings

    given = {"articles": articles, "data": data, "embedder": embedder, "answerer": answerer, "port": port}
    settings = Settings.from_env(**given).checked()
    say(f"articles {settings.articles_dir}, data {settings.data}")
    return settings


@app.command()
def chat(
    articles: ArticlesDir = None,
    data: DataDir = None,
    port: Annotated[int | None, typer.Option(help="Port of the page (8501).")] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Take in what is new in the articles folder, then open the page (on 127.0.0.1, or NEWSBOT_HOST)."""
    from ui.ingest_command import run_ingest
    from ui.serve import serve

    settings = settings_from(articles, data, port=port)
    for file, reason in run_ingest(settings, [settings.articles_dir]).rejected:
        say(f"not read: {file}: {reason}")
    serve(settings, open_browser=browser)


@app.command()
def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH...]", help="Files or folders.")] = None,
    articles: ArticlesDir = None,
    data: DataDir = None,
    prune: Annotated[bool, typer.Option(help="Remove articles whose files are gone.")] = False,
    embedder: Annotated[str | None, typer.Option(metavar="NAME", help="e5, bge or openai; re-embeds all.")] = None,
    as_json: AsJson = False,
) -> None:
    """Read articles into the library; what has not changed is not embedded again."""
    from ui.ingest_command import print_report, run_ingest

    settings = settings_from(articles, data, embedder=embedder)
    from ui.settings import check_paths

    check_paths(paths or ())
    report = run_ingest(settings, paths or [settings.articles_dir], prune=prune, switch=embedder is not None)
    print_report(report, as_json=as_json)
    if report.rejected:
        raise typer.Exit(1)


@app.command(name="articles")
def list_articles(data: DataDir = None, as_json: AsJson = False) -> None:
    """What is in, with outlet, date and passages, known and unknown."""
    from ui.terminal import print_articles
    from vectorstore.library import Library

    print_articles(Library(settings_from(data=data).data).summaries(), as_json=as_json)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in English, Spanish or French.")] = None,
    batch: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help='One {"question": ...} a line; prints one Answer a line.'),
    ] = None,
    answerer: AnswererOption = None,
    articles: AskedArticles = None,
    data: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Ask one question, or a file of them; quotes with file and offsets stand under the answer."""
    from ui.ask_command import ask_batch, ask_once

    if (question is None) == (batch is None):
        raise ConfigError('Give a question or a file of them: newsbot ask "Who ...?" or newsbot ask --batch FILE.jsonl')
    settings = settings_from(articles, data, answerer=answerer)
    if batch is not None:
        ask_batch(settings, batch)
    else:
        ask_once(settings, question or "", as_json=as_json)


@app.command()
def verify(
    answer: Annotated[Path, typer.Argument(metavar="ANSWER.json", help="An answer, a batch or an export.")],
    articles: ArticlesDir = None,
    data: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Prove every citation again: with --articles from plain files alone, else from the library."""
    from ui.verify_command import verify_file

    if not verify_file(answer, articles, settings_from(articles, data), as_json=as_json):
        raise typer.Exit(1)


@app.command()
def check(
    articles: ArticlesDir = None,
    data: DataDir = None,
    repair: Annotated[bool, typer.Option(help="Rebuild the index from the library, remove leftovers.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check that library, index and embedder agree, and list the articles without outlet or date."""
    from ui.check_command import run_check

    if not run_check(settings_from(articles, data), repair=repair, as_json=as_json):
        raise typer.Exit(1)


app.command(name="eval")(eval_command)


def main() -> None:
    """Run a command; what we know how to say in one line never becomes a traceback."""
    try:
        app()
    except NewsBotError as error:
        say(f"newsbot: {error}")
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        say("newsbot: interrupted")
        sys.exit(130)


if __name__ == "__main__":
    main()
