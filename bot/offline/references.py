"""What "she", "he" and "the same year" stand for in an article, put in brackets where a quoted sentence needs it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from bot.offline.candidates import Candidate
from bot.offline.pronouns import antecedent, leading_pronoun
from bot.offline.when import YEAR
from bot.text.mentions import names
from vectorstore.article import Article

BEGINNING = 1_500  # characters

_SAME_YEAR = re.compile(
    r"\b(?:(?:of |in )?(?:the|that) (?:very )?same year|that year|(?:de |en )?(?:ese|aquel|el) mismo año|ese año|la même année|cette année-là)\b",
    re.IGNORECASE,
)


def readable(one: Candidate) -> str:
    """The sentence with the antecedents that it leaves to the sentences before it, in brackets."""
    text = one.text
    for at, words in sorted(_insertions(one), reverse=True):
        text = f"{text[:at]} [{words}]{text[at:]}"
    return text


def _insertions(one: Candidate) -> list[tuple[int, str]]:
    found = []
    year = _SAME_YEAR.search(one.text)
    if year and (stands_for := year_before(one.article, one.sentence.start)):
        found.append((year.end(), stands_for))
    pronoun = leading_pronoun(one.text)
    if pronoun and (name := antecedent(one, pronoun.group().lower())):
        found.append((pronoun.end(), name))
    return found


def year_before(article: Article, start: int) -> str | None:
    """The last year that was named before this place."""
    ends, years = _years(article.text)
    named = bisect_right(ends, start)
    return years[named - 1] if named else None


@lru_cache(maxsize=128)
def _years(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Where each year that a text names ends, and the years."""
    found = list(YEAR.finditer(text))
    return tuple(match.end() for match in found), tuple(match.group() for match in found)


def subjects(article: Article) -> frozenset[str]:
    """Last names, of people and of things, that the headline and the first sentences tell of."""
    return _last_names(f"{article.title}. {article.text[:BEGINNING]}")


@lru_cache(maxsize=512)
def _last_names(text: str) -> frozenset[str]:
    return frozenset(mention.last for mention in names(text) if not mention.opens)
