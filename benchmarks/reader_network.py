"""The reader's networks in PyTorch, with adapters to train: built from the int8 weights that the wheel carries.

Needs `pip install torch onnx`, which nothing else here does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from vectorstore.adapters import DOWN, UP
from vectorstore.reading import Trained

WIDTH, HEADS = 384, 12
EPSILON = 1e-12
STRENGTH = 2.0  # of an adapter's product
MATRICES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


class Stored:
    """The weights of the file as floats, and what the file calls its matrices."""

    def __init__(self, trained: Trained):
        graph = onnx.load(str(trained.weights.locate())).graph
        self.layers = trained.root.strip("/").replace("/", ".") + ".layer."
        self.embeddings = self.layers.replace("encoder.layer.", "embeddings.")
        matrix = re.compile(rf"{trained.root}/layer\.(\d+)/(.*)/MatMul_output_0_output_quantized")
        self._raw = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        self.names = {
            f"{self.layers}{match[1]}.{match[2].replace('/', '.')}": node.input[1].removesuffix("_quantized")
            for node in graph.node
            if node.op_type == "MatMulInteger" and (match := matrix.match(node.output[0]))
        }

    def vector(self, name: str) -> Tensor:
        return torch.tensor(self._raw[name])

    def matrix(self, layer_and_name: str) -> Tensor:
        return self.table(self.names[layer_and_name])

    def table(self, name: str) -> Tensor:
        values, zero = (self._raw[name + part].astype(np.float32) for part in ("_quantized", "_zero_point"))
        return torch.tensor((values - zero) * self._raw[name + "_scale"])


class Adapted(nn.Module):
    """A matrix that stays, and a product of two thin ones that learns."""

    weight: Tensor
    bias: Tensor

    def __init__(self, weight: Tensor, bias: Tensor, rank: int):
        super().__init__()
        # What does not learn is kept in what `torch.autocast` computes with: a third less time than turning it each step.
        self.register_buffer("weight", weight.bfloat16())
        self.register_buffer("bias", bias.bfloat16())
        self.rank = rank
        if rank:
            self.down = nn.Parameter(torch.randn(weight.shape[0], rank) / math.sqrt(weight.shape[0]))
            self.up = nn.Parameter(torch.zeros(rank, weight.shape[1]))

    def forward(self, x: Tensor) -> Tensor:
        made = x @ self.weight + self.bias
        return made + (x @ self.down) @ self.up * STRENGTH if self.rank else made


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, stored: Stored, number: int, rank: int):
        super().__init__()
        own = f"{stored.layers}{number}."
        self.rank = rank
        self.matrices = nn.ModuleList(
            Adapted(stored.matrix(own + name), stored.vector(own + name + ".bias"), rank) for name in MATRICES
        )
        self.norms = nn.ParameterList(
            nn.Parameter(stored.vector(own + norm + part), requires_grad=bool(rank))
            for norm in NORMS
            for part in (".weight", ".bias")
        )

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        texts, tokens, _ = x.shape
        query, key, value, mix, widen, narrow = self.matrices
        q, k, v = (made(x).view(texts, tokens, HEADS, -1).transpose(1, 2) for made in (query, key, value))
        # Written out: the built-in attention's backward pass takes three times as long in bfloat16 on a CPU.
        likeness = (q / math.sqrt(WIDTH / HEADS)) @ k.transpose(-1, -2) + torch.where(there, 0.0, -1e4).to(q.dtype)
        seen = (likeness.softmax(-1) @ v).transpose(1, 2).reshape(texts, tokens, WIDTH)
        x = self._norm(x + mix(seen), 0)
        return self._norm(x + narrow(functional.gelu(widen(x))), 2)

    def _norm(self, x: Tensor, at: int) -> Tensor:
        return functional.layer_norm(x.float(), (WIDTH,), self.norms[at], self.norms[at + 1], EPSILON)


class Reader(nn.Module):
    """The network up to a layer, and the heads that read its states."""

    def __init__(self, stored: Stored, *, layers: int, first: int, rank: int):
        super().__init__()
        self.first = first
        names = ("word", "token_type", "position")
        self.tables = [stored.table(f"{stored.embeddings}{name}_embeddings.weight") for name in names]
        self.norm = [stored.vector(f"{stored.embeddings}LayerNorm.{part}") for part in ("weight", "bias")]
        self.layers = nn.ModuleList(Layer(stored, at, rank if at >= first else 0) for at in range(layers))
        self.mean = nn.Linear(WIDTH, 1)
        self.largest = nn.Linear(WIDTH, 1, bias=False)
        self.spans = nn.Linear(WIDTH, 2)  # where an answer begins and ends
        for head in (self.mean, self.largest, self.spans):
            nn.init.normal_(head.weight, std=0.02)

    def forward(self, ids: Tensor, types: Tensor, there: Tensor) -> Tensor:
        """States of each token, [texts, tokens, WIDTH]."""
        words, kinds, places = self.tables
        mask = there[:, None, None, :]
        with torch.no_grad():
            x = words[ids] + kinds[types] + places[: ids.shape[1]]
            x = functional.layer_norm(x, (WIDTH,), *self.norm, EPSILON)
            for layer in self.layers[: self.first]:
                x = layer(x, mask)
        for layer in self.layers[self.first :]:
            x = layer(x, mask)
        return x.float()

    def odds(self, states: Tensor, owners: Tensor, sentences: int) -> Tensor:
        """Log odds of each sentence, [texts, sentences]; `owners` has each token's sentence or -1."""
        texts, _, width = states.shape
        own = functional.one_hot(owners + 1, sentences + 1)[:, :, 1:].float()
        count = own.sum(1)[..., None]
        mean = torch.einsum("bts,btw->bsw", own, states) / count.clamp(min=1)
        places = (owners + 1)[:, :, None].expand(-1, -1, width)
        largest = torch.full((texts, sentences + 1, width), -1e4).scatter_reduce(1, places, states, "amax")[:, 1:]
        largest = torch.where(count > 0, largest, torch.zeros_like(largest))
        made: Tensor = (self.mean(mean) + self.largest(largest))[..., 0]
        return made

    def take_up(self, stored: Stored, changes: Mapping[str, NDArray[np.float16]], head: Mapping[str, Any]) -> None:
        """Goes on from what `learned` gave; only the spans' bias is not kept, and shifts nothing that is read."""
        with torch.no_grad():
            for at, layer in list(enumerate(self.layers))[self.first :]:
                own = f"{stored.layers}{at}."
                for name, matrix in zip(MATRICES, layer.matrices, strict=True):
                    matrix.down.copy_(torch.tensor(changes[stored.names[own + name] + DOWN]))
                    matrix.up.copy_(torch.tensor(changes[stored.names[own + name] + UP].astype(np.float32)) / STRENGTH)
                parts = [norm + part for norm in NORMS for part in (".weight", ".bias")]
                for part, vector in zip(parts, layer.norms, strict=True):
                    vector.copy_(torch.tensor(changes[own + part]))
            self.mean.weight.copy_(torch.tensor([head["mean"]]))
            self.mean.bias.fill_(head["bias"])
            self.largest.weight.copy_(torch.tensor([head["largest"]]))
            self.spans.weight.copy_(torch.tensor([head["begins"], head["ends"]]))

    def learned(self, stored: Stored) -> tuple[dict[str, NDArray[np.float16]], dict[str, Any]]:
        """What the file of adapters in `vectorstore/` and that of weights in `bot/offline/` hold."""
        changes: dict[str, NDArray[np.float16]] = {}
        for at, layer in list(enumerate(self.layers))[self.first :]:
            own = f"{stored.layers}{at}."
            for name, matrix in zip(MATRICES, layer.matrices, strict=True):
                changes[stored.names[own + name] + DOWN] = _half(matrix.down)
                changes[stored.names[own + name] + UP] = _half(matrix.up * STRENGTH)
            parts = [norm + part for norm in NORMS for part in (".weight", ".bias")]
            changes |= {own + part: _half(vector) for part, vector in zip(parts, layer.norms, strict=True)}
        begins, ends = self.spans.weight
        vectors = {"mean": self.mean.weight[0], "largest": self.largest.weight[0], "begins": begins, "ends": ends}
        head = {"bias": round(float(self.mean.bias.detach()), 5)} | {
            name: [round(one, 5) for one in vector.detach().tolist()] for name, vector in vectors.items()
        }
        return changes, head


def _half(tensor: Tensor) -> NDArray[np.float16]:
    made: NDArray[np.float16] = tensor.detach().numpy().astype(np.float16)
    return made
