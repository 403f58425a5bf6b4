"""The usual LangChain recipe, to measure beside: split by characters, embed into Chroma, take the nearest four.

It only finds passages: no answer, no citation, nothing that is proved. Its embedder is ours, so that both do the same
arithmetic. Needs the packages of the group `bench`.

    python -m benchmarks.recipe STORE "a question"
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_core.vectorstores import VectorStoreRetriever

CHUNK, OVERLAP, NEAREST = 1000, 200, 4  # what most tutorials have


def chunks(articles: Sequence[Path]) -> list[Document]:
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    read = [Document(path.read_text(encoding="utf-8"), metadata={"source": str(path)}) for path in articles]
    return RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP).split_documents(read)


def ingest(articles: Sequence[Path], store: Path, embedder: Embeddings) -> list[str]:
    """Returns the texts of the chunks."""
    from langchain_chroma import Chroma

    split = chunks(articles)
    Chroma.from_documents(split, embedder, persist_directory=str(store))
    return [chunk.page_content for chunk in split]


def retriever(store: Path, embedder: Embeddings) -> VectorStoreRetriever:
    from langchain_chroma import Chroma

    opened = Chroma(embedding_function=embedder, persist_directory=str(store))
    return opened.as_retriever(search_kwargs={"k": NEAREST})


def main() -> None:
    from vectorstore.embedders import make_embedder

    store, question = sys.argv[1:]
    for document in retriever(Path(store), make_embedder()).invoke(question):
        print(document.metadata["source"], document.page_content, sep="\n", end="\n\n")


if __name__ == "__main__":
    main()
