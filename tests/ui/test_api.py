"""The HTTP API and the walls around the page, against a running server."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response

from bot.answer import answer_from_dict
from bot.answerer import TextDelta
from bot.citations import prove
from bot.engine import NewsBot
from bot.kept.conversations import Conversations
from tests.bot.models import PLANT
from tests.bot.texts import FixedSearcher
from tests.ui.conftest import ROOT, Server
from ui import api, api_schema
from ui.room import Room
from ui.settings import Settings
from vectorstore.errors import LibraryBusy, MissingApiKey
from vectorstore.library import Library

QUESTION = "What was the first sentence?"
EARLIER = {"question": "Who?", "answer_text": "Ada Moss."}


def call(server: Server, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(server.base.removeprefix("http://"), timeout=30)
    data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
    connection.request(method, path, data, {name.replace("_", "-"): value for name, value in headers.items()})
    reply = connection.getresponse()
    return reply.status, dict(reply.getheaders()), reply.read()


def ask(server: Server, body: Any, **headers: str) -> tuple[int, Any]:
    status, _, data = call(server, "POST", "/api/ask", body, **{"Content_Type": "application/json", **headers})
    return status, json.loads(data)


def test_an_answer_over_http_can_be_proved_from_the_files(scripted: Server) -> None:
    status, data = ask(scripted, {"question": QUESTION})
    assert status == 200
    answer = answer_from_dict(data)
    assert answer.citations
    for citation in answer.citations:
        assert prove(citation, (ROOT / "articles" / citation.file).read_bytes()).status == "found"


def test_a_stream_gives_text_claims_and_then_the_answer(scripted: Server) -> None:
    body = {"question": QUESTION, "answerer": "model"}
    _, headers, data = call(
        scripted, "POST", "/api/ask", body, Content_Type="application/json", Accept="text/event-stream"
    )
    assert headers["content-type"].startswith("text/event-stream")
    events = [event.split("\n", 1) for event in data.decode().strip().split("\n\n")]
    names = [name.removeprefix("event: ") for name, _ in events]
    assert names[0] == "text"
    assert names.count("claim") == 2
    assert names[-1] == "answer"
    claims = [json.loads(line.removeprefix("data: ")) for name, line in events if name == "event: claim"]
    assert all(one["quote"] for claim in claims for one in claim["citations"])
    answer = answer_from_dict(json.loads(events[-1][1].removeprefix("data: ")))
    assert [claim.text for claim in answer.claims] == [claim["text"] for claim in claims]


def test_history_and_articles_are_taken_into_account(scripted: Server) -> None:
    _, first = ask(scripted, {"question": QUESTION})
    turn = {"question": QUESTION, "standalone_question": QUESTION, "answer_text": first["text"], "article_ids": []}
    for history in ([first], [turn]):
        status, data = ask(scripted, {"question": "Why?", "history": history, "articles": ["000_a36a6e4aa1124756.txt"]})
        assert status == 200
        assert {one["file"] for one in data["citations"]} <= {"000_a36a6e4aa1124756.txt"}
        assert data["searched"]["articles"] == 1


def test_an_article_is_named_as_a_suite_and_a_batch_name_it() -> None:
    names = ["x.txt", "sub/x.txt", "sub/y.txt", "a/z.txt", "b/z.txt"]
    ids = {name: f"id-{n}" for n, name in enumerate(names)}
    shelf = [SimpleNamespace(id=ids[name], file=name, text_sha256="") for name in names]
    room: Any = SimpleNamespace(library=SimpleNamespace(summaries=lambda: shelf, article=lambda _: None))
    for wanted, file in (("x.txt", "x.txt"), ("sub/x.txt",) * 2, ("y.txt", "sub/y.txt"), (ids["b/z.txt"], "b/z.txt")):
        assert api._articles(room, [wanted]) == [ids[file]]
    assert api._articles(room, None) is None
    for wanted, says in (("z.txt", "the name of 2 articles"), ("gone", "no article is called"), ("x" * 9_000, "xxx")):
        with pytest.raises(api.Refused, match=says) as refused:
            api._articles(room, [wanted])
        assert refused.value.status == 400
        assert len(str(refused.value)) < 400


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"[" * 100_000, 400),
        ({}, 400),
        ({"question": 5}, 400),
        ({"question": ""}, 400),
        ({"question": "x" * 10_000}, 400),
        ({"question": QUESTION, "nonsense": 1}, 400),
        ({"question": QUESTION, "answerer": "oracle"}, 400),
        ({"question": QUESTION, "articles": ["no-such.txt"]}, 400),
        ({"question": QUESTION, "articles": "one"}, 400),
        ({"question": QUESTION, "history": [{"answer_text": "x"}]}, 400),
        ({"question": QUESTION, "history": [[]]}, 400),
        (b'{"question": "\\ud800"}', 400),
        ({"question": "¿Por qué?", "history": [{"question": "\ud800", "answer_text": "x"}]}, 400),
        ({"question": "Why?", "history": [{"question": "Who?", "answer_text": "\ud800"}]}, 400),
        ({"question": "Why?", "history": [{**EARLIER, "article_ids": 5}]}, 400),
        ({"question": "Why?", "history": [{**EARLIER, "article_ids": ["a", 5]}]}, 400),
        ({"question": "Why?", "history": [{**EARLIER, "citations": 7}]}, 400),
        ({"question": "Why?", "history": [{"question": "Who?", "claims": {"text": "x"}}]}, 400),
        ({"question": "Why?", "history": [EARLIER] * 101}, 400),
        ({"question": "Why?", "history": [{**EARLIER, "question": "x" * 2_001}]}, 400),
        ({"question": "Why?", "history": [{**EARLIER, "standalone_question": "x" * 4_001}]}, 400),
        ({"question": "Why?", "history": [{**EARLIER, "answer_text": "x" * 10_001}]}, 400),
        (b" " * 300_000, 413),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(scripted: Server, body: Any, status: int) -> None:
    got, data = ask(scripted, body)
    assert got == status
    assert "\n" not in data["error"]["message"]
    assert data["error"]["message"].endswith((".", "}.", "?")), data


@pytest.mark.parametrize("name", ["question", "standalone_question", "answer_text"])
def test_a_refused_length_names_what_is_too_long(scripted: Server, name: str) -> None:
    _, data = ask(scripted, {"question": "Why?", "history": [{**EARLIER, name: "x" * 11_000}]})
    assert data["error"]["message"].startswith(f"{name} of an earlier turn has 11,000 characters; at most ")


def test_the_longest_history_that_is_described_is_read(scripted: Server) -> None:
    turn = api_schema.SCHEMAS["Turn"]["properties"]
    longest = {name: "x" * turn[name]["maxLength"] for name in ("question", "standalone_question", "answer_text")}
    turns = [longest, *[EARLIER] * (api_schema.SCHEMAS["Question"]["properties"]["history"]["maxItems"] - 1)]
    assert ask(scripted, {"question": "Why?", "history": turns})[0] == 200


def test_a_fault_that_nobody_foresaw_is_told_in_json_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(_: Request) -> Response:
        raise ZeroDivisionError("secret detail")

    reply = asyncio.run(api._said(broken)(Request({"type": "http", "path": "/api/ask", "headers": []})))
    assert reply.status_code == 500
    assert json.loads(bytes(reply.body))["error"] == {"code": "failed", "message": api.UNEXPECTED}
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    ("fault", "code"),
    [(MissingApiKey("No key."), "answerer"), (LibraryBusy("Busy."), "busy"), (ZeroDivisionError("detail"), "failed")],
)
def test_a_stream_that_fails_ends_with_an_error_event_that_has_its_code(fault: Exception, code: str) -> None:
    class Fails:
        name = "offline"

        def draft(self, request: Any) -> Iterator[Any]:
            yield TextDelta("It ")
            raise fault

    bot = NewsBot(FixedSearcher(PLANT), {"offline": Fails()})  # type: ignore[arg-type]

    async def came() -> list[str]:
        return [event async for event in api.events(bot.stream("When?"))]

    text, error = asyncio.run(came())
    assert text.startswith("event: text\n")
    name, data = error.strip().split("\n")
    assert name == "event: error"
    said = json.loads(data.removeprefix("data: "))["error"]
    assert said == {"code": code, "message": api.UNEXPECTED if code == "failed" else str(fault)}


def test_a_token_that_was_changed_in_the_settings_is_the_one_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(token: str) -> None:
        api._check_token(Request({"type": "http", "headers": [(b"authorization", f"Bearer {token}".encode())]}))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(api, "on_loopback", lambda: False)
    for token, other in (("the-first", "the-second"), ("the-second", "the-first")):
        Path(".env").write_text(f"NEWSBOT_API_TOKEN={token}\n")
        asked(token)
        with pytest.raises(api.Refused, match="API token"):
            asked(other)


def test_only_json_is_read(scripted: Server) -> None:
    for content_type in ("text/plain", "application/x-www-form-urlencoded", ""):
        status, _, _ = call(scripted, "POST", "/api/ask", {"question": QUESTION}, Content_Type=content_type)
        assert status == 415


def test_another_host_or_origin_is_refused(scripted: Server) -> None:
    strangers = [
        ("Host", "evil.example"),
        ("Host", "127.0.0.1.evil.example"),
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
    ]
    for headers in ({name: value} for name, value in strangers):
        for method, path in (("GET", "/"), ("GET", "/api/articles"), ("POST", "/api/ask")):
            status, _, _ = call(
                scripted, method, path, {"question": QUESTION}, **{**headers, "Content_Type": "application/json"}
            )
            assert status == 403, (headers, path)
    status, _ = ask(scripted, {"question": QUESTION}, Host="localhost:1", Origin="http://localhost:1")
    assert status == 200


def test_the_websocket_refuses_another_origin(scripted: Server) -> None:
    for host, origin in (("127.0.0.1", "http://evil.example"), ("evil.example", "http://evil.example")):
        assert " 101 " not in _handshake(scripted, host, origin)
    port = scripted.base.rsplit(":", 1)[1]
    assert " 101 " in _handshake(scripted, f"127.0.0.1:{port}", scripted.base)


def _handshake(server: Server, host: str, origin: str) -> str:
    port = int(server.base.rsplit(":", 1)[1])
    lines = [
        "GET /_stcore/stream HTTP/1.1", f"Host: {host}", f"Origin: {origin}", "Upgrade: websocket",
        "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "", "",
    ]  # fmt: skip
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall("\r\n".join(lines).encode())
        return connection.recv(200).decode("latin-1").split("\r\n")[0]


def test_every_reply_carries_the_security_headers(scripted: Server) -> None:
    for path in ("/", "/library", "/api/health", "/api/nothing", "/_stcore/health", "/_stcore/host-config"):
        _, headers, _ = call(scripted, "GET", path)
        policy = headers["content-security-policy"]
        assert "img-src 'self' data:" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_the_original_file_is_given_byte_for_byte_and_never_as_a_page(scripted: Server) -> None:
    _, _, data = call(scripted, "GET", "/api/articles")
    listed = json.loads(data)["articles"]
    assert len(listed) == 2
    for article in listed:
        status, headers, body = call(scripted, "GET", f"/api/articles/{article['article_id']}/original")
        assert status == 200
        assert body == (ROOT / "articles" / article["file"]).read_bytes()
        assert headers["content-disposition"].startswith("attachment")
    for odd in ("x", "..%2f..%2fetc%2fpasswd", "%00", "a" * 5000):
        status, _, _ = call(scripted, "GET", f"/api/articles/{odd}/original")
        assert status in (400, 404, 405)


def test_health_and_the_description_fit_each_other(scripted: Server) -> None:
    _, _, data = call(scripted, "GET", "/api/openapi.json")
    described = json.loads(data)
    assert described["openapi"].startswith("3.1")
    _, _, data = call(scripted, "GET", "/api/health")
    health = json.loads(data)
    assert set(health) == set(described["components"]["schemas"]["Health"]["required"])
    assert health["articles"] == 2
    _, answer = ask(scripted, {"question": QUESTION})
    schema = described["components"]["schemas"]["Answer"]
    assert set(schema["required"]) <= set(answer)
    assert set(schema["properties"]) <= set(answer)


def test_health_names_a_model_that_was_asked_for_and_has_no_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    room = Room(Settings.from_env(data=tmp_path, answerer="model"), Library(tmp_path), Conversations(tmp_path))
    monkeypatch.setattr(api, "open_room", lambda: room)
    health = json.loads(asyncio.run(api.health(Request({"type": "http"}))).body)
    assert (health["answerers"], health["answerer"]) == (["offline", "model"], "model")


def test_beyond_the_loopback_address_a_token_is_asked_for(serve: Any, filled_folder: Path) -> None:
    from tests.ui.conftest import SCRIPTED

    token = "a-token-of-the-tests"
    server = serve(SCRIPTED, filled_folder, STREAMLIT_SERVER_ADDRESS="0.0.0.0", NEWSBOT_API_TOKEN=token)
    assert ask(server, {"question": QUESTION})[0] == 401
    assert ask(server, {"question": QUESTION}, Authorization="Bearer wrong")[0] == 401
    assert ask(server, {"question": QUESTION}, Authorization=f"Bearer {token}")[0] == 200
    assert call(server, "GET", "/api/articles")[0] == 401
    assert call(server, "GET", "/api/health")[0] == 200
