"""How often the first passages hold what answers: in the search's order, and in the reader's, by which a model is sent them.

    python -m benchmarks.passage_order

The single questions of the project's suites that have an answer, eight passages found for each.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.suites import SUITES, suites_over_articles
from bot.conversation import standalone_question
from bot.evaluation.corpus import Corpus
from bot.evaluation.suite import CaseTurn
from bot.finding import request_for, search_for
from bot.offline_answerer import OfflineAnswerer
from vectorstore.embedders import make_embedder
from vectorstore.passage import Hit
from vectorstore.search import Searcher

FOUND = 8


def main() -> None:
    embedder, offline = make_embedder(), OfflineAnswerer()
    hits: Counter[tuple[str, int]] = Counter()
    asked = 0
    with tempfile.TemporaryDirectory() as folder:
        for library, corpus, suite in suites_over_articles(SUITES, Path(folder), embedder):
            searcher = Searcher(library, embedder)
            for turn in (case.turns[0] for case in suite.cases if len(case.turns) == 1):
                places = list(_places(turn, corpus))
                if not turn.answerable or not places:
                    continue
                asked += 1
                understood = standalone_question(turn.question, ())
                found = search_for(understood, searcher, FOUND, turn.articles)
                request = request_for(turn.question, understood, (), found, searcher)
                for name, order in (("search", request.hits), ("reader", offline.advice(request).likeliest_first())):
                    first = next((at for at, hit in enumerate(order, 1) if _holds(hit, places)), FOUND + 1)
                    hits.update((name, most) for most in range(first, FOUND + 1))
    print(
        f"n = {asked}\n| the first | " + " | ".join(map(str, range(1, FOUND + 1))) + " |\n|---" + "|---" * FOUND + "|"
    )
    for name in ("search", "reader"):
        shares = (f"{hits[name, most] / asked:.2f}" for most in range(1, FOUND + 1))
        print(f"| in the {name}'s order | {' | '.join(shares)} |")


def _places(turn: CaseTurn, corpus: Corpus) -> Iterator[tuple[str, int, int]]:
    for source in turn.sources:
        if source.quote:
            for start, end in corpus.occurrences(source.quote, source.article.id):
                yield source.article.id, start, end


def _holds(hit: Hit, places: list[tuple[str, int, int]]) -> bool:
    passage = hit.passage
    return any(passage.article_id == id_ and passage.start < end and start < passage.end for id_, start, end in places)


if __name__ == "__main__":
    main()
