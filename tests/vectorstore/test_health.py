from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.vectorstore.conftest import STORIES, HashEmbedder, article_id, fill, live_folder, made
from vectorstore import chroma, generations
from vectorstore.errors import LibraryBusy, LibraryDamaged, NewsBotError
from vectorstore.health import HealthReport, Repair, check, repair
from vectorstore.library import Library
from vectorstore.search import Searcher

QUESTION = "Which harbour closed after a crane fell?"


def said(report: HealthReport, name: str) -> tuple[str, str]:
    [item] = [item for item in report.items if item.name == name]
    return item.status, item.message


@pytest.fixture
def recorded(filled: Library) -> Library:
    with filled.writer() as writer:
        writer.record_ingest({"added": 3, "rejected": [], "skipped": []})
    return filled


def test_a_whole_library_is_healthy_and_says_what_is_not_known(recorded: Library, embedder: HashEmbedder) -> None:
    report = check(recorded.data_dir, None, embedder.fingerprint)
    assert report.healthy
    assert said(report, "library") == ("ok", "3 articles, 5 passages, all as they were ingested.")
    assert said(report, "index") == ("ok", "Generation 1, 5 passages, complete.")
    assert said(report, "embedder")[0] == said(report, "last ingest")[0] == said(report, "leftovers")[0] == "ok"
    assert said(report, "articles without date") == (
        "warning", "3 of 3: harbour.txt, orchard.txt, puerto.txt. Tell it in metadata.yaml beside them."
    )  # fmt: skip
    assert report.to_dict()["healthy"] is True
    assert report.to_dict()["items"][0] == {
        "name": "library", "status": "ok", "message": "3 articles, 5 passages, all as they were ingested."
    }  # fmt: skip


def test_an_empty_folder_is_unhealthy_and_stays_empty(data_dir: Path) -> None:
    report = check(data_dir)
    assert not report.healthy
    assert "newsbot ingest" in said(report, "library")[1]
    assert not data_dir.exists()
    assert repair(data_dir) == Repair()


def test_another_embedder_is_an_error_with_the_command(recorded: Library) -> None:
    status, message = said(check(recorded.data_dir, None, "e5/1/384"), "embedder")
    assert status == "error"
    assert "newsbot ingest --embedder" in message


def test_files_that_were_not_taken_are_named(recorded: Library) -> None:
    with recorded.writer() as writer:
        writer.record_ingest({"rejected": [["bad.txt", "no text"]], "skipped": [["x.pdf", "not a kind that is read"]]})
    status, message = said(check(recorded.data_dir), "last ingest")
    assert status == "warning"
    assert message.endswith("not taken: bad.txt (no text); x.pdf (not a kind that is read)")


def test_files_that_changed_and_copies_are_named(recorded: Library, embedder: HashEmbedder, tmp_path: Path) -> None:
    for file, paragraphs in STORIES.items():
        (tmp_path / file).write_text("\n".join(paragraphs))
    (tmp_path / "orchard.txt").write_text("rewritten")
    report = check(recorded.data_dir, tmp_path)
    assert said(report, "files") == ("warning", "Changed or gone since: orchard.txt. Run: newsbot ingest")
    fill(recorded, embedder, {"again.txt": STORIES["harbour.txt"]})
    assert "again.txt, harbour.txt" in said(check(recorded.data_dir), "copies")[1]


def test_an_ingest_that_was_cut_off_is_finished_by_repair(recorded: Library, embedder: HashEmbedder) -> None:
    with recorded.writer() as writer:
        writer.remove(article_id("orchard.txt"))
    assert said(check(recorded.data_dir), "index")[0] == "warning"
    assert repair(recorded.data_dir) == Repair(done=("Built the index again (generation 2).",))
    assert said(check(recorded.data_dir), "index") == ("ok", "Generation 2, 3 passages, complete.")


def test_what_a_killed_writer_left_is_removed(recorded: Library) -> None:
    root = generations.index_dir(recorded.data_dir)
    (root / "g000002.tmp" / "chroma").mkdir(parents=True)
    assert said(check(recorded.data_dir), "leftovers") == ("ok", "g000002.tmp: removed by the next ingest.")
    assert repair(recorded.data_dir) == Repair(done=("Removed g000002.tmp.", "The index (generation 1) is whole."))
    assert not (root / "g000002.tmp").exists()


def test_a_damaged_index_is_named_and_built_again(recorded: Library) -> None:
    [path] = live_folder(recorded).glob("chroma/*/data_level0.bin")
    path.write_bytes(path.read_bytes()[:-1])
    status, message = said(check(recorded.data_dir), "index")
    assert status == "error"
    assert "data_level0.bin has another size" in message
    assert repair(recorded.data_dir) == Repair(done=("Built the index again (generation 2).",))
    assert "Delete them" in said(check(recorded.data_dir), "leftovers")[1]


def test_an_index_that_ends_the_process_is_an_error_in_the_report(
    recorded: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chroma, "faults", lambda *_: "exit status -11")
    assert said(check(recorded.data_dir), "index")[1].startswith("Generation 1 does not answer: exit status -11")


def test_a_damaged_article_is_dropped_and_comes_back_with_the_next_ingest(
    recorded: Library, embedder: HashEmbedder
) -> None:
    with sqlite3.connect(recorded.path) as raw:
        raw.execute("UPDATE articles SET text = x'6f6e65' WHERE file = 'orchard.txt'")
    status, message = said(check(recorded.data_dir), "library")
    assert status == "error"
    assert "orchard.txt" in message
    assert repair(recorded.data_dir) == Repair(
        done=(
            "Dropped 1 articles and 0 vectors that were damaged.",
            "Built the index again (generation 2).",
            "What was dropped comes back with: newsbot ingest",
        )
    )
    fill(recorded, embedder, STORIES)
    assert said(check(recorded.data_dir), "library")[0] == said(check(recorded.data_dir), "index")[0] == "ok"


@pytest.mark.parametrize("passing", [LibraryBusy("It is busy."), NewsBotError("disk I/O error")])
def test_an_article_that_cannot_be_read_for_now_is_not_dropped(
    recorded: Library, monkeypatch: pytest.MonkeyPatch, passing: NewsBotError
) -> None:
    failing, entry = [passing], Library.entry

    def fails_once(library: Library, *given: Any, **how: Any) -> Any:
        if failing:
            raise failing.pop()
        return entry(library, *given, **how)

    monkeypatch.setattr(Library, "entry", fails_once)
    with pytest.raises(type(passing), match=str(passing)):
        repair(recorded.data_dir)
    assert recorded.counts() == (3, 5)
    assert repair(recorded.data_dir) == Repair(done=("The index (generation 1) is whole.",))


def test_a_damaged_vector_is_dropped_and_embedded_again(recorded: Library, embedder: HashEmbedder) -> None:
    with sqlite3.connect(recorded.path) as raw:
        raw.execute("UPDATE vectors SET crc = 1 WHERE rowid = 1")
    assert "1 vectors" in said(check(recorded.data_dir), "library")[1]
    assert repair(recorded.data_dir).done[0] == "Dropped 0 articles and 1 vectors that were damaged."
    fill(recorded, embedder, {})
    assert said(check(recorded.data_dir), "library")[0] == said(check(recorded.data_dir), "embedder")[0] == "ok"


def test_a_library_beyond_reading_is_set_aside(recorded: Library, embedder: HashEmbedder) -> None:
    recorded.close()
    recorded.path.write_bytes(b"\x00" * 5000)
    assert said(check(recorded.data_dir), "library")[0] == "error"
    [done] = repair(recorded.data_dir).done
    assert "library.sqlite3.damaged" in done
    assert "newsbot ingest" in done
    fill(Library(recorded.data_dir), embedder, STORIES)
    report = check(recorded.data_dir)
    assert report.healthy
    assert said(report, "index")[0] == "ok"


def test_a_library_that_cannot_be_opened_is_left_where_it_is(recorded: Library, tmp_path: Path) -> None:
    recorded.close()
    recorded.path.rename(tmp_path / "kept")
    recorded.path.mkdir()  # SQLite says of it what it says of a file that it may not open
    with pytest.raises(NewsBotError, match=r"cannot be opened.*permissions.*--data") as caught:
        repair(recorded.data_dir)
    assert not isinstance(caught.value, LibraryDamaged)
    assert "cannot be opened" in said(check(recorded.data_dir), "library")[1]
    assert not list(recorded.data_dir.glob("*.damaged"))


def answers(library: Library, embedder: HashEmbedder) -> bool:
    """True with the right passage first, False with one line that says what to do; a wrong passage fails."""
    searcher = Searcher(library, embedder)
    try:
        found = searcher.search(QUESTION)
    except NewsBotError as error:
        if "newsbot" not in str(error):
            raise
        return False
    finally:
        searcher.close()
        library.close()
    assert found.hits[0].passage.text == STORIES["harbour.txt"][0]
    return True


@pytest.mark.slow
def test_a_flipped_bit_anywhere_is_never_a_wrong_answer(recorded: Library, embedder: HashEmbedder) -> None:
    recorded.close()
    kept = recorded.data_dir.with_name("kept")
    recorded.data_dir.rename(kept)
    draw = random.Random(7)
    answered = []
    for _ in range(15):
        shutil.copytree(kept, recorded.data_dir)
        files = [path for path in sorted(recorded.data_dir.rglob("*")) if path.is_file() and path.stat().st_size]
        path = draw.choice(files)
        data = bytearray(path.read_bytes())
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        path.write_bytes(data)
        answered.append(answers(Library(recorded.data_dir), embedder))
        shutil.rmtree(recorded.data_dir)
    assert any(answered)


def test_an_article_put_without_its_vectors_is_named(recorded: Library) -> None:
    with recorded.writer() as writer:
        writer.put(*made("new.txt", ["Not embedded yet."]))
    assert said(check(recorded.data_dir), "embedder") == ("warning", "1 passages are not embedded. Run: newsbot ingest")


def test_an_index_that_cannot_be_built_again_is_not_told_as_mended(recorded: Library) -> None:
    with recorded.writer() as writer:
        writer.put(*made("new.txt", ["Not embedded yet."]))
    assert repair(recorded.data_dir) == Repair(
        failed=("Some passages have no vector. Embed them: newsbot ingest",),
    )


def test_a_file_with_a_hash_sign_in_its_name_is_not_told_as_gone(
    recorded: Library, embedder: HashEmbedder, tmp_path: Path
) -> None:
    stories = {**STORIES, "story #2.txt": ["The second story of the day was short."]}
    fill(recorded, embedder, stories)
    for file, paragraphs in stories.items():
        (tmp_path / file).write_text("\n".join(paragraphs))
    assert "files" not in {item.name for item in check(recorded.data_dir, tmp_path).items}
    (tmp_path / "story #2.txt").unlink()
    assert "story #2.txt" in said(check(recorded.data_dir, tmp_path), "files")[1]
