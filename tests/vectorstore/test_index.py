from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.vectorstore.conftest import STORIES, HashEmbedder, fill, key, live_folder, made, sha256
from vectorstore import chroma, generations, index
from vectorstore.errors import NewsBotError
from vectorstore.generations import IndexUnusable
from vectorstore.index import Generation, open_generation, publish
from vectorstore.library import Library


@pytest.fixture
def opened(filled: Library) -> Iterator[Generation]:
    generation = open_generation(filled.data_dir, filled)
    yield generation
    generation.close()


def finds_itself(generation: Generation, library: Library, embedder: HashEmbedder) -> bool:
    """Every passage is the nearest to its own vector, in Chroma and compared one by one."""
    for passage in library.passages():
        vector = library.passage_vectors(embedder.fingerprint, [passage.id])[passage.id]
        for articles in (None, [passage.article_id]):
            near = generation.dense(vector, 10, articles)
            if not any(id_ == passage.id and similarity > 0.999 for id_, similarity in near):
                return False
    return generation.notice is None


def names(library: Library) -> set[str]:
    """Of what is in the index folder, without the random part."""
    return {path.name.partition("-")[0] + path.suffix for path in generations.index_dir(library.data_dir).iterdir()}


def test_every_passage_finds_itself(opened: Generation, filled: Library, embedder: HashEmbedder) -> None:
    assert opened.number == 1
    assert opened.size() == (3, 5)
    assert finds_itself(opened, filled, embedder)


def test_similarity_is_the_cosine_and_both_ways_agree(
    opened: Generation, filled: Library, embedder: HashEmbedder
) -> None:
    vector = embedder.encode_query("harbour crane frost")
    every = filled.article_ids()
    through_chroma, exact = opened.dense(vector, 5), opened.dense(vector, 5, every)
    assert [id_ for id_, _ in through_chroma] == [id_ for id_, _ in exact]
    assert np.allclose([s for _, s in through_chroma], [s for _, s in exact], atol=1e-5)
    assert 0 < through_chroma[0][1] <= 1


def test_lexical_hits_are_by_words_and_within_the_chosen_articles(opened: Generation) -> None:
    [(best, score)] = opened.lexical("apples", 5)
    article, passages = made("orchard.txt", STORIES["orchard.txt"])
    assert (best, score > 0) == (passages[0].id, True)
    assert opened.lexical("apples", 5, [article.id]) == [(best, score)]
    assert opened.lexical("apples", 5, ["another"]) == []


def test_publishing_what_has_not_changed_keeps_the_generation(filled: Library, embedder: HashEmbedder) -> None:
    before = generations.pointer(filled.data_dir)
    embedder.embedded.clear()
    assert fill(filled, embedder, {}) == 1
    assert embedder.embedded == []
    assert generations.pointer(filled.data_dir) == before


def test_an_open_generation_outlives_its_successor_and_goes_with_its_last_reader(
    filled: Library, embedder: HashEmbedder
) -> None:
    old = open_generation(filled.data_dir, filled)
    vector = embedder.encode_query("frost")
    expected = old.dense(vector, 1)
    assert fill(filled, embedder, {"new.txt": ["A bridge opened."]}) == 2
    assert old.dense(vector, 1) == expected
    assert "g000001" in names(filled)
    with old.reading():
        old.close()
        assert old.dense(vector, 1) == expected
        fill(filled, embedder, {"newer.txt": ["A bridge closed."]})
        assert "g000001" in names(filled)
    fill(filled, embedder, {"newest.txt": ["A bridge fell."]})
    assert names(filled) == {"CURRENT", "g000004"}


@pytest.mark.usefixtures("small_is_copied")
def test_a_copied_and_changed_generation_equals_one_built_from_nothing(
    library: Library, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = {f"{i}.txt": [f"story {i} part {j} {sha256(f'{i}{j}')}" for j in range(3)] for i in range(12)}
    fill(library, embedder, stories)
    created: list[bool] = []
    opening = chroma.Chroma.__init__

    def watched(self: chroma.Chroma, folder: Path, *, create: bool = False) -> None:
        created.append(create)
        opening(self, folder, create=create)

    monkeypatch.setattr(chroma.Chroma, "__init__", watched)
    changed = ["now something else", "and more"]
    with library.writer() as writer:
        writer.remove(made("3.txt", stories["3.txt"])[0].id)
        writer.put(*made("4.txt", changed))
        writer.put(*made("new.txt", ["brand new"]))
        publish(library, writer, embedder)
        writer.put(*made("4.txt", stories["4.txt"]))  # ids that were deleted come back
        number = publish(library, writer, embedder)
    assert created == [False, False]
    generation = open_generation(library.data_dir, library)
    assert generation.number == number
    assert generation.manifest.removed == 3 + 3 + 2
    assert finds_itself(generation, library, embedder)
    generation.close()


@pytest.mark.usefixtures("small_is_copied")
def test_a_passage_that_stays_under_another_headline_has_its_new_vector_in_a_copied_generation(
    library: Library, embedder: HashEmbedder
) -> None:
    stories = {f"{i}.txt": [f"Storm number {i}", f"story {i} {sha256(str(i))}"] for i in range(12)}
    fill(library, embedder, stories)
    plain, passages = made("3.txt", stories["3.txt"])
    headline = replace(plain.segments[0], kind="headline")
    with library.writer() as writer:
        writer.put(replace(plain, segments=(headline, *plain.segments[1:])), passages)
        publish(library, writer, embedder)
    generation = open_generation(library.data_dir, library)
    assert generation.manifest.removed == 1
    assert finds_itself(generation, library, embedder)
    [(nearest, similarity), *_] = generation.dense(embedder.encode_query(f"Storm number 3. {passages[1].text}"), 1)
    assert (nearest, similarity) == (passages[1].id, pytest.approx(1))
    generation.close()


@pytest.mark.usefixtures("small_is_copied")
def test_a_generation_that_names_no_keys_is_read_and_not_copied(library: Library, embedder: HashEmbedder) -> None:
    fill(library, embedder, STORIES)
    folder = live_folder(library)
    listed = json.loads((folder / index.PASSAGES_FILE).read_text())
    (folder / index.PASSAGES_FILE).write_text(json.dumps([row[:2] for row in listed]))
    manifest = replace(generations.hold_current(library.data_dir).manifest, files={})
    assert index.passage_ids(folder) == [row[0] for row in listed]
    removed = index._write_vectors(
        folder.with_name("new.tmp"), library, embedder.fingerprint, library.passage_keys(), (folder, manifest)
    )
    assert removed == 0


@pytest.fixture
def small_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "COPIED_FROM", 0)
    monkeypatch.setattr(index, "CHANGED_AT_MOST", 0.5)


@pytest.mark.usefixtures("small_is_copied")
def test_a_copy_that_does_not_hold_is_built_from_nothing(
    filled: Library, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = iter(["exit status -11", None])
    monkeypatch.setattr(chroma, "faults", lambda *_: next(told))
    assert fill(filled, embedder, {"new.txt": ["A bridge opened."]}) == 2
    assert open_generation(filled.data_dir).manifest.removed == 0


def test_a_graph_that_leaves_a_passage_out_by_chance_is_built_again(
    filled: Library, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = iter(["1 passages do not find themselves", "1 passages do not find themselves", None])
    monkeypatch.setattr(chroma, "faults", lambda *_: next(told))
    other = HashEmbedder("other")
    assert fill(filled, other, {}) == 2
    assert finds_itself(open_generation(filled.data_dir), filled, other)


def test_another_embedder_makes_another_generation_and_both_keep_their_vectors(
    filled: Library, embedder: HashEmbedder
) -> None:
    other = HashEmbedder("other")
    assert fill(filled, other, {}) == 2
    generation = open_generation(filled.data_dir, filled)
    assert (generation.fingerprint, filled.embedder_name()) == (other.fingerprint, "other")
    assert finds_itself(generation, filled, other)
    generation.close()
    embedder.embedded.clear()
    assert fill(filled, embedder, {}) == 3
    assert embedder.embedded == []


def test_removing_every_article_leaves_an_index_that_finds_nothing(filled: Library, embedder: HashEmbedder) -> None:
    with filled.writer() as writer:
        for article_id in filled.article_ids():
            writer.remove(article_id)
        publish(filled, writer, embedder)
    generation = open_generation(filled.data_dir, filled)
    assert generation.dense(embedder.encode_query("harbour"), 5) == []
    assert generation.lexical("harbour", 5) == []
    generation.close()


def test_what_an_index_lacks_is_found_by_the_probe_and_never_goes_live(
    filled: Library, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = generations.pointer(filled.data_dir)
    add = chroma.Chroma.add
    monkeypatch.setattr(chroma.Chroma, "add", lambda self, vectors: add(self, dict(list(vectors.items())[1:])))
    with pytest.raises(NewsBotError, match="5 passages, and 6"):
        fill(filled, embedder, {"new.txt": ["A bridge opened."]})
    assert generations.pointer(filled.data_dir) == before


def test_a_probe_that_dies_is_a_fault_and_not_the_end(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(filled.data_dir / "dies"))
    Path(sys.executable).write_text("#!/bin/sh\nkill -SEGV $$\n")
    Path(sys.executable).chmod(0o755)
    assert chroma.faults(generations.index_dir(filled.data_dir), [], 1) == f"exit status {-signal.SIGSEGV}"


def test_a_full_disk_is_one_line_and_the_old_generation_stays(
    filled: Library, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = generations.pointer(filled.data_dir)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(generations, "finish", full)
    with pytest.raises(NewsBotError, match="No space left"):
        fill(filled, embedder, {"new.txt": ["A bridge opened."]})
    monkeypatch.undo()
    assert generations.pointer(filled.data_dir) == before
    assert fill(filled, embedder, {}) == 2
    assert names(filled) == {"CURRENT", "g000002"}


@pytest.mark.parametrize(
    "pattern",
    ["manifest.json", "passages.json", "chroma/chroma.sqlite3", "chroma/*/data_level0.bin", "chroma/*/link_lists.bin",
     "chroma/*/header.bin", "lexical/vocabulary.json", "lexical/weights.npy"],
)  # fmt: skip
@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_a_damaged_generation_is_not_opened(filled: Library, pattern: str, how: str) -> None:
    [path] = live_folder(filled).glob(pattern)
    data = path.read_bytes()
    where = data.rindex(b"content") if path.suffix == ".sqlite3" else len(data) // 2
    if how == "gone":
        path.unlink()
    else:
        rest = bytes([data[where] ^ 1]) + data[where + 1 :] if how == "flipped" and data else b""
        path.write_bytes(data[:where] + (rest or b"x"))
    with pytest.raises(IndexUnusable, match="newsbot check --repair"):
        open_generation(filled.data_dir, filled)


@pytest.mark.parametrize(
    "said", [None, "", "g000001", "g000009-000000 00", "../../etc 00", "g000001-000000 " + "0" * 64, "\x00\xff"]
)
def test_a_pointer_to_nothing_is_noticed(filled: Library, said: str | None) -> None:
    pointer = generations.index_dir(filled.data_dir) / "CURRENT"
    if said is None:
        pointer.unlink()
    else:
        pointer.write_text(said, encoding="latin-1")
    with pytest.raises(IndexUnusable):
        open_generation(filled.data_dir, filled)


def test_an_index_that_is_as_it_was_built_but_does_not_answer_is_built_again(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = iter(["exit status -11", None])
    monkeypatch.setattr(chroma, "faults", lambda *_: next(told))
    assert index.restore(filled) == 2
    assert open_generation(filled.data_dir).number == 2


def test_opening_and_asking_changes_nothing_that_the_manifest_describes(
    opened: Generation, filled: Library, embedder: HashEmbedder
) -> None:
    opened.dense(embedder.encode_query("harbour"), 3)
    folder = live_folder(filled)
    assert generations.damage(folder, opened.manifest) == []


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batch=st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), min_size=1, max_size=4),
        min_size=10,
        max_size=10,
    )
)
def test_any_text_comes_back_by_its_offsets_through_a_reopened_index(
    batch: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    embedder = HashEmbedder()
    library = Library(tmp_path_factory.mktemp("any"))
    fill(library, embedder, {f"{number}.txt": paragraphs for number, paragraphs in enumerate(batch)})
    again = Library(library.data_dir)
    generation = open_generation(again.data_dir, again)
    for number, paragraphs in enumerate(batch):
        article, passages = made(f"{number}.txt", paragraphs)
        for passage, quote in zip(passages, paragraphs, strict=True):
            vector = library.vectors(embedder.fingerprint, [key(quote)])[key(quote)]
            ids = [id_ for id_, similarity in generation.dense(vector, 30) if similarity > 0.999]
            found = again.passages_by_id(ids)
            assert passage.id in found
            stored = again.article(article.id)
            assert stored is not None
            assert stored.text[passage.start : passage.end] == quote == found[passage.id].text
    generation.close()


WRITER = """
import hashlib, sys
from pathlib import Path
from vectorstore.article import Article
from vectorstore.library import Library
from vectorstore.passage import Passage
file = sys.argv[3]
sha256 = hashlib.sha256(file.encode()).hexdigest()
with Library(Path(sys.argv[1])).writer(wait_seconds=float(sys.argv[2])) as writer:
    article = Article(file, file, sha256, sha256, file, {}, (), ())
    writer.put(article, [Passage(file, file, file, 0, len(file))])
    print("written", flush=True)
    sys.stdin.readline()
"""


def write_elsewhere(data_dir: Path, wait: float, file: str) -> subprocess.Popen[str]:
    """Another process, which holds the lock until it is sent a line."""
    command = [sys.executable, "-c", WRITER, str(data_dir), str(wait), file]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def test_of_two_writers_one_waits_or_says_who_writes_and_nothing_is_lost(
    filled: Library, embedder: HashEmbedder
) -> None:
    first = write_elsewhere(filled.data_dir, 5, "first.txt")
    assert first.stdout is not None
    assert first.stdout.readline() == "written\n"
    refused = write_elsewhere(filled.data_dir, 0, "refused.txt")
    waiting = write_elsewhere(filled.data_dir, 60, "waiting.txt")
    assert f"is being written by process {first.pid}" in refused.communicate("\n", timeout=60)[1]
    assert first.communicate("\n", timeout=60)[1] == ""
    assert waiting.communicate("\n", timeout=60)[0] == "written\n"
    fill(filled, embedder, {})
    assert {summary.file for summary in filled.summaries()} == {*STORIES, "first.txt", "waiting.txt"}
    generation = open_generation(filled.data_dir, filled)
    assert finds_itself(generation, filled, embedder)
    generation.close()


def test_the_lock_of_a_killed_writer_is_taken_over(filled: Library) -> None:
    holder = write_elsewhere(filled.data_dir, 5, "first.txt")
    assert holder.stdout is not None
    assert holder.stdout.readline() == "written\n"
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait(timeout=60)
    with filled.writer(wait_seconds=0) as writer:
        writer.put(*made("second.txt", ["taken over"]))
    assert {"first.txt", "second.txt"} <= {summary.file for summary in filled.summaries()}
