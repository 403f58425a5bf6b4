"""Who did what to whom, beside a verb: "the union blamed the operator" is not "the operator blamed the union".

Called by `roles`. It looks only at what stands directly beside a verb, and speaks up only where the
evidence has the same verb with that word on its other side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.proof.compared import Compared
from bot.proof.evidence import Place
from bot.proof.grammar import (
    BE,
    COORDINATE,
    DETERMINERS,
    HAPPENED,
    HAVE,
    JOINTS,
    PREPOSITIONS,
    adverb,
    is_a_verb,
    passive,
)
from bot.proof.wording import Token
from bot.text.lexicon import SPEECH

_BY = {"en": ("by",), "es": ("por",), "fr": ("par",)}
_TO_WHOM = {"es": ("a", "al")}  # elogió al portero
_WHOM = frozenset(["whom", "that", "which", "que", "qu"])  # what it is done to stands before its verb


@dataclass(frozen=True)
class _Verb:
    """A verb with the words right beside it; None where something else stands there."""

    at: int
    turned: bool  # passive
    before: int | None
    after: int | None  # what it is done to or, behind "by", who does it

    @property
    def doer(self) -> int | None:
        return self.after if self.turned else self.before

    @property
    def done_to(self) -> int | None:
        return self.before if self.turned else self.after


def check_doers(compared: Compared) -> str | None:
    for at in range(len(compared.tokens)):
        if not _acts(compared.tokens, at, compared.language) or not compared.places.get(at):
            continue
        verb = _read(compared.tokens, at, compared.language)
        for word, doing in ((verb.doer, True), (verb.done_to, False)):
            if word is not None and all(_otherwise(compared, place, word, doing) for place in compared.places[at]):
                return f"the cited text says this of something else than “{compared.tokens[word].text}”"
    return None


def _acts(tokens: Sequence[Token], at: int, language: str) -> bool:
    """A verb of its own, "soutenu" behind "a" too."""
    if tokens[at].kind != "word":
        return False
    helped = at > 0 and tokens[at - 1].folded in HAVE.get(language, frozenset()) | BE.get(language, frozenset())
    happened = not _behind_the(tokens, at, language) and tokens[at].text.endswith(HAPPENED.get(language, ()))
    return is_a_verb(tokens, at, language) or (language != "en" and (helped or happened))


def _behind_the(tokens: Sequence[Token], at: int, language: str) -> bool:
    return at > 0 and tokens[at - 1].folded in DETERMINERS.get(language, ())


def _read(tokens: Sequence[Token], at: int, language: str) -> _Verb:
    turned = passive(tokens, at, language)
    return _Verb(at, turned, _before(tokens, at, language), _after(tokens, at, turned, language))


def _before(tokens: Sequence[Token], at: int, language: str) -> int | None:
    n = at - 1
    while n >= 0 and tokens[n].clause == tokens[at].clause and _holds_up(tokens, n, language):
        n -= 1
    if n < 0 or tokens[n].clause != tokens[at].clause or not tokens[n].content:
        return None
    first = n
    while first and (tokens[first - 1].content or tokens[first - 1].folded in DETERMINERS.get(language, ())):
        first -= 1
    aside = first and (
        tokens[first - 1].folded in PREPOSITIONS[language] or tokens[first].folded in PREPOSITIONS[language]
    )
    return None if aside or tokens[n].kind not in ("word", "name") else n


def _holds_up(tokens: Sequence[Token], at: int, language: str) -> bool:
    little = tokens[at].kind in ("little", "not") and tokens[at].folded not in JOINTS.get(language, ())
    return adverb(tokens[at]) or (little and tokens[at].folded not in (*_BY.get(language, ()), "to"))


def _after(tokens: Sequence[Token], at: int, turned: bool, language: str) -> int | None:
    """ "Blamed the operator"; "was blamed by the operator"."""
    n = at + 1
    if turned:
        by = next((m for m in range(n, len(tokens)) if tokens[m].folded in _BY.get(language, ())), None)
        if by is None or tokens[by].clause != tokens[at].clause:
            return None
        n = by + 1
    elif n < len(tokens) and tokens[n].folded in _TO_WHOM.get(language, ()):
        n += 1
    elif n < len(tokens) and tokens[n].kind != "name" and tokens[n].folded not in DETERMINERS.get(language, ()):
        return None
    while n < len(tokens) and tokens[n].folded in DETERMINERS.get(language, ()):
        n += 1
    if n >= len(tokens) or tokens[n].clause != tokens[at].clause or tokens[n].kind not in ("word", "name"):
        return None
    follows = tokens[n + 1] if n + 1 < len(tokens) and tokens[n + 1].clause == tokens[n].clause else None
    return None if follows is not None and follows.content and tokens[n].kind == "word" else n


def _otherwise(compared: Compared, verb: Place, word: int, doing: bool) -> bool:
    """Whether the evidence has the verb with that word on its other side only, or with another one on this side."""
    one, at = verb
    tokens = compared.evidence.sentences[one].tokens
    if any(token.folded in _WHOM for token in tokens[:at] if token.clause == tokens[at].clause):
        return False
    if not _acts(tokens, at, compared.spoken):
        return False
    there = _read(tokens, at, compared.spoken)
    if tokens[at].folded in SPEECH and not there.turned:
        return False  # "said the mayor"
    stands = [n for sentence, n in compared.places.get(word, ()) if sentence == one]
    if not stands:
        return False
    first = doing != there.turned  # on this side it stands before the verb
    if all((n > at) == first for n in stands):
        if (there.done_to if doing else there.doer) in stands:
            return True
        mine = there.doer if doing else there.done_to
        return mine not in stands and all(_done_to(tokens, n, compared.spoken) for n in stands)
    if not doing and not there.turned and there.done_to not in (None, *stands):
        return all(n > at and _done_to(tokens, n, compared.spoken) for n in stands)
    return doing and not there.turned and _done_to_by_the_one_before(tokens, at, stands, compared.spoken)


def _done_to_by_the_one_before(tokens: Sequence[Token], at: int, stands: Sequence[int], language: str) -> bool:
    """ "The union defended the captain and blamed": the union blamed, not the captain."""
    if not at or tokens[at - 1].folded not in COORDINATE.get(language, ()) or tokens[at].folded in BE["en"]:
        return False
    return all(_done_to(tokens, n, language) for n in stands)


def _done_to(tokens: Sequence[Token], word: int, language: str) -> bool:
    """It stands right behind some verb."""
    verbs = (n for n in range(max(0, word - 4), word) if _acts(tokens, n, language))
    return any(_read(tokens, n, language).done_to == word for n in verbs)
