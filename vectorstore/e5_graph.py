"""The e5 transformer as an ONNX graph with int8 matrices, made in memory from the packed weights at each start.

Making it costs a fifth of a second, so nothing is kept on disk that could be stale, damaged or tampered with.
The word embeddings stay outside: a text needs some hundred rows of the 250,000.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vectorstore.e5_weights import Floats, PackedModel, unpack
from vectorstore.onnx_writer import MICROSOFT, GraphWriter

# 7 of the 8 bits: on processors without VNNI the runtime adds pairs of products in 16 bits,
# which full 8-bit weights overflow. It costs nothing measurable, the source has 4 bits.
LARGEST = 64


def build_graph(model: PackedModel) -> bytes:
    """Input `embeddings` (texts, tokens, hidden), without padding; output the mean over the tokens."""
    graph, shape = GraphWriter(), model.shape
    encoder = _Encoder(graph, model)
    x = encoder.norm("embeddings", "emb.ln")
    for layer in range(shape.layers):
        x = encoder.layer(x, f"l{layer}")
    pooled = graph.op("ReduceMean", x, graph.weight(np.array([1])), keepdims=0)
    return graph.model({"embeddings": ["texts", "tokens", shape.hidden]}, pooled, ["texts", shape.hidden])


class _Encoder:
    def __init__(self, graph: GraphWriter, model: PackedModel):
        self._graph, self._model = graph, model

    def layer(self, x: str, name: str) -> str:
        graph, shape = self._graph, self._model.shape
        query, key, value = (self._linear(x, f"{name}.{part}", shape.hidden) for part in "qkv")
        heard = graph.op("MultiHeadAttention", query, key, value, num_heads=shape.heads, domain=MICROSOFT)
        x = self.norm(graph.op("Add", x, self._linear(heard, f"{name}.ao", shape.hidden)), f"{name}.aln")
        wide = graph.op("Gelu", self._linear(x, f"{name}.fi", shape.hidden), domain=MICROSOFT)
        return self.norm(graph.op("Add", x, self._linear(wide, f"{name}.fo", shape.ffn)), f"{name}.oln")

    def norm(self, x: str, name: str) -> str:
        scale, bias = (self._graph.weight(self._model.floats(f"{name}.{part}")) for part in "wb")
        return self._graph.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=self._model.shape.epsilon)

    def _linear(self, x: str, name: str, columns: int) -> str:
        weights, scales = _to_int8(unpack(self._model.blocks(f"{name}.w", columns)))
        parts = (self._graph.weight(part) for part in (weights.T, scales))
        bias = self._graph.weight(self._model.floats(f"{name}.b"))
        return self._graph.op("DynamicQuantizeMatMul", x, *parts, "", bias, domain=MICROSOFT)


def _to_int8(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Whole numbers from -64 to 64 and the scale of each row."""
    largest = np.maximum(matrix.max(axis=1), -matrix.min(axis=1))
    scales: Floats = (largest / LARGEST).astype(np.float32, copy=False)
    whole = np.rint(matrix * (1 / scales)[:, None])
    return whole.astype(np.int8), scales
