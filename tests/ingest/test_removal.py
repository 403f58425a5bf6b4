"""What the page takes out of the library leaves nothing behind that points to it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ingest.article import article_id
from ingest.copies import DUPLICATE_OF
from tests.ingest.making import BODY, WordEmbedder
from ui import intake
from vectorstore.index import open_generation
from vectorstore.library import Library


def test_copies_of_an_article_that_is_removed_are_copies_of_what_is_left(tmp_path: Path):
    embedder, folder = WordEmbedder(), tmp_path / "articles"
    library = Library(tmp_path / "data")
    room: Any = SimpleNamespace(library=library, embedder=lambda: embedder, roots=lambda: [folder])
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(BODY)
    intake.take_in(room, [folder])

    def copied() -> dict[str, str | None]:
        marked = {one.file: one.metadata.get(DUPLICATE_OF) for one in library.summaries()}
        return {file: fact.value for file, fact in marked.items() if fact}

    assert copied() == {"b.txt": article_id("a.txt"), "c.txt": article_id("a.txt")}
    intake.remove(room, library.summaries()[0])
    assert copied() == {"c.txt": article_id("b.txt")}
    generation = open_generation(library.data_dir)
    assert generation.manifest.content == library.content_version()
    generation.close()
    intake.remove(room, library.summaries()[0])
    assert copied() == {}
