"""As of when a sentence holds that is told in the present."""

from __future__ import annotations

import re

from bot.offline.candidates import Candidate
from bot.offline.quotations import QUOTATION

_PRESENT = re.compile(
    r"\b(?:is|are|isn[’']t|aren[’']t|has|have|remains?|continues?|still|currently|now|es|está|están|sigue|siguen|est|sont|reste)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|\w+ed|began|became|held|found|took|went|said|told|gave|left|met|made|fue|fueron|était|fut)\b"
)
_BEGAN = re.compile(  # before a year in which something began
    r"\b(?:born|née?s?|nacid[oa]s?|nació|built|founded|established|opened|fundad[oa]s?|construid[oa]s?|fondée?s?|construite?s?|"
    r"since|depuis|desde|from)\b(?:(?! to )[^.]){0,40}$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?!\d)")


def as_of(one: Candidate) -> str | None:
    """What dates a sentence that is told in the present: a year of its own, the article's date, its latest year."""
    outside = QUOTATION.sub(" ", one.text)
    if not _PRESENT.search(outside) or (
        _PAST.search(outside) and not re.search(r"\b(?:still|now|currently|is \d|since then)\b", outside, re.I)
    ):
        return None
    published = one.article.fact("published").value
    return _own_year(outside, published) or published or one.article.fact("latest_year").value


def _own_year(text: str, published: str | None) -> str | None:
    """The last year that the sentence speaks of as its present: none in which something began, none long past or to come."""
    found = None
    for clause in re.split(r"[,;:]\s", text):
        for match in _YEAR.finditer(clause):
            behind = int(published[:4]) - int(match.group()) if published else 0
            told_now = 0 <= behind <= (1 if not _PRESENT.search(clause) else 9999)
            if told_now and not _BEGAN.search(clause[: match.start()]):
                found = match.group()
    return found
