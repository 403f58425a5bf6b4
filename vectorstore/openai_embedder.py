"""Embeddings from OpenAI or any server that speaks its /embeddings. The one file that knows the vendor's client."""

from __future__ import annotations

from vectorstore.embedders import Embedder
from vectorstore.errors import EmbedderError


def make_openai_embedder(*, api_key: str | None, base_url: str | None, model: str | None) -> Embedder:
    raise EmbedderError("The embedder 'openai' is being written.")
