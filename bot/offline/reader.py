"""Which sentences answer, by the states of a small network and a few hundred learned weights.

The network reads the question together with a run of sentences and their headline, so "she" and "the same year" are
seen in context. A sentence's states, averaged and at their largest, times the weights of `reader.json`, give the log
odds that it answers. `benchmarks/train_reader.py` learns the weights
together with what the network does.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.offline.candidates import Candidate, runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vectorstore.reading import Reading

RUN_CHARACTERS = 1_100  # of sentences read in one go, about 250 tokens: longer runs cost more than they tell
WEIGHTS = Path(__file__).with_name("reader.json")
UNREAD = -9.0  # log odds of a sentence beyond what the network takes in


class Network(Protocol):
    """What the reader needs of `vectorstore.reading.PassageReader`."""

    def read(self, question: str, text: str) -> Reading: ...


@dataclass(frozen=True)
class Head:
    """What turns a sentence's states into log odds."""

    mean: NDArray[np.float32]
    largest: NDArray[np.float32]
    bias: float

    def odds(self, states: NDArray[np.float32]) -> float:
        return float(states.mean(axis=0) @ self.mean + states.max(axis=0) @ self.largest) + self.bias


@lru_cache(maxsize=1)
def head() -> Head:
    import numpy as np

    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Head(np.array(data["mean"], np.float32), np.array(data["largest"], np.float32), float(data["bias"]))


def read(network: Network, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with their log odds, in the order of their articles."""
    return [
        one.read_as(odds)
        for run in runs(candidates, RUN_CHARACTERS)
        for one, odds in zip(run, _odds(network, question, run), strict=True)
    ]


def _odds(network: Network, question: str, run: Sequence[Candidate]) -> list[float]:
    judge = head()
    parts = states(network, question, run[0].article.title, [one.english for one in run])
    return [UNREAD if part is None else judge.odds(part) for part in parts]


def states(network: Network, question: str, title: str, sentences: Sequence[str]) -> list[NDArray[np.float32] | None]:
    """The states of each sentence's tokens; None for one that was not read."""
    import numpy as np

    text, begins = joined(title, sentences)
    reading = network.read(question, text)
    owner = np.searchsorted(np.array(begins), np.array(reading.starts), side="right") - 1
    return [reading.states[owner == at] if (owner == at).any() else None for at in range(len(sentences))]


def joined(title: str, sentences: Sequence[str]) -> tuple[str, list[int]]:
    """The text as the network reads it, and where each sentence begins in it."""
    text, begins = f"{title}.", []
    for sentence in sentences:
        begins.append(len(text) + 1)
        text += " " + sentence
    return text, begins
