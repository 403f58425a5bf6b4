"""A server on a real socket that speaks enough of the OpenAI protocol to answer, and every way of failing at it.

A script is a list of steps, one per request, the last one for all that follow. Keys of a step:

    endpoint    only for requests whose path ends so; others get a plain answer
    status, headers, body   as given; a dict body is sent as JSON. {PORT} in a header is this server's port
    chunks, finish, done    pieces of text as a stream of events, its finish_reason, and the last [DONE]
    hold_after              so many pieces are sent at once, the rest only after `go` is set
    gap_s, delay_s          seconds before each piece, and before anything at all
    raw, raw_event, raw_chunks_b64   bytes as they are: the whole body, after the chunks, as the body in pieces
    cut                     "clean_eof" ends an orderly body too early, "reset" drops the connection
    connect: hang           nothing is ever answered
    echo_key                the text of the Authorization header becomes the answer
    drop_last, shuffle_with_index   of /embeddings: too few vectors; vectors in another order, with their index
"""

from __future__ import annotations

import base64
import hashlib
import json
import select
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Step = Mapping[str, Any]
Reply = Callable[[dict[str, Any]], str]
DIMENSION = 8


@dataclass
class Seen:
    """A request as it arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class FakeProvider:
    """`steps` is a script, or `reply` writes each answer from the request's body."""

    steps: Sequence[Step] = ()
    reply: Reply | None = None
    requests: list[Seen] = field(default_factory=list)
    disconnected: threading.Event = field(default_factory=threading.Event)  # a client left before the end
    finished: threading.Event = field(default_factory=threading.Event)  # an answer was sent to its end
    released: threading.Event = field(default_factory=threading.Event)  # ends every hang
    go: threading.Event = field(default_factory=threading.Event)  # lets a held answer go on
    port: int = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def chats(self) -> list[Seen]:
        return [seen for seen in self.requests if seen.path.endswith("/chat/completions")]

    def step_for(self, path: str) -> Step:
        fitting = [step for step in self.steps if path.endswith(step.get("endpoint", ""))]
        before = sum(seen.path == path for seen in self.requests) - 1
        return fitting[min(before, len(fitting) - 1)] if fitting else {}


@contextmanager
def serve(*steps: Step, reply: Reply | None = None) -> Iterator[FakeProvider]:
    provider = FakeProvider(steps, reply)

    class Handler(_Handler):
        fake = provider

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    provider.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def blackhole() -> Iterator[str]:
    """A base URL at which connecting never succeeds: the queue of its socket is full."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    waiting = []
    for _ in range(4):
        one = socket.socket()
        one.setblocking(False)
        one.connect_ex(listener.getsockname())
        waiting.append(one)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    finally:
        for one in (*waiting, listener):
            one.close()


class _Gone(Exception):
    """The client closed its side."""


class _Handler(BaseHTTPRequestHandler):
    fake: FakeProvider
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._note({})
        self._send(200, json.dumps({"object": "list", "data": []}).encode())

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        body = json.loads(self.rfile.read(length) or b"{}")
        self._note(body)
        self.close_connection = True
        try:
            self._answer(self.fake.step_for(self.path), body)
            self.fake.finished.set()
        except (_Gone, BrokenPipeError, ConnectionResetError):
            self.fake.disconnected.set()

    def _note(self, body: dict[str, Any]) -> None:
        self.fake.requests.append(Seen(self.path, {k.lower(): v for k, v in self.headers.items()}, body))

    def _answer(self, step: Step, body: dict[str, Any]) -> None:
        if step.get("connect") == "hang":
            self._wait(3600)
            return
        self._wait(step.get("delay_s", 0))
        if "body" in step or step.get("status", 200) != 200:
            self._plain(step)
        elif self.path.endswith("/embeddings"):
            self._send(200, json.dumps(_embeddings(body, step)).encode())
        elif "raw" in step:
            self._send(
                200, step["raw"].encode(), dict(step.get("headers", {})) or {"content-type": "text/event-stream"}
            )
        elif "raw_chunks_b64" in step:
            self._start_stream()
            for piece in step["raw_chunks_b64"]:
                self._write(base64.b64decode(piece))
            self._end(step)
        else:
            self._stream(step, body)

    def _plain(self, step: Step) -> None:
        content = step.get("body", {"error": {"message": f"status {step.get('status')}"}})
        data = content.encode() if isinstance(content, str) else json.dumps(content).encode()
        headers = {k: str(v).replace("{PORT}", str(self.fake.port)) for k, v in step.get("headers", {}).items()}
        self._send(step.get("status", 200), data, {"content-type": "application/json", **headers})

    def _stream(self, step: Step, body: dict[str, Any]) -> None:
        chunks = list(step.get("chunks", ()))
        if step.get("echo_key"):
            chunks = [self.headers.get("authorization", "")]
        if self.fake.reply is not None and not chunks:
            chunks, step = _in_pieces(self.fake.reply(body)), {"finish": "stop", "done": True, **step}
        if not body.get("stream"):
            self._send(200, json.dumps(_whole("".join(chunks), step)).encode())
            return
        self._start_stream()
        for at, text in enumerate(chunks):
            if at == step.get("hold_after"):
                self.fake.go.wait(60)
            self._wait(step.get("gap_s", 0))
            self._event(_chunk({"content": text}))
        if step.get("finish"):
            self._event(_chunk({}, step["finish"]))
            self._event({**_chunk({}), "choices": [], "usage": _usage(body, "".join(chunks))})
        if "raw_event" in step:
            self._write(step["raw_event"].encode())
        if step.get("done"):
            self._write(b"data: [DONE]\n\n")
        self._end(step)

    def _start_stream(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def _event(self, data: dict[str, Any]) -> None:
        self._write(b"data: " + json.dumps(data).encode() + b"\n\n")

    def _write(self, data: bytes) -> None:
        if _left(self.connection):
            raise _Gone
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _end(self, step: Step) -> None:
        if step.get("cut") == "reset":
            # Linger of zero seconds: closing sends a reset instead of an orderly end.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        else:
            self.wfile.write(b"0\r\n\r\n")

    def _send(self, status: int, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {"content-type": "application/json"}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _wait(self, seconds: float) -> None:
        """Sleeps, and notices a client that hangs up meanwhile."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.fake.released.is_set():
            if _left(self.connection):
                raise _Gone
            time.sleep(min(0.01, seconds))


def _left(connection: socket.socket) -> bool:
    readable, _, _ = select.select([connection], [], [], 0)
    return bool(readable) and connection.recv(1, socket.MSG_PEEK) == b""


def _in_pieces(text: str) -> list[str]:
    return [text[at : at + 7] for at in range(0, len(text), 7)]


def _chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "fake", "choices": [choice]}


def _whole(text: str, step: Step) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": step.get("finish")}
    return {"id": "c", "object": "chat.completion", "created": 0, "model": "fake", "choices": [choice]}


def _usage(body: dict[str, Any], text: str) -> dict[str, int]:
    """Words, so that expected figures can be worked out by hand."""
    asked = sum(len(str(message["content"]).split()) for message in body.get("messages", ()))
    said = len(text.split())
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def _embeddings(body: dict[str, Any], step: Step) -> dict[str, Any]:
    texts = [body["input"]] if isinstance(body["input"], str) else list(body["input"])
    data = [
        {"object": "embedding", "index": at, "embedding": _encoded(vector_of(text), body)}
        for at, text in enumerate(texts)
    ]
    if step.get("shuffle_with_index"):
        data.reverse()
    kept = data[: len(data) - step.get("drop_last", 0)]
    return {"object": "list", "model": "fake", "data": kept, "usage": {"prompt_tokens": 1, "total_tokens": 1}}


def vector_of(text: str) -> list[float]:
    """The vector that this server gives to a text."""
    return [byte / 255 for byte in hashlib.sha256(text.encode()).digest()[:DIMENSION]]


def _encoded(vector: list[float], body: dict[str, Any]) -> Any:
    if body.get("encoding_format") == "base64":
        return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
    return vector
