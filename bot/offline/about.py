"""Questions about the articles themselves, answered from what was learned of each when it was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Note
from bot.answerer import DraftClaim, Request, Span
from bot.offline.notes import note, phrase
from bot.offline.questions import Question
from bot.text.words import fold, terms
from vectorstore.article import Article

_FIELDS = (  # what a question about one article asks for
    ("byline", r"\b(?:author|wrote|written by|byline|journalist|reporter|who (?:is|was) (?:it|this|the \w+) by)\b"),
    (
        "dateline",
        r"\b(?:filed|dateline|(?:from|in) (?:which|what) (?:city|town|place)|where (?:was|were) .{0,40}(?:written|filed))\b",
    ),
    ("published", r"\b(?:when|date|dated|day|published on)\b"),
    ("outlet", r"\b(?:outlet|newspaper|published|publisher|publication|which (?:paper|site|agency)|from whom)\b"),
    ("title", r"\b(?:title|headline|called|titled)\b"),
    ("language", r"\blanguage\b"),
)
_ONE = r"(?:article|piece|story|report|text|document|review|item)"
_ABOUT_ONE = re.compile(
    rf"\b(?:author|wrote|written|byline|published|filed|headline|title|date|dated|outlet|newspaper|language)\b.{{0,40}}\b{_ONE}\b|\b{_ONE}\b.{{0,60}}\b(?:published|written|filed|dated|appear\w*)\b"
)
KINDS = ("byline", "outlet", "published")


@dataclass(frozen=True)
class Told:
    claims: tuple[DraftClaim, ...]
    notes: tuple[Note, ...]


def field_asked(question: Question) -> str | None:
    """The one item that is asked of one article; None where the question is not of that sort."""
    asked = fold(question.english)
    if not _ABOUT_ONE.search(asked) or re.search(r"\barticles\b", asked):
        return None
    return next((name for name, pattern in _FIELDS if re.search(pattern, asked)), None)


def tell_field(question: Question, field: str, request: Request) -> Told:
    """The words of the article that give it; no claim where it is unknown."""
    article = _meant(question, field, request)
    if article is None:
        return Told((), ())
    spans = _evidence(article, field)
    if not spans:
        return Told((), (_unknown(question, [(article, [field])]),))
    return Told((_claim(article, spans),), ())


def tell_articles(question: Question, request: Request) -> Told:
    """Each article's headline, with its byline, outlet and date where the text gives them; what it does not is said."""
    articles = sorted(_found(request), key=lambda article: article.file)
    claims, unknown = [], []
    for article in articles:
        spans = _evidence(article, "title")
        if re.search(r"\babout\b", fold(question.english)):
            spans += _lead(article)
        for field in _kinds_asked(question):
            found = _evidence(article, field)
            spans += [span for span in found if span not in spans and not any(_within(span, other) for other in spans)]
        if spans:
            claims.append(_claim(article, sorted(spans, key=lambda span: span.start)))
        missing = [field for field in _kinds_asked(question) if article.fact(field).value is None]
        if missing:
            unknown.append((article, missing))
    return Told(tuple(claims), (_unknown(question, unknown),) if unknown else ())


def _kinds_asked(question: Question) -> tuple[str, ...]:
    """What a question about "these articles" wants besides their headlines."""
    asked = fold(question.english)
    cues = {
        "byline": r"\b(?:who|whom|author|by)\b",
        "outlet": r"\b(?:whom|outlet|source|newspaper|publish\w*|where)\b",
        "published": r"\b(?:when|date|dated|old)\b",
    }
    return tuple(kind for kind in KINDS if re.search(cues[kind], asked))


def _lead(article: Article) -> list[Span]:
    lead = next((s for s in article.sentences if s.kind in ("standfirst", "body")), None)
    return [Span(article.id, lead.start, lead.end)] if lead else []


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _claim(article: Article, spans: Sequence[Span]) -> DraftClaim:
    return DraftClaim(" ".join(article.text[span.start : span.end] for span in spans), tuple(spans))


def _unknown(question: Question, unknown: Sequence[tuple[Article, Sequence[str]]]) -> Note:
    what = "; ".join(
        f"{', '.join(phrase(field, question.language) for field in fields if field in KINDS) or fields[0]} ({article.file})"
        for article, fields in unknown
    )
    return note("missing", "unknown", question.language, what=what)


def _evidence(article: Article, field: str) -> list[Span]:
    """The citable sentence, or line, that holds the words which a fact was read from."""
    fact = article.fact(field)
    if fact.value is None:
        return []
    if field == "title":
        headline = next((s for s in article.sentences if s.kind == "headline"), None)
        return [Span(article.id, headline.start, headline.end)] if headline else []
    at = article.text.find(fact.evidence)
    holder = next((s for s in article.sentences if at >= 0 and s.start <= at < s.end), None)
    if holder is not None:
        return [Span(article.id, holder.start, holder.end)]
    citable = any(s.citable and s.start <= at and at + len(fact.evidence) <= s.end for s in article.segments)
    return [Span(article.id, at, at + len(fact.evidence))] if at >= 0 and citable else []


def _found(request: Request) -> list[Article]:
    """The articles of the hits, best first."""
    return [request.articles[id_] for id_ in dict.fromkeys(hit.passage.article_id for hit in request.hits)]


def _meant(question: Question, field: str, request: Request) -> Article | None:
    """The article that shares most with the question, the search's order deciding between equals."""
    articles = _found(request)[:4]
    asked = question.terms
    return max(
        articles,
        key=lambda a: (
            len(asked & set(terms(a.text)))
            + len(asked & set(terms(a.title)))
            + 0.5 * (a.fact(field).value is not None)
            - 0.1 * articles.index(a)
        ),
        default=None,
    )
