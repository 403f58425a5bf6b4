"""What the pages share: one bot, one library, one store of conversations for the process; a few names per session."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from bot.conversations import Conversations
from ui import settings as door
from ui.settings import Settings
from ui.view import letter_of
from vectorstore.article import Article
from vectorstore.library import Library

if TYPE_CHECKING:
    from bot.engine import NewsBot
    from vectorstore.records import ArticleSummary


@dataclass
class Room:
    """Shared between sessions: holds nothing of any one person."""

    settings: Settings
    library: Library
    conversations: Conversations
    _bot: NewsBot | None = None
    _opening: threading.Lock = field(default_factory=threading.Lock)

    def bot(self) -> NewsBot:
        """Loads the models at the first call."""
        with self._opening:
            if self._bot is None:
                self._bot = door.open_bot(self.settings)
            return self._bot

    @property
    def ready(self) -> bool:
        return self._bot is not None

    def close_bot(self) -> None:
        """After the embedder was switched: the next question opens it anew."""
        with self._opening:
            self._bot = None


class Shelf:
    """The articles as one drawing of the page sees them: each looked up once."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.summaries: tuple[ArticleSummary, ...] = room.library.summaries()
        self._letters = room.conversations.letters([summary.id for summary in self.summaries])

    def article(self, article_id: str) -> Article | None:
        return self._room.library.article(article_id)

    def letter(self, article_id: str) -> tuple[str, int]:
        """The letter, and the number of its hue."""
        if article_id not in self._letters:
            self._letters.update(self._room.conversations.letters([article_id]))
        ordinal = self._letters[article_id]
        return letter_of(ordinal), ordinal

    def count(self) -> int:
        return len(self.summaries)


@st.cache_resource(show_spinner=False)
def room_for(data: Path, _settings: Settings) -> Room:
    return Room(_settings, Library(data), Conversations(data))


def open_room() -> Room:
    settings = Settings.from_env()
    return room_for(settings.data.absolute(), settings)


def session(name: str, default: Any = None) -> Any:
    return st.session_state.get(name, default)


def forget(names: Iterable[str]) -> None:
    for name in names:
        st.session_state.pop(name, None)
