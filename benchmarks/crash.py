"""Kills writers at moments spread over the whole of their work, and proves what is left.

    python benchmarks/crash.py --kills 200 --passages 5000

After each kill: the page's search answers from a whole generation, every article that was acknowledged is there and
none is half there, and the same command run again ends in the state that an unbroken run ends in. Every other kill is
aimed at the writing of the index, the rest are spread over the whole, and all are counted by what the writer was
doing: kills that come too early prove nothing. kill -9 leaves the page cache alone: power loss is not tried here, and
TMPDIR may as well be in memory.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import bm25s.stopwords  # type: ignore[import-untyped]  # noqa: F401  once here, not in every fork
import chromadb.api.rust  # noqa: F401
import numpy as np

from vectorstore import chroma, generations, index, integrity, lexical
from vectorstore.article import Article, Segment
from vectorstore.library import Library
from vectorstore.passage import Passage
from vectorstore.search import Searcher
from vectorstore.writer import Writer

PER_ARTICLE = 10
WORDS = [hashlib.sha256(str(number).encode()).hexdigest()[:7] for number in range(3000)]
KINDS = ("ingest", "update", "delete", "reindex")
WRITING_INDEX = ("chroma", "copy")  # phases in which Chroma's files are being written


class RandomVectors:
    """384 dimensions from the text's hash; stands in for a model."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.fingerprint = f"{name}/384"
        self.embedded = 0

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        self.embedded += len(texts)
        return np.stack([self.encode_query(text) for text in texts])

    def encode_query(self, text: str) -> np.ndarray:
        seed = hashlib.sha256((self.name + text).encode()).digest()[:8]
        vector = np.random.default_rng(int.from_bytes(seed, "little")).standard_normal(384).astype(np.float32)
        return vector / np.linalg.norm(vector)


def made(number: int, edition: int) -> tuple[Article, list[Passage]]:
    draw = random.Random(f"{number}/{edition}")
    paragraphs = [" ".join(draw.choices(WORDS, k=60)) for _ in range(PER_ARTICLE)]
    text = "\n".join(paragraphs)
    sha256, id_ = hashlib.sha256(text.encode()).hexdigest(), f"article{number:06d}"
    passages, start = [], 0
    for place, paragraph in enumerate(paragraphs):
        passages.append(Passage(f"{sha256[:12]}-{place}", id_, paragraph, start, start + len(paragraph)))
        start += len(paragraph) + 1
    return Article(id_, f"{number}.txt", sha256, sha256, text, {}, (Segment("body", 0, len(text)),), ()), passages


def work(kind: str, data_dir: Path, articles: int, say: Callable[[str], None]) -> dict[str, int]:
    """One command, as an ingest does it: what is there already is not put again."""
    library = Library(data_dir)
    embedder = RandomVectors("second" if kind == "reindex" else "first")
    edge = articles - max(1, articles // 20)
    with library.writer() as writer:
        if kind == "base":
            put(range(articles), 0, library, writer, say)
        elif kind == "ingest":
            put(range(articles, articles * 6 // 5), 0, library, writer, say)
        elif kind == "update":
            put(range(edge, articles), 1, library, writer, say)
        elif kind == "delete":
            for number in range(edge, articles):
                writer.remove(f"article{number:06d}")
                say(f"ack -{number}")
        index.publish(library, writer, embedder)
    say("done")
    return {"embedded": embedder.embedded}


def put(numbers: range, edition: int, library: Library, writer: Writer, say: Callable[[str], None]) -> None:
    known = {summary.id: summary.sha256 for summary in library.summaries()}
    for number in numbers:
        article, passages = made(number, edition)
        if known.get(article.id) != article.sha256:
            writer.put(article, passages)
        say(f"ack {number} {edition}")


def watched(say: Callable[[str], None]) -> None:
    """Tells each phase as it begins, in the process that calls this."""
    places: list[tuple[Any, str, str]] = [
        (Writer, "put_vectors", "vectors"),
        (lexical.LexicalIndex, "save", "lexical"),
        (chroma, "copy", "copy"),
        (chroma.Chroma, "__init__", "chroma"),
        (chroma, "faults", "probe"),
        (generations, "described", "manifest"),
        (generations, "finish", "switch"),
        (Writer, "drop_unused_vectors", "tidy"),
    ]
    for owner, name, phase in places:
        setattr(owner, name, partial(_told, getattr(owner, name), phase, say) if owner in (chroma, generations)
                else _told_method(getattr(owner, name), phase, say))  # fmt: skip


def _told(function: Callable[..., Any], phase: str, say: Callable[[str], None], *args: Any, **named: Any) -> Any:
    say(phase)
    return function(*args, **named)


def _told_method(function: Callable[..., Any], phase: str, say: Callable[[str], None]) -> Callable[..., Any]:
    def told(self: Any, *args: Any, **named: Any) -> Any:
        say(phase)
        return function(self, *args, **named)

    return told


@dataclass(frozen=True)
class Moment:
    """When to kill: so long after the process began, or after it began to write the index."""

    seconds: float
    from_index: bool


def forked(job: Callable[[Callable[[str], None]], Any], kill: Moment | None = None) -> tuple[list[str], bool]:
    """What a process of its own said, a line each, and whether it was killed before it ended."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        status = 1
        try:
            result = job(lambda line: void(os.write(writable, f"{line}\n".encode())))
            os.write(writable, f"result {json.dumps(result)}\n".encode())
            status = 0
        except BaseException:  # noqa: BLE001  a fork must not run on as if it were the parent
            traceback.print_exc()
        os._exit(status)
    os.close(writable)
    lines: list[str] = []
    with os.fdopen(readable) as said:
        if kill is not None:
            while kill.from_index and not (lines and lines[-1] in (*WRITING_INDEX, "done")):
                lines.append(said.readline().strip() or "done")
            time.sleep(kill.seconds)
            os.kill(child, signal.SIGKILL)
        lines += said.read().splitlines()
    _, status = os.waitpid(child, 0)
    if status not in (0, signal.SIGKILL):
        lines.append(f"result {json.dumps({'error': f'status {status}'})}")
    return lines, status == signal.SIGKILL


def void(_: object) -> None:
    return None


def result_of(lines: list[str]) -> Any:
    return json.loads(lines[-1].removeprefix("result ")) if lines and lines[-1].startswith("result ") else None


def state(data_dir: Path) -> dict[str, Any]:
    """What an unbroken run and a resumed one have to agree on."""
    library = Library(data_dir)
    held = generations.hold_current(data_dir)
    articles = sorted((summary.id, summary.sha256) for summary in library.summaries())
    keys = library.passage_keys()
    fault = chroma.faults(held.folder / generations.CHROMA, keys, 1000)
    return {
        "articles": hashlib.sha256(json.dumps(articles).encode()).hexdigest(),
        "passages": [library.counts()[1], len(keys), held.manifest.passages, held.manifest.ids],
        "embedder": held.manifest.fingerprint,
        "current": held.manifest.content == library.content_version(),
        "fault": fault,
        "damage": [*integrity.examine(library).lines(), *generations.damage(held.folder, held.manifest)],
        "without_vector": len(library.texts_without_vector(held.manifest.fingerprint)),
        "leftovers": sorted(path.name for path in generations.index_dir(data_dir).iterdir() if path.suffix),
    }


def looked_at(data_dir: Path, acknowledged: list[str]) -> list[str]:
    """What is wrong right after a kill."""
    wrong = list(integrity.examine(Library(data_dir)).lines())
    library = Library(data_dir)
    for line in acknowledged:
        number, _, edition = line.partition(" ")
        stored = library.article(f"article{abs(int(number)):06d}")
        expected = None if number.startswith("-") else made(int(number), int(edition))[0]
        if stored != expected:
            wrong.append(f"acknowledged article {number} is not as it was put")
    held = generations.hold_current(data_dir)
    embedder = RandomVectors(held.manifest.embedder)
    searcher = Searcher(library, embedder)
    for passage in list(library.passages())[:: max(1, library.counts()[1] // 20)]:
        result = searcher.search(passage.text, 3)
        if result.generation != held.manifest.number:
            wrong.append(f"the search fell back: {result.notice}")
            break
        found = bool(result.hits) and result.hits[0].passage.text == passage.text
        if not found and passage.id in index.passage_ids(held.folder):
            wrong.append(f"passage {passage.id} does not find itself")
    return wrong


def opened_seconds(data_dir: Path) -> float:
    """From nothing to the first hits, as a page that is started anew."""
    began = time.process_time()
    library = Library(data_dir)
    embedder = RandomVectors(generations.hold_current(data_dir).manifest.embedder)
    Searcher(library, embedder).search("a question of some words", 3)
    return time.process_time() - began


def rounds(kills: int, kinds: Sequence[str], articles: int, seed: int, work_dir: Path) -> Iterator[dict[str, Any]]:
    base = work_dir / "base"
    forked(lambda say: work("base", base, articles, say))
    draw = random.Random(seed)
    for kind in kinds:
        unbroken = work_dir / kind
        shutil.copytree(base, unbroken)
        length, writing = result_of(forked(partial(timed, kind, unbroken, articles))[0])
        expected = result_of(forked(lambda _, folder=unbroken: state(folder))[0])  # type: ignore[misc]
        each = kills // len(kinds)
        for number in range(each):
            aimed = number % 2 == 1  # every other one at the files that a kill can ruin
            moment = Moment((writing if aimed else length) * (number + draw.random()) / each, aimed)
            done = one_round(kind, base, work_dir, articles, moment, expected)
            yield {"kind": kind, "second": round(moment.seconds, 2), "aimed": aimed, **done}
        shutil.rmtree(unbroken)


def timed(kind: str, folder: Path, articles: int, say: Callable[[str], None]) -> tuple[float, float]:
    """How long the whole takes, and the writing of the index in it."""
    began: dict[str, float] = {}

    def note(line: str) -> None:
        began.setdefault(line, time.monotonic())

    watched(note)
    start = time.monotonic()
    work(kind, folder, articles, note)
    writing = min(began[phase] for phase in WRITING_INDEX if phase in began)
    return time.monotonic() - start, began["probe"] - writing


def one_round(
    kind: str, base: Path, work_dir: Path, articles: int, moment: Moment, expected: dict[str, Any]
) -> dict[str, Any]:
    folder = work_dir / "killed"
    shutil.copytree(base, folder)

    def job(say: Callable[[str], None]) -> Any:
        watched(say)
        return work(kind, folder, articles, say)

    said, killed = forked(job, kill=moment)
    phases = [line for line in said if not line.startswith(("ack", "result"))]
    acknowledged = [line.removeprefix("ack ") for line in said if line.startswith("ack")]
    wrong = result_of(forked(lambda _: looked_at(folder, acknowledged))[0])
    seconds = result_of(forked(lambda _: opened_seconds(folder))[0])
    resumed = result_of(forked(lambda say: work(kind, folder, articles, say))[0])
    after = result_of(forked(lambda _: state(folder))[0])
    if not isinstance(wrong, list):
        wrong = [f"the check after the kill failed: {wrong}"]
    if after != expected:
        wrong.append(f"resumed: {after} where an unbroken run has {expected}")
    shutil.rmtree(folder)
    phase = (phases[-1] if phases else "articles") if killed else "not killed"
    return {"phase": phase, "wrong": wrong, "open_cpu_seconds": seconds, "resumed": resumed}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--passages", type=int, default=5000)
    options.add_argument("--kinds", default=",".join(KINDS))
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    phases: Counter[str] = Counter()
    wrong, slowest = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        kinds = given.kinds.split(",")
        for done in rounds(given.kills, kinds, given.passages // PER_ARTICLE, given.seed, Path(folder)):
            phases[done["phase"]] += 1
            wrong += [f"{done['kind']} killed in {done['phase']}: {line}" for line in done["wrong"]]
            slowest = max(slowest, float(done["open_cpu_seconds"]))
            print(json.dumps(done), file=sys.stderr, flush=True)
    killed = sum(phases.values()) - phases["not killed"]
    writing = sum(phases[phase] for phase in WRITING_INDEX)
    print(json.dumps({
        "kills": killed, "by_phase": dict(phases), "while_index_files_were_written": writing,
        "slowest_open_cpu_seconds": round(slowest, 2), "wrong": wrong,
    }, indent=1))  # fmt: skip
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
