"""A condition governs the clause that it stands beside: without its "if", that clause is another claim.

Read by `governed`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.proof.grammar import MODALS, adverb
from bot.proof.wording import Token
from bot.text.lexicon import SPEECH, word_set

_CONDITIONS = frozenset(["if", "unless"])
_ROMANCE = frozenset(["si"])  # not "sí"
# What is asked, known or seen before "if" is a question, and "as if" and "even if" set no condition.
_NO_CONDITION_AFTER = word_set(
    """ask asks asked asking know knows knew known see sees saw seen wonder wonders wondered wondering unclear sure
    certain decide decides decided determine determines determined doubt doubts doubted check checks checked tell say
    says said unknown learn find question matter as even what and-if consider considered investigate investigated
    preguntar pregunto preguntaron sabe saben saber sabia ver decidir claro como incluso aun
    demander demande demandent sait savent savoir voir decider clair comme meme"""
)
_NO_QUESTION = frozenset(["as", "even", "como", "incluso", "aun", "comme", "meme"])
_FRAGMENTS = frozenset(["any", "anything", "anyone", "ever", "not", "only", "so", "possible", "necessary", "needed"])
_CARRIES = word_set(
    """if unless provided providing condition conditions conditional depend depends depended depending otherwise
    si salvo condicion siempre sauf"""
)
_CONDITIONAL = frozenset(["would", "could", "might"])
_NEGATED = frozenset(["unless", "salvo", "sauf"])


def conditions_in(tokens: Sequence[Token]) -> list[int]:
    return [at for at in range(len(tokens)) if _sets_a_condition(tokens, at)]


def _sets_a_condition(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.folded not in _CONDITIONS and not (token.folded in _ROMANCE and token.text.lower() in ("si", "s")):
        return False
    if token.kind == "name":
        return False
    before = [one.folded for one in tokens[max(0, at - 2) : at] if one.clause == token.clause]
    if set(before[-1:]) & _NO_CONDITION_AFTER or (before and before[-1] == "him" and before[0] in _NO_CONDITION_AFTER):
        return False
    asked = len(before) == 2 and before[0] in _NO_CONDITION_AFTER and tokens[at - 1].kind != "word"
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    inside = after is not None and after.clause == token.clause and after.folded not in _FRAGMENTS
    return inside and not asked


def questions_in(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Each "whether" and each "if" of a question within the sentence, and the verb that its modal leads to."""
    found = []
    for at, token in enumerate(tokens):
        asked = token.folded == "whether" or (token.folded == "if" and not _sets_a_condition(tokens, at))
        if not asked or not {one.folded for one in tokens[max(0, at - 2) : at]} & (_NO_CONDITION_AFTER - _NO_QUESTION):
            continue
        modal = next((n for n in range(at, len(tokens)) if tokens[n].folded in MODALS), len(tokens))
        verb = next((n for n in range(modal + 1, len(tokens)) if tokens[n].kind == "word"), None)
        if verb is not None:
            found.append((at, verb))
    return found


def main_clause(tokens: Sequence[Token], at: int) -> list[int]:
    """The words that the condition at `at` governs: the verb behind its modal, where it has one, else all of them."""
    clause = tokens[at].clause
    opening = [n for n in range(at) if tokens[n].clause == clause and tokens[n].content]
    if opening:  # "the plant will reopen if ..."
        return _governed(tokens, opening[0], at)
    later = [n for n in range(at, len(tokens)) if tokens[n].clause > clause]
    earlier = [n for n in range(at) if tokens[n].clause < clause]
    clauses = sorted({tokens[n].clause for n in later})
    spoken = [c for c in clauses if not _attribution([one for one in tokens if one.clause == c])]
    modal = [c for c in spoken if any(one.folded in MODALS for one in tokens if one.clause == c)]
    chosen = modal[:1] or spoken[:1]
    if chosen:
        inside = [n for n in later if tokens[n].clause == chosen[0]]
        return _governed(tokens, inside[0], inside[-1] + 1)
    if earlier:
        inside = [n for n in earlier if tokens[n].clause == tokens[earlier[-1]].clause]
        return _governed(tokens, inside[0], inside[-1] + 1)
    return []


def _attribution(clause: Sequence[Token]) -> bool:
    """ "the minister said" """
    return len(clause) <= 6 and any(token.folded in SPEECH for token in clause)


def _governed(tokens: Sequence[Token], start: int, end: int) -> list[int]:
    modal = next((n for n in range(end - 1, start - 1, -1) if tokens[n].folded in MODALS), None)
    spoken = next((n for n in range(end - 1, start - 1, -1) if tokens[n].folded in SPEECH), None)
    if modal is not None:
        verbs = [n for n in range(modal + 1, end) if tokens[n].kind == "word" and not adverb(tokens[n])]
        if verbs:
            return verbs[:1]
    begin = start if spoken is None else spoken + 1
    return [n for n in range(begin, end) if tokens[n].kind == "word"]


def carries(claim: Sequence[Token], condition: Token, governing: Sequence[Token]) -> bool:
    """Whether the claim has a condition of its own; "unless" is none for "if". What will be, if, may be told as what
    would be."""
    said = {token.folded for token in claim}
    if said & _CARRIES:
        turned = condition.folded in _NEGATED
        plain = bool(said & (_CARRIES - _NEGATED))
        return bool(said & _NEGATED) or any(token.kind == "not" for token in claim) if turned else plain
    return bool(said & _CONDITIONAL) and not any(token.folded in _CONDITIONAL for token in governing)
