"""What stands in the speaker's place beside the verbs of saying of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.offline.candidates import Candidate
from bot.offline.people import persons_in
from bot.offline.quotations import blanked, may_be_title
from bot.offline.saying import (
    ACCORDING,
    AFTER,
    ALONE,
    BEFORE,
    BETWEEN,
    INSIDE,
    INVERTED,
    PASSIVE,
    QUOTED_BY,
    TELLS_AFTER,
    TELLS_INVERTED,
    TOLD_AFTER,
    UNSAID,
)
from bot.offline.speakers import after_clauses, has_a_verb, in_a_side_clause
from bot.text.mentions import names

_EDGES = " ’'”\"»—–-…,"
_PLACES = (  # the surest first
    QUOTED_BY,
    ACCORDING,
    INVERTED,
    TELLS_INVERTED,
    INSIDE,
    BETWEEN,
    AFTER,
    TELLS_AFTER,
    TOLD_AFTER,
    BEFORE,
)
_OPEN_ENDED = (TELLS_AFTER, TOLD_AFTER)  # any verb at all tells
_LEADS_IN = re.compile(
    r"^(?:In|On|At|By|After|Before|During|Since|En|El \d|Tras|Desde|Dans|Depuis|Après|Le \d)\b[^,]*$"
)


@dataclass(frozen=True)
class Tag:
    """What stands in the speaker's place beside a verb of saying."""

    who: str
    start: int  # of it in the sentence
    sure: bool  # nobody else can be the speaker, even if this one stays unknown
    told: bool  # by a verb that means it
    aside: bool = False  # in a clause on somebody of whom the sentence itself tells something else


def tags(one: Candidate) -> Iterator[Tag]:
    outside = blanked(one.text)
    if len({match["who"] for match in ACCORDING.finditer(outside)}) > 1:
        return  # each of them says something else
    for pattern in _PLACES:
        if pattern in _OPEN_ENDED and may_be_title(one.text):
            continue
        if pattern is BEFORE and ALONE.search(outside):
            return
        for match in pattern.finditer(outside):
            if pattern is ACCORDING and _is_of_a_part(outside, match):
                continue
            place = "last" if match.groupdict().get("last") else "who"
            who = one.text[match.start(place) : match.end(place)].strip(_EDGES)
            before = one.text[: match.start()].rpartition(",")[2]
            if (place == "last" or pattern in (INSIDE, BETWEEN)) and _is_name(before) and not names(who):
                continue  # "The judge, Ada Moss, recalled the drought."
            tail = one.text[match.end(place) : match.end()].strip(" ,")
            if UNSAID.search(who):
                continue
            if pattern is BEFORE and not tail.startswith("who "):
                if in_a_side_clause(who):
                    continue  # "Ada Moss began it after a baker, Tom Hale, told her that …"
                who = after_clauses(who)
            if who and not PASSIVE.search(who):
                aside = pattern is BEFORE and tail.startswith("who ") and _is_told_of_otherwise(who, one)
                start = max(match.start(place), one.text.rfind(who, match.start(place), match.end(place)))
                yield Tag(who, start, pattern is INSIDE, pattern not in _OPEN_ENDED, aside)


def _is_of_a_part(outside: str, match: re.Match[str]) -> bool:
    """ "The thieves, two men and a woman according to the guard, came in": nobody says that they came in."""
    *before, part = re.split(r",\s", outside[: match.start()])
    after = outside[match.end() :]
    goes_on = re.match(r",\s+(?!(?:and|but|or|y|e|et|pero|mais|ou|o|while|mientras|tandis)\b)\w", after)
    return bool(before and part.strip() and goes_on) and not (has_a_verb(part) or _LEADS_IN.match(before[-1]))


def _is_told_of_otherwise(who: str, one: Candidate) -> bool:
    """ "The walk was led by Ada Moss": before "who said", something is told in which she is not the subject."""
    start = next((start for start, _ in persons_in(who, one.article)), None)
    return start is not None and has_a_verb(who[:start])


def _is_name(words: str) -> bool:
    return any(mention.name == words.strip() for mention in names(words))
