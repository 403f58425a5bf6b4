"""Numbers and dates belong to what they count and to each other: 60 and 96 years may not change places.

Called by `support`; `abroad` asks for its dates only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.proof.compared import Compared
from bot.proof.evidence import Place
from bot.proof.grammar import FROM, TO
from bot.proof.naming import Mention, mentions
from bot.proof.regions import region_of, regions
from bot.proof.subjects import with_subjects
from bot.proof.times import MONEY, check_times, dated, day_number, year
from bot.proof.wording import Token
from bot.text.lexicon import CONTINUED_TIME

_UNIT_PLACES = (-1, 1, 2, 3)  # where what is counted may stand: pier three, three piers, three kidnapping victims
_BEFORE, _AFTER = 3, 2  # content words around a number that say what it is about
_ENDS = {  # what leads to either end of a change, by language: "a" leads to nothing in English
    **dict.fromkeys(FROM["en"], ("en", "from")),
    **dict.fromkeys(TO["en"], ("en", "to")),
    **dict.fromkeys(FROM["es"] | FROM["fr"], ("es", "from")),
    **dict.fromkeys(TO["es"] | TO["fr"], ("es", "to")),
}


def check_figures(compared: Compared) -> str | None:
    counts = set(_counts(compared.tokens))
    for at, token in enumerate(compared.tokens):
        if token.kind != "number":
            continue
        if reason := _unit(compared, at):
            return reason
        if at in counts and (_context(compared, at) or _other_head(compared, at) or _other_owner(compared, at)):
            return f"“{token.text}” belongs to something else in the cited text"
    return _changed_places(compared) or check_dates(compared) or check_times(compared)


def _unit(compared: Compared, at: int) -> str | None:
    """What directly follows a number in the claim stands close to it in the evidence."""
    token = compared.tokens[at]
    if year(token) or at + 1 >= len(compared.tokens):
        return None
    unit = compared.tokens[at + 1]
    if unit.kind != "word" or unit.clause != token.clause:
        return None
    for one, there in compared.places[at]:
        if any(one == other and place - there in _UNIT_PLACES for other, place in compared.places[at + 1]):
            return None
    return f"the cited text does not say “{token.text} {unit.text}”"


def _context(compared: Compared, at: int) -> bool:
    """The words around a number go with another number of the evidence."""
    good = bad = 0
    for near in _around(compared, at):
        views = [_goes_with(compared, at, place) for place in compared.places[near]]
        good += any(view is True for view in views)
        bad += not any(view is True for view in views) and any(view is False for view in views)
    return bad > good


def _around(compared: Compared, at: int) -> Iterator[int]:
    clause = compared.tokens[at].clause
    words = [n for n, token in enumerate(compared.tokens) if token.kind == "word" and token.clause == clause]
    yield from [n for n in words if n < at][-_BEFORE:]
    yield from [n for n in words if n > at][:_AFTER]


def _counts(tokens: Sequence[Token]) -> list[int]:
    """The numbers that are no years and no days of a month."""
    return [n for n, token in enumerate(tokens) if token.kind == "number" and not year(token) and not _day(tokens, n)]


def _day(tokens: Sequence[Token], at: int) -> bool:
    beside = [tokens[n] for n in (at - 1, at + 1) if 0 <= n < len(tokens)]
    return day_number(tokens[at]) and any(one.key.startswith("@m") for one in beside)


def _goes_with(compared: Compared, at: int, place: Place) -> bool | None:
    """Whether a word of the evidence goes with this number there, or with all of them, or if those that it goes with
    come in the same order in the claim ("from 12 to 7")."""
    tokens = compared.evidence.sentences[place[0]].tokens
    numbers = _counts(tokens)
    if not numbers:
        return None  # that sentence counts nothing
    mine = [n for n in numbers if tokens[n].key == compared.tokens[at].key]
    if not mine:
        return False
    here = region_of(regions(tokens, [(n, n) for n in numbers]), place[1])
    owner = numbers[here or 0]
    if owner in mine or place[1] < numbers[0]:
        return True
    return _same_order(compared, at, tokens[owner], owner < min(mine))


def _same_order(compared: Compared, at: int, other: Token, before: bool) -> bool:
    places = [n for n, token in enumerate(compared.tokens) if token.key == other.key]
    return any((n < at) == before for n in places)


def _other_head(compared: Compared, at: int) -> bool:
    """ "a profit of 4.5 million", where the evidence has that loss and another profit."""
    word = _head(compared.tokens, at)
    if word is None or not compared.places.get(word) or compared.tokens[word + 1].folded not in ("of", "de"):
        return False
    heads = [(one, _head(compared.evidence.sentences[one].tokens, n)) for one, n in compared.places[at]]
    if not heads or any(head is None or (one, head) in compared.places[word] for one, head in heads):
        return False
    theirs = {(one, _head(tokens, n)) for one, tokens in _sentences(compared) for n in _counts(tokens)}
    return all(place in theirs for place in compared.places[word])


def _sentences(compared: Compared) -> Iterator[tuple[int, Sequence[Token]]]:
    yield from ((one, sentence.tokens) for one, sentence in enumerate(compared.evidence.sentences))


def _head(tokens: Sequence[Token], at: int) -> int | None:
    """The word before a number that only little words and the sign of its money stand between."""
    for n in range(at - 1, -1, -1):
        token = tokens[n]
        if token.clause != tokens[at].clause or token.kind in ("number", "name", "date", "not"):
            return None
        if token.kind == "word" and token.key not in MONEY:
            return n
    return None


def _other_owner(compared: Compared, at: int) -> bool:
    """A name beside the number in the claim has another number in the evidence, and this one goes with another name."""
    said = mentions(with_subjects(compared.tokens, compared))
    mine = _beside(compared.tokens, at, said)
    return any(
        bool(compared.places[at]) and all(_rival(compared, name, mine, *place) for place in compared.places[at])
        for name in mine
        if not name.of_a_people
    )


def _beside(tokens: Sequence[Token], at: int, names: Sequence[Mention]) -> list[Mention]:
    """The names in a number's part of the sentence."""
    numbers = sorted({*_counts(tokens), at})
    start, end = regions(tokens, [(n, n) for n in numbers])[numbers.index(at)]
    return [name for name in names if start <= name.first < end]


def _rival(compared: Compared, name: Mention, mine: Sequence[Mention], one: int, there: int) -> bool:
    """Whether the number there goes with another name in the same position, and `name` with another number."""
    tokens = with_subjects(compared.evidence.sentences[one].tokens, compared)
    names = mentions(tokens)
    beside = _beside(tokens, there, names)
    others = [other for other in names if name.is_same(other)]
    if any(name.is_same(other) for other in beside) or not others or len(_counts(tokens)) < 2:
        return False
    return any(other.left == name.left and not any(other.is_same(own) for own in mine) for other in beside)


def _changed_places(compared: Compared) -> str | None:
    """3-1 is not 1-3; what fell from 7 to 6 fell neither from 6 nor to 7."""
    claim = [*_joined(compared.tokens, compared.text)]
    there = [pair for s in compared.evidence.sentences for pair in _joined(s.tokens, s.text)]
    for one, other in claim:
        if (other, one) in there and (one, other) not in there:
            return f"the cited text does not say “{one[1:]}-{other[1:]}”"
    ends = [end for s in compared.evidence.sentences for end in _changes(s.tokens)]
    for at, (language, side) in _sides(compared.tokens):
        known = [end[1] for key, end in ends if key == compared.tokens[at].key and end[0] == language]
        if known and side not in known:
            return f"the cited text does not say “{side} {compared.tokens[at].text}”"
    return None


def _joined(tokens: Sequence[Token], text: str) -> Iterator[tuple[str, str]]:
    """Numbers with nothing but a dash or a colon between them, or a "to" that no "from" belongs to."""
    for at, (one, other) in enumerate(pairwise(tokens)):
        if one.kind == other.kind == "number" and re.fullmatch(r"\s?[-–—:]\s?", text[one.end : other.start]):
            yield one.key, other.key
        after = tokens[at + 2] if at + 2 < len(tokens) else None
        if one.kind == "number" and other.folded == "to" and after is not None and after.kind == "number":
            yield one.key, after.key


def _sides(tokens: Sequence[Token]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Numbers behind "from" and "to": which end of a change they are."""
    for at in _counts(tokens):
        for n in range(at - 1, max(-1, at - 4), -1):
            if tokens[n].folded in _ENDS and tokens[n].clause == tokens[at].clause:
                yield at, _ENDS[tokens[n].folded]
                break
            if tokens[n].kind != "little" and tokens[n].key not in MONEY:
                break


def _changes(tokens: Sequence[Token]) -> list[tuple[str, tuple[str, str]]]:
    """The ends of a change, by number, where the sentence has both."""
    sides = list(_sides(tokens))
    both = {language for _, (language, side) in sides if (language, "from") in {end for _, end in sides}}
    both = {language for language in both if (language, "to") in {end for _, end in sides}}
    return [(tokens[at].key, end) for at, end in sides if end[0] in both]


def check_dates(compared: Compared) -> str | None:
    """A date and a number in one clause of the claim stand together in the evidence too."""
    anchors = [at for at, token in enumerate(compared.tokens) if token.kind in ("number", "date")]
    for one, other in pairwise(anchors):
        first, second = compared.tokens[one], compared.tokens[other]
        near = first.clause == second.clause or other - one == 1  # December 8, 2005
        if near and (dated(first) or dated(second)) and not _together(compared, one, other):
            return f"the cited text does not put “{first.text}” and “{second.text}” together"
    return None


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
