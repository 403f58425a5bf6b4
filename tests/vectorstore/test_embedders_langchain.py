"""Our embedders in LangChain's own suites for embeddings."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_tests.integration_tests import EmbeddingsIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests

from tests.vectorstore.loaded import local, needs_e5
from tests.vectorstore.test_embedders_openai import Server
from vectorstore.embedders import Embedder
from vectorstore.local_models import BgeEmbedder, E5Embedder
from vectorstore.openai_embedder import Endpoint, OpenAIEmbedder


class Bge:
    embeddings_class: type[Embedder] = BgeEmbedder
    embedding_model_params: dict[str, Any] = {"threads": 1}  # noqa: RUF012 (the suite reads an attribute)


class E5(Bge):
    embeddings_class = E5Embedder


class OpenAI(Bge):
    embeddings_class = OpenAIEmbedder

    @property
    def embedding_model_params(self) -> dict[str, Any]:  # type: ignore[override]
        return {"endpoint": Endpoint(model="toy", api_key="k"), "transport": Server().transport}


class TestBgeUnit(Bge, EmbeddingsUnitTests): ...


class TestBge(Bge, EmbeddingsIntegrationTests):
    @pytest.fixture
    def model(self) -> Embedder:
        return local("bge")


@needs_e5
class TestE5Unit(E5, EmbeddingsUnitTests): ...


@needs_e5
class TestE5(E5, EmbeddingsIntegrationTests):
    @pytest.fixture
    def model(self) -> Embedder:
        return local("e5")


class TestOpenAIUnit(OpenAI, EmbeddingsUnitTests): ...


class TestOpenAI(OpenAI, EmbeddingsIntegrationTests): ...
