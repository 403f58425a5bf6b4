"""Questions that these articles answer, for an empty page: made by templates, kept only if the bot answers them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from bot.text.mentions import may_be_person, names
from vectorstore.article import Article

if TYPE_CHECKING:
    from bot.engine import NewsBot

TEMPLATES = {  # by the article's language: what somebody said, what happened then, who somebody is
    "en": ("What did {} say?", "What happened in {}?", "Who is {}?"),
    "es": ("¿Qué dijo {}?", "¿Qué pasó en {}?", "¿Quién es {}?"),
    "fr": ("Qu’a dit {} ?", "Que s’est-il passé en {} ?", "Qui est {} ?"),
}
TRIED = 5  # candidates for each question that is wanted
ARTICLES = 8  # that are looked into
WORD = r"[A-ZÀ-Þ][\w’'-]+"
NAME = rf"(?<![.!?“\"] )(?<!^)\b{WORD}(?: (?:(?:de|del|la|van|von|al) )*{WORD}){{1,5}}\b"
SPEECH = re.compile(
    r"\b(?:said|told|explained|declared|says|dijo|declaró|afirmó|a déclaré|a dit)\b|[”\"],? (?:said|dijo)"
)
PERSON = re.compile(rf"(?<!\b[Tt]he )({NAME}), (?:an?|the|una?|el|la|une?|le) [a-z]")
MOMENT = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:\d{4})\b"
)


def starters(bot: NewsBot, n: int = 4) -> list[str]:
    """At most `n` questions, spread over articles and kinds; each was just answered with a citation."""
    library = bot.searcher.library
    articles = [library.article(summary.id) for summary in library.summaries()[:ARTICLES]]
    rounds = zip_longest(*(_candidates(article) for article in articles if article))
    kept: list[str] = []
    asked: Counter[str] = Counter()
    for question, about in filter(None, chain.from_iterable(rounds)):
        if len(kept) == n or asked.total() == n * TRIED:
            break
        if not asked[about] and _answered(bot, question, about):
            kept.append(question)
        asked[about] += 1
    return kept


def _answered(bot: NewsBot, question: str, about: str) -> bool:
    answer = bot.ask(question, answerer="offline")
    return answer.outcome == "answered" and about.split()[-1] in " ".join(claim.text for claim in answer.claims)


def _candidates(article: Article) -> Iterator[tuple[str, str]]:
    """(question, the words it is about), the most promising first."""
    say, when, who = TEMPLATES.get(article.fact("language").value or "en", TEMPLATES["en"])
    body = [article.text[one.start : one.end] for one in article.sentences if one.kind == "body"]
    speakers = [name for text in body if SPEECH.search(text) for name in _full_names(text)[:1]]
    moments = [moment for text in body for moment in MOMENT.findall(text)]
    people = [name for text in body for name in PERSON.findall(text) if _called_by_last_name(name, article.text)]
    for speaker, moment, name in zip_longest(*map(dict.fromkeys, (speakers, moments, people))):
        if speaker:
            yield say.format(speaker), speaker
        if moment:
            yield when.format(moment), moment
        if name:
            yield who.format(name), name


def _called_by_last_name(name: str, text: str) -> bool:
    """People are, later on; a book or a ship in the same place of a sentence is not."""
    return text.count(name.split()[-1]) > text.count(name)


def _full_names(text: str) -> list[str]:
    """Of people; a newspaper says things too, but asks to be called "the"."""
    return [one.name for one in names(text) if may_be_person(one) and len(one.name.split()) > 1]
