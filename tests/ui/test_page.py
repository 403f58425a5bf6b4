"""The page without a browser: what it asks for, what it shows, what it says when something is wrong."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from bot.kept.conversations import Conversations, StoredTurn
from tests.ui.conftest import ROOT, real_articles
from tests.ui.making import fill, make_article, scripted_bot
from ui import opening
from ui.page import library as library_page
from ui.page import progress, rating, scope, sidebar
from ui.room import open_room
from ui.taking import Taking
from vectorstore.errors import LibraryBusy
from vectorstore.library import Library

QUESTION = "What was the first sentence?"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSBOT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NEWSBOT_ARTICLES", str(ROOT / "articles"))
    monkeypatch.setattr(opening, "open_bot", scripted_bot)
    return tmp_path / "data"


@pytest.fixture
def library(data: Path, filled: Path) -> Path:
    shutil.copytree(filled, data)
    return data


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def _library_page() -> AppTest:
    page = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30)
    page.session_state.go_to = "library"
    return page.run()


def drawn(page: AppTest, component: str) -> list[dict[str, Any]]:
    """What was handed to each component of that name."""
    found = [one.proto for one in page.get("bidi_component") if one.proto.component_name.endswith(component)]
    return [json.loads(one.json or one.mixed.json) for one in found]


def words(page: AppTest) -> str:
    return " ".join(one.value for kind in (page.text, page.title, page.caption) for one in kind)


def test_an_empty_data_folder_says_what_lies_ready_and_takes_it_in(data: Path) -> None:
    page = opened()
    assert not page.exception
    assert "No articles yet" in words(page)
    assert f"2 articles lie in {ROOT / 'articles'}" in words(page)
    assert not data.exists()
    page.button(key="take-in").click().run()
    assert not page.exception
    assert "2 articles are in" in [one["label"] for one in drawn(page, "choices")]


def test_an_ingest_that_ends_while_the_page_is_drawn_is_not_missed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened()
    begun: list[Taking] = []
    remark = progress.remark

    def ended_by_now() -> str | None:
        while begun:
            begun.pop()._run()
        return remark()

    monkeypatch.setattr(Taking, "start", lambda taking: begun.append(taking))
    monkeypatch.setattr(progress, "remark", ended_by_now)
    page.button(key="take-in").click().run()
    assert not page.exception
    assert "2 articles are in" in [one["label"] for one in drawn(page, "choices")]


def test_a_question_is_answered_with_chips_and_kept(library: Path) -> None:
    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    assert not page.exception
    [turn] = drawn(page, "answer")
    assert turn["question"] == QUESTION
    chips = [chip for claim in turn["answers"][0]["claims"] for chip in claim["chips"]]
    letters = {article.id: letter for article, letter in zip(real_articles(), "AB", strict=True)}
    assert [chip["label"] for chip in chips] == [f"{letters[chip['article']]}{n}" for n, chip in enumerate(chips, 1)]
    assert len(chips) == 2
    assert "2 quotes found, 2 of 2 articles searched, offline" in turn["answers"][0]["status"]
    [kept] = Conversations(library).summaries()
    assert (kept.title, kept.turns) == (QUESTION, 1)
    assert page.query_params["c"] == kept.id


def test_letters_and_numbers_are_the_same_after_a_reload(library: Path) -> None:
    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    before = drawn(page, "answer")[0]["answers"]
    fill(library, [*real_articles(), *_another()])
    again = opened(c=page.query_params["c"] if isinstance(page.query_params["c"], str) else page.query_params["c"][0])
    after = drawn(again, "answer")[0]["answers"]
    assert _labels(before) == _labels(after)


def _another() -> list[Any]:
    from tests.ui.making import make_article

    return [make_article("000_before_all_others.txt", "A new article\n\nIt says nothing of note.")]


def _labels(answers: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(chip["label"], chip["start"]) for claim in answers[0]["claims"] for chip in claim["chips"]]


def test_a_changed_article_makes_its_citations_stale(library: Path) -> None:
    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    kept = page.session_state["conversation"]
    from tests.ui.making import make_article

    changed = [make_article(one.file, f"Corrected.\n\n{one.text}") for one in real_articles()]
    fill(library, changed)
    answer = drawn(opened(c=kept), "answer")[0]["answers"][0]
    chips = [chip for claim in answer["claims"] for chip in claim["chips"]]
    assert {chip["status"] for chip in chips} == {"stale"}
    assert "2 in a changed article" in answer["status"]
    assert all(
        changed[0].text[c["start"] : c["end"]] == c["quote"] or changed[1].text[c["start"] : c["end"]] == c["quote"]
        for c in chips
    )


def test_a_removed_article_makes_its_citations_missing(library: Path) -> None:
    from vectorstore.library import Library

    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    kept = page.session_state["conversation"]
    shelf = Library(library)
    with shelf.writer() as writer:
        for summary in shelf.summaries()[1:]:
            writer.remove(summary.id)
    chips = [c for claim in drawn(opened(c=kept), "answer")[0]["answers"][0]["claims"] for c in claim["chips"]]
    gone = real_articles()[1].id
    assert {(chip["article"] == gone, chip["status"], chip["openable"]) for chip in chips} == {
        (True, "missing", False),
        (False, "found", True),
    }


def test_what_the_articles_do_not_say_has_no_citation(library: Path) -> None:
    page = opened()
    page.chat_input[0].set_value("What is the name of her brother?").run()
    [turn] = drawn(page, "answer")
    answer = turn["answers"][0]
    assert answer["heading"] == "The articles do not say."
    assert answer["claims"] == []
    assert answer["nearest"]
    assert all(chip["number"] is None for chip in answer["nearest"])


def test_a_link_to_a_place_opens_the_article_there(library: Path) -> None:
    article = real_articles()[1]
    start = article.text.index("sentenced to 96 years")
    page = opened(article=article.id, start=str(start), end=str(start + 21))
    [reader] = drawn(page, "reader")
    assert reader["text"][reader["focus"]["start"] : reader["focus"]["end"]] == "sentenced to 96 years"
    assert reader["head"]["published"] == "date unknown"


@pytest.mark.parametrize(
    "query", [{"article": "../../etc"}, {"start": "x"}, {"start": "5", "end": "2"}, {"end": "9" * 40}]
)
def test_a_broken_link_is_no_error(library: Path, query: dict[str, str]) -> None:
    article = real_articles()[1].id
    page = opened(**{"article": article, **query})
    assert not page.exception


def test_a_link_to_an_article_that_is_gone_says_so_and_is_closed(library: Path) -> None:
    page = opened(article="0" * 12, start="1", end="5")
    assert "This article is not in the library any more." in words(page)
    page.button(key="close-reader").click().run()
    assert "This article is not in the library any more." not in words(page)
    assert "article" not in page.query_params


def test_a_link_to_a_conversation_that_is_gone_says_so(library: Path) -> None:
    page = opened(c="0" * 32)
    assert "The conversation of this link is not kept here any more." in words(page)
    assert "c" not in page.query_params


def test_a_link_with_a_question_asks_it_offline(library: Path) -> None:
    page = opened(q=QUESTION)
    assert drawn(page, "answer")[0]["question"] == QUESTION


def test_a_link_with_a_question_spends_no_tokens(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    page = opened(q=QUESTION)
    assert drawn(page, "answer") == []
    assert Conversations(library).summaries() == ()


def test_a_wrong_setting_is_one_line_on_the_page(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_TOP_K", "900")
    page = opened()
    assert not page.exception
    assert "NEWSBOT_TOP_K" in words(page)


def test_a_damaged_library_is_one_line_on_the_page(library: Path) -> None:
    (library / "library.sqlite3").write_bytes(b"no database" * 1000)
    for beside in library.glob("library.sqlite3-*"):
        beside.unlink()
    page = opened()
    assert not page.exception
    assert "library.sqlite3" in words(page)


def test_an_empty_question_and_a_long_one_are_refused_in_one_line(library: Path) -> None:
    page = opened()
    page.chat_input[0].set_value("   ").run()
    assert not page.exception
    assert "The question is empty" in words(page)
    assert Conversations(library).summaries() == ()


def test_a_restricted_conversation_searches_only_what_it_is_restricted_to(library: Path) -> None:
    page = opened()
    page.session_state["scope"] = {"articles": [real_articles()[0].id]}
    page.chat_input[0].set_value(QUESTION).run()
    assert "1 of 2 articles searched" in drawn(page, "answer")[0]["answers"][0]["status"]


def test_conversations_are_found_renamed_and_deleted(library: Path) -> None:
    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    page.session_state["renaming"] = page.session_state["conversation"]
    page.run()
    page.text_input(key="search")
    next(one for one in page.text_input if one.label == "New name").set_value("First talk")
    page.button[[one.label for one in page.button].index("Rename")].click().run()
    assert [one.title for one in Conversations(library).summaries("first TALK")] == ["First talk"]
    page.session_state["deleting"] = page.session_state["conversation"]
    page.run()
    page.button(key="delete-yes").click().run()
    assert Conversations(library).summaries() == ()
    assert drawn(page, "answer") == []


def test_the_library_page_lists_what_is_known_and_unknown(library: Path) -> None:
    page = opened()
    page.session_state["go_to"] = "library"
    page.run()
    assert not page.exception
    assert "Library" in words(page)
    listed = next(one for one in drawn(page, "choices") if one["label"].startswith("2 articles"))
    assert "Outlet unknown · date unknown" in listed["items"][0]["small"]


def test_a_folder_that_is_not_there_leaves_the_library_on_the_page(library: Path) -> None:
    page = opened()
    page.session_state["go_to"] = "library"
    page.run()
    next(one for one in page.text_input if one.label.startswith("Or a folder")).set_value("/no/such/folder")
    page.button[[one.label for one in page.button].index("Take it in")].click().run()
    assert "/no/such/folder: no such file or folder" in words(page)
    assert "2 articles, " in " ".join(one["label"] for one in drawn(page, "choices") if "label" in one)


def test_an_empty_name_leaves_the_conversation_on_the_page(library: Path) -> None:
    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    page.session_state["renaming"] = page.session_state["conversation"]
    page.run()
    next(one for one in page.text_input if one.label == "New name").set_value(" ")
    page.button[[one.label for one in page.button].index("Rename")].click().run()
    assert "A conversation needs a name" in words(page)
    assert [turn["question"] for turn in drawn(page, "answer")] == [QUESTION]


def _listed(page: AppTest) -> list[str]:
    return [item["label"] for one in drawn(page, "choices") if one["look"] == "shelf" for item in one["items"]]


def test_who_visits_from_elsewhere_sees_no_conversation_of_others(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened()
    first.chat_input[0].set_value(QUESTION).run()
    assert _listed(opened()) == [QUESTION]
    monkeypatch.setattr("ui.page.sidebar.on_loopback", lambda: False)
    other = opened()
    assert _listed(other) == []
    other.text_input(key="search").set_value("sentence").run()
    assert _listed(other) == []
    other.chat_input[0].set_value("Who directed the series?").run()
    assert _listed(opened(c=first.session_state["conversation"])) == [QUESTION]  # its link was given away


def test_who_visits_from_elsewhere_may_read_the_library_and_not_change_it(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def acts(page: AppTest) -> set[str]:
        lists = [one for one in drawn(page, "choices") if one["look"] == "articles"]
        return {tool["act"] for one in lists for item in one["items"] for tool in item.get("tools", ())}

    here = _library_page()
    assert acts(here) == {"describe", "only", "remove"}
    assert here.get("file_uploader")
    monkeypatch.setattr("ui.room.on_loopback", lambda: False)
    elsewhere = _library_page()
    assert acts(elsewhere) == {"only"}
    assert not elsewhere.get("file_uploader")
    room = open_room()
    library_page._picked(room, {"act": "remove", "id": room.library.summaries()[0].id})  # as a browser might send it
    assert "removing" not in st.session_state
    monkeypatch.setenv("NEWSBOT_OPEN_LIBRARY", "true")
    assert acts(_library_page()) == {"describe", "only", "remove"}


def test_a_question_whose_answer_was_lost_offers_to_ask_again(library: Path) -> None:
    store = Conversations(library)
    kept = store.create(QUESTION)
    store.add_turn(kept, QUESTION)
    [turn] = drawn(opened(c=kept), "answer")
    assert turn["answers"][0]["fault"] == "No answer was kept for this question."


def test_the_address_leads_back_to_the_conversation_before(library: Path) -> None:
    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    first = page.session_state["conversation"]
    page.button(key="new-conversation").click().run()
    page.chat_input[0].set_value("Who directed the series?").run()
    second = page.session_state["conversation"]
    assert page.query_params["c"] == second
    for kept, question in ((first, QUESTION), (second, "Who directed the series?")):
        page.query_params["c"] = kept  # as the browser's Back and Forward do
        page.run()
        assert [turn["question"] for turn in drawn(page, "answer")] == [question]
    del page.query_params["c"]
    page.run()
    assert drawn(page, "answer") == []


def test_a_question_that_cannot_be_asked_stays_in_the_field(library: Path) -> None:
    page = opened()
    question = "Why? " * 500
    page.chat_input[0].set_value(question).run()
    assert "at most 2,000 are read" in words(page)
    assert page.chat_input[0].proto.value == question
    assert Conversations(library).summaries() == ()


def test_a_question_in_a_conversation_that_was_deleted_elsewhere_can_be_asked_in_a_new_one(library: Path) -> None:
    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    Conversations(library).delete(page.session_state["conversation"])
    page.chat_input[0].set_value("Who directed the series?").run()
    assert "This conversation was deleted" in words(page)
    page.chat_input[0].set_value("Who directed the series?").run()
    assert [turn["question"] for turn in drawn(page, "answer")] == ["Who directed the series?"]


def test_asking_again_in_a_conversation_that_was_deleted_elsewhere_is_said_in_one_line(library: Path) -> None:
    def again() -> None:
        import streamlit as st

        from ui.page import talk
        from ui.room import open_room

        talk.ask_again(open_room(), st.session_state["turn"], "offline")

    store = Conversations(library)
    kept = store.create(QUESTION)
    page = AppTest.from_function(again, default_timeout=30)
    page.session_state["turn"], page.session_state["conversation"] = store.add_turn(kept, QUESTION), kept
    store.delete(kept)
    page.run()
    assert not page.exception
    assert "This conversation was deleted" in page.session_state["fault"]
    assert page.session_state["conversation"] is None


def test_a_quote_that_is_gone_marks_nothing_in_the_article(library: Path) -> None:
    page = opened()
    place = {"article": real_articles()[1].id, "start": 100, "end": 200}
    page.session_state["open_place"] = {**place, "lost": "missing"}
    page.run()
    [reader] = drawn(page, "reader")
    assert reader["focus"] is None
    assert reader["place"]["line"] == "The quote is no longer in the articles"
    assert reader["place"]["bad"]


def test_a_link_into_an_article_that_has_changed_since_marks_nothing_and_says_so(library: Path) -> None:
    article = real_articles()[1]
    place = {"article": article.id, "start": "100", "end": "200"}
    [reader] = drawn(opened(**place), "reader")
    assert reader["focus"] == {"start": 100, "end": 200}
    link = {name: str(value) for name, value in reader["place"]["link"].items()}
    assert drawn(opened(**link), "reader")[0]["focus"] == reader["focus"]
    fill(library, [make_article(article.file, f"Corrected.\n\n{article.text}")])
    [reader] = drawn(opened(**link), "reader")
    assert reader["focus"] is None
    assert reader["place"]["line"] == "The article has changed since this link was made"


def test_a_file_that_has_changed_on_disk_is_no_longer_offered_as_the_original(library: Path, tmp_path: Path) -> None:
    article = real_articles()[1]
    assert drawn(opened(article=article.id), "reader")[0]["head"]["original"]
    folder = Path(shutil.copytree(ROOT / "articles", tmp_path / "articles"))
    (folder / article.file).write_text("Corrected.")
    with Library(library).writer() as writer:
        writer.set_root(folder)
    head = drawn(opened(article=article.id), "reader")[0]["head"]
    assert head["original"] is None
    assert head["changed"] == "The file has changed since it was taken in, or is gone"


def test_who_has_no_model_is_not_offered_a_choice(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened()
    assert "Answers: offline" in words(page)
    assert not page.selectbox
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    assert opened().selectbox(key="answerer").options == ["Offline", "Model"]


def test_renaming_can_be_left(library: Path) -> None:
    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    page.session_state["renaming"] = page.session_state["conversation"]
    page.run()
    page.button[[one.label for one in page.button].index("Keep")].click().run()
    assert "New name" not in [one.label for one in page.text_input]
    assert [one.title for one in Conversations(library).summaries()] == [QUESTION]


def test_the_same_tool_of_a_conversation_again_puts_it_away(library: Path) -> None:
    sidebar._picked({"act": "export", "id": "a"})
    assert st.session_state["exporting"] == "a"
    sidebar._picked({"act": "rename", "id": "a"})
    assert "exporting" not in st.session_state
    sidebar._picked({"act": "rename", "id": "a"})
    assert "renaming" not in st.session_state


def test_articles_that_are_on_their_way_in_cannot_be_taken_in_twice(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Taking, "start", lambda taking: None)
    monkeypatch.setattr(progress, "follow", lambda room, place: None)
    page = opened()
    assert not page.button(key="take-in").disabled
    page.button(key="take-in").click().run()
    assert page.button(key="take-in").disabled


@pytest.mark.parametrize(
    ("chosen", "count", "said"),
    [
        (None, 1, "Asking 1 article"),
        (["a"], 1, "Asking 1 article"),
        ([], 1, "Asking 0 of 1 article"),
        (None, 2, "Asking both articles"),
        (["a", "b"], 2, "Asking 2 of 2 articles"),
        (None, 3, "Asking all 3 articles"),
    ],
)
def test_the_line_over_the_question_says_how_many_are_asked(chosen: list[str] | None, count: int, said: str) -> None:
    assert scope._asking(chosen, count) == said


def test_an_answer_that_is_kept_after_the_turns_were_read_is_drawn_all_the_same(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, stale = Conversations.turns, [True]

    def read_too_early(kept: Conversations, conversation: str) -> tuple[StoredTurn, ...]:
        found = turns(kept, conversation)
        if found and found[0].answers and stale.pop(0):
            stale.append(False)
            return tuple(replace(turn, answers=()) for turn in found)
        return found

    monkeypatch.setattr(Conversations, "turns", read_too_early)
    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    [turn] = drawn(page, "answer")
    assert "2 quotes found" in turn["answers"][0]["status"]
    assert "live" not in page.session_state


def _busy(*_: Any) -> None:
    raise LibraryBusy("conversations.sqlite3 is busy. Try again in a moment.")


def test_what_cannot_be_kept_is_said_in_one_line(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    page.session_state["deleting"] = page.session_state["conversation"]
    Conversations(library).restrict(page.session_state["conversation"], {"articles": [real_articles()[0].id]})
    page.run()
    for method, button in (("delete", "delete-yes"), ("restrict", "scope-all")):
        monkeypatch.setattr(Conversations, method, _busy)
        page.button(key=button).click().run()
        assert not page.exception
        assert "is busy. Try again in a moment." in words(page)


def test_a_rating_that_cannot_be_kept_is_said_in_one_line(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    [turn] = Conversations(library).turns(page.session_state["conversation"])
    monkeypatch.setattr(Conversations, "rate", _busy)
    rating.rate(open_room(), turn, {"answer": turn.answers[0].id, "thumb": "up"})
    assert st.session_state.pop("fault") == "conversations.sqlite3 is busy. Try again in a moment."


def test_a_correction_that_cannot_be_kept_stays_in_its_form(library: Path) -> None:
    page = opened()
    page.chat_input[0].set_value(QUESTION).run()
    [turn] = Conversations(library).turns(page.session_state["conversation"])
    page.session_state["rating"] = turn.answers[0].id
    page.run()
    page.text_area[0].set_value("Monday | ")
    page.button[[one.label for one in page.button].index("Save")].click().run()
    assert not page.exception
    assert "Each line of a correction needs a word" in words(page)
    assert page.text_area[0].value == "Monday | "
    page.text_area[0].set_value("Monday")
    page.button[[one.label for one in page.button].index("Save")].click().run()
    [turn] = Conversations(library).turns(page.session_state["conversation"])
    assert (turn.answers[0].thumb, turn.answers[0].correction) == ("down", "Monday")
    assert not page.text_area
