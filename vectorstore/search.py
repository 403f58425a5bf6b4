"""A question in, the passages that may answer it out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from vectorstore.errors import EmbedderMismatch, LibraryEmpty
from vectorstore.library import Library
from vectorstore.live import LiveIndex
from vectorstore.passage import Hit, SearchResult
from vectorstore.textnorm import search_text

if TYPE_CHECKING:
    import numpy as np

DEPTH = 50  # passages that each list brings
LEXICAL_SHARE = 0.3  # of the fused score; without shared words the dense order stands


class QuestionEncoder(Protocol):
    """What searching needs of an embedder."""

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    def encode_query(self, text: str) -> np.ndarray: ...


class Reranker(Protocol):
    def score(self, question: str, texts: Sequence[str]) -> np.ndarray: ...


class Searcher:
    """Follows the live index from question to question. Safe to share between threads."""

    def __init__(self, library: Library, embedder: QuestionEncoder, reranker: Reranker | None = None) -> None:
        self.library = library
        self.embedder = embedder
        self.reranker = reranker
        self._live = LiveIndex(library)

    def search(self, question: str, limit: int = 8, *, articles: Collection[str] | None = None) -> SearchResult:
        if self.library.is_empty():
            raise LibraryEmpty(f"No articles in {self.library.data_dir}. Load some: newsbot ingest ARTICLES")
        asked = search_text(question)
        with self._live.reading() as index:
            self._check_embedder(index.fingerprint, index.embedder)
            dense = index.dense(self.embedder.encode_query(asked), DEPTH, articles) if asked else []
            lexical = index.lexical(asked, DEPTH, articles)
            searched, passages = index.size(articles)
            return SearchResult(
                hits=self._hits(dense, lexical)[:limit],
                articles=searched,
                passages=passages,
                generation=index.number,
                embedder=self.embedder.name,
                notice=self._live.notice(index),
            )

    def close(self) -> None:
        self._live.close()

    def _check_embedder(self, fingerprint: str, built_with: str) -> None:
        if fingerprint != self.embedder.fingerprint:
            name = self.embedder.name
            raise EmbedderMismatch(
                f"{self.library.data_dir} was built with '{built_with}', settings say '{name}'. "
                f"Re-embed: newsbot ingest --embedder {name}"
            )

    def _hits(self, dense: list[tuple[str, float]], lexical: list[tuple[str, float]]) -> tuple[Hit, ...]:
        """Fused by score: shared words add to similarity and never take from it."""
        similarity, bm25 = dict(dense), dict(lexical)
        dense_rank = {id_: rank for rank, (id_, _) in enumerate(dense, 1)}
        lexical_rank = {id_: rank for rank, (id_, _) in enumerate(lexical, 1)}
        top, floor = max(bm25.values(), default=1.0), min(similarity.values(), default=0.0)
        hits = []
        # One that is missing was replaced since this index was built; the next index will not list it.
        for id_, passage in self.library.passages_by_id({**similarity, **bm25}).items():
            near, shared = similarity.get(id_, floor), bm25.get(id_, 0.0)
            score = (1 - LEXICAL_SHARE) * near + LEXICAL_SHARE * shared / top
            hits.append(Hit(passage, score, near, shared, dense_rank.get(id_), lexical_rank.get(id_)))
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage.id)))
