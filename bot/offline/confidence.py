"""How sure it is that the articles answer: calibrated on questions with and without an answer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.offline.candidates import Candidate
from bot.offline.questions import Question


def confidence(question: Question, weighed: Sequence[Candidate]) -> float:
    if not weighed:
        return 0.0
    return round(1 / (1 + math.exp(-(weighed[0].odds + 2.2))), 3)
