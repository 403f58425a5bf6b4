"""Questions that stand inside another: "Is it true that she was cleared?", "Do the articles agree on where it was?".

What is asked of the articles there is the inner question. What the outer one adds is how an answer is shown anyway: with
the article that says so, and beside the other accounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.words import fold, terms

_SOURCES = r"(?:articles?|sources?|reports?|accounts?|texts?|stories|outlets?|newspapers?)"
_THE = r"(?:(?:the|these|those|your|both|all|two|three|of|news)\s+)*"
_EACH_OTHER = r"(?:\s+(?:each\s+other|one\s+another|itself|themselves))?"
_SAME = rf"(?:agree|disagree|differ|match|concur|contradict{_EACH_OTHER}|say\s+the\s+same(?:\s+thing)?)"
_ON = r"\s+(?:on|about|over|as\s+to|regarding|concerning)\s+(?:whether\s+)?"
_WRAPPED = re.compile(
    rf"""^\W*(?:
    (?:(?:how|where|in\s+what|on\s+what)\s+)?(?:do|does|did|are|is)?\s*(?:{_THE}{_SOURCES}\s+(?:all\s+|both\s+)?{_SAME}|{_SAME}\s+{_THE}{_SOURCES}){_ON}
    |(?:which|what)\s+(?:of\s+)?{_THE}{_SOURCES}\s+(?:says?|said|claims?|states?|tells?(?:\s+us)?|writes?)\s+(?:that\s+(?=\w+\s+\w)|(?=(?:the|an?|s?he|they|it|this|his|her|[A-ZÀ-Þ]\w+)\s+(?:\w+\s+){{0,4}}?(?-i:is|are|was|were|has|had|did|will|would|can|could|[a-z]{{2,}}ed)\b))
    |according\s+to\s+{_THE}{_SOURCES}\s*,\s+
    |(?P<whether>is\s+(?:it\s+)?(?:really\s+)?(?:true|right|correct|certain|a\s+fact|the\s+case)\s+that\s+)
    )(?P<inner>\w.*)$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_ASKING = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how)\b|^\W*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b"
)
_AT_END = re.compile(rf",?\s+according\s+to\s+{_THE}{_SOURCES}(?=\W*$)", re.IGNORECASE)
_OF_DISAGREEMENT = frozenset(
    terms("agree agreement okay disagree disagreement differ difference contradict contradiction match conflict")
)
_EMPTY = frozenset(
    terms(
        "article source report account text story outlet newspaper one two three each other point thing fact version say same"
    )
)


@dataclass(frozen=True)
class Inner:
    text: str  # the inner question, or all of it where there is none
    statement: bool = False  # it only says something, as in "Which article says that she was cleared?"
    whether: bool = False  # and the outer question is whether that is so


def unwrapped(english: str) -> Inner:
    plain = _AT_END.sub("", english)
    found = _WRAPPED.match(plain)
    if found is None:
        return Inner(plain)
    whether = found["whether"] is not None
    return Inner(found["inner"], whether or _ASKING.search(fold(found["inner"])) is None, whether)


def asks_for_disagreements(english: str) -> bool:
    """Of whatever kind: "What do the articles disagree about?"."""
    asked = frozenset(terms(english))
    return (
        re.search(rf"\b{_SOURCES}\b", fold(english)) is not None
        and bool(asked & _OF_DISAGREEMENT)
        and asked <= _OF_DISAGREEMENT | _EMPTY
    )
