"""What each part of the search is worth: the search without it, on the same questions, and what it costs.

    python -m benchmarks.ablation --data DIR --work DIR [--limit N] [--reranker]

Uses the libraries that `benchmarks.quality` left in --work. CPU time is of one search, the question's vector included.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.desk import RememberingEmbedder, library_of
from benchmarks.measures import Figure, mean
from benchmarks.quality import DEEP, asked_as
from benchmarks.rows import Asked, Rows, load
from bot.finding import search_for
from vectorstore import fusion
from vectorstore.embedders import Embedder, make_embedder
from vectorstore.fusion import Found
from vectorstore.reranker import Reranker
from vectorstore.search import Searcher


@dataclass(frozen=True)
class Variant:
    """The search with some of its numbers or functions replaced."""

    name: str
    numbers: Mapping[str, Any] = field(default_factory=dict)  # of vectorstore.fusion
    reranked: bool = False


def by_rank(found: Sequence[Found]) -> list[float]:
    """Equal-weight reciprocal ranks, as most recipes fuse."""
    near = sorted(range(len(found)), key=lambda at: -found[at].similarity)
    shared = [at for at in sorted(range(len(found)), key=lambda at: -found[at].cover) if found[at].cover > 0]
    scores = [0.0] * len(found)
    for order in (near, shared):
        for rank, at in enumerate(order, 1):
            scores[at] += 1 / (60 + rank)
    return scores


def by_words(found: Sequence[Found]) -> list[float]:
    return [one.cover for one in found]


def by_best(found: Sequence[Found]) -> list[float]:
    """Scores added after dividing BM25 by the question's best, a usual way as well."""
    best = max((one.cover for one in found), default=0.0) or 1.0
    return [one.nearness + fusion.LEXICAL_SHARE * one.cover / best for one in found]


VARIANTS = (
    Variant("as it is"),
    Variant("without words (dense alone)", {"LEXICAL_SHARE": 0.0}),
    Variant("without vectors (BM25 alone)", {"scores": by_words}),
    Variant("without sentences", {"SENTENCE_SHARE": 0.0}),
    Variant("sentences alone", {"SENTENCE_SHARE": 1.0}),
    Variant("words by the question's best passage, not by cover", {"scores": by_best}),
    Variant("fused by rank", {"scores": by_rank}),
    Variant("without what was talked about", {"HINT_SHARE": 0.0}),
    Variant("what was talked about, whole", {"HINT_SHARE": 1.0}),
    Variant("without lowering headlines and captions", {"PENALTY": {}}),
)
SETS = (("xquad", "en"), ("xquad", "es"), ("clapnq", ""), ("clapnq-titles", ""), ("mtrag", ""))


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    wanted.add_argument("--data", type=Path, required=True)
    wanted.add_argument("--work", type=Path, required=True)
    wanted.add_argument("--limit", type=int)
    wanted.add_argument("--reranker", action="store_true", help="with it as well, which takes minutes")
    given = wanted.parse_args()
    variants = [*VARIANTS, *([Variant("with the reranker", reranked=True)] if given.reranker else [])]
    real = make_embedder("e5", threads=1)
    remembering = RememberingEmbedder(real, given.work)
    found: dict[str, list[str]] = {variant.name: [] for variant in variants}
    for name, part in SETS:
        rows = _rows(name, given.data, given.limit)
        asked = [one for one in rows.asked[part] if one.right]
        for variant, hit, cost in _measured(variants, rows, asked, given.work, remembering, real):
            found[variant.name].append(f"{hit} ({cost:.0f})")
            print(f"  {name} {part}: {variant.name}: {hit}, {cost:.0f} ms (n = {hit.n})", flush=True)
        remembering.save()
    print("| Hit@1 (CPU ms) |" + "|".join(f" {name} {part} " for name, part in SETS) + "|")
    print("|---" * (len(SETS) + 1) + "|")
    for variant_name, figures in found.items():
        print(f"| {variant_name} | {' | '.join(figures)} |")


def _rows(name: str, data: Path, limit: int | None) -> Rows:
    rows = load(name.removesuffix("-titles"), data, limit)
    return rows.under_titles() if name.endswith("-titles") else rows


def _measured(
    variants: Sequence[Variant],
    rows: Rows,
    asked: Sequence[Asked],
    work: Path,
    remembering: RememberingEmbedder,
    real: Embedder,
) -> Iterator[tuple[Variant, Figure, float]]:
    library = library_of(rows.texts, work / rows.name, remembering)
    files = {summary.id: summary.file for summary in library.summaries()}
    forms = [asked_as(one) for one in asked]
    for variant in variants:
        reranker = Reranker(threads=1) if variant.reranked else None
        searcher = Searcher(library, remembering, reranker)
        with replaced(variant.numbers):
            tops = [search_for(form, searcher, DEEP).hits[0] for form in forms]
            searcher.embedder = real
            cost = statistics.median(_cpu(partial(search_for, form, searcher, 8)) for form in forms[:40])
        searcher.close()
        right = [files[top.passage.article_id] in one.right for top, one in zip(tops, asked, strict=True)]
        yield variant, mean([float(each) for each in right]), cost
    library.close()


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


@contextmanager
def replaced(numbers: Mapping[str, Any]) -> Iterator[None]:
    with ExitStack() as stack:
        for name, value in numbers.items():
            stack.enter_context(mock.patch.object(fusion, name, value))
        yield


if __name__ == "__main__":
    main()
