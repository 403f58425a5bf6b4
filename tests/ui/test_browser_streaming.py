"""An answer while it is being written: what is shown, that nothing moves, and that it can be stopped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.conftest import Server, Visit, expect

pytestmark = pytest.mark.browser
QUESTION = "Who directed the series about the case?"

WATCH_SHIFTS = """() => {
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
  }).observe({ type: "layout-shift", buffered: false });
}"""


WATCH_BUTTONS = """() => {
  window.buttons = new Set();
  const actions = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
    .map((host) => host.shadowRoot?.querySelector('.actions')).filter(Boolean).pop();
  new MutationObserver(() => actions.querySelectorAll('button').forEach((one) => window.buttons.add(one.textContent)))
    .observe(actions, { childList: true });
}"""


def by_model(seen: Visit) -> None:
    box = seen.page.get_by_test_id("stSelectbox").locator("input")
    option = seen.page.get_by_role("option", name="Model")
    box.click()
    seen.page.wait_for_timeout(300)
    if not option.is_visible():  # the page was being drawn anew
        box.click()
    option.click()
    seen.page.wait_for_timeout(400)


def test_a_draft_is_marked_and_settles_in_place(scripted: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(scripted.base)
    by_model(seen)
    seen.ask(QUESTION)
    seen.page.get_by_text("Draft, not verified yet").wait_for()
    seen.page.wait_for_timeout(700)
    seen.page.evaluate(WATCH_SHIFTS)
    early = seen.page.locator("article.turn").last.locator(".draft").inner_text()
    assert early
    seen.shot("streaming")
    seen.page.locator("[data-cite]").first.wait_for()
    turn = seen.answer_to(QUESTION)
    seen.page.wait_for_timeout(500)
    expect(turn).to_contain_text(early.strip())
    expect(turn.locator("[data-cite]")).to_have_count(2)
    assert seen.page.evaluate("window.shifts") < 0.005


def test_no_other_button_appears_for_a_moment_when_an_answer_settles(
    scripted: Server, visit: Callable[..., Visit]
) -> None:
    seen = visit(scripted.base)
    by_model(seen)
    seen.ask(QUESTION)
    seen.page.get_by_text("Draft, not verified yet").wait_for()
    seen.page.evaluate(WATCH_BUTTONS)
    seen.answer_to(QUESTION)
    seen.page.wait_for_timeout(500)
    assert "Ask offline too" in seen.page.evaluate("[...window.buttons]")
    assert "Ask model too" not in seen.page.evaluate("[...window.buttons]")


def test_stop_ends_the_answer_and_keeps_the_draft_apart(scripted: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(scripted.base)
    by_model(seen)
    seen.ask(QUESTION)
    seen.page.get_by_role("button", name="Stop").click()
    seen.page.get_by_text("Stopped: draft, not verified").wait_for()
    turn = seen.answer_to(QUESTION)
    expect(turn.locator("[data-cite]")).to_have_count(0)
    seen.shot("stopped")


def test_a_click_elsewhere_does_not_cut_the_answer_off(scripted: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(scripted.base)
    seen.ask("What was the first sentence?")
    first = seen.answer_to("What was the first sentence?")
    by_model(seen)
    seen.ask(QUESTION)
    seen.page.get_by_text("Draft, not verified yet").wait_for()
    first.locator("[data-cite]").first.click()
    seen.page.locator("mark.focus").first.wait_for()
    turn = seen.answer_to(QUESTION)
    expect(turn.locator("[data-cite]")).to_have_count(2)


def test_a_reload_finds_the_answer_that_is_being_written(scripted: Server, visit: Callable[..., Visit]) -> None:
    seen = visit(scripted.base)
    for earlier in ("What was the first sentence?", "And the second?", "And the third?"):
        seen.ask(earlier)
        seen.answer_to(earlier)
    by_model(seen)
    seen.ask(QUESTION)
    seen.page.get_by_text("Draft, not verified yet").wait_for()
    seen.page.reload()
    seen.page.get_by_text("Draft, not verified yet").wait_for()
    expect(seen.page.get_by_text("Draft, not verified yet")).to_be_in_viewport()
    expect(seen.answer_to(QUESTION).locator("[data-cite]")).to_have_count(2)
