"""Whether a person of an article is "she" or "he": by the given name, a title, a trade, or the pronouns beside the name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.offline.people_words import GENDERED, GIVEN, is_plural, is_role
from bot.offline.quotations import without_quotations
from bot.text.mentions import Gender, Mention, may_be_person, names
from bot.text.words import fold

_CLOSED = r"(?:[,.;:)]|$|\s+[–—-])"
_APPOSED = re.compile(
    r"\b(?P<role>[\w’'-]+)(?P<of>\s+(?:of|for|at|de|del|du|des|d[’'])\b[^,.;:]{0,40})?(?P<comma>,)?\s+$"
)
_ROMANCE = re.compile(
    r"(?:^|[\s(«“])(?P<article>la|el|le|una?|une)\s+[\w’'-]+(?:\s+[\w’'-]+){0,4},?\s+$", re.IGNORECASE
)
_PRONOUN = re.compile(  # not "rang him", "sentenced her that day": those are somebody else
    r"\b(?:(?P<f>she|herself|ella|elle|her(?=\s+(?!that\b|this\b|in\b|at\b|to\b|by\b|for\b|from\b|on\b|with\b|as\b|and\b|if\b|when\b|last\b)[a-z]))"
    r"|he|himself|his|él)\b",
    re.IGNORECASE,
)
_ANY_PRONOUN = re.compile(r"\b(?:she|hers?|herself|he|him|his|himself|ella|elle|él)\b", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:said|says|told|tells|added|wrote|that|whether|whom|whose)\b")
_FEMININE = frozenset(("la", "una", "une"))


def gender_of(name: str, only: bool, told: Sequence[tuple[str, Mention]]) -> Gender | None:
    """By the given name, by title and trade, else by the pronouns that can mean nobody else. `only` of that last name."""
    if len(name.split()) > 1 and (known := gender_of_name(name)):
        return known
    last = fold(name.split()[-1])
    own = [(text, m) for text, m in told if m.last == last and (only or given(m.name) == given(name))]
    said: Counter[Gender] = Counter(gender for text, m in own for gender in _gender_beside(text, m))
    if only or any(len(m.name.split()) > 1 for _, m in own):
        said += Counter(
            gender for text in dict.fromkeys(text for text, _ in own) for gender in _by_pronouns(text, last)
        )
    f, m = said["f"], said["m"]
    return "f" if f > 2 * m else "m" if m > 2 * f else None


def _gender_beside(text: str, mention: Mention) -> Iterator[Gender]:
    before, after = text[: mention.start], text[mention.start + len(mention.name) :]
    if mention.gender:
        yield mention.gender
    role = role_before(before, after)
    if role and (gender := GENDERED.get(role.lower())):
        yield gender
    elif role and (match := _ROMANCE.search(before)):
        yield "f" if match["article"].lower() in _FEMININE else "m"


def _by_pronouns(text: str, last: str) -> Iterator[Gender]:
    """The first pronoun after the only person of a sentence, with no other human being between them."""
    outside = without_quotations(text)
    pronoun = _ANY_PRONOUN.search(outside)
    mentioned = [m for m in names(outside) if may_be_person(m) and not (m.opens and m.last != last)]
    pronoun = _PRONOUN.match(outside, pronoun.start()) if pronoun else None
    if pronoun is None or {m.last for m in mentioned if m.start < pronoun.start()} != {last}:
        return
    start = max(m.start for m in mentioned if m.start < pronoun.start())
    between = outside[start : pronoun.start()]
    apposed = re.search(r",\s*$", between)  # "Ann Lee, her teacher,"
    others = any(is_role(word) for word in re.findall(r"[\w’]+", between.partition(",")[2] or between))
    if not _SAYS.search(between) and not others and not apposed:
        yield "f" if pronoun["f"] else "m"


def role_before(before: str, after: str) -> str | None:
    """ "manager Ann Lee", "the head of the school, Ann Lee,"."""
    match = _APPOSED.search(before[-90:])
    role = None
    if match and is_role(match["role"]) and (not match["of"] or match["comma"]):
        role = match["role"]
    elif match and match["comma"]:
        words = re.findall(r"[\w’'-]+", re.split(r"[,.;:]", before[-90:].rstrip(" ,"))[-1])
        role = next((word for word in words[:4] if is_role(word)), None)
    if role is None or is_plural(role):
        return None
    return role if not (match and match["comma"]) or re.match(rf"(?:[’']s)?{_CLOSED}", after) else None


def gender_of_name(name: str) -> Gender | None:
    first = given(name).split("-")[0]
    for gender, known in GIVEN.items():
        if first in known:
            return gender
    return next((mention.gender for mention in names(f"— {first.capitalize()}") if mention.gender), None)


def plain(name: str) -> str:
    """Without what the person is: "Fire Chief Ann Lee" is Ann Lee."""
    words = name.split()
    for at in range(len(words) - 2, 0, -1):
        if is_role(words[at - 1]):
            return " ".join(words[at:])
    return name


def given(name: str) -> str:
    return fold(plain(name).split()[0])
