"""Questions that these articles answer, for an empty page: made by templates, kept only if the bot answers them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Literal

from bot.text.mentions import may_be_person, names
from vectorstore.article import Article

if TYPE_CHECKING:
    from bot.engine import NewsBot

Kind = Literal["said", "done", "who", "then"]
TEMPLATES: dict[str, dict[Kind, str]] = {  # by the article's language
    "en": {"said": "What did {} say?", "done": "When was {} {}?", "who": "Who is {}?", "then": "What happened in {}?"},
    "es": {"said": "¿Qué dijo {}?", "who": "¿Quién es {}?", "then": "¿Qué pasó en {}?"},
    "fr": {"said": "Qu’a dit {} ?", "who": "Qui est {} ?", "then": "Que s’est-il passé en {} ?"},
}
TRIED = 5  # candidates for each question that is wanted
ARTICLES = 8  # that are looked into
CENTRAL = 4  # times an article names whom it is about
WORD = r"[A-ZÀ-Þ][\w’'-]+"
NAME = rf"(?<![.!?“\"] )(?<!^)\b{WORD}(?: (?:(?:de|del|la|van|von|al) )*{WORD}){{1,5}}\b"
SPEECH = re.compile(
    r"\b(?:said|told|explained|declared|says|dijo|declaró|afirmó|a déclaré|a dit)\b|[”\"],? (?:said|dijo)"
)
PERSON = re.compile(rf"(?<!\b[Tt]he )({NAME}), (?:an?|the|una?|el|la|une?|le) [a-z]")
DONE = re.compile(
    rf"({NAME}) was (arrested|born|elected|appointed|sentenced|convicted|released|freed|charged|killed|buried|founded)\b"
)
MOMENT = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:\d{4})\b"
)


@dataclass(frozen=True)
class _Candidate:
    question: str
    kind: Kind
    about: str  # the words that an answer must have


def starters(bot: NewsBot, n: int = 4) -> list[str]:
    """At most `n` questions, spread over articles and kinds; each was just answered with a citation."""
    library = bot.searcher.library
    articles = [library.article(summary.id) for summary in library.summaries()[:ARTICLES]]
    rounds = zip_longest(*(_candidates(article) for article in articles if article))
    kept: list[_Candidate] = []
    put_off: list[_Candidate] = []  # good, but of a kind that there are enough of
    asked: Counter[str] = Counter()
    for one in filter(None, chain.from_iterable(rounds)):
        if len(kept) == n or asked.total() == n * TRIED:
            break
        if not asked[one.about] and _answered(bot, one):
            alike = sum(other.kind == one.kind for other in kept)
            (kept if alike < max(1, n // 2) else put_off).append(one)
        asked[one.about] += 1
    return [one.question for one in [*kept, *put_off][:n]]


def _answered(bot: NewsBot, one: _Candidate) -> bool:
    answer = bot.ask(one.question, answerer="offline")
    said = " ".join(claim.text for claim in answer.claims)
    return answer.outcome == "answered" and not answer.conflicts and one.about.split()[-1] in said


def _candidates(article: Article) -> Iterator[_Candidate]:
    """The most promising first, one of each kind in turn."""
    ask = TEMPLATES.get(article.fact("language").value or "en", TEMPLATES["en"])
    body = [article.text[one.start : one.end] for one in article.sentences if one.kind == "body"]
    found: dict[Kind, list[tuple[str, ...]]] = {
        "said": [(name,) for text in body if SPEECH.search(text) for name in _full_names(text)[:1]],
        "done": [done for text in body for done in DONE.findall(text)],
        "who": [(name,) for name in _people(article, body)],
        "then": [(moment,) for text in body for moment in MOMENT.findall(text)],
    }
    asked = {kind: dict.fromkeys(words) for kind, words in found.items() if kind in ask}
    for row in zip_longest(*([(kind, words) for words in each] for kind, each in asked.items())):
        for kind, words in filter(None, row):
            yield _Candidate(ask[kind].format(*words), kind, words[0])


def _people(article: Article, body: Sequence[str]) -> list[str]:
    """Whom the article is about, then who is introduced in it."""
    often = Counter(name for text in body for name in _full_names(text))
    central = [name for name, _ in often.most_common() if article.text.count(name.split()[-1]) >= CENTRAL]
    introduced = [name for text in body for name in PERSON.findall(text) if _called_by_last_name(name, article.text)]
    return [*central[:1], *introduced]


def _called_by_last_name(name: str, text: str) -> bool:
    """People are, later on; a book or a ship in the same place of a sentence is not."""
    return text.count(name.split()[-1]) > text.count(name)


def _full_names(text: str) -> list[str]:
    """Of people; a newspaper says things too, but asks to be called "the"."""
    return [one.name for one in names(text) if may_be_person(one) and len(one.name.split()) > 1]
