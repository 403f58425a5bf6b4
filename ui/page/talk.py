"""What clicks on the conversation do: ask, ask again, stop, rate. Everything lasting goes to the store at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from bot.answerer import Turn
from bot.conversations import StoredTurn
from bot.engine import checked, turn_of
from ui.live import LiveAnswer
from ui.room import Room, Shelf, session
from ui.view import live_view
from vectorstore.errors import NewsBotError

HISTORY = 6  # earlier turns that a question may refer to
AT_ONCE = 0.4  # seconds: an answer that is there by then is drawn whole, without a draft


def conversation() -> str | None:
    chosen: str | None = session("conversation")
    return chosen


def choose_conversation(chosen: str | None) -> None:
    st.session_state.conversation = chosen
    for name in ("live", "editing", "rating", "fault"):
        st.session_state.pop(name, None)
    if chosen:
        st.query_params["c"] = chosen
    else:
        st.query_params.clear()


def answerer(room: Room) -> str:
    """The one chosen in this session, or the configured one."""
    return str(session("answerer") or room.settings.answerer_name)


def answerers(room: Room) -> list[str]:
    """Known without opening the bot: loading its models takes seconds."""
    return ["offline", *(["model"] if room.settings.has_model or room.settings.answerer == "model" else [])]


def ask(room: Room, question: str, *, before: str | None = None) -> None:
    """Adds a turn. `before`: ask it as if it stood where that turn stands, knowing only what came earlier."""
    try:
        question = checked(question)
        if conversation() is None:
            choose_conversation(room.conversations.create(question))
        kept = str(conversation())
        turns = room.conversations.turns(kept)
        earlier = turns if before is None else turns[: _position(turns, before)]
        turn = room.conversations.add_turn(kept, question)
        _begin(room, turn, question, earlier, answerer(room))
    except NewsBotError as error:
        st.session_state.fault = str(error)


def ask_again(room: Room, turn_id: str, with_answerer: str) -> None:
    """Another answer to the same question; the earlier ones stay."""
    try:
        turns = room.conversations.turns(str(conversation()))
        position = _position(turns, turn_id)
        _begin(room, turn_id, turns[position].question, turns[:position], with_answerer)
    except NewsBotError as error:
        st.session_state.fault = str(error)


def stop(token: Any) -> None:
    live = session("live")
    if live and live["answer"].token == token:
        live["answer"].stop()


def _begin(room: Room, turn: str, question: str, earlier: Sequence[StoredTurn], name: str) -> None:
    stop_live()
    bot = room.bot()
    history: list[Turn] = [turn_of(one.latest.answer) for one in earlier if one.latest][-HISTORY:]
    scope = articles_in_scope(room)
    live = LiveAnswer(
        lambda: bot.stream(question, history, answerer=name, articles=scope),
        keep=lambda answer: room.conversations.add_answer(turn, answer),
        draw=lambda now: live_view(now, Shelf(room), name),
    ).start()
    st.session_state.live = {"turn": turn, "answer": live}
    st.session_state.pop("fault", None)
    live.wait(AT_ONCE)


def stop_live() -> None:
    live = session("live")
    if live:
        live["answer"].stop()


def articles_in_scope(room: Room) -> list[str] | None:
    """None: all of them."""
    from ui.page.scope import chosen_articles

    return chosen_articles(room, room.conversations.scope(str(conversation())))


def _position(turns: Sequence[StoredTurn], turn_id: str) -> int:
    return next((index for index, turn in enumerate(turns) if turn.id == turn_id), len(turns))
