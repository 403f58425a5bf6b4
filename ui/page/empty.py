"""What stands on the page before there is anything to read: no articles yet, or no question yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ui.components.choices import choices
from ui.page.progress import taking_in
from ui.room import Room, Shelf
from ui.view import about
from vectorstore.errors import NewsBotError

WHAT = "Ask a folder of news articles. Every sentence of an answer cites the passage it stands on."

LISTED = 8  # articles named on the first screen
STARTERS = 4
WAIT_SECONDS = 4.0  # for the starters, when nothing is warm yet


def no_articles(room: Room) -> None:
    """An empty library, and the two ways to fill it."""
    with st.container(key="empty"):
        st.title("No articles yet")
        st.write(WHAT)
        folder = room.settings.articles_dir.absolute()
        here = _readable(folder)
        if here:
            st.text(f"{len(here)} {'article lies' if len(here) == 1 else 'articles lie'} in {folder}.")
            if st.button("Take them in", key="take-in", type="primary"):
                taking_in(room, [folder])
        else:
            st.text(f"Put text or Markdown files into {folder}, or upload some on the Library page.")
            st.button("Look again", key="look-again")


def _readable(folder: Path) -> list[str]:
    from ingest.files import find

    if not folder.is_dir():
        return []
    return [name for name, _ in find([folder], folder.resolve()).files]


def no_questions(room: Room, shelf: Shelf, on_ask: Callable[[str], None]) -> None:
    """What this is, what is in, and questions to begin with."""
    with st.container(key="empty"):
        st.title("Ask the articles")
        st.write(WHAT)
        starters = _starters(room)
        choices(
            [{"id": text, "label": text} for text in starters],
            key="starters",
            label="Questions that these articles answer" if starters else "",
            on_pick=lambda picked: on_ask(picked["id"]),
        )
        choices(
            [about(shelf, summary) for summary in shelf.summaries[:LISTED]],
            key="articles-in",
            label=f"{len(shelf.summaries)} {'article is' if len(shelf.summaries) == 1 else 'articles are'} in",
            look="articles",
            on_pick=lambda picked: _open(picked["id"]),
        )
        root = room.library.root()
        if root:
            with st.container(key="small"):
                st.text(f"Put more into {root} and take them in on the Library page.")


def _starters(room: Room) -> list[str]:
    try:
        with st.spinner("Looking for questions that these articles answer"):
            return room.starters(WAIT_SECONDS)[:STARTERS]
    except NewsBotError as error:
        st.text(str(error))
        return []


def _open(article: str) -> None:
    from ui.page import reading

    reading.open_place({"article": article, "start": 0, "end": 0})
