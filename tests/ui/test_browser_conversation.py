"""What a person does with an answer: check it, ask again, edit, rate, copy, take it along."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.kept.conversations import Conversations
from tests.ui.conftest import ROOT, Server, Visit, expect
from ui.export import answers_in

pytestmark = pytest.mark.browser
QUESTION = "What was the first sentence?"


def test_a_card_shows_the_quote_and_the_keyboard_reaches_everything(
    scripted: Server, visit: Callable[..., Visit]
) -> None:
    seen = visit(scripted.base)
    page = seen.page
    seen.ask(QUESTION)
    turn = seen.answer_to(QUESTION)
    chips = turn.locator("[data-cite]")

    chips.first.focus()
    page.keyboard.press("ArrowRight")
    assert chips.nth(1).evaluate("node => node.getRootNode().activeElement === node")
    page.keyboard.press("ArrowLeft")
    card = page.get_by_role("dialog", name=re.compile("Citation"))
    card.wait_for()
    quote = card.locator("mark").inner_text()
    assert any(quote in path.read_text(encoding="utf-8") for path in (ROOT / "articles").glob("*.txt"))
    assert "Quote found in the article" in card.inner_text()
    assert "true" not in card.inner_text().lower()
    seen.shot("card")
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")

    page.keyboard.press("Enter")
    page.locator("mark.focus").first.wait_for()
    first = page.locator(".reader").get_attribute("aria-label")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "before => document.querySelector('.st-key-reader [data-testid=stBidiComponentIsolated]')"
        ".shadowRoot.querySelector('.reader').getAttribute('aria-label') !== before",
        arg=first,
    )
    page.keyboard.press("Escape")
    page.locator(".st-key-reader").wait_for(state="detached")
    # The keyboard goes on from the citation that was open, and its card does not come up again.
    expect(chips.nth(1)).to_be_focused()
    expect(card).to_be_hidden()


def test_back_closes_the_reader_and_forward_opens_it(scripted: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(scripted.base)
    page = seen.page
    seen.ask(QUESTION)
    seen.answer_to(QUESTION).locator("[data-cite]").first.click()
    page.locator("mark.focus").first.wait_for()
    page.wait_for_url("**article=**")
    marked = page.locator("[data-focus]").all_text_contents()
    page.go_back()
    page.locator(".st-key-reader").wait_for(state="detached")
    seen.answer_to(QUESTION)
    page.go_forward()
    page.locator("mark.focus").first.wait_for()
    expect(page.locator("[data-focus]")).to_have_text(marked)


def test_back_leads_to_the_conversation_before_in_one_step(scripted: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(scripted.base)
    page = seen.page
    asked = ("Which step came first?", "Which step came second?")
    for question in asked:
        page.get_by_role("button", name="New conversation").click()
        page.get_by_role("heading", name="Ask the articles").wait_for()
        seen.ask(question)
        seen.answer_to(question)
    page.get_by_role("button", name=asked[0], exact=True).click()
    seen.answer_to(asked[0])
    page.get_by_test_id("stPageLink").get_by_text("Library").click()
    page.get_by_role("heading", name="Library").wait_for()
    page.get_by_test_id("stPageLink").get_by_text("Ask").click()
    seen.answer_to(asked[0])
    page.wait_for_url("**c=**")  # the link back names the conversation
    page.go_back()
    page.get_by_role("heading", name="Library").wait_for()
    page.go_back()
    seen.answer_to(asked[0])
    page.go_back()
    seen.answer_to(asked[1])
    expect(page.get_by_role("heading", name=asked[0])).to_have_count(0)  # one conversation at a time


def test_a_citation_far_down_is_still_on_the_screen_beside_its_article(
    scripted: Server, visit: Callable[..., Visit]
) -> None:
    seen = visit(scripted.base, viewport={"width": 1280, "height": 800})
    questions = [f"What was the first sentence, asked {number} times?" for number in range(2, 8)]
    for question in questions:
        seen.ask(question)
        seen.answer_to(question)
    chip = seen.answer_to(questions[-1]).locator("[data-cite]").first
    before = chip.bounding_box()["y"]
    chip.click()
    seen.page.locator("mark.focus").first.wait_for()
    seen.page.wait_for_timeout(500)
    expect(chip).to_be_in_viewport()
    field = seen.page.get_by_test_id("stBottomBlockContainer").bounding_box()["y"]
    assert chip.bounding_box()["y"] + 24 <= field
    seen.page.keyboard.press("Escape")
    seen.page.locator(".st-key-reader").wait_for(state="detached")
    seen.page.wait_for_timeout(300)
    assert abs(chip.bounding_box()["y"] - before) < 120


def test_a_passage_that_is_opened_leaves_the_list_it_stands_in_open(
    scripted: Server, visit: Callable[..., Visit]
) -> None:
    seen = visit(scripted.base)
    seen.ask("What is the name of her brother?")
    turn = seen.answer_to("What is the name of her brother?")
    turn.get_by_text("Nearest passages").click()
    turn.locator(".nearest button.quote").first.click()
    seen.page.locator("mark.focus").first.wait_for()
    assert turn.locator(".nearest").evaluate("list => list.open")


def test_a_text_that_is_too_long_is_not_dropped(scripted: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(scripted.base)
    field = seen.page.get_by_test_id("stChatInputTextArea")
    seen.ask("Why? " * 500)
    seen.page.get_by_text("The question has 2,499 characters; at most 2,000 are read.").wait_for()
    expect(field).to_have_value("Why? " * 500)
    seen.ask("Why then?")
    seen.answer_to("Why then?")
    expect(field).to_have_value("")
    expect(seen.page.locator(".st-key-fault")).to_have_count(0)


@pytest.mark.parametrize("width", [768, 1280])
def test_a_folded_sidebar_leaves_its_room_to_the_page(
    scripted: Server, visit: Callable[..., Visit], width: int
) -> None:
    seen = visit(scripted.base, viewport={"width": width, "height": 860})
    page = seen.page
    page.get_by_text("2 articles are in").wait_for()
    if width > 768:
        page.get_by_test_id("stSidebar").hover()
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    left = "() => document.querySelector('.stMain').getBoundingClientRect().x"
    page.wait_for_function(f"{left} === 0")
    assert page.evaluate(left) == 0


def test_the_other_answerer_stands_beside_the_first(scripted: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(scripted.base)
    seen.ask(QUESTION)
    turn = seen.answer_to(QUESTION)
    turn.get_by_role("button", name="Ask model too").click()
    turn.locator(".take").nth(1).locator("[data-cite]").nth(1).wait_for()
    turn.locator(".take").nth(1).get_by_role("button", name="Copy", exact=True).wait_for()
    expect(turn.locator(".by")).to_have_text(["Offline", "Model"])
    boxes = [turn.locator(".take").nth(number).bounding_box() for number in (0, 1)]
    assert boxes[0]["y"] == boxes[1]["y"]
    expect(turn).not_to_contain_text("Ask model too")  # the button is gone with the run after the answer
    seen.shot("side-by-side")


def test_an_edited_question_is_a_new_turn(scripted: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(scripted.base)
    seen.ask(QUESTION)
    seen.answer_to(QUESTION).get_by_role("button", name="Edit question").click()
    dialog = seen.page.get_by_role("dialog", name="Edit the question")
    dialog.get_by_role("textbox").fill("What was the second sentence?")
    dialog.get_by_role("button", name="Ask").click()
    seen.answer_to("What was the second sentence?")
    expect(seen.page.locator("article.turn")).to_have_count(2)
    seen.page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].some((host) => {"
        " const asked = host.shadowRoot?.querySelector('.question');"
        " const top = asked?.textContent === 'What was the second sentence?' && asked.getBoundingClientRect().top;"
        " return top !== false && 0 <= top && top < 300; })"
    )


def test_a_rating_becomes_a_case(scripted: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(scripted.base)
    question = "Which words were rated here?"
    seen.ask(question)
    seen.answer_to(question).get_by_role("button", name="Not good").click()
    dialog = seen.page.get_by_role("dialog", name="What is wrong with it?")
    dialog.get_by_role("textbox", name="What should it have said?").fill("96 years|96-year")
    seen.shot("rating")
    dialog.get_by_role("button", name="Save").click()
    dialog.wait_for(state="hidden")
    written = (scripted.data / "feedback.yaml").read_text()
    assert question in written
    assert "96 years|96-year" in written


def test_copies_and_exports_prove_themselves(scripted: Server, visit: Callable[..., Visit], tmp_path: Path) -> None:
    seen = visit(scripted.base)
    page = seen.page
    seen.ask(QUESTION)
    turn = seen.answer_to(QUESTION)
    turn.get_by_role("button", name="Copy with footnotes").click()
    turn.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"characters \d+ to \d+, sha256 [0-9a-f]{64}", copied)
    page.get_by_role("button", name=f"Export: {QUESTION}").first.click()
    for label, ending in (("HTML, one file", "html"), ("Markdown", "md")):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        file = tmp_path / f"talk.{ending}"
        download.value.save_as(file)
        cited = [citation for answer in answers_in(file) for citation in answer["citations"]]
        assert cited
        for citation in cited:
            text = (ROOT / "articles" / citation["file"]).read_bytes().decode()
            assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_conversation_survives_a_reload_and_can_be_found(scripted: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(scripted.base)
    page = seen.page
    question = "Which reload was this about?"
    seen.ask(question)
    before = seen.answer_to(question).locator("[data-cite]").all_inner_texts()
    page.reload()
    expect(seen.answer_to(question).locator("[data-cite]")).to_have_text(before)
    page.get_by_role("textbox", name="Search conversations").fill("RELOAD")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]"
        ".some((host) => host.shadowRoot?.querySelectorAll('.root.shelf li').length === 1)"
    )
    page.get_by_role("button", name=f"Rename: {question}").click()
    page.get_by_role("textbox", name="New name").fill("About a reload")
    page.get_by_role("button", name="Rename", exact=True).last.click()
    page.get_by_role("button", name="About a reload", exact=True).wait_for()
    assert "About a reload" in [one.title for one in Conversations(scripted.data).summaries()]


def test_a_link_opens_the_same_place_and_the_original_is_the_file(
    scripted: Server, visit: Callable[..., Visit]
) -> None:
    seen = visit(scripted.base)
    page = seen.page
    seen.ask(QUESTION)
    seen.answer_to(QUESTION).locator("[data-cite]").first.click()
    page.locator("mark.focus").first.wait_for()
    marked = "".join(page.locator("[data-focus]").all_text_contents())
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(re.escape(scripted.base) + r"/\?article=\w+&start=\d+&end=\d+&text=\w{12}", link)
    with page.expect_download() as download:
        page.get_by_role("link", name="Original file").click()
    name = download.value.suggested_filename
    assert Path(download.value.path()).read_bytes() == (ROOT / "articles" / name).read_bytes()
    page.goto(link)
    page.locator("mark.focus").first.wait_for()
    assert "".join(page.locator("[data-focus]").all_text_contents()) == marked


def test_on_a_phone_the_reader_lies_over_the_page_and_gives_it_back(
    scripted: Server, visit: Callable[..., Visit]
) -> None:
    seen = visit(scripted.base, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = seen.page
    seen.ask(QUESTION)
    turn = seen.answer_to(QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    seen.shot("phone-answer")
    before = turn.bounding_box()["y"]
    turn.locator("[data-cite]").first.tap()
    page.get_by_role("button", name="Open in article").tap()
    page.locator("mark.focus").first.wait_for()
    page.wait_for_timeout(400)
    assert page.locator(".reader").bounding_box()["width"] == 390
    seen.shot("phone-reader")
    page.get_by_role("button", name="Close the article").tap()
    page.locator(".st-key-reader").wait_for(state="detached")
    assert abs(turn.bounding_box()["y"] - before) < 2


def test_why_this_answer_names_passages_and_times(scripted: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(scripted.base)
    seen.ask(QUESTION)
    turn = seen.answer_to(QUESTION)
    turn.get_by_text("Why this answer").click()
    panel = turn.locator(".panel").first.inner_text()
    assert "Understood as" in panel
    assert "Quoted as [1]" in panel
    assert "embedder words" in panel
    assert " ms" in panel
    seen.shot("why")
    assert json.dumps(panel)
