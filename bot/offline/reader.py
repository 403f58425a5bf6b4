"""Which sentences answer, by the states of two small networks and a few hundred learned weights for each.

A network reads the question together with a run of sentences and their headline, so "she" and "the same year" are
seen in context. A sentence's states, averaged and at their largest, times the weights of `reader.json` or `second_reader.json`, give the log
odds that it answers; each token's states tell how likely the answer's words begin or end there. The first network reads
all sentences, and both read the likeliest again.
`benchmarks/train_reader.py` learns the weights together with what the networks do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.offline.candidates import Candidate, runs
from bot.text.words import fold, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vectorstore.article import Article
    from vectorstore.reading import Reading

RUN_CHARACTERS = 1_100  # of sentences read in one go, about 250 tokens: longer runs cost more than they tell
WEIGHTS = Path(__file__).with_name("reader.json")
SECOND_WEIGHTS = Path(__file__).with_name("second_reader.json")
MOST_TOKENS = 16  # of the words that answer
AROUND = 2  # sentences before and after one that is read again
AGAIN = (0.3, 0.3)  # shares of what either network makes of it then, in the mean with the first reading
LOWER = 0.5  # log odds by which that mean lies below the first reading on average, for what was chosen by the first
UNREAD = -9.0  # log odds of a sentence beyond what the network takes in


class Network(Protocol):
    """What the reader needs of `vectorstore.reading.PassageReader`."""

    def read(self, question: str, texts: Sequence[str], *, closely: bool = False) -> Sequence[Reading]: ...


@dataclass(frozen=True)
class Head:
    """What turns states into log odds, and into the words that answer."""

    mean: NDArray[np.float32]
    largest: NDArray[np.float32]
    bias: float
    begins: NDArray[np.float32]
    ends: NDArray[np.float32]

    def odds(self, states: NDArray[np.float32]) -> float:
        return float(states.mean(axis=0) @ self.mean + states.max(axis=0) @ self.largest) + self.bias

    def span(self, states: NDArray[np.float32]) -> tuple[int, int]:
        """The first and the last token of the words that answer best."""
        import numpy as np

        both = (states @ self.begins)[:, None] + (states @ self.ends)[None, :]
        allowed = np.triu(np.ones(both.shape, bool)) & ~np.triu(np.ones(both.shape, bool), MOST_TOKENS)
        first, last = np.unravel_index(np.where(allowed, both, -np.inf).argmax(), both.shape)
        return int(first), int(last)


@dataclass(frozen=True)
class Part:
    """What was read of one sentence; positions count from its beginning."""

    states: tuple[NDArray[np.float32], ...]  # of each network that read: one row for each token
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


@lru_cache(maxsize=1)
def heads() -> tuple[Head, Head]:
    """The first network's and the second's."""
    return _head(WEIGHTS), _head(SECOND_WEIGHTS)


def _head(weights: Path) -> Head:
    import numpy as np

    data = json.loads(weights.read_text(encoding="utf-8"))
    mean, largest, begins, ends = (np.array(data[name], np.float32) for name in ("mean", "largest", "begins", "ends"))
    return Head(mean, largest, float(data["bias"]), begins, ends)


def read(network: Network, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with their log odds and the words in them that answer, in the order of their articles."""
    together = list(runs(candidates, RUN_CHARACTERS))
    texts = [joined(heading(run[0].article, question), [one.english for one in run]) for run in together]
    readings = network.read(question, [text for text, _ in texts])
    return [
        _judged(one, part)
        for run, (_, begins), reading in zip(together, texts, readings, strict=True)
        for one, part in zip(run, parts(reading, begins), strict=True)
    ]


def read_again(network: Network, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the mean of what was read before and of what both networks read with each in the middle of its text.

    What a sentence was first read with is chance: the others that the search found. Three readings err less than one.
    """
    windows = [_window(one) for one in candidates]
    texts = [joined(heading(window[0].article, question), [each.english for each in window]) for window in windows]
    readings = network.read(question, [text for text, _ in texts], closely=True)
    return [
        _mean(one, parts(reading, begins)[window.index(one)])
        for one, window, (_, begins), reading in zip(candidates, windows, texts, readings, strict=True)
    ]


def _window(one: Candidate) -> list[Candidate]:
    sentences = one.article.sentences
    beside = range(max(0, one.index - AROUND), min(len(sentences), one.index + AROUND + 1))
    return [
        one if at == one.index else Candidate(one.article, at, one.rank, one.similarity)
        for at in beside
        if at == one.index or sentences[at].kind == "body"
    ]


def _mean(one: Candidate, part: Part | None) -> Candidate:
    if part is None:
        return one
    again = (head.odds(states) for head, states in zip(heads(), part.states, strict=True))
    told = sum(share * odds for share, odds in zip(AGAIN, again, strict=True))
    return one.read_as((1 - sum(AGAIN)) * one.reading + told + LOWER, one.answer)


def _judged(one: Candidate, part: Part | None) -> Candidate:
    if part is None:
        return one.read_as(UNREAD)
    first, last = heads()[0].span(part.states[0])
    return one.read_as(heads()[0].odds(part.states[0]), one.english[part.starts[first] : part.ends[last]])


def parts(reading: Reading, begins: Sequence[int]) -> list[Part | None]:
    """What was read of each sentence; None for one that lies beyond what the network takes in."""
    import numpy as np

    starts, ends = np.array(reading.starts), np.array(reading.ends)
    owner = np.searchsorted(np.array(begins), starts, side="right") - 1
    own = (owner == at for at in range(len(begins)))
    return [
        Part(tuple(states[mine] for states in reading.states), starts[mine] - begin, ends[mine] - begin)
        if mine.any()
        else None
        for mine, begin in zip(own, begins, strict=True)
    ]


def heading(article: Article, question: str) -> str:
    """The headline; and where the report is from, often the only place that names the country, if that is asked about."""
    place = article.fact("dateline").value or ""
    asked = set(words(fold(place))) & set(words(fold(question)))
    return f"{article.title}. {place}" if asked else article.title


def joined(title: str, sentences: Sequence[str]) -> tuple[str, list[int]]:
    """The text as the network reads it, and where each sentence begins in it."""
    text, begins = f"{title}.", []
    for sentence in sentences:
        begins.append(len(text) + 1)
        text += " " + sentence
    return text, begins
