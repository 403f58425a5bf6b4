"""One question of the conversation with its answers, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from bot.engine import LONGEST_QUESTION
from bot.kept.conversations import StoredAnswer, StoredTurn
from ui.components.answer import answer as answer_component
from ui.live import LiveAnswer
from ui.page import rating, reading, talk
from ui.room import Room, Shelf, forget, session
from ui.view import answer_view, fault_view

NO_ANSWER = "No answer was kept for this question."


def draw(
    room: Room,
    shelf: Shelf,
    turn: StoredTurn,
    live: LiveAnswer | None,
    follow_ups: Sequence[str] | None = None,
    newest: bool = False,
) -> None:
    writing = live if live and live.turn == turn.id else None
    shown = _newest_by_answerer(turn)
    names = list(shown)
    if writing:
        names = names if writing.answerer in names else [*names, writing.answerer]
        shown.pop(writing.answerer, None)
    data: dict[str, Any] = {
        "question": turn.question,
        "answers": [{**answer_view(stored, shelf), "by": talk.NAMES.get(name, name)} for name, stored in shown.items()],
        "live": writing.token if writing else None,
        "live_view": writing.view(writing.now()) if writing else None,
        "live_at": names.index(writing.answerer) if writing else None,
        "live_by": talk.NAMES.get(writing.answerer, writing.answerer) if writing else "",
        "open": reading.opened(),
        "actions": _actions(room, names),
        "base": reading.base_path(),
        "newest": newest,
        "follow_ups": list(follow_ups or ()),
        "fresh": turn.id if session("fresh") == turn.id else None,
    }
    if not shown and not writing:
        data["answers"] = [fault_view(NO_ANSWER)]
    answer_component(
        data,
        key=f"turn-{turn.id}",
        on_open=reading.open_place,
        on_act=lambda act: _act(room, turn, act),
        on_stop=talk.stop,
    )
    if session("editing") == turn.id:
        _edit(room, turn)
    rating.form(room, turn)


def _newest_by_answerer(turn: StoredTurn) -> dict[str, StoredAnswer]:
    """Side by side stands what each answerer said last, in the order in which they were first asked."""
    shown: dict[str, StoredAnswer] = {}
    for stored in turn.answers:
        shown[stored.answer.requested_answerer] = stored
    return shown


def _actions(room: Room, asked: Sequence[str]) -> list[dict[str, Any]]:
    others = [name for name in room.settings.answerers if name not in asked]
    return [
        {"act": "again", "label": "Ask again"},
        *({"act": "other", "label": f"Ask {name} too", "more": {"answerer": name}} for name in others),
        {"act": "edit", "label": "Edit question"},
    ]


def _act(room: Room, turn: StoredTurn, act: dict[str, Any]) -> None:
    kind = act.get("act")
    if kind == "again":
        stored = next((one for one in turn.answers if one.id == act.get("answer")), None)
        talk.ask_again(room, turn.id, stored.answer.requested_answerer if stored else talk.answerer(room))
    elif kind == "other" and act.get("answerer") in room.settings.answerers:
        talk.ask_again(room, turn.id, act["answerer"])
    elif kind == "edit":
        st.session_state.editing = None if session("editing") == turn.id else turn.id
    elif kind == "ask":
        talk.ask(room, str(act.get("question")))
    elif kind == "thumb":
        rating.rate(room, turn, act)


@st.dialog("Edit the question", on_dismiss=lambda: forget(["editing"]))
def _edit(room: Room, turn: StoredTurn) -> None:
    """The question changed is a new turn, asked as if it stood here; nothing that was said is lost."""
    with st.form(f"edit-{turn.id}", border=False):
        question = st.text_area("Question", turn.question, max_chars=LONGEST_QUESTION, label_visibility="collapsed")
        if st.form_submit_button("Ask"):
            forget(["editing"])
            talk.ask(room, question, before=turn.id)
            st.rerun()
