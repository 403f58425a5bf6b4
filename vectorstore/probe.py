"""Opens an index in a process of its own: a damaged one can end the process that opens it, so it is this one.

Run as a file, with the folder and how many passages to try. Prints one line of JSON. `Index` is also how the live
index is read: it loads the part of Chroma that reads the files, which takes 50 ms instead of the two seconds of CPU
time of the whole package, most of them for servers, telemetry and embedding functions. The version of Chroma is pinned
exactly, since that part has no promises of its own.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

PLACE = ("default_tenant", "default_database")
COLLECTION = "passages"
BATCH = 200
TWIN = 1e-4  # a distance under which two passages have the same vector


class Index:
    """A finished folder, for reading alone. Safe to share between threads."""

    def __init__(self, folder: str) -> None:
        import chromadb_rust_bindings as rust  # type: ignore[import-untyped]

        database = rust.SqliteDBConfig(
            hash_type=rust.MigrationHash.MD5, migration_mode=rust.MigrationMode.Validate, url=f"{folder}/chroma.sqlite3"
        )
        self._open: Any = rust.Bindings(
            allow_reset=False, sqlite_db_config=database, persist_path=folder, hnsw_cache_size=100
        )
        self._collection = str(self._open.get_collection(COLLECTION, *PLACE).id)

    def get(self, ids: Sequence[str] | None, include: Sequence[str]) -> Any:
        """All of them if `ids` is None."""
        return self._open.get(self._collection, ids, None, None, 0, None, include, *PLACE)

    def query(self, vectors: Sequence[Sequence[float]], k: int) -> Any:
        """`.ids` and `.distances`, a list for each vector, nearest first."""
        return self._open.query(self._collection, None, vectors, k, None, None, ["distances"], *PLACE)

    def close(self) -> None:
        self._open = None


def probe(folder: str, tries: int) -> dict[str, Any]:
    index = Index(folder)
    ids = sorted(index.get(None, []).ids)
    step = max(1, len(ids) // tries)
    chosen = ids[::step]
    lost: list[str] = []
    for start in range(0, len(chosen), BATCH):
        lost += _lost(index, chosen[start : start + BATCH])
    return {"count": len(ids), "ids": ids_digest(ids), "lost": lost}


def ids_digest(ids: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def _lost(index: Index, ids: list[str]) -> list[str]:
    """Those that are not found by their own vector. Among many twins, any of them will do."""
    stored = index.get(ids, ["embeddings"])
    found = index.query(stored.embeddings, 10)
    return [
        id_
        for id_, near, distances in zip(stored.ids, found.ids, found.distances, strict=True)
        if id_ not in near and any(distance > TWIN for distance in distances)
    ]


if __name__ == "__main__":
    print(json.dumps(probe(sys.argv[1], int(sys.argv[2]))))
