"""The live index as a reader sees it: followed from question to question, and never a reason not to answer."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from vectorstore import generations
from vectorstore.errors import LibraryBusy, LibraryDamaged, NewsBotError
from vectorstore.exact import ExactSearch
from vectorstore.generations import IndexUnusable
from vectorstore.index import Generation, open_generation, restore
from vectorstore.lexical import LexicalIndex, best
from vectorstore.library import Library
from vectorstore.lock import writer_active

if TYPE_CHECKING:
    import numpy as np

RESTORED_AT_ONCE = 5000  # passages; more would keep the person who asks waiting for over four seconds


class Scan:
    """The library searched without an index: what a Generation gives, slower, with a notice."""

    def __init__(self, library: Library, notice: str) -> None:
        searched = list(library.searched_texts())
        self.number = 0
        self.fingerprint = library.embedder() or ""
        self.embedder = library.embedder_name() or ""
        self.content = library.content_version()
        self.notice: str | None = notice
        self._ids = [passage.id for passage, _, _ in searched]
        self._article_of = [passage.article_id for passage, _, _ in searched]
        self._exact = ExactSearch(library, self.fingerprint, frozenset(self._ids))
        self._lexical = LexicalIndex.build((text, language) for _, text, language in searched)

    def dense(self, vector: np.ndarray, k: int, articles: Collection[str] | None = None) -> list[tuple[str, float]]:
        return self._exact.nearest(vector, k, articles)

    def lexical(self, question: str, k: int, articles: Collection[str] | None = None) -> list[tuple[str, float]]:
        return best(self._lexical.scores(question), self._ids, self._article_of, k, articles)

    def lexical_ceiling(self, question: str) -> float:
        return self._lexical.ceiling(question)

    def size(self, articles: Collection[str] | None = None) -> tuple[int, int]:
        wanted = set(self._article_of if articles is None else articles)
        inside = [article for article in self._article_of if article in wanted]
        return len(set(inside)), len(inside)


class LiveIndex:
    """Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._generation: Generation | None = None
        self._scan: Scan | None = None
        self._scanned_for: tuple[str | None, str] | None = None

    @contextmanager
    def reading(self) -> Iterator[Generation | Scan]:
        """The index as it is now, kept open for the length of the block."""
        with ExitStack() as stack:
            with self._lock:  # entered under the lock: another thread may be about to retire it
                index = self._current()
                if isinstance(index, Generation):
                    stack.enter_context(index.reading())
            yield index

    def notice(self, index: Generation | Scan) -> str | None:
        """One line fit to show when an answer may lack something."""
        if index.notice or not isinstance(index, Generation):
            return index.notice
        if index.manifest.content != self._library.content_version() and not writer_active(self._library.data_dir):
            return "The last ingest did not finish, so its changes are not searched. Finish it: newsbot ingest"
        return None

    def close(self) -> None:
        with self._lock:
            self._retire(None)

    def _current(self) -> Generation | Scan:
        said = generations.pointer(self._library.data_dir)
        if self._generation is not None and self._generation.pointer == said:
            return self._generation
        state = (said, self._library.content_version())
        if self._scan is not None and self._scanned_for == state:
            return self._scan
        try:
            self._retire(self._opened())
        except NewsBotError as error:
            if said is None and isinstance(error, LibraryBusy):
                raise LibraryBusy(f"{self._library.data_dir} is being filled. Ask again when that is done.") from None
            if said is None or (isinstance(error, LibraryDamaged) and not isinstance(error, IndexUnusable)):
                raise
            self._scan_instead(state)
        index = self._generation or self._scan
        assert index is not None
        return index

    def _opened(self) -> Generation:
        said = generations.pointer(self._library.data_dir)
        try:
            opened = open_generation(self._library.data_dir, self._library)
        except IndexUnusable:
            if self._library.counts()[1] > RESTORED_AT_ONCE:
                raise
            restore(self._library, distrusted=said)
            opened = open_generation(self._library.data_dir, self._library)
        self._agree(opened)
        return opened

    def _agree(self, opened: Generation) -> None:
        """Whether library and index hold the same passages when both say so: otherwise rows of the library are gone."""
        content, keys = self._library.content_and_keys()
        if opened.manifest.content == content:
            differing = opened.unknown(keys.keys())
            if differing:
                opened.close()
                raise LibraryDamaged(
                    f"{self._library.path} and its index differ in {differing} passages. "
                    "Ingest the articles again: newsbot ingest"
                )

    def _scan_instead(self, state: tuple[str | None, str]) -> None:
        notice = "The index cannot be read; every passage was compared instead. Build it again: newsbot check --repair"
        self._retire(None)
        self._scan, self._scanned_for = Scan(self._library, notice), state

    def _retire(self, successor: Generation | None) -> None:
        if self._generation is not None:
            self._generation.close()
        self._generation, self._scan, self._scanned_for = successor, None, None
