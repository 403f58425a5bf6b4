"""Folders into a real library with a real index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest.article import article_id
from ingest.pipeline import IngestReport, ingest
from tests.ingest.making import BODY, RETURN, SERIES, WordEmbedder
from vectorstore import integrity, records
from vectorstore.article import Fact
from vectorstore.errors import ConfigError
from vectorstore.index import open_generation
from vectorstore.library import Library
from vectorstore.search import Searcher
from vectorstore.textnorm import search_text

OTHER = "Night buses for Tarvik\n\nThe council of Tarvik voted on Monday to run night buses on four lines from March."


class Desk:
    """A folder of articles, a library, and a count of what was embedded."""

    def __init__(self, folder: Path) -> None:
        self.articles = folder / "articles"
        self.articles.mkdir()
        self.library = Library(folder / "data")
        self.embedder = WordEmbedder()

    def write(self, **texts: str) -> Desk:
        for name, text in texts.items():
            (self.articles / f"{name}.txt").write_text(text, encoding="utf-8")
        return self

    def ingest(self, paths: Sequence[Path] | None = None, **options: Any) -> IngestReport:
        return ingest(paths or [self.articles], self.library, self.embedder, **options)

    def files(self) -> list[str]:
        return [summary.file for summary in self.library.summaries()]

    def fact(self, file: str, name: str) -> Fact | None:
        [summary] = [summary for summary in self.library.summaries() if summary.file == file]
        return summary.metadata.get(name)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_real_articles_go_in_and_are_found(desk: Desk):
    for file in (RETURN, SERIES):
        (desk.articles / file.name).write_bytes(file.read_bytes())
    told: list[tuple[str, int, int]] = []
    report = desk.ingest(progress=lambda *step: told.append(step))
    assert (report.added, report.rejected, report.skipped) == (2, (), ())
    assert report.embedded == report.passages == len(desk.embedder.given)
    assert {stage for stage, _, _ in told} == {"files", "passages", "index"}
    assert all(told[-1 - at][1] <= told[-1 - at][2] for at in range(len(told)))
    found = Searcher(desk.library, desk.embedder).search("director Gerardo Naranjo")
    assert "Gerardo Naranjo" in found.hits[0].passage.text
    assert json.loads(json.dumps(report.to_dict()))["generation"] == found.generation
    assert desk.library.root() == desk.articles.resolve()


def test_a_second_run_does_nothing(desk: Desk):
    first = desk.write(a=BODY, b=OTHER).ingest()
    version = desk.library.content_version()
    desk.embedder.given.clear()
    second = desk.ingest()
    assert (second.added, second.changed, second.unchanged, second.embedded) == (0, 0, 2, 0)
    assert second.generation == first.generation
    assert desk.library.content_version() == version
    assert desk.embedder.given == []


def test_only_the_changed_article_is_embedded_again(desk: Desk):
    desk.write(a=BODY, b=OTHER).ingest()
    desk.embedder.given.clear()
    report = desk.write(b=OTHER.replace("Monday", "Friday")).ingest()
    assert (report.changed, report.unchanged) == (1, 1)
    assert desk.embedder.given == [
        "Night buses for Tarvik. The council of Tarvik voted on Friday to run night buses on four lines from March."
    ]
    hits = Searcher(desk.library, desk.embedder).search("council voted night buses").hits
    assert not any("Monday" in hit.passage.text for hit in hits if "council" in hit.passage.text)


def test_a_moved_or_doubled_text_is_not_embedded_again(desk: Desk):
    desk.write(a=BODY).ingest()
    desk.embedder.given.clear()
    (desk.articles / "deep").mkdir()
    (desk.articles / "a.txt").rename(desk.articles / "deep" / "z.txt")
    report = desk.write(c=BODY).ingest(prune=True)
    assert (report.added, report.removed, report.embedded) == (2, 1, 0)
    assert desk.files() == ["c.txt", "deep/z.txt"]
    assert desk.fact("deep/z.txt", "duplicate_of") == Fact(article_id("c.txt"), "100 % of its sentences stand in c.txt")


def test_a_copy_that_is_no_longer_one_loses_its_mark(desk: Desk):
    desk.write(a=BODY, b=BODY).ingest()
    assert desk.fact("b.txt", "duplicate_of") is not None
    desk.write(a=OTHER).ingest()
    assert desk.fact("b.txt", "duplicate_of") is None


def test_pruning_a_folder_spares_what_was_uploaded(desk: Desk):
    desk.write(a=BODY).ingest()
    upload = desk.library.data_dir / "uploads" / "u.txt"
    upload.parent.mkdir()
    upload.write_text(OTHER, encoding="utf-8")
    desk.ingest([upload], root=desk.library.data_dir)
    assert desk.files() == ["a.txt", "uploads/u.txt"]
    report = desk.ingest(prune=True)
    assert (report.removed, report.gone) == (0, ())
    upload.unlink()
    assert desk.ingest(prune=True).removed == 1


def test_what_is_gone_is_named_and_stays_until_pruned(desk: Desk):
    desk.write(a=BODY, b=OTHER).ingest()
    (desk.articles / "a.txt").unlink()
    assert desk.ingest().gone == ("a.txt",)
    assert desk.files() == ["a.txt", "b.txt"]
    assert desk.ingest(prune=True).removed == 1
    assert desk.files() == ["b.txt"]


def test_pruning_one_folder_leaves_the_others_alone(desk: Desk):
    (desk.articles / "deep").mkdir()
    desk.write(a=BODY, **{"deep/b": OTHER}).ingest()
    (desk.articles / "a.txt").unlink()
    report = desk.ingest([desk.articles / "deep"], prune=True)
    assert (report.removed, report.unchanged) == (0, 1)
    assert desk.files() == ["a.txt", "deep/b.txt"]


def test_a_bad_file_is_reported_and_the_rest_go_in(desk: Desk):
    desk.write(a=BODY, empty=" \n", css="#a { color: red; }")
    (desk.articles / "binary.txt").write_bytes(b"\x00\x01\x02")
    (desk.articles / "scan.pdf").write_bytes(b"%PDF-1.4")
    report = desk.ingest()
    assert report.added == 1
    assert dict(report.rejected) == {
        "binary.txt": "looks binary. Save it as plain text.",
        "css.txt": "holds nothing that could be quoted.",
        "empty.txt": "is empty.",
    }
    assert report.skipped == (("scan.pdf", "`.pdf` files are not read yet"),)


def test_a_rule_that_fails_on_one_file_does_not_keep_the_others_out(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    from ingest import article

    def trips(file: str, data: bytes) -> Any:
        if file == "a.txt":
            raise IndexError("no such line")
        return read(file, data)

    read = article.read
    monkeypatch.setattr(article, "read", trips)
    report = desk.write(a=BODY, b=OTHER).ingest()
    assert report.added == 1
    assert report.rejected == (("a.txt", "could not be understood (IndexError: no such line)."),)


def test_a_folder_with_nothing_to_read_leaves_an_empty_library(desk: Desk):
    report = desk.write(empty="").ingest()
    assert (report.added, report.passages, len(report.rejected)) == (0, 0, 1)
    assert desk.library.is_empty()
    assert desk.write(a=BODY).ingest().added == 1


def test_metadata_of_the_user_wins_and_changes_without_embedding(desk: Desk):
    desk.write(a=f"Bridge closed\n\nBy Jo Doe\n\n{BODY}").ingest()
    desk.embedder.given.clear()
    (desk.articles / "metadata.yaml").write_text("a.txt: {byline: Ann Poe, published: 2024-03-03}\n")
    report = desk.ingest()
    assert (report.described, report.changed, report.embedded) == (1, 0, 0)
    assert desk.fact("a.txt", "byline") == Fact("Ann Poe", "user")
    assert desk.fact("a.txt", "published") == Fact("2024-03-03", "user")
    (desk.articles / "metadata.yaml").unlink()
    assert desk.ingest().described == 1
    assert desk.fact("a.txt", "byline") == Fact("Jo Doe", "By Jo Doe")


def test_a_mistake_in_metadata_stops_before_anything_is_written(desk: Desk):
    desk.write(a=BODY)
    (desk.articles / "metadata.yaml").write_text("a.txt: {by: Ann Poe}\n")
    with pytest.raises(ConfigError, match="line 1"):
        desk.ingest()
    assert not desk.library.data_dir.exists()


def test_a_missing_path_is_named(desk: Desk):
    with pytest.raises(ConfigError, match="nowhere"):
        desk.ingest([desk.articles / "nowhere"])


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(desk: Desk):
    class Cut(WordEmbedder):
        def encode_passages(self, texts: Sequence[str], progress: Any = None) -> Any:
            raise KeyboardInterrupt

    desk.write(a=BODY, b=OTHER, c=BODY)
    with pytest.raises(KeyboardInterrupt):
        ingest([desk.articles], desk.library, Cut())
    assert desk.files() == ["a.txt", "b.txt", "c.txt"]
    report = desk.ingest()
    assert (report.added, report.unchanged) == (0, 3)
    assert report.embedded == len(desk.embedder.given) > 0
    assert desk.fact("c.txt", "duplicate_of") is not None
    assert Searcher(desk.library, desk.embedder).search("night buses").hits


def test_another_embedder_embeds_all_and_the_old_index_serves_until_then(desk: Desk):
    desk.write(a=BODY, b=OTHER).ingest()

    class Looking(WordEmbedder):
        live: str | None = None

        def encode_passages(self, texts: Sequence[str], progress: Any = None) -> Any:
            generation = open_generation(desk.library.data_dir)
            self.live = generation.fingerprint
            generation.close()
            return super().encode_passages(texts)

    other = Looking("other", 16)
    report = ingest([desk.articles], desk.library, other)
    assert (report.unchanged, report.embedded) == (2, report.passages)
    assert other.live == desk.embedder.fingerprint
    assert desk.library.embedder() == other.fingerprint
    assert Searcher(desk.library, other).search("night buses").hits


def test_a_single_file_and_a_folder_within_keep_the_names_of_the_first_root(desk: Desk):
    (desk.articles / "deep").mkdir()
    desk.write(a=BODY, **{"deep/b": OTHER}).ingest()
    report = desk.ingest([desk.articles / "deep" / "b.txt"])
    assert (report.unchanged, report.added) == (1, 0)


def test_a_file_of_the_same_name_elsewhere_does_not_replace_the_first(desk: Desk, tmp_path: Path):
    desk.write(a=BODY).ingest()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text(OTHER)
    (tmp_path / "more" / "b.txt").write_text(OTHER)
    report = desk.ingest([tmp_path / "more"])
    assert report.added == 1
    assert "is also the name of one from" in report.rejected[0][1]
    assert desk.files() == ["a.txt", "b.txt"]
    assert desk.library.root() == desk.articles.resolve()


def test_a_folder_that_was_moved_keeps_its_articles(desk: Desk):
    desk.write(a=BODY).ingest()
    moved = desk.articles.rename(desk.articles.with_name("stories"))
    report = desk.ingest([moved])
    assert (report.unchanged, report.embedded) == (1, 0)
    assert desk.library.root() == moved.resolve()


def test_passages_under_a_new_headline_are_embedded_again(desk: Desk):
    desk.write(a=f"Bridge closed\n\n{BODY}").ingest()
    desk.embedder.given.clear()
    desk.write(a=f"Crossing shut for ten days\n\n{BODY}").ingest()
    assert all(text.startswith("Crossing shut for ten days") for text in desk.embedder.given)
    assert any("crack was found" in text for text in desk.embedder.given)
    assert each_passage_has_the_vector_of_what_is_searched(desk)


def test_articles_that_share_their_paragraphs_have_them_embedded_under_each_headline(desk: Desk):
    desk.write(a=f"Bridge closed\n\n{BODY}", b=f"Crossing shut for ten days\n\n{BODY}").ingest()
    assert sum("crack was found" in text for text in desk.embedder.given) == 2
    assert each_passage_has_the_vector_of_what_is_searched(desk)


def test_a_library_of_the_first_schema_goes_on_and_embeds_only_what_changes(desk: Desk):
    desk.write(a=f"Bridge closed\n\n{BODY}", b=OTHER).ingest()
    make_first_schema(desk.library)
    desk.embedder.given.clear()
    assert (desk.ingest().unchanged, desk.embedder.given) == (2, [])
    assert not desk.library.texts_without_vector(desk.embedder.fingerprint)
    assert "crack" in Searcher(desk.library, desk.embedder).search("crack in a pier").hits[0].passage.text

    desk.write(a=BODY).ingest()  # its words are as they were, and what was embedded with them is gone
    assert desk.embedder.given
    assert not any("Bridge closed" in text or "buses" in text for text in desk.embedder.given)
    assert each_passage_has_the_vector_of_what_is_searched(desk)
    assert not integrity.examine(desk.library)
    with sqlite3.connect(desk.library.path) as raw:
        assert raw.execute("SELECT value FROM state WHERE key = 'schema'").fetchone() == ("2",)


def each_passage_has_the_vector_of_what_is_searched(desk: Desk) -> bool:
    return all(
        np.allclose(
            desk.library.passage_vectors(desk.embedder.fingerprint, [passage.id])[passage.id],
            desk.embedder.encode_query(search_text(text)),
        )
        for passage, text, _ in desk.library.searched_texts()
    )


def make_first_schema(library: Library) -> None:
    """What a library was whose vectors are kept under the passages' words alone."""
    library.close()
    with closing(sqlite3.connect(library.path)) as raw, raw:
        for table in ("passages", "vectors"):
            raw.execute(f"UPDATE {table} SET text_key = substr(text_key, 1, 64)")
        raw.execute("UPDATE state SET value = '1' WHERE key = 'schema'")
        for row in raw.execute("SELECT id, file, sha256, text_sha256, details FROM articles").fetchall():
            spans = raw.execute(
                'SELECT id, start, "end", text_key FROM passages WHERE article_id = ? ORDER BY start, id', row[:1]
            ).fetchall()
            raw.execute("UPDATE articles SET seal = ? WHERE id = ?", (records.seal(row, spans), row[0]))


def test_what_is_to_be_embedded_is_looked_for_once(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    looked: list[str] = []
    texts_without_vector = Library.texts_without_vector

    def counted(library: Library, fingerprint: str) -> Any:
        looked.append(fingerprint)
        return texts_without_vector(library, fingerprint)

    monkeypatch.setattr(Library, "texts_without_vector", counted)
    assert desk.write(a=BODY).ingest().embedded
    assert looked == [desk.embedder.fingerprint]
