"""What a question costs over two articles and over a large archive, in CPU time, from the question to the answer.

    python -m benchmarks.scale --work DIR [--passages 100000] [--questions 40]

The archive is made of seeded words and seeded vectors, and is built once into --work (about half an hour). Its vectors
lie as close together as e5's do, which is what makes a graph of neighbours hard to search. Questions are embedded by
the real embedder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.desk import RememberingEmbedder, library_of
from bot.engine import NewsBot
from bot.offline_answerer import OfflineAnswerer
from vectorstore.embedders import Embedder, Vectors, make_embedder
from vectorstore.library import Library
from vectorstore.search import Searcher

ARTICLES = Path(__file__).resolve().parents[1] / "articles"
WORDS, TOPICS, SEED = 40_000, 300, 7
PASSAGES_OF_ONE = 6  # of a made-up article: a headline and five paragraphs
SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "zo",
    "ka",
    "mo",
    "ne",
    "ri",
    "so",
    "tu",
)
ASKED = (
    "Who was found guilty in April?",
    "How many years was the sentence?",
    "What did the judge say about the police?",
    "When did the court free her?",
    "Where was the couple arrested?",
    "Why did the government admit to staging the raid?",
    "Which newspaper reported what the president said?",
    "¿Quién dirigió la serie?",
)


class SeededEmbedder(Embedder):
    """Passages by a hash of their text, questions by the real embedder."""

    name = "seeded"
    reads_sentences = True

    def __init__(self, real: Embedder) -> None:
        self._real = real
        rng = np.random.default_rng(SEED)
        self._middle = _unit(rng.normal(size=self.dimension))
        self._topics = rng.normal(size=(TOPICS, self.dimension)) / self.dimension**0.5

    @property
    def dimension(self) -> int:
        return 384

    @property
    def fingerprint(self) -> str:
        return f"seeded:{SEED}:384"

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def encode_query(self, text: str) -> Vectors:
        return self._real.encode_query(text)

    def _vector(self, text: str) -> Vectors:
        rng = np.random.default_rng(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big"))
        noise = rng.normal(size=self.dimension) / self.dimension**0.5
        return _unit(1.7 * self._middle + 0.5 * self._topics[rng.integers(TOPICS)] + 0.8 * noise)


def _unit(vector: np.ndarray) -> Vectors:
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def texts(passages: int) -> dict[str, str]:
    """Seeded articles of a headline and five paragraphs of four sentences; words are as unequal as a language's."""
    rng = np.random.default_rng(SEED)
    words = ["".join(rng.choice(SYLLABLES, size=2 + at % 3)) for at in range(WORDS)]
    common = np.minimum(rng.zipf(1.35, size=passages * 80) - 1, WORDS - 1)
    stream = iter(common.tolist())

    def sentence(length: int) -> str:
        said = " ".join(words[next(stream)] for _ in range(length))
        return said[:1].upper() + said[1:]

    def article() -> str:
        story = [" ".join(f"{sentence(16)}." for _ in range(4)) for _ in range(PASSAGES_OF_ONE - 1)]
        return "\n\n".join([sentence(8), *story])

    return {f"{number:06}.txt": article() for number in range(passages // PASSAGES_OF_ONE)}


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    wanted.add_argument("--work", type=Path, required=True)
    wanted.add_argument("--passages", type=int, default=100_000)
    wanted.add_argument("--questions", type=int, default=40)
    given = wanted.parse_args()
    real = make_embedder("e5", threads=1)
    small = _folder(ARTICLES, given.work / "scale-two", RememberingEmbedder(real, given.work))
    large = _archive(given.work / f"scale-{given.passages}", given.passages, SeededEmbedder(real))
    rows = [
        (library.counts()[1], *_costs(library, embedder, given.questions))
        for library, embedder in ((small, real), (large, SeededEmbedder(real)))
    ]
    print("| passages | opening, CPU ms | search, CPU ms | question to answer, CPU ms | memory, MB |")
    print("|---|---|---|---|---|")
    for passages, opening, search, answer in rows:
        print(f"| {passages:,} | {opening:.0f} | {search:.0f} | {answer:.0f} | {_memory():.0f} |")
    print(f"a question over the archive costs {rows[1][3] / rows[0][3]:.2f} times one over two articles")


def _folder(source: Path, work: Path, embedder: RememberingEmbedder) -> Library:
    return library_of({path.name: path.read_text(encoding="utf-8") for path in source.glob("*.txt")}, work, embedder)


def _archive(work: Path, passages: int, embedder: SeededEmbedder) -> Library:
    built = work / "built.json"
    if built.exists():
        return Library(work / f"data-{embedder.name}")
    began = time.process_time()
    library = library_of(texts(passages), work, RememberingEmbedder(embedder, work))
    built.write_text(json.dumps({"cpu_seconds": round(time.process_time() - began)}), encoding="utf-8")
    print(f"built {library.counts()} in {time.process_time() - began:.0f} s of CPU time")
    return library


def _costs(library: Library, embedder: Embedder, questions: int) -> tuple[float, float, float]:
    """The first search, then the median of warm ones and of whole answers, in CPU milliseconds."""
    searcher = Searcher(library, embedder)
    embedder.encode_query("warm")
    opening = _cpu(lambda: searcher.search("anything"))
    bot = NewsBot(searcher, {"offline": OfflineAnswerer()})
    bot.ask(ASKED[0])
    asked = [ASKED[at % len(ASKED)] for at in range(questions)]
    searches = [_cpu(partial(searcher.search, one)) for one in asked]
    answers = [_cpu(partial(bot.ask, one)) for one in asked]
    searcher.close()
    return opening, statistics.median(searches), statistics.median(answers)


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
