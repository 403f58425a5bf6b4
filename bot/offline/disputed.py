"""One sentence that tells both accounts: what somebody claimed, and that somebody else denies it.

"The mayor denied a report in the Morning Bell that she had sold the mill." "There are 46 owls in the park, the wardens say,
and not 70, as ramblers had claimed." Nothing else need be read to know that this is disputed.
"""

from __future__ import annotations

import re

from bot.answerer import DraftConflict, DraftVersion, Span
from bot.offline.attribution import attribute
from bot.offline.candidates import Candidate, language_of
from bot.offline.comparing import MEASURED
from bot.offline.counting import figures
from bot.offline.questions import Question
from bot.text.glossary import in_english
from bot.text.words import terms

_CLAIMS = r"(?:reports?|claims?|allegations?|accusations?|suggestions?|rumou?rs?|speculation|informaciones|acusaciones|rumores|rumeurs?|accusations?)"
_TO_ITS_END = r"(?:[^,;:.“”\"]|(?<=\d)[.,](?=\d)|(?<=\bMr)\.|(?<=\bMrs)\.|(?<=\bDr)\.){6,}?(?=[,;:.“”\"](?!\d)|\s(?:and|but|y|et)\s|$)"
_DENIED = re.compile(
    r"(?<!\bnot )(?<!\bnever )(?<!\bnor )(?<!\bno )(?<!\bne )(?<!\bwas )(?<!\bwere )(?<!\bis )(?<!\bbeen )"
    r"\b(?:denied|denies|rejected|rejects|disputed|disputes|refuted|negó|niega|rechazó|desmintió|desmiente|démenti|dément|rejeté)\s+"
    rf"(?P<claim>(?:(?:[\w’'-]+\s+){{0,3}}?{_CLAIMS}(?:\s+(?:in|by|from|of|de|en|dans|par)\s+(?P<who>(?:the |The )?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*))?\s+)?"
    rf"(?:that|de que|que|selon lesquelles|qu['’])\s*{_TO_ITS_END})"
)
_AND_NOT = re.compile(
    r",\s+(?:and\s+)?not\s+(?P<claim>[^,.;:“”\"]{1,60}),\s+as\s+(?P<who>[^,.;:“”\"]{2,60}?)\s+(?:(?:had|has|have)\s+)?"
    r"(?:(?:first|earlier|previously)\s+)?(?:said|claimed|reported|stated|announced|maintained|alleged|asserted|estimated)\b"
)


def disputed_within(question: Question, one: Candidate) -> DraftConflict | None:
    """What was claimed beside the sentence that denies it: asked whether it is so, or for a figure of which there are two."""
    found = None
    if question.kind == "yes_no":
        found = _DENIED.search(one.text)
        if found is not None and not question.matter & set(terms(in_english(found["claim"], language_of(one.article)))):
            return None  # another matter is denied
    elif question.want in MEASURED:
        found = _AND_NOT.search(one.text)
        if found is not None and not (any(figures(found["claim"])) and any(figures(one.text[: found.start()]))):
            return None
    if found is None:
        return None
    start, end = (one.sentence.start + edge for edge in found.span("claim"))
    claimed = DraftVersion(found["claim"], found["who"], Span(one.article.id, start, end))
    return DraftConflict(question.text, "disputed", (DraftVersion(one.text, attribute(one).speaker, one.span), claimed))
