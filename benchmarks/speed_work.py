"""What `benchmarks.speed` measures, each piece of work in a process of its own; prints one line of JSON.

    python -m benchmarks.speed_work ingest ours FOLDER STORE '{"threads": 1}'
    python -m benchmarks.speed_work questions recipe FOLDER STORE '{"rounds": 3, "questions": [...]}'

CPU time is of all threads and of the processes that were started and have ended. Models are loaded and modules
imported before a clock starts.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks import recipe

if TYPE_CHECKING:
    import numpy as np

    from vectorstore.embedders import Embedder

LITTLE = "A short article, read before the clock starts.\n\nBy Nobody At All\n\nIt says that nothing happened today.\n"


@dataclass(frozen=True)
class Clock:
    """Seconds since it was made."""

    cpu_began: float = field(default_factory=lambda: cpu_seconds())
    wall_began: float = field(default_factory=time.perf_counter)

    def read(self) -> dict[str, float]:
        return {"cpu": cpu_seconds() - self.cpu_began, "wall": time.perf_counter() - self.wall_began}


def cpu_seconds() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def ingest(who: str, folder: Path, store: Path, threads: int | None) -> dict[str, Any]:
    """Reading, splitting, embedding and indexing a folder; then embedding the very same texts and nothing else."""
    from vectorstore.embedders import make_embedder

    embedder = make_embedder(threads=threads)
    take_in = {"ours": _ours, "recipe": _recipe}[who]
    with TemporaryDirectory() as scratch:
        (Path(scratch) / "articles").mkdir()
        (Path(scratch) / "articles/little.txt").write_text(LITTLE, encoding="utf-8")
        take_in(Path(scratch) / "articles", Path(scratch) / "store", Listening(embedder))
    listening = Listening(embedder)
    clock = Clock()
    take_in(folder, store, listening)
    whole = clock.read()
    passages = _passages(store) if who == "ours" else listening.heard
    return {
        "articles": len(_files(folder)),
        "passages": len(passages),
        "texts": len(listening.heard),
        "whole": whole,
        "embedding_inside_cpu": listening.cpu,
        "embedding_all": _embedding(embedder, listening.heard),
        "embedding_passages": _embedding(embedder, passages),
        "peak_mib": peak_mib(),
    }


def _embedding(embedder: Embedder, texts: Sequence[str]) -> dict[str, float]:
    clock = Clock()
    embedder.encode_passages(texts)
    return clock.read()


class Listening:
    """An embedder that remembers what it was given and how long it took. For Chroma, it is LangChain's as well."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name, self.fingerprint = embedder.name, embedder.fingerprint
        self.reads_sentences = embedder.reads_sentences
        self.heard: list[str] = []
        self.cpu = 0.0

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        clock = Clock()
        vectors = self._embedder.encode_passages(texts)
        self.cpu += clock.read()["cpu"]
        self.heard += texts
        return vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.encode_passages(texts).tolist()
        return vectors


def _ours(folder: Path, store: Path, listening: Listening) -> None:
    from ingest.pipeline import ingest as take_in
    from vectorstore.library import Library

    report = take_in([folder], Library(store), listening)
    assert not report.rejected, report.rejected


def _passages(store: Path) -> list[str]:
    """As they were embedded, without the sentences that have vectors of their own."""
    from vectorstore.library import Library

    return [text for _, text in Library(store).texts_without_vector("an embedder that nobody has")]


def _recipe(folder: Path, store: Path, listening: Any) -> None:
    recipe.ingest(_files(folder), store, listening)


def questions(who: str, store: Path, asked: Sequence[str], rounds: int) -> dict[str, Any]:
    """Every question once to warm up, then in each round; milliseconds of each asking after that."""
    ask = _asker(who, store)
    for question in asked:
        ask(question)
    cpu, wall = [], []
    for _ in range(rounds):
        for question in asked:
            clock = Clock()
            ask(question)
            spent = clock.read()
            cpu.append(1000 * spent["cpu"])
            wall.append(1000 * spent["wall"])
    return {"cpu_ms": cpu, "wall_ms": wall, "peak_mib": peak_mib()}


def _asker(who: str, store: Path) -> Callable[[str], object]:
    if who == "recipe":
        from vectorstore.embedders import make_embedder

        return recipe.retriever(store, make_embedder()).invoke
    from bot.engine import NewsBot
    from bot.offline_answerer import OfflineAnswerer
    from ui.opening import open_bot
    from ui.settings import Settings

    bot = open_bot(Settings.from_env(data=store, answerer="offline", reranker=who == "ours-reranker"))
    if who == "ours-search":
        return bot.searcher.search
    if who == "ours-by-words":
        return NewsBot(bot.searcher, {"offline": OfflineAnswerer(reads=False)}).ask
    return bot.ask


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def peak_mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main() -> None:
    work, who, folder, store, options = sys.argv[1:]
    given = json.loads(options)
    if work == "ingest":
        result = ingest(who, Path(folder), Path(store), given["threads"])
    else:
        result = questions(who, Path(store), given["questions"], given["rounds"])
    print(json.dumps(result))


if __name__ == "__main__":
    main()
