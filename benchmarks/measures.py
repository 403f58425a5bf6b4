"""Figures with their 95 % margins."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Z = 1.96


@dataclass(frozen=True)
class Figure:
    """A mean over n rows, in per cent."""

    value: float
    margin: float  # half of the 95 % interval
    n: int

    def __str__(self) -> str:
        return f"{self.value:.1f} ± {self.margin:.1f}"


def mean(values: Sequence[float]) -> Figure:
    """Of values from 0 to 1."""
    n = len(values)
    if n == 0:
        return Figure(math.nan, math.nan, 0)
    middle = sum(values) / n
    spread = math.sqrt(sum((value - middle) ** 2 for value in values) / max(1, n - 1))
    return Figure(100 * middle, 100 * Z * spread / math.sqrt(n), n)


def area_under_roc(positive: Sequence[float], negative: Sequence[float]) -> Figure:
    """How often a positive one scores above a negative one; the margin is Hanley and McNeil's."""
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    m, k = len(positive), len(negative)
    area = wins / (m * k)
    q1, q2 = area / (2 - area), 2 * area * area / (1 + area)
    variance = area * (1 - area) + (m - 1) * (q1 - area * area) + (k - 1) * (q2 - area * area)
    return Figure(100 * area, 100 * Z * math.sqrt(variance / (m * k)), m + k)


def refused_when_answering(answerable: Sequence[float], others: Sequence[float], share: float = 0.95) -> Figure:
    """The share of `others` below the confidence that this share of the answerable reach."""
    ranked = sorted(answerable, reverse=True)
    threshold = ranked[math.ceil(share * len(ranked)) - 1]
    return mean([float(score < threshold) for score in others])


def reciprocal(rank: int | None, within: int = 10) -> float:
    return 1 / rank if rank is not None and rank <= within else 0.0


def precision_recall_f1(said: set[int], wanted: set[int]) -> tuple[float, float, float]:
    right = len(said & wanted)
    precision = right / len(said) if said else 0.0
    recall = right / len(wanted) if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0
