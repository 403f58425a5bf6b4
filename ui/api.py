"""The HTTP API, on the page's own port. Its description is in api_schema.py; every reply is JSON or an event stream."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.answer import Answer, Claim
from bot.answerer import TextDelta, Turn
from bot.engine import LONGEST_QUESTION, AnswerStream
from bot.evaluation.corpus import Corpus, UnknownArticle
from bot.evaluation.version import newsbot_version
from ui.api_schema import LONGEST_SAID, LONGEST_STANDALONE, MOST_TURNS, openapi
from ui.guard import API_BODY_BYTES, on_loopback
from ui.room import Room, open_room
from ui.settings import Settings
from ui.terminal import summary_dict
from vectorstore.errors import (
    AnswererError,
    ConfigError,
    LibraryBusy,
    LibraryDamaged,
    LibraryEmpty,
    NewsBotError,
)

AT_ONCE = 8  # questions answered at the same time; further ones wait their turn
LONGEST_REASON = 300  # characters of what was sent that a reply repeats
STATUS: list[tuple[type[NewsBotError], int, str]] = [
    (LibraryEmpty, 409, "library_empty"),
    (LibraryBusy, 503, "busy"),
    (LibraryDamaged, 500, "damaged"),
    (AnswererError, 502, "answerer"),
    (ConfigError, 400, "bad_request"),
    (NewsBotError, 500, "failed"),
]
UNEXPECTED = "Something went wrong. Try again; the server's log has the details."
Handler = Callable[[Request], Awaitable[Response]]
_log = logging.getLogger(__name__)


class Refused(Exception):
    """A request that is not answered, with the status and the line that say why."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


def routes() -> list[Route]:
    return [
        Route("/api/ask", _said(ask), methods=["POST"]),
        Route("/api/articles", _said(articles), methods=["GET"]),
        Route("/api/articles/{article_id}/original", _said(original), methods=["GET"]),
        Route("/api/health", _said(health), methods=["GET"]),
        Route("/api/openapi.json", _said(description), methods=["GET"]),
    ]


def _said(handler: Handler) -> Handler:
    """Every failure becomes one line of JSON, and never a traceback."""

    async def answered(request: Request) -> Response:
        try:
            return await handler(request)
        except Refused as refusal:
            return failure(refusal.status, refusal.code, str(refusal))
        except NewsBotError as error:
            return failure(*_code(error), str(error))
        except Exception:  # noqa: BLE001 - the last stop: whoever asked must be told, in JSON
            _log.exception("%s could not be answered", request.url.path)
            return failure(500, "failed", UNEXPECTED)

    return answered


def _code(error: NewsBotError) -> tuple[int, str]:
    """The status, and the name by which a program knows what happened."""
    return next((status, code) for kind, status, code in STATUS if isinstance(error, kind))


def failure(status: int, code: str, message: str) -> Response:
    return JSONResponse({"error": {"code": code, "message": message}}, status)


async def description(_: Request) -> Response:
    return JSONResponse(openapi(newsbot_version()))


async def health(request: Request) -> Response:
    room = await asyncio.to_thread(open_room)
    articles, passages = room.library.counts()
    return JSONResponse(
        {
            "status": "ok" if articles else "empty",
            "version": newsbot_version(),
            "articles": articles,
            "passages": passages,
            "embedder": room.library.embedder_name(),
            "answerers": list(room.settings.answerers),
            "answerer": room.settings.answerer_name,
        }
    )


async def articles(request: Request) -> Response:
    _check_token(request)
    room = await asyncio.to_thread(open_room)
    summaries = await asyncio.to_thread(room.library.summaries)
    return JSONResponse({"articles": [summary_dict(one) for one in summaries]})


async def original(request: Request) -> Response:
    """The file as it was ingested. No token: whoever sees the page reads the articles."""
    room = await asyncio.to_thread(open_room)
    found = await asyncio.to_thread(room.original, request.path_params["article_id"])
    if found is None:
        raise Refused(404, "not_found", "This file is not there any more, or it is not the one that was ingested.")
    name, data = found
    return Response(
        data,
        media_type="application/octet-stream",  # never shown as a page of ours, whatever is in it
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{_quoted(name)}", "Cache-Control": "no-store"},
    )


async def ask(request: Request) -> Response:
    _check_token(request)
    body = await _body(request)
    room = await asyncio.to_thread(open_room)
    stream = await asyncio.to_thread(_stream, room, body)
    if "text/event-stream" in request.headers.get("accept", ""):
        return StreamingResponse(events(stream), media_type="text/event-stream", headers={"Cache-Control": "no-store"})
    async with _slots():
        answer = await asyncio.to_thread(lambda: stream.answer)
    return JSONResponse(answer.to_dict())


def _stream(room: Room, body: dict[str, Any]) -> AnswerStream:
    chosen = _articles(room, body.get("articles"))
    history = tuple(_turn(item) for item in body.get("history") or ())
    return room.bot().stream(body["question"], history, answerer=body.get("answerer"), articles=chosen)


async def events(stream: AnswerStream) -> AsyncIterator[str]:
    """text (a piece of the draft), claim (a settled sentence with its citations), over (what came so far is dropped, for
    another answerer begins), answer; or error."""
    pieces, attempt = iter(stream), 0
    try:
        async with _slots():
            while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
                if 0 < attempt < stream.attempts:
                    yield _event("over", {})
                attempt = stream.attempts
                yield _event(*_piece(piece, stream))
            answer: Answer = await asyncio.to_thread(lambda: stream.answer)
        yield _event("answer", answer.to_dict())
    except NewsBotError as error:
        yield _event("error", {"error": {"code": _code(error)[1], "message": str(error)}})
    except Exception:  # noqa: BLE001 - the last stop: a stream that only ended would be taken for one cut off
        _log.exception("an answer could not be made")
        yield _event("error", {"error": {"code": "failed", "message": UNEXPECTED}})
    finally:
        stream.stop()  # the caller may have gone


def _piece(piece: TextDelta | Claim, stream: AnswerStream) -> tuple[str, dict[str, Any]]:
    if isinstance(piece, TextDelta):
        return "text", {"text": piece.text}
    cited = [vars(citation) for citation in stream.citations if citation.number in piece.citations]
    return "claim", {**vars(piece), "citations": cited}


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


_slot: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}


def _slots() -> asyncio.Semaphore:
    loop = asyncio.get_running_loop()
    return _slot.setdefault(loop, asyncio.Semaphore(AT_ONCE))


def _check_token(request: Request) -> None:
    """Beyond the loopback address a caller must know the token."""
    if on_loopback():
        return
    token = Settings.from_env().api_token  # as it is now: it may have been changed while the server runs
    if token is None:
        raise Refused(403, "no_token", "Set NEWSBOT_API_TOKEN to let other machines use the API.")
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(given.encode(), token.get_secret_value().encode()):
        raise Refused(401, "token", "Send the header Authorization: Bearer and the API token.")


async def _body(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Refused(415, "content_type", "Send the question as application/json.")
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > API_BODY_BYTES:
            raise Refused(413, "too_large", f"A request may have {API_BODY_BYTES // 1024} KB at most.")
    try:
        body = json.loads(data)
        json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # "\ud800": half a character, which no reply could repeat
        raise Refused(400, "bad_request", "The body is not valid Unicode.") from None
    except (ValueError, RecursionError):
        raise Refused(400, "bad_json", "The body is not JSON.") from None
    return _checked(body)


def _checked(body: Any) -> dict[str, Any]:
    """The shape that api_schema.py describes, or one line that says what is wrong."""
    if not isinstance(body, dict) or not isinstance(body.get("question"), str):
        raise Refused(400, "bad_request", 'Send an object such as {"question": "Who directed the series?"}.')
    unknown = sorted(set(body) - {"question", "history", "answerer", "articles"})
    if unknown:
        raise Refused(400, "bad_request", f"{unknown[0]!r} is not known. Send question, history, answerer, articles.")
    if not isinstance(body.get("answerer"), str | None):
        raise Refused(400, "bad_request", "answerer is a name, such as offline.")
    if not _is_list_of(body.get("articles"), str):
        raise Refused(400, "bad_request", "articles is a list of article ids or files.")
    if not _is_list_of(body.get("history"), dict):
        raise Refused(400, "bad_request", "history is a list of earlier turns, oldest first.")
    turns = len(body.get("history") or ())
    if turns > MOST_TURNS:
        raise Refused(400, "bad_request", f"history has {turns:,} turns; at most {MOST_TURNS} are read. Send the last.")
    return body


def _is_list_of(value: Any, kind: type) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(item, kind) for item in value))


def _turn(item: dict[str, Any]) -> Turn:
    """An earlier turn, or an earlier Answer as this API gave it."""
    for name, kind in (("article_ids", str), ("citations", dict), ("claims", dict)):
        if not _is_list_of(item.get(name), kind):
            raise Refused(400, "bad_request", f"{name} of an earlier turn is a list, as an answer of this API has it.")
    texts = [claim.get("text") for claim in item.get("claims") or ()]
    question = item.get("question")
    said = item.get("answer_text", " ".join(text for text in texts if isinstance(text, str)))
    standalone = item.get("standalone_question") or question
    ids = item.get("article_ids") or [one.get("article_id") for one in item.get("citations") or ()]
    if not (isinstance(question, str) and isinstance(said, str) and isinstance(standalone, str)):
        raise Refused(400, "bad_request", "An earlier turn has a question and an answer_text.")
    _check_length("question", question, LONGEST_QUESTION)
    _check_length("standalone_question", standalone, LONGEST_STANDALONE)
    _check_length("answer_text", said, LONGEST_SAID)
    return Turn(question, standalone, said, tuple(dict.fromkeys(id_ for id_ in ids if isinstance(id_, str))))


def _check_length(name: str, text: str, most: int) -> None:
    if len(text) > most:
        problem = f"{name} of an earlier turn has {len(text):,} characters; at most {most:,} are read. Shorten it."
        raise Refused(400, "bad_request", problem)


def _articles(room: Room, wanted: list[str] | None) -> list[str] | None:
    """By id, file, or base name if only one file has it, as a suite and a batch name them."""
    if wanted is None:
        return None
    corpus = Corpus.of_library(room.library)
    try:
        return sorted({corpus.resolve(name).id for name in wanted})
    except UnknownArticle as error:
        raise Refused(400, "bad_request", f"{str(error)[:LONGEST_REASON]}. See GET /api/articles.") from None


def _quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name, safe="")
