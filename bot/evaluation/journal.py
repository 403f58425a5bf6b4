"""What a run has had answered so far, on disk, so that an interrupted one goes on where it was."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.answer import answer_from_dict
from bot.evaluation.checks import fault_of
from bot.evaluation.runner import Reply
from bot.evaluation.suite import Case, Suite

KEPT_SECONDS = 7 * 24 * 3600  # an older journal says little about the bot of today
ANSWERING = ("bot", "ingest", "vectorstore")  # packages that an answer depends on, with the weights in them


class FileJournal:
    """One line per finished case. A case is known by what its suite says about it, a run by what was asked of which code.

    Only cases that could be judged are kept: what a provider failed on is asked again. Runs over other suites that
    were interrupted may be kept in the same file; they are left alone.
    """

    def __init__(self, folder: Path, run: Mapping[str, Any], *, fresh: bool = False) -> None:
        asked = json.dumps({**run, "code": code_hash()}, sort_keys=True)
        key = hashlib.sha256(asked.encode()).hexdigest()[:16]
        self.path = folder / f"{key}.jsonl"
        self._asked: set[str] = set()
        self._lock = threading.Lock()
        _remove_old(folder)
        if fresh:
            self.path.unlink(missing_ok=True)
        self._kept = self._read()

    def resumed(self, suites: Sequence[Suite], repeats: int) -> int:
        """Cases that need not be asked again, over all repeats."""
        keys = (_key(suite.name, case, n) for suite in suites for case in suite.cases for n in range(repeats))
        return sum(key in self._kept for key in keys)

    def finished(self, suite: str, case: Case, repeat: int) -> tuple[Reply, ...] | None:
        key = _key(suite, case, repeat)
        self._asked.add(key)
        return self._kept.get(key)

    def keep(self, suite: str, case: Case, repeat: int, replies: Sequence[Reply]) -> None:
        if any(reply.answer is None or fault_of(reply.answer) for reply in replies):
            return
        kept = [{"answer": reply.answer.to_dict(), "seconds": reply.seconds} for reply in replies if reply.answer]
        line = json.dumps({"case": _key(suite, case, repeat), "replies": kept})
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")

    def close(self) -> None:
        """The run is complete: the next one of these cases starts anew."""
        others = [line for case, line in self._lines() if case not in self._asked]
        if not others:
            self.path.unlink(missing_ok=True)
            return
        beside = self.path.with_suffix(".new")
        beside.write_text("".join(f"{json.dumps(line)}\n" for line in others), encoding="utf-8")
        beside.replace(self.path)

    def _read(self) -> dict[str, tuple[Reply, ...]]:
        kept: dict[str, tuple[Reply, ...]] = {}
        for case, line in self._lines():
            with suppress(ValueError, KeyError, TypeError):  # of another version: asked again
                kept[case] = tuple(Reply(answer_from_dict(one["answer"]), one["seconds"]) for one in line["replies"])
        if self.path.exists():
            with self.path.open("a", encoding="utf-8") as file:
                file.write("\n")  # whatever comes next must not be joined to a line that was cut off
        return kept

    def _lines(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What can be read; not the line that was being written when a run was killed."""
        if not self.path.exists():
            return
        for text in self.path.read_text(encoding="utf-8", errors="replace").split("\n"):
            try:
                line = json.loads(text)
                case = str(line["case"])
            except (ValueError, KeyError, TypeError):
                continue
            yield case, line


@lru_cache(maxsize=1)
def code_hash() -> str:
    """Of this program as it is installed: its version alone stays the same while someone works on it."""
    return hash_of(Path(__file__).parents[2])


def hash_of(root: Path) -> str:
    """Over the names and bytes of everything in the packages that answer, some milliseconds for 3 MB."""
    found = hashlib.sha256()
    for package in ANSWERING:
        for path in sorted((root / package).rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                data = path.read_bytes()
                found.update(f"{path.relative_to(root).as_posix()}\0{len(data)}\0".encode())
                found.update(data)
    return found.hexdigest()


def _key(suite: str, case: Case, repeat: int) -> str:
    return f"{suite} {case.id} {case.hash} {repeat}"


def _remove_old(folder: Path) -> None:
    oldest = time.time() - KEPT_SECONDS
    for path in folder.glob("*.jsonl") if folder.is_dir() else ():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
