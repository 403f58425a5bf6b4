"""One sentence that tells both accounts: what somebody claimed, and that somebody else denies it.

"The minister denied a report in the Sunday Lantern that he had threatened to resign." "There are 46 wolves, the agency
says, and not 70, as hunters had claimed." Nothing else need be read to know that this is disputed.
"""

from __future__ import annotations

import re

from bot.answerer import DraftConflict, DraftVersion, Span
from bot.offline.attribution import attribute
from bot.offline.candidates import Candidate
from bot.offline.questions import Question

_CLAIMS = (
    r"(?:reports?|claims?|allegations?|accusations?|suggestions?|rumou?rs?|accounts?|speculation|"
    r"informes?|informaciones|acusaci(?:ón|ones)|rumor(?:es)?|accusations?|rumeurs?|informations?|affirmations?|all[ée]gations?)"
)
_DENIED = re.compile(
    r"\b(?:denied|denies|rejected|rejects|dismissed|dismisses|disputed|disputes|refuted|contradicted|contradicts|"
    r"negó|niega|rechazó|rechaza|desmintió|desmiente|nie|nié|rejette|rejeté|démenti|dément|conteste|contesté)\s+"
    rf"(?P<claim>(?:[\w’'-]+\s+){{0,3}}?{_CLAIMS}(?:\s+(?:in|by|from|of|dans|de|par|en)\s+(?P<who>(?:the |The )?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*))?"
    r"\s+(?:that|of|about|she|he|it|they|de|que|qu['’])\b[^.;:“”\"]{6,})"
)
_AND_NOT = re.compile(
    r",\s+(?:and\s+)?(?P<claim>not\s+[^,.;:“”\"]{1,60},\s+as\s+(?P<who>[^,.;:“”\"]{2,60}?)\s+(?:(?:had|has|have)\s+)?(?:first\s+|earlier\s+|previously\s+)?"
    r"(?:said|claimed|reported|stated|announced|maintained|alleged|asserted|written|wrote|put it|believed|feared|estimated)\b)"
)


def disputed_within(question: Question, one: Candidate) -> DraftConflict | None:
    """The claim and the sentence that denies it, where a question asks whether, or for what is denied."""
    found = _DENIED.search(one.text) if question.kind == "yes_no" else None
    found = found or _AND_NOT.search(one.text)
    if found is None:
        return None
    at = one.sentence.start + found.start("claim")
    claim = Span(one.article.id, at, at + len(found["claim"].rstrip()))
    return DraftConflict(
        question.text,
        "disputed",
        (
            DraftVersion(one.text, attribute(one).speaker, one.span),
            DraftVersion(found["claim"].rstrip(), found["who"], claim),
        ),
    )
