"""A bot behind `POST /api/ask`: any server that takes a question and gives back an Answer."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from bot.answer import Answer
from bot.answerer import Turn
from bot.evaluation.foreign import checked_answer, parsed
from bot.evaluation.suite import CaseTurn
from vectorstore.errors import AnswererUnavailable, ConfigError

PATH = "/api/ask"
LARGEST = 8_000_000  # bytes of a reply; an Answer is some thousands
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class _NoRedirects(HTTPRedirectHandler):
    """A question that is sent elsewhere would arrive without its body, and with the token."""

    def redirect_request(self, *_request: Any) -> None:
        return None


class Remote:
    """Asks a server; what it cannot answer in time, or answers in another shape, could not be judged."""

    def __init__(
        self, url: str, *, answerer: str | None = None, seconds: float = 120.0, token: str | None = None
    ) -> None:
        parts = _address(url)
        path = parts.path.rstrip("/")
        self.url = parts._replace(path=path if path.endswith(PATH) else path + PATH, fragment="").geturl()
        self._answerer = answerer
        self._seconds = seconds
        self._token = token
        # A proxy that the environment names is for the outside; this machine is asked directly.
        self._opener = build_opener(_NoRedirects, *([ProxyHandler({})] if parts.hostname in LOOPBACK else []))

    def respond(self, _suite: str, turn: CaseTurn, history: Sequence[Turn]) -> Answer:
        asked = {
            "question": turn.question,
            "history": [{**asdict(one), "article_ids": [id_ for id_ in one.article_ids if id_]} for one in history],
            "answerer": self._answerer,
            "articles": list(turn.articles) if turn.articles is not None else None,
        }
        reply = self._post(json.dumps(asked).encode())
        try:
            return checked_answer(parsed(reply), turn.question, "remote")
        except ValueError as error:
            raise AnswererUnavailable(f"{self.url} replied with something that is no Answer ({error})") from None

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        request = Request(self.url, data=body, headers=headers, method="POST")
        try:
            ends = time.monotonic() + self._seconds
            with self._opener.open(request, timeout=self._seconds) as reply:
                data = _read(reply, ends)
        except HTTPError as error:
            if 300 <= error.code < 400:
                elsewhere = error.headers.get("Location") or "nowhere"
                raise AnswererUnavailable(
                    f"{self.url} replied {error.code} and points to {elsewhere}; redirects are not followed, "
                    "give the address itself with --url"
                ) from None
            raise AnswererUnavailable(f"{self.url} replied {error.code}: {_first_line(error)}") from None
        except TimeoutError:
            raise AnswererUnavailable(f"{self.url} gave no answer within {self._seconds:g} s") from None
        except (URLError, OSError, HTTPException) as error:
            reason: Any = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                reason = f"no answer within {self._seconds:g} s"
            if isinstance(error, HTTPException) and not isinstance(error, OSError):
                raise AnswererUnavailable(f"{self.url} does not speak HTTP ({type(error).__name__})") from None
            raise AnswererUnavailable(f"{self.url} cannot be reached ({reason})") from None
        if len(data) > LARGEST:
            raise AnswererUnavailable(f"{self.url} replied with more than {LARGEST} bytes")
        return data


def _address(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a port or an IPv6 address that is none
        known = False
    if not known:
        raise ConfigError(f"--url {url!r} is no address. Give one such as http://127.0.0.1:8501")
    if parts.username is not None:
        raise ConfigError("--url has a name or a password in it. Leave them out; NEWSBOT_API_TOKEN is sent as a token.")
    return parts


def _read(reply: HTTPResponse, ends: float) -> bytes:
    """All of a reply; the time allowed is for the whole of it, however it trickles."""
    data = b""
    while len(data) <= LARGEST and (piece := reply.read1(65_536)):
        data += piece
        if time.monotonic() > ends:
            raise TimeoutError
    return data


def _first_line(error: HTTPError) -> str:
    """What the server says about it: `{"error": {"message": "..."}}`, or the beginning of anything else."""
    text = error.read(4000).decode("utf-8", "replace").strip()
    with suppress(ValueError, KeyError, TypeError):
        text = str(json.loads(text)["error"]["message"])
    return text.splitlines()[0][:200] if text else error.reason
