"""One call to a chat model, held to our own limits: a worker reads it, and whoever waits may give up at any moment.

The client's own retries are off. With OpenAI and servers that speak its protocol, giving up, by a limit or by a stop,
shuts the connection down at once, whether the server is silent, drips or has not even answered yet. Other providers'
clients do not tell us their connection: whoever waits is let go at once as well, but the request itself ends only after
the chunk at hand.
"""

from __future__ import annotations

import os
import queue
import socket
import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.answer import Usage
from bot.faults import ModelFault
from vectorstore.errors import ConfigError, MissingApiKey

OPENAI = "openai"
_FOREVER = 3600.0  # seconds; real limits are kept by whoever waits
_LEAST_TOKENS = 40  # in which something can be said

Finish = Literal["stop", "length", "content_filter"]
_FINISH_KEYS = ("finish_reason", "stop_reason", "done_reason", "finishReason", "stopReason")
_CUT = frozenset({"length", "max_tokens", "max_output_tokens", "model_length", "model_context_window_exceeded"})
_FILTERED = frozenset(
    {"content_filter", "content_filtered", "safety", "refusal", "recitation", "blocklist", "prohibited_content"}
    | {"spii", "guardrail_intervened", "error_toxic"}
)
_NO_END = frozenset({"", "null", "none", "error", "abort", "finish_reason_unspecified"})


@dataclass(frozen=True)
class ProviderLimits:
    """How long a model may take, in seconds, and how often it may be called for one answer."""

    connect_seconds: float = 5
    first_token_seconds: float = 15
    gap_seconds: float = 10
    turn_seconds: float = 30
    most_calls: int = 3


@dataclass
class Budget:
    """What is left of one answer's limits."""

    limits: ProviderLimits
    most_tokens: int  # that a model may write, over all its calls
    calls: int = 0
    tokens: int = 0  # written so far
    began: float = field(default_factory=time.monotonic)
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def seconds_left(self) -> float:
        return self.began + self.limits.turn_seconds - time.monotonic()

    @property
    def tokens_left(self) -> int:
        return max(1, self.most_tokens - self.tokens)

    @property
    def may_call(self) -> bool:
        """Once more: whether anything sensible could come of it."""
        room = not self.tokens or self.tokens_left >= _LEAST_TOKENS
        return room and self.calls < self.limits.most_calls and self.seconds_left > 0 and not self.stopped.is_set()

    def wait(self, seconds: float) -> None:
        self.stopped.wait(seconds)


class Stopped(Exception):
    """The person pressed stop."""


@dataclass(frozen=True)
class Chunk:
    """A piece of a model's answer; the last one says how it ended."""

    text: str = ""
    finish: Finish | None = None
    usage: Usage | None = None  # some providers send it in parts; one of a call's has it as its call


class Call:
    """One streamed answer. Iterate it once; `close` may be called from any thread."""

    def __init__(self, chain: Any, values: Mapping[str, Any], budget: Budget) -> None:
        self._chain = chain
        self._values = values
        self._budget = budget
        self._arrived: queue.Queue[Chunk | BaseException | None] = queue.Queue()
        self._connections: list[Any] = []
        self._closed = threading.Event()

    def __iter__(self) -> Iterator[Chunk]:
        if self._budget.stopped.is_set():  # before there was a call to close: nothing is sent
            raise Stopped
        worker = threading.Thread(target=self._read, name="chat-model", daemon=True)
        worker.start()
        try:
            yield from self._awaited()
        finally:
            self.close()

    def close(self) -> None:
        """Ends the request: what is blocked on the connection wakes up, and the server sees it closed."""
        self._closed.set()
        self._arrived.put(None)
        for connection in self._connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def connected(self, connection: Any) -> None:
        """Called by the worker as soon as there is a connection, long before there is an answer."""
        self._connections.append(connection)
        if self._closed.is_set():
            self.close()

    def _read(self) -> None:
        if self._closed.is_set():
            return
        _current.call = self
        stream: Any = None
        counted = False
        try:
            stream = self._chain.stream(self._values)
            for message in stream:
                if self._closed.is_set():
                    break
                chunk = _chunk(message, calls=0 if counted else 1)
                counted = counted or chunk.usage is not None
                self._arrived.put(chunk)
            self._arrived.put(None)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits, who makes it one of our faults
            self._arrived.put(error)
        finally:
            if stream is not None:
                with suppress(Exception):
                    stream.close()

    def _awaited(self) -> Iterator[Chunk]:
        limits = self._budget.limits
        began = time.monotonic()
        pieces = 0
        while True:
            limit = limits.gap_seconds if pieces > 1 else began + limits.first_token_seconds - time.monotonic()
            piece = self._next(min(limit, self._budget.seconds_left), waiting_for_first=pieces <= 1)
            if piece is None:
                return
            # A first chunk without text only says who speaks: it is no token.
            pieces = 2 if piece.text else pieces + 1
            yield piece

    def _next(self, seconds: float, *, waiting_for_first: bool) -> Chunk | None:
        try:
            piece = self._arrived.get(timeout=max(0.0, seconds))
        except queue.Empty:
            raise _too_slow(self._budget, waiting_for_first) from None
        if self._budget.stopped.is_set():
            raise Stopped
        if isinstance(piece, BaseException):
            raise piece
        return piece


def _too_slow(budget: Budget, waiting_for_first: bool) -> ModelFault:
    limits = budget.limits
    if budget.seconds_left <= 0:
        what = f"did not finish within {limits.turn_seconds:g} seconds"
    elif waiting_for_first:
        what = f"did not begin to answer within {limits.first_token_seconds:g} seconds"
    else:
        what = f"fell silent for {limits.gap_seconds:g} seconds"
    return ModelFault(f"The model {what}. Ask again, or raise the time limits.", code="timeout", stop_reason="timeout")


def _chunk(message: Any, calls: int) -> Chunk:
    counted = message.usage_metadata
    usage = Usage(counted["input_tokens"], counted["output_tokens"], calls) if counted else None
    return Chunk(message.text, _finish(message.response_metadata), usage)


def _finish(metadata: Mapping[str, Any]) -> Finish | None:
    """Each provider has its own words for how an answer ended; any that we do not know are taken for its end."""
    told = next((str(metadata[key]) for key in _FINISH_KEYS if metadata.get(key)), "")
    reason = told.rpartition(".")[2].casefold()  # some give an enum: FinishReason.STOP
    if reason in _NO_END:
        return None
    return "length" if reason in _CUT else "content_filter" if reason in _FILTERED else "stop"


class _Current(threading.local):
    """The call that a worker's thread is reading, for the hook that learns of its connection."""

    call: Call | None = None


_current = _Current()


def _watch(request: Any) -> None:
    """Request hook of the HTTP client: tells the call of its connection as soon as there is one."""
    call = _current.call

    def trace(event: str, info: Mapping[str, Any]) -> None:
        if call is not None and event.startswith("connection.connect_tcp.complete"):
            call.connected(info["return_value"].get_extra_info("socket"))

    request.extensions["trace"] = trace


@dataclass(frozen=True)
class ModelSettings:
    """Which model, where, and how it is asked."""

    model: str
    base_url: str | None
    api_key: str | None = field(repr=False)
    limits: ProviderLimits
    max_tokens: int


def open_model(settings: ModelSettings, leave_out: Sequence[str] = ()) -> Any:
    """A LangChain chat model. `leave_out`: parameters that the server said it does not know."""
    # A trace would send every article and question to a third party; only the person's own choice of provider may.
    os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"
    from langchain.chat_models import init_chat_model

    name, provider = provider_of(settings.model, settings.base_url)
    given: dict[str, Any] = {"temperature": 0, "max_tokens": settings.max_tokens, "max_retries": 0}
    if provider == OPENAI:
        given |= _openai_arguments(settings)
    kept = {key: value for key, value in given.items() if key not in leave_out}
    try:
        model = init_chat_model(name, model_provider=provider, **kept)
    except ImportError:
        raise ConfigError(
            f"The model {settings.model!r} needs its provider's package. Install it: pip install langchain-{provider}"
        ) from None
    except ValueError as error:
        raise ConfigError(f"The model {settings.model!r} cannot be used: {str(error).splitlines()[0]}") from None
    if "http_client" in given:  # ours to close, once neither the answerer nor a call has the model any more
        weakref.finalize(model, given["http_client"].close)
    return model


def provider_of(model: str, base_url: str | None) -> tuple[str, str]:
    """The model's name and provider: provider:model, where no base URL says that OpenAI's protocol is spoken anyway."""
    provider, colon, name = model.partition(":")
    return (model, OPENAI) if base_url or not colon or provider == "ft" else (name, provider)


def _openai_arguments(settings: ModelSettings) -> dict[str, Any]:
    import openai

    if not settings.api_key and not settings.base_url:
        raise MissingApiKey(
            "No key for the model: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, "
            "or use the offline answerer, which needs neither."
        )
    limits = settings.limits
    wait = max(limits.first_token_seconds, limits.gap_seconds) + 1
    timeout = openai.Timeout(wait, connect=limits.connect_seconds)
    shared: dict[str, Any] = {"timeout": timeout, "follow_redirects": False}
    if (settings.base_url or "").startswith("http://"):
        shared["verify"] = False  # no certificate is ever looked at, and reading the store takes a fifth of a second
    return {
        "api_key": settings.api_key or "not-needed",
        "base_url": settings.base_url,
        "use_responses_api": False,
        "stream_usage": True,
        "timeout": timeout,
        "stream_chunk_timeout": _FOREVER,
        "default_headers": {"Connection": "close"},  # every call has a connection of its own, which ends with it
        "http_client": openai.DefaultHttpxClient(**shared, event_hooks={"request": [_watch]}),
        "http_async_client": openai.DefaultAsyncHttpxClient(**shared),  # unused, but made if it is not given
    }
