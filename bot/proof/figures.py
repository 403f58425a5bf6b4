"""Numbers and dates belong to what they count and to each other: 60 and 96 years may not change places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.proof.evidence import Place
from bot.proof.support import Compared
from bot.proof.wording import Token
from bot.text.lexicon import CONTINUED_TIME

_UNIT_PLACES = (-1, 1, 2, 3)  # where what is counted may stand: pier three, three piers, three kidnapping victims
_BEFORE, _AFTER = 3, 2  # content words around a number that say what it is about


def check_figures(compared: Compared) -> str | None:
    for at, token in enumerate(compared.tokens):
        if token.kind == "number":
            reason = _unit(compared, at) or _context(compared, at)
            if reason:
                return reason
    return check_dates(compared)


def _year(token: Token) -> bool:
    return bool(re.fullmatch(r"#(?:1[5-9]|20|21)\d\ds?", token.key))


def _unit(compared: Compared, at: int) -> str | None:
    """What directly follows a number in the claim stands close to it in the evidence."""
    token = compared.tokens[at]
    if _year(token) or at + 1 >= len(compared.tokens):
        return None
    unit = compared.tokens[at + 1]
    if unit.kind != "word" or unit.clause != token.clause:
        return None
    for one, there in compared.places[at]:
        if any(one == other and place - there in _UNIT_PLACES for other, place in compared.places[at + 1]):
            return None
    return f"the cited text does not say “{token.text} {unit.text}”"


def _context(compared: Compared, at: int) -> str | None:
    """The words around a number stand nearer to it than to another number of its kind."""
    good = bad = 0
    for near in _around(compared, at):
        views = [_nearest(compared, at, place) for place in compared.places[near]]
        good += any(view is True for view in views)
        bad += not any(view is True for view in views) and any(view is False for view in views)
    token = compared.tokens[at]
    return f"“{token.text}” belongs to something else in the cited text" if bad > good else None


def _around(compared: Compared, at: int) -> Iterator[int]:
    words = [n for n, token in enumerate(compared.tokens) if token.kind == "word"]
    yield from [n for n in words if n < at][-_BEFORE:]
    yield from [n for n in words if n > at][:_AFTER]


def _nearest(compared: Compared, at: int, place: Place) -> bool | None:
    """Whether no other number stands nearer, or those that do come in the same order in the claim ("from 12 to 7")."""
    said = compared.tokens[at]
    tokens = compared.evidence.sentences[place[0]].tokens
    numbers = [n for n, token in enumerate(tokens) if token.kind == "number" and _year(token) == _year(said)]
    mine = [n for n in numbers if tokens[n].key == said.key]
    if not numbers:
        return None  # that sentence counts nothing of the kind
    if not mine:
        return False
    here = min(mine, key=lambda n: abs(n - place[1]))
    nearer = [n for n in numbers if abs(n - place[1]) + 1 < abs(here - place[1])]
    return all(_same_order(compared, at, tokens[n], n < here) for n in nearer)


def _same_order(compared: Compared, at: int, other: Token, before: bool) -> bool:
    places = [n for n, token in enumerate(compared.tokens) if token.key == other.key]
    return any((n < at) == before for n in places)


def check_dates(compared: Compared) -> str | None:
    """A date and a number in one clause of the claim stand together in the evidence too."""
    anchors = [at for at, token in enumerate(compared.tokens) if token.kind in ("number", "date")]
    for one, other in pairwise(anchors):
        first, second = compared.tokens[one], compared.tokens[other]
        dated = _dated(first) or _dated(second)
        near = first.clause == second.clause or other - one == 1  # December 8, 2005
        if near and dated and not _together(compared, one, other):
            return f"the cited text does not put “{first.text}” and “{second.text}” together"
    return None


def _dated(token: Token) -> bool:
    return token.kind == "date" or _year(token)


def _together(compared: Compared, one: int, other: int) -> bool:
    tight = compared.tokens[one].kind == "date" and other - one == 1  # April 2008, December 8
    for a, i in compared.places[one]:
        for b, j in compared.places[other]:
            if a == b and (not tight or abs(i - j) <= 2):
                return True
            if a != b and _one_time(compared, a, b):
                return True
    return False


def _one_time(compared: Compared, a: int, b: int) -> bool:
    """ "... in 2005. On December 8 of the same year ...": two sentences, one date."""
    first, second = min(a, b), max(a, b)
    if not compared.evidence.follows(first, second):
        return False
    words = {token.folded for token in compared.evidence.sentences[second].tokens}
    return bool(words & CONTINUED_TIME)
