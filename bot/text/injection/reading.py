"""A text under the rules: brought to one form, read in windows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from bot.text.injection import (
    addresses,
    addressing,
    answers,
    disguise,
    languages,
    markup,
    occasions,
    overriding,
    records,
    reshaping,
)
from bot.text.injection.rule import Rule
from vectorstore.textnorm import search_text, strip_hidden

RULES: tuple[Rule, ...] = (
    *answers.RULES,
    *occasions.RULES,
    *overriding.RULES,
    *addressing.RULES,
    *reshaping.RULES,
    *addresses.RULES,
    *markup.RULES,
    *records.RULES,
    *disguise.RULES,
    *languages.RULES,
)

WINDOW = 1500  # characters read at once, half of them again with the next: a long text takes time by its length alone

_SENTENCE_ENDS = re.compile(r"[.?!]\s")


def looks_like_an_instruction(text: str) -> bool:
    """Whether a text talks to a machine rather than to the reader of the news."""
    return any(rule.catches(part, start) for part, start in _readings(text) for rule in RULES)


def rules_that_catch(text: str) -> tuple[Rule, ...]:
    """The rules for which it does, in their order."""
    readings = list(_readings(text))
    return tuple(rule for rule in RULES if any(rule.catches(part, start) for part, start in readings))


def _readings(text: str) -> Iterator[tuple[str, int]]:
    """A text as it is shown, as it is searched, and with its letters put back: each in single spaces, in windows."""
    shown = " ".join(unescape(strip_hidden(text)).split())
    for form in {shown, search_text(shown), disguise.undisguised(shown)}:
        yield from _windows(addresses.without_service_lines(form))


def _windows(text: str) -> Iterator[tuple[str, int]]:
    """Windows of a text, and where each is read from: one cut within a sentence has no beginning ("^") of its own."""
    start, first = 0, 0
    while True:
        yield text[start - first : start + WINDOW], first
        if start + WINDOW >= len(text):
            return
        ends = [found.end() for found in _SENTENCE_ENDS.finditer(text, start + WINDOW // 4, start + WINDOW // 2)]
        start, first = (ends[-1], 0) if ends else (start + WINDOW // 2, 1)
