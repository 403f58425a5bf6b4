"""Cuts an ONNX model down to what one of its inner values depends on, and puts other weights and nodes into it.

The runtime works out every node of a model, whether or not anybody asked for what it gives: one that is read at an
inner layer takes less time without the layers after it. Works on the bytes, as `onnx_writer` does.
"""

from __future__ import annotations

import mmap
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vectorstore.onnx_writer import bytes_field, output, tensor

GRAPH = 7  # field of a model
NODE, WEIGHT, OUTPUT = 1, 5, 12  # fields of a graph
NODE_INPUT, NODE_OUTPUT, WEIGHT_NAME = 1, 2, 8
WEIGHT_VALUES = (4, 9)  # floats, or the bytes of any type


class Field(NamedTuple):
    number: int
    value: memoryview
    whole: memoryview  # with its key


def cut_at(
    model: bytes | mmap.mmap,
    name: str,
    shape: Sequence[str | int],
    weights: Mapping[str, NDArray[np.generic]] | None = None,
    nodes: Mapping[str, bytes] | None = None,
) -> bytes:
    """The model with the value `name` as its only output, and no node or weight that this does not need.

    `weights` take the place of the model's own of the same names, and `nodes` (as `onnx_writer.node` makes them) the
    place of those that make the values of these names.
    """
    parts: list[bytes | memoryview] = []
    for field in _fields(memoryview(model)):
        graph = field.number == GRAPH
        parts.append(
            bytes_field(GRAPH, _graph(field.value, name, shape, weights or {}, nodes or {})) if graph else field.whole
        )
    return b"".join(parts)


def raw_weights(model: bytes | mmap.mmap, names: Collection[str]) -> dict[str, memoryview]:
    """The bytes of these weights, as they lie in memory. KeyError if one is not there."""
    found: dict[str, memoryview] = {}
    for graph in (field for field in _fields(memoryview(model)) if field.number == GRAPH):
        for weight in (field for field in _fields(graph.value) if field.number == WEIGHT):
            (name,) = _names(weight, WEIGHT_NAME)
            if name in names:
                found[name] = next(inner.value for inner in _fields(weight.value) if inner.number in WEIGHT_VALUES)
    return {name: found[name] for name in names}


def _graph(
    graph: memoryview,
    name: str,
    shape: Sequence[str | int],
    weights: Mapping[str, NDArray[np.generic]],
    nodes: Mapping[str, bytes],
) -> bytes:
    fields = list(_fields(graph))
    needed, used = {name}, []
    for own in reversed([field for field in fields if field.number == NODE]):  # a node stands after those it needs
        made = needed.intersection(_names(own, NODE_OUTPUT))
        if made:
            others = [next(_fields(memoryview(nodes[one]))) for one in made if one in nodes]
            put = others[0] if others else own
            needed.update(_names(put, NODE_INPUT))
            used.append(put.whole)
    kept: list[bytes | memoryview] = []
    for field in fields:
        if field.number == WEIGHT and needed.intersection(_names(field, WEIGHT_NAME)):
            (known,) = _names(field, WEIGHT_NAME)
            kept.append(bytes_field(WEIGHT, tensor(known, weights[known])) if known in weights else field.whole)
    rest = [field.whole for field in fields if field.number not in (NODE, WEIGHT, OUTPUT)]
    return b"".join([*reversed(used), *kept, *rest, output(name, shape)])


def _names(field: Field, number: int) -> list[str]:
    return [str(inner.value, "utf-8") for inner in _fields(field.value) if inner.number == number]


def _fields(data: memoryview) -> Iterator[Field]:
    """The fields of a protobuf message, in order, nothing copied."""
    at = 0
    while at < len(data):
        start = at
        key, at = _varint(data, at)
        kind = key & 7
        if kind == 0:  # a number; nobody asks for its value
            value, (_, at) = data[at:at], _varint(data, at)
        else:
            size, at = _varint(data, at) if kind == 2 else ({1: 8, 5: 4}[kind], at)
            value, at = data[at : at + size], at + size
        yield Field(key >> 3, value, data[start:at])


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    """A number, seven bits to a byte, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
