"""The conversation, the article beside it, and the question field."""

from __future__ import annotations

import streamlit as st

from bot.engine import LONGEST_QUESTION
from bot.kept.conversations import StoredTurn
from ui.live import LiveAnswer, find_live_of
from ui.page import empty, reading, scope, talk, turns
from ui.room import Room, Shelf, session

BEAT = 0.15  # seconds between two looks at an answer that is being written
FOLLOW_UPS = 3
GONE = "The conversation of this link is not kept here any more."


def draw(room: Room) -> None:
    shelf = Shelf(room)
    if not shelf.summaries or empty.still_empty(room):
        empty.no_articles(room)
        return
    kept = talk.conversation()
    asked = room.conversations.turns(kept) if kept else ()
    live = _live(asked)
    # While an answer is written this run stays open, and what an earlier run drew is only replaced where this one
    # draws: so every place on the page is drawn in every run, if only as nothing.
    with st.container(key="conversation"):
        if asked:
            st.empty()
        else:
            empty.no_questions(room, shelf, lambda question: talk.ask(room, question))
        for turn in asked:
            newest = turn is asked[-1]
            turns.draw(room, shelf, turn, live, _follow_ups(room, asked) if newest and live is None else None, newest)
    reading.draw(room, shelf, asked)
    with st.bottom:
        _said()
        scope.bar(room, shelf)
        # No limit of its own: it would drop a longer text that is pasted in without a word.
        st.chat_input("Ask the articles", key="question", on_submit=lambda: _asked(room))
    _wait_for(live)


def arrive(room: Room) -> None:
    """A link may name a conversation (c), a place in an article (article, start, end) or a question (q).

    A question is asked at once by the offline answerer alone: a link must not spend anybody's tokens.
    """
    if session("arrived"):
        reading.follow_address()
        return
    st.session_state.arrived = True
    _turn_to_address(room)
    reading.arrive()
    question = st.query_params.get("q", "").strip()
    if question and not room.library.is_empty():
        if talk.answerer(room) == "offline":
            talk.ask(room, question)
        else:
            st.session_state.question = question[:LONGEST_QUESTION]


def follow_address(room: Room) -> None:
    """Back and Forward lead from one conversation to another."""
    if st.query_params.get("c") != talk.conversation():
        _turn_to_address(room)
        reading.arrive()


def _turn_to_address(room: Room) -> None:
    asked_for = st.query_params.get("c")
    kept = bool(asked_for) and room.conversations.exists(str(asked_for))
    talk.turn_to(asked_for if kept else None)
    if asked_for and not kept:
        st.session_state.fault = GONE
        del st.query_params["c"]


def _asked(room: Room) -> None:
    """What cannot be asked goes back into the field, to be mended."""
    question = str(session("question") or "")
    talk.ask(room, question)
    if session("fault"):
        st.session_state.question = question


def _live(asked: tuple[StoredTurn, ...]) -> LiveAnswer | None:
    """The answer that is being written for one of these turns, or was kept after they were read.

    One that is among them is no longer live.
    """
    live: LiveAnswer | None = session("live")
    if live is None and asked and asked[-1].latest is None:
        live = st.session_state.live = find_live_of(asked[-1].id)
        st.session_state.fresh = asked[-1].id if live else None
    if live is None:
        return None
    turn, stored = next((turn for turn in asked if turn.id == live.turn), None), live.now().stored
    if turn is None or (stored is not None and any(one.id == stored.id for one in turn.answers)):
        st.session_state.pop("live")
        return None
    return live


def _follow_ups(room: Room, asked: tuple[StoredTurn, ...]) -> list[str]:
    """Questions that the articles answer and that were not asked yet in this conversation."""
    known = {turn.question.casefold() for turn in asked}
    return [question for question in room.starters() or () if question.casefold() not in known][:FOLLOW_UPS]


def _said() -> None:
    """A fault stays until it is closed; a remark is gone with the next click."""
    fault, remark = session("fault"), st.session_state.pop("said", None)
    if fault:
        with st.container(key="fault", horizontal=True, vertical_alignment="center"):
            st.text(fault)
            st.button("Close", key="close-fault", on_click=lambda: st.session_state.pop("fault", None))
    elif remark:
        with st.container(key="small"):
            st.text(remark)
    else:
        st.empty()


def _wait_for(live: LiveAnswer | None) -> None:
    """Keeps the run open while an answer is written, so that the page is drawn anew when it is there.

    Another click ends the wait at the next beat; the answer goes on in its own thread.
    """
    if live is None or live.now().fault is not None:
        return
    beat = st.empty()
    while not live.wait(BEAT).done:
        beat.empty()  # a point where Streamlit may end this run
    st.rerun()
