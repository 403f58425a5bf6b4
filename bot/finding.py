"""From a question to what an answerer may look at: the search, and a second one for the same matter, once it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bot.answerer import Request, Turn
from bot.conversation import Understood
from vectorstore.article import Article
from vectorstore.errors import NewsBotError
from vectorstore.passage import Hit, SearchResult

if TYPE_CHECKING:
    from vectorstore.library import Library
    from vectorstore.search import Searcher

RELATED = 12  # passages by which articles on the same matter are looked for
OPENED = 200  # articles at most that are opened for one question about all of them


def search_for(
    asked: Understood, searcher: Searcher, limit: int, within: Collection[str] | None = None
) -> SearchResult:
    """The passages that may answer, of the articles with the ids of `within`, or of all. None for thanks or a greeting."""
    found = searcher.search(asked.searched, limit, articles=within, context=asked.context, translated=asked.translated)
    return replace(found, hits=()) if asked.asks_nothing else found


def request_for(
    question: str,
    asked: Understood,
    history: tuple[Turn, ...],
    found: SearchResult,
    searcher: Searcher,
    within: Collection[str] | None = None,
) -> Request:
    """Hits whose article changed or went away since the search are left out: nothing could be proved by them.

    `within` are the ids of the articles that were searched, None for all.
    """
    articles = _articles_of(found.hits, searcher.library)
    hits = tuple(hit for hit in found.hits if _still_stands(hit, articles))
    best = articles[hits[0].passage.article_id] if hits and found.articles > len(articles) else None

    @cache
    def related() -> Mapping[str, Article]:
        if best is None or found.by_words_alone:  # an embedding server that failed is not asked twice
            return {}
        others = _on_the_same(best, asked, searcher, within)
        articles.update(others)  # what is drafted from them can be proved
        return others

    @cache
    def every() -> Mapping[str, Article]:
        all_ = _all_of(searcher.library, within) if found.articles <= OPENED else {}
        articles.update(all_)
        return all_

    return Request(
        question=question,
        standalone=asked.text,
        language=asked.language,
        history=history,
        hits=hits,
        articles=articles,
        embedder=None if found.by_words_alone else found.embedder,
        articles_searched=found.articles,
        related=related,
        every=every,
    )


def _on_the_same(
    article: Article, asked: Understood, searcher: Searcher, within: Collection[str] | None
) -> dict[str, Article]:
    """Articles that may tell of what this one tells of, in other words than the question's. None where the library
    changed so much since the first search that it cannot be searched: that one has what it needs."""
    titled = f"{article.title}. {asked.translated}" if asked.translated else ""
    try:
        found = searcher.search(f"{article.title}. {asked.text}", RELATED, articles=within, translated=titled)
    except NewsBotError:
        return {}
    return _articles_of(found.hits, searcher.library)


def _all_of(library: Library, within: Collection[str] | None) -> dict[str, Article]:
    ids = [id_ for id_ in library.article_ids() if within is None or id_ in within]
    return {article.id: article for article in map(library.article, ids) if article is not None}


def _articles_of(hits: Sequence[Hit], library: Library) -> dict[str, Article]:
    ids = dict.fromkeys(hit.passage.article_id for hit in hits)
    return {article.id: article for article in map(library.article, ids) if article is not None}


def _still_stands(hit: Hit, articles: Mapping[str, Article]) -> bool:
    article = articles.get(hit.passage.article_id)
    return article is not None and article.text[hit.passage.start : hit.passage.end] == hit.passage.text
