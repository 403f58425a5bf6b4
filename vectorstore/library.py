"""The library: articles, passages and vectors in one SQLite file. It is the source of truth; an index is built from it.

Reading takes one small transaction at a time, so a reader never sees half of an article that is being replaced.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import zlib
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorstore import records, schema
from vectorstore.article import Article
from vectorstore.headline import key_of_words, under_headline
from vectorstore.passage import Passage
from vectorstore.records import ArticleSummary, Entry, text_key
from vectorstore.textnorm import search_text

if TYPE_CHECKING:
    import numpy as np

    from vectorstore.writer import Writer

__all__ = ["ArticleSummary", "Library"]

ENTRIES_KEPT = 256  # articles held in memory, by what they contain
LOOKUP = 500  # values in one IN (...)


class Library:
    """Safe to share between threads. A folder without a library reads as an empty one and stays as it is."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.path = data_dir / schema.FILE_NAME
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None
        self._entries: OrderedDict[str, Entry] = OrderedDict()

    # What is in

    def version(self) -> int:
        """Rises with every change that was committed."""
        return int(self._state("version") or 0)

    def content_version(self) -> str:
        """Opaque: another one whenever articles have changed. What an index is compared with."""
        return self._state("content") or ""

    def is_empty(self) -> bool:
        return int(self._state("articles") or 0) == 0

    def counts(self) -> tuple[int, int]:
        """Articles and passages."""
        return int(self._state("articles") or 0), int(self._state("passages") or 0)

    def root(self) -> Path | None:
        """The folder that the articles were ingested from."""
        root = self._state("root")
        return Path(root) if root else None

    def embedder(self) -> str | None:
        """The fingerprint that the index is built with."""
        return self._state("embedder")

    def embedder_name(self) -> str | None:
        return self._state("embedder_name")

    def last_ingest(self) -> dict[str, Any] | None:
        return next(iter(self.ingests(1)), None)

    def ingests(self, limit: int = 20) -> list[dict[str, Any]]:
        """The reports of the last ingests, newest first, each with `at`."""
        rows = self._rows("SELECT at, report FROM ingests ORDER BY id DESC LIMIT ?", (limit,))
        return [{"at": at, **json.loads(report)} for at, report in rows]

    def summaries(self) -> tuple[ArticleSummary, ...]:
        rows = self._rows(
            "SELECT id, file, sha256, text_sha256, details, passages, characters, ingested_at "
            "FROM articles ORDER BY file"
        )
        with schema.sqlite_errors(self.path):
            return tuple(
                ArticleSummary(id_, file, sha256, text_sha256, self._learned(file, stored), passages, characters, at)
                for id_, file, sha256, text_sha256, stored, passages, characters, at in rows
            )

    def article_ids(self) -> list[str]:
        """In the order of the files."""
        return [row[0] for row in self._rows("SELECT id FROM articles ORDER BY file")]

    def article(self, article_id: str) -> Article | None:
        entry = self.entry(article_id)
        return entry.article if entry else None

    def passage(self, passage_id: str) -> Passage | None:
        found = self._rows("SELECT article_id FROM passages WHERE id = ?", (passage_id,))
        entry = self.entry(found[0][0]) if found else None
        return next((passage for passage in entry.passages if passage.id == passage_id), None) if entry else None

    def passages_by_id(self, ids: Collection[str]) -> dict[str, Passage]:
        """Many at once; those that are not there are left out."""
        wanted, found = list(ids), {}
        with self._lock, self._reading():
            for start in range(0, len(wanted), LOOKUP):
                part = wanted[start : start + LOOKUP]
                spans = self._rows(
                    'SELECT id, article_id, start, "end", text_key FROM passages '
                    f"WHERE id IN ({','.join('?' * len(part))})",
                    part,
                )
                texts = self._texts({article for _, article, *_ in spans})
                for id_, article, first, last, key in spans:
                    found[id_] = Passage(id_, article, texts.get(article, "")[first:last], first, last)
                    if text_key(found[id_].text) != key_of_words(key):
                        raise schema.damaged(self.path, f"passage {id_} is not as it was ingested")
        return found

    def passages(self, article_id: str | None = None) -> Iterator[Passage]:
        """Of one article or of all, in the order of the files and of the text."""
        for id_ in [article_id] if article_id else self.article_ids():
            entry = self.entry(id_, keep=article_id is not None)
            yield from entry.passages if entry else ()

    def searched_texts(self) -> Iterator[tuple[Passage, str, str | None]]:
        """Each passage with what is searched of it and the language of its article, in the order of `passages`."""
        for id_ in self.article_ids():
            entry = self.entry(id_, keep=False)
            if entry is not None:
                language = entry.article.fact("language").value
                yield from ((each, under_headline(entry.article, each), language) for each in entry.passages)

    def passage_keys(self) -> dict[str, str]:
        """What each passage's vectors are kept under, by the passage's id."""
        return dict(self._rows("SELECT id, text_key FROM passages"))

    def content_and_keys(self) -> tuple[str, dict[str, str]]:
        """`content_version` and `passage_keys` of one and the same moment."""
        with self._lock, self._reading():
            return self.content_version(), self.passage_keys()

    def entry(self, article_id: str, keep: bool = True) -> Entry | None:
        """An article with its passages, its seal checked; LibraryDamaged if they are not what was put."""
        with self._lock, self._reading() as connection:
            if connection is None:
                return None
            found = connection.execute("SELECT seal FROM articles WHERE id = ?", (article_id,)).fetchone()
            if found is None:
                return None
            if found[0] in self._entries:
                self._entries.move_to_end(found[0])
                return self._entries[found[0]]
            entry = self._load(connection, article_id)
            if keep:
                self._entries[found[0]] = entry
                while len(self._entries) > ENTRIES_KEPT:
                    self._entries.popitem(last=False)
            return entry

    # Vectors

    def vectors(self, fingerprint: str, keys: Collection[str]) -> dict[str, np.ndarray]:
        """Those that are there, by key; one that was damaged counts as missing."""
        wanted = list(keys)
        found: dict[str, np.ndarray] = {}
        for start in range(0, len(wanted), LOOKUP):
            part = wanted[start : start + LOOKUP]
            marks = ",".join("?" * len(part))
            rows = self._rows(
                "SELECT text_key, data, crc FROM vectors JOIN embedders ON embedders.id = vectors.embedder "
                f"WHERE fingerprint = ? AND text_key IN ({marks})",
                (fingerprint, *part),
            )
            found.update(_vectors(rows))
        return found

    def passage_vectors(self, fingerprint: str, ids: Collection[str]) -> dict[str, np.ndarray]:
        """Those that are there, by passage id; one that was damaged counts as missing."""
        wanted = list(ids)
        found: dict[str, np.ndarray] = {}
        for start in range(0, len(wanted), LOOKUP):
            part = wanted[start : start + LOOKUP]
            rows = self._rows(
                "SELECT passages.id, data, crc FROM passages JOIN vectors USING (text_key) "
                "JOIN embedders ON embedders.id = vectors.embedder "
                f"WHERE fingerprint = ? AND passages.id IN ({','.join('?' * len(part))})",
                (fingerprint, *part),
            )
            found.update(_vectors(rows))
        return found

    def vectors_of_passages(
        self, fingerprint: str, articles: Collection[str] | None = None
    ) -> Iterator[tuple[str, np.ndarray]]:
        """Passage ids with their vectors, of some articles or of all."""
        for chosen in [None] if articles is None else [[article] for article in articles]:
            only = "" if chosen is None else "AND passages.article_id = ?"
            rows = self._rows(
                "SELECT passages.id, data, crc FROM passages JOIN vectors USING (text_key) "
                f"JOIN embedders ON embedders.id = vectors.embedder WHERE fingerprint = ? {only}",
                (fingerprint, *(chosen or ())),
            )
            yield from _vectors(rows)

    def texts_without_vector(self, fingerprint: str) -> list[tuple[str, str]]:
        """(key, text as it is to be embedded) of every text that this embedder has not embedded, each once."""
        missing = {
            row[0]: row[1]
            for row in self._rows(
                "SELECT text_key, article_id FROM passages WHERE text_key NOT IN (SELECT text_key FROM vectors "
                "JOIN embedders ON embedders.id = vectors.embedder WHERE fingerprint = ?) ORDER BY article_id, start",
                (fingerprint,),
            )
        }
        texts: dict[str, str] = {}
        for article_id in dict.fromkeys(missing.values()):
            entry = self.entry(article_id, keep=False)
            if entry is None:
                continue
            for passage, key in zip(entry.passages, entry.keys, strict=True):
                texts.setdefault(key, search_text(under_headline(entry.article, passage)))
        return [(key, texts[key]) for key in missing if key in texts]

    def articles_without_vector(self, fingerprint: str) -> list[str]:
        """Ids of the articles that have a passage whose text has no vector of this embedder."""
        query = (
            "SELECT DISTINCT article_id FROM passages WHERE text_key NOT IN (SELECT text_key FROM vectors "
            "JOIN embedders ON embedders.id = vectors.embedder WHERE fingerprint = ?) ORDER BY article_id"
        )
        return [row[0] for row in self._rows(query, (fingerprint,))]

    # Writing

    def writer(self, wait_seconds: float = 5.0) -> Writer:
        """The one writer, to be used in a `with`; LibraryBusy when another stays on."""
        from vectorstore.writer import Writer

        return Writer(self, wait_seconds)

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    # Inside

    def _state(self, key: str) -> str | None:
        rows = self._rows("SELECT value FROM state WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock, self._reading() as connection:
            return connection.execute(query, values).fetchall() if connection else []

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """One read transaction, nested ones being part of it; None where there is no library."""
        with schema.sqlite_errors(self.path):
            connection = self._current()
            if connection is None or connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    def _current(self) -> sqlite3.Connection | None:
        """The open file, opened anew when another has taken its place."""
        try:
            found = os.stat(self.path)
        except FileNotFoundError:
            self.close()
            return None
        inode = (found.st_dev, found.st_ino)
        if self._connection is None or inode != self._inode:
            self.close()
            self._connection, self._inode = schema.connect(self.path), inode
        return self._connection

    def _texts(self, articles: Collection[str]) -> dict[str, str]:
        rows = self._rows(f"SELECT id, text FROM articles WHERE id IN ({','.join('?' * len(articles))})", [*articles])
        with schema.sqlite_errors(self.path):
            return {id_: bytes(text).decode("utf-8") for id_, text in rows}

    def _load(self, connection: sqlite3.Connection, article_id: str) -> Entry:
        row = connection.execute(
            "SELECT id, file, sha256, text_sha256, details, text, seal FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        spans = connection.execute(
            'SELECT id, start, "end", text_key FROM passages WHERE article_id = ? ORDER BY start, id', (article_id,)
        ).fetchall()
        if records.seal(row[:5], spans) != row[6]:
            raise schema.damaged(self.path, f"{row[1]} is not as it was ingested")
        text = bytes(row[5]).decode("utf-8")
        if text_key(text) != row[3]:
            raise schema.damaged(self.path, f"the text of {row[1]} is not as it was ingested")
        passages = tuple(Passage(id_, article_id, text[start:end], start, end) for id_, start, end, _ in spans)
        return Entry(records.article(row[:5], text), passages, tuple(key for *_, key in spans))

    def _learned(self, file: str, stored: str) -> Mapping[str, Any]:
        try:
            return records.metadata(stored)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise schema.damaged(self.path, f"the metadata of {file} cannot be read") from error


def _vectors(rows: Sequence[Any]) -> Iterator[tuple[str, np.ndarray]]:
    import numpy as np

    for key, data, crc in rows:
        if zlib.crc32(data) == crc:
            yield key, np.frombuffer(data, dtype="<f4")
