"""SQuAD-style JSON as a suite: questions about paragraphs, answers by their place, some impossible."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluation.corpus import Corpus
from bot.evaluation.why import scalar
from vectorstore.errors import ConfigError

EXPECTED = '{"data": [{"title": "...", "paragraphs": [{"context": "...", "qas": [...]}]}]}'


@dataclass(frozen=True)
class Imported:
    """A suite's text, and the paragraphs that are in no article yet, by the file they would be."""

    suite: str
    articles: Mapping[str, str]
    questions: int


def import_squad(file: Path, corpus: Corpus | None) -> Imported:
    """`corpus` None: nothing is ingested, so every paragraph becomes a file."""
    articles: dict[str, str] = {}
    cases: list[str] = []
    ids: set[str] = set()
    for title, context, questions in _paragraphs(_data(file), file):
        home = _home(context, corpus)
        name = home or _file_name(title, articles, context)
        if home is None or name in articles:
            articles[name] = context
        cases += [_case(asked, context, name, ids) for asked in questions]
    if not cases:
        raise ConfigError(f"{file} holds no questions; expected {EXPECTED}")
    head = f"# Imported from {file.name}\nsuite: {scalar(file.stem)}\ncases:\n"
    return Imported(head + "".join(cases), articles, len(cases))


def _data(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))["data"]
    except OSError as error:
        raise ConfigError(f"{file} cannot be read ({error.strerror}). Give SQuAD-style JSON.") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ConfigError(f"{file} is not SQuAD-style JSON; expected {EXPECTED}") from None


def _paragraphs(data: Any, file: Path) -> Iterator[tuple[str, str, Sequence[Mapping[str, Any]]]]:
    try:
        for group in data:
            for paragraph in group["paragraphs"]:
                for asked in paragraph["qas"]:
                    _check(asked)
                yield str(group.get("title") or file.stem), str(paragraph["context"]), paragraph["qas"]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ConfigError(
            f"{file}: a part of it is missing or of another kind ({error}); expected {EXPECTED}"
        ) from None


def _check(asked: Mapping[str, Any]) -> None:
    if not isinstance(asked["question"], str) or not asked["question"].strip():
        raise ValueError("a question is empty")
    for answer in asked.get("answers") or ():
        if not isinstance(answer["text"], str) or not isinstance(answer.get("answer_start", 0), int):
            raise ValueError("an answer has no text")


def _home(context: str, corpus: Corpus | None) -> str | None:
    """The ingested article that holds a paragraph, if there is one."""
    if corpus is None:
        return None
    return next((ref.file for ref in corpus.refs if corpus.occurrences(context, ref.id)), None)


def _file_name(title: str, articles: Mapping[str, str], context: str) -> str:
    stem = re.sub(r"[^\w]+", "-", title).strip("-").lower()[:60] or "article"
    number = 1
    while articles.get(f"{stem}-{number:03}.txt", context) != context:
        number += 1
    return f"{stem}-{number:03}.txt"


def _case(asked: Mapping[str, Any], context: str, article: str, ids: set[str]) -> str:
    id_ = str(asked.get("id") or f"q{len(ids) + 1}")
    while id_ in ids:
        id_ += "-again"
    ids.add(id_)
    lines = [f"  - id: {scalar(id_)}", f"    question: {scalar(asked['question'].strip())}"]
    answers = [answer for answer in asked.get("answers") or () if re.search(r"\w", answer["text"])]
    if asked.get("is_impossible") or not answers:
        return "\n".join([*lines, "    answerable: false", ""]) + "\n"
    forms = dict.fromkeys(_literal(answer["text"]) for answer in answers)
    quotes = dict.fromkeys(_sentence(context, answer) for answer in answers)
    lines += [f"    answer: [{scalar('|'.join(forms))}]", "    sources:"]
    lines += [f"      - {{article: {scalar(article)}, quote: {scalar(quote)}}}" for quote in quotes]
    return "\n".join([*lines, ""]) + "\n"


def _literal(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|").replace("*", r"\*")


def _sentence(context: str, answer: Mapping[str, Any]) -> str:
    """The sentence of the answer: the words alone may stand in many places."""
    from sentencex import segment  # type: ignore[import-untyped]

    start = answer.get("answer_start", -1)
    if start < 0 or context[start : start + len(answer["text"])] != answer["text"]:
        start = context.find(answer["text"])
    if start < 0:
        raise ConfigError(f"the answer {answer['text']!r} is not in its paragraph; expected words of it")
    at = 0
    for piece in segment("en", context):
        if at <= start < at + len(piece):
            break
        at += len(piece)
    return " ".join(max(piece, answer["text"], key=len).split())
