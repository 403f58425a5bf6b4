"""Whose words a quotation has where only another sentence near it can tell."""

from __future__ import annotations

import re

from bot.offline.candidates import Candidate
from bot.offline.own_speaker import own_speaker
from bot.offline.people import persons_in
from bot.offline.pronouns import leading_pronoun
from bot.offline.quotations import blanked, neighbour, quotation_state, without_quotations
from bot.offline.saying import ALONE
from bot.offline.told_of import only_person

_FAR = 6  # sentences in a row that one speaker may go on for
_FIRST_PERSON = re.compile(r"\b(?:I|I[’'](?:m|d|ve|ll)|my|je|mon|ma|mes|yo|mi|mis|me)\b|\bj[’']", re.IGNORECASE)
_ROLE_LEADS = re.compile(
    r"(?P<who>(?:The|El|La|Le|L[’'])\s?(?:accused|defendant|witness|plaintiff|acusad[oa]|testigo|demandante|accusée?|prévenue?|témoin|plaignante?))(?:,[^,]{2,50},)?\s(?:(?:n[’']|ne\s|l[’']|no\s)?[a-zà-ÿ]+)"
)


def spoken_in(one: Candidate) -> Candidate | None:
    """For a quotation without its speaker, the sentence near it that has one."""
    if own_speaker(one):
        return None
    if _is_alone(one):
        return _told_of_before(one)
    inside, goes_on = quotation_state(one)
    if not inside:
        return None
    return (_said_after(one) if goes_on else None) or _said_before(one)


def _said_after(one: Candidate) -> Candidate | None:
    """The sentence in which the quotation closes, if it says who spoke."""
    for index in range(one.index + 1, one.index + _FAR):
        other = neighbour(one, index)
        if other is None or other.sentence.paragraph != one.sentence.paragraph:
            return None
        if own_speaker(other):
            return other
        if not quotation_state(other)[1]:
            return None
    return None


def _said_before(one: Candidate) -> Candidate | None:
    """Back over what is quoted without a speaker, to the sentence that has one."""
    for index in range(one.index - 1, max(-1, one.index - _FAR), -1):
        other = neighbour(one, index)
        if other is None:
            return None
        if own_speaker(other):
            return other
        if _is_alone(other):
            return _told_of_before(other)
        if not quotation_state(other)[0]:
            return None
    return None


def _is_alone(one: Candidate) -> bool:
    """Whether a verb without its subject leaves the speaker to the sentence before: "«…», añadió.\""""
    return ALONE.search(blanked(one.text)) is not None


def _told_of_before(one: Candidate) -> Candidate | None:
    """The nearest sentence of the paragraph that is no question and does not leave its own subject to one before it."""
    for index in range(one.index - 1, -1, -1):
        before = neighbour(one, index)
        if before is None or before.sentence.paragraph != one.sentence.paragraph:
            return None
        if before.text.endswith("?") or leading_pronoun(before.text) or _is_alone(before):
            continue
        return before if own_speaker(before) or only_person(before) else None
    return None


def of_what_was_told(one: Candidate) -> str | None:
    """Whose words a quotation in the first person has, that nobody is said to speak: those of the one person of whom the
    sentence before it tells, or of whoever leads it where a question comes between."""
    inside, goes_on = quotation_state(one)
    if not inside or goes_on or not _FIRST_PERSON.search(one.text):
        return None
    asked = False
    for index in range(one.index - 1, -1, -1):
        before = neighbour(one, index)
        if before is None or before.sentence.paragraph != one.sentence.paragraph:
            return None
        if before.text.endswith("?"):
            asked = True
            continue
        if quotation_state(before)[0]:
            return None
        role = _ROLE_LEADS.match(before.text)
        others = persons_in(without_quotations(before.text), one.article)
        return only_person(before) or (role["who"] if asked and role and not others else None)
    return None
