"""Text from articles, models, titles, file names and people is shown exactly, and is never markup."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.answer import (
    Answer,
    Citation,
    Claim,
    Conflict,
    Considered,
    Note,
    Notice,
    Rejected,
    Searched,
    Version,
)
from bot.kept.conversations import Conversations
from tests.ui.conftest import SCRIPTED, Server, Visit
from tests.ui.hostile import strings
from tests.ui.making import fill, make_article
from vectorstore.article import Article
from vectorstore.textnorm import strip_hidden

pytestmark = [pytest.mark.browser, pytest.mark.slow]  # the quick ones are in the other files
TURNS = 20  # in one conversation


@dataclass
class Stage:
    server: Server
    articles: list[Article]
    conversations: list[tuple[str, list[str]]]


@pytest.fixture(scope="module")
def stage(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """An article for each string, which has it for its text, title and outlet; and conversations full of them."""
    data = tmp_path_factory.mktemp("hostile")
    texts = strings()
    articles = [_article(number, text) for number, text in enumerate(texts)]
    fill(data, articles)
    store = Conversations(data)
    conversations = []
    for start in range(0, len(texts), TURNS):
        part = texts[start : start + TURNS]
        kept = store.create(part[0])
        for text, article in zip(part, articles[start:], strict=False):
            store.add_answer(store.add_turn(kept, text), _answer(text, article))
        conversations.append((kept, part))
    return Stage(serve(SCRIPTED, data), articles, conversations)


def _article(number: int, text: str) -> Article:
    safe = "".join(c if c.isprintable() and c != "/" else "_" for c in text)[:80]
    return make_article(f"{number:03d} {safe}.txt", f"Head {number}\n\n{text}", title=text, outlet=text, byline=text)


def _answer(text: str, article: Article) -> Answer:
    def cited(number: int | None) -> Citation:
        start = article.text.index("\n\n") + 2
        digest = hashlib.sha256(article.text.encode()).hexdigest()
        return Citation(
            number, article.id, article.file, text, text, text, digest, digest, start, start + len(text), text
        )

    return Answer(
        question=text,
        standalone_question=text,
        outcome="answered",
        confidence=0.5,
        claims=(Claim(text, (1,), speaker=text, reported_by=text, as_of=text),),
        notes=(Note("as_of", text),),
        citations=(cited(1), cited(2)),
        conflicts=(Conflict(text, "disagree", (Version(text, text, 2), Version(text, text, 2))),),
        rejected=(Rejected(text, text),),
        nearest=(cited(None),),
        searched=Searched(1, 1, 1),
        requested_answerer="offline",
        answerer="offline",
        embedder=text,
        timings_ms={"total": 1.0},
        notice=Notice("x", text),
        considered=(Considered(article.id, article.file, cited(1).start, cited(1).end, 1.0, True, text),),
        stop_reason="user",
        draft=text,
    )


WHERE = {
    "question": ".question",
    "claim": ".claim",
    "note": ".note",
    "draft": ".draft-block .draft",
    "notice": ".notice p",
    "quote in a conflict": ".version .quote",
    "rejected": ".panel li div p:first-child",
    "understood": ".panel > p",
}

GATHER = """(selectors) => {
  const turns = [];
  for (const host of document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')) {
    const turn = host.shadowRoot && host.shadowRoot.querySelector('.turn');
    if (!turn) continue;
    const chip = turn.querySelector('.claim .chip');
    chip.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
    const card = host.shadowRoot.querySelector('.card');
    const found = { 'card quote': card.querySelector('mark').textContent,
      'card lines': [...card.querySelectorAll('p')].map((node) => node.textContent) };
    for (const [name, selector] of Object.entries(selectors)) {
      const node = turn.querySelector(selector);
      const copy = node && node.cloneNode(true);
      if (copy) copy.querySelectorAll('.chip').forEach((inner) => inner.remove());
      found[name] = copy && copy.textContent;
    }
    turns.push(found);
  }
  return turns;
}"""


DRAFTED = """([wanted, number]) => {
  const hosts = [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')];
  return hosts.some((host) => {
    const turn = host.shadowRoot && host.shadowRoot.querySelector('.turn');
    return turn && turn.querySelector('.question').textContent === `stream ${number}`
      && [...turn.querySelectorAll('.draft')].some((node) => node.textContent === wanted);
  });
}"""


def test_every_string_is_shown_exactly_in_a_conversation(stage: Stage, visit: Callable[..., Visit]) -> None:
    for kept, texts in stage.conversations:
        seen = visit(stage.server.base, f"/?c={kept}")
        seen.page.locator("article.turn").nth(len(texts) - 1).locator(".chip").first.wait_for()
        turns: list[dict[str, Any]] = seen.page.evaluate(GATHER, WHERE)
        assert len(turns) == len(texts)
        for text, turn in zip(texts, turns, strict=True):
            expected = strip_hidden(text)
            lines = turn.pop("card lines")
            assert turn == dict.fromkeys(turn, expected), text
            assert lines[:3] == [f"{expected} to {expected}", f"{expected}, {expected}", expected]
        seen.page.context.close()


READING = """([text, outlet]) => {
  const host = document.querySelector('.st-key-reader [data-testid="stBidiComponentIsolated"]');
  const reader = host && host.shadowRoot && host.shadowRoot.querySelector('.reader');
  return reader && reader.querySelector('.text').textContent === text
    && reader.querySelector('.where b').textContent === outlet;
}"""


def test_every_string_is_shown_exactly_in_its_article(stage: Stage, visit: Callable[..., Visit]) -> None:
    seen = visit(stage.server.base)
    seen.page.get_by_test_id("stPageLink").get_by_text("Library").click()
    seen.page.locator(".root.articles .tools").last.wait_for()
    for number, article in enumerate(stage.articles):
        seen.page.locator(".root.articles .pick").nth(number).dispatch_event("click")
        expected = [strip_hidden(article.text), strip_hidden(article.fact("outlet").value or "")]
        seen.page.wait_for_function(READING, arg=expected)


def test_every_string_is_shown_exactly_in_the_library_and_the_sidebar(
    stage: Stage, visit: Callable[..., Visit]
) -> None:
    seen = visit(stage.server.base)
    seen.page.get_by_test_id("stPageLink").get_by_text("Library").click()
    seen.page.get_by_text("Add articles").wait_for()
    seen.page.locator(".tools").last.wait_for()
    names = "nodes => nodes.map((node) => node.firstChild.textContent)"
    listed = seen.page.locator(".root.articles .words").evaluate_all(names)
    assert sorted(listed) == sorted(strip_hidden(article.title) for article in stage.articles)
    titles = seen.page.locator(".root.shelf .words").evaluate_all(names)
    assert sorted(titles) == sorted(strip_hidden(one.title) for one in Conversations(stage.server.data).summaries())


def test_choosing_articles_shows_their_names_and_nothing_else(stage: Stage, visit: Callable[..., Visit]) -> None:
    seen = visit(stage.server.base)
    seen.page.get_by_role("button", name=f"Asking all {len(stage.articles)} articles").click()
    for label in ("Only these articles", "Only these outlets"):
        seen.page.get_by_role("combobox", name=label).click()
        seen.page.get_by_role("option").nth(10).wait_for()
        for _ in range(3):
            seen.page.keyboard.press("PageDown")
        shown = seen.page.get_by_role("option").all_text_contents()
        assert shown
        seen.page.keyboard.press("Escape")


def test_what_a_model_streams_is_shown_exactly_while_it_streams(stage: Stage, visit: Callable[..., Visit]) -> None:
    seen = visit(stage.server.base)
    for number, text in ((number, text) for number, text in enumerate(strings()) if text.strip()):
        seen.page.get_by_test_id("stChatInputTextArea").fill(f"stream {number}")
        seen.page.keyboard.press("Enter")
        seen.page.get_by_role("heading", name=f"stream {number}", exact=True).wait_for()
        seen.page.wait_for_function(
            DRAFTED,
            arg=[strip_hidden(text), number],
        )
        assert seen.page.locator("body").evaluate("body => body.querySelectorAll('img[src^=http], iframe').length") == 0
        if number % TURNS == TURNS - 1:
            seen.page.get_by_role("button", name="New conversation").click()
            seen.page.get_by_role("heading", name="Ask the articles").wait_for()


def test_the_export_of_it_all_opens_without_running_anything(
    stage: Stage, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    seen = visit(stage.server.base, f"/?c={stage.conversations[0][0]}")
    seen.page.get_by_role("button", name="Export").click()
    with seen.page.expect_download() as download:
        seen.page.get_by_role("button", name="HTML, one file").click()
    file = tmp_path / "talk.html"
    download.value.save_as(file)
    page = seen.page.context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: seen.complaints.append(f"dialog: {dialog.message}"))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    shown = page.locator("h2").all_text_contents()
    assert shown == [strip_hidden(text) for text in stage.conversations[0][1]]
