"""Answers that were not made here, checked at the door: another server's, or a file's."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.answer import SCHEMA, Answer

if TYPE_CHECKING:
    from pydantic import TypeAdapter

# What another bot need not tell us. Outcome, claims and citations are what it is judged by.
_OPTIONAL: Mapping[str, Any] = {
    "confidence": None,
    "notes": (),
    "conflicts": (),
    "rejected": (),
    "nearest": (),
    "searched": {"articles": 0, "passages": 0, "generation": 0},
    "embedder": "unknown",
    "timings_ms": {},
}
_OF_A_CITATION: Mapping[str, Any] = {
    **dict.fromkeys(("article_id", "file", "title", "sha256", "text_sha256"), ""),
    **dict.fromkeys(("outlet", "published")),
}
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


class NotAnAnswer(ValueError):
    """Says which part of it is missing or of another kind."""


def parsed(text: str | bytes) -> Any:
    """JSON as the standard has it: no NaN, no key given twice; raises ValueError with the reason."""
    try:
        return _whole(json.loads(text, object_pairs_hook=once, parse_constant=_no_number, parse_float=_finite))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise ValueError(f"{key!r} is given twice")
        made[key] = value
    return made


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _finite(digits: str) -> float:
    return float(digits) if math.isfinite(float(digits)) else _no_number(digits)


def whole_text(text: str) -> str:
    r"""Half of a surrogate pair (`"\ud800"`) is no character: no file and no terminal can be given it."""
    return text if text.isascii() else _HALF_A_CHARACTER.sub("\ufffd", text)


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return whole_text(value) if isinstance(value, str) else value


def checked_answer(data: Any, question: str, name: str) -> Answer:
    """`name` stands for the answerer where the answer names none; raises NotAnAnswer."""
    from pydantic import ValidationError

    if not isinstance(data, dict):
        raise NotAnAnswer("expected an object with outcome, claims and citations")
    if data.get("schema", SCHEMA) != SCHEMA:
        raise NotAnAnswer(f"schema: {data['schema']!r}, expected {SCHEMA}")
    given = {key: value for key, value in data.items() if key not in ("schema", "text")}
    names = {"requested_answerer": given.get("answerer") or name, "answerer": name}
    filled = {"question": question, "standalone_question": question, **_OPTIONAL, **names, **given}
    _fill(filled, "citations", lambda number: {**_OF_A_CITATION, "number": number})
    _fill(filled, "nearest", lambda _number: {**_OF_A_CITATION, "number": None})
    _fill(filled, "claims", lambda _number: {"citations": ()})
    try:
        answer = _adapter().validate_python(filled)
    except ValidationError as error:
        raise NotAnAnswer(said(error.errors())) from None
    _check_numbers(answer)
    return answer


def _fill(answer: dict[str, Any], key: str, usual: Callable[[int], Mapping[str, Any]]) -> None:
    """What the objects of a list need not say. `usual` is given the place in the list, from 1."""
    if isinstance(answer.get(key), list | tuple):
        answer[key] = [
            {**usual(number), **one} if isinstance(one, dict) else one for number, one in enumerate(answer[key], 1)
        ]


def _check_numbers(answer: Answer) -> None:
    """A time or a count that is none would make every figure that it enters none."""
    usage = (answer.usage.prompt_tokens, answer.usage.completion_tokens) if answer.usage else ()
    for name, numbers in (("timings_ms", answer.timings_ms.values()), ("usage", usage)):
        if not all(math.isfinite(number) and number >= 0 for number in numbers):
            raise NotAnAnswer(f"{name}: expected numbers of at least 0")
    if answer.confidence is not None and not 0 <= answer.confidence <= 1:
        raise NotAnAnswer("confidence: expected a number from 0 to 1, or null")


def said(problems: Iterable[Any]) -> str:
    """The first problem in the words of JSON, with its place."""
    first = next(iter(problems))
    message = re.sub(r" or (?:an )?instance of \w+", "", first["msg"].lower())
    for ours, theirs in (("valid tuple", "list"), ("a dictionary", "an object"), ("a valid dictionary", "an object")):
        message = message.replace(ours, theirs)
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {message}" if place else message


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Answer]:
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)
