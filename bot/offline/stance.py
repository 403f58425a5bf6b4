"""What a sentence does with what it tells: denies it, or lets it change."""

from __future__ import annotations

import re

from bot.text.lexicon import DENIALS
from bot.text.words import fold, words

_CHANGE_TOLD = re.compile(
    r"\b(?:reduced|cut|lowered|raised|increased|rose|risen|fell|fallen|dropped|climbed|grew|grown|corrected|revised|updated|amended|extended|"
    r"shortened|later|since then|initially|originally|at first|first|earlier|previously|last year|a year ago|down from|up from|"
    r"instead of|before that|now|had (?:been|offered|asked|said|put)|the day before|meanwhile|"
    r"reduc\w+|redujo|rebaj\w+|aument\w+|subio|corrigi\w+|ramene\w*|reduit\w*|augment\w*|baiss\w*|avant)\b"
)
_REJECTS = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|innocen\w+|nothing to do with|knew nothing|not guilty|no (?:proof|evidence|part)|(?<!should )never(?! (?:before|again|have)\b)|"
    r"cleared|wrongly|not true|false (?:accus|claim|charge|report|rumou?r|alleg)\w*|no such|untrue|rejects?|rejected|disput\w+|a victim|acquitted|exonerated|framed|insists?|maintain\w*)\b"
)
_LEFT_OPEN = re.compile(  # what was not decided is not denied
    r"\b(?:did|does|do|has|have|had|would|will|could|can)(?: not|n['’]t) (?:address|say|rule|comment|decide|mention|know|answer|"
    r"specify|explain|elaborate|name|give|disclose)\w*|\b(?:refus|declin)\w+ to (?:comment|say|answer|discuss|elaborate|speak)\b"
)


def without_left_open(text: str) -> str:
    """Folded, without the clauses that say what somebody did not decide or tell."""
    return re.sub(_LEFT_OPEN.pattern + r"[^,;.]*", "", fold(text))


def stated(text: str) -> str:
    """Folded, without the words by which something was not decided or told."""
    return _LEFT_OPEN.sub("", fold(text))


def denies(text: str) -> bool:
    """By a verb, a noun or an adjective that takes back."""
    said = stated(text)
    return bool(set(words(said)) & DENIALS) or _REJECTS.search(said) is not None


def rejects(text: str) -> bool:
    """By a verb or a noun that does so: "she is innocent", "he disputes it"."""
    return _REJECTS.search(fold(text)) is not None


def tells_of_change(text: str) -> bool:
    return _CHANGE_TOLD.search(fold(text)) is not None
