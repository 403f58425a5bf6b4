"""A model's server that fails, as a person at the page meets it: the page as it is run, over a real socket."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ingest.pipeline import ingest
from tests import fake_provider
from tests.bot.fault_scripts import ANY, SCRIPTS, Script, of_folder
from tests.bot.models import COST, KEY, QUESTION
from tests.fake_provider import FakeProvider
from tests.ui.conftest import REAL, Server, Visit, expect
from vectorstore.embedders import make_embedder
from vectorstore.library import Library

pytestmark = pytest.mark.browser
SILENCE = 4  # seconds before the first token and between two, as the page is set here
GAP = 0.1  # seconds between words

SEEN_AT = """() => {
  const text = () => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
    .map((host) => host.shadowRoot?.querySelector('.draft')?.textContent || '').join('');
  window.drafted = null;
  const look = () => { if (text()) window.drafted = Date.now(); else requestAnimationFrame(look); };
  look();
}"""


@pytest.fixture(scope="module")
def provider() -> Iterator[FakeProvider]:
    with fake_provider.serve() as provider:
        yield provider


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server], provider: FakeProvider, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Embeddings come from the same server, as they do for a person who has but one."""
    folder = tmp_path_factory.mktemp("faults")
    (folder / "in").mkdir()
    (folder / "in" / "plant.txt").write_text(f"A plant in Dorn\n\n{COST} It will employ 260 people.\n")
    embedder = make_embedder("openai", api_key=KEY, base_url=provider.base_url, model="fake")
    ingest([folder / "in"], Library(folder / "data"), embedder)
    return serve(
        REAL,
        folder / "data",
        OPENAI_BASE_URL=provider.base_url,
        OPENAI_API_KEY=KEY,
        NEWSBOT_EMBEDDER="openai",
        NEWSBOT_EMBEDDING_MODEL="fake",
        NEWSBOT_ARTICLES=str(folder / "in"),
        NEWSBOT_FIRST_TOKEN_SECONDS=str(SILENCE),
        NEWSBOT_GAP_SECONDS=str(SILENCE),
    )


@pytest.fixture
def play(provider: FakeProvider) -> Callable[..., None]:
    """Sets what the server does with the questions that come."""

    def played(*steps: dict[str, Any]) -> None:
        provider.requests.clear()
        for event in (provider.go, provider.disconnected):
            event.clear()
        provider.steps = [{"endpoint": "/chat/completions", **step} for step in steps]

    return played


def notice_of(turn: Any) -> str:
    text = str(turn.locator(".notice p").inner_text())
    assert "\n" not in text
    return text


def assert_offline(turn: Any) -> None:
    expect(turn.locator(".claim")).to_have_count(1)
    expect(turn.locator(".claim")).to_contain_text("cost 4.2 million")
    expect(turn.locator("[data-cite]")).to_have_count(1)
    assert notice_of(turn).endswith("This is the offline answer.")


def test_each_script_ends_on_the_page_as_it_states(
    server: Server,
    visit: Callable[..., Visit],
    play: Callable[..., None],
    provider: FakeProvider,
    subtests: pytest.Subtests,
) -> None:
    """In one tab: a page of its own for each would take as long again."""
    seen = visit(server.base)
    for script in (*SCRIPTS, *of_folder()):
        with subtests.test(script.name, own=script.own):
            play(*script.steps)
            seen.page.get_by_role("button", name="New conversation").click()
            expect(seen.page.locator("article.turn")).to_have_count(0)
            seen.ask(QUESTION)
            turn = seen.answer_to(QUESTION)
            assert_ends_as_stated(script, turn, provider)
            everything = seen.page.content() + turn.inner_text()
            assert not any(KEY[at : at + 8] in everything for at in range(len(KEY) - 7))
            assert "Traceback" not in everything
            assert "secret" not in everything


def assert_ends_as_stated(script: Script, turn: Any, provider: FakeProvider) -> None:
    assert all(seen.path.endswith(("/chat/completions", "/embeddings")) for seen in provider.requests)
    if script.code is None:
        expect(turn.locator(".claim")).to_contain_text("cost 4.2 million")
        expect(turn.locator(".notice p")).to_have_count(0)
    else:
        assert_offline(turn)
    if script.code == ANY:
        return
    assert len(provider.chats) == script.calls
    assert not script.says or re.search(script.says, notice_of(turn))
    drafts = [text.strip() for text in turn.locator(".draft-block .draft").all_inner_texts()]
    assert drafts == ([script.draft] if script.draft else []) if script.own else bool(drafts) == bool(script.draft)
    assert "[" not in "".join(drafts)


def test_what_arrived_before_the_answer_broke_off_is_kept_as_a_draft(
    server: Server, visit: Callable[..., Visit], play: Callable[..., None], provider: FakeProvider
) -> None:
    play({"chunks": ["The plant in Dorn was ", "a bargain ["], "cut": "clean_eof"})
    seen = visit(server.base)
    seen.ask(QUESTION)
    turn = seen.answer_to(QUESTION)
    assert_offline(turn)
    assert "broke off" in notice_of(turn)
    expect(turn.locator(".draft-block .small")).to_have_text("Cut off by the model: draft, not verified")
    expect(turn.locator(".draft-block .draft")).to_have_text(re.compile(r"^The plant in Dorn was a bargain\s*$"))
    assert len(provider.chats) == 1
    seen.shot("broken-off")
    seen.page.reload()  # it is kept with the conversation
    expect(seen.answer_to(QUESTION).locator(".draft-block .draft")).to_contain_text("a bargain")


def test_an_answer_at_its_limit_of_tokens_is_marked_as_cut_off(
    server: Server, visit: Callable[..., Visit], play: Callable[..., None]
) -> None:
    play({"chunks": [f"{COST} It will emp"], "finish": "length", "done": True})
    seen = visit(server.base)
    seen.ask(QUESTION)
    turn = seen.answer_to(QUESTION)
    expect(turn.locator("[data-cite]")).to_have_count(1)
    assert "cut off at its limit" in notice_of(turn)
    expect(turn.locator(".draft-block .draft")).to_contain_text("It will emp")


def test_a_sentence_that_nothing_proves_stands_under_why_with_the_reason_and_nowhere_else(
    server: Server, visit: Callable[..., Visit], play: Callable[..., None]
) -> None:
    play({"chunks": ["<think>secret plan</think>", "It cost 9.9 billion [7]."], "finish": "stop", "done": True})
    seen = visit(server.base)
    seen.ask(QUESTION)
    turn = seen.answer_to(QUESTION)
    assert_offline(turn)
    assert "9.9" not in turn.inner_text()
    turn.get_by_text("Why this answer").click()
    expect(turn.locator(".panel")).to_contain_text("It cost 9.9 billion.")
    assert "secret" not in turn.inner_text()


def test_while_the_model_is_silent_the_page_says_so_within_a_second_and_stop_ends_the_request(
    server: Server, visit: Callable[..., Visit], play: Callable[..., None], provider: FakeProvider
) -> None:
    seen = visit(server.base)
    seen.page.get_by_test_id("stChatInputTextArea").wait_for()
    waited = []
    for question in (QUESTION, "What did it cost?", "What does the plant in Dorn cost?"):  # a machine may be busy once
        play({"delay_s": 12, "chunks": ["Hi"], "finish": "stop", "done": True})
        began = time.monotonic()
        seen.ask(question)
        seen.page.get_by_text("Reading 1 article, model").wait_for()
        waited.append(time.monotonic() - began)
        expect(seen.page.get_by_text("Draft, not verified yet")).to_be_hidden()  # there is none yet
        while not provider.chats:
            seen.page.wait_for_timeout(20)
        seen.page.get_by_role("button", name="Stop").click()
        assert provider.disconnected.wait(2)
        seen.answer_to(question)
    assert min(waited) < 1


def test_the_first_words_are_seen_soon_after_they_arrive(
    server: Server, visit: Callable[..., Visit], play: Callable[..., None], provider: FakeProvider
) -> None:
    words = [f"{word} " for word in f"{COST} It will employ 260 people.".split()]
    play({"chunks": ["", *words], "hold_after": 1, "gap_s": GAP, "finish": "stop", "done": True})
    seen = visit(server.base)
    seen.ask(QUESTION)
    seen.page.get_by_text("Reading 1 article, model").wait_for()
    while not provider.chats:
        seen.page.wait_for_timeout(20)
    seen.page.wait_for_timeout(300)
    seen.page.evaluate(SEEN_AT)
    sent = time.time() + GAP
    provider.go.set()
    shown = seen.page.wait_for_function("() => window.drafted").json_value()
    seen.answer_to(QUESTION)
    print(f"first words after {shown - 1000 * sent:.0f} ms")
    assert shown - 1000 * sent < 300
