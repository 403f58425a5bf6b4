"""Which of the articles that were searched a question about the articles themselves means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answerer import Request
from bot.offline.candidates import language_of
from bot.offline.evidence import terms_of
from bot.offline.fields import reports_on
from bot.offline.listings import NEWEST, OF_ARTICLES, asked_in_english, asks_by_age, language_asked
from bot.offline.questions import Question
from bot.text.glossary import in_english
from bot.text.words import fold, terms, words
from vectorstore.article import Article

_SORTS = {  # what an article of the sort has in its headline, or says at once
    "obituary": re.compile(r"\b(?:dies|died|dead at|has died|passed away|obituary)\b"),
    "editorial": re.compile(r"\b(?:editorial|opinion|comment)\b"),
}
_OUTRANKS = 0.3  # terms by which an article must share more than one that the search puts before it
_LEAD = 2  # sentences
_SIGNED_BY = re.compile(r"\b(?:write|wrote|writes|written|has write|sign\w*|by|author|publish\w*|from|of)\b")
_LISTED = 30  # articles at most of which all are listed, where all are asked for


def looked_at(request: Request) -> list[Article]:
    """All that were searched, or those of the passages found where all are too many."""
    return list({one.id: one for one in (*articles_found(request), *request.every().values())}.values())


def looked_through(question: Question, request: Request, topic: frozenset[str]) -> list[Article]:
    """Those of the passages found; all that were searched where the question is of all, and they are not too many."""
    found = articles_found(request)
    if asks_by_age(question) or (language_asked(question) and not topic):
        every = request.every() or (request.related() if len(found) < request.articles_searched else {})
    else:
        every = {} if topic or request.articles_searched > _LISTED else request.every()
    return list({one.id: one for one in (*found, *every.values())}.values())


def articles_found(request: Request) -> list[Article]:
    """The articles of the hits, best first."""
    return [request.articles[id_] for id_ in dict.fromkeys(hit.passage.article_id for hit in request.hits)]


def all_meant(question: Question, request: Request) -> list[Article]:
    """And the others found whose heads have all that the head of the first shares with the question."""
    first = _meant(question, request)
    if first is None:
        return []
    topic = question.terms - OF_ARTICLES
    shared = topic & _head_terms(first)
    weak = shared != topic and (len(shared) < 2 or 2 * len(shared) <= len(topic))  # one word more would tell them apart
    if not shared or weak or _outlet_is_named(question, first):
        return [first]
    others = [one for one in _of_the_sort(question, articles_found(request)) if one.id != first.id]
    return [first, *(one for one in others if shared <= _head_terms(one))]


def _meant(question: Question, request: Request) -> Article | None:
    """The article whose outlet is named, or whose head and first sentences share most with the question."""
    found = _of_the_sort(question, articles_found(request))
    if reports_on(question):  # nothing says that there is such an article
        found = [one for one in found if 2 * _shared(question, one) >= len(question.terms - OF_ARTICLES) > 0]
    named = [article for article in found if _outlet_is_named(question, article)]
    return max(named or found[:4], key=lambda a: _shared(question, a) - _OUTRANKS * found.index(a), default=None)


def _of_the_sort(question: Question, found: Sequence[Article]) -> list[Article]:
    """The obituaries where one is asked for, by their headlines or, where none says it, their first sentences."""
    sort = next((rule for name, rule in _SORTS.items() if re.search(rf"\b{name}\b", fold(question.english))), None)
    if sort is None:
        return list(found)
    by_title = [one for one in found if sort.search(fold(in_english(one.title, language_of(one))))]
    return by_title or [one for one in found if sort.search(fold(_head(one)))]


def _outlet_is_named(question: Question, article: Article) -> bool:
    outlet = re.sub(r"^(?:the|el|la|le|les) ", "", fold(article.fact("outlet").value or ""))
    return bool(outlet) and re.search(rf"\b{re.escape(outlet)}\b", fold(question.text)) is not None


def _shared(question: Question, article: Article) -> int:
    return len((question.terms - OF_ARTICLES) & _head_terms(article))


def _head_terms(article: Article) -> set[str]:
    return set(terms(_head(article)))


def _head(article: Article) -> str:
    """What stands before the text proper, and its first sentences, in English."""
    body = [one for one in article.sentences if one.kind == "body"][:_LEAD]
    head = article.text[: body[-1].end] if body else ""
    return in_english(f"{article.title}. {head}", language_of(article))


def on_topic(topic: frozenset[str], articles: Sequence[Article]) -> list[Article]:
    """Those that have all its words, or else most of them."""
    shares = [len(topic & terms_of(article, article.text)) / len(topic) for article in articles]
    best = max(shares, default=0.0)
    return [article for article, share in zip(articles, shares, strict=True) if share == best and best > 0.5]


def in_language(question: Question, found: Sequence[Article]) -> list[Article]:
    language = language_asked(question)
    others = re.search(r"\b(?:not|other than|except)\b", asked_in_english(question)) is not None
    return [one for one in found if language is None or (one.fact("language").value == language) is not others]


def signed(question: Question, found: Sequence[Article]) -> list[Article]:
    """Those by whom the question names, "Which articles did Ann Lee write?"; all where it names no author."""
    asked = " ".join(map(fold, words(question.text)))
    own = [one for one in found if any(f" {name} " in f" {asked} " for name in _authors(one))]
    return own if own and _SIGNED_BY.search(asked_in_english(question)) else list(found)


def _authors(article: Article) -> list[str]:
    """Folded, each with two words or more: what else a byline says stands after a comma."""
    names = re.split(r"\s+(?:and|y|et|&)\s+|,", article.fact("byline").value or "")
    return [" ".join(map(fold, words(name))) for name in names if len(words(name)) > 1]


def by_age(question: Question, found: Sequence[Article], all_found: bool) -> list[Article]:
    """By file; or the newest alone. Where others were searched that are not here, one of them may be newer: then those
    found, newest first, for a reader who is told that they are not all. A single one would look like the answer."""
    if not asks_by_age(question):
        return sorted(found, key=lambda article: article.file)
    dated = [article for article in found if article.fact("published").value]
    newest = bool(NEWEST.search(fold(question.english)))
    ordered = sorted(dated, key=lambda article: str(article.fact("published").value), reverse=newest)
    if all_found:
        return [one for one in ordered if one.fact("published").value == ordered[0].fact("published").value]
    return ordered if len(ordered) > 1 else []
