from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.vectorstore.conftest import STORIES, HashEmbedder, key, made
from vectorstore import integrity, schema
from vectorstore.article import Article
from vectorstore.errors import ArticleError, LibraryBusy, LibraryDamaged, NewsBotError
from vectorstore.library import Library
from vectorstore.passage import Passage


def put(library: Library, file: str, paragraphs: list[str]) -> Article:
    article, passages = made(file, paragraphs)
    with library.writer() as writer:
        writer.put(article, passages)
    return article


def test_what_was_put_comes_back_equal_after_reopening(library: Library, data_dir: Path) -> None:
    article, passages = made("a.txt", ["Zwölf “Schafe” 🐑 \u0000 e\u0301 \r\n", "the end"])
    with library.writer() as writer:
        writer.put(article, passages)
    again = Library(data_dir)
    assert again.article(article.id) == article
    assert list(again.passages()) == passages
    assert again.passage(passages[1].id) == passages[1]
    assert again.passages_by_id([p.id for p in passages] + ["other"]) == {p.id: p for p in passages}
    [summary] = again.summaries()
    assert (summary.file, summary.passages, summary.characters) == ("a.txt", 2, len(article.text))
    assert again.counts() == (1, 2)


def test_reading_an_absent_folder_is_empty_and_creates_nothing(library: Library, data_dir: Path) -> None:
    assert library.is_empty()
    assert library.version() == 0
    assert library.summaries() == ()
    assert list(library.passages()) == []
    assert library.article("x") is None
    assert library.last_ingest() is None
    assert not data_dir.exists()


def test_whoever_reads_while_the_library_is_made_finds_it_empty_not_damaged(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, seen = Library(data_dir), []
    opening = schema._open

    def watched(path: Path, create: bool = False) -> sqlite3.Connection:
        connection = opening(path, create)
        if create:
            connection.execute("PRAGMA user_version = 1")  # so that there is a file
            seen.append((path.exists(), reader.is_empty()))
        return connection

    monkeypatch.setattr(schema, "_open", watched)
    with Library(data_dir).writer():
        assert seen == [(True, True)]
        assert reader.is_empty()


def test_a_log_that_a_deleted_library_left_is_not_played_into_the_next_one(data_dir: Path) -> None:
    old = Library(data_dir)
    with old.writer() as writer:
        writer.put(*made("old.txt", ["old words"]))
        shutil.copy(f"{old.path}-wal", data_dir / "kept")  # as a kill would leave it
    old.close()
    old.path.unlink()
    (data_dir / "kept").rename(f"{old.path}-wal")
    with Library(data_dir).writer():
        assert Library(data_dir).is_empty()


def test_putting_an_article_again_replaces_it_and_its_passages(library: Library) -> None:
    put(library, "a.txt", ["one", "two"])
    newer = put(library, "a.txt", ["three"])
    assert [p.text for p in library.passages()] == ["three"]
    assert library.article(newer.id) == newer
    assert library.counts() == (1, 1)


def test_a_kept_article_is_not_served_after_it_changed(library: Library, data_dir: Path) -> None:
    reader = Library(data_dir)
    old = put(library, "a.txt", ["old words"])
    assert reader.article(old.id) == old
    new = put(library, "a.txt", ["new words"])
    assert reader.article(old.id) == new


def test_versions_rise_with_every_change_and_content_only_with_articles(library: Library) -> None:
    put(library, "a.txt", ["one"])
    version, content = library.version(), library.content_version()
    with library.writer() as writer:
        writer.put_vectors("f", {key("one"): np.ones(3)})
        assert library.version() > version
        assert library.content_version() == content
        writer.remove(made("a.txt", ["one"])[0].id)
    assert library.content_version() != content
    assert library.is_empty()


def test_a_change_that_fails_leaves_nothing_behind(library: Library) -> None:
    put(library, "a.txt", ["one"])
    article, passages = made("b.txt", ["two", "three"])
    twice = [passages[0], Passage(passages[0].id, article.id, "three", passages[1].start, passages[1].end)]
    with pytest.raises(NewsBotError), library.writer() as writer:
        writer.put(article, twice)
    assert [summary.file for summary in library.summaries()] == ["a.txt"]
    assert library.counts() == (1, 1)


def test_a_passage_that_is_not_a_slice_of_its_article_is_refused(library: Library) -> None:
    article, passages = made("a.txt", ["one", "two"])
    shifted = Passage("p", article.id, passages[0].text, passages[0].start + 1, passages[0].end + 1)
    with pytest.raises(ValueError, match="not a slice"), library.writer() as writer:
        writer.put(article, [shifted])


def test_half_a_surrogate_pair_is_refused_with_what_to_do(library: Library) -> None:
    article, passages = made("a.txt", ["one"])
    broken = Article(**{**vars(article), "text": "one\ud800"})
    with pytest.raises(ArticleError, match="not valid Unicode"), library.writer() as writer:
        writer.put(broken, passages)


def test_vectors_are_kept_by_text_and_embedder(library: Library) -> None:
    put(library, "a.txt", ["one", "two", "one"])
    assert [text for _, text in library.texts_without_vector("f")] == ["one", "two"]
    vector = np.array([0.5, -0.25, 1e-8], dtype=np.float32)
    with library.writer() as writer:
        writer.put_vectors("f", {key("one"): vector})
    found = library.vectors("f", [key("one"), key("two")])
    assert list(found) == [key("one")]
    assert np.array_equal(found[key("one")], vector)
    assert library.vectors("g", [key("one")]) == {}
    assert [text for _, text in library.texts_without_vector("f")] == ["two"]
    assert len(library.texts_without_vector("g")) == 2


def test_a_damaged_vector_counts_as_missing(library: Library) -> None:
    put(library, "a.txt", ["one"])
    with library.writer() as writer:
        writer.put_vectors("f", {key("one"): np.ones(3)})
    with sqlite3.connect(library.path) as raw:
        raw.execute("UPDATE vectors SET data = x'0000803f0000803f0000803e'")
    assert library.vectors("f", [key("one")]) == {}


def test_reports_of_ingests_are_kept_newest_first_and_not_for_ever(library: Library) -> None:
    with library.writer() as writer:
        for number in range(60):
            writer.record_ingest({"added": number, "rejected": [("x.txt", "empty")]})
    last = library.last_ingest()
    assert last is not None
    assert last["added"] == 59
    assert last["at"].endswith("+00:00")
    assert len(library.ingests(100)) == 50


def test_root_and_embedder_are_remembered(library: Library, tmp_path: Path) -> None:
    with library.writer() as writer:
        writer.set_root(tmp_path)
        writer.set_embedder("e5", "e5/1/384")
    assert library.root() == tmp_path
    assert (library.embedder_name(), library.embedder()) == ("e5", "e5/1/384")


def test_a_newer_schema_is_an_error_that_says_so(library: Library, data_dir: Path) -> None:
    put(library, "a.txt", ["one"])
    with sqlite3.connect(library.path) as raw:
        raw.execute(f"UPDATE state SET value = '{schema.SCHEMA_VERSION + 1}' WHERE key = 'schema'")
    with pytest.raises(LibraryDamaged, match="newer version"):
        Library(data_dir).summaries()


@pytest.mark.parametrize("content", [b"", b"this is no database at all, but a text of some length" * 40])
def test_a_file_that_is_no_library_is_one_line_with_what_to_do(library: Library, content: bytes) -> None:
    library.data_dir.mkdir()
    library.path.write_bytes(content)
    with pytest.raises(LibraryDamaged, match="newsbot check --repair"):
        library.summaries()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE articles SET text = x'6f6e65'",
        "UPDATE articles SET details = replace(details, 'one', 'two')",
        "UPDATE passages SET start = start + 1",
        "DELETE FROM passages WHERE start > 0",
    ],
)
def test_an_article_that_was_altered_on_disk_is_never_served(library: Library, data_dir: Path, change: str) -> None:
    article = put(library, "a.txt", ["one words", "two words"])
    with sqlite3.connect(library.path) as raw:
        raw.execute(change)
    with pytest.raises(LibraryDamaged, match=r"a\.txt"):
        Library(data_dir).article(article.id)


def test_a_library_that_was_replaced_while_open_is_read_anew(library: Library, tmp_path: Path) -> None:
    put(library, "a.txt", ["one"])
    other = Library(tmp_path / "other")
    put(other, "b.txt", ["two"])
    other.path.replace(library.path)
    assert [summary.file for summary in library.summaries()] == ["b.txt"]


def test_a_second_writer_waits_and_then_says_who_writes(library: Library, data_dir: Path) -> None:
    with library.writer(), pytest.raises(LibraryBusy, match="process"), Library(data_dir).writer(wait_seconds=0.1):
        pass
    with Library(data_dir).writer(wait_seconds=0):
        pass


def test_threads_read_whole_articles_while_a_writer_replaces_them(library: Library) -> None:
    versions = [made("a.txt", [f"{word} {i}" for i in range(20)]) for word in ("red", "blue")]
    with library.writer() as writer:
        writer.put(*versions[0])
    errors: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            article = library.article(versions[0][0].id)
            if article not in (versions[0][0], versions[1][0]):
                errors.append(article)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    with library.writer() as writer:
        for turn in range(40):
            writer.put(*versions[turn % 2])
    stop.set()
    for thread in threads:
        thread.join()
    assert not errors


def test_vectors_of_texts_that_are_gone_are_dropped(filled: Library, embedder: HashEmbedder) -> None:
    kept_under = key(STORIES["orchard.txt"][0])
    assert filled.vectors(embedder.fingerprint, [kept_under])
    with filled.writer() as writer:
        writer.remove(made("orchard.txt", STORIES["orchard.txt"])[0].id)
        writer.drop_unused_vectors()
    assert not filled.vectors(embedder.fingerprint, [kept_under])
    assert not filled.texts_without_vector(embedder.fingerprint)


def test_the_counts_are_right_after_every_kind_of_change(library: Library) -> None:
    put(library, "a.txt", ["one", "two", "three"])
    put(library, "b.txt", ["one"])
    put(library, "a.txt", ["one", "two"])
    with library.writer() as writer:
        writer.remove("nobody")
    assert library.counts() == (2, 3)
    assert not integrity.examine(library)
    with library.writer() as writer:
        writer.remove(made("a.txt", ["one"])[0].id)
    assert library.counts() == (1, 1)
    assert not integrity.examine(library)


def test_putting_or_removing_an_article_goes_through_no_rows_of_others(library: Library) -> None:
    article, passages = made("a.txt", ["one", "two"])
    said: list[str] = []
    with library.writer() as writer:
        writer.put(article, passages)
        assert writer._open is not None
        writer._open.set_trace_callback(said.append)
        writer.put(article, passages)
        writer.remove(article.id)
        writer._open.set_trace_callback(None)
        changes = [one for one in map(str.strip, said) if one.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))]
        plans = [row[3] for one in changes for row in writer._open.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert len(plans) > len(changes) / 2
    assert not [step for step in plans if step.startswith("SCAN")]


def test_a_file_that_is_no_library_is_not_kept_open(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.data_dir.mkdir()
    library.path.write_bytes(b"this is no database at all, but a text of some length" * 40)
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def watched(*given: Any, **how: Any) -> sqlite3.Connection:
        opened.append(connect(*given, **how))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", watched)
    with pytest.raises(LibraryDamaged):
        library.summaries()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT 1")
