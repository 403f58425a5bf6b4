"""What each part of the offline answerer is worth: the suites asked without it, and what it costs.

    python -m benchmarks.answer_ablation [--suites qa/cassez,qa/newsroom,...] [--tried]

The learned weights stay as they are when a part is taken away. CPU time is of one turn, search and proof included.
`--tried` asks with other thresholds and more sentences instead.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.ablation import by_words
from benchmarks.suites import SUITES, short_name, suites_over_articles
from bot.engine import NewsBot
from bot.evaluation.metrics import measure
from bot.evaluation.runner import CaseRun, Runner, of_callable
from bot.offline import choosing, disagreement, plan, weighing
from bot.offline.candidates import gather
from bot.offline.disagreement import Found
from bot.offline.fitness import RULES
from bot.offline.weighing import SIGNS
from bot.offline_answerer import OfflineAnswerer
from vectorstore.embedders import make_embedder
from vectorstore.reranker import Reranker
from vectorstore.search import Searcher

SHOWN = ("correct_and_cited", "citation_precision", "refusal_precision", "refusal_recall")


@dataclass(frozen=True)
class Variant:
    """The answerer with some of its names replaced, written as `module.name`."""

    name: str
    replaced: Mapping[str, Any] = field(default_factory=dict)
    reads: bool = True
    reranked: bool = False


def reading_alone() -> weighing.Weights:
    """The network's odds as they are, no other sign."""
    only = tuple(float(name == "reading") for name in SIGNS)
    return replace(weighing.weights(), signs=only, foreign_signs=only, bias=0.0, foreign_bias=0.0)


def never_refusing() -> weighing.Weights:
    return replace(weighing.weights(), answers_from=-99.0)


def variants() -> Iterator[Variant]:
    yield Variant("as it is")
    yield Variant("without words in the search (dense alone)", {"vectorstore.fusion.LEXICAL_SHARE": 0.0})
    yield Variant("without vectors in the search (BM25 alone)", {"vectorstore.fusion.scores": by_words})
    yield Variant("with the reranker", reranked=True)
    yield Variant("without the network that reads", reads=False)
    yield Variant("without the second reading", {"bot.offline.sources.READ_AGAIN": 0})
    yield Variant("without the second network", {"bot.offline.reader.AGAIN": (0.3, 0.0)})
    alone = reading_alone()
    yield Variant("the network alone, no other sign", {"bot.offline.weighing.weights": lambda: alone})
    yield Variant("without type rules", {"bot.offline.weighing.misfits": lambda question, one: (False,) * len(RULES)})
    yield Variant("without pronouns resolved in what is said", {"bot.offline.drafting.readable": lambda one: one.text})
    yield Variant("without a look around for other accounts", {"bot.offline.plan.look_around": lambda *_: Found()})
    always = never_refusing()
    modules = (choosing, plan)
    yield Variant("without refusal", {f"{module.__name__}.weights": lambda: always for module in modules})


def tried() -> Iterator[Variant]:
    yield Variant("as it is")
    for at in (-0.9, -0.5, -0.3):
        weights = replace(weighing.weights(), answers_from=at)
        modules = (choosing, plan, disagreement)
        yield Variant(f"answers from {at}", {f"{module.__name__}.weights": lambda w=weights: w for module in modules})
    yield Variant("24 sentences read", {"bot.offline.sources.gather": partial(gather, most=24)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tried", action="store_true")
    parser.add_argument("--suites", default="", help="such as qa/cassez,qa/newsroom; else all of the project's")
    given = parser.parse_args()
    wanted = given.suites.split(",")
    chosen = {suite: articles for suite, articles in SUITES.items() if wanted == [""] or short_name(suite) in wanted}
    if not chosen:
        parser.error(f"no such suite; there are {', '.join(map(short_name, SUITES))}")
    embedder, offline = make_embedder(), OfflineAnswerer()
    reranker = Reranker()
    with tempfile.TemporaryDirectory() as folder:
        asked = list(suites_over_articles(chosen, Path(folder), embedder))
        print(
            "| | "
            + " | ".join(SHOWN)
            + " | disagreements shown, wanted | CPU ms a turn |\n"
            + "|---" * (len(SHOWN) + 3)
            + "|"
        )
        for variant in tried() if given.tried else variants():
            runs: list[CaseRun] = []
            cost = 0.0
            for library, corpus, suite in asked:
                searcher = Searcher(library, embedder, reranker if variant.reranked else None)
                bot = NewsBot(searcher, {"offline": offline if variant.reads else OfflineAnswerer(reads=False)})
                with replaced(variant.replaced):
                    bot.ask(suite.cases[0].turns[0].question)  # loads what is loaded once
                    began = time.process_time()
                    runs += Runner(of_callable(_ask(bot)), corpus).run([suite])
                    cost += time.process_time() - began
            print(_line(variant, runs, cost), flush=True)


def _ask(bot: NewsBot) -> Any:
    return lambda question, history, articles: bot.ask(question, history, articles=articles)


def _line(variant: Variant, runs: Sequence[CaseRun], cost: float) -> str:
    turns = [turn for run in runs for turn in run.turns]
    measured = measure(turns)
    figures = (measured[name] for name in SHOWN)
    cells = ("-" if one.value is None else f"{one.value:.2f} ({one.n})" for one in figures)
    shown = [turn for turn in turns if turn.reply.answer and turn.reply.answer.conflicts]
    right = sum(bool(turn.judged.conflict_ok) for turn in shown)
    asked = sum(turn.judged.conflict_ok is not None for turn in turns)
    conflicts = f"{len(shown)}, {right} of {asked}"
    return f"| {variant.name} | {' | '.join(cells)} | {conflicts} | {1000 * cost / len(turns):.0f} |"


@contextmanager
def replaced(names: Mapping[str, Any]) -> Iterator[None]:
    with ExitStack() as stack:
        for name, value in names.items():
            stack.enter_context(mock.patch(name, value))
        yield


if __name__ == "__main__":
    main()
