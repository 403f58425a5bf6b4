"""The cross-encoder, trained further to tell where in a text a question is answered, and whether it is.

The reranker's network is cut after one of its inner layers, and low-rank adapters are added to its weights.
What it has of each token, with the question in view, is enough for a few hundred learned numbers to tell which sentence
answers (see `bot.offline.reader`). A text is read once, whatever its number of sentences.
`benchmarks/train_reader.py` learns the adapters.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.adapters import adapted
from vectorstore.bert import MAX_TOKENS
from vectorstore.embedders import well_formed
from vectorstore.onnx_cut import cut_at
from vectorstore.onnx_writer import MICROSOFT, node
from vectorstore.reranker import TOKENIZER, WEIGHTS
from vectorstore.weights import Network, cores

ADAPTERS = Path(__file__).with_name("reader.npz")
LAYER = 9  # of 0 to 11: the last ones of the reranker think of the text as a whole
WIDTH, HEADS = 384, 12
REMEMBERED = 12  # texts, those of one question: for a model they are read to order them and again to compare
_OPENED = f"/bert/encoder/layer.{LAYER}/output/LayerNorm/Add_1_output_0"


@dataclass(frozen=True)
class Reading:
    """One question and one text, read together."""

    states: NDArray[np.float32]  # one row for each token of the text
    starts: tuple[int, ...]  # where each of these tokens begins in the text, code points
    ends: tuple[int, ...]


class PassageReader:
    """Safe to share between threads."""

    def __init__(self, threads: int | None = None) -> None:
        self._pool = ThreadPoolExecutor(threads or cores(), "read")  # one for all askers: no more at once than cores
        self._loading = threading.Lock()
        self._loaded = False
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._reading)

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        """Each text for itself, several at once; what lies beyond the model's 512 tokens is not read."""
        self.load()
        return list(self._pool.map(lambda text: self._remembered(question, text), texts))

    def _reading(self, question: str, text: str) -> Reading:
        pair = self._tokenizer.encode(well_formed(question), well_formed(text))
        tokens, types = np.array([pair.ids], np.int64), np.array([pair.type_ids], np.int64)
        inputs = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": types}
        states = self._network.run(inputs)
        of_text = [
            at
            for at, (kind, special) in enumerate(zip(pair.type_ids, pair.special_tokens_mask, strict=True))
            if kind == 1 and not special
        ]
        offsets = pair.offsets  # made anew whenever it is asked for
        starts, ends = (tuple(offsets[at][edge] for at in of_text) for edge in (0, 1))
        return Reading(states[of_text], starts, ends)

    def load(self) -> None:
        """Reads and checks the weights; the first call does it otherwise."""
        with self._loading:
            if not self._loaded:
                self._load()
                self._loaded = True

    def _load(self) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_str(TOKENIZER.load()[:].decode())
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
        with np.load(ADAPTERS) as changes:
            weights = adapted(model := WEIGHTS.load(), dict(changes))
        self._network = Network(cut_at(model, _OPENED, ["texts", "tokens", WIDTH], weights, attention_in_one()))


def attention_in_one() -> dict[str, bytes]:
    """For each layer a node that does the work of a dozen: a tenth of the time, and no mask, for nothing is padded."""
    layers = [f"/bert/encoder/layer.{at}/attention/self" for at in range(LAYER + 1)]
    return {
        (heard := f"{layer}/Reshape_3_output_0"): node(
            "MultiHeadAttention",
            [f"{layer}/{part}/Add_output_0" for part in ("query", "key", "value")],
            heard,
            MICROSOFT,
            num_heads=HEADS,
        )
        for layer in layers
    }
