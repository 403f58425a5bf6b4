"""Words that turn what they govern: not, perhaps, if, will, should; alone or as two words that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.proof.wording import Token, read
from bot.text.lexicon import DENIALS, HEDGES, NOUN_HEDGES, UNREAL

How = Literal["not", "hedge", "unreal", "ahead", "should"]

_WILL = frozenset(["will", "would", "shall"])
_SHOULD = frozenset(["should", "ought", "deberia", "deberian", "devrait", "devraient"])
_GOING = frozenset(["va", "van", "vas", "vamos", "iba", "iban", "vont", "allait", "allaient"])
_BE = frozenset(["is", "are", "was", "were", "be", "been"])
_OWNERS = frozenset(["his", "her", "their", "its", "my", "our", "your", "the", "a", "no", "s"])  # "her will to live"
_PLACES = frozenset(
    ["school", "work", "church", "court", "prison", "jail", "war", "bed", "town", "college", "hospital"]
)
# Verbs of what is announced: "is due to open" lies ahead, "is due to rain" gives a reason.
_DUE = frozenset(
    """be begin start open reopen close return resign appear leave meet arrive end take hold visit sign vote publish
    expire speak retire testify decide""".split()  # noqa: SIM905
)
_INFINITIVES = {"es": ("ar", "er", "ir"), "fr": ("er", "ir", "re")}
_OBJECTS = frozenset("a an the his her its their our my your it him them all more some this that".split())  # noqa: SIM905 - after a verb
# What a claim may say of what lies ahead instead: "may", "is set to", "is closing".
_AHEAD_TOO = frozenset("can could may might must tomorrow doit doivent debe deben podra pourra".split())  # noqa: SIM905
_SHOULD_TOO = frozenset("must need needs needed ought debe debia devait doit".split())  # noqa: SIM905
_NEAR = 8  # tokens before a verb within which a word may turn it


@dataclass(frozen=True)
class Turn:
    at: int  # token
    last: int  # token; the same one where it is a single word
    how: How
    text: str


def _phrases() -> Iterator[tuple[tuple[str, ...], How]]:
    """The entries of the lists that the tokens have as two words: tal vez, peut-être, ruled out."""
    kinds: tuple[tuple[frozenset[str], How], ...] = (
        (DENIALS, "not"),
        (NOUN_HEDGES | HEDGES, "hedge"),
        (UNREAL, "unreal"),
    )
    for entries, how in kinds:
        for entry in sorted(entry for entry in entries if "-" in entry):
            if entry not in ("about-to", "would-be"):  # what lies ahead is told below
                yield tuple(token.key for token in read(entry)), how


_PHRASES = tuple(_phrases())


@lru_cache(maxsize=4096)
def turns_of(tokens: tuple[Token, ...]) -> tuple[Turn, ...]:
    """Every turn of a text, by place; none within another."""
    found: list[Turn] = []
    for at in range(len(tokens)):
        if found and at <= found[-1].last:
            continue
        turn = _phrase(tokens, at) or _alone(tokens, at) or _ahead(tokens, at)
        if turn:
            found.append(turn)
    return tuple(found)


def _phrase(tokens: Sequence[Token], at: int) -> Turn | None:
    for words, how in _PHRASES:
        there = tokens[at : at + len(words)]
        if len(there) < len(words) or there[0].clause != there[-1].clause:
            continue
        if all(_is(one, word) for one, word in zip(there, words, strict=True)):
            return Turn(at, at + len(words) - 1, how, " ".join(token.text for token in there))
    return None


def _is(token: Token, word: str) -> bool:
    return word in (token.key, token.folded)


def _alone(tokens: Sequence[Token], at: int) -> Turn | None:
    token = tokens[at]
    if how := _how(token):
        return Turn(at, at, how, token.text)
    return None


def _how(token: Token) -> How | None:
    if token.kind == "not" or token.folded in DENIALS:
        return "not"
    if token.kind in ("date", "name"):
        return None  # the month of May
    if token.folded in NOUN_HEDGES or token.folded in HEDGES:
        return "hedge"
    return "unreal" if token.folded in UNREAL else None


def _ahead(tokens: Sequence[Token], at: int) -> Turn | None:
    """What lies ahead of its text, or only should be, has not happened."""
    token, after = tokens[at], list(tokens[at + 1 : at + 4])
    before = tokens[at - 1].folded if at else ""
    said = [one.folded for one in after if one.clause == token.clause]
    if token.folded in _WILL and not (token.text[:1].isupper() or before in _OWNERS):
        return Turn(at, at, "ahead", token.text)
    if token.folded in _SHOULD:
        return Turn(at, at, "should", token.text)
    if said[:1] == ["to"] and _leads_ahead(token, before, after[1:]):
        return Turn(at, at + 1, "ahead", f"{token.text} to")
    return _romance(tokens, at)


def _leads_ahead(token: Token, before: str, after: Sequence[Token]) -> bool:
    """is to, is about to, is going to, is set to, due to: what comes before "to" and its verb."""
    if not _verb(after):
        return False
    if token.folded == "due":
        return after[0].folded in _DUE
    if token.folded == "going":
        return before in _BE and after[0].folded not in _PLACES
    return token.folded in _BE or (token.folded in ("about", "set") and before in _BE)


def _verb(after: Sequence[Token]) -> bool:
    """Of a verb that follows "to", all that can be told: no article, number or name."""
    return bool(after) and (after[0].folded in ("be", "have", "do") or after[0].kind == "word")


def _romance(tokens: Sequence[Token], at: int) -> Turn | None:
    """va a cerrar, va fermer."""
    token, after = tokens[at], tokens[at + 1 : at + 3]
    if token.folded not in _GOING:
        return None
    spanish = after[:1] and after[0].folded == "a"
    verb = after[1:2] if spanish else after[:1]
    endings = _INFINITIVES["es" if spanish else "fr"]
    if verb and len(verb[0].folded) > 3 and verb[0].folded.endswith(endings):
        return Turn(at, at, "ahead", token.text)
    return None


def verb_of(tokens: Sequence[Token], turn: int) -> int | None:
    """The first word of content after it in its clause, adverbs left out; past commas too: "will, he said, close"."""
    clause = tokens[turn].clause
    if turn + 1 < len(tokens) and tokens[turn + 1].clause == clause + 1:
        clause += 2
    words = (n for n in range(turn + 1, len(tokens)) if tokens[n].kind == "word" and not _adverb(tokens[n]))
    return next((n for n in words if tokens[n].clause == clause), None)


def _adverb(token: Token) -> bool:
    return token.folded.endswith("ly") or token.folded in ("soon", "never", "always", "probably", "then", "eventually")


def coordinated(tokens: Sequence[Token], turn: int) -> Iterator[int]:
    """Verbs that an "and" joins to the first one: "will close its mine and cut 400 jobs"."""
    for at in range(turn + 1, len(tokens) - 2):
        if tokens[at].clause != tokens[turn].clause:
            return
        verb, after = tokens[at + 1], tokens[at + 2]
        plain = verb.kind == "word" and not verb.text[:1].isupper() and _bare(verb.folded)
        acts = after.kind in ("number", "name") or after.folded in _OBJECTS
        joined = tokens[at].folded in ("and", "or") and verb.clause == after.clause == tokens[at].clause
        if plain and acts and joined:
            yield at + 1


def _bare(folded: str) -> bool:
    return folded.endswith("ss") or not folded.endswith(("s", "ed", "ing"))


def carries_ahead(claim: tuple[Token, ...], at: int, how: How) -> bool:
    """Whether the claim's verb at `at` lies ahead, or only should be, in the claim too."""
    before = claim[max(0, at - _NEAR) : at]
    near = [turn for turn in turns_of(claim) if -3 <= at - turn.last <= _NEAR or _joined(claim, turn.last, at)]
    if any(turn.how == how for turn in near) or any(one.folded == "to" for one in before[-2:]):
        return True
    if how == "should":
        return any(one.folded in _SHOULD_TOO for one in before)
    coming = len(before) > 0 and claim[at].folded.endswith("ing") and any(one.folded in _BE for one in before[-3:])
    return (
        coming
        or any(turn.how in ("hedge", "unreal") for turn in near)
        or any(one.folded in _AHEAD_TOO for one in before)
    )


def _joined(claim: Sequence[Token], turn: int, at: int) -> bool:
    """Whether an "and" before the verb joins it to the one that the turn stands before."""
    same = turn < at and claim[turn].clause == claim[at].clause
    return same and claim[at - 1].folded in ("and", "or")
