"""Articles on their way in, beside the page."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.kept.conversations import Conversations
from tests.ui.making import scripted_bot
from ui import taking
from ui.room import Room
from ui.settings import Settings
from vectorstore.errors import NewsBotError
from vectorstore.library import Library


@pytest.fixture
def room(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    data = Path(shutil.copytree(filled, tmp_path / "data"))
    monkeypatch.setattr("ui.opening.open_bot", scripted_bot)
    monkeypatch.setenv("NEWSBOT_DATA", str(data))
    return Room(Settings.from_env(), Library(data), Conversations(data))


def test_an_article_is_in_when_it_is_done(room: Room, tmp_path: Path) -> None:
    file = tmp_path / "bridge.md"
    file.write_text("# The bridge closes\n\nThe bridge closed on Friday.\n")
    begun = taking.begin(room, [file])
    assert begun.wait(60)
    assert begun.fault is None
    assert begun.says.startswith("Building the index")
    assert "The bridge closes" in [one.metadata["title"].value for one in room.library.summaries()]


def test_what_cannot_be_taken_in_is_said(room: Room) -> None:
    begun = taking.begin(room, [Path("/no/such/folder")])
    assert begun.wait(60)
    assert begun.fault == "/no/such/folder: no such file or folder. Check the path."


def test_a_fault_of_ours_is_said_without_its_details(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ValueError("inner workings")

    monkeypatch.setattr(taking, "take_in", broken)
    begun = taking.begin(room, [Path("/")])
    assert begun.wait(60)
    assert begun.fault == taking.UNEXPECTED


def test_one_at_a_time(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(taking, "take_in", lambda *_: go_on.wait(60))
    first = taking.begin(room, [Path("/")])
    with pytest.raises(NewsBotError, match="already"):
        taking.begin(room, [Path("/")])
    go_on.set()
    assert first.wait(60)
    assert taking.begin(room, [Path("/")]).wait(60)
