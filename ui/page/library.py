"""The articles: what is in, what is known of each, and how more get in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from ui import intake
from ui.components.choices import choices
from ui.guard import on_loopback
from ui.outcomes import count_of
from ui.page import progress, reading, scope
from ui.room import Room, Shelf, forget, session
from ui.view import about
from vectorstore.errors import NewsBotError
from vectorstore.records import ArticleSummary

TOOLS = [
    {"act": "describe", "label": "Describe"},
    {"act": "only", "label": "Ask only this"},
    {"act": "remove", "label": "Remove"},
]
CHANGING = ("describe", "remove")  # tools for whoever may change the library
ELSEWHERE = "Articles are added and removed on the machine that serves this page."
ASKED_FOR = ("outlet", "published", "title", "byline", "language", "url")
HELP = {"published": "Such as 2013-01-24", "language": "Such as en", "url": "https://..."}


def draw(room: Room) -> None:
    remark = progress.remark()  # before the articles are read, so that a finished ingest is never shown without them
    shelf = Shelf(room)
    with st.container(key="library"):
        st.title("Library", anchor=False)
        _more(room)
        on_the_way = st.empty()
        _last_report(room, remark)
        _list(room, shelf)
    reading.draw(room, shelf, ())
    progress.follow(room, on_the_way)


def _list(room: Room, shelf: Shelf) -> None:
    if not shelf.summaries:
        st.text("No articles are in.")
        return
    for name, ask in (("describing", _describe), ("removing", _remove)):
        summary = next((one for one in shelf.summaries if one.id == session(name)), None)
        if summary is not None:
            ask(room, summary)
    tools = [tool for tool in TOOLS if room.may_change_articles() or tool["act"] not in CHANGING]
    choices(
        [{**about(shelf, one), "small": _line(shelf, one), "tools": tools} for one in shelf.summaries],
        key="articles",
        label=f"{count_of(len(shelf.summaries), 'article')}, {count_of(room.library.counts()[1], 'passage')}",
        look="articles",
        on_pick=lambda picked: _picked(room, picked),
    )


def _line(shelf: Shelf, summary: ArticleSummary) -> str:
    known = {name: fact.value for name, fact in summary.metadata.items()}
    parts = [
        str(known.get("outlet") or "Outlet unknown"),
        str(known.get("published") or "date unknown"),
        str(known.get("language") or "language unknown"),
        count_of(summary.passages, "passage"),
        summary.file,
        f"in since {summary.ingested_at[:10]}".replace("-", "\N{NON-BREAKING HYPHEN}"),
    ]
    copied = known.get("duplicate_of")
    if copied:
        parts.append(f"a copy of {shelf.letter(copied)[0]}: the two count as one source")
    return " · ".join(parts)


def _picked(room: Room, picked: dict[str, Any]) -> None:
    act, article = picked["act"], picked["id"]
    forget(("describing", "removing"))
    if act in CHANGING and not room.may_change_articles():
        return  # the tools are not drawn, but a browser can send what it likes
    if act == "pick":
        reading.open_place({"article": article, "start": 0, "end": 0})
    elif act == "describe":
        st.session_state.describing = article
    elif act == "remove":
        st.session_state.removing = article
    elif act == "only":
        scope.keep(room, {"articles": [article]})
        st.session_state.go_to = "ask"


@st.dialog("Describe an article", on_dismiss=lambda: forget(["describing"]))
def _describe(room: Room, summary: ArticleSummary) -> None:
    """What the text does not say, kept as the user's word in metadata.yaml."""
    with st.form("describe", border=False):
        st.text(summary.file)
        given = {name: _field(summary, name) for name in ASKED_FOR}
        st.caption("Kept in metadata.yaml beside the article. What you leave empty stays as the text says.")
        if st.form_submit_button("Save"):
            try:
                intake.describe(room, summary, given)
            except NewsBotError as error:
                st.text(str(error))
                return
            forget(["describing"])
            st.rerun()


def _field(summary: ArticleSummary, name: str) -> str:
    read = _read(summary, name) or HELP.get(name)
    return st.text_input(reading.label(name), _stated(summary, name), placeholder=read, max_chars=300)


def _stated(summary: ArticleSummary, name: str) -> str:
    fact = summary.metadata.get(name)
    return fact.value or "" if fact and fact.evidence == "user" else ""


def _read(summary: ArticleSummary, name: str) -> str | None:
    fact = summary.metadata.get(name)
    return f"The text says: {fact.value}" if fact and fact.value and fact.evidence != "user" else None


@st.dialog("Remove an article", on_dismiss=lambda: forget(["removing"]))
def _remove(room: Room, summary: ArticleSummary) -> None:
    st.text(f"Take {summary.file} out of the library? Answers that cite it will show that it is gone.")
    with st.container(horizontal=True):
        if st.button("Remove", key="remove-yes"):
            left = intake.remove(room, summary)
            came_back = f" {left} is still there and would come back with the next ingest." if left else ""
            st.session_state.said = f"Removed.{came_back}"
            forget(["removing"])
            st.rerun()
        if st.button("Keep", key="remove-no"):
            forget(["removing"])
            st.rerun()


def _more(room: Room) -> None:
    """Upload, or a folder on this machine."""
    if not room.may_change_articles():
        st.caption(ELSEWHERE)
        return
    with st.expander("Add articles", expanded=not room.library.counts()[0], key="add"):
        with st.form("upload", clear_on_submit=True, border=False):
            files = st.file_uploader("Text or Markdown files", accept_multiple_files=True, key="uploads")
            if st.form_submit_button("Add these") and files:
                _take_uploads(room, [(file.name, file.getvalue()) for file in files])
        if not on_loopback():  # who visits from elsewhere must not read this machine's folders
            return
        with st.form("folder", border=False):
            named = st.text_input("Or a folder or file on this machine", placeholder=str(room.settings.articles_dir))
            if st.form_submit_button("Take it in"):
                progress.begin(room, [Path(named or room.settings.articles_dir).expanduser()])
                st.rerun()


def _take_uploads(room: Room, files: list[tuple[str, bytes]]) -> None:
    kept, refused = [], []
    for name, data in files:
        try:
            kept.append(intake.keep_upload(room, name, data))
        except NewsBotError as error:
            refused.append((name, str(error)))
    st.session_state.refused = refused
    if kept:
        progress.begin(room, kept)
    st.rerun()


def _last_report(room: Room, remark: str | None) -> None:
    """What the last ingest did, and what it left out and why."""
    if remark:
        st.text(remark)
    last = room.library.last_ingest()
    left_out = [
        *(session("refused") or ()),
        *((last or {}).get("rejected") or ()),
        *((last or {}).get("skipped") or ()),
    ]
    with st.container(key="small"):
        if last:
            st.text(_said_of(last))
    if left_out:
        with st.expander(
            f"{count_of(len(left_out), 'file')} left out", expanded=bool(session("refused")), key="left-out"
        ):
            st.text("\n".join(f"{file}: {reason}" for file, reason in left_out))


def _said_of(report: dict[str, Any]) -> str:
    counts = [(report.get("added"), "new"), (report.get("changed"), "changed"), (report.get("removed"), "removed")]
    said = ", ".join(f"{number} {word}" for number, word in counts if number) or "nothing new"
    at = str(report.get("at", ""))[:16].replace("T", " ")
    return f"Last ingest {at} UTC from {report.get('root', '')}: {said}, {report.get('seconds', 0):.1f} s"
