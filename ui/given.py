"""JSON that a person hands to a command, as a whole or one object a line; what cannot be read is named with its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vectorstore.errors import ConfigError, unread


class NotJson(ValueError):
    """Says why, and on which line."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def read_text(file: Path) -> str:
    """Raises ConfigError, to which the caller adds what was expected."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read ({unread(error)}).") from None


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Numbered from 1, without the empty ones. JSON may hold U+2028 and the like, which end no line."""
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def parsed_json(text: str, line: int = 1) -> Any:
    """`line`: where the text begins in its file. Raises NotJson."""
    from bot.evaluation.foreign import parsed

    try:
        return parsed(text)
    except json.JSONDecodeError as error:
        raise NotJson(line + error.lineno - 1, f"{error.msg[:1].lower()}{error.msg[1:]}") from None
    except ValueError as error:
        reason = "a number has thousands of digits" if "integer string conversion" in str(error) else str(error)
        raise NotJson(line, reason) from None
