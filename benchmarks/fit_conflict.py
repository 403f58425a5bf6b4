"""Learns `bot/offline/comparing.json`: when two sentences of different articles answer a question differently.

    python -m benchmarks.fit_conflict [--write]

From the pairs of reports of `pairs.py`; the search and the reader find what they find. Prints about what would be shown at
each threshold, for pairs that the weights had not seen.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.pairs import every_pair, library_of_pairs, side_of, tells_of
from bot.conversation import standalone_question
from bot.finding import request_for, search_for
from bot.offline.comparable import MEASURED, NAMED, may_differ
from bot.offline.comparing import SIGNS, WEIGHTS, signs
from bot.offline.disagreement import BELOW, independent
from bot.offline.questions import Question, understand
from bot.offline.sources import Sources
from bot.offline.weighing import asked_of_all, weights
from vectorstore.reading import PassageReader
from vectorstore.search import Searcher

DIFFER = 0.12  # share of the compared that differ, as in the pairs as a whole
PARTS = 12  # of the pairs, each judged by weights learned from the others


@dataclass(frozen=True)
class Compared:
    """The sentence that is said and another one, for one question."""

    pair: int
    sort: str  # of question
    signs: tuple[float, ...]
    differs: bool


@dataclass(frozen=True)
class Asked:
    conflict: bool
    ended: str  # how far the other account came
    compared: Sequence[Compared] = ()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    with tempfile.TemporaryDirectory() as folder:
        asked = list(_asked(Path(folder)))
    every = [one for each in asked for one in each.compared]
    _report(asked, every, _unseen(every))
    if write:
        model = _fit(every)
        made = json.loads(WEIGHTS.read_text(encoding="utf-8"))
        made["signs"] = {name: round(float(weight), 4) for name, weight in zip(SIGNS, model.coef_[0], strict=True)}
        made["bias"] = round(float(model.intercept_[0]), 4)
        made["made_by"] = "benchmarks/fit_conflict.py; differ_from is chosen from what it prints"
        WEIGHTS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def _asked(folder: Path) -> Iterator[Asked]:
    searcher, network = library_of_pairs(folder), PassageReader()
    for at, pair in enumerate(every_pair()):
        for question in pair["questions"]:
            yield _judged(at, question, searcher, network)


def _judged(pair: int, asked: dict[str, Any], searcher: Searcher, network: PassageReader) -> Asked:
    understood = standalone_question(asked["q"], ())
    found = search_for(understood, searcher, 8)
    question = understand(understood.text, understood.language)
    sources = Sources(request_for(asked["q"], understood, (), found, searcher), network)
    weighed = sources.weighed(question)
    if not weighed or weighed[0].odds < weights().answers_from:
        return Asked(asked["conflict"], "refused")
    first, said = weighed[0], side_of(weighed[0], pair, asked)
    if not tells_of(first, pair):
        return Asked(asked["conflict"], "another pair's sentence is said first")
    read = sources.with_other_accounts(question, first, weighed)
    sides = {id(one): side_of(one, pair, asked) for one in read}
    others = [one for one in read if said and sides[id(one)] not in (None, said)]
    least = weights().answers_from - BELOW + asked_of_all(question)
    likely = [one for one in read if one.odds >= least and one.article.id != first.article.id]
    may = [one for one in likely if independent(first, one) and may_differ(question, first, one)]
    compared = tuple(
        Compared(pair, _sort(question), signs(question, first, one, read), asked["conflict"] and one in others)
        for one in may
    )
    stages = (
        ("another sentence is said first", said is not None),
        ("the other account is not read", bool(others)),
        ("the other account is too unlikely", any(one in likely for one in others)),
        ("excluded by a rule", any(one in may for one in others)),
    )
    return Asked(asked["conflict"], next((stage for stage, passed in stages if not passed), "compared"), compared)


def _sort(question: Question) -> str:
    if question.want in MEASURED:
        return "measure"
    if question.want in NAMED:
        return "name"
    return question.want if question.want == "date" else question.kind if question.kind == "yes_no" else "other"


def _fit(every: Sequence[Compared]) -> Any:
    from sklearn.linear_model import LogisticRegression

    differ = np.array([one.differs for one in every])
    return LogisticRegression(max_iter=2000, C=0.3).fit(_matrix(every), differ, sample_weight=_weights(every))


def _weights(every: Sequence[Compared]) -> NDArray[np.float64]:
    """So that each sort of question has the same share of disagreements: who wrote the pairs preferred some."""
    count = Counter((one.sort, one.differs) for one in every)
    sorts = len({one.sort for one in every})
    share = {True: DIFFER, False: 1 - DIFFER}
    return np.array([share[one.differs] * len(every) / sorts / count[one.sort, one.differs] for one in every])


def _matrix(every: Sequence[Compared]) -> NDArray[np.float64]:
    return np.array([one.signs for one in every])


def _unseen(every: Sequence[Compared]) -> NDArray[np.float64]:
    from sklearn.model_selection import GroupKFold

    matrix, odds = _matrix(every), np.zeros(len(every))
    for learn, judge in GroupKFold(PARTS).split(matrix, groups=[one.pair for one in every]):
        odds[judge] = _fit([every[at] for at in learn]).decision_function(matrix[judge])
    return odds


def _report(asked: Sequence[Asked], every: Sequence[Compared], odds: NDArray[np.float64]) -> None:
    from sklearn.metrics import average_precision_score, roc_auc_score

    differ = [one.differs for one in every]
    print(
        f"{len(every)} compared, {sum(differ)} differ: area under the curve {roc_auc_score(differ, odds):.3f}", end=""
    )
    print(f", average precision {average_precision_score(differ, odds):.3f}")
    of = {id(one): value for one, value in zip(every, odds, strict=True)}
    in_conflict = sum(one.conflict for one in asked)
    ends = Counter(one.ended for one in asked if one.conflict)
    print(f"of {in_conflict} disagreements: " + ", ".join(f"{stage} {count}" for stage, count in ends.most_common()))
    for threshold in np.arange(-1.0, 2.01, 0.2):
        right = wrong = 0
        for one in asked:
            likeliest = max(one.compared, key=lambda each: of[id(each)], default=None)
            if likeliest is not None and of[id(likeliest)] >= threshold:
                right, wrong = right + likeliest.differs, wrong + (not likeliest.differs)
        print(f"  from {threshold:4.1f}: {right} of {in_conflict} disagreements shown, {wrong} shown that are none")


if __name__ == "__main__":
    main()
