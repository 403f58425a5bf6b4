"""Conversations, what they are restricted to, and which answerer and embedder is at work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from bot.kept.conversations import ConversationSummary
from ui import export
from ui.components.choices import choices
from ui.guard import on_loopback
from ui.page import talk
from ui.room import Room, forget, session
from vectorstore.errors import NewsBotError

TOOLS = [
    {"act": "rename", "label": "Rename"},
    {"act": "export", "label": "Export"},
    {"act": "delete", "label": "Delete"},
]
LISTED = 40  # conversations; older ones are found by searching
ASKS = {"rename": "renaming", "export": "exporting", "delete": "deleting"}
ALONE = "On this machine, no model. Set OPENAI_API_KEY or OPENAI_BASE_URL to have a model as well."


def draw(room: Room, pages: Mapping[str, Any]) -> None:
    with st.sidebar:
        st.page_link(pages["ask"], label="Ask", query_params=talk.address())
        st.page_link(pages["library"], label="Library")
        _conversations(room, pages)
        _at_work(room)


def _conversations(room: Room, pages: Mapping[str, Any]) -> None:
    with st.container(key="conversations"):
        if st.button("New conversation", key="new-conversation", width="stretch"):
            talk.choose_conversation(None)
            st.switch_page(pages["ask"])
        searched = st.text_input("Search conversations", key="search", placeholder="Search conversations",
                                 label_visibility="collapsed")  # fmt: skip
        found = _listed(room, searched or "")
        choices(
            [{"id": one.id, "label": one.title, "now": one.id == talk.conversation(), "tools": TOOLS} for one in found],
            key="shelf",
            look="shelf",
            on_pick=_picked,
        )
        if session("renaming"):
            _rename(room)
        elif session("exporting"):
            _export(room)
        elif session("deleting"):
            _delete(room)
        elif searched and not found:
            st.caption("No conversation says that.")
        elif found and not on_loopback():
            st.caption("The conversations of this visit. Keep the page's address to come back to one.")
        else:
            st.empty()


def _listed(room: Room, searched: str) -> list[ConversationSummary]:
    """All of them on the user's own machine. Who visits from elsewhere must not read what others asked."""
    if on_loopback():
        return list(room.conversations.summaries(searched, LISTED))
    return [one for one in room.conversations.summaries(searched, sys.maxsize) if one.id in talk.own()][:LISTED]


def _picked(picked: dict[str, Any]) -> None:
    if picked["act"] == "pick":
        talk.choose_conversation(picked["id"])
        st.session_state.go_to = "ask"
    else:
        asked = session(ASKS[picked["act"]]) == picked["id"]
        forget(ASKS.values())
        if not asked:  # the same tool again puts it away
            st.session_state[ASKS[picked["act"]]] = picked["id"]


def _rename(room: Room) -> None:
    kept = session("renaming")
    with st.form("rename", border=False):
        title = st.text_input("New name", value=room.conversations.title(kept), max_chars=80)
        with st.container(horizontal=True):
            renamed, left = st.form_submit_button("Rename"), st.form_submit_button("Keep")
        try:
            if renamed:
                room.conversations.rename(kept, title)
        except NewsBotError as error:
            st.text(str(error))
            return
        if renamed or left:
            st.session_state.pop("renaming")
            st.rerun()


def _export(room: Room) -> None:
    """Made when it is asked for; the file names are ours."""
    kept = str(session("exporting"))
    kinds = {
        "HTML, one file": ("html", "text/html", export.as_html),
        "Markdown": ("md", "text/markdown", export.as_markdown),
        "Text with footnotes": ("txt", "text/plain", export.as_footnotes),
    }
    with st.container(key="export"):
        st.text("Take this conversation with you")
        for label, (ending, mime, write) in kinds.items():
            st.download_button(
                label,
                data=partial(_written, write, room, kept),
                file_name=f"conversation-{kept[:8]}.{ending}",
                mime=mime,
                key=f"export-{ending}",
                on_click="ignore",
                width="stretch",
            )
        st.button("Close", key="export-close", type="tertiary", on_click=lambda: forget(["exporting"]))


def _written(write: Callable[[export.Export], str], room: Room, kept: str) -> str:
    return write(talk.exported(room, kept))


def _delete(room: Room) -> None:
    kept = session("deleting")
    with st.container(key="delete"):
        st.text(f"Delete “{room.conversations.title(kept)}” and its answers?")
        with st.container(horizontal=True):
            st.button("Delete", key="delete-yes", on_click=lambda: _deleted(room, kept))
            st.button("Keep", key="delete-no", on_click=lambda: st.session_state.pop("deleting"))


def _deleted(room: Room, kept: str) -> None:
    try:
        room.conversations.delete(kept)
    except NewsBotError as error:
        st.session_state.said = str(error)
        return
    st.session_state.pop("deleting")
    if talk.conversation() == kept:
        talk.choose_conversation(None)


def _at_work(room: Room) -> None:
    with st.container(key="at-work"):
        names = room.settings.answerers
        if len(names) == 1:
            st.text("Answers: offline", help=ALONE)
        else:
            st.selectbox(
                "Answers by",
                names,
                key="answerer",
                format_func=lambda name: talk.NAMES.get(name, name),
                index=names.index(talk.answerer(room)),
                help=f"Offline: on this machine, no model. Model: {_plain(room.settings.model)}. Both prove every citation.",
            )
        st.text(f"Embedder: {room.library.embedder_name() or room.settings.embedder or 'none yet'}")


def _plain(text: str) -> str:
    """Help texts are Markdown: a model's name goes in as code, without what could end it."""
    return f"`{text.replace('`', '')}`"
