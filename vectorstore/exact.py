"""Every vector compared, straight from the library: for a search in some articles, and for when Chroma fails."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from vectorstore.library import Library

if TYPE_CHECKING:
    import numpy as np

CHOICES_KEPT = 4  # selections of articles whose vectors stay in memory


class ExactSearch:
    """Over the passages that `ids` names. Safe to share between threads."""

    def __init__(self, library: Library, fingerprint: str, ids: Collection[str]) -> None:
        self._library = library
        self._fingerprint = fingerprint
        self._ids = ids
        self._lock = threading.Lock()
        self._kept: dict[frozenset[str] | None, tuple[list[str], np.ndarray | None]] = {}

    def nearest(self, vector: np.ndarray, k: int, articles: Collection[str] | None) -> list[tuple[str, float]]:
        """Ids and cosine similarities, best first."""
        ids, matrix = self._rows(None if articles is None else frozenset(articles))
        if matrix is None:
            return []
        return ranked(zip(ids, (matrix @ _unit(vector)).tolist(), strict=True), k)

    def _rows(self, articles: frozenset[str] | None) -> tuple[list[str], np.ndarray | None]:
        with self._lock:
            if articles not in self._kept:
                while len(self._kept) >= CHOICES_KEPT:
                    del self._kept[next(iter(self._kept))]
                self._kept[articles] = self._load(articles)
            return self._kept[articles]

    def _load(self, articles: frozenset[str] | None) -> tuple[list[str], np.ndarray | None]:
        import numpy as np

        stored = self._library.vectors_of_passages(self._fingerprint, None if articles is None else sorted(articles))
        rows = {id_: vector for id_, vector in stored if id_ in self._ids}
        return list(rows), _unit(np.stack(list(rows.values()))) if rows else None


def _unit(vectors: np.ndarray) -> np.ndarray:
    import numpy as np

    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: np.ndarray = vectors / np.where(length == 0, 1.0, length)
    return unit


def ranked(found: Iterable[tuple[str, float]], k: int) -> list[tuple[str, float]]:
    """Best first; equal ones in the order of their ids, so that two runs agree."""
    return sorted(((id_, round(score, 6)) for id_, score in found), key=lambda pair: (-pair[1], pair[0]))[:k]
