"""Answers with sentences of the articles themselves: no model server, no key, no network."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from bot.answerer import Piece, Request, TextDelta, Verdict
from bot.offline.about import Told, told_of_articles
from bot.offline.advice import Advice
from bot.offline.bylines import tell_author
from bot.offline.candidates import Candidate
from bot.offline.confidence import confidence
from bot.offline.corrections import asks_for_corrections, tell_corrections
from bot.offline.drafting import drafted
from bot.offline.plan import plan_for
from bot.offline.questions import Question, parts_of_names, understand
from bot.offline.sources import Sources
from bot.offline.spelling import mended, with_names
from bot.offline.spoken import told_by
from bot.offline.talk import in_talk

if TYPE_CHECKING:
    from vectorstore.reading import PassageReader


class OfflineAnswerer:
    """Safe to share between threads."""

    name = "offline"

    def __init__(self, *, reads: bool = True) -> None:
        self._reads = reads  # with the small network; without it, by words alone

    def draft(self, request: Request) -> Iterator[Piece]:
        question = _question(request)
        told = _about_articles(question, request)
        if told is not None:
            yield from _tell(told)
            return
        sources = self._sources(request)
        weighed = told_by(question, in_talk(question, sources.weighed(question), request), request)
        plan = plan_for(question, weighed, sources)
        for one in plan.picks:
            yield from _claim(one)
        yield Verdict(plan.outcome, confidence(weighed), plan.notes, plan.conflicts)

    def advice(self, request: Request) -> Advice:
        return Advice(request.hits, _question(request), self._sources(request))

    def _sources(self, request: Request) -> Sources:
        return Sources(request, self._network if self._reads else None)

    @cached_property
    def _network(self) -> PassageReader:
        from vectorstore.reading import PassageReader

        return PassageReader()


def _about_articles(question: Question, request: Request) -> Told | None:
    if asks_for_corrections(question):
        return tell_corrections(request)
    return told_of_articles(question, request) or tell_author(question, request)


def _question(request: Request) -> Question:
    texts = [hit.passage.text for hit in request.hits]
    text = with_names(mended(request.standalone, request.language, texts), texts)
    return understand(text, request.language, parts_of_names(texts))


def _tell(told: Told) -> Iterator[Piece]:
    for claim in told.claims:
        yield TextDelta(claim.text)
        yield claim
    yield Verdict("answered" if told.claims else "not_found", 1.0 if told.claims else 0.0, told.notes)


def _claim(one: Candidate) -> Iterator[Piece]:
    claim = drafted(one)
    yield TextDelta(claim.text)
    yield claim
