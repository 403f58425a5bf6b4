"""Questions that offer two answers to choose from: "60 or 96 years?", "on a road or at a ranch?"."""

from __future__ import annotations

import re
from functools import cache

from bot.offline.when import YEAR
from bot.text.lexicon import ALIKE, ENGLISH_NUMBERS
from bot.text.words import fold, stem, terms, words

Offered = tuple[frozenset[str], frozenset[str]]  # stems of either answer, or its figures

LONGEST = 3  # words of an answer that is offered
_OR = re.compile(
    r"\s+or\s+(?!(?:not|so|more|less|fewer|other\w*|any\w*|some\w*|is|are|was|were|did|do|does|has|have|had)\b)"
)
_BREAK = re.compile(r"[,;:?!.()–—]\s")
_END = re.compile(r"[,;:?!.()–—]|\s(?:when|while|because|after|before|during|according|if|whether)\b")
_ASKING = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how|any\w*)\b")
_WHETHER = re.compile(r"^\W*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should)\b")
_LEADS = re.compile(r"(?:in|on|at|by|to|from|for|with|under|over|near|only|just|merely)$")
_FIGURE = re.compile(r"\d[\d.,]*(?<![.,])")
_FIGURE_LAST = re.compile(r"\d$")


def offered(english: str) -> Offered | None:
    """Of the last "or" that stands between two answers; None for "Where did she or her brother live?".

    "Did it hurt people or animals?" may be answered by yes: of such questions only those offer a choice that name figures
    or begin the second answer with a word of its own: "Is he free or in prison?".
    """
    asked = fold(english)
    found = list(_OR.finditer(asked))
    if not found:
        return None
    before, after = _BREAK.split(asked[: found[-1].start()])[-1], _END.split(asked[found[-1].end() :])[0]
    if _ASKING.search(before):
        return None
    sides = _figures(before, after)
    if sides:
        pass
    elif _WHETHER.search(before) and not _led(after):
        return None
    else:
        right = terms(after)[:LONGEST]
        sides = set(terms(before)[-max(1, len(right)) :]), set(right)
    left, right_ = (frozenset(side - other) for side, other in (sides, sides[::-1]))
    return (left, right_) if left and right_ else None


def _figures(before: str, after: str) -> tuple[set[str], set[str]] | None:
    """Of both sides, years against years: "the 2013 ruling ... or ... 60 years" offers neither. Two that stand right beside
    the "or" are offered whatever they are."""
    ours, theirs = set(_FIGURE.findall(before)), set(_FIGURE.findall(after))
    years = {one for one in ours | theirs if YEAR.fullmatch(one)}
    for left, right in ((ours - years, theirs - years), (ours & years, theirs & years)):
        if left and right:
            return left, right
    beside = _FIGURE_LAST.search(before) and _FIGURE.match(after)
    return (ours, theirs) if beside else None


def _led(after: str) -> bool:
    """ "or in a barn", "or only released": with a word of its own before it, and no more than a few behind that."""
    beginning, *rest = words(after) or [""]
    return _LEADS.match(beginning) is not None and len(rest) <= LONGEST


def taken(choice: Offered, text: str, stems: frozenset[str]) -> frozenset[int]:
    """Which of the two, 0 and 1, a sentence with these stems has: half of the words of one, by whatever name, or one of its
    figures."""
    figures = {str(ENGLISH_NUMBERS[word]) for word in words(fold(text)) if word in ENGLISH_NUMBERS}
    found = stems | figures | set(_FIGURE.findall(text))
    alike = (group for group in _alike() if not (group & choice[0] and group & choice[1]))
    found |= {word for group in alike if group & stems for word in group}
    return frozenset(at for at, side in enumerate(choice) if 2 * len(side & found) >= len(side))


@cache
def _alike() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(stem, group)) for group in ALIKE)
