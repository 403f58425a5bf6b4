"""A rule: its name, the reason for it, and the pattern that it looks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Rule:
    """One way to tell a planted instruction from news."""

    name: str
    why: str  # what gives it away, and which news it has to leave alone
    pattern: str  # verbose (white space is for the eye), letters of either case

    def catches(self, text: str, start: int = 0) -> bool:
        """Whether it is in a text of single spaces, read from `start` on; the beginning ("^") is at 0 alone."""
        return self._compiled.search(text, start) is not None

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE | re.VERBOSE)
