"""An ingest with its progress on the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from ui.intake import take_in
from ui.room import Room
from vectorstore.errors import NewsBotError

STAGES = {"files": "Reading files", "passages": "Embedding passages", "index": "Building the index"}


def taking_in(room: Room, paths: Sequence[Path]) -> bool:
    """Blocks until it is done. What stood in the way is said here, and the rest of the page is still drawn."""
    bar = st.progress(0.0, text="Loading the embedder")

    def progress(stage: str, done: int, total: int) -> None:
        share = done / total if total else 1.0
        bar.progress(min(share, 1.0), text=f"{STAGES.get(stage, 'Working')}: {done} of {total}")

    try:
        room.bot()
        take_in(room, paths, progress)
    except NewsBotError as error:
        bar.empty()
        st.text(str(error))
        return False
    return True
