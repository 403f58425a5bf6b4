"""Uploads, removal and what the user knows about an article."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kept.conversations import Conversations
from tests.ui.making import scripted_bot
from ui import intake, opening
from ui.room import Room
from ui.settings import Settings
from vectorstore.errors import ConfigError
from vectorstore.library import Library

NAMES = [
    *(
        "../../etc/passwd.txt",
        "..\\..\\x.md",
        "a/b/c.txt",
        "con.txt",
        "\u202etxt.exe.md",
        "ok.txt\x00.md",
        "....//x.txt",
    ),
    *("%2e%2e%2fx.txt", "-rf.txt", "~.txt", " .txt", "é" * 300 + ".txt", "$(touch x).txt", "<img src=x>.md"),
]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(opening, "open_bot", scripted_bot)
    data = tmp_path / "deep" / "data"
    return Room(Settings(data=data, articles=tmp_path / "articles"), Library(data), Conversations(data))


@pytest.mark.parametrize("name", NAMES)
def test_an_upload_stays_in_its_folder_under_a_plain_name(room: Room, tmp_path: Path, name: str) -> None:
    path = intake.keep_upload(room, name, b"A title\n\nIt opened on Monday.")
    assert path.parent == room.library.data_dir / "uploads"
    assert path.name.isascii()
    assert all(character.isalnum() or character in "-." for character in path.name)
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [path]


@pytest.mark.skipif("NEWSBOT_TEST_HOSTILE_DIR" not in os.environ, reason="NEWSBOT_TEST_HOSTILE_DIR names no folder")
def test_no_hostile_name_leaves_the_folder(room: Room, tmp_path: Path) -> None:
    lines = (
        (Path(os.environ["NEWSBOT_TEST_HOSTILE_DIR"]) / "upload_names.jsonl").read_text(encoding="utf-8").split("\n")
    )
    for line in filter(None, lines):
        with contextlib.suppress(ConfigError):
            intake.keep_upload(room, json.loads(line)["name"], b"A title\n\nText.")
    uploads = room.library.data_dir / "uploads"
    assert all(found.parent == uploads for found in tmp_path.rglob("*") if found.is_file())


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80), st.sampled_from([".txt", ".md", ".MD", ".exe", "", ".html/../x.txt"]))
def test_generated_names_are_plain_for_any_name(stem: str, ending: str) -> None:
    try:
        name = intake.generated_name(stem + ending, b"x")
    except ConfigError:
        return
    assert name.isascii()
    assert len(name) < 80
    assert not name.startswith((".", "-"))
    assert "/" not in name
    assert "\\" not in name


def test_a_kind_that_is_not_read_is_refused_by_its_ending(room: Room) -> None:
    with pytest.raises(ConfigError, match="exe"):
        intake.keep_upload(room, "virus.exe", b"MZ")


def test_an_uploaded_article_is_taken_in_described_and_removed(room: Room) -> None:
    path = intake.keep_upload(room, "My Notes.txt", b"A title of it\n\nThe ferry opened on Monday, the mayor said.")
    intake.take_in(room, [path])
    [article] = room.library.summaries()
    assert article.file == f"uploads/{path.name}"
    assert room.original(article.id) == (path.name, path.read_bytes())

    intake.describe(room, article, {"outlet": "The Ostmark Post", "published": "2024-05-01", "title": ""})
    [article] = room.library.summaries()
    assert (article.metadata["outlet"].value, article.metadata["outlet"].evidence) == ("The Ostmark Post", "user")
    assert article.metadata["published"].value == "2024-05-01"
    with pytest.raises(ConfigError, match="date"):
        intake.describe(room, article, {"published": "last Tuesday"})

    assert intake.remove(room, article) is None
    assert room.library.is_empty()
    assert not path.exists()


def test_removing_an_article_of_the_folder_leaves_its_file_and_says_so(room: Room) -> None:
    folder = room.settings.articles_dir
    folder.mkdir()
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(f"A title in {name}\n\nThe ferry opened on Monday, the mayor said of {name}.")
    intake.take_in(room, [folder])
    one = next(summary for summary in room.library.summaries() if summary.file == "one.txt")
    assert intake.remove(room, one) == str(folder / "one.txt")
    assert [summary.file for summary in room.library.summaries()] == ["two.txt"]
    assert (folder / "one.txt").exists()


def test_two_visitors_may_upload_the_same_file_at_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    together = threading.Barrier(2, timeout=10)
    replace = os.replace

    def at_once(*places: Any) -> None:
        together.wait()  # both have written, and neither has put it in its place
        replace(*places)

    monkeypatch.setattr(os, "replace", at_once)
    with ThreadPoolExecutor(2) as visitors:
        kept = list(visitors.map(lambda _: intake.keep_upload(room, "one.txt", b"A title\n\nText."), range(2)))
    assert kept[0] == kept[1]
    assert [path.read_bytes() for path in kept[0].parent.iterdir()] == [b"A title\n\nText."]


def test_articles_that_are_described_at_the_same_time_all_keep_their_words(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [f"{number}.txt" for number in range(6)]
    folder = room.settings.articles_dir
    folder.mkdir()
    for file in files:
        (folder / file).write_text(f"A title in {file}\n\nThe ferry opened on Monday, the mayor said of {file}.")
    intake.take_in(room, [folder])
    with_entry = intake.with_entry

    def slowly(*given: Any) -> str:
        time.sleep(0.02)
        return with_entry(*given)

    monkeypatch.setattr(intake, "with_entry", slowly)
    monkeypatch.setattr(intake, "take_in", lambda *_: None)
    with ThreadPoolExecutor(len(files)) as visitors:
        list(visitors.map(lambda one: intake.describe(room, one, {"outlet": one.file}), room.library.summaries()))
    kept = yaml.load((folder / "metadata.yaml").read_text(), Loader=yaml.BaseLoader)
    assert kept == {file: {"outlet": file} for file in files}


KEPT = """# mine
a.txt:
  outlet: X  # yes

# about b
b.txt: {outlet: Y}
"""


def test_metadata_of_other_files_and_comments_stay_as_they_are() -> None:
    changed = intake.with_entry(KEPT, "a.txt", {"outlet": "New: one", "published": "2020-01-01", "title": " "})
    assert yaml.load(changed, Loader=yaml.BaseLoader) == {
        "a.txt": {"outlet": "New: one", "published": "2020-01-01"},
        "b.txt": {"outlet": "Y"},
    }
    assert "# mine" in changed
    assert "# about b" in changed
    assert yaml.load(intake.with_entry(KEPT, "c d.txt", {"url": "https://x.example"}), Loader=yaml.BaseLoader)[
        "c d.txt"
    ]
    assert "b.txt" not in intake.with_entry(KEPT, "b.txt", {"outlet": ""})


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
        min_size=1,
        max_size=5,
    ),
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
)
def test_entries_of_any_names_are_read_back(files: list[str], value: str) -> None:
    text = ""
    for file in files:
        text = intake.with_entry(text, file, {"outlet": value})
    expected = {"outlet": value.strip()} if value.strip() else None
    read = yaml.load(text, Loader=yaml.BaseLoader) or {}
    assert all(read.get(file) == expected for file in files)
