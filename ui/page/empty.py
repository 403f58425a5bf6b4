"""What stands on the page before there is anything to read: no articles yet, or no question yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ui.components.choices import choices
from ui.page import progress
from ui.room import Room, Shelf, session
from ui.view import about

WHAT = "Ask a folder of news articles. Every sentence of an answer cites the passage it stands on."

LISTED = 8  # articles named on the first screen
STARTERS = 4
LOOK_SECONDS = 0.7  # between two looks whether the starters are found


def still_empty(room: Room) -> bool:
    """Also while the ingest that was begun here runs: half of the articles are no library to ask."""
    return room.library.is_empty() or (session("filling") is not None and session("filling") is session("taking"))


def _fill(room: Room, folder: Path) -> None:
    progress.begin(room, [folder])
    st.session_state.filling = session("taking")


def no_articles(room: Room) -> None:
    """An empty library, and the two ways to fill it."""
    remark = progress.remark()
    if not still_empty(room):  # an ingest ended since this run looked, and nobody waits for it any more
        st.session_state.said = remark
        st.rerun()
    with st.container(key="empty"):
        st.title("No articles yet", anchor=False)
        st.write(WHAT)
        folder = room.settings.articles_dir.absolute()
        here = _readable(folder)
        if not room.may_change_articles():
            st.text("Whoever runs this server can put some in: newsbot ingest FOLDER")
        elif here:
            st.text(f"{len(here)} {'article lies' if len(here) == 1 else 'articles lie'} in {folder}.")
            them = "it" if len(here) == 1 else "them"
            begin, taking = lambda: _fill(room, folder), room.taking is not None and not room.taking.done
            st.button(f"Take {them} in", key="take-in", type="primary", on_click=begin, disabled=taking)
        else:
            st.text(f"Put text or Markdown files into {folder}, or upload some on the Library page.")
            st.button("Look again", key="look-again")
        on_the_way = st.empty()
        if remark:
            st.text(remark)
    progress.follow(room, on_the_way)


def _readable(folder: Path) -> list[str]:
    from ingest.files import find

    if not folder.is_dir():
        return []
    return [name for name, _ in find([folder], folder.resolve()).files]


def no_questions(room: Room, shelf: Shelf, on_ask: Callable[[str], None]) -> None:
    """What this is, what is in, and questions to begin with."""
    with st.container(key="empty"):
        st.title("Ask the articles", anchor=False)
        st.write(WHAT)
        waiting = room.starters() is None
        with st.container(key="starters-wait" if waiting else "starters-found"):
            st.fragment(_starters, run_every=LOOK_SECONDS if waiting else None)(room, on_ask, waiting)
        choices(
            [about(shelf, summary) for summary in shelf.summaries[:LISTED]],
            key="articles-in",
            label=f"{len(shelf.summaries)} {'article is' if len(shelf.summaries) == 1 else 'articles are'} in",
            look="articles",
            on_pick=lambda picked: _open(picked["id"]),
        )
        root = room.library.root()
        if root and room.may_change_articles():
            with st.container(key="small"):
                st.text(f"Put more into {root} and take them in on the Library page.")


def _starters(room: Room, on_ask: Callable[[str], None], waiting: bool) -> None:
    """Found beside the page; while they are being looked for, this part of the page looks again now and then."""
    found = room.starters()
    if waiting and found is not None:
        st.rerun()
    label = "Questions that these articles answer" if found else ""
    choices(
        [{"id": text, "label": text} for text in (found or [])[:STARTERS]],
        key="starters",
        label="Looking for questions that these articles answer" if found is None else label,
        on_pick=lambda picked: on_ask(picked["id"]),
    )


def _open(article: str) -> None:
    from ui.page import reading

    reading.open_place({"article": article, "start": 0, "end": 0})
