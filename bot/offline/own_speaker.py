"""Who says so, as the sentence itself has it."""

from __future__ import annotations

import re

from bot.offline.candidates import Candidate
from bot.offline.colons import before_colon, goes_on_after_colon
from bot.offline.outlets import reported_by
from bot.offline.people import is_maybe_person, persons_in
from bot.offline.quotations import neighbour, without_quotations
from bot.offline.saying import AFTER_PRONOUN, PRONOUN
from bot.offline.speakers import speaker_in
from bot.offline.tags import tags
from bot.offline.told_of import only_person, whom_it_means
from bot.text.mentions import names

_BY_AGE = re.compile(
    r"(?:[Tt]he|[Ee]l|[Ll][ae])\s(?:[\w-]+-year-old(?:\s[a-z]+)?|(?:joven|hombre|mujer|chic[oa])\sde\s\d{2}\saños|(?:jeune\s)?(?:homme|femme)\sde\s\d{2}\sans"
    r"|(?:vingt|trent|quadragé|quinquagé|sexagé|septuagé|octogé|nonagé)[a-z]*naire)"
)


def own_speaker(one: Candidate) -> str | None:
    reported = reported_by(one.text)
    for tag in tags(one):
        if (reported and reported in tag.who) or tag.aside:
            continue
        if pronoun := PRONOUN.search(AFTER_PRONOUN.sub(r"\1", tag.who)):
            return whom_it_means(pronoun, one, tag.start + max(0, pronoun.start("person")))
        speaker = speaker_in(tag.who, one.article)
        if speaker and _BY_AGE.fullmatch(speaker):
            return _named_before(one) or speaker
        if speaker and not tag.told and re.search(r"\d", speaker):
            continue  # "le 21 août"
        if speaker or tag.sure:
            return speaker
    return before_colon(one) or goes_on_after_colon(one)


def _named_before(one: Candidate) -> str | None:
    """For "the 24-year-old": the one person of whom the sentences before it in the paragraph tell."""
    for index in range(one.index - 1, -1, -1):
        before = neighbour(one, index)
        if before is None or before.sentence.paragraph != one.sentence.paragraph:
            return None
        outside = without_quotations(before.text)
        if sum(is_maybe_person(name) and " " in name.name for name in names(outside)) > 1:
            return None
        if persons_in(outside, one.article):
            return only_person(before)
    return None
