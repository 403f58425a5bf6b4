"""The library's SQLite file: its tables, how it is opened, and which of SQLite's errors mean what to a person."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vectorstore.errors import LibraryBusy, LibraryDamaged, NewsBotError

SCHEMA_VERSION = 2  # since 2 passages are put with the keys of `headline.vector_key`; those that are there stay
FILE_NAME = "library.sqlite3"

TABLES = """
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,          -- of the file's bytes
    text_sha256 TEXT NOT NULL,
    text BLOB NOT NULL,            -- UTF-8, exactly as decoded
    details TEXT NOT NULL,         -- JSON: metadata, segments, sentences
    passages INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    ingested_at TEXT NOT NULL,
    seal TEXT NOT NULL             -- sha-256 over the row and its passages: damage and half articles show
);
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text_key TEXT NOT NULL         -- of the vectors; the text itself is the article's slice and is stored once
);
CREATE INDEX passages_by_article ON passages(article_id, start);
CREATE INDEX passages_by_text ON passages(text_key);
CREATE TABLE embedders (id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE);
CREATE TABLE vectors (
    embedder INTEGER NOT NULL REFERENCES embedders(id),
    text_key TEXT NOT NULL,
    data BLOB NOT NULL,            -- little-endian float32
    crc INTEGER NOT NULL,
    UNIQUE (embedder, text_key)
);
CREATE TABLE ingests (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, report TEXT NOT NULL);
"""


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as ours; the original stays attached."""
    try:
        yield
    except sqlite3.OperationalError as error:
        reason = str(error)
        if "locked" in reason or "busy" in reason:
            raise LibraryBusy(f"{path} is busy. Try again in a moment.") from error
        if "full" in reason or "I/O" in reason:
            raise NewsBotError(f"{path}: {reason}. See to the disk and run the command again.") from error
        if "unable to open" in reason:  # not allowed, or too many open files: the library itself may be whole
            raise NewsBotError(f"{path} cannot be opened. Check its permissions or use another --data.") from error
        if "readonly" in reason:
            raise NewsBotError(
                f"{path} may not be written to. Change its permissions or use another --data."
            ) from error
        raise damaged(path, reason) from error
    except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError) as error:
        raise damaged(path, str(error)) from error


class NewerSchema(LibraryDamaged):
    """Nothing is wrong with the file; this program is too old for it."""


def damaged(path: Path, reason: str) -> LibraryDamaged:
    return LibraryDamaged(f"{path} is damaged ({reason}). Run: newsbot check --repair, then: newsbot ingest")


def connect(path: Path) -> sqlite3.Connection:
    """An open library; never creates one."""
    with sqlite_errors(path):
        connection = _open(path)
        try:
            _check_schema(path, connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _check_schema(path: Path, connection: sqlite3.Connection) -> None:
    found = connection.execute("SELECT value FROM state WHERE key = 'schema'").fetchone()
    if found is None or not str(found[0]).isdigit():
        raise damaged(path, "no schema version")
    if int(found[0]) > SCHEMA_VERSION:
        raise NewerSchema(
            f"{path} was written by a newer version (schema {found[0]}, this one reads {SCHEMA_VERSION}). "
            "Install the newer version or use another --data."
        )


def create(path: Path) -> None:
    """A new, empty library. Built aside and moved into place, so that nobody ever opens one without its tables."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    aside.unlink(missing_ok=True)
    with sqlite_errors(path):
        connection = _open(aside, create=True)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"BEGIN IMMEDIATE; {TABLES}"
                f"INSERT INTO state VALUES ('schema', '{SCHEMA_VERSION}'), ('version', '0'), ('content', ''),"
                "('articles', '0'), ('passages', '0'); COMMIT;"
            )
        finally:
            connection.close()  # the last one to close takes the -wal and -shm files away
    for suffix in ("-wal", "-shm"):  # of a library that was deleted here: SQLite would play them into this one
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    os.replace(aside, path)


def _open(path: Path, create: bool = False) -> sqlite3.Connection:
    mode = "rwc" if create else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,  # transactions are begun and ended by name
        check_same_thread=False,
        timeout=10,
    )
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cell_size_check = ON")
    except BaseException:
        connection.close()
        raise
    return connection
