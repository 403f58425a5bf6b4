"""Ages in what the glossary makes of Spanish and French, as English tells them."""

from __future__ import annotations

import re

from bot.offline.people_words import is_role
from bot.text.lexicon import word_set

_YEARS = r"(?P<age>\d{1,3}) years?\b"
_OLD = re.compile(rf"\b(?:elderly|old|aged) (?:of )?{_YEARS}(?! of\b)")  # "âgée de 66 ans"
_BESIDE = re.compile(rf"\b(?P<who>[^\W\d_][\w’'-]*), (?:of )?{_YEARS}(?=\s*(?:[,.;:!?)]|$))")  # "Moss, de 66 años,"
_OF_SOMEBODY = re.compile(rf"\b(?P<who>[^\W\d_]+)(?P<also>(?: [^\W\d_]+)?) of {_YEARS}(?! of\b)")
_YOUNG_OR_OLD = word_set(
    "young youth youngster teenager baby toddler person old elderly retired runner winner cook chauffeur villager"
)


def told_as_ages(glossed: str) -> str:
    """ "A baker of 29 year" is a baker aged 29: the network that reads it takes "of 29 year" for anything but an age.

    Only where it stands with a name or a word for a person: a sentence of 20 years stays one.
    """
    told = _BESIDE.sub(_beside, _OLD.sub(r"aged \g<age>", glossed))
    return _OF_SOMEBODY.sub(_of_somebody, told)


def _beside(found: re.Match[str]) -> str:
    who = found["who"]
    return f"{who}, aged {found['age']}" if who[0].isupper() or _is_somebody(who) else found.group()


def _of_somebody(found: re.Match[str]) -> str:
    beside = (found["who"], found["also"].strip())
    if not any(map(_is_somebody, beside)):
        return found.group()
    return f"{found['who']}{found['also']} aged {found['age']}"


def _is_somebody(word: str) -> bool:
    return bool(word) and (is_role(word) or word.lower() in _YOUNG_OR_OLD)
