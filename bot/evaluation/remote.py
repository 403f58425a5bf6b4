"""A bot behind `POST /api/ask`: any server that takes a question and gives back an Answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from bot.answer import Answer
from bot.answerer import Turn
from bot.evaluation.foreign import checked_answer
from bot.evaluation.suite import CaseTurn
from vectorstore.errors import AnswererUnavailable, ConfigError

PATH = "/api/ask"
LARGEST = 8_000_000  # bytes of a reply; an Answer is some thousands
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Remote:
    """Asks a server; what it cannot answer in time, or answers in another shape, could not be judged."""

    def __init__(
        self, url: str, *, answerer: str | None = None, seconds: float = 120.0, token: str | None = None
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ConfigError(f"--url {url!r} is no address. Give one such as http://127.0.0.1:8501")
        self.url = url if parts.path.rstrip("/").endswith(PATH) else url.rstrip("/") + PATH
        self._answerer = answerer
        self._seconds = seconds
        self._token = token
        # A proxy that the environment names is for the outside; this machine is asked directly.
        self._opener = build_opener(*([ProxyHandler({})] if parts.hostname in LOOPBACK else []))

    def respond(self, _suite: str, turn: CaseTurn, history: Sequence[Turn]) -> Answer:
        asked = {
            "question": turn.question,
            "history": [asdict(one) for one in history],
            "answerer": self._answerer,
            "articles": list(turn.articles) if turn.articles is not None else None,
        }
        reply = self._post(json.dumps(asked).encode())
        try:
            return checked_answer(json.loads(reply), turn.question, "remote")
        except ValueError as error:
            raise AnswererUnavailable(f"{self.url} replied with something that is no Answer ({error})") from None

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        request = Request(self.url, data=body, headers=headers, method="POST")
        try:
            with self._opener.open(request, timeout=self._seconds) as reply:
                data: bytes = reply.read(LARGEST + 1)
        except HTTPError as error:
            raise AnswererUnavailable(f"{self.url} replied {error.code}: {_first_line(error)}") from None
        except TimeoutError:
            raise AnswererUnavailable(f"{self.url} gave no answer within {self._seconds:g} s") from None
        except (URLError, OSError) as error:
            reason: Any = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                reason = f"no answer within {self._seconds:g} s"
            raise AnswererUnavailable(f"{self.url} cannot be reached ({reason})") from None
        if len(data) > LARGEST:
            raise AnswererUnavailable(f"{self.url} replied with more than {LARGEST} bytes")
        return data


def _first_line(error: HTTPError) -> str:
    """What the server says about it: `{"error": {"message": "..."}}`, or the beginning of anything else."""
    text = error.read(4000).decode("utf-8", "replace").strip()
    with suppress(ValueError, KeyError, TypeError):
        text = str(json.loads(text)["error"]["message"])
    return text.splitlines()[0][:200] if text else error.reason
