"""Who did what to whom: names of a claim keep the order, voice and neighbours that they have in the evidence.

Called by `support` and `abroad`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from bot.proof.company import check_company, inverted
from bot.proof.compared import Compared
from bot.proof.doers import check_doers
from bot.proof.naming import Mention, meant, mentions, mentions_of
from bot.proof.subjects import with_subjects
from bot.proof.wording import Token
from bot.text.lexicon import ATTRIBUTION

Pair = tuple[int, Mention, Mention]  # a sentence of the evidence and two names in it


def check_roles(compared: Compared) -> str | None:
    said = mentions(compared.tokens)
    return (
        check_order(compared)
        or inverted(compared, said, _there(compared, said))
        or check_company(compared, said)
        or check_doers(compared)
    )


def check_order(compared: Compared) -> str | None:
    said = mentions(with_subjects(compared.tokens, compared))
    there = _there(compared, said)
    for a, b in combinations(said, 2):
        if a.is_same(b):
            continue
        order = _where_it_is_told(compared, a, b, *_orders(a, b, there))
        if _reversed(compared, a, b, *order) or _crossed(a, b, there) or _neighbours(compared, a, b, there, *order):
            return f"“{a.text}” and “{b.text}” have changed places"
    return _broken(compared, said)


def _there(compared: Compared, said: Sequence[Mention]) -> list[list[Mention]]:
    return [mentions_of(said, sentence.tokens) for sentence in compared.evidence.sentences]


def _broken(compared: Compared, said: Sequence[Mention]) -> str | None:
    """Two words of one name in the other order are another name."""
    for mention in said:
        for one, other in zip(
            range(mention.first, mention.last), range(mention.first + 1, mention.last + 1), strict=True
        ):
            after = {(a, i + 1) for a, i in compared.places.get(one, ())}
            before = {(a, i - 1) for a, i in compared.places.get(one, ())}
            there = set(compared.places.get(other, ()))
            if there & before and not there & after:
                return f"the name “{mention.text}” is not in the cited text"
    return None


def _orders(a: Mention, b: Mention, there: list[list[Mention]]) -> tuple[list[Pair], list[Pair]]:
    """Where both names stand in one sentence, in the claim's order and the other way round."""
    forward: list[Pair] = []
    backward: list[Pair] = []
    for sentence, (first, second) in enumerate(zip(meant(a, there), meant(b, there), strict=True)):
        for one, two in ((one, two) for one in first for two in second if one is not two):
            (forward if one.first < two.first else backward).append((sentence, one, two))
    return forward, backward


def _where_it_is_told(
    compared: Compared, a: Mention, b: Mention, forward: list[Pair], backward: list[Pair]
) -> tuple[list[Pair], list[Pair]]:
    """Of the places with both names, those that have the claim's words between them too, where any has; else those
    of the sentences that have them at all."""
    words = [at for at in range(a.last + 1, b.first) if compared.tokens[at].kind == "word"]
    told = {place for at in words for place in compared.places.get(at, ())}
    between = [pair for pair in (*forward, *backward) if any(_stands_between(pair, *place) for place in told)]
    kept = between or [pair for pair in (*forward, *backward) if any(one == pair[0] for one, _ in told)]
    if not kept:
        return forward, backward
    return [pair for pair in forward if pair in kept], [pair for pair in backward if pair in kept]


def _stands_between(pair: Pair, sentence: int, at: int) -> bool:
    one, two = sorted(pair[1:], key=lambda mention: mention.first)
    return sentence == pair[0] and one.last < at < two.first


def _reversed(compared: Compared, a: Mention, b: Mention, forward: list[Pair], backward: list[Pair]) -> bool:
    """Whether the two names stand the other way round in the evidence, for no reason that keeps the meaning."""
    if any(_same_link(compared, a, b, pair) for pair in backward):
        return True
    if any(_reported(compared, a, b, *pair) for pair in backward):
        return False
    if forward and backward:
        same, other = (max(_between(compared, a, b, pair) for pair in pairs) for pairs in (forward, backward))
        if any(_turned(a, b, one, two) for _, one, two in backward):
            return False
        return same < other or not any(_one_voice(a, b, one, two) for _, one, two in forward)
    if forward:
        return not any(_one_voice(a, b, one, two) for _, one, two in forward)
    return bool(backward) and not any(_turned(a, b, one, two) for _, one, two in backward)


def _reported(compared: Compared, a: Mention, b: Mention, sentence: int, one: Mention, two: Mention) -> bool:
    """ "Duarte said Reyl did not" for "Reyl did not, Duarte said": the same one of the two is the speaker."""
    there = compared.evidence.sentences[sentence].tokens
    here = (_speaks(compared.tokens, a), _speaks(compared.tokens, b))
    return here == (_speaks(there, one), _speaks(there, two)) and here in ((True, False), (False, True))


def _speaks(tokens: Sequence[Token], mention: Mention) -> bool:
    """A verb of saying follows the name, or stands before it and after no other name."""
    after, before = mention.last + 1, mention.first - 1
    if after < len(tokens) and tokens[after].folded in ATTRIBUTION:
        return True
    own = before < 1 or tokens[before - 1].kind != "name"
    return before >= 0 and own and tokens[before].folded in ATTRIBUTION


def _same_link(compared: Compared, a: Mention, b: Mention, pair: Pair) -> bool:
    """Just the same words link the two names the other way round: "Mexico and France", "the Diary of a Kid"."""
    sentence, one, two = pair
    here = [token.folded for token in compared.tokens[a.last + 1 : b.first]]
    there = [token.folded for token in compared.evidence.sentences[sentence].tokens[two.last + 1 : one.first]]
    return bool(here) and [w for w in here if w != "the"] == [w for w in there if w != "the"]


def _one_voice(a: Mention, b: Mention, one: Mention, two: Mention) -> bool:
    """The same order means the same only in the same voice: "by" stays where it was, or an owner takes its place."""
    if a.left == "by" or one.left == "by":
        return a.left == one.left
    return (b.left == "by") == (two.left == "by") or "'s" in (one.left, two.left, a.left)


def _between(compared: Compared, a: Mention, b: Mention, pair: Pair) -> float:
    """How much of what stands between two names of the claim, little words too, stands between them in the evidence."""
    sentence, one, two = pair[0], *sorted(pair[1:], key=lambda one: one.first)
    here = Counter(token.folded for token in compared.tokens[a.last + 1 : b.first])
    tokens = compared.evidence.sentences[sentence].tokens[one.last + 1 : two.first]
    there = Counter(token.folded for token in tokens)
    return sum((here & there).values()) - 0.1 * abs(here.total() - there.total())


def _turned(a: Mention, b: Mention, one: Mention, two: Mention) -> bool:
    """The order differs for a reason: a name kept its own preposition or owner's ending, or the voice changed."""
    kept = any(
        mine.left and mine.left == same.left != other.left and mine.left != "by"
        for mine, same, other in ((a, one, two), (b, two, one))
    )
    return kept or _passive(b, one, two)


def _passive(b: Mention, one: Mention, two: Mention) -> bool:
    """Of the claim and the evidence just one has an agent behind "by"."""
    return (b.left == "by") != (one.left == "by" or two.left == "by")


def _crossed(a: Mention, b: Mention, there: list[list[Mention]]) -> bool:
    """Neither name stands after its own preposition, and one stands after the other's: "met Mexico in Vallarta"."""
    lefts_a = {m.left for named in meant(a, there) for m in named}
    lefts_b = {m.left for named in meant(b, there) for m in named}
    if not lefts_a or not lefts_b or a.left in lefts_a or b.left in lefts_b:
        return False
    return a.left in lefts_b or b.left in lefts_a


def _neighbours(
    compared: Compared, a: Mention, b: Mention, there: list[list[Mention]], forward: list[Pair], backward: list[Pair]
) -> bool:
    """The words beside each name stand nearer to the other one in the evidence; its order alone does not tell."""
    if forward and not backward:
        return False
    if any(_passive(b, one, two) for _, one, two in backward):
        return False  # the agent has come to stand beside what followed the other name
    sides = [(a, b, word) for word in _beside(compared, a)] + [(b, a, word) for word in _beside(compared, b)]
    return sum(_pull(compared, mine, other, word, there) for mine, other, word in sides) < 0


def _beside(compared: Compared, mention: Mention) -> list[int]:
    """The nearest word on either side, if no pause and no other name or number comes before it."""
    found = []
    for step, start in ((-1, mention.first - 1), (1, mention.last + 1)):
        at = start
        while 0 <= at < len(compared.tokens) and compared.tokens[at].clause == compared.tokens[mention.first].clause:
            if compared.tokens[at].kind == "word":
                found.append(at)
            if compared.tokens[at].content:
                break
            at += step
    return found


def _pull(compared: Compared, mine: Mention, other: Mention, word: int, there: list[list[Mention]]) -> int:
    """1 where a word of the claim stands nearer to `mine` in the evidence, -1 nearer to `other`, else 0."""
    gaps = []
    own, others = meant(mine, there), meant(other, there)
    for sentence, at in compared.places[word]:
        near, far = _nearest(own[sentence], at), _nearest(others[sentence], at)
        if near is not None and far is not None:
            gaps.append(near - far)
    best = min(gaps, default=0)
    return (best < 0) - (best > 0)


def _nearest(named: Sequence[Mention], at: int) -> int | None:
    return min((min(abs(at - m.first), abs(at - m.last)) for m in named), default=None)
