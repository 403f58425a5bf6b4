"""Answers that any bot gave, from a JSONL file: an id, a text, and optionally citations as file and quote."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.answerer import Turn
from bot.evaluation.corpus import Corpus
from bot.evaluation.foreign import NotAnAnswer, checked_answer
from bot.evaluation.suite import CaseTurn, Suite
from vectorstore.errors import AnswererUnavailable, ConfigError, unread

KEYS = ("id", "answer", "citations", "outcome", "suite", "seconds")
EXPECTED = '{"id": "...", "answer": "...", "citations": [{"file": "...", "quote": "..."}], "outcome": "answered"}'


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
        return checked_answer(line if "claims" in line else self._as_answer(line), turn.question, "recorded")

    def _as_answer(self, line: Mapping[str, Any]) -> dict[str, Any]:
        """One claim on all of the citations. Without an outcome, a text is an answer and no text a refusal."""
        text = line["answer"].strip()
        citations = [self._citation(number, one) for number, one in enumerate(line.get("citations") or (), 1)]
        numbers = [one["number"] for one in citations]
        return {
            "outcome": line.get("outcome") or ("answered" if text else "not_found"),
            "claims": [{"text": text, "citations": numbers}] if text else [],
            "citations": citations,
            "timings_ms": {"total": line["seconds"] * 1000} if "seconds" in line else {},
        }

    def _citation(self, number: int, given: Mapping[str, Any]) -> dict[str, Any]:
        """Located in the article; a quote that is not there keeps no place and is judged as not found."""
        quote, file = given["quote"], given.get("file") or ""
        ref = self._corpus.find(given.get("article_id") or "", file)
        places = self._corpus.occurrences(quote, ref.id) if ref else ()
        if ref is None or not places:
            return {"number": number, "file": ref.file if ref else file, "start": 0, "end": 0, "quote": quote}
        start, end = places[0]
        found = {"article_id": ref.id, "file": ref.file, "text_sha256": ref.text_sha256}
        return {**found, "number": number, "start": start, "end": end, "quote": self._corpus.text(ref.id)[start:end]}


Lines = dict[tuple[str | None, str], dict[str, Any]]


def _read(file: Path, suites: Sequence[Suite]) -> Lines:
    """Checked as a whole before anything is judged: an id that no case has is a mistake that would go unseen."""
    known = {turn.id for suite in suites for turn in suite.turns}
    lines: Lines = {}
    for number, text in enumerate(_text(file).split("\n"), 1):
        if not text.strip():
            continue
        line = _parsed(file, number, text)
        key = (line.pop("suite", None), line.pop("id"))
        if key[1] not in known:
            raise ConfigError(f"{file} line {number}: no case has the id {key[1]!r}. Ids of turns are like talk/1.")
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


def _parsed(file: Path, number: int, text: str) -> dict[str, Any]:
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        line = None
    if not isinstance(line, dict) or not isinstance(line.get("id"), str) or not _well_formed(line):
        raise ConfigError(f"{file} line {number}: expected {EXPECTED}; citations and outcome may be left out")
    if "claims" in line:
        try:
            checked_answer({key: value for key, value in line.items() if key not in ("id", "suite")}, "", "recorded")
        except NotAnAnswer as error:
            raise ConfigError(f"{file} line {number}: not an Answer ({error}); or give {EXPECTED}") from None
    return line


def _well_formed(line: Mapping[str, Any]) -> bool:
    if "claims" in line:  # a whole Answer, as newsbot ask --batch prints it
        return True
    citations = line.get("citations") or []
    return (
        isinstance(line.get("answer"), str)
        and set(line) <= set(KEYS)
        and line.get("outcome") in (None, "answered", "partial", "not_found")
        and isinstance(line.get("seconds", 0), int | float)
        and isinstance(citations, list)
        and all(isinstance(one, dict) and isinstance(one.get("quote"), str) for one in citations)
    )
