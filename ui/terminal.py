"""How answers, articles and progress look on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.answer import Answer, Citation
    from vectorstore.library import ArticleSummary


def say(line: str) -> None:
    """Progress and notices: standard error, so that standard output can be piped."""
    print(line, file=sys.stderr, flush=True)


def print_answer(answer: Answer) -> None:
    """The answer, and under it each quote with file and offsets."""
    print(_headline(answer))
    for conflict in answer.conflicts:
        print(f"\n{plain(conflict.about)}")
        for version in conflict.versions:
            speaker = f"{plain(version.speaker)}: " if version.speaker else ""
            print(f"  - {speaker}{plain(version.says)} [{version.citation}]")
    if answer.citations:
        print()
    for citation in answer.citations:
        print(_quote(f"[{citation.number}]", citation))
    if answer.nearest:
        print("\nNearest passages (not an answer):")
        for citation in answer.nearest:
            print(_quote(" - ", citation))
    print(f"\n{_foot(answer)}")
    if answer.notice:
        print(f"Note: {plain(answer.notice.message)}")
    if answer.draft:
        print(f"Draft, not verified: {plain(answer.draft)}")


def _headline(answer: Answer) -> str:
    if answer.text:
        return plain(answer.text)
    from ui.outcomes import not_found

    return f"{not_found(answer).rstrip('.')} ({answer.searched.articles} searched)."


def _quote(mark: str, citation: Citation) -> str:
    where = f"{citation.file} {citation.start}-{citation.end}"
    known = f"{citation.outlet or 'outlet unknown'}, {citation.published or 'date unknown'}"
    return f"{mark} “{plain(citation.quote)}”\n    {plain(where)}  ({plain(known)})"


def _foot(answer: Answer) -> str:
    from ui.outcomes import count_of

    quotes, articles = count_of(len(answer.citations), "quote"), count_of(answer.searched.articles, "article")
    found = f"{quotes} found, {articles} searched"
    cost = f", {answer.usage.total:,} tokens" if answer.usage else ""
    return f"{found}, {answer.answerer}, {answer.embedder}, {answer.timings_ms.get('total', 0) / 1000:.2f} s{cost}"


def plain(text: str) -> str:
    """Text from outside, without the control characters that could drive a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def print_json(data: Any) -> None:
    """One line, at once; half a character, which articles and their metadata may hold, can be written by nobody."""
    from bot.evaluation.foreign import whole_text

    print(whole_text(json.dumps(data, ensure_ascii=False)), flush=True)


def print_articles(summaries: Sequence[ArticleSummary], *, as_json: bool) -> None:
    if as_json:
        print_json([summary_dict(summary) for summary in summaries])
        return
    if not summaries:
        print("No articles yet. Load some: newsbot ingest articles/")
    from ui.outcomes import count_of

    for summary in summaries:
        facts = {name: summary.metadata[name].value if name in summary.metadata else None for name in _SHOWN}
        print(f"{summary.file}  {plain(facts['title'] or '')}")
        print(
            f"    {plain(facts['outlet'] or 'outlet unknown')}, {facts['published'] or 'date unknown'}, "
            f"{facts['language'] or 'language unknown'}, {count_of(summary.passages, 'passage')}"
        )


_SHOWN = ("title", "outlet", "published", "language")


def summary_dict(summary: ArticleSummary) -> dict[str, Any]:
    """As `newsbot articles --json` prints it and the API gives it."""
    facts = {name: {"value": fact.value, "evidence": fact.evidence} for name, fact in summary.metadata.items()}
    return {
        "article_id": summary.id,
        "file": summary.file,
        "sha256": summary.sha256,
        "text_sha256": summary.text_sha256,
        "passages": summary.passages,
        "characters": summary.characters,
        "ingested_at": summary.ingested_at,
        "metadata": facts,
    }


class IngestProgress:
    """Draws one bar a stage; on anything but a terminal it says nothing."""

    def __init__(self, bar: Any | None) -> None:
        self._bar = bar
        self._tasks: dict[str, Any] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._bar is None:
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)


@contextmanager
def ingest_progress() -> Iterator[IngestProgress]:
    if not sys.stderr.isatty():
        yield IngestProgress(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        yield IngestProgress(bar)
