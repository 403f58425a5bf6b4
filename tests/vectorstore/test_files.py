from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vectorstore.files import replace_file


def test_of_many_who_write_one_file_at_once_each_writes_it_whole(tmp_path: Path) -> None:
    path, texts = tmp_path / "a.yaml", [bytes([65 + number]) * 100_000 for number in range(16)]
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda text: replace_file(path, text), texts))
    assert path.read_bytes() in texts
    assert list(tmp_path.iterdir()) == [path]


def test_when_the_new_file_cannot_take_its_place_the_old_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    replace_file(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_replaced_file_is_as_readable_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    replace_file(tmp_path / "a.yaml", b"text")
    assert (tmp_path / "a.yaml").stat().st_mode == (tmp_path / "other").stat().st_mode
