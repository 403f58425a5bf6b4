"""What vendors raise becomes ours: one fault, one line, no key in it, and whether asking again may help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bot.faults import ModelFault
from bot.model.provider import Stopped
from bot.model.secrets import mask
from vectorstore.errors import NewsBotError

PARAMETERS = ("temperature", "stream_options", "max_completion_tokens", "max_tokens")  # that some servers do not know
_RETRIED = frozenset({408, 409, 500, 502, 503, 504, 520, 522, 524, 529})
# What an error event within a stream says, by the status that the same would have come with as a reply.
_SAYS = (
    (429, re.compile(r"quota|billing|credit|rate.?limit|too.many.requests|resource.?exhausted", re.IGNORECASE)),
    (401, re.compile(r"api.?key|authenticat|permission|unauthori[sz]ed|forbidden", re.IGNORECASE)),
    (404, re.compile(r"model.not.found|not_found", re.IGNORECASE)),
    (500, re.compile(r"server|internal|overloaded|unavailable", re.IGNORECASE)),
    (400, re.compile(r"invalid.request|bad.request|context", re.IGNORECASE)),
)
_QUOTA = re.compile(r"quota|billing|credit", re.IGNORECASE)
_RATE = re.compile(r"rate.?limit|too.many.requests|\b(?:requests|tokens)(?:$| per )", re.IGNORECASE)
_LONGEST_REASON = 200  # characters


class Refused(ModelFault):
    """A fault with what the retry loop needs to know."""

    def __init__(
        self, message: str, *, code: str, again: bool = False, after: float | None = None, parameter: str | None = None
    ) -> None:
        super().__init__(message, code=code, stop_reason="timeout" if code == "timeout" else "provider")
        self.again = again  # a second call may go better
        self.after = after  # seconds that the server asks us to wait
        self.parameter = parameter  # the one that the server does not know


@dataclass(frozen=True)
class About:
    """What a message may name."""

    model: str
    server: str
    keys: Sequence[str]
    openai: bool = True  # speaks OpenAI's protocol, by the settings of that name


@contextmanager
def translated(about: About) -> Iterator[None]:
    """Around everything that runs vendor code."""
    try:
        yield
    except (NewsBotError, Stopped, GeneratorExit):
        raise
    except Exception as error:
        raise fault_of(error, about) from error


def fault_of(error: BaseException, about: About) -> Refused:
    import openai

    status = _status(error)
    if status is not None:
        return _of_status(status, error, about)
    body = getattr(error, "body", None)
    if body:
        return _of_event(body, error, about)
    if (
        isinstance(error, openai.APITimeoutError)
        or "Timeout" in type(error).__name__
        or isinstance(error, TimeoutError)
    ):
        return Refused(
            f"{about.server} did not answer in time. Check that it is running, or raise the time limits.",
            code="timeout",
        )
    if isinstance(error, openai.APIConnectionError | ConnectionError) or _of_transport(error):
        return Refused(
            f"{about.server} cannot be reached, or broke the connection. Check the address and that it is running.",
            code="connection",
            again=True,
        )
    what = f"{about.server} sent something that is not a chat model's answer."
    ours = "Check that OPENAI_BASE_URL points to an OpenAI-compatible server."
    theirs = "Check NEWSBOT_MODEL, and its provider's key in the environment."
    return Refused(f"{what} {ours if about.openai else theirs}", code="unreadable")


def _status(error: BaseException) -> int | None:
    """Of any provider's error that carries one. An error within a stream carries that of the stream, which was well."""
    places = ((error, "status_code"), (getattr(error, "response", None), "status_code"), (error, "code"))
    told = (getattr(place, name, None) for place, name in places)
    return next((one for one in told if isinstance(one, int) and 300 <= one < 600), None)


def _of_event(body: Any, error: BaseException, about: About) -> Refused:
    """An error event within a stream: its code and type are believed before its words."""
    told = _told(error)
    status = int(told.code) if re.fullmatch(r"[45]\d\d", told.code) else None
    for said in (told.kind, told.message or (body if isinstance(body, str) else "")):
        status = status or next((one for one, pattern in _SAYS if pattern.search(said)), None)
    if status and status < 500:
        return _of_status(status, error, about)
    return Refused(f"{about.server} broke off with a fault of its own. Try again later.", code="server", again=True)


@dataclass(frozen=True)
class _Told:
    """What a server says of its fault."""

    code: str
    kind: str  # its code and type, to be searched for words
    message: str | None  # None where there is no body that holds one
    words: str  # everything, where the fields are not enough


def _told(error: BaseException) -> _Told:
    body: Any = getattr(error, "body", None)
    inner = body.get("error", body) if isinstance(body, dict) else body
    fields = inner if isinstance(inner, dict) else {"message": inner} if isinstance(body, dict) else {}
    code, message = str(fields.get("code") or ""), fields.get("message")
    words = f"{body if body is not None else ''} {error}"
    return _Told(code, f"{code} {fields.get('type') or ''}", str(message) if message else None, words)


def _of_transport(error: BaseException) -> bool:
    """The HTTP libraries' own errors, which clients let through in mid-stream."""
    names = {base.__name__ for base in type(error).__mro__}
    return bool(names & {"TransportError", "NetworkError", "ProtocolError", "StreamError"})


def _of_status(status: int, error: BaseException, about: About) -> Refused:
    told = _told(error)
    if 300 <= status < 400:
        return Refused(
            f"{about.server} redirects elsewhere, which is not followed. Set OPENAI_BASE_URL to the final address.",
            code="redirect",
        )
    if status in (401, 403):
        key = "OPENAI_API_KEY" if about.openai else "its provider's key in the environment"
        return Refused(f"{about.server} refused the key. Check {key}.", code="authentication")
    if status == 404:
        return _not_there(told, about)
    if status == 402:
        return _used_up(about)
    if status == 429:
        return _busy(error, told, about)
    if status == 400 or status == 422:
        return _of_bad_request(told, about)
    if status in _RETRIED or status >= 500:
        return Refused(
            f"{about.server} has a fault of its own (status {status}). Try again later.",
            code="server",
            again=True,
            after=_retry_after(error),
        )
    return Refused(f"{about.server} refused the request (status {status}).", code="refused")


def _not_there(told: _Told, about: About) -> Refused:
    """The model, or else the address: a page for people says nothing of models, whatever words are on it."""
    is_page = told.message is None and "<html" in told.words.lower()
    if about.openai and (
        is_page or not re.search(r"model", f"{told.kind} {told.message or told.words}", re.IGNORECASE)
    ):
        return Refused(
            f"{about.server} has nothing at the address that was asked. "
            "Check OPENAI_BASE_URL (it usually ends in /v1).",
            code="address",
        )
    return Refused(
        f"{about.server} does not know the model {about.model!r}. Set NEWSBOT_MODEL to one that it has.",
        code="model_not_found",
    )


def _used_up(about: About) -> Refused:
    return Refused(f"The quota at {about.server} is used up. Check your plan there.", code="quota")


def _busy(error: BaseException, told: _Told, about: About) -> Refused:
    """Of the words, those on too many requests come first: they often end with a link to the page on billing."""
    message = told.message or told.words
    by_kind = _QUOTA.search(told.kind), _RATE.search(told.kind)
    quota = bool(by_kind[0]) if any(by_kind) else bool(_QUOTA.search(message) and not _RATE.search(message))
    if quota:
        return _used_up(about)
    after = _retry_after(error)
    return Refused(
        f"{about.server} is busy: too many requests. Try again later.",
        code="busy",
        again=after is not None,
        after=after,
    )


def _of_bad_request(told: _Told, about: About) -> Refused:
    if re.search(
        r"context_length|maximum context|context (?:size|window)|too long|too many tokens", told.words, re.IGNORECASE
    ):
        return Refused(f"The passages are too long for the model {about.model!r}.", code="too_long")
    unknown = next((name for name in PARAMETERS if re.search(rf"\b{name}\b", told.words)), None)
    lines = mask(told.message or "", about.keys).strip().splitlines()  # masked whole: half a key is not recognised
    reason = lines[0][:_LONGEST_REASON] if lines else "it was not accepted."
    return Refused(f"{about.server} refused the request: {reason}", code="bad_request", parameter=unknown)


def _retry_after(error: BaseException) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except ValueError:
            continue  # a date: no server of models sends one, and guessing its clock would not help
        if seconds >= 0:  # "nan" is a number too
            return seconds
    return None
