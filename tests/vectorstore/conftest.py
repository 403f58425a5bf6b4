"""A small library of articles and an embedder whose vectors need no model."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from vectorstore import generations
from vectorstore.article import Article, Fact, Segment, Sentence
from vectorstore.headline import vector_key
from vectorstore.index import publish
from vectorstore.library import Library
from vectorstore.passage import Passage

DIMENSION = 96
STORIES = {
    "harbour.txt": [
        "The harbour at Port Alma closed on Monday after a crane fell.",
        "Harbour master Ines Roca said two ships were turned away.",
    ],
    "orchard.txt": [
        "A late frost destroyed the apple orchards around Veldhuis.",
        "Growers put the loss at 4 million, and blamed the warm spring.",
    ],
    "puerto.txt": ["El puerto reabrió el jueves tras la reparación de la grúa."],
}


class HashEmbedder:
    """Each word falls into one of a few slots; the same words give the same vector."""

    def __init__(self, name: str = "hash", revision: str = "1") -> None:
        self.name = name
        self.dimension = DIMENSION
        self.fingerprint = f"{name}/{revision}/{DIMENSION}"
        self.embedded: list[str] = []

    def encode_passages(self, texts: Sequence[str], progress: object = None) -> np.ndarray:
        self.embedded += texts
        return np.stack([self._vector(text) for text in texts])

    def encode_query(self, text: str) -> np.ndarray:
        return self._vector(text)

    def _vector(self, text: str) -> np.ndarray:
        vector = np.zeros(DIMENSION, dtype=np.float32)
        for word in [text, *re.findall(r"\w+", text.casefold())]:
            digest = hashlib.md5(self.fingerprint.encode() + word.encode()).digest()
            vector[int.from_bytes(digest[:4], "little") % DIMENSION] += 1
        return vector / np.linalg.norm(vector)


def article_id(file: str) -> str:
    return sha256(file)[:12]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def made(file: str, paragraphs: Sequence[str], language: str = "en") -> tuple[Article, list[Passage]]:
    """An article with one passage a paragraph."""
    text = "\n".join(paragraphs)
    id_, passages, start = article_id(file), [], 0
    for paragraph in paragraphs:
        end = start + len(paragraph)
        passages.append(Passage(sha256(f"{id_}{sha256(text)}{start}:{end}")[:16], id_, paragraph, start, end))
        start = end + 1
    facts = {"title": Fact(paragraphs[0], paragraphs[0]), "language": Fact(language, language)}
    segments = tuple(Segment("body", p.start, p.end) for p in passages)
    sentences = tuple(Sentence(p.start, p.end, "body", i) for i, p in enumerate(passages))
    return Article(id_, file, sha256(text), sha256(text), text, facts, segments, sentences), passages


def key(text: str) -> str:
    """What the vector of a passage is kept under that stands under no headline."""
    article, [passage] = made("a.txt", [text])
    return vector_key(article, passage)


def fill(library: Library, embedder: HashEmbedder, stories: dict[str, list[str]]) -> int:
    """Puts and publishes; returns the generation's number."""
    with library.writer() as writer:
        for file, paragraphs in stories.items():
            writer.put(*made(file, paragraphs, "es" if file.startswith("puerto") else "en"))
        return publish(library, writer, embedder)


def live_folder(library: Library) -> Path:
    held = generations.hold_current(library.data_dir)
    held.close()
    return held.folder


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def library(data_dir: Path) -> Iterator[Library]:
    opened = Library(data_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = Library(tmp_path_factory.mktemp("filled"))
    fill(library, HashEmbedder(), STORIES)
    library.close()
    return library.data_dir


@pytest.fixture
def filled(filled_once: Path, library: Library) -> Library:
    """Three articles, five passages, generation 1."""
    shutil.copytree(filled_once, library.data_dir)
    return library
