"""axe-core on each page, light and dark, wide and narrow: nothing serious, nothing critical."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.ui.conftest import Server, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]  # the quick ones are in the other files
QUESTION = "What was the first sentence?"


@pytest.fixture(scope="module")
def axe() -> Any:
    module = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    return module.Axe()


def findings(axe: Any, seen: Visit) -> list[str]:
    seen.page.wait_for_timeout(250)  # colours that are on their way
    # axe is put into the page as a script of the test's own, which the page's policy would refuse.
    found = axe.run(seen.page).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1360), ("dark", 1360), ("dark", 390)])
def test_no_page_has_serious_findings(
    scripted: Server, visit: Callable[..., Visit], axe: Any, scheme: str, width: int
) -> None:
    seen = visit(scripted.base, color_scheme=scheme, viewport={"width": width, "height": 860}, bypass_csp=True)
    page = seen.page
    page.get_by_text("2 articles are in").wait_for()
    assert findings(axe, seen) == []

    seen.ask(QUESTION)
    turn = seen.answer_to(QUESTION)
    turn.get_by_text("Why this answer").click()
    assert findings(axe, seen) == []
    seen.shot(f"answer-{scheme}-{width}")

    turn.locator("[data-cite]").first.focus()
    page.keyboard.press("ArrowRight")
    page.locator(".card").first.wait_for()
    assert findings(axe, seen) == []
    page.keyboard.press("Enter")
    page.locator("mark.focus").first.wait_for()
    page.wait_for_timeout(300)
    assert findings(axe, seen) == []
    seen.shot(f"reader-{scheme}-{width}")
    page.get_by_role("button", name="Close the article").click()
    page.locator(".st-key-reader").wait_for(state="detached")

    if width > 700:
        page.get_by_test_id("stPageLink").get_by_text("Library").click()
        page.get_by_text("Add articles").click()
        page.get_by_text("Text or Markdown files").wait_for()
        assert findings(axe, seen) == []
        seen.shot(f"library-{scheme}-{width}")
