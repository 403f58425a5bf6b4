"""A sentence's first word that is a name, though the article has it nowhere else: "Google bought Fitbit".

Read by `roles` and `figures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.proof.compared import Compared
from bot.proof.grammar import adverb, looks_like_a_verb
from bot.proof.wording import Token


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
    verb = looks_like_a_verb(follower, "en") and not follower.folded.endswith("ing")
    return verb and follower.clause == token.clause and not adverb(token)
