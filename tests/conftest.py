"""What every test stands on: no keys, no network beyond this machine, real articles."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "articles"
LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0", ""}
SECRETS = ("OPENAI_", "NEWSBOT_", "LANGSMITH_", "LANGCHAIN_", "ANTHROPIC_")

# A checkout may be tested on a machine where keys are set: nothing here may use or print them.
for _name in [name for name in os.environ if name.startswith(SECRETS) and not name.startswith("NEWSBOT_TEST_")]:
    del os.environ[_name]
os.environ.setdefault("HF_HUB_OFFLINE", "1")


# The same examples on every run, so that a change is judged by what it changed;
# `pytest --hypothesis-profile=search` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=500)
settings.load_profile("same")


class NetworkRefused(OSError):
    """A test reached for something beyond this machine."""


def _refuse_beyond_loopback(address: Any) -> None:
    if isinstance(address, tuple) and str(address[0]) not in LOOPBACK and not str(address[0]).startswith("127."):
        raise NetworkRefused(f"a test tried to reach {address[0]}")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _refuse_beyond_loopback(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_beyond_loopback(address)
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *rest: Any, **named: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else (host or "")
        if name != socket.gethostname():
            _refuse_beyond_loopback((name,))
        return look_up(host, *rest, **named)

    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
