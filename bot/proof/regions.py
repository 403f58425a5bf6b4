"""What of a sentence goes with each of its numbers or times: "54 percent for Ferrer, and 41 for Duarte".

Read by `figures` and `times`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.proof.grammar import JOINTS, TO
from bot.proof.wording import Token

Region = tuple[int, int]  # tokens, the end left out

_JOINTS = frozenset().union(*JOINTS.values(), ["then", "despues", "antes", "avant", "apres"])
_TO = frozenset().union(*TO.values())  # between the ends of a change


def regions(tokens: Sequence[Token], anchors: Sequence[tuple[int, int]]) -> list[Region]:
    """A region for each anchor (its first and last token), together all of the sentence.

    Between two anchors it ends at a pause or a joining word: at the last one where an anchor opens its part ("on
    Tuesday they met, and on Wednesday ..."), else at the first.
    """
    if not anchors:
        return []
    ends = [_border(tokens, one, other) for one, other in pairwise(anchors)]
    return list(zip([0, *ends], [*ends, len(tokens)], strict=True))


def _border(tokens: Sequence[Token], one: tuple[int, int], other: tuple[int, int]) -> int:
    between = range(one[1] + 1, other[0] + 1)
    to = [n for n in between[:-1] if tokens[n].folded in _TO and (n == one[1] + 1 or n >= other[0] - 2)]
    joints = [n for n in between if tokens[n].clause != tokens[n - 1].clause or tokens[n].folded in _JOINTS]
    if to and not joints:
        return to[-1]
    if not joints:
        return (one[1] + other[0] + 1) // 2
    return joints[-1] if _opens(tokens, one) or _opens(tokens, other) else joints[0]


def _opens(tokens: Sequence[Token], anchor: tuple[int, int]) -> bool:
    """Nothing but little words stands before it in its part, and something follows there."""
    first, last = anchor
    at = first
    while at > 0 and tokens[at - 1].clause == tokens[first].clause and tokens[at - 1].folded not in _JOINTS:
        at -= 1
    alone = not any(token.content for token in tokens[at:first])
    rest = tokens[last + 1 :]
    follows = bool(rest) and (
        any(token.content and token.clause == tokens[last].clause for token in rest[:3])
        or (at == 0 and rest[0].clause != tokens[last].clause)
        or (at > 0 and tokens[at - 1].folded in _JOINTS and rest[0].clause != tokens[last].clause)
    )
    return alone and follows


def part_of(tokens: Sequence[Token], anchor: tuple[int, int], joined: bool = False) -> Region:
    """Around an anchor up to a pause or, unless parts are taken as `joined`, a joining word.

    What opens a sentence goes with the part after its comma too.
    """
    start, end = anchor[0], anchor[1] + 1
    while start > 0 and not _parted(tokens, start, joined):
        start -= 1
    while end < len(tokens) and not _parted(tokens, end, joined):
        end += 1
    if start == 0 and end == anchor[1] + 1 and not any(token.kind == "word" for token in tokens[: anchor[0]]):
        end += 1
        while end < len(tokens) and not _parted(tokens, end, joined):
            end += 1
    return start, min(end, len(tokens))


def _parted(tokens: Sequence[Token], at: int, joined: bool) -> bool:
    """Whether a part of the sentence begins there."""
    return tokens[at].clause != tokens[at - 1].clause or (not joined and tokens[at].folded in _JOINTS)


def region_of(found: Sequence[Region], at: int) -> int | None:
    return next((n for n, (start, end) in enumerate(found) if start <= at < end), None)
