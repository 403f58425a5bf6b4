"""Answers that any bot gave, from a JSONL file: an id, a text, and optionally citations as file and quote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answer import Answer, Outcome
from bot.answerer import Turn
from bot.evaluation.corpus import Corpus
from bot.evaluation.foreign import NotAnAnswer, checked_answer, parsed, said
from bot.evaluation.suite import CaseTurn, Suite
from vectorstore.errors import AnswererUnavailable, ConfigError, unread

EXPECTED = '{"id": "...", "answer": "...", "citations": [{"file": "...", "quote": "..."}], "outcome": "answered"}'


class _Cited(BaseModel):
    model_config = ConfigDict(strict=True)

    quote: str
    file: str = ""
    article_id: str = ""
    start: int | None = None  # code points; without it the quote is looked up
    end: int | None = None


class _Line(BaseModel):
    """What one turn was answered."""

    model_config = ConfigDict(strict=True, extra="forbid")

    id: str
    suite: str | None = None
    answer: str
    citations: list[_Cited] | None = None
    outcome: Outcome | None = None
    seconds: float | None = Field(None, ge=0, allow_inf_nan=False)


class Recorded:
    """A bot that has already answered."""

    def __init__(self, file: Path, suites: Sequence[Suite], corpus: Corpus) -> None:
        self._file = file
        self._corpus = corpus
        self._lines = _read(file, suites)

    def respond(self, suite: str, turn: CaseTurn, _history: Sequence[Turn]) -> Answer:
        line = self._lines.get((suite, turn.id)) or self._lines.get((None, turn.id))
        if line is None:
            raise AnswererUnavailable(f"{self._file} has no answer with the id {turn.id!r}")
        return checked_answer(self._as_answer(line) if isinstance(line, _Line) else line, turn.question, "recorded")

    def _as_answer(self, line: _Line) -> dict[str, Any]:
        """One claim on all of the citations. Without an outcome, a text is an answer and no text a refusal."""
        text = line.answer.strip()
        citations = [self._citation(number, one) for number, one in enumerate(line.citations or (), 1)]
        numbers = [one["number"] for one in citations]
        return {
            "outcome": line.outcome or ("answered" if text else "not_found"),
            "claims": [{"text": text, "citations": numbers}] if text else [],
            "citations": citations,
            "timings_ms": {} if line.seconds is None else {"total": line.seconds * 1000},
        }

    def _citation(self, number: int, given: _Cited) -> dict[str, Any]:
        """At the place that it gives, or located in the article; a quote that is not there keeps no place."""
        ref = self._corpus.find(given.article_id, given.file)
        made = {"number": number, "file": given.file, "start": 0, "end": 0, "quote": given.quote}
        if ref is None:
            return made
        made.update(article_id=ref.id, file=ref.file, text_sha256=ref.text_sha256)
        if given.start is not None:
            end = given.start + len(given.quote) if given.end is None else given.end
            return {**made, "start": given.start, "end": end}
        places = self._corpus.occurrences(given.quote, ref.id)
        if not places:
            return made
        start, end = places[0]
        return {**made, "start": start, "end": end, "quote": self._corpus.text(ref.id)[start:end]}


Lines = dict[tuple[str | None, str], "_Line | dict[str, Any]"]


def _read(file: Path, suites: Sequence[Suite]) -> Lines:
    """Checked as a whole before anything is judged: an id that no case has is a mistake that would go unseen."""
    known = {(name, turn.id) for suite in suites for turn in suite.turns for name in (suite.name, None)}
    lines: Lines = {}
    for number, text in enumerate(_text(file).split("\n"), 1):
        if not text.strip():
            continue
        key, line = _parsed(file, number, text)
        if key not in known:
            where = f" in a suite {key[0]!r}" if key[0] is not None else ""
            raise ConfigError(
                f"{file} line {number}: no case has the id {key[1]!r}{where}. Ids of turns are like talk/1."
            )
        if key in lines:
            raise ConfigError(f"{file} line {number}: {key[1]!r} is already answered above; keep one of the two.")
        lines[key] = line
    return lines


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{file} cannot be read ({unread(error)}). Give a UTF-8 file with one answer a line."
        ) from None


def _parsed(file: Path, number: int, text: str) -> tuple[tuple[str | None, str], _Line | dict[str, Any]]:
    """Suite and id, and the line; one with claims is a whole Answer, as newsbot ask --batch prints it."""
    try:
        data = parsed(text)
        if isinstance(data, dict) and "claims" in data:
            return _whole(file, number, data)
        line = _Line.model_validate(data)
    except (ValidationError, ValueError) as error:
        raise ConfigError(
            f"{file} line {number}: expected {EXPECTED}; citations and outcome may be left out. Here: {_wrong(error)}."
        ) from None
    return (line.suite, line.id), line


def _whole(file: Path, number: int, data: dict[str, Any]) -> tuple[tuple[str | None, str], dict[str, Any]]:
    suite, id_ = data.pop("suite", None), data.pop("id", None)
    try:
        if not isinstance(id_, str) or not isinstance(suite, str | None):
            raise NotAnAnswer("id: expected that of a turn")
        checked_answer(data, "", "recorded")
    except NotAnAnswer as error:
        raise ConfigError(f"{file} line {number}: not an Answer ({error}); or give {EXPECTED}") from None
    return (suite, id_), data


def _wrong(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return f"not JSON ({error})"
    first = error.errors()[0]
    if first["type"] == "missing":
        return f"no {first['loc'][-1]!r}"
    if first["type"] == "extra_forbidden":
        return f"unknown key {first['loc'][-1]!r}"
    return said([first])
