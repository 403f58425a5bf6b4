"""Answers with sentences of the articles themselves: no model server, no key, no network."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bot.answerer import DraftClaim, Piece, Request, Span, TextDelta, Verdict
from bot.words import terms
from vectorstore.article import Article, Sentence

LEAST_OVERLAP = 0.34  # share of the question's weight that the best sentence must carry


class OfflineAnswerer:
    name = "offline"

    def draft(self, request: Request) -> Iterator[Piece]:
        ranked = rank(request)
        if not ranked or ranked[0][0] < LEAST_OVERLAP:
            yield Verdict("not_found", confidence=ranked[0][0] if ranked else 0.0)
            return
        score, article, sentence = ranked[0]
        text = article.text[sentence.start : sentence.end]
        yield TextDelta(text)
        yield DraftClaim(text, (Span(article.id, sentence.start, sentence.end),))
        yield Verdict("answered", confidence=min(1.0, score))


def rank(request: Request) -> list[tuple[float, Article, Sentence]]:
    """Every body sentence of the passages found, by the share of the question's weight that it carries."""
    found = list(_sentences(request))
    bags = [set(terms(article.text[s.start : s.end])) for article, s in found]
    weigh = _weights(bags)
    asked = {term: weigh(term) for term in terms(request.standalone)}
    whole = sum(asked.values()) or 1.0
    scores = [sum(weight for term, weight in asked.items() if term in bag) / whole for bag in bags]
    ordered = sorted(zip(scores, found, strict=True), key=lambda item: -item[0])
    return [(score, article, sentence) for score, (article, sentence) in ordered]


def _sentences(request: Request) -> Iterator[tuple[Article, Sentence]]:
    seen: set[tuple[str, int]] = set()
    for hit in request.hits:
        article = request.articles[hit.passage.article_id]
        for sentence in article.sentences:
            inside = hit.passage.start <= sentence.start and sentence.end <= hit.passage.end
            if inside and sentence.kind == "body" and (article.id, sentence.start) not in seen:
                seen.add((article.id, sentence.start))
                yield article, sentence


def _weights(bags: Sequence[set[str]]) -> Callable[[str], float]:
    counts = Counter(term for bag in bags for term in bag)
    return lambda term: math.log(1 + len(bags) / (1 + counts[term]))
