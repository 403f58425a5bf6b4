"""Chroma, and nothing else of ours: a folder with one collection. The one file that imports chromadb, for writing.

Chroma gives cosine distances; everything here is similarity (1 - distance). A folder is written by one process, once,
before anyone reads it: two writers, or a kill during a write, can ruin it without an error.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorstore import probe

if TYPE_CHECKING:
    import numpy as np

DATABASE = "chroma.sqlite3"
HNSW: Any = {
    "space": "cosine",
    # Written through at every call: nothing is left for a reader to replay into the files.
    "sync_threshold": 1,
    "batch_size": 1,
    # e5's vectors lie close together (cosines from 0.7 to 0.9). In a graph with Chroma's defaults (16, 100, 100), of
    # 2,500 passages some are reached by no search, and for 1 to 5 % of the questions the nearest one is not found.
    "max_neighbors": 64,
    "ef_construction": 200,
    "ef_search": 200,
}
BATCH = 2500  # below Chroma's limit of 5,461
PROBE_SECONDS = 600


class Chroma:
    """A folder that is being filled or changed."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        import chromadb
        from chromadb.config import Settings

        self._client: Any = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
        try:
            if create:
                self._collection = self._client.create_collection(
                    probe.COLLECTION,
                    embedding_function=None,
                    configuration={"hnsw": HNSW},
                )
            else:
                self._collection = self._client.get_collection(probe.COLLECTION, embedding_function=None)
        except BaseException:
            self.close()
            raise

    def add(self, vectors: Mapping[str, np.ndarray]) -> None:
        ids = list(vectors)
        for start in range(0, len(ids), BATCH):
            part = ids[start : start + BATCH]
            self._collection.add(ids=part, embeddings=[vectors[id_] for id_ in part])

    def delete(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), BATCH):
            self._collection.delete(ids=list(ids[start : start + BATCH]))

    def close(self) -> None:
        self._client.close()


class Reader:
    """A finished folder; its queries may come from any thread."""

    def __init__(self, folder: Path) -> None:
        self._index = probe.Index(str(folder))

    def nearest(self, vector: np.ndarray, k: int) -> list[tuple[str, float]]:
        """Ids and similarities, best first."""
        found = self._index.query([vector.tolist()], k)
        return [(id_, 1 - distance) for id_, distance in zip(found.ids[0], found.distances[0], strict=True)]

    def close(self) -> None:
        self._index.close()


def copy(source: Path, target: Path) -> None:
    """A folder that others may be opening meanwhile; each opening writes one line into its database."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    old = sqlite3.connect(f"{(source / DATABASE).absolute().as_uri()}?mode=rw", uri=True, timeout=10)
    new = sqlite3.connect(target / DATABASE)
    try:
        old.backup(new)
    finally:
        old.close()
        new.close()


def faults(folder: Path, ids: Collection[str], tries: int) -> str | None:
    """What another process finds wrong with a closed folder that should hold these ids; None if nothing."""
    command = [sys.executable, "-P", str(Path(probe.__file__)), str(folder), str(tries)]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=PROBE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"no answer within {PROBE_SECONDS} seconds"
    if ran.returncode != 0:
        said = ran.stderr.strip().splitlines()
        return f"exit status {ran.returncode}{': ' + said[-1][:200] if said else ''}"
    report = json.loads(ran.stdout)
    if report["ids"] != probe.ids_digest(ids):
        return f"it holds {report['count']} passages, and {len(ids)} were to be there"
    return f"{len(report['lost'])} passages do not find themselves" if report["lost"] else None
