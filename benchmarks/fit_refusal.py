"""Learns `bot/offline/weighing.json`: how the signs of a sentence add up, and from which odds on it is an answer.

    python -m benchmarks.fit_refusal --data DIR [--write]

DIR holds the public sets that `fitting_data.py` names. The scripted suites of the project take part with their own articles.
Prints what is answered and refused at each threshold, for suites that the weights had not seen; `--write` learns from all.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.fitting_data import Example, examples
from bot.assembly import request_for
from bot.conversation import standalone_question
from bot.evaluation.corpus import Corpus
from bot.evaluation.suite import CaseTurn, load_suites
from bot.offline.candidates import Candidate, gather
from bot.offline.fitness import unfit
from bot.offline.questions import Question, understand
from bot.offline.reader import read
from bot.offline.weighing import SIGNS, UNFIT, WEIGHTS, signs
from ingest.pipeline import ingest
from vectorstore.article import Article, Fact, Sentence
from vectorstore.embedders import make_embedder
from vectorstore.library import Library
from vectorstore.reading import PassageReader
from vectorstore.search import Searcher

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("signs", "foreign_signs")  # of weights: for questions in English, and in other languages
LEARNED = tuple(name for name in SIGNS if name != "not_body")
NOT_BODY = -0.3  # log odds, by hand: what stands in the text goes before captions and headlines
SUITE_WEIGHT = 3.0  # a suite's sentence counts as so many of the public sets'
_QA, _ASKED = ROOT / "tests" / "qa", ROOT / "benchmarks" / "questions"
SUITES = {  # with their articles
    _QA / "cassez.yaml": ROOT / "articles",
    _QA / "newsroom.yaml": _QA / "newsroom",
    _ASKED / "development" / "dev.yaml": _ASKED / "development" / "articles",
    _ASKED / "first" / "cassez30.yaml": ROOT / "articles",
    _ASKED / "first" / "newsroom12.yaml": _QA / "newsroom",
    _ASKED / "first" / "fresh24.yaml": _ASKED / "first" / "articles",
    _ASKED / "second" / "cassez.yaml": ROOT / "articles",
    _ASKED / "second" / "fresh.yaml": _ASKED / "second" / "articles",
    _ASKED / "third" / "fresh.yaml": _ASKED / "third" / "articles",
}
PUBLIC = ("clapnq", "xquad")
OF_ONE_SENTENCE = ("fact", "yes_no", "why", "said", "who_said", "definition")  # kinds answered by weighing alone


@dataclass(frozen=True)
class Asked:
    """One question with its candidates, and which of them answer."""

    source: str
    question: Question
    candidates: Sequence[Candidate]
    answers: Sequence[bool]
    answerable: bool


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    wanted.add_argument("--data", type=Path, required=True)
    wanted.add_argument("--write", action="store_true")
    given = wanted.parse_args()
    asked = [*_public(given.data), *_suites()]
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
        candidates = read(network, question.english, blank)
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
    for suite, articles in SUITES.items():
        with tempfile.TemporaryDirectory() as folder:
            library = Library(Path(folder))
            ingest([articles], library, embedder, root=articles)
            searcher, corpus = Searcher(library, embedder), Corpus.of_library(library)
            for case in load_suites([suite], corpus)[0].cases:
                if len(case.turns) == 1:  # what a follow-up leans on is another part's matter
                    yield _asked(str(articles), case.turns[0], searcher, corpus, network)


def _asked(name: str, turn: CaseTurn, searcher: Searcher, corpus: Corpus, network: PassageReader) -> Asked:
    understood = standalone_question(turn.question, ())
    found = searcher.search(understood.text, 8, articles=turn.articles)
    question = understand(understood.text, understood.language)
    candidates = read(network, question.english, gather(request_for(turn.question, understood, (), found, searcher)))
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


@dataclass(frozen=True)
class Learned:
    """Weights and bias, for questions in English and in other languages."""

    signs: Mapping[str, NDArray[np.float64]]
    bias: Mapping[str, float]

    def odds(self, one: Asked) -> NDArray[np.float64]:
        kind = _kind(one)
        return _learned(one) @ self.signs[kind] + self.bias[kind]


def _kind(one: Asked) -> str:
    return "signs" if one.question.language == "en" else "foreign_signs"


def _fit(asked: Sequence[Asked]) -> Learned:
    from sklearn.linear_model import LogisticRegression

    learn = [one for one in asked if one.source in PUBLIC or one.question.kind in OF_ONE_SENTENCE]
    signs_of: dict[str, NDArray[np.float64]] = {}
    bias: dict[str, float] = {}
    for kind in KINDS:
        own = [one for one in learn if _kind(one) == kind]
        answers = np.concatenate([np.array(one.answers) for one in own])
        heavy = [np.full(len(one.answers), 1.0 if one.source in PUBLIC else SUITE_WEIGHT) for one in own]
        model = LogisticRegression(max_iter=500)
        model.fit(np.concatenate([_learned(one) for one in own]), answers, sample_weight=np.concatenate(heavy))
        signs_of[kind], bias[kind] = model.coef_[0], float(model.intercept_[0])
    return Learned(signs_of, bias)


def _learned(one: Asked) -> NDArray[np.float64]:
    return np.array(signs(one.question, one.candidates))[:, [SIGNS.index(name) for name in LEARNED]]


def _best(one: Asked, learned: Learned) -> tuple[float, bool]:
    """The odds of the likeliest sentence as the answerer weighs it, and whether it answers."""
    odds = learned.odds(one)
    for at in np.argsort(-odds)[:10]:
        odds[at] -= UNFIT * unfit(one.question, one.candidates[at])
    first = int(np.argmax(odds))
    return float(odds[first]), bool(one.answers[first])


def _report(name: Path, asked: Sequence[Asked], learned: Learned) -> None:
    for kind in KINDS:
        judged = [
            (one.answerable, *_best(one, learned))
            for one in asked
            if one.question.kind in OF_ONE_SENTENCE and _kind(one) == kind
        ]
        print(f"{name}: {dict(zip(LEARNED, learned.signs[kind].round(2).tolist(), strict=True))}")
        for threshold in np.arange(-3.5, 0.1, 0.5):
            right = np.mean([odds >= threshold and hit for answerable, odds, hit in judged if answerable])
            refused = np.mean([odds < threshold for answerable, odds, _ in judged if not answerable])
            print(f"  from {threshold:4.1f}: right {right:.2f}, unanswerable refused {refused:.2f} (n={len(judged)})")


def _write(asked: Sequence[Asked]) -> None:
    learned = _fit(asked)
    made = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    for kind in KINDS:
        own = {name: round(float(weight), 4) for name, weight in zip(LEARNED, learned.signs[kind], strict=True)}
        made[kind] = {**own, "not_body": NOT_BODY}
        made["bias" if kind == "signs" else "foreign_bias"] = round(learned.bias[kind], 4)
    judged = [(one, *_best(one, learned)) for one in asked]
    print(f"the largest sum of both is at {_threshold(judged)}; weighing.json keeps {made['answers_from']}")
    made["slope"], made["middle"] = _curve(judged)
    made["made_by"] = "benchmarks/fit_refusal.py; answers_from is chosen from whole runs of newsbot eval"
    WEIGHTS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def _threshold(judged: Sequence[tuple[Asked, float, bool]]) -> float:
    """The odds with the largest sum of right answers among the answerable and refusals among the others."""
    own = [(one.answerable, odds, hit) for one, odds, hit in judged if one.source not in PUBLIC]

    def both(at: float) -> float:
        right = np.mean([odds >= at and hit for answerable, odds, hit in own if answerable])
        return float(right + np.mean([odds < at for answerable, odds, _ in own if not answerable]))

    return round(max((float(at) for at in np.arange(-4, 0, 0.1)), key=both), 2)


def _curve(judged: Sequence[tuple[Asked, float, bool]]) -> tuple[float, float]:
    """What turns odds into the confidence that the articles answer."""
    from sklearn.linear_model import LogisticRegression

    fits = [(odds, one.answerable) for one, odds, _ in judged if one.source != "xquad"]
    odds = np.array([[odds] for odds, _ in fits])
    model = LogisticRegression(class_weight="balanced").fit(odds, [answerable for _, answerable in fits])
    return round(float(model.coef_[0][0]), 3), round(float(model.intercept_[0]), 3)


if __name__ == "__main__":
    main()
