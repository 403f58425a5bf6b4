"""What the pages share: opened once for the same settings, its questions to begin with looked for once an index."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from bot.kept.conversations import Conversations
from tests.ui.making import WordEmbedder, fill, make_article, passages_of, scripted_bot
from ui import opening
from ui.room import Room, open_room
from ui.settings import Settings
from vectorstore.index import publish

ONE = make_article("one.txt", "A ferry\n\nThe ferry sank on Monday.")
TWO = make_article("two.txt", "A bridge\n\nThe bridge opened on Tuesday.")


def test_a_room_is_opened_anew_only_where_a_setting_has_changed_secrets_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rooms = []
    for key in ("sk-wrong", "sk-right", "sk-right"):
        Path(".env").write_text(f"OPENAI_API_KEY={key}\nNEWSBOT_API_TOKEN=token\n")
        rooms.append(open_room())
    assert [room.settings.key for room in rooms] == ["sk-wrong", "sk-right", "sk-right"]
    assert rooms[1] is rooms[2]


class Looking:
    """In the place of `starters`: says how often it was asked, and takes until it is let go."""

    def __init__(self) -> None:
        self.asked = 0
        self.may_end = threading.Event()

    def __call__(self, bot: object, n: int) -> list[str]:
        self.asked += 1
        self.may_end.wait(10)
        return [f"Question {self.asked}?"]


@pytest.fixture
def looking(monkeypatch: pytest.MonkeyPatch) -> Looking:
    made = Looking()
    monkeypatch.setattr("bot.starters.starters", made)
    monkeypatch.setattr(opening, "open_bot", scripted_bot)
    return made


def room_in(data: Path) -> Room:
    return Room(Settings(data=data), fill(data, [ONE]), Conversations(data))


def found(room: Room) -> list[str] | None:
    """Once the search that is under way has ended."""
    assert room._starters is not None
    room._starters[1].result(10)
    return room.starters()


def test_articles_that_are_put_in_and_not_yet_searched_start_no_other_look(tmp_path: Path, looking: Looking) -> None:
    room = room_in(tmp_path)
    assert room.starters() is None
    with room.library.writer() as writer:
        writer.put(TWO, passages_of(TWO))
    assert room.starters() is None
    looking.may_end.set()
    assert found(room) == ["Question 1?"]


def test_an_index_that_goes_live_during_a_look_waits_for_its_end(tmp_path: Path, looking: Looking) -> None:
    room = room_in(tmp_path)
    assert room.starters() is None
    with room.library.writer() as writer:
        writer.put(TWO, passages_of(TWO))
        publish(room.library, writer, WordEmbedder())
    first = room._starters
    assert room.starters() is None
    assert room._starters is first
    looking.may_end.set()
    found(room)  # the second look begins
    assert found(room) == ["Question 2?"]


def test_a_look_that_fails_is_not_made_again_for_the_same_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def fails(*given: Any) -> list[str]:
        asked.append(given)
        raise RuntimeError("no weights")

    monkeypatch.setattr("bot.starters.starters", fails)
    monkeypatch.setattr(opening, "open_bot", scripted_bot)
    room = room_in(tmp_path)
    assert room.starters() in (None, [])
    assert room._starters is not None
    assert room._starters[1].exception(10) is not None
    assert (room.starters(), len(asked)) == ([], 1)
