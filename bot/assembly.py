"""From what was found and what was drafted to the Answer that everybody reads."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from bot.answer import Answer, Citation, Considered, Notice, Outcome, Searched, StopReason, Usage
from bot.answerer import Request, Turn
from bot.attempt import Attempt
from bot.citations import cite
from bot.conversation import Understood
from bot.text.words import terms
from vectorstore.article import Article, Sentence
from vectorstore.errors import NewsBotError
from vectorstore.passage import Hit, SearchResult

if TYPE_CHECKING:
    from vectorstore.library import Library
    from vectorstore.search import Searcher

RELATED = 12  # passages by which articles on the same matter are looked for
NEAREST = 3  # passages shown where there is no answer


def search_for(
    asked: Understood, searcher: Searcher, limit: int, within: Collection[str] | None = None
) -> SearchResult:
    """The passages that may answer, of the articles with the ids of `within`, or of all."""
    return searcher.search(asked.text, limit, articles=within, context=asked.context, translated=asked.translated)


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

    return Request(
        question=question,
        standalone=asked.text,
        language=asked.language,
        history=history,
        hits=hits,
        articles=articles,
        embedder=None if found.by_words_alone else searcher.embedder,
        articles_searched=found.articles,
        related=related,
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


def _articles_of(hits: Sequence[Hit], library: Library) -> dict[str, Article]:
    ids = dict.fromkeys(hit.passage.article_id for hit in hits)
    return {article.id: article for article in map(library.article, ids) if article is not None}


def _still_stands(hit: Hit, articles: Mapping[str, Article]) -> bool:
    article = articles.get(hit.passage.article_id)
    return article is not None and article.text[hit.passage.start : hit.passage.end] == hit.passage.text


def assembled(
    request: Request,
    found: SearchResult,
    attempts: Sequence[Attempt],
    timings_ms: Mapping[str, float],
) -> Answer:
    """`attempts` are the requested answerer's and, where that one failed, the one that stepped in."""
    first, last = attempts[0], attempts[-1]
    outcome = _outcome(last)
    verdict = last.verdict
    return Answer(
        question=request.question,
        standalone_question=request.standalone,
        outcome=outcome,
        confidence=verdict.confidence if verdict else None,
        claims=() if outcome == "not_found" else tuple(last.claims),
        notes=verdict.notes if verdict else (),
        citations=() if outcome == "not_found" else tuple(last.citations),
        conflicts=() if outcome == "not_found" else tuple(last.conflicts),
        rejected=tuple(rejected for attempt in attempts for rejected in attempt.rejected),
        nearest=_nearest(request) if outcome == "not_found" else (),
        searched=Searched(found.articles, found.passages, found.generation),
        requested_answerer=first.answerer.name,
        answerer=last.answerer.name,
        embedder=found.embedder,
        timings_ms=timings_ms,
        usage=_usage(attempts),
        complete=_complete(first),
        stop_reason=_stop_reason(attempts),
        notice=_notice(first, found),
        draft=_draft(first, last),
        considered=_considered(request, found, last, outcome),
    )


def _outcome(attempt: Attempt) -> Outcome:
    if not attempt.claims:
        return "not_found"
    return attempt.verdict.outcome if attempt.verdict else "answered"


def _complete(first: Attempt) -> bool:
    return not first.failed and not first.stopped and (first.verdict is None or first.verdict.complete)


def _stop_reason(attempts: Sequence[Attempt]) -> StopReason | None:
    return next((attempt.stop_reason for attempt in attempts if attempt.stop_reason), None)


def _notice(first: Attempt, found: SearchResult) -> Notice | None:
    """A fault of the model comes before a fault of the search."""
    if first.notice is not None:
        return first.notice
    if not first.stands:
        return Notice("unproved", "Nothing that the model wrote could be proved from the articles.")
    if first.verdict is not None and first.verdict.notice is not None:
        return first.verdict.notice
    if first.stop_reason == "length":
        return Notice("length", "The model's answer was cut off at its limit of tokens.")
    return Notice("embedder" if found.by_words_alone else "search", found.notice) if found.notice else None


def _draft(first: Attempt, last: Attempt) -> str:
    """Everything that arrived where another answerer stepped in, else what no claim accounts for."""
    if first is not last and first.failed:
        return first.arrived
    return first.unsettled if first.stop_reason else ""


def _usage(attempts: Sequence[Attempt]) -> Usage | None:
    return next((attempt.usage for attempt in attempts if attempt.usage), None)


def _nearest(request: Request) -> tuple[Citation, ...]:
    """The sentence of each of the best passages that shares most with the question. Supports nothing."""
    asked = set(terms(request.standalone, request.language))
    places: dict[tuple[str, int], tuple[Article, Sentence]] = {}
    for hit in request.hits:
        article = request.articles[hit.passage.article_id]
        sentence = _closest_sentence(article, hit, asked)
        if sentence is not None:
            places.setdefault((article.id, sentence.start), (article, sentence))
    return tuple(cite(article, one.start, one.end) for article, one in list(places.values())[:NEAREST])


def _closest_sentence(article: Article, hit: Hit, asked: set[str]) -> Sentence | None:
    inside = [s for s in article.sentences if hit.passage.start <= s.start and s.end <= hit.passage.end]
    return max(
        inside,
        key=lambda s: (len(asked & set(terms(article.text[s.start : s.end]))), s.kind == "body"),
        default=None,
    )


def _considered(request: Request, found: SearchResult, last: Attempt, outcome: Outcome) -> tuple[Considered, ...]:
    return tuple(_considered_one(hit, request, last, outcome) for hit in found.hits)


def _considered_one(hit: Hit, request: Request, last: Attempt, outcome: Outcome) -> Considered:
    passage = hit.passage
    article = request.articles.get(passage.article_id)
    numbers = [
        citation.number
        for citation in last.citations
        if citation.article_id == passage.article_id and citation.start < passage.end and passage.start < citation.end
    ]
    used = bool(numbers) and outcome != "not_found"
    if used:
        reason = "quoted as " + "".join(f"[{number}]" for number in numbers)
    elif hit not in request.hits:
        reason = "passed over: its article changed while the question was being answered"
    elif outcome == "not_found":
        reason = "close to the question, and does not answer it"
    else:
        reason = "passed over: other passages answer more directly"
    file = article.file if article else passage.article_id
    return Considered(passage.article_id, file, passage.start, passage.end, hit.score, used, reason)
