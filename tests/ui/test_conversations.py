"""The store of conversations."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.kept.conversations import FILE_NAME, Conversations
from tests.ui.test_export import answer
from vectorstore.errors import ConfigError, LibraryDamaged, NewsBotError


def test_looking_creates_nothing(tmp_path: Path) -> None:
    store = Conversations(tmp_path / "data")
    assert store.summaries() == ()
    assert store.turns("x") == ()
    assert not (tmp_path / "data").exists()


def test_turns_and_every_answer_given_come_back_as_they_were(tmp_path: Path) -> None:
    kept = Conversations(tmp_path).create("  When did\nit open? ")
    turn = Conversations(tmp_path).add_turn(kept, "When did it open?")
    first = Conversations(tmp_path).add_answer(turn, answer())
    Conversations(tmp_path).add_answer(turn, answer("It opened."))
    store = Conversations(tmp_path)
    store.rate(first.id, "down", "Wrong", "Tuesday")
    [found] = store.turns(kept)
    assert [stored.answer for stored in found.answers] == [answer(), answer("It opened.")]
    assert (found.answers[0].thumb, found.answers[0].reason, found.answers[0].correction) == (
        "down",
        "Wrong",
        "Tuesday",
    )
    assert store.title(kept) == "When did it open?"


def test_search_looks_into_titles_questions_and_answers_without_accents(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    for question, said in (("Who is Zaldívar?", "A justice."), ("When?", "On Monday.")):
        store.add_answer(store.add_turn(store.create(question), question), answer(said))
    assert [one.title for one in store.summaries("zaldivar JUSTICE")] == ["Who is Zaldívar?"]
    assert [one.title for one in store.summaries("monday")] == ["When?"]
    assert len(store.summaries()) == 2
    assert store.summaries("tuesday") == ()


def test_the_list_is_the_newest_and_reads_no_words_when_none_are_searched(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    for question in ("One?", "Two?", "Three?"):
        store.add_turn(store.create(question), question)
    assert [one.title for one in store.summaries("t", 1)] == ["Three?"]
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        db.execute("ALTER TABLE turns DROP COLUMN words")
    assert [(one.title, one.turns) for one in store.summaries(limit=2)] == [("Three?", 1), ("Two?", 1)]


def test_deleting_takes_turns_and_answers_along(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    kept = store.create("When?")
    turn = store.add_turn(kept, "When?")
    store.delete(kept)
    store.add_answer(turn, answer())
    with pytest.raises(ConfigError, match="deleted"):
        store.add_turn(kept, "And?")
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        assert [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("turns", "answers")] == [0, 0]


def test_letters_are_given_once_and_never_again(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    assert store.letters(["b", "a"]) == {"b": 0, "a": 1}
    assert Conversations(tmp_path).letters(["c", "a"]) == {"c": 2, "a": 1}


def test_many_threads_lose_nothing(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    kept = store.create("When?")

    def write(number: int) -> None:
        for turn in range(10):
            store.add_answer(store.add_turn(kept, f"{number} {turn}"), answer())

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    turns = store.turns(kept)
    assert sorted(turn.question for turn in turns) == sorted(f"{n} {t}" for n in range(6) for t in range(10))
    assert all(len(turn.answers) == 1 for turn in turns)


def test_a_damaged_file_and_one_of_a_newer_version_are_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 500)
    with pytest.raises(LibraryDamaged, match="damaged"):
        Conversations(tmp_path).summaries()
    (tmp_path / FILE_NAME).unlink()
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryDamaged, match="newer"):
        Conversations(tmp_path).summaries()


def test_a_name_is_needed(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    with pytest.raises(ConfigError, match="needs a name"):
        store.rename(store.create("When?"), "  ")


def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in the place of the folder")
    with pytest.raises(NewsBotError):
        Conversations(tmp_path / "data").create("When?")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """Every connection that is made."""
    found: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def watched(*given: Any, **how: Any) -> sqlite3.Connection:
        found.append(connect(*given, **how))
        return found[-1]

    monkeypatch.setattr(sqlite3, "connect", watched)
    return found


def is_open(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except sqlite3.ProgrammingError:
        return False
    return True


def test_a_file_that_was_deleted_or_replaced_is_not_kept_open(tmp_path: Path, opened: list[sqlite3.Connection]) -> None:
    store = Conversations(tmp_path)
    for _ in range(3):
        store.create("When?")
        (tmp_path / FILE_NAME).unlink()
    assert store.summaries() == ()
    assert not any(map(is_open, opened))
    store.create("And then?")
    assert [one.title for one in store.summaries()] == ["And then?"]
    store.close()
    assert not any(map(is_open, opened))
    assert [one.title for one in store.summaries()] == ["And then?"]


def test_a_file_that_is_no_database_is_not_kept_open(tmp_path: Path, opened: list[sqlite3.Connection]) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 500)
    with pytest.raises(LibraryDamaged):
        Conversations(tmp_path).summaries()
    assert not any(map(is_open, opened))


def test_a_mistake_of_the_caller_is_not_told_as_damage_and_nothing_is_written(tmp_path: Path) -> None:
    store = Conversations(tmp_path)
    kept = store.create("When?")
    turn = store.add_turn(kept, "When?")
    with pytest.raises(TypeError):
        store.restrict(kept, {"articles": {1, 2}})
    with pytest.raises(TypeError):
        store.add_answer(turn, replace(answer(), question=object()))  # type: ignore[arg-type]
    with pytest.raises(sqlite3.Error):
        store.rate("x", object())  # type: ignore[arg-type]
    assert store.scope(kept) == {}
    assert store.summaries("monday") == ()
    [found] = store.turns(kept)
    assert found.answers == ()


@pytest.mark.parametrize("stored", ["no JSON", "[1]", "{}"])
def test_an_answer_or_a_scope_that_cannot_be_read_is_told_as_damage(tmp_path: Path, stored: str) -> None:
    store = Conversations(tmp_path)
    kept = store.create("When?")
    store.add_answer(store.add_turn(kept, "When?"), answer())
    store.restrict(kept, {"articles": ["a"]})
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        db.execute("UPDATE answers SET answer = ?", (stored,))
        db.execute("UPDATE conversations SET scope = ?", (stored,))
    with pytest.raises(LibraryDamaged, match="damaged"):
        store.turns(kept)
    if stored != "{}":
        with pytest.raises(LibraryDamaged, match="damaged"):
            store.scope(kept)
