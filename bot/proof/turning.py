"""Words that turn what they govern: not, perhaps, if, will, should; alone or as two words. Read by `governed`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.proof.grammar import BE, DETERMINERS, INFINITIVES, POSSESSIVES, adverb, holds_up_another, lies_ahead
from bot.proof.wording import Token, read
from bot.text.lexicon import DENIALS, HEDGES, NOUN_HEDGES, UNREAL, word_set

How = Literal["not", "hedge", "unreal", "ahead", "should"]

_WILL = frozenset(["will", "would", "shall"])
_SHOULD = frozenset(["should", "ought", "deberia", "deberian", "devrait", "devraient"])
_GOING = frozenset(["va", "van", "vas", "vamos", "iba", "iban", "vont", "allait", "allaient"])
_OWNERS = POSSESSIVES["en"] | {"my", "our", "your", "the", "a", "no", "s"}  # "her will to live"
_PLACES = frozenset(
    ["school", "work", "church", "court", "prison", "jail", "war", "bed", "town", "college", "hospital"]
)
# Verbs of what is announced: "is due to open" lies ahead, "is due to rain" gives a reason.
_DUE = word_set(
    """be begin start open reopen close return resign appear leave meet arrive end take hold visit sign vote publish
    expire speak retire testify decide"""
)
_OBJECTS = DETERMINERS["en"] | {"our", "my", "your", "it", "him", "them", "all", "more", "some"}  # after a verb
# What a claim may say of what lies ahead instead: "may", "is set to", "is closing".
_AHEAD_TOO = word_set("can could may might must tomorrow doit doivent debe deben podra pourra")
_SHOULD_TOO = word_set("must need needs needed ought debe debia devait doit")
# "Calls to resign", "agreed to pay": nobody has resigned or paid yet.
_UNDONE = word_set(
    """call calls called agree agrees agreed promise promises promised vow vows vowed pledge pledges pledged pressure
    invite invites invited invitation order orders request requests requested right chance"""
)
_ORDERS = word_set("order orders ordered invite invites invited told")  # "ordered the company to pay"
_AS = word_set(
    "portrayed depicted presented described regarded seen posed posing cast"
)  # "as" somebody who they may not be
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
def turns_of(tokens: tuple[Token, ...], language: str = "en") -> tuple[Turn, ...]:
    """Every turn of a text in that language, by place; none within another."""
    found: list[Turn] = []
    for at in range(len(tokens)):
        if found and at <= found[-1].last:
            continue
        turn = _phrase(tokens, at) or _alone(tokens, at) or _ahead(tokens, at, language)
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
    if token.folded in _AS and at + 1 < len(tokens) and tokens[at + 1].folded == "as":
        return Turn(at, at + 1, "hedge", f"{token.text} as")
    return None


def _how(token: Token) -> How | None:
    if token.kind == "not" or token.folded in DENIALS:
        return "not"
    if token.kind in ("date", "name"):
        return None  # the month of May
    if token.folded in NOUN_HEDGES or token.folded in HEDGES:
        return "hedge"
    return "unreal" if token.folded in UNREAL else None


def _ahead(tokens: Sequence[Token], at: int, language: str) -> Turn | None:
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
    if token.folded == "to" and _verb(after) and any(one.folded in _ORDERS for one in _shortly_before(tokens, at)):
        return Turn(at, at, "ahead", "to")
    if lies_ahead(token, language):
        return Turn(at, at, "ahead", token.text)
    return Turn(at, at, "ahead", token.text) if going_to(tokens, at) is not None else None


def _shortly_before(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    return [one for one in tokens[max(0, at - _NEAR) : at] if one.clause == tokens[at].clause]


def _leads_ahead(token: Token, before: str, after: Sequence[Token]) -> bool:
    """is to, is about to, is going to, is set to, due to, calls to: what comes before "to" and its verb."""
    if not _verb(after):
        return False
    if token.folded in _UNDONE:
        return True
    if token.folded == "due":
        return after[0].folded in _DUE
    if token.folded == "going":
        return before in BE["en"] and after[0].folded not in _PLACES
    return token.folded in BE["en"] or (token.folded in ("about", "set") and before in BE["en"])


def _verb(after: Sequence[Token]) -> bool:
    """Of a verb that follows "to", all that can be told: no article, number or name."""
    return bool(after) and (after[0].folded in ("be", "have", "do") or after[0].kind == "word")


def going_to(tokens: Sequence[Token], at: int) -> int | None:
    """The verb of "va a cerrar", "va fermer"."""
    if tokens[at].folded not in _GOING:
        return None
    spanish = at + 1 < len(tokens) and tokens[at + 1].folded == "a"
    verb = at + 2 if spanish else at + 1
    if verb >= len(tokens) or len(tokens[verb].folded) <= 3:
        return None
    return verb if tokens[verb].folded.endswith(INFINITIVES["es" if spanish else "fr"]) else None


def verbs_ahead(tokens: Sequence[Token], turn: Turn, language: str) -> Iterator[int | None]:
    """The verbs that lie ahead by it: itself, where it is one word and holds up no other."""
    own = lies_ahead(tokens[turn.at], language)
    if own:
        yield turn.at
    if not own or holds_up_another(tokens[turn.at], language):
        yield verb_of(tokens, turn.last)
    if not own:
        yield from coordinated(tokens, turn.last)


def verb_of(tokens: Sequence[Token], turn: int) -> int | None:
    """The first word of content after it in its clause, adverbs left out; past commas too: "will, he said, close"."""
    clause = tokens[turn].clause
    if turn + 1 < len(tokens) and tokens[turn + 1].clause == clause + 1:
        clause += 2
    words = (n for n in range(turn + 1, len(tokens)) if tokens[n].kind == "word" and not _passed(tokens[n]))
    return next((n for n in words if tokens[n].clause == clause), None)


def _passed(token: Token) -> bool:
    return adverb(token) or token.folded in ("soon", "never", "always", "probably", "then", "eventually")


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


def carries_ahead(claim: tuple[Token, ...], at: int, how: How, language: str = "en") -> bool:
    """Whether the claim's verb at `at` lies ahead, or only should be, in the claim too."""
    before = claim[max(0, at - _NEAR) : at]
    near = [
        turn for turn in turns_of(claim, language) if -3 <= at - turn.last <= _NEAR or _joined(claim, turn.last, at)
    ]
    if any(turn.how == how for turn in near) or any(one.folded == "to" for one in before[-2:]):
        return True
    if how == "should":
        return any(one.folded in _SHOULD_TOO for one in before)
    coming = len(before) > 0 and claim[at].folded.endswith("ing") and any(one.folded in BE["en"] for one in before[-3:])
    return (
        coming
        or any(turn.how in ("hedge", "unreal") for turn in near)
        or any(one.folded in _AHEAD_TOO for one in before)
    )


def _joined(claim: Sequence[Token], turn: int, at: int) -> bool:
    """Whether an "and" before the verb joins it to the one that the turn stands before."""
    same = turn < at and claim[turn].clause == claim[at].clause
    return same and claim[at - 1].folded in ("and", "or")
