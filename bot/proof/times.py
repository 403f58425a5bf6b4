"""Days, months and years belong to what happened then; "next year" is not "this year". Called by `figures`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.proof.compared import Compared
from bot.proof.evidence import EvidenceSentence, Place
from bot.proof.grammar import FROM
from bot.proof.regions import part_of, region_of, regions
from bot.proof.wording import Token
from bot.text.lexicon import SYMBOLS, word_set

MONEY = frozenset(SYMBOLS.values())  # and percent: what is counted in
_FROM = frozenset().union(*FROM.values())
_TIMES = word_set(
    """week weeks weekend month months year years season seasons summer winter spring autumn fall morning afternoon
    evening night decade century semana mes ano verano invierno semaine mois annee ete hiver"""
)
_WHICH = {
    **dict.fromkeys(["this", "este", "esta", "ce", "cet", "cette"], "this"),
    **dict.fromkeys(["next", "proximo", "proxima", "prochain", "prochaine"], "next"),
    **dict.fromkeys(["last", "pasado", "pasada", "dernier", "derniere"], "last"),
}
_THAN = re.compile(r"\b(?:than|que|qu['’])\s?(?:(?:in|en|on)\s)?(?:the\s)?$", re.IGNORECASE)
_COMPARING = word_set("than compared comparison versus against from since down up que par")


def year(token: Token) -> bool:
    return bool(re.fullmatch(r"#(?:1[5-9]|20|21)\d\ds?", token.key))


def day_number(token: Token) -> bool:
    """Small enough for a day of a month."""
    return bool(re.fullmatch(r"#[123]?\d(?:th)?", token.key))


def dated(token: Token) -> bool:
    return token.kind == "date" or year(token)


def check_times(compared: Compared) -> str | None:
    return _which(compared) or _only_compared(compared) or _then(compared)


def _which(compared: Compared) -> str | None:
    """this, next and last before a word for a time stand before the same word in the evidence."""
    for at, token in enumerate(compared.tokens):
        which = _said_of(compared.tokens, at) if token.folded in _TIMES or token.kind == "date" else None
        places = compared.places.get(at, ())
        if which is None or not places:
            continue
        if not any(_said_of(compared.evidence.sentences[one].tokens, there) == which for one, there in places):
            return f"the cited text does not say “{which} {token.text}”"
    return None


def _only_compared(compared: Compared) -> str | None:
    """ "300,000 fewer than in 2019" dates nothing that happened in 2019."""
    if any(token.folded in _COMPARING for token in compared.tokens):
        return None
    for at, token in enumerate(compared.tokens):
        places = compared.places.get(at, ()) if dated(token) else ()
        texts = [(compared.evidence.sentences[one], there) for one, there in places]
        if texts and all(_THAN.search(one.text[: one.tokens[there].start]) for one, there in texts):
            return f"the cited text only compares with “{token.text}”"
    return None


def _said_of(tokens: Sequence[Token], at: int) -> str | None:
    """Before the word, or after it as in "el año pasado"; the last two years are no last year."""
    for place in (at - 1, at + 1):
        if 0 <= place < len(tokens) and tokens[place].clause == tokens[at].clause:
            which = _WHICH.get(tokens[place].folded)
            if which and (place < at or tokens[place].folded not in ("this", "next", "last")):
                return which
    return None


def _then(compared: Compared) -> str | None:
    """What the claim puts at a time is not what the evidence puts at another."""
    mine = _groups(compared.tokens)
    for (first, last), (start, end) in zip(mine, regions(compared.tokens, mine), strict=True):
        keys = {token.key for token in compared.tokens[first : last + 1] if dated(token)}
        begin, stop = part_of(compared.tokens, (first, last))
        words = [at for at in range(max(start, begin), min(end, stop)) if not first <= at <= last]
        if _elsewhere(compared, keys, words):
            said = " ".join(token.text for token in compared.tokens[first : last + 1])
            return f"“{said}” belongs to something else in the cited text"
    return None


def _elsewhere(compared: Compared, keys: set[str], words: Sequence[int]) -> bool:
    good = bad = 0
    told = False  # by more than a name
    for at in words:
        token = compared.tokens[at]
        if not token.content or (at and token.kind == "name" and compared.tokens[at - 1].kind == "name"):
            continue  # a name counts once
        if token.key in MONEY:
            continue
        views = [_view(compared, place, keys) for place in compared.places.get(at, ())]
        weight = 2 if token.kind == "number" else 1
        good += weight * any(view is True for view in views)
        if not any(view is True for view in views) and any(view is False for view in views):
            bad += weight
            told = told or token.kind != "name"
    return told and bad > good


def _view(compared: Compared, place: Place, keys: set[str]) -> bool | None:
    """Whether a place in the evidence is told of this time; False only in the same part as another time."""
    sentence, at = compared.evidence.sentences[place[0]], place[1]
    groups = _groups_of(sentence)
    here = region_of(regions(sentence.tokens, groups), at)
    if here is None:
        return None
    if keys & _keys(sentence, groups[here]):
        return True
    start, end = part_of(sentence.tokens, groups[here], joined=True)
    mine = [n for n, group in enumerate(groups) if keys & _keys(sentence, group)]
    if not start <= at < end or (mine and _shared(sentence, groups, at, mine[0])):
        return None
    return False


def _keys(sentence: EvidenceSentence, group: tuple[int, int]) -> set[str]:
    return {token.key for token in sentence.tokens[group[0] : group[1] + 1] if dated(token)}


def _shared(sentence: EvidenceSentence, groups: Sequence[tuple[int, int]], at: int, mine: int) -> bool:
    """Before "from ... to ..." stands what both of its ends are about."""
    begins = [n for n in range(groups[0][0]) if sentence.tokens[n].folded in _FROM]
    return bool(begins) and at < begins[-1] and mine > 0


@lru_cache(maxsize=1024)
def _groups_of(sentence: EvidenceSentence) -> tuple[tuple[int, int], ...]:
    return tuple(_groups(sentence.tokens))


def _groups(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Dates and years, those together that only little words and days of a month stand between: "December 8, 2005"."""
    found: list[tuple[int, int]] = []
    for at in range(len(tokens)):
        if not dated(tokens[at]):
            continue
        if found and all(_holds_together(tokens, n) for n in range(found[-1][1] + 1, at)):
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return found


def _holds_together(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    day = day_number(token) and "date" in (tokens[at - 1].kind, tokens[at + 1].kind)
    return (token.kind == "little" and token.folded not in ("after", "before")) or day
