"""Opens an index in a process of its own: a damaged one can end the process that opens it, so it is this one.

Run as a file, with the folder and how many passages to try. It loads the part of Chroma that reads the files and
nothing else, which takes 50 ms instead of the two seconds of the whole package. Prints one line of JSON.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from typing import Any

PLACE = ("default_tenant", "default_database")
COLLECTION = "passages"
BATCH = 200
TWIN = 1e-4  # a distance under which two passages have the same vector


def probe(folder: str, tries: int) -> dict[str, Any]:
    import chromadb_rust_bindings as rust  # type: ignore[import-untyped]

    database = rust.SqliteDBConfig(
        hash_type=rust.MigrationHash.MD5, migration_mode=rust.MigrationMode.Validate, url=f"{folder}/chroma.sqlite3"
    )
    index = rust.Bindings(allow_reset=False, sqlite_db_config=database, persist_path=folder, hnsw_cache_size=100)
    collection = str(index.get_collection(COLLECTION, *PLACE).id)
    ids = sorted(index.get(collection, None, None, None, 0, None, [], *PLACE).ids)
    step = max(1, len(ids) // tries)
    chosen = ids[::step]
    lost: list[str] = []
    for start in range(0, len(chosen), BATCH):
        lost += _lost(index, collection, chosen[start : start + BATCH])
    return {"count": len(ids), "ids": ids_digest(ids), "lost": lost}


def ids_digest(ids: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def _lost(index: Any, collection: str, ids: list[str]) -> list[str]:
    """Those that are not found by their own vector. Among many twins, any of them will do."""
    stored = index.get(collection, ids, None, None, 0, None, ["embeddings"], *PLACE)
    found = index.query(collection, None, stored.embeddings, 10, None, None, ["distances"], *PLACE)
    return [
        id_
        for id_, near, distances in zip(stored.ids, found.ids, found.distances, strict=True)
        if id_ not in near and any(distance > TWIN for distance in distances)
    ]


if __name__ == "__main__":
    print(json.dumps(probe(sys.argv[1], int(sys.argv[2]))))
