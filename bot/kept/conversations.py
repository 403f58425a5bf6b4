"""Conversations, kept in a SQLite file of their own: questions, every answer given to them, what people thought of it.

An answer is stored as `Answer.to_dict()` and is never edited. Whether its citations still hold is not stored: that is
proved again whenever it is shown.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import unicodedata
import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from bot.answer import Answer, answer_from_dict
from vectorstore.errors import ConfigError, LibraryBusy, LibraryDamaged, NewsBotError

FILE_NAME = "conversations.sqlite3"
VERSION = 1
TITLE_CHARS = 80
Thumb = Literal["up", "down"]

TABLES = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL,
    scope TEXT NOT NULL DEFAULT '{}');           -- what the conversation is restricted to
CREATE TABLE IF NOT EXISTS turns (
    id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, question TEXT NOT NULL, created TEXT NOT NULL,
    words TEXT NOT NULL,                         -- question and answers, folded, for the search
    UNIQUE (conversation, position));
CREATE TABLE IF NOT EXISTS answers (
    id TEXT PRIMARY KEY, turn TEXT NOT NULL REFERENCES turns(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, answer TEXT NOT NULL, created TEXT NOT NULL,
    thumb TEXT, reason TEXT NOT NULL DEFAULT '', correction TEXT NOT NULL DEFAULT '',
    UNIQUE (turn, position));
CREATE TABLE IF NOT EXISTS letters (article TEXT PRIMARY KEY, ordinal INTEGER NOT NULL UNIQUE);
"""


@dataclass(frozen=True)
class ConversationSummary:
    id: str
    title: str
    updated: str  # ISO 8601, UTC
    turns: int


@dataclass(frozen=True)
class StoredAnswer:
    id: str
    answer: Answer
    thumb: Thumb | None
    reason: str
    correction: str


@dataclass(frozen=True)
class StoredTurn:
    """A question and the answers given to it, oldest first."""

    id: str
    question: str
    answers: tuple[StoredAnswer, ...]

    @property
    def latest(self) -> StoredAnswer | None:
        return self.answers[-1] if self.answers else None


class Conversations:
    """Safe to share between threads. A folder without the file reads as one without conversations."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / FILE_NAME
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None

    # Conversations

    def create(self, first_question: str) -> str:
        conversation, now = _new_id(), _now()
        with self._writing() as db:
            db.execute(
                "INSERT INTO conversations (id, title, created, updated) VALUES (?, ?, ?, ?)",
                (conversation, _title(first_question), now, now),
            )
        return conversation

    def exists(self, conversation: str) -> bool:
        return bool(self._rows("SELECT 1 FROM conversations WHERE id = ?", (conversation,)))

    def title(self, conversation: str) -> str:
        found = self._rows("SELECT title FROM conversations WHERE id = ?", (conversation,))
        return str(found[0][0]) if found else ""

    def summaries(self, search: str = "", limit: int = 200) -> tuple[ConversationSummary, ...]:
        """Newest first; with `search`, those whose title, questions or answers say all of its words."""
        wanted = _folded(search).split()
        words = "coalesce(group_concat(t.words, ' '), '')" if wanted else "''"  # of every conversation: megabytes
        rows = self._rows(
            f"SELECT c.id, c.title, c.updated, count(t.position), {words}"
            " FROM conversations c LEFT JOIN turns t ON t.conversation = c.id"
            " GROUP BY c.id ORDER BY c.updated DESC, c.rowid DESC LIMIT ?",
            (-1 if wanted else limit,),
        )
        kept = [row for row in rows if all(word in f"{_folded(row[1])} {row[4]}" for word in wanted)]
        return tuple(ConversationSummary(*row[:4]) for row in kept[:limit])

    def rename(self, conversation: str, title: str) -> None:
        if not title.strip():
            raise ConfigError("A conversation needs a name. Type one, or keep the old one.")
        with self._writing() as db:
            db.execute("UPDATE conversations SET title = ? WHERE id = ?", (_title(title), conversation))

    def delete(self, conversation: str) -> None:
        with self._writing() as db:
            db.execute("DELETE FROM conversations WHERE id = ?", (conversation,))

    def scope(self, conversation: str) -> dict[str, Any]:
        """What the conversation is restricted to, as `restrict` was given it."""
        found = self._rows("SELECT scope FROM conversations WHERE id = ?", (conversation,))
        with _decoding(self.path):
            return dict(json.loads(found[0][0])) if found else {}

    def restrict(self, conversation: str, scope: Mapping[str, Any]) -> None:
        stored = json.dumps(dict(scope))
        with self._writing() as db:
            db.execute("UPDATE conversations SET scope = ? WHERE id = ?", (stored, conversation))

    # Turns and answers

    def add_turn(self, conversation: str, question: str) -> str:
        turn, now = _new_id(), _now()
        with self._writing() as db:
            if not db.execute("UPDATE conversations SET updated = ? WHERE id = ?", (now, conversation)).rowcount:
                raise ConfigError("This conversation was deleted. Begin a new one and ask again.")
            db.execute(
                "INSERT INTO turns (id, conversation, position, question, created, words) SELECT ?, ?,"
                " coalesce(max(position), 0) + 1, ?, ?, ? FROM turns WHERE conversation = ?",
                (turn, conversation, question, now, _folded(question), conversation),
            )
        return turn

    def add_answer(self, turn: str, answer: Answer) -> StoredAnswer:
        """Not an error when the turn was deleted while its answer was being written: then nothing is kept."""
        answer_id, stored = _new_id(), json.dumps(answer.to_dict())
        said = _folded(" ".join(claim.text for claim in answer.claims))
        with self._writing() as db:
            if db.execute("UPDATE turns SET words = words || ' ' || ? WHERE id = ?", (said, turn)).rowcount:
                db.execute(
                    "INSERT INTO answers (id, turn, position, answer, created) SELECT ?, ?,"
                    " coalesce(max(position), 0) + 1, ?, ? FROM answers WHERE turn = ?",
                    (answer_id, turn, stored, _now(), turn),
                )
        return StoredAnswer(answer_id, answer, None, "", "")

    def turns(self, conversation: str) -> tuple[StoredTurn, ...]:
        turns = self._rows("SELECT id, question FROM turns WHERE conversation = ? ORDER BY position", (conversation,))
        rows = self._rows(
            "SELECT a.turn, a.id, a.answer, a.thumb, a.reason, a.correction FROM answers a"
            " JOIN turns t ON t.id = a.turn WHERE t.conversation = ? ORDER BY a.position",
            (conversation,),
        )
        given: dict[str, list[StoredAnswer]] = {}
        with _decoding(self.path):
            for turn, answer_id, stored, thumb, reason, correction in rows:
                answer = answer_from_dict(json.loads(stored))
                given.setdefault(turn, []).append(StoredAnswer(answer_id, answer, thumb, reason, correction))
        return tuple(StoredTurn(id_, question, tuple(given.get(id_, ()))) for id_, question in turns)

    def rate(self, answer: str, thumb: Thumb | None, reason: str = "", correction: str = "") -> None:
        with self._writing() as db:
            db.execute(
                "UPDATE answers SET thumb = ?, reason = ?, correction = ? WHERE id = ?",
                (thumb, reason, correction, answer),
            )

    # Letters

    def letters(self, articles: Collection[str]) -> dict[str, int]:
        """Each article's ordinal, from 0 (letter A): given once, in the order asked for, never to another article."""
        known = dict(self._rows("SELECT article, ordinal FROM letters"))
        missing = [article for article in articles if article not in known]
        if missing:
            with self._writing() as db:
                for article in missing:
                    db.execute(
                        "INSERT OR IGNORE INTO letters SELECT ?, coalesce(max(ordinal), -1) + 1 FROM letters",
                        (article,),
                    )
            known = dict(self._rows("SELECT article, ordinal FROM letters"))
        return {article: known[article] for article in articles}

    # The file

    def close(self) -> None:
        """Opened again by whoever asks for something afterwards."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None:
                connection.close()

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with self._lock, _our_errors(self.path):
            if not self.path.exists():
                self.close()
                return []
            return self._current().execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _our_errors(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._current() as db:
                db.execute("BEGIN IMMEDIATE")
                yield db

    def _current(self) -> sqlite3.Connection:
        """The open file, opened anew when another has taken its place."""
        found = self.path.stat() if self.path.exists() else None
        inode = (found.st_dev, found.st_ino) if found else None
        if self._connection is None or inode != self._inode:
            self.close()
            self._connection = self._open()
            opened = self.path.stat()
            self._inode = (opened.st_dev, opened.st_ino)
        return self._connection

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=10, check_same_thread=False)
        try:
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA synchronous = FULL")
            found = db.execute("PRAGMA user_version").fetchone()[0]
            if found > VERSION:
                raise LibraryDamaged(
                    f"{self.path} was written by a newer version. Install that one, or use another --data."
                )
            if found < VERSION:
                db.execute("PRAGMA journal_mode = WAL")
                db.executescript(f"{TABLES} PRAGMA user_version = {VERSION};")
        except BaseException:
            db.close()
            raise
        return db


@contextmanager
def _our_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NewsBotError(
            f"{path.parent} cannot be written to. Change its permissions or use another --data."
        ) from error
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LibraryBusy(f"{path} is busy. Try again in a moment.") from error
        raise NewsBotError(f"{path} cannot be used ({error}). Check its folder, or use another --data.") from error
    except sqlite3.ProgrammingError:
        raise  # a mistake of ours, and nothing that the file could help
    except sqlite3.DatabaseError as error:
        raise _damaged(path) from error


@contextmanager
def _decoding(path: Path) -> Iterator[None]:
    """For what was read from the file alone: a caller's ValueError is no damage."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> LibraryDamaged:
    return LibraryDamaged(f"{path} is damaged. Move it away; the articles are not in it, only conversations.")


def _new_id() -> str:
    return uuid.uuid4().hex


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _title(question: str) -> str:
    one_line = " ".join(question.split())
    return one_line if len(one_line) <= TITLE_CHARS else f"{one_line[: TITLE_CHARS - 1].rstrip()}…"


def _folded(text: str) -> str:
    """Without accents and case, so that "cassez" and "Zaldívar" are found however they are typed."""
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
