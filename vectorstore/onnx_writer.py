"""Writes an ONNX model as bytes. The onnx package does it too, but costs every start 0.4 seconds of import.

A protobuf message is a run of fields: a key (the field's number and how its value is written), then the value.
The numbers are those of onnx.proto; a test reads what is written here with the runtime.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

IR_VERSION = 9
MICROSOFT = "com.microsoft"
OPSETS = {"": 18, MICROSOFT: 1}
ELEMENT_TYPES = {"float32": 1, "int8": 3, "int64": 7}


class GraphWriter:
    """Collects nodes and weights; `weight` and `op` return the name of what they made."""

    def __init__(self) -> None:
        self._fields: list[bytes] = []
        self._made = 0

    def weight(self, array: NDArray[np.generic]) -> str:
        name = self._name("w")
        self._fields.append(bytes_field(5, tensor(name, array)))
        return name

    def op(self, kind: str, *inputs: str, domain: str = "", **attributes: int | float | Sequence[int]) -> str:
        name = self._name("t")
        self._fields.append(node(kind, inputs, name, domain, **attributes))
        return name

    def model(self, inputs: Mapping[str, Sequence[str | int]], result: str, shape: Sequence[str | int]) -> bytes:
        """The whole file; inputs and result are float32, a dimension is a size or a name."""
        ends = [*(bytes_field(11, _value(name, dims)) for name, dims in inputs.items()), output(result, shape)]
        graph = b"".join([*self._fields, _text(2, "graph"), *ends])
        opsets = [bytes_field(8, _text(1, domain) + _number(2, version)) for domain, version in OPSETS.items()]
        return b"".join([_number(1, IR_VERSION), bytes_field(7, graph), *opsets])

    def _name(self, prefix: str) -> str:
        self._made += 1
        return f"{prefix}{self._made}"


def node(
    kind: str, inputs: Sequence[str], made: str, domain: str = "", **attributes: int | float | Sequence[int]
) -> bytes:
    """The field of a graph with a node that makes one value."""
    told = b"".join(_text(1, source) for source in inputs) + _text(2, made) + _text(4, kind)
    told += b"".join(bytes_field(5, _attribute(key, value)) for key, value in attributes.items())
    return bytes_field(1, told + _text(7, domain))


def tensor(name: str, array: NDArray[np.generic]) -> bytes:
    """A weight, as it stands in a graph's field 5."""
    dims = b"".join(_number(1, size) for size in array.shape)
    data = np.ascontiguousarray(array).tobytes()
    return dims + _number(2, ELEMENT_TYPES[array.dtype.name]) + _text(8, name) + bytes_field(9, data)


def output(name: str, shape: Sequence[str | int]) -> bytes:
    """The field of a graph that makes one of its values an output, float32."""
    return bytes_field(12, _value(name, shape))


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1  # a negative number is written as its two's complement
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def bytes_field(field: int, value: bytes) -> bytes:
    """A field that holds a message, a text or any other run of bytes."""
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return bytes_field(field, value.encode())


def _attribute(name: str, value: int | float | Sequence[int]) -> bytes:
    if isinstance(value, float):
        return _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    return _text(1, name) + b"".join(_number(8, item) for item in value) + _number(20, 7)


def _value(name: str, shape: Sequence[str | int]) -> bytes:
    dims = b"".join(bytes_field(1, _text(2, dim) if isinstance(dim, str) else _number(1, dim)) for dim in shape)
    tensor = _number(1, ELEMENT_TYPES["float32"]) + bytes_field(2, dims)
    return _text(1, name) + bytes_field(2, bytes_field(1, tensor))
