"""Model files that travel in wheels: found by package metadata, checked by sha-256, never imported."""

from __future__ import annotations

import hashlib
import mmap
import os
import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import EmbedderError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


@dataclass(frozen=True)
class WheelFile:
    """A data file of an installed package that has to be exactly the one we know."""

    package: str
    path: str
    sha256: str

    def load(self) -> mmap.mmap:
        """The file's bytes, mapped: processes share them. What is returned is what was hashed."""
        try:
            with self.locate().open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:  # ValueError: an empty file cannot be mapped
            raise EmbedderError(f"Cannot read {self.path}: {error}. {self._cure}") from error
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise EmbedderError(f"{self.path} is not the file that {self.package} was released with. {self._cure}")
        return data

    def locate(self) -> Path:
        try:
            return Path(str(metadata.distribution(self.package).locate_file(self.path)))
        except metadata.PackageNotFoundError:
            raise EmbedderError(f"The package {self.package} is not installed. {self._cure}") from None

    @property
    def _cure(self) -> str:
        version = metadata_version(self.package)
        return f"Install it again: pip install --force-reinstall --no-deps {self.package}{version}"


def metadata_version(package: str) -> str:
    try:
        return "==" + metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


class LoadedOnce(ABC):
    """Reads its weights at the first use, once, however many threads ask."""

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._loaded = False

    def load(self) -> None:
        """Reads and checks the weights; the first use does it otherwise."""
        with self._loading:
            if not self._loaded:
                self._load()
                self._loaded = True

    @abstractmethod
    def _load(self) -> None: ...


class Network:
    """An ONNX model that runs one text a call on one thread.

    Int8 models scale their inputs by the largest value of a call, so a text that shared a call would get a vector
    that depends on its neighbours. More cores are used by running several calls at once, which scales better as well.
    """

    def __init__(self, data: bytes | mmap.mmap):
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: InferenceSession = InferenceSession(
            bytes(data),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # one operator for add and norm is slower than the two
        )

    def run(self, inputs: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
        """The first output for one text."""
        output: NDArray[np.float32] = self._session.run(None, dict(inputs))[0][0]
        return output


def cores() -> int:
    """That this process may use, which in a container can be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
