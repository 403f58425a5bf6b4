"""The names in a text as the verifier compares them: side by side they are one, and what stands before them counts.

Read by `compared`, `together`, `roles`, `company` and `figures`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.proof.evidence import Evidence, article_names, named
from bot.proof.wording import Token, read
from bot.text.lexicon import ABROAD, PLACE_WORDS

_TITLES = frozenset(["the", "a", "an", "president", "judge", "director", "mr", "dr", "minister", "mayor", "justice"])
_PEOPLES = frozenset(["french", "dutch", "greek", "swiss", "danish", "iraqi", "israeli", "czech", "thai"])
# Before a name, as the English ones: "par" is the "by" of a passive.
_ABROAD = {
    "par": "by",
    "por": "by",
    "de": "of",
    "del": "of",
    "du": "of",
    "en": "in",
    "à": "in",
    "dans": "in",
    "con": "with",
    "avec": "with",
}


@dataclass(frozen=True)
class Mention:
    """A run of names that stand side by side."""

    first: int  # token
    last: int
    tokens: tuple[Token, ...]
    left: str  # the preposition before it, "'s" for an owner, "" for none

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)

    def is_same(self, other: Mention) -> bool:
        """A name and a shorter form of it: Florence Cassez, Cassez."""
        return self.holds(other) or other.holds(self)

    def holds(self, other: Mention) -> bool:
        return all(any(_one_name(one, two) for two in self.tokens) for one in other.tokens)

    @property
    def of_a_people(self) -> bool:
        """French, Mexican: a word that says of what kind, not who."""
        last = self.tokens[-1].folded
        return len(self.tokens) == 1 and (last.endswith(("ish", "ese", "ian", "ican")) or last in _PEOPLES)


def _one_name(one: Token, two: Token) -> bool:
    return one.folded == two.folded or ABROAD.get(one.folded, one.folded) == ABROAD.get(two.folded, two.folded)


def mentions(tokens: Sequence[Token]) -> list[Mention]:
    made: list[Mention] = []
    at = 0
    while at < len(tokens):
        if tokens[at].kind != "name":
            at += 1
            continue
        end = at
        while _goes_on(tokens, end):
            end += 1
        made.append(Mention(at, end, tuple(tokens[at : end + 1]), _left(tokens, at, end)))
        at = end + 1
    return made


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens):
        return False
    one, other = tokens[at], tokens[at + 1]
    return other.kind == "name" and other.start - one.end == 1 and not one.owner


def _left(tokens: Sequence[Token], first: int, last: int) -> str:
    if tokens[last].owner:
        return "'s"
    for at in range(first - 1, max(-1, first - 4), -1):
        token = tokens[at]
        if token.clause != tokens[first].clause:
            return ""
        if token.folded in PLACE_WORDS or token.folded == "by":
            return token.folded
        if token.text in _ABROAD and not (at and tokens[at - 1].kind == "name"):  # not Cabeza de Vaca
            return _ABROAD[token.text]
        if token.folded not in _TITLES and token.kind != "name":
            return ""
    return ""


def meant(mention: Mention, there: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """Where a name of the claim stands in the evidence, by sentence: in full or by its last word, else by any part."""
    full = [[m for m in named if m.holds(mention)] for named in there]
    if not any(full):
        return [[m for m in named if mention.is_same(m)] for named in there]
    last = mention.tokens[-1]
    return [
        [m for m in named if m.holds(mention) or (mention.holds(m) and any(_one_name(last, t) for t in m.tokens))]
        for named in there
    ]


def without_known_given_names(tokens: Sequence[Token], evidence: Evidence, texts: Sequence[str]) -> tuple[Token, ...]:
    """ "Florence Cassez" as "Cassez", where the evidence has the surname alone and its articles know one such person."""
    alone = {
        one.tokens[0].folded
        for sentence in evidence.sentences
        for one in mentions(sentence.tokens)
        if len(one.tokens) == 1 and one.left not in PLACE_WORDS and sentence.cited[one.first]
    }
    there = {token.folded for _, token in evidence.tokens()}
    known = [given_names(text) for text in texts]
    left_out: set[int] = set()
    for one in mentions(tokens):
        *given, last = one.tokens
        names = tuple(token.folded for token in given if token.folded not in _TITLES)
        told = last.folded in alone and all(_one_person(each.get(last.folded), names) for each in known)
        if names and told and not there & set(names):
            left_out |= {one.first + at for at, token in enumerate(given) if token.folded in names}
    return tuple(token for at, token in enumerate(tokens) if at not in left_out)


def _one_person(known: frozenset[tuple[str, ...]] | None, names: tuple[str, ...]) -> bool:
    """Nobody else of that surname: "Frenchwoman Florence Cassez" is Florence Cassez."""
    return bool(known) and all(given[-len(names) :] == names for given in known or ())


@lru_cache(maxsize=512)
def given_names(text: str) -> Mapping[str, frozenset[tuple[str, ...]]]:
    """What stands before each surname of an article, wherever something does; titles left out.

    "Mrs Reyl" counts as something: she may be another than Tomas Reyl.
    """
    found: dict[str, set[tuple[str, ...]]] = {}
    for one in mentions(named(read(text), article_names(text))):
        *given, last = [token.folded for token in one.tokens]
        if kept := tuple(name for name in given if name not in _TITLES):
            found.setdefault(last, set()).add(kept)
    return {last: frozenset(given) for last, given in found.items()}


def mentions_of(said: Sequence[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """The names in a sentence of the evidence; where the claim has one of a single word, in lower case too."""
    single = [one.tokens[0] for one in said if len(one.tokens) == 1]
    full = [token for one in said for token in one.tokens]

    def is_name(token: Token) -> bool:
        if token.kind != "word":
            return False
        alike = full if token.text[:1].isupper() else single
        return any(_one_name(name, token) for name in alike)

    return mentions([replace(token, kind="name") if is_name(token) else token for token in tokens])
