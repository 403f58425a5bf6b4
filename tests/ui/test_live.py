"""What can be seen of an answer while it is being written."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from bot.answerer import DraftClaim, Piece, Request, Span, TextDelta
from bot.engine import NewsBot
from bot.faults import ModelFault
from tests.bot.models import COST, JOBS, PLANT, QUESTION, QuotesTheCost
from tests.bot.texts import FixedSearcher
from ui.api import events
from ui.live import LiveAnswer, Snapshot


class BreaksOff:
    """Proves one sentence and begins another."""

    name = "model"

    def draft(self, request: Request) -> Iterator[Piece]:
        start = PLANT.text.index(JOBS)
        yield TextDelta(f"{JOBS} And ")
        yield DraftClaim(JOBS, (Span(PLANT.id, start, start + len(JOBS)),))
        yield TextDelta("then")
        raise ModelFault("It broke off.", code="incomplete")


class Watched(LiveAnswer):
    """Keeps every moment of it."""

    moments: list[Snapshot]

    def _set(self, **changes: object) -> None:
        super()._set(**changes)
        self.moments = [*getattr(self, "moments", []), self.now()]


def test_no_claim_is_ever_seen_with_the_citations_of_another_attempt() -> None:
    answerers: dict[str, Any] = {"model": BreaksOff(), "offline": QuotesTheCost()}
    bot = NewsBot(FixedSearcher(PLANT), answerers, default="model")  # type: ignore[arg-type]
    shelved: Any = {"keep": lambda answer: answer, "draw": vars}
    live = Watched(lambda: bot.stream(QUESTION), **shelved, turn="t", answerer="model")
    live._read()
    seen = [
        (claim.text, citation.quote)
        for moment in live.moments
        for claim in moment.claims
        for citation in moment.citations
        if citation.number in claim.citations
    ]
    assert set(seen) == {(JOBS, JOBS), (COST, COST)}
    assert [moment.draft for moment in live.moments if moment.claims and moment.claims[0].text == COST] == ["", ""]
    assert live.now().stored.claims[0].text == COST  # type: ignore[union-attr]


def test_the_api_says_where_another_answerer_begins() -> None:
    answerers: dict[str, Any] = {"model": BreaksOff(), "offline": QuotesTheCost()}
    bot = NewsBot(FixedSearcher(PLANT), answerers, default="model")  # type: ignore[arg-type]

    async def names() -> list[str]:
        return [event.split("\n")[0].removeprefix("event: ") async for event in events(bot.stream(QUESTION))]

    seen = asyncio.run(names())
    over = seen.index("over")
    assert "claim" in seen[:over]
    assert "claim" in seen[over:]
    assert seen[-1] == "answer"
