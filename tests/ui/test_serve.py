"""How the page's server is started."""

from __future__ import annotations

import os
import socket
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.ui.conftest import free_port
from ui.serve import serve
from ui.settings import Settings


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """What the server was told, and the addresses that a browser was sent to."""
    seen = SimpleNamespace(config={}, opened=[], came=threading.Event(), port=free_port())

    def run(config: dict[str, Any]) -> None:
        seen.config = config
        with socket.create_server(("127.0.0.1", seen.port)):
            seen.came.wait(3)

    def opened(url: str) -> None:
        seen.opened.append(url)
        seen.came.set()

    monkeypatch.setitem(sys.modules, "streamlit_app", SimpleNamespace(app=SimpleNamespace(run=run)))
    monkeypatch.setattr("webbrowser.open", opened)
    monkeypatch.setattr(sys, "argv", ["newsbot"])
    for name, value in {"DATA": str(tmp_path), "ARTICLES": "", "HOST": "127.0.0.1", "PORT": str(seen.port)}.items():
        monkeypatch.setenv(f"NEWSBOT_{name}", value)
    return seen


def test_the_browser_is_opened_once_the_page_is_there_and_no_advertisement_with_it(
    started: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    serve(Settings.from_env(), open_browser=True)
    assert started.opened == [f"http://127.0.0.1:{started.port}"]
    assert started.config["server.headless"] is True
    assert started.config["logger.hideWelcomeMessage"] is True


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_no_browser_takes_the_terminal_over(started: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    started.came.set()
    serve(Settings.from_env(), open_browser=True)
    assert started.opened == []
    assert os.environ["NEWSBOT_HOST"] == "127.0.0.1"
