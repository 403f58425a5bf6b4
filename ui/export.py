"""Answers as text, footnotes, Markdown and one self-contained HTML file."""

from __future__ import annotations

from bot.answer import Answer


def footnoted(answer: Answer) -> str:
    return answer.text
