"""Keys never reach a message, a page, a log or an export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

MASK = "•••"
_LEAST = 8  # letters of a key that are already too many to show
_SHAPED = re.compile(
    r"\b(?:sk|pk|rk|xai|gsk|hf)[-_][A-Za-z0-9_\-]{16,}|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)|(?i:bearer\s+)[\w.\-~+/=]{8,}"
)


def keys_among(variables: Mapping[str, str]) -> tuple[str, ...]:
    """Every provider's key, of which its own package reads one from the environment."""
    return tuple(value.strip() for name, value in variables.items() if name.upper().endswith("_API_KEY"))


def mask(text: str, keys: Iterable[str] = ()) -> str:
    """The text with every piece of a key, and everything shaped like one, made unreadable."""
    for key in keys:
        text = _without(text, key)
    return _SHAPED.sub(MASK, text)


def _without(text: str, key: str) -> str:
    if len(key) < _LEAST:
        return text  # nothing that short is a key; masking it would blank out ordinary words
    spans: list[int] = []
    for at in range(len(key) - _LEAST + 1):
        piece = key[at : at + _LEAST]
        spans.extend(match.start() for match in re.finditer(f"(?={re.escape(piece)})", text))
    hidden = {place for start in spans for place in range(start, start + _LEAST)}
    shown = "".join("\0" if at in hidden else char for at, char in enumerate(text))
    return re.sub("\0+", MASK, shown)


def may_continue_a_key(text: str, keys: Iterable[str]) -> int:
    """How many of the last characters could be the beginning, or the middle, of a key that is still arriving."""
    longest = 0
    for key in keys:
        for length in range(min(len(text), len(key)), 0, -1):
            end = text[-length:]
            if key.startswith(end) or (length >= 4 and end in key):
                longest = max(longest, length)
                break
    return longest
