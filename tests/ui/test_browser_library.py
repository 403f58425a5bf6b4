"""The library page in a browser: what is in, how it gets in, what is known, what is asked."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import SCRIPTED, Server, Visit, expect
from vectorstore.library import Library

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]  # the quick ones are in the other files
TAKING_IN = 60_000  # milliseconds: the first ingest of a server loads the index's libraries


@pytest.fixture
def server(serve: Callable[..., Server], filled: Path, tmp_path: Path) -> Server:
    return serve(SCRIPTED, Path(shutil.copytree(filled, tmp_path / "data")))


def test_articles_come_in_are_described_restricted_to_and_removed(
    server: Server, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    seen = visit(server.base)
    page = seen.page
    page.get_by_test_id("stPageLink").get_by_text("Library").click()
    page.get_by_text("Add articles").click()
    ferry = b"The ferry opens\n\nThe Ostmark ferry opened on Monday."
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        [
            {"name": "../../The ferry.txt", "mimeType": "text/plain", "buffer": ferry},
            {"name": "program.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"},
        ]
    )  # fmt: skip
    page.get_by_role("button", name="Add these").click()
    page.get_by_text("3 articles").wait_for(timeout=TAKING_IN)
    page.get_by_text("1 file left out").wait_for()
    page.get_by_test_id("stExpander").last.get_by_text("program.exe").wait_for()
    assert [path.name[:10] for path in (server.data / "uploads").iterdir()] == ["the-ferry-"]
    assert not [path for path in tmp_path.rglob("*ferry*") if "uploads" not in path.parts]
    seen.shot("library")

    page.get_by_role("button", name="Describe: The ferry opens").click()
    dialog = page.get_by_role("dialog", name="Describe an article")
    dialog.get_by_role("textbox", name="Outlet").fill("The Ostmark Post")
    dialog.get_by_role("textbox", name="Published").fill("2024-05-01")
    dialog.get_by_role("button", name="Save").click()
    page.get_by_text("The Ostmark Post · 2024-05-01").wait_for()
    assert "The Ostmark Post" in (server.data / "uploads" / "metadata.yaml").read_text()

    page.get_by_role("button", name="Ask only this: The ferry opens").click()
    page.get_by_role("button", name="Asking 1 of 3 articles").wait_for()
    seen.ask("When did the ferry open?")
    turn = seen.answer_to("When did the ferry open?")
    expect(turn).to_contain_text("1 of 3 articles searched")
    turn.locator("[data-cite]").first.wait_for()
    page.get_by_role("button", name="Ask all again").click()
    page.get_by_role("button", name="Asking all 3 articles").wait_for()

    page.get_by_test_id("stPageLink").get_by_text("Library").click()
    page.get_by_role("button", name="Remove: The ferry opens").click()
    page.get_by_role("dialog", name="Remove an article").get_by_role("button", name="Remove").click()
    page.get_by_text("2 articles").first.wait_for()
    assert len(Library(server.data).summaries()) == 2

    page.get_by_test_id("stPageLink").get_by_text("Ask").click()
    chip = seen.answer_to("When did the ferry open?").locator("[data-cite]").first
    chip.hover()
    page.get_by_text("The quote is no longer in the articles").wait_for()
    seen.shot("missing")


def take_in(page: Page, folder: Path) -> None:
    page.get_by_test_id("stPageLink").get_by_text("Library").click()
    page.get_by_text("Add articles").click()
    page.get_by_role("textbox", name="Or a folder or file on this machine").fill(str(folder))
    page.get_by_role("button", name="Take it in").click()


def test_a_folder_of_this_machine_is_taken_in(server: Server, visit: Callable[..., Visit], tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "one.md").write_text("# The bridge closes\n\nThe bridge closed on Friday, the mayor said.\n")
    seen = visit(server.base)
    page = seen.page
    take_in(page, folder)
    page.get_by_text("3 articles").wait_for(timeout=TAKING_IN)
    page.get_by_text("The bridge closes").first.wait_for()
    page.get_by_role("textbox", name="Or a folder or file on this machine").fill("/no/such/folder")
    page.get_by_role("button", name="Take it in").click()
    page.get_by_text("/no/such/folder: no such file or folder").wait_for(timeout=TAKING_IN)
    page.get_by_test_id("stProgress").wait_for(state="detached")
    page.wait_for_timeout(1_000)  # what this run did not draw is gone by then
    expect(page.get_by_text("3 articles")).to_be_visible()


def test_a_click_elsewhere_does_not_cut_an_ingest_off(
    server: Server, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(150):
        (folder / f"{number}.md").write_text(f"# Bridge {number} closes\n\nBridge {number} closed on Friday.\n")
    seen = visit(server.base)
    page = seen.page
    take_in(page, folder)
    page.get_by_test_id("stProgress").wait_for(timeout=TAKING_IN)
    page.get_by_test_id("stPageLink").get_by_text("Ask").click()
    page.get_by_text("articles are in").wait_for()
    page.get_by_test_id("stPageLink").get_by_text("Library").click()
    page.get_by_text("152 articles, ").wait_for(timeout=TAKING_IN)
    page.get_by_test_id("stProgress").wait_for(state="detached")
    assert len(Library(server.data).summaries()) == 152
