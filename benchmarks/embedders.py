"""Speed, size and retrieval of the local embedders and the reranker, each in a process of its own.

    python -m benchmarks.embedders --data DIR

DIR holds xquad_paragraphs.jsonl and xquad_questions.jsonl (XQuAD: 240 English paragraphs, questions on them in several
languages). Times are CPU time on one thread, so that other work on the machine does not count. Hit@1 is of the dense
search alone.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

LANGUAGES = ("en", "es", "de")
SENTENCE = "She was found guilty in April 2008 and sentenced to 96 years in prison, which a court of appeal cut to 60."


@dataclass(frozen=True)
class Xquad:
    paragraphs: list[str]
    questions: dict[str, list[str]]  # by language
    right: np.ndarray  # the row of each question's paragraph


def read(folder: Path) -> Xquad:
    paragraphs = _lines(folder / "xquad_paragraphs.jsonl")
    questions = _lines(folder / "xquad_questions.jsonl")
    rows = {paragraph["id"]: row for row, paragraph in enumerate(paragraphs)}
    return Xquad(
        [paragraph["text"] for paragraph in paragraphs],
        {language: [question["q"][language] for question in questions] for language in LANGUAGES},
        np.array([rows[question["para"]] for question in questions]),
    )


def measure_embedder(name: str, data: Xquad) -> str:
    from vectorstore.embedders import make_embedder

    start = time.process_time()
    embedder = make_embedder(name, threads=1)
    embedder.encode_query("warm")
    load = time.process_time() - start
    resident = _resident()
    passages, passage_seconds = _timed(lambda: embedder.encode_passages(data.paragraphs))
    hits, query_seconds = {}, {}
    for language, questions in data.questions.items():
        queries, query_seconds[language] = _timed(
            lambda asked=questions: np.stack(list(map(embedder.encode_query, asked)))
        )
        hits[language] = 100 * float(np.mean((queries @ passages.T).argmax(axis=1) == data.right))
    return (
        f"{name}: load {load:.2f} s, {resident} MB; {len(passages) / passage_seconds:.1f} paragraphs a CPU-second, "
        f"question {1000 * query_seconds['en'] / len(data.right):.1f} ms; peak {_resident()} MB; "
        f"Hit@1 " + ", ".join(f"{language} {hit:.1f}" for language, hit in hits.items()) + f" (n = {len(data.right)})"
    )


def measure_reranker(data: Xquad) -> str:
    from vectorstore.reranker import Reranker

    reranker, question = Reranker(threads=1), data.questions["en"][0]
    _, load = _timed(reranker.load)
    passages = [" ".join(text.split()[:90]) for text in data.paragraphs if len(text.split()) >= 90][:60]
    sentences, passage_rates = [SENTENCE] * 60, []
    reranker.score(question, passages[:2])
    for texts in (sentences, passages):
        _, seconds = _timed(lambda scored=texts: reranker.score(question, scored))
        passage_rates.append(len(texts) / seconds)
    return (
        f"reranker: load {load:.2f} s; {passage_rates[0]:.0f} pairs a CPU-second with a sentence of 25 words, "
        f"{passage_rates[1]:.0f} with a passage of 90; peak {_resident()} MB"
    )


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def _resident() -> int:
    """The most so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _show(measure: Callable[..., str], *args: Any) -> None:
    print(measure(*args), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    data = read(parser.parse_args().data)
    spawn = multiprocessing.get_context("spawn")
    for work in ((measure_embedder, "e5", data), (measure_embedder, "bge", data), (measure_reranker, data)):
        process = spawn.Process(target=_show, args=work)
        process.start()
        process.join()


if __name__ == "__main__":
    main()
