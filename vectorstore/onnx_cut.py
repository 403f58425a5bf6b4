"""Cuts an ONNX model down to what one of its inner values depends on.

The runtime works out every node of a model, whether or not anybody asked for what it gives: one that is read at an
inner layer takes less time without the layers after it. Works on the bytes, as `onnx_writer` does.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vectorstore.onnx_writer import bytes_field, output

GRAPH = 7  # field of a model
NODE, WEIGHT, OUTPUT = 1, 5, 12  # fields of a graph
NODE_INPUT, NODE_OUTPUT, WEIGHT_NAME = 1, 2, 8


class Field(NamedTuple):
    number: int
    value: memoryview
    whole: memoryview  # with its key


def cut_at(model: bytes | mmap.mmap, name: str, shape: Sequence[str | int]) -> bytes:
    """The model with the value `name` as its only output, and no node or weight that this does not need."""
    parts: list[bytes | memoryview] = []
    for field in _fields(memoryview(model)):
        parts.append(bytes_field(GRAPH, _graph(field.value, name, shape)) if field.number == GRAPH else field.whole)
    return b"".join(parts)


def _graph(graph: memoryview, name: str, shape: Sequence[str | int]) -> bytes:
    fields = list(_fields(graph))
    needed, nodes = {name}, []
    for node in reversed([field for field in fields if field.number == NODE]):  # a node stands after those it needs
        if needed.intersection(_names(node, NODE_OUTPUT)):
            needed.update(_names(node, NODE_INPUT))
            nodes.append(node.whole)
    weights = [f.whole for f in fields if f.number == WEIGHT and needed.intersection(_names(f, WEIGHT_NAME))]
    rest = [field.whole for field in fields if field.number not in (NODE, WEIGHT, OUTPUT)]
    return b"".join([*reversed(nodes), *weights, *rest, output(name, shape)])


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
