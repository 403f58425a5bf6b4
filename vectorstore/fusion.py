"""How two searches become one order in which neither can ruin the other.

What is near in meaning leads; shared words add to it by how much of the question they cover. A question in another
language shares names and little else with an article: its cover is small, and BM25 then has next to no say. Fusing by
rank would give it half of the votes (the figures are in benchmarks/README.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from vectorstore.article import SegmentKind
from vectorstore.passage import Hit

SENTENCE_SHARE = 0.5  # of the nearness: the nearest sentence; the rest is the passage as a whole
LEXICAL_SHARE = 0.12  # what covering the whole question adds, where similarities spread as e5's do
SPREAD = 0.027  # standard deviation of the similarities that e5 gives a question's nearest fifty, at most
HINT_SHARE = 0.5  # of a follow-up's score: the question together with what was talked about

# What a passage that is not part of the story loses: headlines and captions repeat a question's names and seldom
# answer it. Who asks for the author still finds the byline.
PENALTY: Mapping[SegmentKind, float] = {
    "headline": 0.03, "standfirst": 0.02, "caption": 0.02, "byline": 0.015, "dateline": 0.015, "label": 0.03,
}  # fmt: skip

PER_ARTICLE = 4  # passages of one article that come before others lose for it
CROWDING = 0.01  # what each further one loses


@dataclass(frozen=True)
class Found:
    """What the searches say of one passage."""

    similarity: float  # cosine
    sentences: tuple[float, ...]  # cosines of its sentences
    cover: float  # the share of the question that BM25 finds in the passage, 0 to 1

    @property
    def nearness(self) -> float:
        nearest = max(self.sentences, default=self.similarity)
        return (1 - SENTENCE_SHARE) * self.similarity + SENTENCE_SHARE * nearest


def scores(found: Sequence[Found]) -> list[float]:
    """One for each; comparable within one search only."""
    weight = LEXICAL_SHARE * max(1.0, _deviation([one.similarity for one in found]) / SPREAD)
    return [one.nearness + weight * one.cover for one in found]


def with_hint(plain: Sequence[float], hinted: Sequence[float]) -> list[float]:
    """Of the question alone, and with what was being talked about: a change of topic loses nothing by it."""
    return [(1 - HINT_SHARE) * one + HINT_SHARE * other for one, other in zip(plain, hinted, strict=True)]


def _deviation(values: Sequence[float]) -> float:
    mean = sum(values) / len(values) if values else 0.0
    return (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5 if values else 0.0


def spread_out(hits: Iterable[Hit]) -> list[Hit]:
    """Best first, but where several articles speak to a question, one does not fill the list."""
    left = sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))
    taken: dict[str, int] = {}
    order: list[Hit] = []
    while left:
        best = max(range(len(left)), key=lambda at: (left[at].score - _crowding(taken, left[at]), -at))
        hit = left.pop(best)
        taken[hit.passage.article_id] = taken.get(hit.passage.article_id, 0) + 1
        order.append(hit)
    return order


def _crowding(taken: Mapping[str, int], hit: Hit) -> float:
    return CROWDING * max(0, taken.get(hit.passage.article_id, 0) - PER_ARTICLE + 1)


def one_source_each(hits: Iterable[Hit], group_of: Callable[[str], str], same: Callable[[str, str], bool]) -> list[Hit]:
    """Of passages that copies of one article print, the best stays and remembers the other articles."""
    kept: list[Hit] = []
    for hit in hits:
        article = hit.passage.article_id
        at = next(
            (
                at
                for at, other in enumerate(kept)
                if other.passage.article_id != article
                and group_of(other.passage.article_id) == group_of(article)
                and same(other.passage.text, hit.passage.text)
            ),
            None,
        )
        if at is None:
            kept.append(hit)
        elif article not in kept[at].copies:
            kept[at] = replace(kept[at], copies=(*kept[at].copies, article))
    return kept
