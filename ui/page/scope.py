"""What a conversation is restricted to: articles, outlets, dates. Always said above the question field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from ui.outcomes import count_of
from ui.page import talk
from ui.room import Room, Shelf, session
from vectorstore.errors import NewsBotError
from vectorstore.records import ArticleSummary
from vectorstore.textnorm import strip_hidden


def current(room: Room) -> dict[str, Any]:
    """Of the conversation; before its first question, of the session."""
    kept = talk.conversation()
    return room.conversations.scope(kept) if kept else dict(session("scope") or {})


def chosen_articles(room: Room, scope: Mapping[str, Any]) -> list[str] | None:
    """The ids that the scope leaves in; None when it leaves out nothing."""
    if not any(scope.values()):
        return None
    return [summary.id for summary in room.library.summaries() if fits(summary, scope)]


def fits(summary: ArticleSummary, scope: Mapping[str, Any]) -> bool:
    """An article of unknown outlet or date does not fit a scope that names one."""
    published, outlet = _fact(summary, "published"), _fact(summary, "outlet")
    articles, outlets = scope.get("articles") or [], scope.get("outlets") or []
    since, until = scope.get("since"), scope.get("until")
    if (articles and summary.id not in articles) or (outlets and outlet not in outlets):
        return False
    if (since or until) and published is None:
        return False
    day = str(published)[:10]
    return not (since and day < since[: len(day)]) and not (until and day > until[: len(day)])


def _fact(summary: ArticleSummary, name: str) -> str | None:
    return summary.metadata[name].value if name in summary.metadata else None


def bar(room: Room, shelf: Shelf) -> None:
    """One line: how many articles are asked, and a way to choose."""
    scope = current(room)
    chosen = chosen_articles(room, scope)
    with st.container(key="scope", horizontal=True):
        with st.popover(_asking(chosen, len(shelf.summaries)), key="scope-popover", type="tertiary"):
            _choose(room, shelf, scope)
        if chosen is not None:
            st.button("Ask all again", key="scope-all", type="tertiary", on_click=lambda: keep(room, {}))
        else:
            st.empty()


def _asking(chosen: Sequence[str] | None, count: int) -> str:
    if chosen is None or (len(chosen) == count == 1):
        return f"Asking {'both articles' if count == 2 else '1 article' if count == 1 else f'all {count} articles'}"
    return f"Asking {len(chosen)} of {count_of(count, 'article')}"


def _choose(room: Room, shelf: Shelf, scope: Mapping[str, Any]) -> None:
    names = {
        one.id: strip_hidden(f"{shelf.letter(one.id)[0]}  {_fact(one, 'title') or one.file}") for one in shelf.summaries
    }
    outlets = sorted({str(outlet) for one in shelf.summaries if (outlet := _fact(one, "outlet"))})
    with st.form("scope-form", border=False):
        kept = [article for article in scope.get("articles") or [] if article in names]
        articles = st.multiselect(
            "Only these articles", list(names), kept, format_func=lambda id_: names[id_], placeholder="All of them"
        )
        known = [outlet for outlet in scope.get("outlets") or [] if outlet in outlets]
        chosen = st.multiselect("Only these outlets", outlets, known, disabled=not outlets, placeholder="All of them")
        since = st.date_input("Published since", _day(scope.get("since")), min_value=date(1700, 1, 1))
        until = st.date_input("Published until", _day(scope.get("until")), min_value=date(1700, 1, 1))
        st.caption("Articles of unknown outlet or date are left out when one is asked for.")
        if st.form_submit_button("Apply"):
            keep(room, {"articles": articles, "outlets": chosen, "since": _iso(since), "until": _iso(until)})
            st.rerun()


def keep(room: Room, scope: dict[str, Any]) -> None:
    kept = talk.conversation()
    if not kept:
        st.session_state.scope = scope
        return
    try:
        room.conversations.restrict(kept, scope)
    except NewsBotError as error:
        st.session_state.fault = str(error)


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _iso(day: object) -> str | None:
    return day.isoformat() if isinstance(day, date) else None
