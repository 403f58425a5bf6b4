"""What a run has had answered so far, on disk, so that an interrupted one goes on where it was."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.answer import answer_from_dict
from bot.evaluation.checks import fault_of
from bot.evaluation.runner import Reply
from bot.evaluation.suite import Case

KEPT_SECONDS = 7 * 24 * 3600  # an older journal says little about the bot of today


class FileJournal:
    """One line per finished case. A case is known by what its suite says about it, a run by what was asked.

    Only cases that could be judged are kept: what a provider failed on is asked again.
    """

    def __init__(self, folder: Path, run: Mapping[str, Any], *, fresh: bool = False) -> None:
        key = hashlib.sha256(json.dumps(run, sort_keys=True).encode()).hexdigest()[:16]
        self.path = folder / f"{key}.jsonl"
        self._lock = threading.Lock()
        _remove_old(folder)
        if fresh:
            self.path.unlink(missing_ok=True)
        self._kept = self._read()
        self.resumed = len(self._kept)  # cases, over all repeats

    def finished(self, suite: str, case: Case, repeat: int) -> tuple[Reply, ...] | None:
        return self._kept.get(_key(suite, case, repeat))

    def keep(self, suite: str, case: Case, repeat: int, replies: Sequence[Reply]) -> None:
        if any(reply.answer is None or fault_of(reply.answer) for reply in replies):
            return
        kept = [{"answer": reply.answer.to_dict(), "seconds": reply.seconds} for reply in replies if reply.answer]
        line = json.dumps({"case": _key(suite, case, repeat), "replies": kept}, ensure_ascii=False)
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")

    def close(self) -> None:
        """The run is complete: the next one starts anew."""
        self.path.unlink(missing_ok=True)

    def _read(self) -> dict[str, tuple[Reply, ...]]:
        kept: dict[str, tuple[Reply, ...]] = {}
        if not self.path.exists():
            return kept
        for line in self.path.read_text(encoding="utf-8", errors="replace").split("\n"):
            try:
                found = json.loads(line)
                replies = tuple(Reply(answer_from_dict(one["answer"]), one["seconds"]) for one in found["replies"])
            except (ValueError, KeyError, TypeError):
                continue  # the line that was being written when the run was killed; its case is asked again
            kept[found["case"]] = replies
        with self.path.open("a", encoding="utf-8") as file:
            file.write("\n")  # whatever comes next must not be joined to such a line
        return kept


def _key(suite: str, case: Case, repeat: int) -> str:
    return f"{suite} {case.id} {case.hash} {repeat}"


def _remove_old(folder: Path) -> None:
    oldest = time.time() - KEPT_SECONDS
    for path in folder.glob("*.jsonl") if folder.is_dir() else ():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
