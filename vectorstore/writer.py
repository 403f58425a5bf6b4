"""The library's one writer. Each call is one transaction, on disk when it returns."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorstore import records, schema
from vectorstore.article import Article
from vectorstore.headline import vector_key
from vectorstore.lock import writer_lock
from vectorstore.passage import Passage

if TYPE_CHECKING:
    import numpy as np

    from vectorstore.library import Library

REPORTS_KEPT = 50
COUNT_UP = "UPDATE state SET value = value + 1 WHERE key = 'version'"
TALLY = """
UPDATE state SET value = CASE key
    WHEN 'articles' THEN value + :articles
    WHEN 'passages' THEN value + :passages
    ELSE lower(hex(randomblob(8))) END
WHERE key IN ('content', 'articles', 'passages')
"""  # differences: to count every row at every article would take longer the more there are


class Writer:
    """Made by `Library.writer()` and used in a `with`: takes the lock, and creates the library if there is none."""

    def __init__(self, library: Library, wait_seconds: float) -> None:
        self.library = library
        self._wait_seconds = wait_seconds
        self._stack = ExitStack()
        self._open: sqlite3.Connection | None = None

    def __enter__(self) -> Writer:
        with ExitStack() as stack:
            stack.enter_context(writer_lock(self.library.data_dir, self._wait_seconds))
            if not self.library.path.exists() or self.library.path.stat().st_size == 0:
                schema.create(self.library.path)
            self._open = schema.connect(self.library.path)
            stack.callback(self._close)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def put(self, article: Article, passages: Sequence[Passage]) -> None:
        """Adds the article, or replaces it with its passages."""
        data = records.encoded(article, passages)
        learned = records.details(article)
        spans = sorted((p.start, p.id, p.end, vector_key(article, p)) for p in passages)
        rows = [(id_, start, end, key) for start, id_, end, key in spans]
        seal = records.seal((article.id, article.file, article.sha256, article.text_sha256, learned), rows)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._transaction() as change:
            self._set_schema(change)
            self._drop(change, "id = ? OR file = ?", article.id, article.file)
            change.execute(
                "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(article.id, article.file, article.sha256, article.text_sha256),
                    *(data, learned, len(rows), len(article.text), now, seal),
                ),
            )
            change.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
                [(id_, article.id, start, end, key) for id_, start, end, key in rows],
            )
            change.execute(TALLY, {"articles": 1, "passages": len(rows)})

    def remove(self, article_id: str) -> None:
        with self._transaction() as change:
            self._drop(change, "id = ?", article_id)

    def put_vectors(self, fingerprint: str, vectors: Mapping[str, np.ndarray]) -> None:
        """By the keys of `Library.texts_without_vector`."""
        rows = [(key, vector.astype("<f4").tobytes()) for key, vector in vectors.items()]
        with self._transaction() as change:
            change.execute("INSERT OR IGNORE INTO embedders (fingerprint) VALUES (?)", (fingerprint,))
            [embedder] = change.execute("SELECT id FROM embedders WHERE fingerprint = ?", (fingerprint,)).fetchone()
            change.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)",
                [(embedder, key, data, zlib.crc32(data)) for key, data in rows],
            )

    def drop_unused_vectors(self) -> None:
        """Those of texts that are gone; other embedders' vectors of texts that are there stay."""
        with self._transaction() as change:
            change.execute("DELETE FROM vectors WHERE text_key NOT IN (SELECT text_key FROM passages)")

    def drop_vectors(self, rows: Sequence[int]) -> None:
        """By row id: those that were found damaged."""
        with self._transaction() as change:
            change.executemany("DELETE FROM vectors WHERE rowid = ?", [(row,) for row in rows])

    def set_embedder(self, name: str, fingerprint: str) -> None:
        self._set(embedder=fingerprint, embedder_name=name)

    def set_root(self, root: Path) -> None:
        self._set(root=str(root))

    def record_ingest(self, report: Mapping[str, Any]) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._transaction() as change:
            change.execute("INSERT INTO ingests (at, report) VALUES (?, ?)", (now, json.dumps(report, default=str)))
            change.execute(
                "DELETE FROM ingests WHERE id <= (SELECT max(id) FROM ingests) - ?",
                (REPORTS_KEPT,),
            )

    def _set(self, **values: str) -> None:
        with self._transaction() as change:
            change.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", list(values.items()))

    def _drop(self, change: sqlite3.Connection, which: str, *values: str) -> None:
        held = f"SELECT count(*) FROM passages WHERE article_id IN (SELECT id FROM articles WHERE {which})"
        [passages] = change.execute(held, values).fetchone()
        articles = change.execute(f"DELETE FROM articles WHERE {which}", values).rowcount
        change.execute(TALLY, {"articles": -articles, "passages": -passages})

    def _set_schema(self, change: sqlite3.Connection) -> None:
        """An older program would take a passage that is put now for a damaged one."""
        change.execute("UPDATE state SET value = ? WHERE key = 'schema'", (str(schema.SCHEMA_VERSION),))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if self._open is None:
            raise RuntimeError("a writer is used inside its with block")
        connection = self._open
        with schema.sqlite_errors(self.library.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute(COUNT_UP)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _close(self) -> None:
        """Empties the write-ahead log into the file, so that what is at rest is one file."""
        connection, self._open = self._open, None
        if connection is not None:
            with closing(connection), schema.sqlite_errors(self.library.path):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
