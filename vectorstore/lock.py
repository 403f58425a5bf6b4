"""One writer at a time, and readers that keep what they read from being removed. Both end with their process."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from vectorstore.errors import LibraryBusy, NewsBotError

LOCK_NAME = "writer.lock"


@contextmanager
def writer_lock(data_dir: Path, wait_seconds: float) -> Iterator[None]:
    """Held for the length of the block. The kernel lets go of a dead writer's lock, so it is taken over at once."""
    path = data_dir / LOCK_NAME
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise NewsBotError(f"{path} cannot be written ({error.strerror}). Use another folder: --data") from error
    try:
        until = time.monotonic() + wait_seconds
        while not _taken(handle):
            if time.monotonic() >= until and not _nobody_writes(handle):  # who only looks is gone in a moment
                raise LibraryBusy(f"{data_dir} is being written by {_holder(path)}. Try again when it is done.")
            time.sleep(0.05)
        os.ftruncate(handle, 0)
        note = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
        os.pwrite(handle, json.dumps(note).encode(), 0)
        yield
    finally:
        os.close(handle)


def writer_active(data_dir: Path) -> bool:
    """Whether one is known of: a lock file that may not be opened tells of none. Those who ask do not see each other."""
    try:
        handle = os.open(data_dir / LOCK_NAME, os.O_RDONLY)
    except OSError:
        return False
    try:
        return not _nobody_writes(handle)
    finally:
        os.close(handle)


def hold_shared(path: Path) -> int | None:
    """A handle that marks `path` as being read, until it is closed; None if it is being removed or is gone."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if os.fstat(handle).st_ino == os.stat(path).st_ino:
            return handle
    except OSError:
        pass
    os.close(handle)
    return None


@contextmanager
def unless_held(path: Path) -> Iterator[bool]:
    """True if no reader holds `path`, and then none can for the length of the block; False if that cannot be told."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError as error:
        yield isinstance(error, FileNotFoundError)
        return
    try:
        yield _taken(handle)
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    return _locked(handle, fcntl.LOCK_EX)


def _nobody_writes(handle: int) -> bool:
    """Others who ask at the same time do not count."""
    if not _locked(handle, fcntl.LOCK_SH):
        return False
    fcntl.flock(handle, fcntl.LOCK_UN)
    return True


def _locked(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(path: Path) -> str:
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        return f"process {note['pid']} (since {note['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
