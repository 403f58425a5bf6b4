"""Is the library what was put into it? Reads everything, and can drop what is not."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import dataclass, field

from vectorstore import schema
from vectorstore.errors import LibraryDamaged
from vectorstore.library import Library


@dataclass
class Damage:
    """What was found wrong with a library."""

    file: str | None = None  # why the file as a whole cannot be relied on
    articles: dict[str, str] = field(default_factory=dict)  # id to reason
    vectors: list[int] = field(default_factory=list)  # row ids

    def __bool__(self) -> bool:
        return bool(self.file or self.articles or self.vectors)

    def lines(self) -> list[str]:
        said = [self.file] if self.file else list(self.articles.values())
        return said + ([f"{len(self.vectors)} vectors are not as they were stored"] if self.vectors else [])


def examine(library: Library) -> Damage:
    """LibraryDamaged is never raised from here: it is what this describes. What stops the looking is still an error."""
    found = Damage()
    try:
        with schema.sqlite_errors(library.path):
            connection = schema.connect(library.path)
            try:
                found.file = _file_damage(connection)
                found.vectors = [] if found.file else _bad_vectors(connection)
            finally:
                connection.close()
        if found.file is None:
            found.articles = _bad_articles(library)
            library.ingests()
    except schema.NewerSchema:
        raise
    except LibraryDamaged as error:
        found.file = found.file or str(error.__cause__ or error)
    return found


def drop(library: Library, damage: Damage) -> None:
    """Removes damaged articles and vectors, so that the next ingest brings them again."""
    with library.writer() as writer:
        for article_id in damage.articles:
            writer.remove(article_id)
        writer.drop_vectors(damage.vectors)


def _file_damage(connection: sqlite3.Connection) -> str | None:
    problems = [row[0] for row in connection.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    if problems:
        return "; ".join(problems)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        return "passages whose article is gone"
    for table in ("articles", "passages"):
        [counted] = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        noted = connection.execute("SELECT value FROM state WHERE key = ?", (table,)).fetchone()
        if noted is None or str(noted[0]) != str(counted):
            return f"{counted} {table} where {noted[0] if noted else 'an unknown number'} were put"
    return None


def _bad_vectors(connection: sqlite3.Connection) -> list[int]:
    rows = connection.execute("SELECT rowid, data, crc FROM vectors")
    return [row for row, data, crc in rows if zlib.crc32(data) != crc]


def _bad_articles(library: Library) -> dict[str, str]:
    bad = {}
    for article_id in library.article_ids():
        try:
            library.entry(article_id, keep=False)
        except LibraryDamaged as error:  # a busy library, or a disk that fails for now, says nothing about an article
            bad[article_id] = str(error)
    return bad
