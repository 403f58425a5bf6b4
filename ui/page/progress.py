"""An ingest with its progress on the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ui import taking
from ui.room import Room, session
from vectorstore.errors import NewsBotError

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

BEAT = 0.15  # seconds between two looks at what is being taken in


def begin(room: Room, paths: Sequence[Path]) -> None:
    """Goes on beside the page; `follow` shows how far it is."""
    try:
        st.session_state.taking = taking.begin(room, paths)
    except NewsBotError as error:
        st.session_state.said = str(error)


def remark() -> str | None:
    """What there is to say since the last click: of the ingest that this visitor began, or of anything else."""
    begun = session("taking")
    if begun is not None and begun.done:
        del st.session_state.taking
        if begun.fault:
            st.session_state.said = begun.fault
    said: str | None = st.session_state.pop("said", None)
    return said


def follow(room: Room, place: DeltaGenerator) -> None:
    """Keeps the run open while articles are taken in, and draws the page anew when they are there.

    Comes last on a page: another click ends it at the next beat, and the ingest goes on in its own thread.
    """
    now = room.taking
    if now is None or (now.done and session("taking") is not now):
        return
    while not now.wait(BEAT):
        place.progress(now.share, text=now.says)
    place.empty()
    st.rerun()
