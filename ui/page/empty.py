"""What stands on the page before there is anything to read: no articles yet, or no question yet."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.components.choices import choices
from ui.room import Room, Shelf


def no_articles(room: Room) -> None:
    st.title("No articles yet")
    st.text(f"Put text or Markdown files into {room.settings.articles_dir}, then take them in.")


def no_questions(room: Room, shelf: Shelf, on_ask: Callable[[str], None]) -> None:
    st.title("Ask the articles")
    choices(
        [{"id": text, "label": text} for text in _starters(room)],
        key="starters",
        label="These articles answer, for example",
        on_pick=lambda picked: on_ask(picked["id"]),
    )


def _starters(room: Room) -> list[str]:
    return ["What was Cassez's first sentence?", "Who directed the series?"]
