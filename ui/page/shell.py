"""The frame around the pages: look, navigation, and the one place where a fault becomes a line on the page."""

from __future__ import annotations

import streamlit as st

from ui.page import ask, library, sidebar, talk
from ui.room import open_room
from ui.theme import page_css
from vectorstore.errors import NewsBotError

NAME = "Reading room"


def draw() -> None:
    st.set_page_config(page_title=NAME, layout="centered", initial_sidebar_state="auto", page_icon="📰")
    st.html(page_css())
    try:
        room = open_room()
        pages = {
            "ask": st.Page(lambda: ask.draw(room), title="Ask", url_path="ask", default=True),
            "library": st.Page(lambda: library.draw(room), title="Library", url_path="library"),
        }
        chosen = st.navigation(list(pages.values()), position="hidden")
        ask.arrive(room)
        if chosen is pages["ask"]:
            ask.follow_address(room)
        sidebar.draw(room, pages)
        wanted = pages.get(st.session_state.pop("go_to", ""))
        if wanted is not None and wanted is not chosen:
            st.switch_page(wanted, query_params=talk.address())
        chosen.run()
    except NewsBotError as error:
        fault(str(error))


def fault(message: str) -> None:
    """One line that says what is wrong and what to do, and a button; the line is outside text and stays plain."""
    with st.container(key="fault"):
        st.text(message)
        st.button("Try again", key="try-again")
