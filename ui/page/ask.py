"""The conversation, the article beside it, and the question field."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit import config

from bot.conversations import StoredTurn
from bot.engine import LONGEST_QUESTION
from ui.components.answer import answer as answer_component
from ui.page import empty, reading, talk
from ui.room import Room, Shelf, session
from ui.view import answer_view

BEAT = 0.15  # seconds between two looks at an answer that is being written


def draw(room: Room) -> None:
    _arrive(room)
    shelf = Shelf(room)
    if not shelf.summaries:
        empty.no_articles(room)
        return
    kept = talk.conversation()
    turns = room.conversations.turns(kept) if kept else ()
    live = _live(turns)
    with st.container(key="conversation"):
        if not turns:
            empty.no_questions(room, shelf, lambda question: talk.ask(room, question))
        for turn in turns[:-1]:
            _turn(room, shelf, turn, live)
        if turns:
            with st.container(key="newest"):
                _turn(room, shelf, turns[-1], live, newest=True)
    if session("fault"):
        _fault(session("fault"))
    reading.draw(room, shelf, turns)
    st.chat_input("Ask the articles", key="question", max_chars=LONGEST_QUESTION, on_submit=lambda: _submitted(room))
    _wait_for(live)


def _arrive(room: Room) -> None:
    """A link may name a conversation (c), a place in an article (article, start, end) or a question (q)."""
    if session("arrived"):
        return
    st.session_state.arrived = True
    asked_for = st.query_params.get("c")
    if asked_for and room.conversations.exists(asked_for):
        st.session_state.conversation = asked_for
    reading.arrive()


def _submitted(room: Room) -> None:
    talk.ask(room, str(session("question") or ""))


def _live(turns: tuple[StoredTurn, ...]) -> dict[str, Any] | None:
    """The answer that is being written for one of these turns; one that is kept is no longer live."""
    live: dict[str, Any] | None = session("live")
    if live is None:
        return None
    now = live["answer"].now()
    if now.stored is not None or all(turn.id != live["turn"] for turn in turns):
        st.session_state.pop("live")
        return None
    return live


def _turn(room: Room, shelf: Shelf, turn: StoredTurn, live: dict[str, Any] | None, newest: bool = False) -> None:
    writing = live if live and live["turn"] == turn.id else None
    data = {
        "question": turn.question,
        "answers": [answer_view(stored, shelf) for stored in turn.answers],
        "live": None,
        "open": reading.opened(),
        "actions": _actions(room, turn),
        "base": base_path(),
        "scroll": newest,
    }
    if writing:
        data["live_view"] = writing["answer"].view(writing["answer"].now())
        data["live"] = writing["answer"].token
    answer_component(
        data,
        key=f"turn-{turn.id}",
        on_open=reading.open_place,
        on_act=lambda act: _act(room, turn, act),
        on_stop=talk.stop,
    )


def _actions(room: Room, turn: StoredTurn) -> list[dict[str, Any]]:
    return [{"act": "again", "label": "Ask again"}]


def _act(room: Room, turn: StoredTurn, act: dict[str, Any]) -> None:
    if act["act"] == "again":
        talk.ask_again(room, turn.id, talk.answerer(room))


def _fault(message: str) -> None:
    with st.container(key="fault"):
        st.text(message)
        st.button("Close", key="close-fault", on_click=lambda: st.session_state.pop("fault", None))


def _wait_for(live: dict[str, Any] | None) -> None:
    """Keeps the run open while an answer is written, so that the page is drawn anew when it is there.

    Another click ends the wait at the next beat; the answer goes on in its own thread.
    """
    if live is None:
        return
    beat = st.empty()
    while not live["answer"].wait(BEAT).done:
        beat.empty()  # a point where Streamlit may end this run
    if live["answer"].now().fault is None:
        st.rerun()


def base_path() -> str:
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""

