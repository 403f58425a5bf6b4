"""Every way a provider can fail ends in a line that says so, the offline answer, and nothing shown unproved.

What a person and an evaluation see of it is in tests/cli/test_faults.py and tests/ui/test_browser_faults.py.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from langchain_core.messages import AIMessageChunk
from langchain_core.runnables import RunnableGenerator

from bot.answer import Answer, Usage
from bot.answerer import TextDelta
from bot.engine import NewsBot
from bot.model.secrets import keys_among
from bot.model_answerer import ModelAnswerer
from tests.bot.models import COST, JOBS, KEY, PATIENT, PLANT, QUESTION, QUICK, QuotesTheCost, bot
from tests.bot.texts import FixedSearcher
from tests.fake_provider import FakeProvider, blackhole, serve

WHOLE = {"chunks": [COST], "finish": "stop", "done": True}
BODY = {"error": {"message": f"Incorrect API key provided: {KEY}", "code": "invalid_api_key"}}
LIMIT = "Rate limit reached: 3 a minute. To raise it, add a payment method: https://p.example/account/billing."


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between calls; how long that is has its own test."""
    monkeypatch.setattr("bot.model_answerer._BACK_OFF", 0.01)


def asked(*steps: dict[str, Any], **settings: Any) -> tuple[Answer, FakeProvider]:
    with serve(*steps) as provider:
        return bot(provider.base_url, **settings).ask(QUESTION), provider


def assert_offline(answer: Answer, code: str) -> None:
    assert answer.notice is not None
    assert answer.notice.code == code
    assert "\n" not in answer.notice.message
    assert (answer.requested_answerer, answer.answerer) == ("model", "offline")
    assert [claim.text for claim in answer.claims] == [COST]
    assert KEY[3:11] not in json.dumps(answer.to_dict())


@pytest.mark.parametrize(
    ("steps", "code", "calls"),
    [
        ([{"status": 429, "headers": {"retry-after": "120"}}], "busy", 1),
        ([{"status": 429}], "busy", 1),
        (
            [{"status": 429, "body": {"error": {"code": "insufficient_quota"}}, "headers": {"retry-after": "0"}}],
            "quota",
            1,
        ),
        ([{"status": 503}], "server", 3),
        ([{"status": 500}], "server", 3),
        ([{"status": 503, "headers": {"retry-after": "120"}}], "server", 1),
        ([{"status": 529, "headers": {"retry-after-ms": "120000"}}], "server", 1),
        ([{"status": 401, "body": BODY}], "authentication", 1),
        ([{"status": 403, "body": BODY}], "authentication", 1),
        ([{"status": 404, "body": {"error": {"message": "model not found"}}}], "model_not_found", 1),
        ([{"status": 404, "body": {"error": {"code": "model_not_found"}}}], "model_not_found", 1),
        ([{"status": 404, "body": {"detail": "Not Found"}}], "address", 1),
        ([{"status": 404, "body": "404 page not found"}], "address", 1),
        ([{"status": 402, "body": {"error": {"message": "Insufficient credits.", "code": 402}}}], "quota", 1),
        ([{"status": 429, "body": {"error": {"type": "billing_error"}}, "headers": {"retry-after": "0"}}], "quota", 1),
        ([{"status": 429, "body": {"error": {"message": "You exceeded your current quota."}}}], "quota", 1),
        ([{"status": 400, "body": BODY}], "bad_request", 1),
        ([{"status": 400, "body": {"error": {"code": "context_length_exceeded"}}}], "too_long", 2),
        ([{"status": 418}], "refused", 1),
        ([{"status": 302, "headers": {"location": "http://localhost:{PORT}/steal"}}], "redirect", 1),
        ([{"raw": '{"id":"c","choices":['}], "unreadable", 1),
        ([{"raw": 'data: {"id": "c"}\n\n'}], "incomplete", 3),
        ([{"raw": "data: [1, 2]\n\n"}], "unreadable", 1),
        ([{"raw": "<html>Log in</html>", "headers": {"content-type": "text/html"}}], "unreadable", 1),
        ([{"body": {"choices": []}}], "unreadable", 1),
        ([{"chunks": [""], "finish": "stop", "done": True}], "empty", 1),
        ([{"chunks": ["![x](https://canary.example/p)"], "finish": "stop", "done": True}], "empty", 1),
        ([{"chunks": ["<think>secret plan"], "finish": "stop", "done": True}], "empty", 1),
        ([{"chunks": ["The plant"], "finish": "length", "done": True}], "length", 1),
        ([{"chunks": ["The plant"], "finish": "content_filter", "done": True}], "content_filter", 1),
        ([{"chunks": [COST, " And "], "cut": "clean_eof"}], "incomplete", 1),
        ([{"chunks": [COST, " And "], "done": True}], "incomplete", 1),
        ([{"chunks": [COST, " And "], "cut": "reset"}], "connection", 1),
        ([{"chunks": ["The pl"], "raw_event": 'data: {"id": "c'}], "incomplete", 1),
        ([{"chunks": ["The pl"], "raw_event": 'data: {"id": "c\n\n'}], "unreadable", 1),
        ([{"connect": "hang"}], "timeout", 1),
        ([{**WHOLE, "delay_s": 3}], "timeout", 1),
        ([{"chunks": ["The ", "plant"], "gap_s": 0.45, "finish": "stop"}], "timeout", 1),
        ([{"chunks": ["The "] * 40, "gap_s": 0.1, "finish": "stop"}], "timeout", 1),
    ],
)
def test_a_fault_is_said_in_one_line_and_followed_by_the_offline_answer(
    steps: list[dict[str, Any]], code: str, calls: int
) -> None:
    answer, provider = asked(*steps, limits=QUICK if code == "timeout" else PATIENT)
    assert_offline(answer, code)
    assert len(provider.chats) == calls
    assert len(provider.requests) == calls  # and nothing at any other address
    assert not answer.complete


def test_an_address_with_nothing_behind_it_is_told_from_a_model_that_is_not_known() -> None:
    page = {"status": 404, "body": "<html><p>The model train museum has moved.</p></html>"}
    for step, setting in ((page, "OPENAI_BASE_URL"), ({"status": 404, "body": "no such model"}, "NEWSBOT_MODEL")):
        answer, _ = asked(step)
        assert answer.notice is not None
        assert setting in answer.notice.message


def test_the_servers_reason_is_given_whole_with_its_quotation_marks_and_without_the_key() -> None:
    said = f"Invalid value for 'model': must be a \"chat\" model, not 'x'. Key {KEY}."
    answer, _ = asked({"status": 400, "body": {"error": {"message": f"{said}\nMore."}}})
    assert_offline(answer, "bad_request")
    assert answer.notice is not None
    assert "Invalid value for 'model': must be a \"chat\" model, not 'x'. Key " in answer.notice.message


def test_no_connection_at_all_ends_within_the_limit_for_connecting() -> None:
    with blackhole() as url:
        assert_offline(bot(url, limits=QUICK).ask(QUESTION), "timeout")
    assert_offline(bot("http://127.0.0.1:9/v1").ask(QUESTION), "connection")


@pytest.mark.parametrize(
    "first",
    [
        {"status": 503},
        {"status": 408},
        {"status": 409},
        {"status": 503, "headers": {"retry-after": "0.1"}},
        {"status": 429, "headers": {"retry-after": "0.1"}},
        *(
            {"status": 429, "headers": {"retry-after": "0.1"}, "body": {"error": {"message": LIMIT, **more}}}
            for more in ({"type": "requests", "code": "rate_limit_exceeded"}, {"type": "tokens"}, {})
        ),
        {"status": 400, "body": {"error": {"message": "Unsupported value: temperature", "param": "temperature"}}},
    ],
)
def test_a_fault_that_may_pass_is_tried_again(first: dict[str, Any]) -> None:
    answer, provider = asked(first, WHOLE)
    assert (answer.answerer, answer.notice) == ("model", None)
    assert len(provider.chats) == 2


def test_a_parameter_that_the_server_does_not_know_is_left_out_the_second_time() -> None:
    unknown = {
        "status": 400,
        "body": {"error": {"message": "Unsupported value: 'temperature'", "param": "temperature"}},
    }
    _, provider = asked(unknown, WHOLE)
    assert ["temperature" in seen.body for seen in provider.chats] == [True, False]


def test_passages_that_are_too_long_are_sent_again_as_fewer() -> None:
    too_long = {"status": 400, "body": {"error": {"code": "context_length_exceeded"}}}
    answer, provider = asked(too_long, WHOLE)
    assert answer.answerer == "model"
    sent = [seen.body["messages"][-1]["content"].count('{"mark"') for seen in provider.chats]
    assert sent == [2, 1]


def test_nothing_is_tried_again_once_text_was_shown() -> None:
    answer, provider = asked({"chunks": ["The plant in Dorn "], "cut": "clean_eof"}, WHOLE)
    assert len(provider.chats) == 1
    assert answer.draft == "The plant in Dorn "


def test_what_came_after_the_last_whole_sentence_is_kept_as_a_draft() -> None:
    bad = "It was built by 900 robots."
    for text in (f"{COST} It will emp", f"{bad} {COST} It will emp", f"{COST} [7] {bad} It will emp"):
        answer, _ = asked({"chunks": [text], "finish": "length", "done": True})
        assert [claim.text for claim in answer.claims] == [COST]
        assert answer.draft.strip() == "It will emp"
        assert (answer.answerer, answer.stop_reason, answer.complete) == ("model", "length", False)


def test_a_half_marker_and_a_broken_character_are_never_shown() -> None:
    answer, _ = asked({"chunks": ["It cost 4.2 million ", "["], "cut": "clean_eof"})
    assert answer.draft.strip() == "It cost 4.2 million"
    answer, _ = asked(
        {"raw_chunks_b64": ["ZGF0YTogeyJjaG9pY2VzIjpbeyJkZWx0YSI6eyJjb250ZW50IjoiY2Fmww=="], "cut": "reset"}
    )
    assert answer.draft == ""


def test_reasoning_is_not_shown_as_an_answer() -> None:
    answer, _ = asked({**WHOLE, "chunks": ["<think>the bridge", " is a secret</th", "ink>", COST]})
    assert [claim.text for claim in answer.claims] == [COST]
    assert "secret" not in json.dumps(answer.to_dict())


def test_a_sentence_with_an_invented_passage_that_nothing_supports_is_refused() -> None:
    answer, _ = asked({**WHOLE, "chunks": ["It cost 9.9 billion [7]."]})
    assert answer.rejected[0].text == "It cost 9.9 billion."
    assert "9.9" not in answer.text
    assert_offline(answer, "unproved")


def test_a_stop_ends_the_request_at_once_and_keeps_the_draft() -> None:
    with serve({"chunks": ["The plant ", "in Dorn ", *["x "] * 500], "gap_s": 0.05, "finish": "stop"}) as provider:
        stream = bot(provider.base_url).stream(QUESTION)
        for piece in stream:
            assert isinstance(piece, TextDelta)
            stream.stop()
        assert provider.disconnected.wait(2)
        assert not provider.finished.is_set()
    assert (stream.answer.stop_reason, stream.answer.complete, stream.answer.answerer) == ("user", False, "model")
    assert stream.answer.draft.startswith("The plant")


@pytest.mark.parametrize("silence", [{"connect": "hang"}, {"delay_s": 60}, {"chunks": ["The ", "x"], "gap_s": 60}])
def test_a_stop_from_another_thread_ends_a_request_that_is_silent(silence: dict[str, Any]) -> None:
    with serve(silence) as provider:
        stream = bot(provider.base_url).stream(QUESTION)
        reader = threading.Thread(target=list, args=(stream,))
        reader.start()
        until = time.monotonic() + 10
        while not provider.chats and time.monotonic() < until:
            time.sleep(0.01)
        stream.stop()
        reader.join(5)
        assert not reader.is_alive()
        assert silence.get("connect") or provider.disconnected.wait(2)
    assert stream.answer.stop_reason == "user"


def test_letting_go_of_a_stream_ends_its_request() -> None:
    with serve({"chunks": ["The plant "] * 500, "gap_s": 0.02, "finish": "stop"}) as provider:
        stream = bot(provider.base_url).stream(QUESTION)
        next(iter(stream))
        del stream
        assert provider.disconnected.wait(2)


def test_a_key_that_the_server_sends_back_is_never_shown() -> None:
    for step in ({"echo_key": True, "finish": "stop", "done": True}, {"status": 401, "body": BODY}):
        with serve(step) as provider:
            stream = bot(provider.base_url).stream(QUESTION)
            shown = "".join(piece.text for piece in stream)
        everything = shown + json.dumps(stream.answer.to_dict())
        assert not any(KEY[at : at + 8] in everything for at in range(len(KEY) - 7))


def test_the_keys_of_other_providers_are_never_shown_either() -> None:
    other = "a1B2-other-providers-key"
    assert keys_among({"SOMEBODYS_API_KEY": other, "HOME": "/"}) == (other,)
    stream_error = f"data: {json.dumps({'error': {'message': other, 'type': 'invalid_request_error'}})}\n\n"
    for step in ({**WHOLE, "chunks": ["Key ", other[:9], other[9:]]}, {"raw_event": stream_error}):
        with serve(step) as provider:
            stream = bot(provider.base_url, other_keys=(other,)).stream(QUESTION)
            shown = "".join(piece.text for piece in stream)
        assert other[4:12] not in shown + json.dumps(stream.answer.to_dict())


def test_calls_are_further_and_further_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("bot.model_answerer._BACK_OFF", 0.5)
    monkeypatch.setattr("bot.model.provider.Budget.wait", lambda _, seconds: waited.append(seconds))
    asked({"status": 503})
    assert waited == [0.5, 1.0]


def test_a_server_that_says_when_to_come_back_is_given_that_time(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("bot.model.provider.Budget.wait", lambda _, seconds: waited.append(seconds))
    asked({"status": 503, "headers": {"retry-after": "3"}}, {"status": 429, "headers": {"retry-after": "7"}}, WHOLE)
    assert waited == [3, 7]


@pytest.mark.parametrize(
    ("error", "code", "calls"),
    [
        ({"message": "Over your plan", "type": "insufficient_quota", "code": "insufficient_quota"}, "quota", 1),
        ({"message": "Slow down", "type": "requests", "code": "rate_limit_exceeded"}, "busy", 1),
        ({"message": f"Key {KEY}", "type": "invalid_request_error", "code": "invalid_api_key"}, "authentication", 1),
        ({"message": f"Not with {KEY}", "type": "invalid_request_error"}, "bad_request", 1),
        ({"message": "x", "type": "invalid_request_error", "code": "context_length_exceeded"}, "too_long", 2),
        ({"message": "Try with your API key again", "type": "server_error"}, "server", 3),
        ({"message": "Upstream is gone", "code": 502}, "server", 3),
        ({"message": "No quota", "code": 429}, "quota", 1),
        ("boom", "server", 3),
    ],
)
def test_an_error_event_within_a_stream_is_told_as_what_it_is(error: Any, code: str, calls: int) -> None:
    event = f"data: {json.dumps({'error': error})}\n\n"
    answer, provider = asked({"raw_event": event})
    assert_offline(answer, code)
    assert len(provider.chats) == calls
    answer, provider = asked({"chunks": ["The plant in Dorn "], "raw_event": event})
    assert_offline(answer, code)
    assert answer.draft.strip() == "The plant in Dorn"
    assert len(provider.chats) == 1


def test_no_proxy_of_retries_beyond_ours() -> None:
    answer, provider = asked({"status": 503}, {"status": 503}, {"status": 503}, WHOLE)
    assert_offline(answer, "server")
    assert len(provider.chats) == QUICK.most_calls


def test_each_vendor_error_becomes_one_of_ours() -> None:
    import httpx2
    import openai

    from bot.faults import ModelFault
    from bot.model.vendor_errors import About, translated

    request = httpx2.Request("POST", "http://server/v1")
    raised: list[Exception] = [
        json.JSONDecodeError("x", "y", 0),
        IndexError(),
        KeyError("choices"),
        TypeError(),
        OSError(),
    ]
    for kind in _subclasses(openai.OpenAIError):
        made: Any = kind.__new__(kind)  # their constructors differ
        if issubclass(kind, openai.APIStatusError):
            made.status_code = getattr(kind, "status_code", None) or 400
            made.response = httpx2.Response(made.status_code, request=request)
        raised.append(made)
    raised += [kind("gone") for kind in (httpx2.ReadError, httpx2.RemoteProtocolError, httpx2.ConnectTimeout)]
    for error in raised:
        with pytest.raises(ModelFault) as fault, translated(About("m", "the server", ())):
            raise error
        assert "\n" not in str(fault.value)
    assert len(raised) > 15


def _subclasses(kind: type) -> list[type]:
    return [kind, *(deeper for sub in kind.__subclasses__() for deeper in _subclasses(sub))]


# --- providers that do not speak OpenAI's protocol


def other_provider(monkeypatch: pytest.MonkeyPatch, *chunks: AIMessageChunk, fault: Exception | None = None) -> Answer:
    """A chain of LangChain's in the place of a provider whose package need not be installed."""

    def written(_: Any) -> Iterator[AIMessageChunk]:
        yield from chunks
        if fault is not None:
            raise fault

    monkeypatch.setattr("bot.model_answerer.open_model", lambda *_: RunnableGenerator(written))
    answerers = {"model": ModelAnswerer("somebody:model"), "offline": QuotesTheCost()}
    return NewsBot(FixedSearcher(PLANT), answerers, default="model").ask(QUESTION)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "ended",
    [
        {"stop_reason": "end_turn"},  # Anthropic
        {"stop_reason": "stop_sequence"},
        {"finish_reason": "STOP"},  # Google
        {"finish_reason": "FinishReason.STOP"},
        {"finishReason": "STOP"},
        {"done_reason": "stop"},  # Ollama
        {"stopReason": "end_turn"},  # Bedrock
        {"finish_reason": "COMPLETE"},  # Cohere
        {"finish_reason": "eos_token"},  # Hugging Face
    ],
)
def test_every_providers_word_for_the_end_is_known(ended: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    answer = other_provider(
        monkeypatch, AIMessageChunk(f"{COST} "), AIMessageChunk(JOBS), AIMessageChunk("", response_metadata=ended)
    )
    assert (answer.answerer, answer.complete, answer.notice) == ("model", True, None)
    assert [claim.text for claim in answer.claims] == [COST, JOBS]


@pytest.mark.parametrize(
    ("ended", "code", "reason"),
    [
        ({"stop_reason": "max_tokens"}, "length", "length"),
        ({"finish_reason": "MAX_TOKENS"}, "length", "length"),
        ({"done_reason": "length"}, "length", "length"),
        ({"finish_reason": "model_length"}, "length", "length"),
        ({"stop_reason": "refusal"}, "content_filter", "provider"),
        ({"finish_reason": "SAFETY"}, "content_filter", "provider"),
        ({"stopReason": "guardrail_intervened"}, "content_filter", "provider"),
        ({"finish_reason": "error"}, "incomplete", "provider"),
        ({"finish_reason": "FINISH_REASON_UNSPECIFIED"}, "incomplete", "provider"),
        ({"model": "x"}, "incomplete", "provider"),
    ],
)
def test_every_providers_word_for_an_answer_that_is_not_whole_is_known(
    ended: dict[str, str], code: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = other_provider(monkeypatch, AIMessageChunk("The plant in Do"), AIMessageChunk("", response_metadata=ended))
    assert_offline(answer, code)
    assert answer.stop_reason == reason


def test_usage_that_is_told_in_parts_is_of_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    first = AIMessageChunk(COST, usage_metadata={"input_tokens": 20, "output_tokens": 0, "total_tokens": 20})
    last = AIMessageChunk("", usage_metadata={"input_tokens": 0, "output_tokens": 9, "total_tokens": 9})
    last.response_metadata = {"stop_reason": "end_turn"}
    assert other_provider(monkeypatch, first, last).usage == Usage(20, 9, 1)


def test_a_fault_of_another_provider_is_said_without_openais_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    class Overloaded(Exception):  # as Anthropic's client raises it in mid-stream
        status_code = 200
        body: ClassVar[Any] = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}

    class Forbidden(Exception):  # as Google's does
        code = 403

    for fault, code in ((Overloaded(), "server"), (Forbidden(), "authentication"), (ValueError(), "unreadable")):
        answer = other_provider(monkeypatch, AIMessageChunk("The plant"), fault=fault)
        assert_offline(answer, code)
        assert "OPENAI" not in (answer.notice.message if answer.notice else "")
