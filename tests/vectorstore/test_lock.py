"""Who writes is seen by those who ask, and those who ask are in nobody's way."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from vectorstore.lock import LOCK_NAME, unless_held, writer_active, writer_lock


@contextmanager
def asking(data_dir: Path) -> Iterator[None]:
    """Another reader, in the middle of asking whether somebody writes."""
    handle = os.open(data_dir / LOCK_NAME, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    try:
        yield
    finally:
        os.close(handle)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder that somebody has written to."""
    with writer_lock(tmp_path, 0.0):
        pass
    return tmp_path


def test_a_writer_is_seen_while_it_writes(tmp_path: Path) -> None:
    assert not writer_active(tmp_path)
    with writer_lock(tmp_path, 0.0):
        assert writer_active(tmp_path)
    assert not writer_active(tmp_path)


def test_another_who_asks_is_not_taken_for_a_writer(written: Path) -> None:
    with asking(written):
        assert not writer_active(written)


def test_a_writer_that_does_not_wait_is_not_turned_away_by_one_who_asks(written: Path) -> None:
    other = asking(written)
    other.__enter__()
    leaving = threading.Timer(0.1, other.__exit__, (None, None, None))
    leaving.start()
    with writer_lock(written, 0.0):
        assert writer_active(written)
    leaving.join()


def test_a_lock_file_that_may_not_be_opened_is_no_reason_to_fail(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, *_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refused)
    assert not writer_active(written)
    with unless_held(written / LOCK_NAME) as free:
        assert not free
