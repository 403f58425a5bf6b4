from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import httpx2
import numpy as np
import openai
import pytest

from vectorstore.embedders import Patience, make_embedder
from vectorstore.errors import EmbedderError, MissingApiKey, NewsBotError
from vectorstore.openai_embedder import Endpoint, OpenAIEmbedder, make_openai_embedder

KEY = "sk-secret-0123456789abcdef"


def vector(text: str) -> list[float]:
    """A text becomes its counts of letters, so that expected vectors are worked out by hand."""
    return [float(text.count(letter)) for letter in "abcd"] + [0.5]


class Server:
    """Answers as a good server does, unless a reply is queued; remembers what it was asked."""

    def __init__(self, *replies: httpx2.Response | Exception | Callable[[dict[str, Any]], Any]):
        self.replies = list(replies)
        self.requests: list[httpx2.Request] = []
        self.transport = httpx2.MockTransport(self._reply)

    @property
    def asked(self) -> list[list[str]]:
        return [json.loads(request.content)["input"] for request in self.requests]

    def _reply(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        body = json.loads(request.content)
        assert body["encoding_format"] == "float"
        reply = self.replies.pop(0) if self.replies else good
        if isinstance(reply, Exception):
            raise reply
        return reply if isinstance(reply, httpx2.Response) else httpx2.Response(200, json=reply(body))


def good(body: dict[str, Any]) -> dict[str, Any]:
    rows = [{"object": "embedding", "index": i, "embedding": vector(text)} for i, text in enumerate(body["input"])]
    return {"object": "list", "model": body["model"], "data": rows, "usage": {"prompt_tokens": 1, "total_tokens": 1}}


def failure(status: int, code: str | None = None, message: str = "no", **headers: str) -> httpx2.Response:
    return httpx2.Response(status, json={"error": {"message": message, "code": code}}, headers=headers)


def embedder(server: Server, waits: list[float] | None = None, **settings: Any) -> OpenAIEmbedder:
    endpoint = Endpoint("http://embed.test/v1", "toy", KEY, **settings)
    made = OpenAIEmbedder(endpoint, transport=server.transport, sleep=(waits if waits is not None else []).append)
    made.__dict__["dimension"] = 5  # known, so that it costs no request
    return made


def refusal(server: Server, waits: list[float] | None = None, **settings: Any) -> str:
    with pytest.raises(EmbedderError) as error:
        embedder(server, waits, **settings).encode_passages(["a", "b"])
    text = str(error.value)
    assert "\n" not in text
    assert KEY not in text
    assert "--embedder" in text
    assert error.value.__cause__ is None
    assert error.value.__context__ is None
    return text


def test_vectors_have_unit_length_and_the_order_of_the_texts_whatever_the_order_of_the_reply():
    server = Server(lambda body: {**good(body), "data": good(body)["data"][::-1]})
    got = embedder(server).encode_passages(["aa", "b", "abc"])
    expected = np.array([vector(text) for text in ("aa", "b", "abc")])
    assert np.allclose(got, expected / np.linalg.norm(expected, axis=1, keepdims=True))
    assert got.dtype == np.float32


def test_texts_travel_in_batches_and_progress_counts_texts():
    server, told = Server(), []
    assert embedder(server, batch_size=2).encode_passages(list("abcda"), told.append).shape == (5, 5)
    assert server.asked == [["a", "b"], ["c", "d"], ["a"]]
    assert told == [2, 4, 5]


def test_an_empty_text_is_sent_as_a_space_and_a_broken_one_mended():
    server = Server()
    embedder(server).encode_passages(["", "half a \ud83d pair"])
    assert server.asked == [[" ", "half a ? pair"]]


def test_the_dimension_of_an_unknown_model_is_asked_once_and_of_a_known_one_never():
    server = Server()
    asking = OpenAIEmbedder(Endpoint(model="toy", api_key=KEY), transport=server.transport)
    assert (asking.dimension, asking.dimension) == (5, 5)
    assert "toy:5" in asking.fingerprint
    assert len(server.requests) == 1
    assert make_embedder("openai", api_key=KEY).dimension == 1536


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda body: {**good(body), "data": good(body)["data"][:1]}, "1 vectors for 2 texts"),
        (lambda body: {**good(body), "data": [good(body)["data"][0]] * 2}, "numbers do not fit"),
        (lambda body: {"data": [{"index": i, "embedding": [0.0] * 5} for i in (0, 1)]}, "zero or not finite"),
        (lambda body: {"data": [{"index": i, "embedding": [1.0] * 4} for i in (0, 1)]}, "4 numbers where 5"),
        (lambda body: {"data": [{"index": i, "embedding": [1.0] * (i + 4)} for i in (0, 1)]}, "no list of vectors"),
        (lambda body: {"data": [{"index": i, "embedding": "AACAPw=="} for i in (0, 1)]}, "no list of vectors"),
        (lambda body: {"data": [{"index": i, "embedding": None} for i in (0, 1)]}, "no list of vectors"),
        (lambda body: {"data": None}, "no list of vectors"),
        (lambda body: {"data": [1, 2]}, "no list of vectors"),
        (lambda body: {}, "no list of vectors"),
        (lambda body: [], "no list of vectors"),
    ],
)
def test_a_reply_of_another_form_is_refused(spoil, says):
    assert says in refusal(Server(spoil))


def test_numbers_that_are_not_finite_are_refused():
    for number in ("NaN", "Infinity", "1e300"):
        rows = ",".join(f'{{"index": {i}, "embedding": [1, 1, 1, 1, {number}]}}' for i in (0, 1))
        reply = httpx2.Response(200, text=f'{{"data": [{rows}]}}', headers={"content-type": "application/json"})
        assert "zero or not finite" in refusal(Server(reply))


@pytest.mark.parametrize(("text", "kind"), [("<html>hello</html>", "text/html"), ("{", "application/json")])
def test_a_page_or_broken_json_in_place_of_vectors_is_refused(text, kind):
    reply = httpx2.Response(200, text=text, headers={"content-type": kind})
    assert "no list of vectors" in refusal(Server(reply))


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503])
def test_a_passing_fault_is_asked_again(status):
    server, waits = Server(failure(status), failure(status)), []
    assert embedder(server, waits).encode_passages(["a"]).shape == (1, 5)
    assert len(server.requests) == 3
    assert waits == [0.5, 1.0]


@pytest.mark.parametrize(
    ("fault", "says"),
    [(httpx2.ConnectError("no route"), "cannot be reached"), (httpx2.ReadTimeout("slow"), "did not answer in time")],
)
def test_a_lost_connection_is_asked_again_three_times_at_most(fault, says):
    server = Server(fault, fault, fault)
    assert says in refusal(server)
    assert len(server.requests) == 3


def test_a_server_that_stays_silent_is_asked_again_only_where_there_is_time_for_as_long_a_silence():
    silence = httpx2.ReadTimeout("slow")
    server = Server(silence, silence, silence)
    assert "in time" in refusal(server, batch=Patience(read_seconds=20, whole_seconds=45))
    assert len(server.requests) == 3  # these took no time at all
    server = Server(silence)
    assert "in time" in refusal(server, batch=Patience(read_seconds=20, whole_seconds=20))
    assert len(server.requests) == 1


def test_a_question_waits_no_longer_than_it_may_and_an_ingest_does():
    def dripping(body: dict[str, Any]) -> dict[str, Any]:
        time.sleep(0.6)
        return good(body)

    made = embedder(Server(dripping, dripping), question=Patience(whole_seconds=0.1), batch=Patience(whole_seconds=30))
    began = time.monotonic()
    with pytest.raises(EmbedderError, match="did not answer in time"):
        made.encode_query("a")
    assert time.monotonic() - began < 0.5
    assert made.encode_passages(["a"]).shape == (1, 5)


def test_the_limits_of_a_request_are_those_of_what_it_is_for():
    server = Server()
    made = embedder(server, question=Patience(2, 3, 4), batch=Patience(5, 6, 7))
    made.encode_query("a")
    made.encode_passages(["a"])
    limits = [request.extensions["timeout"] for request in server.requests]
    assert [(one["connect"], one["read"]) for one in limits] == [(2, 3), (5, 6)]


def test_retry_after_is_honoured_within_the_budget_only():
    waits: list[float] = []
    embedder(Server(failure(429, **{"retry-after": "7"})), waits).encode_query("a")
    assert waits == [7]
    server = Server(failure(429, **{"retry-after": "120"}))
    assert "failed (429)" in refusal(server)
    assert len(server.requests) == 1
    date = Server(failure(503, **{"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}))
    assert embedder(date, waits).encode_query("a").shape == (5,)


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (failure(429, "insufficient_quota"), "quota is used up"),
        (failure(400, message="too\nlong"), "400: too long"),
        (failure(401, message=f"Incorrect API key provided: {KEY}"), "refuses the key (401)"),
        (failure(403), "refuses the key (403)"),
        (failure(404, message="no such model"), "404: no such model"),
        (failure(422, message=f"header was Bearer {KEY} and sk-****cdef"), "Bearer *** and ***"),
        (httpx2.Response(413, text="<html>too large</html>"), "413: no reason given"),
    ],
)
def test_a_lasting_fault_is_asked_once_and_said_without_the_key(reply, says):
    server = Server(reply)
    assert says in refusal(server)
    assert len(server.requests) == 1


def test_a_redirect_is_not_followed():
    server = Server(httpx2.Response(307, headers={"location": "http://elsewhere.test/v1/embeddings"}))
    assert "redirects" in refusal(server)
    assert [request.url.host for request in server.requests] == ["embed.test"]


def test_every_error_of_the_vendor_becomes_ours(monkeypatch):
    request = httpx2.Request("POST", "http://embed.test")
    response = httpx2.Response(418, request=request)
    for kind in _subclasses(openai.OpenAIError):
        made = kind.__new__(kind)
        Exception.__init__(made, KEY)
        for name, value in {"status_code": 418, "code": None, "body": None, "response": response}.items():
            if issubclass(kind, openai.APIStatusError) or name != "status_code":
                monkeypatch.setattr(made, name, value, raising=False)
        asking = embedder(Server())
        monkeypatch.setattr(asking._client.embeddings, "create", _raiser(made))
        with pytest.raises(NewsBotError) as error:
            asking.encode_query("a")
        assert KEY not in str(error.value)


def _subclasses(kind: type[Exception]) -> set[type[Exception]]:
    return {kind}.union(*(_subclasses(child) for child in kind.__subclasses__()))


def _raiser(error: Exception) -> Callable[..., None]:
    def create(**_: Any) -> None:
        raise error

    return create


def test_without_a_key_both_ways_out_are_named():
    with pytest.raises(MissingApiKey, match=r"Set OPENAI_API_KEY.*--embedder"):
        make_embedder("openai")


def test_a_server_of_ones_own_never_gets_the_key_of_the_environment(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    server = Server()
    local = make_openai_embedder(base_url="http://embed.test/v1", model="toy", transport=server.transport)
    local.encode_query("a")
    assert server.requests[0].headers["authorization"] == "Bearer none"


def test_the_address_in_the_environment_does_not_divert_a_key(monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://elsewhere.test/v1")
    server = Server()
    make_openai_embedder(api_key=KEY, model="toy", transport=server.transport).encode_query("a")
    assert server.requests[0].url.host == "api.openai.com"


def test_the_key_is_not_in_the_settings_as_printed():
    assert KEY not in repr(Endpoint(api_key=KEY))
