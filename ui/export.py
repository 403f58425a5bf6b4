"""A conversation as footnoted text, Markdown or one self-contained HTML file. Each carries what proves its quotes.

Markdown and HTML also carry the answers as JSON, which is what `newsbot verify` reads back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from bot.answer import Answer, Citation
from ui.outcomes import heading, not_found
from vectorstore.errors import ConfigError
from vectorstore.textnorm import strip_hidden

HOW_TO_CHECK = (
    "1. Take the article's file. `sha256sum FILE` must print the hash that is given here.",
    "2. `python3 -c \"import sys; print(open(sys.argv[1], encoding='utf-8-sig', newline='').read()"
    '[int(sys.argv[2]):int(sys.argv[3])])" FILE START END` must print the quote.',
    "3. Where the file is not plain text, do the same with the text that is given here; its hash is given too.",
)
_DATA = re.compile(
    r"<!-- newsbot-answers\n(.*?)\n-->|<script type=\"application/json\" id=\"newsbot-answers\">(.*?)</script>",
    re.DOTALL,
)
_NOTE = re.compile(r"^\[(\d{1,6})\] “", re.MULTILINE)
_PLACE = re.compile(
    r"\. File (?P<file>(?:(?!, characters )[^\n])+), characters (?P<start>\d{1,12}) to (?P<end>\d{1,12}), sha256 (?P<sha256>[0-9a-f]{64})"
    r"(?:, of its text (?P<text_sha256>[0-9a-f]{64}))?$",
    re.MULTILINE,
)
PLACES_TRIED = 3  # a quote may itself look like the end of a footnote


@dataclass(frozen=True)
class Exchange:
    """A question and one answer to it."""

    question: str
    answer: Answer


@dataclass(frozen=True)
class Export:
    """What is written out. `texts`: of the articles that are not plain text files, by text_sha256."""

    title: str
    exchanges: Sequence[Exchange]
    texts: Mapping[str, str] = field(default_factory=dict)
    made: str = field(default_factory=lambda: datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"))

    def data(self) -> str:
        """As JSON that can stand inside a comment or a script element: without < > and &."""
        answers = [exchange.answer.to_dict() for exchange in self.exchanges]
        text = json.dumps({"schema": 1, "title": self.title, "answers": answers, "texts": dict(self.texts)})
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def said(answer: Answer) -> list[tuple[str, tuple[int, ...]]]:
    """The answer's sentences with the numbers of their citations; what was not verified is not among them."""
    if not answer.claims:
        return [(not_found(answer), ())]
    opening = [(heading(answer), ())] if answer.outcome == "partial" else []
    return [*opening, *((claim.text, claim.citations) for claim in answer.claims)]


def source_line(citation: Citation) -> str:
    """Where a quote stands, so that anyone can look."""
    about = f"{citation.title}, {citation.outlet or 'outlet unknown'}, {citation.published or 'date unknown'}"
    text_hash = "" if citation.text_sha256 == citation.sha256 else f", of its text {citation.text_sha256}"
    place = f"characters {citation.start} to {citation.end}, sha256 {citation.sha256}{text_hash}"
    return f"{' '.join(about.split())}. File {citation.file}, {place}"


# Text with footnotes


def footnoted(answer: Answer) -> str:
    body = " ".join(f"{text}{''.join(f'[{number}]' for number in numbers)}" for text, numbers in said(answer))
    notes = [note.text for note in answer.notes]
    feet = [f"[{one.number}] “{one.quote}” {source_line(one)}" for one in answer.citations]
    return "\n".join([body, *notes, *(["", *feet] if feet else [])])


def as_footnotes(export: Export) -> str:
    parts = [export.title, "=" * min(len(export.title), 72), ""]
    for exchange in export.exchanges:
        parts += [exchange.question, "", footnoted(exchange.answer), "", ""]
    return "\n".join([*parts, "How to check a quote", *HOW_TO_CHECK, "", f"Exported {export.made}", ""])


# Markdown


def as_markdown(export: Export) -> str:
    parts = [f"# {_md(export.title)}", ""]
    for turn, exchange in enumerate(export.exchanges, 1):
        answer = exchange.answer
        body = [f"{_md(text)}{''.join(f'[^{turn}-{number}]' for number in numbers)}" for text, numbers in said(answer)]
        parts += [f"## {_md(exchange.question)}", "", " ".join(body), ""]
        parts += [f"*{_md(note.text)}*\n" for note in answer.notes]
        parts += [f"[^{turn}-{one.number}]: “{_md(one.quote)}” {_md(source_line(one))}\n" for one in answer.citations]
    parts += ["---", "", "**How to check a quote**", "", *HOW_TO_CHECK, "", f"Exported {export.made}", ""]
    return "\n".join([*parts, f"<!-- newsbot-answers\n{export.data()}\n-->", ""])


def _md(text: str) -> str:
    """Outside text as Markdown that shows it and does nothing else."""
    one_line = " ".join(strip_hidden(text).split())
    escaped = re.sub(r"[\\`*_{}\[\]()#+!|~$^]|:(?=//|\w+:)", lambda found: f"\\{found[0]}", one_line)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# HTML


def as_html(export: Export) -> str:
    from ui.export_html import page

    return page(export)


# And back


def answers_in(path: Path) -> list[dict[str, Any]]:
    """The answers that an exported HTML or Markdown file carries; of footnoted text, its footnotes."""
    wanted = "Export a conversation from the page, or give an answer made with: newsbot ask ... --json"
    text = path.read_bytes().decode("utf-8-sig", "replace")
    found = _DATA.search(text)
    if found is None:
        footnotes = list(_footnotes(text))
        if footnotes:
            return [{"citations": footnotes}]
        raise ConfigError(f"{path} carries no answers. {wanted}")
    try:
        answers = json.loads(found[1] or found[2])["answers"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ConfigError(f"The answers that {path} carries cannot be read. {wanted}") from None
    if not isinstance(answers, list) or not all(isinstance(answer, dict) for answer in answers):
        raise ConfigError(f"The answers that {path} carries cannot be read. {wanted}")
    return answers


def _footnotes(text: str) -> Iterator[dict[str, Any]]:
    from ingest.article import article_id

    for note in _NOTE.finditer(text):
        for found in islice(_PLACE.finditer(text, note.end()), PLACES_TRIED):
            start, end = int(found["start"]), int(found["end"])
            closing = note.end() + end - start  # the quote is as long as its place
            if text[closing : closing + 2] == "” " and closing < found.start():
                yield {
                    "number": int(note[1]),
                    "article_id": article_id(found["file"]),
                    "file": found["file"],
                    "title": text[closing + 2 : found.start()],
                    "outlet": None,
                    "published": None,
                    "sha256": found["sha256"],
                    "text_sha256": found["text_sha256"] or found["sha256"],
                    "start": start,
                    "end": end,
                    "quote": text[note.end() : closing],
                }
                break
