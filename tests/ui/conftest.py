"""A server with the page, and a browser that writes down every request and every complaint."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.ui.making import fill, make_article
from vectorstore.library import Library

ROOT = Path(__file__).resolve().parents[2]
SCRIPTED = ROOT / "tests" / "ui" / "scripted_app.py"
REAL = ROOT / "streamlit_app.py"
FLAGS = [
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    *("--disable-component-update", "--disable-sync", "--disable-quic"),
]
SHOTS = os.environ.get("NEWSBOT_TEST_SHOTS")  # a folder for screenshots; none are taken without it


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no chromium here: the browser tests are skipped (apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def expect(what: Any) -> Any:
    """Looks until it holds: right after a click the page may be in the middle of being drawn anew."""
    from playwright.sync_api import expect as until

    until.set_options(timeout=12_000)
    return until(what)


@dataclass
class Visit:
    """One tab, and what it did."""

    page: Any
    base: str
    outside: list[str] = field(default_factory=list)  # requests to any other host
    complaints: list[str] = field(default_factory=list)  # console errors, dialogs, uncaught exceptions

    def shot(self, name: str) -> None:
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            self.page.wait_for_timeout(300)
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))

    def ask(self, question: str) -> None:
        self.page.get_by_test_id("stChatInputTextArea").fill(question)
        self.page.keyboard.press("Enter")

    def answer_to(self, question: str) -> Any:
        """The settled answer's article."""
        turn = self.page.locator("article.turn", has=self.page.get_by_role("heading", name=question, exact=True)).last
        turn.get_by_role("button", name="Copy", exact=True).first.wait_for()
        return turn


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[..., Visit]]:
    """Opens a page of a server; at the end nothing may have left the host, and nothing may have gone wrong."""
    visits: list[Visit] = []

    def opened(base: str, path: str = "/", **context: Any) -> Visit:
        context = {
            "viewport": {"width": 1360, "height": 860},
            "permissions": ["clipboard-read", "clipboard-write"],
            **context,
        }
        made = chromium.new_context(**context)
        page = made.new_page()
        page.set_default_timeout(12_000)
        seen = Visit(page, base)
        page.on("request", lambda request: _note_outside(seen, request.url))
        page.on("pageerror", lambda error: seen.complaints.append(f"exception: {error}"))
        page.on("dialog", lambda dialog: (seen.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "console", lambda said: seen.complaints.append(f"console: {said.text}") if said.type == "error" else None
        )
        page.goto(f"{base}{path}")
        visits.append(seen)
        return seen

    yield opened
    for seen in visits:
        seen.page.context.close()
    assert [seen.outside for seen in visits if seen.outside] == []
    assert [seen.complaints for seen in visits if seen.complaints] == []


def _note_outside(seen: Visit, url: str) -> None:
    if not url.startswith((seen.base, seen.base.replace("http", "ws", 1), "blob:", "data:")):
        seen.outside.append(url)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    base: str
    data: Path
    process: subprocess.Popen[bytes]
    log: Path


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Starts the page on a free port; ended with the session."""
    running: list[Server] = []

    def started(app: Path, data: Path, **env: str) -> Server:
        port = free_port()
        log = tmp_path_factory.mktemp("server") / "log.txt"
        command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
        settings = ("NEWSBOT_", "OPENAI_", "STREAMLIT_")
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(settings) or name.startswith("NEWSBOT_TEST_")
        }
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=ROOT, env={**clean, "NEWSBOT_DATA": str(data), **env}, stdout=output, stderr=output
            )
        server = Server(f"http://127.0.0.1:{port}", data, process, log)
        running.append(server)
        _wait_until_up(server)
        return server

    yield started
    for server in running:
        server.process.terminate()
    for server in running:
        server.process.wait(10)


def _wait_until_up(server: Server) -> None:
    opener = build_opener(ProxyHandler({}))
    for _ in range(300):
        try:
            opener.open(f"{server.base}/_stcore/health", timeout=2).close()
            return
        except OSError:
            assert server.process.poll() is None, server.log.read_text()
            time.sleep(0.1)
    raise AssertionError(f"the server did not come up: {server.log.read_text()}")


def real_articles() -> list[Any]:
    return [make_article(path.name, path.read_bytes().decode()) for path in sorted((ROOT / "articles").glob("*.txt"))]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the two articles; copy it before changing anything."""
    folder = tmp_path_factory.mktemp("filled")
    fill(folder, real_articles())
    with Library(folder).writer() as writer:
        writer.set_root(ROOT / "articles")
    return folder


@pytest.fixture
def filled_folder(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "data"))


@pytest.fixture(scope="session")
def scripted(serve: Callable[..., Server], filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The two articles, and two answerers that follow a script: offline at once, model a word at a time."""
    data = Path(shutil.copytree(filled, tmp_path_factory.mktemp("scripted") / "data"))
    return serve(SCRIPTED, data, OPENAI_BASE_URL="http://127.0.0.1:9/v1", NEWSBOT_ANSWERER="offline")
