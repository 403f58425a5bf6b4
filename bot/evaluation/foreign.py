"""Answers that were not made here, checked at the door: another server's, or a file's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.answer import Answer

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


class NotAnAnswer(ValueError):
    """Says which part of it is missing or of another kind."""


def checked_answer(data: Any, question: str, name: str) -> Answer:
    """`name` stands for the answerer where the answer names none; raises NotAnAnswer."""
    from pydantic import ValidationError

    if not isinstance(data, dict):
        raise NotAnAnswer("expected an object with outcome, claims and citations")
    given = {key: value for key, value in data.items() if key not in ("schema", "text")}
    names = {"requested_answerer": given.get("answerer") or name, "answerer": name}
    filled = {"question": question, "standalone_question": question, **_OPTIONAL, **names, **given}
    for key in ("citations", "nearest"):
        if isinstance(filled.get(key), list | tuple):
            filled[key] = [{**_OF_A_CITATION, **one} if isinstance(one, dict) else one for one in filled[key]]
    try:
        return _adapter().validate_python(filled)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise NotAnAnswer(f"{place}: {first['msg'].lower()}") from None


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Answer]:
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)
