"""Answers with sentences of the articles themselves: no model server, no key, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from bot.answerer import DraftClaim, Piece, Request, TextDelta, Verdict
from bot.offline.about import Told, field_asked, tell_articles, tell_field
from bot.offline.as_of import as_of
from bot.offline.attribution import attribute
from bot.offline.candidates import Candidate
from bot.offline.choosing import nearest_to
from bot.offline.confidence import confidence
from bot.offline.plan import plan_for
from bot.offline.questions import Question, parts_of_names, understand
from bot.offline.references import readable
from bot.offline.sources import Sources
from bot.offline.spelling import mended, with_names
from bot.offline.talk import in_talk

if TYPE_CHECKING:
    from vectorstore.passage import Hit
    from vectorstore.reading import PassageReader


class OfflineAnswerer:
    """Safe to share between threads."""

    name = "offline"

    def __init__(self, *, reads: bool = True) -> None:
        self._reads = reads  # with the small network; without it, by words alone

    def draft(self, request: Request) -> Iterator[Piece]:
        question = _question(request)
        told = self._about_articles(question, request)
        if told is not None:
            yield from _tell(told)
            return
        sources = self._sources(request)
        weighed = in_talk(question, sources.weighed(question), request)
        plan = plan_for(question, weighed, sources)
        for one in plan.picks:
            yield from _claim(one)
        yield Verdict(plan.outcome, confidence(weighed), plan.notes, plan.conflicts)

    def likeliest_first(self, request: Request) -> tuple[Hit, ...]:
        """The hits, those first that hold the sentences which answer best."""
        question = _question(request)
        weighed = self._sources(request).weighed(question)
        ranks = {hit.passage.id: _rank(hit, weighed) for hit in request.hits}
        return tuple(sorted(request.hits, key=lambda hit: ranks[hit.passage.id]))  # stable: else as the search has them

    def sentence_for(self, request: Request, said: str) -> DraftClaim | None:
        """The articles' own sentence for what somebody said in words that they do not have; None if there is none."""
        question = _question(request)
        found = nearest_to(said, question, self._sources(request).weighed(question))
        return _drafted(found) if found is not None else None

    def _about_articles(self, question: Question, request: Request) -> Told | None:
        field = field_asked(question)
        if field is not None:
            return tell_field(question, field, request)
        return tell_articles(question, request) if question.kind == "about" else None

    def _sources(self, request: Request) -> Sources:
        return Sources(request, self._network if self._reads else None)

    @cached_property
    def _network(self) -> PassageReader:
        from vectorstore.reading import PassageReader

        return PassageReader()


def _question(request: Request) -> Question:
    texts = [hit.passage.text for hit in request.hits]
    text = with_names(mended(request.standalone, request.language, texts), texts)
    return understand(text, request.language, parts_of_names(texts))


def _rank(hit: Hit, weighed: Sequence[Candidate]) -> int:
    """Of the passage's likeliest sentence."""
    passage = hit.passage
    return next(
        (
            at
            for at, one in enumerate(weighed)
            if one.article.id == passage.article_id and passage.start <= one.sentence.start < passage.end
        ),
        len(weighed),
    )


def _tell(told: Told) -> Iterator[Piece]:
    for claim in told.claims:
        yield TextDelta(claim.text)
        yield claim
    yield Verdict("answered" if told.claims else "not_found", 1.0 if told.claims else 0.0, told.notes)


def _claim(one: Candidate) -> Iterator[Piece]:
    claim = _drafted(one)
    yield TextDelta(claim.text)
    yield claim


def _drafted(one: Candidate) -> DraftClaim:
    said = attribute(one)
    return DraftClaim(readable(one), (one.span,), said.speaker, said.reported_by, as_of(one))
