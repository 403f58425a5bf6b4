"""Learns the weights of `bot/offline/reader.json`: which states of the reading network mark a sentence that answers.

    python benchmarks/fit_reader.py --data DIR [--cache FILE.npz] [--write]

Minutes of CPU, most of them spent reading; `--cache` keeps what was read. Prints how well weights that were learned on
four fifths of the groups do on the other fifth; `--write` learns from all and writes the file.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.fitting_data import Example, examples
from bot.offline.reader import RUN_CHARACTERS, WEIGHTS, states
from vectorstore.reading import LAYER, WIDTH, PassageReader

STRENGTH = 3e-4  # of the data against the penalty on large weights
FOLDS = 5

Table = tuple[NDArray[np.float16], NDArray[np.int32]]  # states of sentences; for each its example and its place in it


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    wanted.add_argument("--data", type=Path, required=True)
    wanted.add_argument("--cache", type=Path)
    wanted.add_argument("--write", action="store_true")
    given = wanted.parse_args()
    rows, table, places, answers = learning_data(given.data, given.cache)
    _report(rows, table, places, answers)
    if given.write:
        _write(table, answers, rows)


def learning_data(
    data: Path, cache: Path | None
) -> tuple[list[Example], NDArray[np.float16], NDArray[np.int32], NDArray[np.bool_]]:
    """Questions with their texts and with near misses made of them, the states of each sentence, and which answer."""
    full = examples(data)
    rows = [*full, *(near for one in full if one.source != "clapnq" and (near := one.without_answer()))]
    table, places = _table(rows, cache)
    return rows, table, places, np.array([rows[example].shares[at] > 0 for example, at in places])


def _table(rows: Sequence[Example], cache: Path | None) -> Table:
    if cache and cache.exists():
        kept = np.load(cache)
        return kept["table"], kept["places"]
    network = PassageReader()
    pairs = [(vector, (number, at)) for number, row in enumerate(rows) for vector, at in _read(network, row)]
    table = np.array([vector for vector, _ in pairs], np.float16)
    places = np.array([place for _, place in pairs], np.int32)
    if cache:
        np.savez(cache, table=table, places=places)
    return table, places


def _read(network: PassageReader, row: Example) -> Iterator[tuple[NDArray[np.float32], int]]:
    """As the answerer reads: run after run, each under its headline."""
    run: list[int] = []
    for at, sentence in enumerate((*row.sentences, None)):
        full = sum(len(row.sentences[one]) for one in run) + len(sentence or "") > RUN_CHARACTERS
        if run and (sentence is None or full):
            parts = states(network, row.question, row.title, [row.sentences[one] for one in run])
            for one, part in zip(run, parts, strict=True):
                if part is not None:
                    yield np.concatenate([part.mean(axis=0), part.max(axis=0)]), one
            run = []
        run.append(at)


def _fit(table: NDArray[np.float32], answers: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    """Weights and bias for states as they come, the scaling folded in."""
    from sklearn.linear_model import LogisticRegression

    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=400).fit((table - middle) / spread, answers)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - weights @ middle)


def held_out_odds(
    rows: Sequence[Example], table: NDArray[np.float16], places: NDArray[np.int32], answers: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """The odds of each sentence by weights that were learned without its group."""
    groups = sorted({row.group for row in rows})
    fold_of = {group: at % FOLDS for at, group in enumerate(np.random.RandomState(0).permutation(groups))}
    folds = np.array([fold_of[rows[example].group] for example, _ in places])
    odds = np.empty(len(places))
    for fold in range(FOLDS):
        learn, judge = folds != fold, folds == fold
        weights, bias = _fit(table[learn].astype(np.float32), answers[learn])
        odds[judge] = table[judge].astype(np.float32) @ weights + bias
    return odds


def _report(
    rows: Sequence[Example], table: NDArray[np.float16], places: NDArray[np.int32], answers: NDArray[np.bool_]
) -> None:
    from sklearn.metrics import roc_auc_score

    odds = held_out_odds(rows, table, places, answers)
    for source in dict.fromkeys(row.source for row in rows):
        best: dict[int, tuple[float, bool]] = {}
        for (example, _), odd, answer in zip(places, odds, answers, strict=True):
            if rows[example].source == source:
                best[example] = max(best.get(example, (-99.0, False)), (odd, bool(answer)))
        known = [example for example in best if rows[example].answerable]
        hit = np.mean([best[example][1] for example in known])
        ranked = roc_auc_score([rows[example].answerable for example in best], [best[e][0] for e in best])
        print(
            f"{source}: best sentence answers {hit:.3f} (n={len(known)}), answerable or not {ranked:.3f} (n={len(best)})"
        )


def _write(table: NDArray[np.float16], answers: NDArray[np.bool_], rows: Sequence[Example]) -> None:
    weights, bias = _fit(table.astype(np.float32), answers)
    counts = {source: sum(row.source == source for row in rows) for source in dict.fromkeys(row.source for row in rows)}
    made = {
        "made_by": "benchmarks/fit_reader.py",
        "network": f"ms-marco-MiniLM-L-12-v2, layer {LAYER}",
        "learned_from": counts,
        "bias": round(bias, 5),
        "mean": [round(float(weight), 5) for weight in weights[:WIDTH]],
        "largest": [round(float(weight), 5) for weight in weights[WIDTH:]],
    }
    WEIGHTS.write_text(json.dumps(made) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
