"""What a faulty provider does, and how an answer must end: our own scripts, and those of a folder that
NEWSBOT_TEST_HOSTILE_DIR names. Command line, evaluation and page are run against the same ones."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.bot.models import COST, KEY

ANY = "any"  # code of a fault that we know nothing about
WHOLE = {"chunks": [COST], "finish": "stop", "done": True}


@dataclass(frozen=True)
class Script:
    """`code` and `says` are of the notice; None: the model's own answer stands, without one."""

    name: str
    steps: Sequence[Mapping[str, Any]]
    code: str | None
    says: str | None
    calls: int = 1
    draft: str = ""  # of what arrived, the part that may be shown
    own: bool = True

    @property
    def by(self) -> str:
        return "offline" if self.code else "model"


def _error(message: str, **fields: str) -> dict[str, Any]:
    return {"error": {"message": message, **fields}}


SCRIPTS = [
    Script("429_retry_after_120", [{"status": 429, "headers": {"retry-after": "120"}}], "busy", "is busy"),
    Script(
        "429_quota",
        [{"status": 429, "body": _error("You exceeded your plan", code="insufficient_quota")}],
        "quota",
        "quota .* used up",
    ),
    Script("503_always", [{"status": 503}], "server", "fault of its own", calls=3),
    Script("503_then_well", [{"status": 503}, WHOLE], None, None, calls=2),
    Script("401_with_key", [{"status": 401, "body": _error(f"Bad key: {KEY}")}], "authentication", "OPENAI_API_KEY"),
    Script("404_model", [{"status": 404, "body": _error("no such model")}], "model_not_found", "NEWSBOT_MODEL"),
    Script(
        "400_context_length",
        [{"status": 400, "body": _error("too much", code="context_length_exceeded")}, WHOLE],
        None,
        None,
        calls=2,
    ),
    Script("broken_json", [{"raw": '{"id":"c","choices":['}], "unreadable", "OpenAI-compatible"),
    Script(
        "html_login",
        [{"raw": "<html>Log in</html>", "headers": {"content-type": "text/html"}}],
        "unreadable",
        "OpenAI-",
    ),
    Script("empty_choices", [{"body": {"choices": []}}], "unreadable", "OpenAI-compatible"),
    Script("empty_text", [{"chunks": [""], "finish": "stop", "done": True}], "empty", "answered with nothing"),
    Script(
        "finish_length",
        [{"chunks": ["The plant in Do"], "finish": "length", "done": True}],
        "length",
        "cut off at its limit",
        draft="The plant in Do",
    ),
    Script(
        "content_filter",
        [{"chunks": ["The plant"], "finish": "content_filter", "done": True}],
        "content_filter",
        "withheld",
        draft="The plant",
    ),
    Script(
        "no_finish_reason",
        [{"chunks": [COST, " And "], "done": True}],
        "incomplete",
        "broke off",
        draft=f"{COST} And",
    ),
    Script(
        "cut_inside_citation",
        [{"chunks": ["It cost 4.2 million ", "["], "cut": "clean_eof"}],
        "incomplete",
        "broke off",
        draft="It cost 4.2 million",
    ),
    Script(
        "cut_inside_utf8",  # the second half of its last letter never comes
        [{"raw_chunks_b64": ["ZGF0YTogeyJjaG9pY2VzIjpbeyJkZWx0YSI6eyJjb250ZW50IjoiY2Fmww=="], "cut": "reset"}],
        "connection",
        "broke the connection",
        calls=3,
    ),
    Script("slow_first_token", [{**WHOLE, "delay_s": 12}], "timeout", "did not begin"),
    Script(
        "silent_in_the_middle",
        [{"chunks": ["The plant ", "in Dorn"], "hold_after": 1, "finish": "stop"}],
        "timeout",
        "fell silent",
        draft="The plant",
    ),
    Script(
        "bad_json_event",
        [{"chunks": ["The pl"], "raw_event": 'data: {"id": "c'}],
        "incomplete",
        "broke off",
        draft="The pl",
    ),
    Script("blackhole", [{"connect": "hang"}], "timeout", "did not begin"),
    Script(
        "redirect_to_other_host",
        [{"status": 307, "headers": {"location": "http://localhost:{PORT}/steal"}}],
        "redirect",
        "redirects elsewhere",
    ),
    Script(
        "wrong_role",
        [{"body": {"choices": [{"message": {"role": "user", "content": "Hi"}, "finish_reason": "stop"}]}}],
        "unreadable",
        "OpenAI-compatible",
    ),
    Script("fabricated_citation", [{**WHOLE, "chunks": ["It cost 9.9 billion [7]."]}], "unproved", "proved", calls=2),
    Script(
        "model_prints_image",
        [{**WHOLE, "chunks": ["![x](https://canary.example/p?q=secret) [1]"]}],
        "empty",
        "answered with nothing",
    ),
    Script(
        "reasoning_tags",
        [{**WHOLE, "chunks": ["<think>secret plan</think>", "The plant is Swiss [1]."]}],
        "unproved",
        "proved",
        calls=2,
    ),
]


def rows_of_folder() -> list[Mapping[str, Any]]:
    file = Path(os.environ.get("NEWSBOT_TEST_HOSTILE_DIR") or "/nowhere") / "provider_faults.jsonl"
    return list(map(json.loads, file.read_text(encoding="utf-8").splitlines())) if file.is_file() else []


def of_folder() -> list[Script]:
    """With the ending of ours of the same name; others need only end in one line and an answer."""
    return [_of_row(row) for row in rows_of_folder() if not row["steps"][0].get("endpoint")]


def _of_row(row: Mapping[str, Any]) -> Script:
    known = next((script for script in SCRIPTS if script.name == row["name"]), None)
    if known is None:
        return Script(row["name"], row["steps"], ANY, None, own=False)
    if known.code is None:  # the model's text is about something else than our article, and is asked for again
        return replace(known, steps=row["steps"], code="unproved", says="proved", calls=known.calls + 1, own=False)
    return replace(known, steps=row["steps"], own=False)
