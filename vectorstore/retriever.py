"""The search as a LangChain retriever, for other people's chains."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from vectorstore.passage import Hit
from vectorstore.records import ArticleSummary
from vectorstore.search import Searcher


class NewsRetriever(BaseRetriever):
    """Passages with what it takes to prove them again: `text[start:end]` of the article with `text_sha256`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    k: int = Field(default=8, ge=1)
    articles: tuple[str, ...] | None = None  # ids; None searches all of them

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None, **_: Any
    ) -> list[Document]:
        found = self.searcher.search(query, k or self.k, articles=self.articles)
        files = {summary.id: summary for summary in self.searcher.library.summaries()} if found.hits else {}
        return [_document(hit, files[hit.passage.article_id]) for hit in found.hits if hit.passage.article_id in files]


def _document(hit: Hit, article: ArticleSummary) -> Document:
    known = {
        name: article.metadata[name].value for name in ("title", "outlet", "published") if name in article.metadata
    }
    return Document(
        id=hit.passage.id,
        page_content=hit.passage.text,
        metadata={
            "article_id": article.id,
            "file": article.file,
            "title": known.get("title") or article.file,
            "outlet": known.get("outlet"),
            "published": known.get("published"),
            "start": hit.passage.start,
            "end": hit.passage.end,
            "sha256": article.sha256,
            "text_sha256": article.text_sha256,
            "score": hit.score,
        },
    )
