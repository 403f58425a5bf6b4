from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.files import MAX_BYTES, common_root, find, inside, read_bytes
from vectorstore.errors import ArticleError, ConfigError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "deep").mkdir(parents=True)
    for name in ("b.txt", "a.md", "deep/c.TXT", ".hidden.txt", "metadata.yaml", "scan.pdf", "README"):
        (folder / name).write_text("words")
    (tmp_path / "secret.txt").write_text("secret")
    return folder.resolve()


def test_files_are_found_by_kind_and_named_from_the_root(folder: Path):
    found = find([folder], folder)
    assert [name for name, _ in found.files] == ["a.md", "b.txt", "deep/c.TXT"]
    assert found.skipped == (
        ("README", "files without an ending like .txt are not read"),
        ("scan.pdf", "`.pdf` files are not read yet"),
    )


def test_nothing_outside_the_folder_is_read(folder: Path, tmp_path: Path):
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "inner.txt").symlink_to(folder / "b.txt")
    (folder / "round").symlink_to(folder)
    (folder / "null.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    found = find([folder], folder)
    assert [name for name, _ in found.files] == ["a.md", "b.txt", "deep/c.TXT", "inner.txt"]
    reasons = dict(found.skipped)
    assert reasons["out.txt"] == "a link that leads outside the folder"
    assert reasons["loop.txt"] == "a link that leads nowhere"
    assert reasons["round"] == "a link to a folder is not followed"
    assert reasons["pipe.txt"] == reasons["null.txt"] == "not a plain file"


def test_a_pipe_in_a_files_place_does_not_hang(tmp_path: Path):
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ArticleError, match="not a plain file"):
        read_bytes(tmp_path / "a.txt", "a.txt")


def test_a_large_file_is_refused(tmp_path: Path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ArticleError, match=r"a\.txt is larger than 25 MB"):
        read_bytes(tmp_path / "a.txt", "a.txt")


@pytest.mark.parametrize("name", [b"bad\xff.txt", b"two\nlines.txt", b"\xe2\x80\xae.txt"])
def test_a_name_that_cannot_be_shown_is_skipped(folder: Path, name: bytes):
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text("words")
    except OSError:
        pytest.skip("this file system has no such names")
    [reason] = [reason for file, reason in find([folder], folder).skipped if file.startswith(("bad", "two", "\ufffd"))]
    assert "its name holds characters" in reason


def test_the_root_is_the_common_folder_or_the_one_known_before(folder: Path, tmp_path: Path):
    assert common_root([folder]) == folder
    assert common_root([folder / "b.txt"]) == folder
    assert common_root([folder / "deep", tmp_path / "secret.txt"]) == tmp_path.resolve()
    assert common_root([folder / "deep"], known=folder) == folder
    assert common_root([tmp_path], known=folder) == tmp_path.resolve()
    assert inside(tmp_path, [folder]) == tmp_path.resolve()


def test_a_path_that_is_missing_or_outside_is_named(folder: Path, tmp_path: Path):
    with pytest.raises(ConfigError, match="nowhere: no such file or folder"):
        common_root([folder, tmp_path / "nowhere"])
    with pytest.raises(ConfigError, match="is not in"):
        inside(folder, [tmp_path])
    with pytest.raises(ConfigError, match="No path"):
        common_root([])
