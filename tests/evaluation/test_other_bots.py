"""Recorded answers and other servers: the same checks, and faults that are named."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.corpus import Corpus
from bot.evaluation.metrics import measure
from bot.evaluation.recorded import Recorded
from bot.evaluation.remote import Remote
from bot.evaluation.runner import CaseRun, Runner
from bot.evaluation.suite import Suite
from vectorstore.article import Article
from vectorstore.errors import ConfigError

from .conftest import answered, cite

CLOSED = "The river road closed on Monday."
SUITE = f"""suite: s
cases:
  - {{id: a, question: When?, answer: [Monday], sources: [{{article: flood.txt, quote: {CLOSED}}}]}}
  - {{id: u, question: Who?, answerable: false}}
  - {{id: talk, turns: [{{question: One, answer: [x]}}, {{question: Two, answer: [y]}}]}}
"""
Write = Callable[..., Path]


@pytest.fixture
def suite(suite_of: Callable[[str], Suite]) -> Suite:
    return suite_of(SUITE)


def judged(runs: list[CaseRun]) -> dict[str, str]:
    return {one.turn.id: one.judged.status for run in runs for one in run.turns}


def recorded(lines: list[Any], write: Write, suite: Suite, corpus: Corpus) -> list[CaseRun]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    bot = Recorded(write(text, "answers.jsonl"), [suite], corpus)
    return Runner(bot.respond, corpus, clock=False).run([suite])


def test_answers_of_any_bot_are_judged_and_their_quotes_located(write: Write, suite: Suite, corpus: Corpus) -> None:
    runs = recorded(
        [
            {"id": "a", "answer": "On Monday.", "citations": [{"file": "flood.txt", "quote": CLOSED}], "seconds": 2.5},
            {"id": "u", "answer": ""},
            {"id": "talk/1", "answer": "x"},
            {"suite": "s", "id": "talk/2", "answer": "nothing of the kind", "outcome": "partial"},
        ],
        write,
        suite,
        corpus,
    )
    assert judged(runs) == {"a": "passed", "u": "passed", "talk/1": "passed", "talk/2": "failed"}
    metrics = measure([one for run in runs for one in run.turns])
    assert (metrics["citation_precision"].value, metrics["quotes_verified"].value) == (1, 1)
    assert (metrics["latency_ms_p50"].value, metrics["latency_ms_p50"].n) == (2500, 1)


@pytest.mark.parametrize(
    "citation",
    [
        {"file": "flood.txt", "quote": "The river road closed on Sunday."},
        {"file": "gone.txt", "quote": CLOSED},
        {"quote": CLOSED},
    ],
)
def test_a_quote_that_is_nowhere_is_a_citation_that_was_not_found(
    citation: dict[str, str], write: Write, suite: Suite, corpus: Corpus
) -> None:
    runs = recorded([{"id": "a", "answer": "On Monday.", "citations": [citation]}], write, suite, corpus)
    metrics = measure([one for run in runs for one in run.turns])
    assert (metrics["quotes_verified"].value, metrics["quotes_verified"].n) == (0, 1)
    assert (metrics["citation_recall"].value, metrics["citation_precision"].value) == (0, 0)


def test_a_whole_answer_may_be_recorded(write: Write, suite: Suite, corpus: Corpus, articles: list[Article]) -> None:
    answer = answered("On Monday.", [cite(articles[0], CLOSED)]).to_dict()
    bare = {"outcome": "answered", "claims": [{"text": "x", "citations": []}], "citations": []}
    runs = recorded([{"id": "a", **answer}, {"id": "talk/1", **bare}], write, suite, corpus)
    assert judged(runs)["a"] == judged(runs)["talk/1"] == "passed"


def test_an_id_without_an_answer_is_not_judged(write: Write, suite: Suite, corpus: Corpus) -> None:
    runs = recorded([{"id": "a", "answer": "On Monday."}], write, suite, corpus)
    assert judged(runs)["u"] == "not_judged"
    assert "no answer with the id 'u'" in (runs[1].turns[0].judged.fault or "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "line 1: expected"),
        ("[]", "line 1: expected"),
        ({"answer": "x"}, "line 1: expected"),
        ({"id": "a"}, "line 1: expected"),
        ({"id": "a", "answer": 5}, "line 1: expected"),
        ({"id": "a", "answer": "x", "outcome": "maybe"}, "line 1: expected"),
        ({"id": "a", "answer": "x", "citations": [{"file": "flood.txt"}]}, "line 1: expected"),
        ({"id": "a", "answer": "x", "extra": 1}, "Here: unknown key 'extra'"),
        ({"id": "a", "answer": None}, "Here: answer: input should be a valid string"),
        ({"answer": "x"}, "Here: no 'id'"),
        ({"id": "a", "answer": "x", "citations": [{"file": 1, "quote": "x"}]}, "Here: citations.0.file"),
        ({"id": "a", "answer": "x", "citations": ["flood.txt"]}, "citations.0: input should be an object"),
        ({"id": "a", "answer": "x", "seconds": -1}, "Here: seconds"),
        ({"id": "a", "answer": "x", "seconds": True}, "Here: seconds"),
        ('{"id": "a", "answer": "x", "seconds": NaN}', "NaN is no number"),
        ('{"id": "a", "answer": "x", "seconds": 1e999}', "1e999 is no number"),
        ('{"id": "a", "answer": "x", "answer": "y"}', "'answer' is given twice"),
        ("[" * 100_000, "nested too deeply"),
        ({"id": "a", "suite": ["s"], "answer": "x"}, "Here: suite"),
        ({"id": "a", "suite": "other", "answer": "x"}, "no case has the id 'a' in a suite 'other'"),
        ({"outcome": "not_found", "claims": [], "citations": []}, "not an Answer (id"),
        ({"id": "a", "schema": 2, "outcome": "not_found", "claims": [], "citations": []}, "schema: 2, expected 1"),
        ({"id": "b", "answer": "x"}, "line 1: no case has the id 'b'"),
        ({"id": "a", "outcome": "answered", "claims": "x", "citations": []}, "line 1: not an Answer (claims"),
        ({"id": "a", "claims": []}, "line 1: not an Answer (outcome"),
    ],
)
def test_a_line_that_is_no_answer_is_an_error_before_anything_is_judged(
    line: Any, said: str, write: Write, suite: Suite, corpus: Corpus
) -> None:
    with pytest.raises(ConfigError) as caught:
        recorded([line], write, suite, corpus)
    assert said in str(caught.value)


def test_a_citation_with_a_place_of_its_own_is_judged_at_that_place(
    write: Write, suite: Suite, corpus: Corpus, articles: list[Article]
) -> None:
    start = articles[0].text.index(CLOSED)

    def verified(**place: int) -> float | None:
        citation = {"file": "flood.txt", "quote": CLOSED, **place}
        runs = recorded([{"id": "a", "answer": "On Monday.", "citations": [citation]}], write, suite, corpus)
        return measure([one for run in runs for one in run.turns])["quotes_verified"].value

    assert verified(start=start, end=start + len(CLOSED)) == verified(start=start) == verified() == 1
    assert verified(start=start + 1, end=start + 1 + len(CLOSED)) == 0


def test_what_an_answer_of_another_bot_leaves_out_is_filled_in(
    write: Write, suite: Suite, corpus: Corpus, articles: list[Article]
) -> None:
    start = articles[0].text.index(CLOSED)
    cited = {"file": "flood.txt", "start": start, "end": start + len(CLOSED), "quote": CLOSED}
    line = {"id": "a", "outcome": "answered", "claims": [{"text": "On Monday."}], "citations": [cited]}
    assert judged(recorded([line], write, suite, corpus))["a"] == "passed"


def test_half_a_character_in_an_answer_is_replaced(write: Write, suite: Suite, corpus: Corpus) -> None:
    runs = recorded(['{"id": "a", "answer": "Monday \\ud800"}'], write, suite, corpus)
    answer = runs[0].turns[0].reply.answer
    assert answer is not None
    assert answer.claims[0].text == "Monday \ufffd"


def test_an_id_that_is_answered_twice_is_an_error(write: Write, suite: Suite, corpus: Corpus) -> None:
    with pytest.raises(ConfigError, match="already answered"):
        recorded([{"id": "a", "answer": "x"}] * 2, write, suite, corpus)


class Server(ThreadingHTTPServer):
    """Replies to POST with whatever `reply` makes of the request."""

    daemon_threads = True
    reply: Callable[[dict[str, Any]], tuple[int, bytes]]
    asked: list[tuple[str, dict[str, Any], str | None]]
    location: str | None = None
    pause: float | None = None  # seconds between bytes

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that did not wait is part of the test."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, body, self.headers["Authorization"]))
        status, data = self.server.reply(body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()
        for piece in [data] if self.server.pause is None else [data[n : n + 1] for n in range(len(data))]:
            self.wfile.write(piece)
            time.sleep(self.server.pause or 0)

    do_GET = do_POST

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Handler)
    made.asked = []
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def test_a_server_is_asked_with_the_conversation_before_the_question(
    server: Server, suite: Suite, corpus: Corpus, articles: list[Article]
) -> None:
    right = answered("On Monday, x and y.", [cite(articles[0], CLOSED)])
    server.reply = lambda body: (200, json.dumps(replace(right, question=body["question"]).to_dict()).encode())
    remote = Remote(server.url, answerer="model", token="secret")
    runs = Runner(remote.respond, corpus).run([suite])
    assert judged(runs)["a"] == "passed"
    path, body, token = server.asked[-1]
    assert (path, token) == ("/api/ask", "Bearer secret")
    assert (body["question"], body["answerer"], body["articles"]) == ("Two", "model", None)
    assert body["history"] == [
        {
            "question": "One",
            "standalone_question": "?",
            "answer_text": "On Monday, x and y.",
            "article_ids": [articles[0].id],
        }
    ]


@pytest.mark.parametrize(
    ("status", "data", "said"),
    [
        (500, b"Traceback\nmore", "replied 500: Traceback"),
        (409, b'{"error": {"code": "library_empty", "message": "No articles yet."}}', "replied 409: No articles yet."),
        (404, b"", "replied 404"),
        (200, b"<html>", "no Answer"),
        (200, b"[]", "no Answer"),
        (200, b'{"outcome": "answered"}', "claims"),
        (200, b"[" * 100_000, "nested too deeply"),
        (200, b'{"outcome": "not_found", "claims": [], "citations": [], "confidence": NaN}', "NaN is no number"),
        (200, b'{"outcome": "not_found", "claims": [], "citations": [], "confidence": "nan"}', "from 0 to 1"),
        (200, b'{"outcome": "not_found", "claims": [], "citations": [], "timings_ms": {"total": -1}}', "timings_ms"),
        (200, b'{"schema": 2, "outcome": "not_found", "claims": [], "citations": []}', "schema: 2, expected 1"),
        (200, b'{"outcome": "answered", "claims": "x", "citations": []}', "claims: input should be a list"),
        (200, b'{"outcome": "answered", "claims": [], "citations": [{"start": "x"}]}', "citations.0"),
    ],
)
def test_what_is_no_answer_is_not_judged(
    status: int, data: bytes, said: str, server: Server, suite: Suite, corpus: Corpus
) -> None:
    server.reply = lambda _body: (status, data)
    runs = Runner(Remote(server.url).respond, corpus).run([suite])
    assert set(judged(runs).values()) == {"not_judged"}
    assert said in (runs[0].turns[0].judged.fault or "")


def test_a_server_that_takes_too_long_or_is_not_there_is_not_judged(
    server: Server, suite: Suite, corpus: Corpus
) -> None:
    def slow(_body: dict[str, Any]) -> tuple[int, bytes]:
        time.sleep(1)
        return 200, b"{}"

    server.reply = slow
    runs = Runner(Remote(server.url, seconds=0.1).respond, corpus).run([suite])
    assert "no answer within 0.1 s" in (runs[0].turns[0].judged.fault or "")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    runs = Runner(Remote(f"http://127.0.0.1:{port}").respond, corpus).run([suite])
    assert "cannot be reached" in (runs[0].turns[0].judged.fault or "")


def test_a_redirect_is_not_followed_so_that_no_token_goes_elsewhere(
    server: Server, suite: Suite, corpus: Corpus
) -> None:
    server.reply = lambda _body: (302, b"")
    server.location = f"{server.url}/elsewhere"
    runs = Runner(Remote(server.url, token="secret").respond, corpus).run([suite])
    assert "replied 302 and points to" in (runs[0].turns[0].judged.fault or "")
    assert {path for path, *_ in server.asked} == {"/api/ask"}


def test_a_reply_that_trickles_has_no_more_time_than_any_other(server: Server, suite: Suite, corpus: Corpus) -> None:
    server.pause = 0.05
    server.reply = lambda _body: (200, b" " * 200)
    began = time.monotonic()
    runs = Runner(Remote(server.url, seconds=0.3).respond, corpus).run([suite])
    assert "gave no answer within 0.3 s" in (runs[0].turns[0].judged.fault or "")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("url", ["http://name:word@127.0.0.1:1", "http://name@127.0.0.1:1"])
def test_a_password_in_an_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Remote(url)
    assert "NEWSBOT_API_TOKEN" in str(caught.value)
    assert "word@" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["", "127.0.0.1:80", "file:///etc/passwd", "ftp://x", "http://", "http://[bad", "http://127.0.0.1:99999"],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="is no address"):
        Remote(url)


def test_an_address_may_be_that_of_the_page_or_of_the_api() -> None:
    for url in ("http://127.0.0.1:8501", "http://127.0.0.1:8501/", "http://127.0.0.1:8501/api/ask"):
        assert Remote(url).url == "http://127.0.0.1:8501/api/ask"
