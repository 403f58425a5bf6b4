"""What a claim says of a name is said of that name in the evidence, or of a "she" that may be that name.

Called by `roles`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.proof.compared import Compared
from bot.proof.evidence import EvidenceSentence, named
from bot.proof.grammar import AUXILIARIES, BE, POSSESSIVES, SUBORDINATE, is_a_verb, looks_like_a_verb
from bot.proof.naming import Mention, mentions_of
from bot.proof.wording import Token, read
from bot.text.lexicon import PRONOUNS, SPEECH

_BEGINNINGS = frozenset().union(*SUBORDINATE.values(), ["as", "if", "whether"])
_WHO = frozenset(["who", "which", "qui", "quien"])
_SAID = SPEECH - {"told", "tell", "tells"}  # "said Halvorsen" is "Halvorsen said"; "told Oren" is not "Oren told"
_PREDICATE = 4  # words after a name that say what it does
_SPEAKER = 6  # tokens after a verb of saying within which its speaker is named
_CLOSE = 3  # tokens after a verb within which a name may be what it is done to


@dataclass(frozen=True)
class _Sentence:
    """A sentence of the evidence without what stands in parentheses, which is about something else."""

    tokens: tuple[Token, ...]
    named: list[Mention]
    at: Mapping[int, int]  # where a token starts: its place among `tokens`


def check_company(compared: Compared, said: Sequence[Mention]) -> str | None:
    there = [_outside(sentence, compared.evidence.names, said) for sentence in compared.evidence.sentences]
    return next((reason for one in said if (reason := _company(compared, one, said, there))), None)


def _outside(sentence: EvidenceSentence, names: frozenset[str], said: Sequence[Mention]) -> _Sentence:
    text, before = sentence.text, ""
    while text != before:
        before, text = text, re.sub(r"\([^()]*\)", lambda match: " " * len(match.group()), text)
    tokens = sentence.tokens if text == sentence.text else tuple(named(read(text), names))
    return _Sentence(tokens, mentions_of(said, tokens), {token.start: at for at, token in enumerate(tokens)})


def _company(compared: Compared, mention: Mention, said: Sequence[Mention], there: list[_Sentence]) -> str | None:
    """The words after a name are said of that name in the evidence, or of a "she" that may be that name."""
    if not _may_act(compared.tokens, mention, said):
        return None
    stop = min((other.first for other in said if other.first > mention.last), default=len(compared.tokens))
    words = [at for at in range(mention.last + 1, stop) if compared.tokens[at].kind == "word" and compared.places[at]]
    good = bad = 0
    for word in words[:_PREDICATE]:
        passive = any(
            token.folded in BE.get(compared.language, ()) for token in compared.tokens[mention.last + 1 : word]
        )
        views = [
            _view(mention, there[one], compared.evidence.sentences[one].tokens[at].start, passive)
            for one, at in compared.places[word]
        ]
        good += any(view is True for view in views)
        bad += all(view is False for view in views)
    return f"the cited text says this of somebody else than “{mention.text}”" if bad > good else None


def _may_act(tokens: Sequence[Token], mention: Mention, said: Sequence[Mention]) -> bool:
    """Not after a preposition, not an owner, not "French" before a noun, not what another name's verb acts on."""
    if mention.left or mention.of_a_people:
        return False
    before = [
        other
        for other in said
        if other.last < mention.first
        and tokens[other.last].clause == tokens[mention.first].clause
        and not any(token.folded in _BEGINNINGS for token in tokens[other.last + 1 : mention.first])
    ]
    return not any(other.left in ("", "by") and not other.of_a_people for other in before)


def _view(mention: Mention, sentence: _Sentence, start: int, passive: bool) -> bool | None:
    """Whether the word that starts there is said of this name; None where the sentence leaves it open."""
    at = sentence.at.get(start)
    if at is None:
        return None
    if any(mention.is_same(m) for m in sentence.named if m.first <= at <= m.last):
        return True
    if passive and any(mention.is_same(m) for m in sentence.named if 0 < m.first - at <= _CLOSE):
        return True
    if _spoken_by(sentence, at, mention):
        return True
    if _whose(sentence, at, mention):
        return False
    subjects = _subjects(sentence.tokens, at, sentence.named)
    return any(mention.is_same(subject) for subject in subjects) if subjects else None


def _spoken_by(sentence: _Sentence, at: int, mention: Mention) -> bool:
    """ "..., said the minister, Ada Pell": a verb of saying right behind a comma has its speaker after it."""
    tokens = sentence.tokens
    opens = at > 0 and tokens[at - 1].clause != tokens[at].clause and tokens[at].folded in _SAID
    return opens and any(
        mention.is_same(m) and 0 < m.first - at <= _SPEAKER and tokens[m.first].clause == tokens[at].clause
        for m in sentence.named
    )


def _whose(sentence: _Sentence, at: int, mention: Mention) -> bool:
    """ "... that her husband was held": it is not told of a name that stands further back."""
    n = at - 1
    while n > 0 and sentence.tokens[n].folded in AUXILIARIES["en"]:
        n -= 1
    if not is_a_verb(sentence.tokens, at, "en") or sentence.tokens[n].clause != sentence.tokens[at].clause:
        return False
    theirs = n > 0 and sentence.tokens[n].kind == "word" and sentence.tokens[n - 1].folded in POSSESSIVES["en"]
    return theirs and any(mention.is_same(m) and m.last < n - 2 for m in sentence.named)


def _subjects(tokens: Sequence[Token], at: int, names: Sequence[Mention]) -> list[Mention]:
    """The names that a word may be said of: those before it in its part of the sentence. None, where that part has a
    pronoun or a common noun of its own to be about."""
    begin = _begin(tokens, at)
    inside = [m for m in names if begin <= m.first and m.last < at and not _aside(tokens, m)]
    inside = [m for m in inside if not (m.of_a_people and m.last + 1 < at and tokens[m.last + 1].kind == "word")]
    if any(token.folded in PRONOUNS for token in tokens[max(begin, inside[-1].last if inside else begin) : at]):
        return []
    if inside:
        return [inside[0], inside[-1]]
    if begin == 0 or not _needs_a_subject(tokens[begin]):
        return []
    return _earlier(tokens, begin, names)


def _begin(tokens: Sequence[Token], at: int) -> int:
    """Where the part of the sentence begins that the token stands in: after a pause, or at "that", "when", "who"."""
    begin = at
    while begin > 0 and tokens[begin].folded not in _BEGINNINGS and tokens[begin - 1].clause == tokens[at].clause:
        begin -= 1
    return begin


def _aside(tokens: Sequence[Token], mention: Mention) -> bool:
    """A place or an owner is nobody of whom the sentence tells, unless "who" follows."""
    follower = tokens[mention.last + 1].folded if mention.last + 1 < len(tokens) else ""
    return bool(mention.left) and mention.left != "by" and follower not in ("who", "qui", "quien")


def _needs_a_subject(first: Token) -> bool:
    """A part that begins with a verb, or with "who", is about somebody named before."""
    return looks_like_a_verb(first, "en") or first.folded in _WHO


def _earlier(tokens: Sequence[Token], begin: int, names: Sequence[Mention]) -> list[Mention]:
    """Past what stands between commas: "Vallarta, who is still in prison, admitted"."""
    clause = tokens[begin].clause
    before = [m for m in names if m.last < begin and m.left != "'s"]
    if tokens[begin].folded in _WHO:
        return before[-1:]
    between = [n for n in range(begin) if tokens[n].clause == clause - 1]
    name_alone = [m for m in before if between and m.first <= between[0] and m.last >= between[-1]]
    outside = [m for m in before if tokens[m.first].clause < clause - 1]
    found = name_alone or outside[-1:] or before[-1:]
    since = [t for t in tokens[found[-1].last + 1 : begin] if t.clause != clause - 1] if found else []
    return [] if any(token.folded in PRONOUNS for token in since) else found


def inverted(compared: Compared, said: Sequence[Mention], there: list[list[Mention]]) -> str | None:
    """ "She met Vallarta" is neither "Vallarta met" nor "she met Mexico"."""
    for mention in said:
        named = [(s, m) for s, listed in enumerate(there) for m in listed if mention.is_same(m)]
        if not mention.left and (_doer(compared, mention, named) or _done_to(compared, mention, named, there)):
            return f"the cited text says this of somebody else than “{mention.text}”"
    return None


def _doer(compared: Compared, mention: Mention, named: Sequence[tuple[int, Mention]]) -> bool:
    """The claim has the name right before a verb that it stands right after in the evidence, and never before."""
    verb = mention.last + 1
    if verb >= len(compared.tokens) or compared.tokens[verb].kind != "word" or mention.of_a_people:
        return False
    if compared.tokens[verb].clause != compared.tokens[mention.last].clause or compared.tokens[verb].folded in _SAID:
        return False
    before = any((s, m.last + 1) in compared.places[verb] for s, m in named)
    return not before and any((s, m.first - 1) in compared.places[verb] for s, m in named)


def _done_to(
    compared: Compared, mention: Mention, named: Sequence[tuple[int, Mention]], there: list[list[Mention]]
) -> bool:
    """The claim has the name right after a verb that in the evidence has another name there, every time."""
    verb = mention.first - 1
    if verb < 0 or compared.tokens[verb].kind != "word" or compared.tokens[verb].folded in _SAID:
        return False
    if compared.tokens[verb].clause != compared.tokens[mention.first].clause:
        return False
    places = compared.places[verb]
    followed = [(s, at) for s, at in places if any(m.first == at + 1 and not m.of_a_people for m in there[s])]
    return bool(places) and len(followed) == len(places) and not any((s, m.first - 1) in places for s, m in named)
