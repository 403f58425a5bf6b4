"""Small articles and an embedder whose vectors can be worked out by hand."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ingest.article import article_from_text
from vectorstore.article import Article

ARTICLES = Path(__file__).resolve().parents[2] / "articles"
RETURN = ARTICLES / "000_a36a6e4aa1124756.txt"
SERIES = ARTICLES / "002_7d2df013a9b47a71.txt"

BODY = """The bridge over the Lindow was closed on Monday after a crack was found in a pier. Divers went down twice.

Engineers said that the repair would take ten days and cost two million crowns. Traffic goes over the old ferry."""


class WordEmbedder:
    """A text becomes the hashes of its words; counts what it was given."""

    def __init__(self, name: str = "words", dimension: int = 32) -> None:
        self.name, self.dimension, self.fingerprint = name, dimension, f"{name}/{dimension}"
        self.given: list[str] = []

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> np.ndarray:
        self.given += texts
        return np.stack([self.encode_query(text) for text in texts])

    def encode_query(self, text: str) -> np.ndarray:
        vector = np.full(self.dimension, 0.01, dtype=np.float32)
        for word in text.lower().split():
            vector[zlib.crc32(word.encode()) % self.dimension] += 1
        return vector / np.linalg.norm(vector)


def made(text: str, file: str = "a.txt") -> Article:
    return article_from_text(file, text.encode("utf-8"))


def parts(article: Article) -> list[tuple[str, str]]:
    """(kind, words) of each segment."""
    return [(part.kind, article.text[part.start : part.end]) for part in article.segments]


def kind_of(article: Article, words: str) -> str:
    """The kind of the one segment that begins with these words."""
    [kind] = [kind for kind, text in parts(article) if text.startswith(words)]
    return kind


def said(article: Article) -> list[str]:
    return [article.text[one.start : one.end] for one in article.sentences]
