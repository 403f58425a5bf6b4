"""A question in, the passages that may answer it out."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Protocol

from vectorstore import generations
from vectorstore.errors import EmbedderMismatch, LibraryEmpty
from vectorstore.index import Generation, open_generation
from vectorstore.library import Library
from vectorstore.passage import Hit, Passage, SearchResult
from vectorstore.textnorm import search_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

DEPTH = 50  # passages that each list brings
LEXICAL_SHARE = 0.3  # of the fused score; the dense list alone decides between passages without shared words


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
        self._lock = threading.Lock()
        self._generation: Generation | None = None

    def search(self, question: str, limit: int = 8, *, articles: Collection[str] | None = None) -> SearchResult:
        if self.library.is_empty():
            raise LibraryEmpty(f"No articles in {self.library.data_dir}. Load some: newsbot ingest ARTICLES")
        asked = search_text(question)
        vector = self.embedder.encode_query(asked) if asked else None
        with self._index() as index:
            dense = index.dense(vector, DEPTH, articles) if vector is not None else []
            lexical = index.lexical(asked, DEPTH, articles)
            hits = self._hits(dense, lexical)[:limit]
            searched = len(articles) if articles is not None else index.manifest.articles
            return SearchResult(
                hits=hits,
                articles=searched,
                passages=index.manifest.passages,
                generation=index.number,
                embedder=self.embedder.name,
            )

    def close(self) -> None:
        with self._lock:
            if self._generation is not None:
                self._generation.close()
                self._generation = None

    @contextmanager
    def _index(self) -> Iterator[Generation]:
        with ExitStack() as stack:
            with self._lock:  # entered under the lock: another thread may be about to retire it
                index = stack.enter_context(self._current().reading())
            yield index

    def _current(self) -> Generation:
        if self._generation is None or generations.pointer(self.library.data_dir) != self._generation.pointer:
            opened = open_generation(self.library.data_dir, self.library)
            if self._generation is not None:
                self._generation.close()
            self._generation = opened
        self._check_embedder(self._generation)
        return self._generation

    def _check_embedder(self, index: Generation) -> None:
        if index.manifest.fingerprint != self.embedder.fingerprint:
            name = self.embedder.name
            raise EmbedderMismatch(
                f"{self.library.data_dir} was built with '{index.manifest.embedder}', settings say '{name}'. "
                f"Re-embed: newsbot ingest --embedder {name}"
            )

    def _hits(self, dense: list[tuple[str, float]], lexical: list[tuple[str, float]]) -> tuple[Hit, ...]:
        """Fused by score: shared words add to similarity and can never take from it."""
        similarity, bm25 = dict(dense), dict(lexical)
        dense_rank = {id_: rank for rank, (id_, _) in enumerate(dense, 1)}
        lexical_rank = {id_: rank for rank, (id_, _) in enumerate(lexical, 1)}
        top = max(bm25.values(), default=1.0)
        floor = min(similarity.values(), default=0.0)
        hits = []
        for id_ in {**similarity, **bm25}:
            passage: Passage | None = self.library.passage(id_)
            if passage is None:  # replaced since this index was built; the next one will not list it
                continue
            near, shared = similarity.get(id_, floor), bm25.get(id_, 0.0)
            score = (1 - LEXICAL_SHARE) * near + LEXICAL_SHARE * shared / top
            hits.append(Hit(passage, score, near, shared, dense_rank.get(id_), lexical_rank.get(id_)))
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage.id)))
