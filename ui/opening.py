"""What the settings describe, opened: the embedder, the answerers, and the bot over both."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answerer import Answerer
    from bot.engine import NewsBot
    from ui.settings import Settings
    from vectorstore.embedders import Embedder, Patience


def open_embedder(settings: Settings, name: str | None = None, patience: Patience | None = None) -> Embedder:
    """The embedder `name`, or the configured one, or the best that is installed; `patience` is for questions."""
    from vectorstore.embedders import make_embedder

    return make_embedder(
        name or settings.embedder,
        api_key=settings.key,
        base_url=settings.openai_base_url,
        model=settings.embedding_model,
        patience=patience,
    )


def open_bot(settings: Settings) -> NewsBot:
    """The bot over `settings.data`. Loads the models; an empty library is found out at the first question."""
    from bot.engine import NewsBot
    from vectorstore.embedders import Patience
    from vectorstore.library import Library
    from vectorstore.reranker import Reranker
    from vectorstore.search import Searcher

    library = Library(settings.data)
    patience = Patience(settings.connect_seconds, settings.first_token_seconds, settings.turn_seconds)
    embedder = open_embedder(settings, settings.embedder or library.embedder_name(), patience)
    reranker = Reranker() if settings.reranker else None
    searcher = Searcher(library, embedder, reranker)
    return NewsBot(searcher, open_answerers(settings), default=settings.answerer_name, limit=settings.top_k)


def open_answerers(settings: Settings) -> dict[str, Answerer]:
    """By name: those that the settings name, and no other."""
    from bot.offline_answerer import OfflineAnswerer

    offline = OfflineAnswerer()
    answerers: dict[str, Answerer] = {"offline": offline}
    if "model" in settings.answerers:
        from bot.model.provider import ProviderLimits
        from bot.model.secrets import keys_among
        from bot.model_answerer import ModelAnswerer

        limits = ProviderLimits(
            connect_seconds=settings.connect_seconds,
            first_token_seconds=settings.first_token_seconds,
            gap_seconds=settings.gap_seconds,
            turn_seconds=settings.turn_seconds,
        )
        answerers["model"] = ModelAnswerer(
            settings.model,
            api_key=settings.key,
            other_keys=keys_among(os.environ),
            base_url=settings.openai_base_url,
            limits=limits,
            max_tokens=settings.max_tokens,
            passages=settings.model_passages,
            advice=offline.advice,
        )
    return answerers
