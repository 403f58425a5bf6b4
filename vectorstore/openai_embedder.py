"""Embeddings from OpenAI or any server that speaks its /embeddings. No other file here knows the vendor's client."""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from vectorstore.embedders import Embedder, Patience, Vectors, default_embedder, well_formed
from vectorstore.errors import EmbedderError, MissingApiKey

if TYPE_CHECKING:
    from httpx2 import BaseTransport
    from openai import APIStatusError, OpenAI

OPENAI_URL = "https://api.openai.com/v1"
OPENAI_MODEL = "text-embedding-3-small"
DIMENSIONS = {"text-embedding-3-small": 1536, "text-embedding-3-large": 3072, "text-embedding-ada-002": 1536}
QUESTION = Patience()
BATCH = Patience(whole_seconds=90)  # of an ingest: nobody waits for an answer
RETRIED = {408, 409, 429}  # and 5xx


@dataclass(frozen=True)
class Endpoint:
    """Where to ask, and how long to bear with it."""

    url: str = OPENAI_URL
    model: str = OPENAI_MODEL
    api_key: str = field(default="", repr=False)
    batch_size: int = 64  # texts in a request
    attempts: int = 3
    question: Patience = QUESTION
    batch: Patience = BATCH


class OpenAIEmbedder(Embedder):
    name = "openai"

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        transport: BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ):
        self._endpoint, self._transport, self._sleep = endpoint, transport, sleep

    @cached_property
    def dimension(self) -> int:
        """Known for OpenAI's own models; any other is asked for one vector."""
        known = DIMENSIONS.get(self._endpoint.model)
        return known or self._request(["dimension"], self._endpoint.question).shape[1]

    @property
    def fingerprint(self) -> str:
        return f"openai-compatible:{self._endpoint.model}:{self.dimension}:unit"

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), self._endpoint.batch_size):
            batch = texts[start : start + self._endpoint.batch_size]
            vectors[start : start + len(batch)] = self._encode(batch, self._endpoint.batch)
            if progress:
                progress(start + len(batch))
        return vectors

    def encode_query(self, text: str) -> Vectors:
        vector: Vectors = self._encode([text], self._endpoint.question)[0]
        return vector

    def _encode(self, texts: Sequence[str], patience: Patience) -> Vectors:
        vectors = self._request([well_formed(text) or " " for text in texts], patience)  # OpenAI refuses an empty text
        if vectors.shape[1] != self.dimension:
            raise self._error(f"gave vectors of {vectors.shape[1]} numbers where {self.dimension} were expected")
        return vectors

    def _request(self, texts: Sequence[str], patience: Patience) -> Vectors:
        """One batch, tried again while that can help and there is time for it."""
        client = self._client  # loading the vendor's package is not the server's time
        deadline = time.monotonic() + patience.whole_seconds
        attempt = 1
        while isinstance(outcome := self._try(client, texts, patience, deadline), _Fault):
            wait = 0.5 * 2 ** (attempt - 1) if outcome.retry_after is None else outcome.retry_after
            # A server that was silent is only asked again where it may be as silent once more.
            needed = wait + (patience.read_seconds if outcome.silent else 0)
            too_late = attempt == self._endpoint.attempts or time.monotonic() + needed > deadline
            if too_late or not outcome.passing:
                # The vendor's error is not its cause: that holds the server's words, and they perhaps the key.
                raise self._error(outcome.message)
            self._sleep(wait)
            attempt += 1
        return outcome

    def _try(self, client: OpenAI, texts: Sequence[str], patience: Patience, deadline: float) -> Vectors | _Fault:
        """Ends at the deadline, also while a reply still drips in: no single read of that takes long."""
        came: queue.SimpleQueue[Vectors | _Fault] = queue.SimpleQueue()
        threading.Thread(target=lambda: came.put(self._asked(client, texts, patience)), daemon=True).start()
        try:
            return came.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            return _SILENT

    def _asked(self, client: OpenAI, texts: Sequence[str], patience: Patience) -> Vectors | _Fault:
        """Every fault is given back: this runs in a thread of its own."""
        import httpx2
        import openai

        timeout = httpx2.Timeout(patience.read_seconds, connect=patience.connect_seconds)
        try:
            response = client.embeddings.create(
                input=list(texts), model=self._endpoint.model, encoding_format="float", timeout=timeout
            )
            return _read_vectors(response.data, len(texts))
        except openai.APITimeoutError:
            return _SILENT
        except openai.APIConnectionError:
            return _Fault("cannot be reached", passing=True)
        except openai.APIStatusError as error:
            return _status_fault(error)
        except openai.OpenAIError as error:
            return _Fault(f"failed ({type(error).__name__})")
        except Exception as error:  # noqa: BLE001
            # The client does not check what it parses: a reply of another form shows when it is read.
            return _Fault(str(error) if isinstance(error, _BadReply) else "sent a reply that is no list of vectors")

    @cached_property
    def _client(self) -> OpenAI:
        import httpx2
        from openai import OpenAI

        endpoint = self._endpoint
        # No redirects: the key goes to the host that was configured and to no other.
        web = httpx2.Client(transport=self._transport, follow_redirects=False)
        return OpenAI(api_key=endpoint.api_key, base_url=endpoint.url, max_retries=0, http_client=web)

    def _error(self, what: str) -> EmbedderError:
        what = self._mask(" ".join(what.split()))
        return EmbedderError(
            f"The embedding server {_host(self._endpoint.url)} {what}. "
            f"Check its address, model and key, or embed on this machine: --embedder {default_embedder()}"
        )

    def _mask(self, text: str) -> str:
        if len(self._endpoint.api_key) > 5:  # "none" and the like are no secret
            text = text.replace(self._endpoint.api_key, "***")
        return re.sub(r"\b(sk|key)-[\w*-]{6,}", "***", text)


@dataclass(frozen=True)
class _Fault:
    message: str  # what the server did, as the end of a sentence
    passing: bool = False  # asking again may help
    silent: bool = False  # it took all the time it had
    retry_after: float | None = None  # seconds, if the server said


_SILENT = _Fault("did not answer in time", passing=True, silent=True)


class _BadReply(Exception):
    pass


def make_openai_embedder(
    *,
    api_key: str | None = None,
    base_url: str | None = None,
    model: str | None = None,
    patience: Patience | None = None,
    transport: BaseTransport | None = None,
) -> OpenAIEmbedder:
    """A server of one's own needs no key; then a word is sent in its place, never a key from the environment."""
    if not api_key and not base_url:
        raise MissingApiKey(
            f"No API key for embeddings. Set OPENAI_API_KEY, or embed on this machine: --embedder {default_embedder()}"
        )
    endpoint = Endpoint(base_url or OPENAI_URL, model or OPENAI_MODEL, api_key or "none", question=patience or QUESTION)
    return OpenAIEmbedder(endpoint, transport=transport)


def _read_vectors(data: Sequence[object], count: int) -> Vectors:
    """The vectors in the order of the texts, which the server need not keep."""
    if len(data) != count:
        raise _BadReply(f"sent {len(data)} vectors for {count} texts")
    placed = {item.index: item.embedding for item in data}  # type: ignore[attr-defined]
    if set(placed) != set(range(count)):
        raise _BadReply("sent vectors whose numbers do not fit the texts")
    with np.errstate(over="ignore"):  # a number too large becomes infinite, and is refused below
        vectors = np.array([placed[index] for index in range(count)], np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if vectors.ndim != 2 or not np.isfinite(lengths).all() or not lengths.all():
        raise _BadReply("sent a vector that is zero or not finite")
    unit: Vectors = vectors / lengths
    return unit


def _status_fault(error: APIStatusError) -> _Fault:
    status, code = error.status_code, error.code
    if code == "insufficient_quota":
        return _Fault("says that the quota is used up")
    if status in (401, 403):  # its words are left out: they tend to repeat the key
        return _Fault(f"refuses the key ({status})")
    if 300 <= status < 400:
        return _Fault(f"redirects elsewhere ({status}), which is not followed with a key")
    if status in RETRIED or status >= 500:
        return _Fault(f"failed ({status})", passing=True, retry_after=_seconds(error.response.headers))
    return _Fault(f"refuses the request ({status}: {_words(error)})")


def _words(error: APIStatusError) -> str:
    body = error.body
    said = body.get("message") if isinstance(body, dict) else None
    return str(said or "no reason given")[:200]


def _seconds(headers: object) -> float | None:
    try:
        return max(0.0, float(headers["retry-after"]))  # type: ignore[index]
    except (KeyError, ValueError):  # absent, or a date: our own wait will do
        return None


def _host(url: str) -> str:
    """Without user and password, should somebody have put them there."""
    from urllib.parse import urlsplit

    return urlsplit(url).hostname or "(no host)"
