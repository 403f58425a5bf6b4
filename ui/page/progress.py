"""An ingest with its progress on the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from ui.intake import take_in
from ui.room import Room

STAGES = {"files": "Reading files", "passages": "Embedding passages", "index": "Building the index"}


def taking_in(room: Room, paths: Sequence[Path], then_rerun: bool = True) -> None:
    """Blocks until it is done. What was refused is kept for the Library page to show."""
    bar = st.progress(0.0, text="Loading the embedder")
    room.bot()

    def progress(stage: str, done: int, total: int) -> None:
        share = done / total if total else 1.0
        bar.progress(min(share, 1.0), text=f"{STAGES.get(stage, 'Working')}: {done} of {total}")

    report = take_in(room, paths, progress)
    bar.empty()
    st.session_state.last_report = report.to_dict()
    if then_rerun:
        st.rerun()
