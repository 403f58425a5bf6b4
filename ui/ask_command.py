"""`newsbot ask`: one question or a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.given import NotJson, lines_of, parsed_json, read_text
from vectorstore.errors import ConfigError

if TYPE_CHECKING:
    from bot.answerer import Turn
    from bot.evaluation.corpus import Corpus
    from ui.settings import Settings

KEYS = ("question", "id", "conversation", "articles")
ALIKE = 88  # of 100: "article" and "conversation_id" are meant for ours, "question_id" may be anybody's


def ask_once(settings: Settings, question: str, *, as_json: bool) -> None:
    from bot.engine import checked
    from ui.opening import open_bot
    from ui.terminal import print_answer, print_json

    asked = checked(question.encode("utf-8", "replace").decode("utf-8"))  # a terminal may give half a character
    answer = open_bot(settings).ask(asked)
    if as_json:
        print_json(answer.to_dict())
    else:
        print_answer(answer)


def ask_batch(settings: Settings, file: Path) -> None:
    """One answer a line, in order. Lines that share a "conversation" have each other's answers as history."""
    from bot.engine import turn_of
    from ui.eval_run import corpus_of
    from ui.opening import open_bot
    from ui.terminal import print_json

    asked = list(_questions(file))
    corpus = corpus_of(settings)
    searched = [_article_ids(line, corpus) for line in asked]
    bot = open_bot(settings)
    histories: dict[str, list[Turn]] = {}
    for line, articles in zip(asked, searched, strict=True):
        history = histories.setdefault(line.conversation, []) if line.conversation is not None else []
        answer = bot.ask(line.question, history, articles=articles)
        history.append(turn_of(answer))
        print_json({**line.id, **answer.to_dict()})


@dataclass(frozen=True)
class Asked:
    """One line of a batch."""

    where: str  # file and line
    question: str
    id: dict[str, Any]  # as given, or empty
    conversation: str | None
    articles: Sequence[str] | None  # as named; None: all


def _questions(file: Path) -> Iterator[Asked]:
    """Checked as a whole before the first question is asked."""
    try:
        lines = list(lines_of(read_text(file)))
    except ConfigError as error:
        raise ConfigError(f"{error} Give a UTF-8 file with one question a line.") from None
    if not lines:
        raise ConfigError(f'{file} holds no question. Write one a line, such as {{"question": "Who ...?"}}')
    for number, line in lines:
        where = f"{file} line {number}"
        try:
            yield _asked(parsed_json(line), where)
        except NotJson as error:
            raise ConfigError(f'{where}: expected an object such as {{"question": "Who ...?"}} ({error})') from None


def _asked(data: Any, where: str) -> Asked:
    from bot.engine import checked

    if not isinstance(data, dict) or not isinstance(data.get("question"), str):
        raise ConfigError(f'{where}: expected an object such as {{"question": "Who ...?"}}')
    for key in data:
        _check_key(key, where)
    conversation, articles = data.get("conversation"), data.get("articles")
    if isinstance(conversation, bool) or not isinstance(conversation, str | int | None):
        raise ConfigError(f"{where}: 'conversation' is no name. Give the lines of one conversation the same text.")
    named = isinstance(articles, list) and bool(articles) and all(isinstance(name, str) for name in articles)
    if articles is not None and not named:
        raise ConfigError(f"{where}: 'articles' is no list of files or ids. Leave it out to search all of them.")
    try:
        question = checked(data["question"])
    except ConfigError as error:
        raise ConfigError(f"{where}: {error}") from None
    id_ = {"id": data["id"]} if "id" in data else {}
    named_as = None if conversation in (None, "") else str(conversation)  # 1 and "1" are the same conversation
    return Asked(where, question, id_, named_as, articles)


def _check_key(key: str, where: str) -> None:
    """A line may carry keys of its own; one that is nearly ours would be passed over in silence."""
    if key in KEYS:
        return
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    if nearest := extractOne(key.lower(), KEYS, scorer=ratio, score_cutoff=ALIKE):
        raise ConfigError(f"{where}: {key[:100]!r} is not read. Did you mean {nearest[0]!r}?")


def _article_ids(line: Asked, corpus: Corpus) -> list[str] | None:
    from bot.evaluation.corpus import UnknownArticle

    if line.articles is None:
        return None
    try:
        return [corpus.resolve(name).id for name in line.articles]
    except UnknownArticle as error:
        raise ConfigError(f"{line.where}: {error}") from None
