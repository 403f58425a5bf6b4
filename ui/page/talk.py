"""What clicks on the conversation do: ask, ask again, stop, rate. Everything lasting goes to the store at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from bot.answerer import Turn
from bot.engine import checked, turn_of
from bot.kept.conversations import StoredTurn
from ui.export import Exchange, Export
from ui.live import LiveAnswer
from ui.room import Room, Shelf, forget, session
from ui.view import live_view
from vectorstore.errors import ConfigError, NewsBotError

HISTORY = 6  # earlier turns that a question may refer to
NAMES = {"offline": "Offline", "model": "Model"}  # of the answerers
AT_ONCE = 0.4  # seconds: an answer that is there by then is drawn whole, without a draft


def conversation() -> str | None:
    chosen: str | None = session("conversation")
    return chosen


def choose_conversation(chosen: str | None) -> None:
    turn_to(chosen)
    st.query_params.from_dict(address())  # in one step, so that it is one step back as well


def turn_to(chosen: str | None) -> None:
    st.session_state.conversation = chosen
    if chosen:
        own().add(chosen)
    forget(("live", "editing", "rating", "fault", "said", "open_place", "address", "scope"))


def address() -> dict[str, str]:
    """The part of the page's address that names the conversation."""
    kept = conversation()
    return {"c": kept} if kept else {}


def own() -> set[str]:
    """The conversations that were begun, or opened by their link, in this session."""
    kept: set[str] = st.session_state.setdefault("own", set())
    return kept


def answerer(room: Room) -> str:
    """The one chosen in this session, or the configured one."""
    return str(session("answerer") or room.settings.answerer_name)


def ask(room: Room, question: str, *, before: str | None = None) -> None:
    """Adds a turn. `before`: ask it as if it stood where that turn stands, knowing only what came earlier."""
    try:
        question = checked(question)
        kept = conversation() or _new_conversation(room, question)
        turns = room.conversations.turns(kept)
        earlier = turns if before is None else turns[: position(turns, before)]
        turn = room.conversations.add_turn(kept, question)
        st.session_state.fresh = turn  # the page scrolls to it
        _begin(room, turn, question, earlier, answerer(room))
    except NewsBotError as error:
        _failed(room, error)


def _failed(room: Room, error: NewsBotError) -> None:
    if conversation() and not room.conversations.exists(str(conversation())):  # deleted in another tab
        choose_conversation(None)
    st.session_state.fault = str(error)


def _new_conversation(room: Room, question: str) -> str:
    made = room.conversations.create(question)
    scope, place = session("scope"), session("open_place")
    choose_conversation(made)
    if scope:
        room.conversations.restrict(made, scope)
    if place:
        st.session_state.open_place = place
    return made


def ask_again(room: Room, turn_id: str, with_answerer: str) -> None:
    """Another answer to the same question; the earlier ones stay."""
    try:
        turns = room.conversations.turns(str(conversation()))
        at = position(turns, turn_id)
        if at == len(turns):
            raise ConfigError("This conversation was deleted. Begin a new one and ask again.")
        _begin(room, turn_id, turns[at].question, turns[:at], with_answerer)
    except NewsBotError as error:
        _failed(room, error)


def stop(token: Any) -> None:
    live: LiveAnswer | None = session("live")
    if live and live.token == token:
        live.stop()


def _begin(room: Room, turn: str, question: str, earlier: Sequence[StoredTurn], name: str) -> None:
    stop_live()
    bot = room.bot()
    history: list[Turn] = [turn_of(one.latest.answer) for one in earlier if one.latest][-HISTORY:]
    scope = articles_in_scope(room)
    shelf = Shelf(room)
    live = LiveAnswer(
        lambda: bot.stream(question, history, answerer=name, articles=scope),
        keep=lambda answer: room.conversations.add_answer(turn, answer),
        draw=lambda now: live_view(now, shelf, name, shelf.count() if scope is None else len(scope)),
        turn=turn,
        answerer=name,
    ).start()
    st.session_state.live = live
    st.session_state.pop("fault", None)
    live.wait(AT_ONCE)


def exported(room: Room, kept: str) -> Export:
    """A conversation with every answer that was given, and the texts that its offsets count in."""
    turns = room.conversations.turns(kept)
    exchanges = [Exchange(turn.question, stored.answer) for turn in turns for stored in turn.answers]
    cited = {one.article_id for exchange in exchanges for one in exchange.answer.citations}
    articles = [article for id_ in sorted(cited) if (article := room.library.article(id_))]
    texts = {one.text_sha256: one.text for one in articles if one.text_sha256 != one.sha256}
    return Export(room.conversations.title(kept), exchanges, texts)


def stop_live() -> None:
    live: LiveAnswer | None = session("live")
    if live:
        live.stop()


def articles_in_scope(room: Room) -> list[str] | None:
    """None: all of them."""
    from ui.page.scope import chosen_articles

    return chosen_articles(room, room.conversations.scope(str(conversation())))


def position(turns: Sequence[StoredTurn], turn_id: str) -> int:
    return next((index for index, turn in enumerate(turns) if turn.id == turn_id), len(turns))
