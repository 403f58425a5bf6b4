"""Questions that these articles answer, for an empty page: made by templates, kept only if the bot answers them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Literal

from bot.offline.attribution import attribute
from bot.offline.candidates import Candidate
from bot.offline.people import people_of, persons_in
from bot.text.words import fold
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
NAME = r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*"
DONE = re.compile(  # from the name on: in "Ada Moss said the driver was arrested" it was not done to her
    rf"{NAME}(?: (?:de|del|la|van|von|du|da|{NAME}))* was "
    r"(arrested|born|elected|appointed|sentenced|convicted|released|freed|charged|killed|buried)\b"
)
TO_ANOTHER = re.compile(  # before the name: "a brother of Ada Moss was arrested", "the man who robbed Ada Moss was"
    r"\b(?:of|by|with|for|to|from|against|about|near|beside|like|who|whom|that|which|if|unless|whether|\w{3,}ing)\b[^,.;:]*$",
    re.IGNORECASE,
)
MOMENTS = {  # by the article's language
    "en": re.compile(
        r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b"
    ),
    "es": re.compile(
        r"\b(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre) de \d{4}\b"
    ),
    "fr": re.compile(
        r"\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) \d{4}\b"
    ),
}


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
    return _in_turn([*kept, *put_off][:n])


def _in_turn(chosen: Sequence[_Candidate]) -> list[str]:
    """One of each kind after the other, for a page may show only the first of them."""
    kinds: dict[Kind, list[str]] = {}
    for one in chosen:
        kinds.setdefault(one.kind, []).append(one.question)
    return [*filter(None, chain.from_iterable(zip_longest(*kinds.values())))]


def _answered(bot: NewsBot, one: _Candidate) -> bool:
    answer = bot.ask(one.question, answerer="offline")
    said = " ".join(claim.text for claim in answer.claims)
    return answer.outcome == "answered" and not answer.conflicts and one.about.split()[-1] in said


def _candidates(article: Article) -> Iterator[_Candidate]:
    """The most promising first, one of each kind in turn."""
    language = article.fact("language").value
    language = language if language in TEMPLATES else "en"
    ask = TEMPLATES[language]
    found: dict[Kind, list[tuple[str, ...]]] = {"said": [], "done": [], "who": [], "then": []}
    people = sorted(people_of(article), key=lambda one: -article.text.count(one.name.split()[-1]))
    full = [one for one in people if len(one.name.split()) > 1]
    found["who"] = [(one.name,) for one in full]
    for at, sentence in enumerate(article.sentences):
        if sentence.kind != "body":
            continue
        text = article.text[sentence.start : sentence.end]
        speaker = fold(attribute(Candidate(article, at, 0, 0.0)).speaker or "")
        found["said"] += [(one.name,) for one in full if speaker.split()[-1:] == [one.last]]
        found["then"] += [(moment,) for moment in MOMENTS[language].findall(text)]
        for start, one in persons_in(text, article):
            done = DONE.match(text, start)
            if one in full and done and not TO_ANOTHER.search(text[:start]):
                found["done"].append((one.name, done[1]))
    asked = {kind: dict.fromkeys(words) for kind, words in found.items() if kind in ask}
    for row in zip_longest(*([(kind, words) for words in each] for kind, each in asked.items())):
        for kind, words in filter(None, row):
            yield _Candidate(ask[kind].format(*words), kind, words[0])
