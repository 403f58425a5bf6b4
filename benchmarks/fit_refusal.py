"""Learns `bot/offline/weighing.json`: how the signs of a sentence add up, and from which odds on it is an answer.

    python -m benchmarks.fit_refusal --data DIR [--write]

DIR holds the public sets that `fitting_data.py` names. The scripted suites of the project take part with their own articles,
and the questions of `questions/pairs`. A question's sentences compete with each other and with "not answered", as in the
reader (the log loss of a softmax over them, with 0 for "not answered"). Prints what is answered and refused at each
threshold, for suites that the weights had not seen; `--write` learns from all.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.fitting_data import Example, examples
from benchmarks.pairs import every_pair, library_of_pairs, side_of
from benchmarks.suites import ROOT, SUITES, suites_over_articles
from bot.conversation import standalone_question
from bot.evaluation.corpus import Corpus
from bot.evaluation.suite import CaseTurn
from bot.finding import request_for, search_for
from bot.offline.candidates import Candidate, gather
from bot.offline.fitness import RULES
from bot.offline.questions import Question, understand
from bot.offline.sources import read_twice
from bot.offline.weighing import SIGNS, WEIGHTS, signs
from vectorstore.article import Article, Fact, Sentence
from vectorstore.embedders import make_embedder
from vectorstore.reading import PassageReader
from vectorstore.search import Searcher

KINDS = ("signs", "foreign_signs")  # of weights: for questions in English, and in other languages
COUNT_AS = {"clapnq": 0.1, "xquad": 0.1, "pairs": 0.3}  # a question of a suite as 1
ENGLISH_COUNTS_AS = 0.3  # of an English question, for the weights of the others
PRIOR = 0.002  # what keeps weights small
RULES_COUNT = 3.5  # times what is learned for them, by hand: each speaks in few questions, and seldom without reason
NEVER_AGAINST = ("names_around",)  # a sign that speaks against a sentence only by chance of what it was learned from
OF_SUITES = frozenset(map(str, SUITES.values()))
OF_ONE_SENTENCE = ("fact", "yes_no", "why", "said", "who_said", "definition")  # kinds answered by weighing alone


@dataclass(frozen=True)
class Asked:
    """One question with its candidates, and which of them answer."""

    source: str
    question: Question
    candidates: Sequence[Candidate]
    answers: Sequence[bool]
    answerable: bool

    @cached_property
    def matrix(self) -> NDArray[np.float64]:
        return np.array(signs(self.question, self.candidates))


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    wanted.add_argument("--data", type=Path, required=True)
    wanted.add_argument("--write", action="store_true")
    given = wanted.parse_args()
    asked = [*_public(given.data), *_suites(), *_pairs()]
    for articles in dict.fromkeys(SUITES.values()):
        held_out = [one for one in asked if one.source == str(articles)]
        _report(articles.relative_to(ROOT), held_out, _fit([one for one in asked if one.source != str(articles)]))
    if given.write:
        _write(asked)


def _public(data: Path) -> Iterator[Asked]:
    """Each question over its own text, and those of XQuAD once more without the sentence that answers."""
    network, embedder = PassageReader(), make_embedder()
    full = examples(data)
    vectors: dict[tuple[str, ...], NDArray[np.float32]] = {}
    for row in [*full, *(near for one in full if one.source != "clapnq" and (near := one.without_answer()))]:
        article = _article(row)
        if row.sentences not in vectors:
            vectors[row.sentences] = embedder.encode_passages(row.sentences)
        near = vectors[row.sentences] @ embedder.encode_query(row.question)
        question = understand(row.question, row.language)
        blank = [Candidate(article, at, 0, float(similarity)) for at, similarity in enumerate(near)]
        candidates = sorted(read_twice(network, question, blank), key=lambda one: one.index)
        answers = [row.shares[one.index] > 0 for one in candidates]
        yield Asked(row.source, question, candidates, answers, row.answerable)


def _article(example: Example) -> Article:
    text, sentences = "", []
    for sentence in example.sentences:
        sentences.append(Sentence(len(text), len(text) + len(sentence), "body", 0))
        text += sentence + " "
    return Article("one", "one.txt", "", "", text, {"title": Fact(example.title, example.title)}, (), tuple(sentences))


def _suites() -> Iterator[Asked]:
    network, embedder = PassageReader(), make_embedder()
    with tempfile.TemporaryDirectory() as folder:
        over = suites_over_articles(SUITES, Path(folder), embedder)
        for articles, (library, corpus, suite) in zip(SUITES.values(), over, strict=True):
            searcher = Searcher(library, embedder)
            for case in suite.cases:
                if len(case.turns) == 1:  # what a follow-up leans on is another part's matter
                    yield _asked(str(articles), case.turns[0], searcher, corpus, network)


def _asked(name: str, turn: CaseTurn, searcher: Searcher, corpus: Corpus, network: PassageReader) -> Asked:
    understood = standalone_question(turn.question, ())
    found = search_for(understood, searcher, 8, turn.articles)
    question = understand(understood.text, understood.language)
    candidates = read_twice(network, question, gather(request_for(turn.question, understood, (), found, searcher)))
    listed = [
        (source.article.id, start, end)
        for source in turn.sources
        if source.quote
        for start, end in corpus.occurrences(source.quote, source.article.id)
    ]
    answers = [
        any(
            one.article.id == id_ and one.sentence.start < end and start < one.sentence.end
            for id_, start, end in listed
        )
        for one in candidates
    ]
    return Asked(name, question, candidates, answers, turn.answerable)


def _pairs() -> Iterator[Asked]:
    """Reports of one thing by two outlets, all in one library; what either says answers."""
    network = PassageReader()
    with tempfile.TemporaryDirectory() as folder:
        searcher = library_of_pairs(Path(folder))
        for at, pair in enumerate(every_pair()):
            for asked in pair["questions"]:
                understood = standalone_question(asked["q"], ())
                found = search_for(understood, searcher, 8)
                question = understand(understood.text, understood.language)
                request = request_for(asked["q"], understood, (), found, searcher)
                candidates = read_twice(network, question, gather(request))
                answers = [side_of(one, at, asked) is not None for one in candidates]
                yield Asked("pairs", question, candidates, answers, bool(asked["a"] or asked["b"]))


@dataclass(frozen=True)
class Learned:
    """Weights and bias, for questions in English and in other languages."""

    signs: Mapping[str, NDArray[np.float64]]
    bias: Mapping[str, float]

    def odds(self, one: Asked) -> NDArray[np.float64]:
        kind = _kind(one)
        return one.matrix @ self.signs[kind] + self.bias[kind]


def _kind(one: Asked) -> str:
    return "signs" if one.question.language == "en" else "foreign_signs"


def _fit(asked: Sequence[Asked]) -> Learned:
    signs_of: dict[str, NDArray[np.float64]] = {}
    bias: dict[str, float] = {}
    learn = [one for one in asked if _may_be_learned_from(one)]
    for kind in KINDS:
        own = [one for one in learn if kind == "foreign_signs" or _kind(one) == kind]
        shares = [COUNT_AS.get(one.source, 1.0) * (1.0 if _kind(one) == kind else ENGLISH_COUNTS_AS) for one in own]
        found = _listwise([one.matrix for one in own], [np.array(one.answers, bool) for one in own], shares)
        signs_of[kind], bias[kind] = _with_rules_heavier(found[:-1]), float(found[-1])
    return Learned(signs_of, bias)


def _with_rules_heavier(learned: NDArray[np.float64]) -> NDArray[np.float64]:
    rules = np.isin(SIGNS, list(RULES))
    return np.where(rules, np.minimum(0.0, RULES_COUNT * learned), learned)


def _may_be_learned_from(one: Asked) -> bool:
    """Where what answers was not found there is nothing to choose."""
    found = any(one.answers) or not one.answerable
    return bool(one.candidates) and found and one.question.kind in OF_ONE_SENTENCE


def _listwise(
    rows: Sequence[NDArray[np.float64]], answers: Sequence[NDArray[np.bool_]], shares: Sequence[float]
) -> NDArray[np.float64]:
    """Weights and bias with the least log loss, the choice for each question being one of its sentences or none."""
    from scipy.optimize import minimize

    every, right = np.concatenate(rows), np.concatenate(answers)
    sizes = [len(one) for one in rows]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(rows)), sizes)
    share = np.array(shares) / sum(shares)
    none = ~np.logical_or.reduceat(right, starts)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        taken = np.exp(np.clip(every @ weights[:-1] + weights[-1], -50, 50))
        whole = 1.0 + np.add.reduceat(taken, starts)
        wanted = np.add.reduceat(taken * right, starts) + none
        pull = taken / whole[owner] - taken * right / wanted[owner]
        pull *= share[owner]
        small = np.append(PRIOR * weights[:-1], 0.0)
        lost = float(share @ (np.log(whole) - np.log(wanted)))
        return lost + 0.5 * float(small @ weights), np.append(every.T @ pull, pull.sum()) + small

    bounds = [(0.0 if name in NEVER_AGAINST else None, None) for name in (*SIGNS, "bias")]
    return np.asarray(minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x)


def _best(one: Asked, learned: Learned) -> tuple[float, bool]:
    """The odds of the likeliest sentence, and whether it answers."""
    odds = learned.odds(one)
    first = int(np.argmax(odds))
    return float(odds[first]), bool(one.answers[first])


def _report(name: Path, asked: Sequence[Asked], learned: Learned) -> None:
    for kind in KINDS:
        judged = [
            (one.answerable, *_best(one, learned))
            for one in asked
            if one.candidates and one.question.kind in OF_ONE_SENTENCE and _kind(one) == kind
        ]
        print(f"{name}: {dict(zip(SIGNS, learned.signs[kind].round(2).tolist(), strict=True))}")
        for threshold in np.arange(-1.5, 2.1, 0.5):
            right = np.mean([odds >= threshold and hit for answerable, odds, hit in judged if answerable])
            refused = np.mean([odds < threshold for answerable, odds, _ in judged if not answerable])
            print(f"  from {threshold:4.1f}: right {right:.2f}, unanswerable refused {refused:.2f} (n={len(judged)})")


def _write(asked: Sequence[Asked]) -> None:
    learned = _fit(asked)
    made = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    for kind in KINDS:
        made[kind] = {name: round(float(weight), 4) for name, weight in zip(SIGNS, learned.signs[kind], strict=True)}
        made["bias" if kind == "signs" else "foreign_bias"] = round(learned.bias[kind], 4)
    judged = [(one, *_best(one, learned)) for one in asked if one.candidates]
    print(f"the largest sum of both is at {_threshold(judged)}; weighing.json keeps {made['answers_from']}")
    made["slope"], made["middle"] = _curve(judged)
    made["made_by"] = "benchmarks/fit_refusal.py; answers_from is chosen from whole runs of newsbot eval"
    WEIGHTS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def _threshold(judged: Sequence[tuple[Asked, float, bool]]) -> float:
    """The odds with the largest sum of right answers among the answerable and refusals among the others."""
    own = [(one.answerable, odds, hit) for one, odds, hit in judged if one.source in OF_SUITES]

    def both(at: float) -> float:
        right = np.mean([odds >= at and hit for answerable, odds, hit in own if answerable])
        return float(right + np.mean([odds < at for answerable, odds, _ in own if not answerable]))

    return round(max((float(at) for at in np.arange(-2, 2.5, 0.1)), key=both), 2)


def _curve(judged: Sequence[tuple[Asked, float, bool]]) -> tuple[float, float]:
    """What turns odds into the confidence that the articles answer."""
    from sklearn.linear_model import LogisticRegression

    fits = [(odds, one.answerable) for one, odds, _ in judged if one.source != "xquad"]
    odds = np.array([[odds] for odds, _ in fits])
    model = LogisticRegression(class_weight="balanced").fit(odds, [answerable for _, answerable in fits])
    return round(float(model.coef_[0][0]), 3), round(float(model.intercept_[0]), 3)


if __name__ == "__main__":
    main()
