"""Who did what to whom: names of a claim keep the order, or the voice, and the company that they have in the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.evidence import Evidence, EvidenceSentence, matches
from bot.lexicon import PLACE_WORDS, PRONOUNS
from bot.support import Compared
from bot.wording import Token

_PREDICATE = 4  # words after a name that say what it does
_CLOSE = 3  # tokens before a name in which a word still belongs to it


@dataclass(frozen=True)
class Mention:
    """A run of names that stand side by side."""

    first: int  # token
    last: int
    tokens: tuple[Token, ...]
    left: str  # the little word before it, "'s" for an owner, "" for none

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)

    def is_same(self, other: Mention) -> bool:
        """A name and a shorter form of it: Florence Cassez, Cassez."""
        mine, theirs = (self, other) if len(self.tokens) <= len(other.tokens) else (other, self)
        return all(any(matches(one, two) for two in theirs.tokens) for one in mine.tokens)


def check_roles(compared: Compared) -> str | None:
    said = mentions(compared.tokens)
    there = [mentions(sentence.tokens) for sentence in compared.evidence.sentences]
    return check_order(compared) or next((r for one in said if (r := _company(compared, one, said, there))), None)


def check_order(compared: Compared) -> str | None:
    said = mentions(compared.tokens)
    there = [mentions(sentence.tokens) for sentence in compared.evidence.sentences]
    return _broken(compared, said) or next(
        (r for a, b in combinations(said, 2) if (r := _order(compared, a, b, there))), None
    )


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
    for token in reversed(tokens[max(0, first - 3) : first]):
        if token.clause != tokens[first].clause:
            return ""
        if token.folded in PLACE_WORDS or token.folded == "by":
            return token.folded
        if token.folded not in ("the", "a", "an", "president", "judge", "director") and token.kind != "name":
            return ""
    return ""


def _broken(compared: Compared, said: Sequence[Mention]) -> str | None:
    """Two words of one name in the other order are another name."""
    for mention in said:
        for one, other in zip(
            range(mention.first, mention.last), range(mention.first + 1, mention.last + 1), strict=True
        ):
            after = {(a, i + 1) for a, i in compared.places.get(one, ())}
            before = {(a, i - 1) for a, i in compared.places.get(one, ())}
            there = set(compared.places.get(other, ()))
            if there & before and not there & after:
                return f"the name “{mention.text}” is not in the cited text"
    return None


def _order(compared: Compared, a: Mention, b: Mention, there: list[list[Mention]]) -> str | None:
    if a.is_same(b):
        return None
    forward: list[tuple[int, Mention, Mention]] = []
    backward: list[tuple[int, Mention, Mention]] = []
    for sentence, named in enumerate(there):
        for one in (m for m in named if a.is_same(m)):
            for two in (m for m in named if b.is_same(m) and m is not one):
                (forward if one.first < two.first else backward).append((sentence, one, two))
    if not forward and not backward:
        return None
    if forward and backward:
        same, other = (max(_between(compared, a, b, pair) for pair in pairs) for pairs in (forward, backward))
        fits = same >= other or any(_turned(a, b, one, two) for _, one, two in backward)
    elif forward:
        fits = any((a.left, one.left).count("by") == 0 or one.left == a.left for _, one, _ in forward) and any(
            (b.left == "by") == (two.left == "by") or "'s" in (one.left, two.left, a.left) for _, one, two in forward
        )
    else:
        fits = any(_turned(a, b, one, two) for _, one, two in backward)
    return None if fits else f"“{a.text}” and “{b.text}” have changed places"


def _between(compared: Compared, a: Mention, b: Mention, pair: tuple[int, Mention, Mention]) -> int:
    """How many words between two names of the claim stand between them in the evidence."""
    sentence, one, two = pair
    low, high = sorted((one.last, two.last))
    words = range(a.last + 1, b.first)
    return sum(any(s == sentence and low < at < high for s, at in compared.places.get(word, ())) for word in words)


def _turned(a: Mention, b: Mention, one: Mention, two: Mention) -> bool:
    """The order differs for a reason: a name kept its preposition or its owner's ending, or the voice changed."""
    kept = (a.left and a.left == one.left and a.left != "by") or (b.left and b.left == two.left and b.left != "by")
    passive = (b.left == "by") != (one.left == "by" or two.left == "by")
    return bool(kept) or passive


def _company(compared: Compared, mention: Mention, said: Sequence[Mention], there: list[list[Mention]]) -> str | None:
    """The words after a name are said of that name in the evidence, or of a "she" that may be that name."""
    stop = min((other.first for other in said if other.first > mention.last), default=len(compared.tokens))
    words = [at for at in range(mention.last + 1, stop) if compared.tokens[at].kind == "word" and compared.places[at]][
        :_PREDICATE
    ]
    good = bad = 0
    for word in words:
        views = [_view(mention, compared.evidence, place, there) for place in compared.places[word]]
        good += any(view is True for view in views)
        bad += all(view is False for view in views)
    return f"the cited text says this of somebody else than “{mention.text}”" if bad > good else None


def _view(mention: Mention, evidence: Evidence, place: tuple[int, int], there: list[list[Mention]]) -> bool | None:
    """Whether the word at `place` is said of this name; None where the sentence leaves it open."""
    sentence, at = place
    named = there[sentence]
    after = [m for m in named if 0 < m.first - at <= _CLOSE]
    if any(mention.is_same(m) for m in after) or any(mention.is_same(m) for m in named if m.first <= at <= m.last):
        return True
    subject = _subject(evidence.sentences[sentence], at, named)
    return None if subject is None else mention.is_same(subject)


def _subject(sentence: EvidenceSentence, at: int, named: Sequence[Mention]) -> Mention | None:
    """The nearest name before a word, unless a pronoun stands between."""
    for place in range(at - 1, -1, -1):
        mention = next((m for m in named if m.first <= place <= m.last), None)
        if mention is not None:
            if mention.left in PLACE_WORDS or mention.left == "'s":
                continue
            return mention
        if sentence.tokens[place].folded in PRONOUNS:
            return None
    return None
