"""What is going to be said: the sentences in their order, and how well they cover the question."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answer import Note, Outcome
from bot.answerer import DraftConflict
from bot.offline.candidates import Candidate


@dataclass(frozen=True)
class Plan:
    picks: tuple[Candidate, ...]
    outcome: Outcome = "answered"
    notes: tuple[Note, ...] = ()
    conflicts: tuple[DraftConflict, ...] = ()


NOTHING = Plan((), "not_found")
