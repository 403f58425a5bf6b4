"""A bot over one small article whose model is a fake server, with limits short enough for tests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.answerer import DraftClaim, Piece, Request, Span
from bot.engine import NewsBot
from bot.model.provider import ProviderLimits
from bot.model_answerer import ModelAnswerer
from tests.bot.texts import FixedSearcher, make_article

KEY = "sk-canary-Zq8Lw3Tn5Vx7Rb2Kd4Mh"
QUICK = ProviderLimits(connect_seconds=0.4, first_token_seconds=0.5, gap_seconds=0.4, turn_seconds=2)  # to be reached
PATIENT = ProviderLimits(20, 20, 20, 20)  # for a busy machine: not to be reached
COST = "The plant in Dorn cost 4.2 million euros."
JOBS = "It will employ 260 people."
PLANT = make_article("plant.txt", f"{COST} {JOBS}\nThe first units ship in May, chief executive Tomas Reyl said.")
QUESTION = "How much did the plant in Dorn cost?"


class QuotesTheCost:
    """Stands in for the offline answerer: quotes the one sentence, if it was found."""

    name = "offline"

    def draft(self, request: Request) -> Iterator[Piece]:
        start = PLANT.text.index(COST)
        if PLANT.id in request.articles:
            yield DraftClaim(COST, (Span(PLANT.id, start, start + len(COST)),))


def answerer(url: str, **settings: Any) -> ModelAnswerer:
    return ModelAnswerer("fake-model", **{"api_key": KEY, "base_url": url, "limits": PATIENT, "seed": 1, **settings})


def bot(url: str, *articles: Any, fall_back: bool = True, **settings: Any) -> NewsBot:
    model = answerer(url, **settings)
    answerers: dict[str, Any] = {"model": model, **({"offline": QuotesTheCost()} if fall_back else {})}
    return NewsBot(FixedSearcher(*(articles or (PLANT,))), answerers, default="model")  # type: ignore[arg-type]


def message(body: dict[str, Any]) -> str:
    """What the user's side of a request says."""
    return str(body["messages"][-1]["content"])


def records(body: dict[str, Any]) -> list[dict[str, str]]:
    """The passages of a request."""
    return [json.loads(line) for line in message(body).splitlines() if line.startswith('{"mark"')]


def id_of(body: dict[str, Any], words: str) -> str:
    """The id that this turn gave to the passage with these words."""
    return next(one["id"] for one in records(body) if words in one["text"])


def ids_in(text: str) -> list[str]:
    return re.findall(r"\[([a-z]\d+)\]", text)
