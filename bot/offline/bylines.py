"""Somebody of whom the articles say no more than that an article is theirs."""

from __future__ import annotations

import re

from bot.answerer import Request
from bot.offline.about import Told
from bot.offline.articles_meant import looked_at
from bot.offline.evidence import claim_of, evidence
from bot.offline.questions import Question
from bot.text.lexicon import word_set
from bot.text.words import fold, words
from vectorstore.article import Article

_WHO_IS = re.compile(
    r"^\W*(?:and |so |y |et )?(?:who(?:[’']?s| is| was)|quien (?:es|era|fue)|(?:c[’']est )?qui(?: est| etait)?) (?P<name>[\w’'. -]{3,60}?)\W*$"
)
_NO_NAME = word_set(
    "the a an this that his her their in at on by to for from with el los las un una un une les ce cette su sa son"
)


def tell_author(question: Question, request: Request) -> Told | None:
    """The headline and the byline, for who is asked about by the name that a byline gives and no sentence of the news does."""
    asked = _WHO_IS.search(fold(question.text))
    name = [fold(word) for word in words(asked["name"])] if asked else []
    if len(name) < 2 or _NO_NAME & set(name):  # a last name alone may be anybody's
        return None
    articles = looked_at(request)
    own = [article for article in articles if _is_signed(name, article)]
    if not own or any(_tells_of(name, article) for article in articles):
        return None
    spans = [(article, [*evidence(article, "title"), *evidence(article, "byline")]) for article in own]
    claims = tuple(
        claim_of(article, sorted(places, key=lambda span: span.start))
        for article, places in spans
        if evidence(article, "byline")
    )
    return Told(claims, ()) if claims else None


def _is_signed(name: list[str], article: Article) -> bool:
    byline = " ".join(fold(word) for word in words(article.fact("byline").value or ""))
    return f" {' '.join(name)} " in f" {byline} "


def _tells_of(name: list[str], article: Article) -> bool:
    """By the last name, and in more than a credit, which has nothing else."""
    texts = (article.text[one.start : one.end] for one in article.sentences if one.kind in ("body", "standfirst"))
    said = ({fold(word) for word in words(text.partition("©")[0])} for text in texts)
    return any(name[-1] in one and not one <= set(name) for one in said)
