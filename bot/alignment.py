"""Which sentences of a passage a claim stands on."""

from __future__ import annotations

from bot.answerer import Span
from bot.words import terms
from vectorstore.article import Article, Sentence
from vectorstore.passage import Passage


def align(claim: str, article: Article, passage: Passage) -> list[Span]:
    """The sentence of the passage that covers most of the claim's words."""
    said = set(terms(claim))

    def shared(sentence: Sentence) -> int:
        return len(said & set(terms(article.text[sentence.start : sentence.end])))

    inside = [s for s in article.sentences if passage.start <= s.start and s.end <= passage.end]
    best = max(inside, key=shared, default=None)
    return [Span(article.id, best.start, best.end)] if best else []
