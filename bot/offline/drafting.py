"""A chosen sentence as a claim: readable by itself, with who says so and as of when."""

from __future__ import annotations

from bot.answerer import DraftClaim
from bot.offline.as_of import as_of
from bot.offline.attribution import attribute
from bot.offline.candidates import Candidate
from bot.offline.references import readable


def drafted(one: Candidate) -> DraftClaim:
    said = attribute(one)
    return DraftClaim(readable(one), (one.span,), said.speaker, said.reported_by, as_of(one))
