"""Words written so that a reader knows them and a search for them does not."""

from __future__ import annotations

import re

from bot.text.injection.rule import Rule

RULES = (
    Rule(
        "letters-set-apart",
        "Nine letters or more with a space or a full stop behind each; abbreviations are shorter.",
        r"(?<!\w) (?: [a-z] [\s.] ){8,} [a-z] (?!\w)",
    ),
    Rule(
        "words-backwards",
        "Words of an order, read from their end: instructions, ignore, disregard, assistant.",
        r"\b (?: snoitcurtsni | erongi | drager?sid | tnatsissa ) \b",
    ),
)

_DISGUISED = re.compile(r"\b (?=\w*[a-z]) (?=\w*[013457]) [a-z013457]{2,} \b", re.IGNORECASE | re.VERBOSE)
_LETTERS = str.maketrans("013457", "oieast")
FEWEST_DISGUISED = 3  # words of a sentence in which digits stand for letters; one or two are model numbers


def undisguised(text: str) -> str:
    """ "1gn0r3" as "ignore"."""
    if len(_DISGUISED.findall(text)) < FEWEST_DISGUISED:
        return text
    return _DISGUISED.sub(lambda word: word.group().translate(_LETTERS), text)
