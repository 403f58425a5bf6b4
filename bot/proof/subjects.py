"""A sentence's first word that is a name, though the article has it nowhere else: "Google bought Fitbit"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.proof.support import Compared
from bot.proof.wording import Token
from bot.text.lexicon import IRREGULAR

_AUXILIARY = frozenset(["was", "were", "is", "are", "has", "have", "had", "will", "would", "did", "does"])


def with_subjects(tokens: Sequence[Token], compared: Compared) -> list[Token]:
    """Capitalised first words directly before a verb made names, unless the evidence has them in lower case."""
    common = {token.folded for one in compared.evidence.sentences for token in one.tokens if token.text[:1].islower()}
    common |= {token.folded for token in compared.tokens if token.text[:1].islower()}
    return [
        replace(token, key=token.folded, kind="name")
        if _before_a_verb(tokens, at) and token.folded not in common
        else token
        for at, token in enumerate(tokens)
    ]


def _before_a_verb(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if not (token.first and token.kind == "word" and token.text[:1].isupper()) or at + 1 >= len(tokens):
        return False
    follower = tokens[at + 1]
    verb = follower.folded in _AUXILIARY or follower.folded in IRREGULAR or follower.folded.endswith("ed")
    return verb and follower.clause == token.clause and not token.folded.endswith("ly")
