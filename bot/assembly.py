"""From what was found and what was drafted to the Answer that everybody reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answer import Answer, Citation, Considered, Notice, Outcome, Searched, StopReason, Usage
from bot.answerer import Request
from bot.attempt import Attempt
from bot.citations import cite
from bot.text.words import terms
from vectorstore.article import Article, Sentence
from vectorstore.passage import Hit, SearchResult

NEAREST = 3  # passages shown where there is no answer


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
