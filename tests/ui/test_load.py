"""Many conversations at once on one server: each gets its own answer, in a time that hardly grows."""

from __future__ import annotations

import json
import shutil
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from tests.ui.conftest import SCRIPTED, Server

pytestmark = pytest.mark.slow
AT_ONCE = 25
TURNS = 3
opener = build_opener(ProxyHandler({}))


class Session:
    """One visitor, through Streamlit's own interface for programs."""

    def __init__(self, server: Server) -> None:
        self._url = f"{server.base}/_stcore/agent/interact"
        self.id = self._send({})["session_id"]

    def choose(self, answerer: str) -> None:
        self._send({"session_id": self.id, "widget_state": {"answerer": answerer.capitalize()}})

    def ask(self, question: str) -> tuple[float, str]:
        """How long the turn took, and everything on the page after it."""
        began = time.monotonic()
        shown = self._send({"session_id": self.id, "trigger": {"key": "question", "value": question}})
        while shown["status"] != "ready":
            shown = self._send({"session_id": self.id})
        return time.monotonic() - began, json.dumps(shown)

    def _send(self, body: dict[str, Any]) -> dict[str, Any]:
        request = Request(self._url, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with opener.open(request, timeout=120) as reply:
            return dict(json.loads(reply.read()))


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server], filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    data = Path(shutil.copytree(filled, tmp_path_factory.mktemp("load") / "data"))
    return serve(SCRIPTED, data, OPENAI_BASE_URL="http://127.0.0.1:9/v1", NEWSBOT_ANSWERER="offline",
                 STREAMLIT_SERVER_ENABLE_AGENT_API="true")  # fmt: skip


def talk(server: Server, word: str, answerer: str) -> tuple[list[float], list[str]]:
    session = Session(server)
    if answerer == "model":
        session.choose("model")
    took, shown = [], []
    for turn in range(TURNS):
        seconds, page = session.ask(f"paced {word} {turn}")
        took.append(seconds)
        shown.append(page)
    return took, shown


def words(number: int) -> list[str]:
    return [f"zebra{chr(97 + index % 26)}{index}q" for index in range(number)]


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


@pytest.mark.parametrize("answerer", ["model", "offline"])
def test_conversations_do_not_mix_and_do_not_wait_for_each_other(server: Server, answerer: str, capsys: Any) -> None:
    talk(server, "warm", answerer)
    alone, _ = talk(server, "alone", answerer)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        talks = list(pool.map(lambda word: talk(server, word, answerer), words(AT_ONCE)))
    together = [seconds for took, _ in talks for seconds in took]
    with capsys.disabled():
        print(f"\n{answerer}: alone {max(alone):.2f} s, {AT_ONCE} at once p95 {p95(together):.2f} s")
    for word, (_, shown) in zip(words(AT_ONCE), talks, strict=True):
        assert all(f"paced {word} {turn}" in page for turn, page in enumerate(shown))
        assert all("found, 2 of 2 articles searched" in page for page in shown)
        # Titles of conversations are kept in one store for this one user; what is asked and answered must not mix.
        others = [other for other in words(AT_ONCE) if other != word]
        answers = [page.split('"question":')[1:] for page in shown]
        assert not [other for other in others for parts in answers for part in parts if other in part.split("}")[0]]
    if answerer == "model":
        assert p95(together) <= 2.5 * max(alone)
