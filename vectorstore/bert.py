"""What the two English models share: BERT's tokenizer, and one text or pair a call with nothing to pad."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vectorstore.embedders import well_formed
from vectorstore.weights import Network, WheelFile

MAX_TOKENS = 512


class Bert:
    def __init__(self, weights: WheelFile, tokenizer: WheelFile):
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_str(tokenizer.load()[:].decode())
        self._tokenizer.no_padding()  # the reranker's file asks for 512 tokens always
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._network = Network(weights.load())

    def run(self, text: str, second: str | None = None) -> NDArray[np.float32]:
        encoded = self._tokenizer.encode(well_formed(text), second if second is None else well_formed(second))
        tokens = np.array([encoded.ids], np.int64)
        types = np.array([encoded.type_ids], np.int64)
        return self._network.run({"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": types})
