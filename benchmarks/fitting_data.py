"""Questions over short texts whose answering sentences are known, from the public sets that a folder holds.

Each set is optional. `clapnq.jsonl` and `xquad_*.jsonl` are as benchmarks/README.md describes them; the reader was not
trained with either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Example:
    """A question and a text in sentences, each with the share of annotators who take it for (part of) the answer."""

    source: str
    group: str  # examples of one group stand on one side of every split
    question: str
    title: str
    sentences: tuple[str, ...]
    shares: tuple[float, ...]
    language: str = "en"  # of the question

    @property
    def answerable(self) -> bool:
        return any(self.shares)

    def without_answer(self) -> Example | None:
        """A near miss: the same text without the sentences that answer."""
        kept = [(sentence, 0.0) for sentence, share in zip(self.sentences, self.shares, strict=True) if not share]
        if not self.answerable or not kept:
            return None
        return replace(self, sentences=tuple(one for one, _ in kept), shares=tuple(share for _, share in kept))


def examples(folder: Path) -> list[Example]:
    return [*_clapnq(folder), *_xquad(folder)]


def _clapnq(folder: Path) -> Iterator[Example]:
    for row in _rows(folder / "clapnq.jsonl"):
        chosen: list[list[str]] = row["selected"] if row["answerable"] else []
        shares = [sum(one in part for part in chosen) / max(1, len(chosen)) for one in row["sentences"]]
        yield _example("clapnq", row["title"], row["question"], row["title"], row["sentences"], shares)


def _xquad(folder: Path) -> Iterator[Example]:
    from sentencex import segment

    paragraphs = {row["id"]: row for row in _rows(folder / "xquad_paragraphs.jsonl")}
    for row in _rows(folder / "xquad_questions.jsonl"):
        paragraph = paragraphs[row["para"]]
        sentences = [one.strip() for one in segment("en", paragraph["text"]) if one.strip()]
        shares = [float(any(answer in one for answer in row["a"]["en"])) for one in sentences]
        title = paragraph["title"].replace("_", " ")
        for language in ("en", "es"):
            example = _example("xquad", title, row["q"][language], title, sentences, shares)
            yield replace(example, language=language)


def _example(source: str, group: str, question: str, title: str, sentences: Any, shares: Any) -> Example:
    return Example(source, group, question, title, tuple(sentences), tuple(shares))


def _rows(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.open(encoding="utf-8")] if file.exists() else []
