"""What people thought of an answer, as a case of a suite: `newsbot eval data/feedback.yaml` runs it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.answer import Answer
from bot.evaluation.matching import entry, words_in
from bot.evaluation.suite_model import MOST_WORDS, OUTCOMES
from vectorstore.errors import ConfigError, NewsBotError
from vectorstore.files import replace_file

FILE_NAME = "feedback.yaml"
HEADER = "# Written by the page from ratings of answers. Run it with: newsbot eval {path}\n"
_WRITING = threading.Lock()  # two who rate at the same time would each keep only their own case


@dataclass(frozen=True)
class Feedback:
    """A person's judgement of one answer."""

    case: str  # the case's id; rating the same answer again replaces its case
    thumb: Literal["up", "down"]
    reason: str = ""
    correction: str = ""  # a line for each thing to be said; | separates accepted wordings
    not_there: bool = False  # the articles do not say, and so should the answer


def keep(
    data_dir: Path, feedback: Feedback, answer: Answer, earlier: Sequence[str], articles: Sequence[str] | None
) -> Path:
    """Writes or replaces the case. `earlier`: the questions asked before it in the same conversation."""
    case = case_of(feedback, answer, earlier, articles)
    with _WRITING:
        return _rewrite(data_dir / FILE_NAME, feedback.case, case)


def forget(data_dir: Path, case: str) -> None:
    """Takes a case out again, when its rating is withdrawn."""
    with _WRITING:
        if (data_dir / FILE_NAME).exists():
            _rewrite(data_dir / FILE_NAME, case, None)


def case_of(
    feedback: Feedback, answer: Answer, earlier: Sequence[str], articles: Sequence[str] | None
) -> dict[str, Any]:
    turn: dict[str, Any] = {"question": answer.question, **_expected(feedback, answer)}
    if articles:
        turn["articles"] = list(articles)
    tags = ["feedback", feedback.thumb, *([_tag(feedback.reason)] if feedback.reason else [])]
    if not earlier:
        return {"id": feedback.case, **turn, "tags": tags}
    # What was answered before is not rated: any outcome will do, and the evaluation keeps such turns out of its shares.
    turns = [*({"question": question, "outcome": list(OUTCOMES)} for question in earlier), turn]
    return {"id": feedback.case, "turns": turns, "tags": tags}


def _expected(feedback: Feedback, answer: Answer) -> dict[str, Any]:
    """Up: the same evidence again, in as many words. Down: what it should have said, or at least not the same again."""
    if feedback.not_there or (feedback.thumb == "up" and answer.outcome == "not_found"):
        return {"answerable": False}
    if feedback.thumb == "up":
        sources = [{"article": one.file, "quote": one.quote} for one in answer.citations]
        words = words_in(" ".join(claim.text for claim in answer.claims))
        return {**({"sources": sources} if sources else {}), **({"max_words": words} if words > MOST_WORDS else {})}
    entries = [line.strip() for line in feedback.correction.splitlines() if line.strip()]
    if entries:
        return {"answer": [_checked(line.replace("*", "\\*")) for line in entries]}
    return {"avoid": [_literal(claim.text) for claim in answer.claims]} if answer.claims else {}


def _checked(line: str) -> str:
    try:
        entry(line)
    except ValueError:
        raise ConfigError("Each line of a correction needs a word, also on each side of a |. Write it again.") from None
    return line


def _literal(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")


def _tag(reason: str) -> str:
    return "-".join(reason.casefold().split())


def _rewrite(path: Path, case_id: str, case: dict[str, Any] | None) -> Path:
    import yaml

    try:
        kept = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) if path.exists() else None
        cases = [one for one in (kept or {}).get("cases") or [] if one.get("id") != case_id]
    except (OSError, yaml.YAMLError, AttributeError, UnicodeDecodeError) as error:
        raise NewsBotError(f"{path} is not a suite any more. Move it away and rate again.") from error
    cases += [case] if case else []
    if not cases:
        path.unlink(missing_ok=True)
        return path
    text = yaml.safe_dump({"suite": "feedback", "cases": cases}, allow_unicode=True, sort_keys=False, width=110)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, (HEADER.format(path=path) + text).encode("utf-8"))
    except OSError as error:
        raise NewsBotError(f"{path} cannot be written ({error.strerror}). Change its permissions.") from error
    return path
