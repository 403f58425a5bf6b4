"""An answer while it is being written. A thread of its own reads the stream, so that a click elsewhere on the page
cannot cut an answer off, and the page, its event stream and a reload all look at the same thing."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.answer import Answer, Citation, Claim
from bot.answerer import TextDelta
from bot.engine import AnswerStream
from bot.kept.conversations import StoredAnswer
from vectorstore.errors import NewsBotError

KEPT_SECONDS = 120  # a finished answer stays readable for a browser that connects late
UNEXPECTED = "Something went wrong while answering. Ask again; the server's log has the details."

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Snapshot:
    """What can be shown of an answer at one moment."""

    version: int  # rises with every change
    claims: tuple[Claim, ...]  # settled: verified
    citations: tuple[Citation, ...]
    draft: str  # after the last settled claim; not verified
    stored: StoredAnswer | None  # the answer, once it is done
    fault: str | None  # one line, when there will be no answer

    @property
    def done(self) -> bool:
        return self.stored is not None or self.fault is not None


class LiveAnswer:
    """Reads one AnswerStream to its end in a thread, whoever is looking."""

    def __init__(
        self,
        open_stream: Callable[[], AnswerStream],
        keep: Callable[[Answer], StoredAnswer],
        draw: Callable[[Snapshot], dict[str, Any]],
        *,
        turn: str,
        answerer: str,
    ) -> None:
        self.token = secrets.token_urlsafe(18)  # who knows it may read along
        self.turn = turn  # of the conversation
        self.answerer = answerer  # that was asked
        self._open_stream = open_stream
        self._keep = keep
        self._draw = draw
        self._changed = threading.Condition()
        self._now = Snapshot(0, (), (), "", None, None)
        self._stream: AnswerStream | None = None
        self._stopped = False
        self.ended_at: float | None = None

    def start(self) -> LiveAnswer:
        _forget_old()
        with _lock:
            _live[self.token] = self
        threading.Thread(target=self._read, name="answer", daemon=True).start()
        return self

    def now(self) -> Snapshot:
        with self._changed:
            return self._now

    def wait(self, seconds: float) -> Snapshot:
        """Returns when it is done, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._now.done, seconds)
            return self._now

    def view(self, now: Snapshot) -> dict[str, Any]:
        """As the answer component draws it."""
        return self._draw(now)

    def stop(self) -> None:
        self._stopped = True
        if self._stream is not None:
            self._stream.stop()

    def _read(self) -> None:
        try:
            self._stream = stream = self._open_stream()
            if self._stopped:
                stream.stop()
            self._follow(stream)
            self._set(stored=self._keep(stream.answer), draft="")
        except NewsBotError as error:
            self._set(fault=str(error))
        except Exception:  # noqa: BLE001 - the thread's last stop: whoever waits must be told
            _log.exception("an answer could not be made")
            self._set(fault=UNEXPECTED)

    def _follow(self, stream: AnswerStream) -> None:
        attempt = 1
        for piece in stream:
            if stream.attempts != attempt:  # starts over, so that no claim meets another attempt's citations
                attempt = stream.attempts
                self._set(claims=(), citations=(), draft="")
            if isinstance(piece, TextDelta):
                self._set(draft=self._now.draft + piece.text)
            elif isinstance(piece, Claim):
                self._set(claims=(*self._now.claims, piece), citations=stream.citations, draft="")

    def _set(self, **changes: object) -> None:
        with self._changed:
            self._now = Snapshot(**{**vars(self._now), **changes, "version": self._now.version + 1})
            if self._now.done:
                self.ended_at = time.monotonic()
            self._changed.notify_all()


_lock = threading.Lock()
_live: dict[str, LiveAnswer] = {}


def find_live(token: str) -> LiveAnswer | None:
    with _lock:
        return _live.get(token)


def find_live_of(turn: str) -> LiveAnswer | None:
    """After a reload the page no longer knows the token, but the answer goes on."""
    with _lock:
        return next((live for live in _live.values() if live.turn == turn), None)


def _forget_old() -> None:
    now = time.monotonic()
    with _lock:
        for token, live in list(_live.items()):
            if live.ended_at is not None and now - live.ended_at > KEPT_SECONDS:
                del _live[token]
