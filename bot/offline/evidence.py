"""The words of an article that give what is known of it, and the sentences that show what it is on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from bot.answerer import DraftClaim, Span
from bot.offline.candidates import language_of
from bot.offline.when import dates
from bot.text.glossary import in_english
from bot.text.words import terms
from vectorstore.article import Article

BY_USER = "user"  # the evidence of a value from metadata.yaml


def evidence(article: Article, field: str) -> list[Span]:
    """The citable sentence, or line, that holds the words which a fact was read from."""
    fact = article.fact(field)
    if fact.value is None:
        return []
    if field == "title":
        headline = next((s for s in article.sentences if s.kind == "headline"), None)
        return [Span(article.id, headline.start, headline.end)] if headline else []
    words = r"\s+".join(re.escape(word) for word in fact.evidence.split())
    found = None if fact.evidence == BY_USER else re.search(words, article.text)
    if found is None:
        return _at_head(article, field, fact.value)
    holder = next((s for s in article.sentences if s.start <= found.start() < s.end), None)
    if holder is not None:
        return [Span(article.id, holder.start, holder.end)]
    citable = any(s.citable and s.start <= found.start() and found.end() <= s.end for s in article.segments)
    return [Span(article.id, *found.span())] if citable else _at_head(article, field, fact.value)


def _at_head(article: Article, field: str, value: str) -> list[Span]:
    """The line before the text proper that says the same as the front matter or metadata.yaml."""
    for one in itertools.takewhile(lambda one: one.kind != "body", article.sentences):
        line = article.text[one.start : one.end]
        byline = field == "byline" and value in line and re.match(r"\W*(?:by|words by|por|par|de)\s", line, re.I)
        dated = field == "published" and value in (f"{y}-{m:02}-{d:02}" for y, m, d in dates(line))
        if byline or dated:
            return [Span(article.id, one.start, one.end)]
    return []


def apart_from_text(article: Article, field: str) -> str | None:
    """Where a value stands that is known and not from words that may be cited; None for one that is not known."""
    fact = article.fact(field)
    if fact.value is None:
        return None
    if fact.evidence == BY_USER:
        return "metadata.yaml"
    return "front matter" if re.match(r"[a-z][\w ]*: ", fact.evidence) else None  # lines like "Author: Jo Doe" too


def first_on(topic: frozenset[str], article: Article) -> list[Span]:
    """The sentence that shows it, where the headline does not."""
    headline = article.text[slice(*_ends(evidence(article, "title")))]
    if topic <= terms_of(article, headline):
        return []
    body = [one for one in article.sentences if one.kind in ("standfirst", "body")]
    shown = max(body, key=lambda one: len(topic & terms_of(article, article.text[one.start : one.end])), default=None)
    return [Span(article.id, shown.start, shown.end)] if shown else []


def _ends(spans: Sequence[Span]) -> tuple[int, int]:
    return (spans[0].start, spans[0].end) if spans else (0, 0)


def lead(article: Article) -> list[Span]:
    lead = next((s for s in article.sentences if s.kind in ("standfirst", "body")), None)
    return [Span(article.id, lead.start, lead.end)] if lead else []


def terms_of(article: Article, text: str) -> set[str]:
    return set(terms(in_english(text, language_of(article))))


def outermost(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not any(_within(span, other) for other in kept):
            kept.append(span)
    return kept


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def claim_of(article: Article, spans: Sequence[Span]) -> DraftClaim:
    return DraftClaim(" ".join(article.text[span.start : span.end] for span in spans), tuple(spans))
