"""Of whom a sentence tells: its only person, or the one for whom a pronoun in the speaker's place stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.offline.candidates import Candidate
from bot.offline.people import Person, may_be, persons_in
from bot.offline.pronouns import GENDER, antecedent, meant_by
from bot.offline.quotations import without_quotations
from bot.offline.speakers import is_subject
from bot.text.mentions import Gender


def only_person(one: Candidate) -> str | None:
    """The one person of whom a sentence tells, outside what is said or asked."""
    outside = without_quotations(one.text)
    found = {person for _, person in persons_in(outside, one.article)}
    leads = any(is_subject(outside, start) for start, _ in persons_in(outside, one.article))
    only = found.pop() if len(found) == 1 and leads else None
    # A word alone may be a place, unless it is the surname of somebody whom the article names in full.
    *given, last = only.name.split() if only else ("",)
    return only.name if only and given and re.search(rf"\b{re.escape(last)}\b", one.text) else None


def whom_it_means(pronoun: re.Match[str], one: Candidate, start: int) -> str | None:
    """The person whom "he" or "she" stands for, if that can be told."""
    if pronoun["person"] is None:
        return None
    word = pronoun["person"].lower()
    if before := persons_in(without_quotations(one.text)[:start], one.article):
        own = only_person(one)
        if own:
            return own if may_be(GENDER[word], own, one.article) else None
        return _only_one_who_is(GENDER[word], [person for _, person in before], one)
    if name := antecedent(one, word):
        return name
    person = meant_by(one, word)  # one who has no first name in the article: "Mr Hale"
    return _as_named_before(one, person.name) if person and " " not in person.name else None


def _only_one_who_is(gender: Gender, persons: Sequence[Person], one: Candidate) -> str | None:
    """Of several in the sentence, the one who is "she" where the article shows all others to be "he"."""
    own = {person for person in persons if person.gender == gender}
    others = {person for person in persons if person.gender != gender}
    if len(own) != 1 or not others or any(person.gender is None for person in others):
        return None
    name = own.pop().name
    return name if " " in name and name in one.article.text[: one.sentence.end] else None


def _as_named_before(one: Candidate, name: str) -> str | None:
    so_far = one.article.text[: one.sentence.start]
    found = re.findall(rf"(?:(?:Mrs?|Ms|Dr|M|Mme)\.? )?\b{re.escape(name)}\b", so_far)
    return max(found, key=len) if found else None
