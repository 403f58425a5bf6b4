"""What a reader meets: other processes' ingests, damage, another embedder, many threads."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.vectorstore.conftest import STORIES, HashEmbedder, article_id, fill, live_folder, made
from vectorstore import chroma, generations, live
from vectorstore.errors import EmbedderError, EmbedderMismatch, LibraryBusy, LibraryDamaged, LibraryEmpty, NewsBotError
from vectorstore.index import open_generation, publish
from vectorstore.lexical import LexicalIndex
from vectorstore.library import Library
from vectorstore.search import Searcher

QUESTION = "Which harbour closed after a crane fell?"


@pytest.fixture
def searcher(filled: Library, embedder: HashEmbedder) -> Iterator[Searcher]:
    made = Searcher(filled, embedder)
    yield made
    made.close()


def first(searcher: Searcher, question: str = QUESTION) -> str:
    return searcher.search(question).hits[0].passage.text


def test_the_passage_that_shares_words_and_vector_comes_first(searcher: Searcher) -> None:
    found = searcher.search(QUESTION)
    assert found.hits[0].passage.text == STORIES["harbour.txt"][0]
    assert (found.articles, found.passages, found.generation, found.embedder) == (3, 5, 1, "hash")
    assert found.hits[0].dense_rank == found.hits[0].lexical_rank == 1
    assert found.notice is None


def test_a_search_in_some_articles_stays_there(searcher: Searcher) -> None:
    orchard = article_id("orchard.txt")
    found = searcher.search(QUESTION, articles=[orchard])
    assert {hit.passage.article_id for hit in found.hits} == {orchard}
    assert (found.articles, found.passages) == (1, 2)
    assert searcher.search(QUESTION, articles=[]).hits == ()


class Chosen(list[str]):
    """Counts how often it is gone through."""

    times = 0

    def __iter__(self) -> Iterator[str]:
        self.times += 1
        return super().__iter__()


def test_what_is_searched_is_counted_in_one_go_through_the_chosen_articles(filled: Library) -> None:
    chosen = Chosen([article_id("harbour.txt"), article_id("orchard.txt"), "unknown"])
    opened, scan = open_generation(filled.data_dir, filled), live.Scan(filled, "")
    assert opened.size(chosen) == scan.size(chosen) == (2, 4)
    assert chosen.times == 2
    assert opened.size() == scan.size() == (3, 5)
    assert opened.size([]) == scan.size([]) == (0, 0)
    opened.close()


@pytest.mark.parametrize("question", ["", " \n", "?", "the of and", "harbour " * 1250])
def test_odd_questions_are_answered_without_an_error(searcher: Searcher, question: str) -> None:
    found = searcher.search(question)
    assert found.articles > 0
    assert all(hit.passage.text for hit in found.hits)


def test_an_empty_library_says_how_to_fill_it(library: Library, embedder: HashEmbedder) -> None:
    with pytest.raises(LibraryEmpty, match="newsbot ingest"):
        Searcher(library, embedder).search(QUESTION)


INGEST = """
import sys
from pathlib import Path
from vectorstore.lexical import LexicalIndex
from vectorstore.library import Library
from tests.vectorstore.conftest import HashEmbedder, fill
print(fill(Library(Path(sys.argv[1])), HashEmbedder(), {"harbour.txt": ["The harbour at Port Alma opened again."]}))
"""


def test_another_process_ingest_is_seen_at_the_next_question(searcher: Searcher) -> None:
    assert first(searcher) == STORIES["harbour.txt"][0]
    command = [sys.executable, "-c", INGEST, str(searcher.library.data_dir)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    assert ran.stdout == "2\n"
    found = searcher.search(QUESTION)
    assert found.generation == 2
    assert found.hits[0].passage.text == "The harbour at Port Alma opened again."
    assert STORIES["harbour.txt"][0] not in [hit.passage.text for hit in found.hits]


def test_while_an_ingest_runs_what_was_replaced_is_not_cited_and_nothing_is_said(
    searcher: Searcher, filled: Library
) -> None:
    with filled.writer() as writer:
        writer.put(*made("harbour.txt", ["Closed no more."]))
        during = searcher.search(QUESTION)
    assert {hit.passage.article_id for hit in during.hits} == {article_id("orchard.txt"), article_id("puerto.txt")}
    assert during.notice is None
    assert "did not finish" in str(searcher.search(QUESTION).notice)


@pytest.mark.parametrize(
    "other",
    [HashEmbedder("other"), HashEmbedder(revision="2")],
    ids=["another model", "the same model and dimension, another revision"],
)
def test_another_embedder_is_refused_before_anything_is_embedded(filled: Library, other: HashEmbedder) -> None:
    other.encode_query = None  # type: ignore[method-assign, assignment]
    with pytest.raises(EmbedderMismatch, match=f"newsbot ingest --embedder {other.name}$"):
        Searcher(filled, other).search(QUESTION)


def test_questions_are_answered_while_another_embedder_takes_over(searcher: Searcher, filled: Library) -> None:
    other = HashEmbedder("other")
    with filled.writer() as writer:
        writer.set_embedder(other.name, other.fingerprint)
        assert first(searcher) == STORIES["harbour.txt"][0]
        publish(filled, writer, other)
    with pytest.raises(EmbedderMismatch):
        searcher.search(QUESTION)
    assert first(Searcher(filled, other)) == STORIES["harbour.txt"][0]


@pytest.mark.parametrize("damage", ["manifest.json", "passages.json", "chroma", "lexical", "../CURRENT", ".."])
def test_a_damaged_index_is_built_again_without_embedding(filled: Library, embedder: HashEmbedder, damage: str) -> None:
    path = (live_folder(filled) / damage).resolve()
    shutil.rmtree(path) if path.is_dir() else path.write_bytes(b"\x00")
    embedder.embedded.clear()
    searcher = Searcher(filled, embedder)
    assert first(searcher) == STORIES["harbour.txt"][0]
    assert searcher.search(QUESTION).notice is None
    assert embedder.embedded == []
    searcher.close()


def test_an_index_whose_files_are_whole_but_that_does_not_open_is_built_again(
    filled: Library, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(LexicalIndex, "save", lambda _, folder: folder.mkdir())
        fill(filled, embedder, {"new.txt": ["A bridge opened."]})
    searcher = Searcher(filled, embedder)
    found = searcher.search(QUESTION)
    assert (found.generation, found.notice) == (3, None)
    searcher.close()


def test_the_damaged_index_is_kept_aside(filled: Library, embedder: HashEmbedder) -> None:
    root = generations.index_dir(filled.data_dir)
    (live_folder(filled) / "passages.json").write_bytes(b"[]")
    Searcher(filled, embedder).search(QUESTION)
    assert sorted(path.name[:7] + path.suffix for path in root.iterdir()) == ["CURRENT", "g000001.damaged", "g000002"]


def test_with_a_damaged_index_and_a_busy_writer_every_passage_is_compared_and_it_is_said(
    filled: Library, embedder: HashEmbedder
) -> None:
    (live_folder(filled) / "passages.json").unlink()
    searcher = Searcher(filled, embedder)
    with Library(filled.data_dir).writer():
        found = searcher.search(QUESTION)
        assert found.hits[0].passage.text == STORIES["harbour.txt"][0]
        assert searcher.search(QUESTION, articles=[article_id("orchard.txt")]).articles == 1
    assert "newsbot check --repair" in str(found.notice)


def test_a_large_damaged_index_is_not_rebuilt_while_a_person_waits(
    filled: Library, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "RESTORED_AT_ONCE", 4)
    (live_folder(filled) / "passages.json").unlink()
    assert "newsbot check --repair" in str(Searcher(filled, embedder).search(QUESTION).notice)
    assert not list(generations.index_dir(filled.data_dir).glob("*.damaged"))


@pytest.mark.parametrize("broken", [RuntimeError("hnsw"), [("never-put", 0.9)]])
def test_when_chroma_fails_the_answer_comes_from_the_library_with_a_notice(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch, broken: object
) -> None:
    expected = searcher.search(QUESTION).hits

    def fails(*_: object) -> object:
        if isinstance(broken, Exception):
            raise broken
        return broken

    monkeypatch.setattr(chroma.Reader, "nearest", fails)
    found = searcher.search(QUESTION)
    assert [hit.passage for hit in found.hits] == [hit.passage for hit in expected]
    assert "newsbot check --repair" in str(found.notice)


def test_an_embedder_that_does_not_answer_leaves_the_search_by_words_with_a_notice(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(text: str) -> None:
        raise EmbedderError("The embedding server example.org cannot be reached. Check its address.")

    monkeypatch.setattr(searcher.embedder, "encode_query", silent)
    found = searcher.search("Who is harbour master of Port Alma?")
    assert found.by_words_alone
    assert found.notice is not None
    assert found.notice.startswith("Searched by words alone. The embedding server example.org")
    assert "Ines Roca" in " ".join(hit.passage.text for hit in found.hits)
    assert searcher.search("Wintertagebuch?").hits == ()


def test_passages_that_vanished_from_the_library_are_an_error_and_not_a_shorter_answer(
    filled: Library, embedder: HashEmbedder
) -> None:
    with sqlite3.connect(filled.path) as raw:
        raw.execute("DELETE FROM passages WHERE rowid = 1")
    with pytest.raises(LibraryDamaged, match="newsbot ingest"):
        Searcher(filled, embedder).search(QUESTION)


def test_a_first_ingest_that_still_runs_or_was_cut_off_says_what_to_do(
    library: Library, embedder: HashEmbedder
) -> None:
    searcher = Searcher(library, embedder)
    with library.writer() as writer:
        writer.put(*made("harbour.txt", STORIES["harbour.txt"]))
        with pytest.raises(LibraryBusy, match="Ask again"):
            searcher.search(QUESTION)
    with pytest.raises(NewsBotError, match="newsbot ingest"):
        searcher.search(QUESTION)
    fill(library, embedder, {})
    assert first(searcher) == STORIES["harbour.txt"][0]


def test_the_data_folder_deleted_under_an_open_page_reads_as_empty(searcher: Searcher, embedder: HashEmbedder) -> None:
    first(searcher)
    shutil.rmtree(searcher.library.data_dir)
    with pytest.raises(LibraryEmpty):
        searcher.search(QUESTION)
    fill(Library(searcher.library.data_dir), embedder, STORIES)
    assert first(searcher) == STORIES["harbour.txt"][0]


@pytest.mark.slow
def test_an_article_that_is_replaced_while_an_index_is_opened_is_no_damage(
    searcher: Searcher, filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher.search(QUESTION)
    opened, version = searcher._live._generation, Library.content_version
    assert opened is not None

    def then_replaced(library: Library) -> str:
        said = version(library)
        if library is searcher.library:
            with Library(library.data_dir).writer() as writer:
                writer.put(*made("harbour.txt", ["Closed no more."]))
        return said

    monkeypatch.setattr(Library, "content_version", then_replaced)
    searcher._live._agree(opened)


def test_twenty_five_threads_ask_while_generations_come_and_go(searcher: Searcher, embedder: HashEmbedder) -> None:
    errors: list[BaseException] = []
    stop = threading.Event()

    def ask() -> None:
        try:
            while not stop.is_set():
                assert first(searcher) == STORIES["harbour.txt"][0]
        except BaseException as error:  # noqa: BLE001  shown by the assertion below
            errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(25)]
    for thread in threads:
        thread.start()
    for number in range(4):
        fill(Library(searcher.library.data_dir), embedder, {"more.txt": [f"The {number}th report on bridges."]})
    stop.set()
    for thread in threads:
        thread.join()
    assert not errors
    assert searcher.search(QUESTION).generation == 5
