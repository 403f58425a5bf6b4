"""How sure it is that the articles answer: a curve fitted to questions with and without an answer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.offline.candidates import Candidate
from bot.offline.weighing import weights


def confidence(weighed: Sequence[Candidate]) -> float:
    if not weighed:
        return 0.0
    curve = weights()
    return round(1 / (1 + math.exp(-(curve.slope * weighed[0].odds + curve.middle))), 3)
