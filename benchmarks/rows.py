"""Reads public question sets from a folder that the user names; nothing of them travels with this project."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

SETS = ("xquad", "clapnq", "mtrag", "ramdocs")


@dataclass(frozen=True)
class Asked:
    """A question, and what is known of its answer."""

    id: str
    question: str
    right: frozenset[str]  # files that answer it; empty where none does
    answerable: bool = True
    earlier: tuple[tuple[str, str], ...] = ()  # the conversation before it: (question, answer)
    within: tuple[str, ...] | None = None  # files to search; None for all
    evidence: tuple[tuple[str, ...], ...] = ()  # by each annotator: the sentences that answer
    sentences: tuple[str, ...] = ()  # of the right file, as the set cuts them
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    tag: str = ""


@dataclass(frozen=True)
class Rows:
    """One set: texts that become articles, by file name, and what is asked about them."""

    name: str
    texts: Mapping[str, str]
    asked: Mapping[str, Sequence[Asked]]  # by part of the set, such as a language
    titles: Mapping[str, str] = field(default_factory=dict)  # by file name, where the set has them

    def under_titles(self) -> Rows:
        """With each text's title as its first line, as a news article has one."""
        texts = {file: f"{self.titles[file]}\n\n{text}" for file, text in self.texts.items() if file in self.titles}
        return replace(self, name=f"{self.name}-titles", texts={**self.texts, **texts})


def load(name: str, folder: Path, limit: int | None = None) -> Rows:
    """`limit` cuts the questions of each part, never the texts."""
    rows = {"xquad": _xquad, "clapnq": _clapnq, "mtrag": _mtrag, "ramdocs": _ramdocs}[name](folder)
    return replace(rows, asked={part: asked[:limit] for part, asked in rows.asked.items()})


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _xquad(folder: Path) -> Rows:
    paragraphs = list(_lines(folder / "xquad_paragraphs.jsonl"))
    texts = {f"{row['id']}.txt": row["text"] for row in paragraphs}
    questions = list(_lines(folder / "xquad_questions.jsonl"))
    asked = {
        language: [Asked(row["id"], row["q"][language], frozenset({f"{row['para']}.txt"})) for row in questions]
        for language in ("en", "es", "de")
    }
    return Rows("xquad", texts, asked, {f"{row['id']}.txt": row["title"].replace("_", " ") for row in paragraphs})


def _clapnq(folder: Path) -> Rows:
    rows = list(_lines(folder / "clapnq.jsonl"))
    files = {row["id"]: f"{_short(row['text'])}.txt" for row in rows}  # two questions may share a text
    asked = [
        Asked(
            id=row["id"],
            question=row["question"],
            right=frozenset({files[row["id"]]}) if row["answerable"] else frozenset(),
            answerable=bool(row["answerable"]),
            evidence=tuple(tuple(sentences) for sentences in row.get("selected") or ()),
            sentences=tuple(row["sentences"]),
        )
        for row in rows
    ]
    texts = {files[row["id"]]: row["text"] for row in rows}
    return Rows("clapnq", texts, {"": asked}, {files[row["id"]]: row["title"] for row in rows})


def _mtrag(folder: Path) -> Rows:
    texts: dict[str, str] = {}
    asked = []
    for row in _lines(folder / "mtrag_un.jsonl"):
        contexts = {f"{_short(context['document_id'])}.txt": context["text"] for context in row["contexts"]}
        texts |= contexts
        *before, last = row["input"]
        turns = [
            (turn["text"], before[at + 1]["text"] if at + 1 < len(before) else "")
            for at, turn in enumerate(before)
            if turn["speaker"] == "user"
        ]
        label = row["answerability"][0].lower() if row["answerability"] else "unknown"
        asked.append(
            Asked(row["task_id"], last["text"], frozenset(contexts), label == "answerable", tuple(turns), tag=label)
        )
    return Rows("mtrag", texts, {"": asked})


def _ramdocs(folder: Path) -> Rows:
    texts: dict[str, str] = {}
    asked = []
    for number, row in enumerate(_lines(folder / "ramdocs.jsonl")):
        files = {f"{number:03}-{at:02}.txt": document["text"] for at, document in enumerate(row["documents"])}
        texts |= files
        asked.append(
            Asked(
                id=str(number),
                question=row["question"],
                right=frozenset(
                    file
                    for file, document in zip(files, row["documents"], strict=True)
                    if document["type"] == "correct"
                ),
                within=tuple(files),
                must_say=tuple(row["gold_answers"]),
                must_not_say=tuple(row["wrong_answers"]),
            )
        )
    return Rows("ramdocs", texts, {"": asked})


def _short(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]
