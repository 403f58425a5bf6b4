from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, ClassVar

import pytest
from langchain_tests.integration_tests import RetrieversIntegrationTests

from tests.vectorstore.conftest import HashEmbedder, article_id
from vectorstore.library import Library
from vectorstore.retriever import NewsRetriever
from vectorstore.search import Searcher


class TestStandard(RetrieversIntegrationTests):
    """LangChain's own suite."""

    searcher: ClassVar[Searcher]

    @pytest.fixture(autouse=True, scope="class")
    @staticmethod
    def shared(filled_once: Path) -> None:
        TestStandard.searcher = Searcher(Library(filled_once), HashEmbedder())

    @property
    def retriever_constructor(self) -> type[NewsRetriever]:
        return NewsRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"searcher": self.searcher}

    @property
    def retriever_query_example(self) -> str:
        return "Which harbour closed?"


def test_a_document_carries_what_proves_it(filled: Library, embedder: HashEmbedder) -> None:
    [document] = NewsRetriever(searcher=Searcher(filled, embedder), k=1).invoke("harbour crane fell")
    said = document.metadata
    article = filled.article(said["article_id"])
    assert article is not None
    assert (said["file"], said["sha256"]) == ("harbour.txt", article.sha256)
    assert hashlib.sha256(article.text.encode()).hexdigest() == said["text_sha256"]
    assert article.text[said["start"] : said["end"]] == document.page_content
    assert said["title"] == article.title
    assert said["outlet"] is said["published"] is None
    assert said["score"] > 0


def test_the_search_can_be_kept_to_some_articles(filled: Library, embedder: HashEmbedder) -> None:
    orchard = article_id("orchard.txt")
    retriever = NewsRetriever(searcher=Searcher(filled, embedder), articles=(orchard,))
    assert {document.metadata["article_id"] for document in retriever.invoke("harbour")} == {orchard}


def test_less_than_one_document_is_refused(filled: Library, embedder: HashEmbedder) -> None:
    with pytest.raises(ValueError, match="greater than or equal to 1"):
        NewsRetriever(searcher=Searcher(filled, embedder), k=0)
