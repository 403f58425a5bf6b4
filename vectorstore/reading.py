"""Two networks, trained further to tell where in a text a question is answered, and whether it is.

The first is cut after one of its inner layers; low-rank adapters are added to the weights of both. What they have of each token, with the
question in view, is enough for a few hundred learned numbers to tell which sentence answers (see `bot.offline.reader`).
A text is read once, whatever its number of sentences. The first network was a cross-encoder; the second an embedder, which
was taught to read a question and a text together. They err on different questions, so that their mean errs less.
`benchmarks/train_reader.py` learns the adapters.
"""

from __future__ import annotations

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
from vectorstore.local_models import BGE_WEIGHTS
from vectorstore.onnx_cut import cut_at
from vectorstore.onnx_writer import MICROSOFT, node
from vectorstore.reranker import TOKENIZER, WEIGHTS
from vectorstore.weights import LoadedOnce, Network, WheelFile, cores

WIDTH, HEADS = 384, 12
REMEMBERED = 12  # texts, those of one question: for a model they are read to order them and again to compare


@dataclass(frozen=True)
class Trained:
    """A network of BERT's form, and what it was taught."""

    weights: WheelFile
    adapters: Path
    root: str  # what the names of its layers begin with
    layer: int  # the last one that is worked out; those behind it, in a cross-encoder, think of the text as a whole
    opened: str  # the name of what that one gives

    def load(self) -> Network:
        """Reads and checks the weights."""
        with np.load(self.adapters) as changes:
            weights = adapted(model := self.weights.load(), dict(changes))
        return Network(cut_at(model, self.opened, ["texts", "tokens", WIDTH], weights, attention_in_one(self)))


FIRST = Trained(
    WEIGHTS,
    Path(__file__).with_name("reader.npz"),
    "/bert/encoder",
    9,
    "/bert/encoder/layer.9/output/LayerNorm/Add_1_output_0",
)
SECOND = Trained(BGE_WEIGHTS, Path(__file__).with_name("second_reader.npz"), "/encoder", 11, "last_hidden_state")
NETWORKS = (FIRST, SECOND)  # of one vocabulary: a text has the same tokens for both


@dataclass(frozen=True)
class Reading:
    """One question and one text, read together."""

    states: tuple[NDArray[np.float32], ...]  # of each network that read: one row for each token of the text
    starts: tuple[int, ...]  # where each of these tokens begins in the text, code points
    ends: tuple[int, ...]


class PassageReader(LoadedOnce):
    """Safe to share between threads."""

    def __init__(self, threads: int | None = None) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(threads or cores(), "read")  # one for all askers: no more at once than cores
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._reading)

    def read(self, question: str, texts: Sequence[str], *, closely: bool = False) -> list[Reading]:
        """Each text for itself, several at once, by the first network; closely: by both. What lies beyond their 512
        tokens is not read."""
        self.load()
        return list(self._pool.map(lambda text: self._remembered(question, text, closely), texts))

    def _reading(self, question: str, text: str, closely: bool) -> Reading:
        pair = self._tokenizer.encode(well_formed(question), well_formed(text))
        tokens, types = np.array([pair.ids], np.int64), np.array([pair.type_ids], np.int64)
        inputs = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": types}
        of_text = [
            at
            for at, (kind, special) in enumerate(zip(pair.type_ids, pair.special_tokens_mask, strict=True))
            if kind == 1 and not special
        ]
        offsets = pair.offsets  # made anew whenever it is asked for
        starts, ends = (tuple(offsets[at][edge] for at in of_text) for edge in (0, 1))
        networks = self._networks if closely else self._networks[:1]
        return Reading(tuple(network.run(inputs)[of_text] for network in networks), starts, ends)

    def _load(self) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_str(TOKENIZER.load()[:].decode())
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
        self._networks = list(self._pool.map(Trained.load, NETWORKS))


def attention_in_one(trained: Trained) -> dict[str, bytes]:
    """For each layer a node that does the work of a dozen: a tenth of the time, and no mask, for nothing is padded."""
    layers = [f"{trained.root}/layer.{at}/attention/self" for at in range(trained.layer + 1)]
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
