"""95 % intervals: Wilson's for shares, bootstrap percentiles for everything else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np

Interval = tuple[float, float]
Statistic = Literal["mean", "sum", "p50", "p95"]

Z = 1.959963984540054  # of the normal distribution, 95 % two-sided
RESAMPLES = 2000
SEED = 2024
_AT_ONCE = 4_000_000  # resampled values in memory at a time


def wilson(successes: int, n: int) -> Interval:
    """For a share of n; stays within 0 and 1 and is honest at 0 of n."""
    share, z2 = successes / n, Z * Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    # the ends are exact where the formula's rounding is not
    return (0.0 if successes == 0 else middle - half, 1.0 if successes == n else middle + half)


def bootstrap(values: Sequence[float], statistic: Statistic, seed: int = SEED) -> Interval:
    """Percentiles of the statistic over resamples; the same for the same values."""
    import numpy as np

    data = np.asarray(values, dtype=float)
    rng = np.random.default_rng(seed)
    rows = max(1, _AT_ONCE // len(data))
    found: list[Any] = []
    for start in range(0, RESAMPLES, rows):
        picks = rng.integers(0, len(data), (min(rows, RESAMPLES - start), len(data)))
        found.append(_along_rows(data[picks], statistic))
    low, high = np.percentile(np.concatenate(found), [2.5, 97.5])
    return float(low), float(high)


def _along_rows(drawn: np.ndarray, statistic: Statistic) -> Any:
    import numpy as np

    if statistic in ("mean", "sum"):
        return drawn.mean(axis=1) if statistic == "mean" else drawn.sum(axis=1)
    return np.percentile(drawn, float(statistic[1:]), axis=1)


def point(values: Sequence[float], statistic: Statistic) -> float:
    if statistic in ("mean", "sum"):
        total = math.fsum(values)
        return total / len(values) if statistic == "mean" else total
    return percentile(values, float(statistic[1:]))


def percentile(values: Sequence[float], percent: float) -> float:
    """Between the two nearest values in proportion, as numpy does."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
