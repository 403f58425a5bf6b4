"""`newsbot ask`: one question or a batch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorstore.errors import ConfigError, unread

if TYPE_CHECKING:
    from bot.answerer import Turn
    from bot.engine import NewsBot
    from ui.settings import Settings


def ask_once(settings: Settings, question: str, *, as_json: bool) -> None:
    from ui.settings import open_bot
    from ui.terminal import print_answer

    answer = open_bot(settings).ask(question)
    if as_json:
        print(json.dumps(answer.to_dict(), ensure_ascii=False))
    else:
        print_answer(answer)


def ask_batch(settings: Settings, file: Path) -> None:
    """One answer a line, in order. Lines that share a "conversation" have each other's answers as history."""
    from bot.engine import turn_of
    from ui.settings import open_bot

    asked = list(_questions(file))
    bot = open_bot(settings)
    histories: dict[str, list[Turn]] = {}
    for line in asked:
        history = histories.setdefault(line["conversation"], []) if line.get("conversation") else []
        answer = _ask(bot, line, history)
        history.append(turn_of(answer))
        print(json.dumps({**_id_of(line), **answer.to_dict()}, ensure_ascii=False), flush=True)


def _ask(bot: NewsBot, line: dict[str, Any], history: list[Turn]) -> Any:
    return bot.ask(line["question"], history, articles=line.get("articles"))


def _id_of(line: dict[str, Any]) -> dict[str, Any]:
    return {"id": line["id"]} if "id" in line else {}


def _questions(file: Path) -> Iterator[dict[str, Any]]:
    """Checked as a whole before the first question is asked."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{file} cannot be read ({unread(error)}). Give a UTF-8 file with one question a line."
        ) from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
        except json.JSONDecodeError:
            asked = None
        if not isinstance(asked, dict) or not isinstance(asked.get("question"), str):
            raise ConfigError(f'{file} line {number}: expected an object such as {{"question": "Who ...?"}}')
        yield asked
