"""What the pages share: one bot, one library, one store of conversations for the process; a few names per session."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from bot.answer import Citation
from bot.citations import Proof, prove
from bot.kept.conversations import Conversations
from ui import opening
from ui.guard import on_loopback
from ui.settings import Settings
from ui.view import letter_of
from vectorstore.article import Article
from vectorstore.generations import pointer
from vectorstore.library import Library

if TYPE_CHECKING:
    from bot.engine import NewsBot
    from ui.taking import Taking
    from vectorstore.embedders import Embedder
    from vectorstore.records import ArticleSummary


STARTERS = 6
_log = logging.getLogger(__name__)


@dataclass
class Room:
    """Shared between sessions: holds nothing of any one person."""

    settings: Settings
    library: Library
    conversations: Conversations
    taking: Taking | None = None  # the ingest that runs, or the last one that did
    _bot: NewsBot | None = None
    _starters: tuple[str | None, Future[list[str]]] | None = None  # of which generation of the index
    _opening: threading.Lock = field(default_factory=threading.Lock)
    _starting: threading.Lock = field(default_factory=threading.Lock)
    _shelved: tuple[int, tuple[ArticleSummary, ...], dict[str, int]] | None = None
    _shelving: threading.Lock = field(default_factory=threading.Lock)

    def bot(self) -> NewsBot:
        """Loads the models at the first call."""
        with self._opening:
            if self._bot is None:
                self._bot = opening.open_bot(self.settings)
            return self._bot

    def may_change_articles(self) -> bool:
        """Where the page serves this machine alone, or the settings say that its visitors may."""
        return on_loopback() or self.settings.open_library

    def shelved(self) -> tuple[tuple[ArticleSummary, ...], dict[str, int]]:
        """The articles and the ordinals of their letters; read again only when the library has changed."""
        version = self.library.version()
        with self._shelving:
            if self._shelved is None or self._shelved[0] != version:
                summaries = self.library.summaries()
                letters = self.conversations.letters([summary.id for summary in summaries])
                self._shelved = (version, summaries, letters)
            return self._shelved[1], self._shelved[2]

    def embedder(self) -> Embedder:
        """The one that questions are encoded with."""
        return cast("Embedder", self.bot().searcher.embedder)

    def roots(self) -> list[Path]:
        """The folders that articles come from: the ingested one, and the data folder for what was uploaded."""
        known = self.library.root()
        return [*([known] if known else []), self.library.data_dir]

    def original(self, article_id: str) -> tuple[str, bytes] | None:
        """The name and the bytes of an article's file, if it is still the one that was ingested."""
        article = self.library.article(article_id)
        if article is None:
            return None
        for root in self.roots():
            path = (root / article.file).resolve()
            data = path.read_bytes() if path.is_relative_to(root.resolve()) and path.is_file() else b""
            if hashlib.sha256(data).hexdigest() == article.sha256:
                return path.name, data
        return None

    def starters(self) -> list[str] | None:
        """Questions that these articles answer; None while they are looked for, once for each generation of the index.

        The library's own version will not do: it rises with every article that an ingest puts in.
        """
        published = pointer(self.library.data_dir)
        with self._starting:
            if self._starters is None or (self._starters[0] != published and self._starters[1].done()):
                self._starters = (published, _in_background(self.bot))
            found = self._starters[1]
        if not found.done():
            return None
        return [] if found.exception() else found.result()  # a fault is said where a question is asked


def _in_background(bot: Callable[[], NewsBot]) -> Future[list[str]]:
    found: Future[list[str]] = Future()

    def look() -> None:
        from bot.starters import starters

        try:
            found.set_result(starters(bot(), STARTERS))
        except Exception as error:  # noqa: BLE001 - kept in the future, for whoever looks at it
            _log.warning("no starters: %s", error)
            found.set_exception(error)

    threading.Thread(target=look, name="starters", daemon=True).start()
    return found


class Shelf:
    """The articles as one drawing of the page sees them: each looked up once."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._articles: dict[str, Article | None] = {}
        self._proofs: dict[tuple[str, str, int, int, str], Proof] = {}
        self.summaries, self._letters = room.shelved()

    def article(self, article_id: str) -> Article | None:
        if article_id not in self._articles:
            self._articles[article_id] = self._room.library.article(article_id)
        return self._articles[article_id]

    def proof(self, one: Citation) -> Proof:
        """What a citation looks like against the article as it is now."""
        key = (one.article_id, one.text_sha256, one.start, one.end, one.quote)
        if key not in self._proofs:
            article = self.article(one.article_id)
            self._proofs[key] = prove(one, article.text if article else None)
        return self._proofs[key]

    def letter(self, article_id: str) -> tuple[str, int]:
        """The letter, and the number of its hue."""
        ordinal = self._letters.get(article_id)
        if ordinal is None:  # an article that is gone
            ordinal = self._room.conversations.letters([article_id])[article_id]
        return letter_of(ordinal), ordinal

    def count(self) -> int:
        return len(self.summaries)


@st.cache_resource(show_spinner=False)
def _room(key: str, _settings: Settings) -> Room:
    data = _settings.data.absolute()
    return Room(_settings, Library(data), Conversations(data))


def open_room() -> Room:
    """Read anew at each call, so that a wrong setting is said on the page; the room itself is opened once."""
    settings = Settings.from_env()
    return _room(f"{settings.data.absolute()} {settings.fingerprint}", settings)


def session(name: str, default: Any = None) -> Any:
    return st.session_state.get(name, default)


def forget(names: Iterable[str]) -> None:
    for name in names:
        st.session_state.pop(name, None)
