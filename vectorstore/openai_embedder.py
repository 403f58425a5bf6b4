"""Embeddings from OpenAI or any server that speaks its /embeddings. No other file here knows the vendor's client."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from vectorstore.embedders import Embedder, Vectors, default_embedder, well_formed
from vectorstore.errors import EmbedderError, MissingApiKey

if TYPE_CHECKING:
    from httpx2 import BaseTransport
    from openai import APIStatusError, OpenAI

OPENAI_URL = "https://api.openai.com/v1"
OPENAI_MODEL = "text-embedding-3-small"
DIMENSIONS = {"text-embedding-3-small": 1536, "text-embedding-3-large": 3072, "text-embedding-ada-002": 1536}
RETRIED = {408, 409, 429}  # and 5xx


@dataclass(frozen=True)
class Endpoint:
    """Where to ask, and how long to bear with it."""

    url: str = OPENAI_URL
    model: str = OPENAI_MODEL
    api_key: str = field(default="", repr=False)
    batch_size: int = 64  # texts in a request
    connect_seconds: float = 5
    read_seconds: float = 30
    attempts: int = 3
    budget_seconds: float = 60  # for one request and its retries: none begins after it


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
        return known or self._request(["dimension"]).shape[1]

    @property
    def fingerprint(self) -> str:
        return f"openai-compatible:{self._endpoint.model}:{self.dimension}:unit"

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), self._endpoint.batch_size):
            batch = texts[start : start + self._endpoint.batch_size]
            vectors[start : start + len(batch)] = self._encode(batch)
            if progress:
                progress(start + len(batch))
        return vectors

    def encode_query(self, text: str) -> Vectors:
        vector: Vectors = self._encode([text])[0]
        return vector

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = self._request([well_formed(text) or " " for text in texts])  # OpenAI refuses an empty text
        if vectors.shape[1] != self.dimension:
            raise self._error(f"gave vectors of {vectors.shape[1]} numbers where {self.dimension} were expected")
        return vectors

    def _request(self, texts: Sequence[str]) -> Vectors:
        """One batch, tried again while that can help and the budget lasts."""
        deadline = time.monotonic() + self._endpoint.budget_seconds
        attempt = 1
        while isinstance(outcome := self._try(texts), _Fault):
            wait = 0.5 * 2 ** (attempt - 1) if outcome.retry_after is None else outcome.retry_after
            too_late = attempt == self._endpoint.attempts or time.monotonic() + wait > deadline
            if too_late or not outcome.passing:
                # The vendor's error is not its cause: that holds the server's words, and they perhaps the key.
                raise self._error(outcome.message)
            self._sleep(wait)
            attempt += 1
        return outcome

    def _try(self, texts: Sequence[str]) -> Vectors | _Fault:
        import openai

        try:
            response = self._client.embeddings.create(
                input=list(texts), model=self._endpoint.model, encoding_format="float"
            )
            return _read_vectors(response.data, len(texts))
        except openai.APITimeoutError:
            return _Fault("did not answer in time", passing=True)
        except openai.APIConnectionError:
            return _Fault("cannot be reached", passing=True)
        except openai.APIStatusError as error:
            return _status_fault(error)
        except openai.OpenAIError as error:
            return _Fault(f"failed ({type(error).__name__})")
        except (_BadReply, AttributeError, TypeError, ValueError) as error:
            # The client does not check what it parses: a reply of another form shows when it is read.
            return _Fault(str(error) if isinstance(error, _BadReply) else "sent a reply that is no list of vectors")

    @cached_property
    def _client(self) -> OpenAI:
        import httpx2
        from openai import OpenAI

        endpoint = self._endpoint
        timeout = httpx2.Timeout(endpoint.read_seconds, connect=endpoint.connect_seconds)
        # No redirects: the key goes to the host that was configured and to no other.
        web = httpx2.Client(transport=self._transport, timeout=timeout, follow_redirects=False)
        return OpenAI(api_key=endpoint.api_key, base_url=endpoint.url, timeout=timeout, max_retries=0, http_client=web)

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
    retry_after: float | None = None  # seconds, if the server said


class _BadReply(Exception):
    pass


def make_openai_embedder(
    *,
    api_key: str | None = None,
    base_url: str | None = None,
    model: str | None = None,
    transport: BaseTransport | None = None,
) -> OpenAIEmbedder:
    """A server of one's own needs no key; then a word is sent in its place, never a key from the environment."""
    if not api_key and not base_url:
        raise MissingApiKey(
            f"No API key for embeddings. Set OPENAI_API_KEY, or embed on this machine: --embedder {default_embedder()}"
        )
    endpoint = Endpoint(base_url or OPENAI_URL, model or OPENAI_MODEL, api_key or "none")
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
