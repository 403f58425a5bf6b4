"""A network that was trained further by low-rank adapters (LoRA, Hu et al. 2021, arXiv 2106.09685).

An adapter is the product of two thin matrices that is added to a weight matrix. The weights here are int8: they are
made float, the product is added, and each column is rounded anew with a scale of its own. Nothing is slower for it.
"""

from __future__ import annotations

import mmap
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from vectorstore.onnx_cut import raw_weights

DOWN, UP = "|down", "|up"  # after the name of the adapted matrix: [inputs, rank] and [rank, outputs]
_VALUES, _SCALE, _ZERO = "_quantized", "_scale", "_zero_point"  # after it in the model's file
LARGEST = 127


def adapted(model: bytes | mmap.mmap, changes: Mapping[str, NDArray[np.float16]]) -> dict[str, NDArray[np.generic]]:
    """The weights that change, under their names in the model: adapted matrices, and vectors that are replaced."""
    matrices = [name.removesuffix(DOWN) for name in changes if name.endswith(DOWN)]
    stored = raw_weights(model, [name + part for name in matrices for part in (_VALUES, _SCALE)])
    made: dict[str, NDArray[np.generic]] = {
        name: vector.astype(np.float32) for name, vector in changes.items() if not name.endswith((DOWN, UP))
    }
    for name in matrices:
        down, up = (changes[name + part].astype(np.float32) for part in (DOWN, UP))
        scale = np.frombuffer(stored[name + _SCALE], np.float32)
        values = np.frombuffer(stored[name + _VALUES], np.int8).reshape(len(down), up.shape[1])
        matrix = values * scale + down @ up
        scales = np.abs(matrix).max(axis=0) / LARGEST
        made[name + _VALUES] = np.rint(matrix / scales).astype(np.int8)
        made[name + _SCALE] = scales.astype(np.float32)
        made[name + _ZERO] = np.zeros(len(scales), np.int8)
    return made
