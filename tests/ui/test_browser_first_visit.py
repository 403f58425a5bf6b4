"""From an empty data folder to a proved quote, with the real answerer, embedder and index, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.conftest import REAL, ROOT, Server, Visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    return serve(REAL, tmp_path_factory.mktemp("first") / "data", NEWSBOT_ARTICLES=str(ROOT / "articles"))


def test_three_questions_a_proved_quote_and_one_that_the_articles_do_not_answer(
    server: Server, visit: Callable[..., Visit]
) -> None:
    seen = visit(server.base)
    page = seen.page

    page.get_by_text("No articles yet").wait_for()
    seen.shot("empty")
    page.get_by_role("button", name="Take them in").click()
    page.get_by_text("2 articles are in").wait_for(timeout=90_000)
    seen.shot("start")

    seen.ask("What did Justice Arturo Zaldivar say?")
    assert "Zaldivar" in seen.answer_to("What did Justice Arturo Zaldivar say?").locator(".claim").first.inner_text()

    seen.ask("How many years in prison was Cassez sentenced to in April 2008?")
    turn = seen.answer_to("How many years in prison was Cassez sentenced to in April 2008?")
    assert "96 years" in turn.inner_text()

    turn.locator("[data-cite]").first.click()
    page.locator("mark.focus").first.wait_for()
    marked = page.locator("[data-focus]")
    start, end = int(marked.first.get_attribute("data-start")), int(marked.last.get_attribute("data-end"))
    article = page.locator(".text").inner_text()
    assert "Florence Cassez" in article
    file = next(
        path
        for path in (ROOT / "articles").glob("*.txt")
        if path.read_bytes().decode()[start:end] == "".join(marked.all_text_contents())
    )
    assert file.name == "002_7d2df013a9b47a71.txt"
    assert page.locator("mark.focus").first.is_visible()
    assert "date unknown" in page.locator(".where").first.inner_text()
    seen.shot("reader")
    page.keyboard.press("Escape")
    page.locator(".st-key-reader").wait_for(state="detached")

    seen.ask("What is the name of Cassez's brother?")
    refused = seen.answer_to("What is the name of Cassez's brother?")
    assert "The articles do not say." in refused.inner_text()
    assert refused.locator("[data-cite]").count() == 0
    assert "2 of 2 articles searched" in refused.inner_text()
    seen.shot("not-found")


def test_a_follow_up_knows_what_was_asked_before(server: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(server.base)
    seen.ask("Who directed the series?")
    seen.answer_to("Who directed the series?")
    seen.ask("And what book is it based on?")
    turn = seen.answer_to("And what book is it based on?")
    assert "Una Novela Criminal" in turn.inner_text()
    turn.get_by_text("Why this answer").click()
    understood = turn.locator(".panel p").first.inner_text()
    assert understood != "And what book is it based on?"
    seen.shot("follow-up")


@pytest.mark.parametrize(
    ("name", "width", "scheme"), [("wide", 1360, "light"), ("phone", 390, "light"), ("dark", 1360, "dark")]
)
def test_it_fits_wide_narrow_and_dark(
    server: Server, visit: Callable[..., Visit], name: str, width: int, scheme: str
) -> None:
    seen = visit(server.base, viewport={"width": width, "height": 860}, color_scheme=scheme, has_touch=width < 700)
    question = "How many years in prison was Cassez sentenced to in April 2008?"
    seen.ask(question)
    chip = seen.answer_to(question).locator("[data-cite]").first
    if width < 700:
        chip.tap()
        seen.page.get_by_role("button", name="Open in article").wait_for()
    else:
        chip.click()
        seen.page.locator("mark.focus").first.wait_for()
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    seen.shot(name)
