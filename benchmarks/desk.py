"""Texts become a library the way a user's do, in a working folder that later runs find again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.pipeline import ingest
from vectorstore.library import Library

if TYPE_CHECKING:
    from vectorstore.embedders import Embedder


class RememberingEmbedder:
    """The embedder, with the questions' vectors kept in a file: asking again costs nothing."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        self._embedder = embedder
        self.name, self.fingerprint, self.dimension = embedder.name, embedder.fingerprint, embedder.dimension
        self._file = folder / f"questions-{hashlib.sha256(embedder.fingerprint.encode()).hexdigest()[:12]}.npz"
        self._known: dict[str, np.ndarray] = dict(np.load(self._file)) if self._file.exists() else {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._embedder, name)

    def encode_query(self, text: str) -> np.ndarray:
        key = hashlib.sha256(text.encode()).hexdigest()
        if key not in self._known:
            self._known[key] = self._embedder.encode_query(text)
        return self._known[key]

    def save(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(self._file.with_suffix(".new.npz"), **self._known)
        self._file.with_suffix(".new.npz").replace(self._file)


def library_of(texts: Mapping[str, str], folder: Path, embedder: RememberingEmbedder) -> Library:
    """Ingests what is not in yet; `folder` keeps the files and the library."""
    articles = folder / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    for gone in {path.name for path in articles.iterdir()} - set(texts):
        (articles / gone).unlink()
    for file, text in texts.items():
        path = articles / file
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    library = Library(folder / f"data-{embedder.name}")
    report = ingest([articles], library, embedder, root=articles, prune=True, progress=_progress(folder.name))
    if report.rejected:
        print(json.dumps({"rejected": report.rejected[:5], "of": len(report.rejected)}))
    return library


def _progress(name: str) -> Any:
    def show(what: str, done: int, of: int) -> None:
        if done == of or done % 200 == 0:
            print(f"  {name}: {what} {done} of {of}", flush=True)

    return show
