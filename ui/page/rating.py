"""Thumbs, with a reason and a correction; each rating becomes a case of data/feedback.yaml."""

from __future__ import annotations

from typing import Any

import streamlit as st

from bot.kept import feedback
from bot.kept.conversations import StoredAnswer, StoredTurn, Thumb
from bot.kept.feedback import Feedback
from ui.page import scope, talk
from ui.room import Room, forget, session
from vectorstore.errors import NewsBotError

NOT_THERE = "The articles do not say this"
REASONS = ["Wrong", "Incomplete", "Wrong passage", NOT_THERE, "Hard to read"]


def rate(room: Room, turn: StoredTurn, act: dict[str, Any]) -> None:
    """The same thumb again withdraws it."""
    stored = next((one for one in turn.answers if one.id == act.get("answer")), None)
    if stored is None:
        return
    thumb: Thumb | None = None if stored.thumb == act.get("thumb") else act.get("thumb")
    try:
        room.conversations.rate(stored.id, thumb)
        st.session_state.rating = stored.id if thumb == "down" else None
        if thumb is None:
            feedback.forget(room.library.data_dir, _case(stored))
        else:
            _keep(room, turn, stored, Feedback(_case(stored), thumb))
    except NewsBotError as error:
        st.session_state.fault = str(error)


def form(room: Room, turn: StoredTurn) -> None:
    """After an answer of this turn was called not good."""
    stored = next((one for one in turn.answers if one.id == session("rating")), None)
    if stored is not None:
        _dialog(room, turn, stored)


@st.dialog("What is wrong with it?", on_dismiss=lambda: forget(["rating"]))
def _dialog(room: Room, turn: StoredTurn, stored: StoredAnswer) -> None:
    with st.form(f"rating-{stored.id}", border=False):
        reason = st.selectbox("Reason", REASONS, index=None, placeholder="Choose, if you like")
        correction = st.text_area(
            "What should it have said?",
            value=stored.correction,
            help="A line for each thing. `|` stands between accepted wordings: 96 years | 96-year",
            max_chars=1000,
        )
        if st.form_submit_button("Save"):
            try:
                _save(room, turn, stored, reason or "", correction)
            except NewsBotError as error:
                st.text(str(error))
                return
            forget(["rating"])
            st.rerun()


def _save(room: Room, turn: StoredTurn, stored: StoredAnswer, reason: str, correction: str) -> None:
    given = Feedback(_case(stored), "down", reason, correction, not_there=reason == NOT_THERE)
    _keep(room, turn, stored, given)
    room.conversations.rate(stored.id, "down", reason, correction)


def _keep(room: Room, turn: StoredTurn, stored: StoredAnswer, given: Feedback) -> None:
    kept = str(talk.conversation())
    turns = room.conversations.turns(kept)
    earlier = [one.question for one in turns[: talk.position(turns, turn.id)]]
    chosen = scope.chosen_articles(room, room.conversations.scope(kept))
    path = feedback.keep(room.library.data_dir, given, stored.answer, earlier, chosen)
    st.session_state.said = f"Kept as a case in {path}."


def _case(stored: StoredAnswer) -> str:
    return f"rated-{stored.id[:12]}"
