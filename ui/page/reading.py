"""The article beside the conversation: which place is open, and everything the reader shows about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit import config

from bot.answer import Citation
from bot.kept.conversations import StoredTurn
from ui.components.reader import reader
from ui.room import Room, Shelf, session
from ui.view import STATUS, text_mark
from vectorstore.article import Article

FACTS = ("title", "outlet", "byline", "dateline", "published", "updated", "language", "url")
SPOT = ("article", "start", "end")
PLACE = (*SPOT, "text")  # in the address; text: `text_mark` of the article as it was when the link was made
OUTDATED = "The article has changed since this link was made"
CHANGED = "The file has changed since it was taken in, or is gone"
EVIDENCE = {"unknown": "The text does not say.", "user": "As given in metadata.yaml."}


def label(fact: str) -> str:
    return "URL" if fact == "url" else fact.capitalize()


def opened() -> dict[str, Any] | None:
    place: dict[str, Any] | None = session("open_place")
    return place


def open_place(place: dict[str, Any] | None) -> None:
    """From a component: {article, start, end, text}, and `lost` where the quote that stood there is there no more."""
    if not place:
        return
    opened = {"article": place["article"], "start": int(place["start"]), "end": int(place["end"])}
    if place.get("lost") in STATUS:
        st.session_state.open_place = {**opened, "lost": place["lost"]}
        _write({"article": opened["article"]})
    else:
        st.session_state.open_place = opened = {**opened, "text": str(place.get("text") or "")}
        _write(opened)


def close(_: object = None) -> None:
    st.session_state.pop("open_place", None)
    _write({})


def arrive() -> None:
    """Opens the place that the page's address names."""
    st.session_state.address = address = _address()
    if not address.get("article"):
        st.session_state.pop("open_place", None)
        return
    start, end = (address.get(name, "0") for name in ("start", "end"))
    whole = start.isdecimal() and end.isdecimal() and int(start) < int(end) < 2**31
    st.session_state.open_place = {
        "article": address["article"],
        "start": int(start) if whole else 0,
        "end": int(end) if whole else 0,
        "text": address.get("text", ""),
    }


def follow_address() -> None:
    """The browser's Back and Forward change the address and nothing else: the reader follows."""
    if _address() != (session("address") or {}):
        arrive()


def _address() -> dict[str, str]:
    return {name: st.query_params[name] for name in PLACE if name in st.query_params}


def _write(place: Mapping[str, Any]) -> None:
    """In one step, so that it is one step back as well."""
    others = {name: value for name, value in st.query_params.to_dict().items() if name not in PLACE}
    st.query_params.from_dict({**others, **{name: str(value) for name, value in place.items() if value != ""}})
    st.session_state.address = _address()


def draw(room: Room, shelf: Shelf, turns: tuple[StoredTurn, ...]) -> None:
    place = opened()
    if place is None:
        st.empty()
        return
    article = shelf.article(place["article"])
    if article is None:
        with st.bottom, st.container(key="gone", horizontal=True, vertical_alignment="center"):
            st.text("This article is not in the library any more.")
            st.button("Close", key="close-reader", on_click=close)
        return
    with st.container(key="reader"):
        data = _data(shelf, article, place, _cited_in(turns))
        if room.original(article.id) is None:
            data["head"] |= {"original": None, "changed": CHANGED}
        reader(data, key="reader-view", on_open=open_place, on_close=close)


def _cited_in(turns: tuple[StoredTurn, ...]) -> list[Citation]:
    """Every citation of the conversation, in the order in which they are read."""
    return [citation for turn in turns for stored in turn.answers for citation in stored.answer.citations]


def _data(shelf: Shelf, article: Article, place: dict[str, Any], cited: list[Citation]) -> dict[str, Any]:
    letter, hue = shelf.letter(article.id)
    here = [proof for one in cited if one.article_id == article.id and (proof := shelf.proof(one)).start is not None]
    end = min(place["end"], len(article.text))
    focus = {"start": place["start"], "end": end} if place["start"] < end and not _lost(place, article) else None
    return {
        "head": {
            "letter": letter, "hue": hue, "title": article.title,
            "outlet": article.fact("outlet").value or "Outlet unknown",
            "published": article.fact("published").value or "date unknown",
            "original": f"/api/articles/{article.id}/original", "download": article.file.rsplit("/", 1)[-1],
        },
        "place": {**_steps(place, cited, shelf), **_line(place, article, cited, shelf), "quote": _slice(article, focus),
                  "link": {"article": article.id, **(focus or {}), "text": text_mark(article)}},
        "facts": _facts(article),
        "text": article.text,
        "length": len(article.text),
        "segments": [
            {"kind": one.kind, "start": one.start, "end": one.end,
             "reason": f"Not part of the article: {one.reason}" if one.reason else None}
            for one in article.segments
        ],
        "focus": focus,
        "cited": [{"start": proof.start, "end": proof.end} for proof in here],
        "base": base_path(),
        "take_focus": True,
    }  # fmt: skip


def _slice(article: Article, focus: dict[str, int] | None) -> str:
    return article.text[focus["start"] : focus["end"]] if focus else ""


def _steps(place: dict[str, Any], cited: list[Citation], shelf: Shelf) -> dict[str, Any]:
    """The cited places before and after the open one."""
    places: list[dict[str, Any]] = []
    for one in cited:
        proof, article = shelf.proof(one), shelf.article(one.article_id)
        if article is None or proof.start is None:
            continue
        target = {"article": article.id, "start": proof.start, "end": proof.end, "text": text_mark(article)}
        if target not in places:
            places.append(target)
    spots = [[target[name] for name in SPOT] for target in places]
    spot = [place[name] for name in SPOT]
    at = spots.index(spot) if spot in spots else None
    return {
        "count": len(places),
        "previous": places[at - 1] if at else (places[-1] if at is None and places else None),
        "next": places[at + 1] if at is not None and at + 1 < len(places) else None,
    }


def _lost(place: dict[str, Any], article: Article) -> str:
    """Why other words stand at this place now than those that it was opened for; empty where they do not."""
    if place.get("lost"):
        return STATUS[place["lost"]]
    return OUTDATED if place.get("text") not in (None, "", text_mark(article)) else ""


def _line(place: dict[str, Any], article: Article, cited: list[Citation], shelf: Shelf) -> dict[str, Any]:
    """What has become of the citation that is open."""
    if lost := _lost(place, article):
        return {"line": lost, "bad": True}
    for one in cited:
        proof = shelf.proof(one)
        if one.article_id == place["article"] and (proof.start, proof.end) == (place["start"], place["end"]):
            return {"line": STATUS[proof.status], "bad": proof.status != "found"}
    return {"line": "", "bad": False}


def _facts(article: Article) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for name in FACTS:
        fact = article.fact(name)
        said = "Word for word in the text." if fact.evidence == fact.value else f"The text says: “{fact.evidence}”"
        evidence = EVIDENCE.get(fact.evidence, said)
        rows.append({"name": label(name), "value": fact.value or "unknown", "evidence": evidence})
    rows.append({"name": "File", "value": article.file, "evidence": ""})
    rows.append(
        {
            "name": "SHA-256",
            "value": article.sha256,
            "evidence": "Of the file; sha256sum prints the same.",
            "hash": True,
        }
    )
    return rows


def base_path() -> str:
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""
