"""The cited text as the verifier reads it: whole sentences, what of them is cited, where a claim's words stand.

Gathered by `compared`; every check reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answerer import Span
from bot.proof.wording import Token, in_quotes, read
from bot.text.lexicon import ABROAD, ENDINGS, IRREGULAR, LITTLE
from vectorstore.article import Article

Place = tuple[int, int]  # sentence of the evidence, token of the sentence


@dataclass(frozen=True)
class EvidenceSentence:
    """All of a sentence that a span touches: what stands outside the span may still take back what stands inside."""

    article_id: str
    start: int  # code points into Article.text
    end: int
    text: str
    tokens: tuple[Token, ...]  # places count from `start`
    cited: tuple[bool, ...]  # per token
    speech: tuple[bool, ...]  # per token: between quotation marks


@dataclass(frozen=True)
class Evidence:
    sentences: tuple[EvidenceSentence, ...]
    names: frozenset[str]  # every name of the cited articles, folded

    def tokens(self) -> Iterator[tuple[Place, Token]]:
        """The cited ones."""
        for one, sentence in enumerate(self.sentences):
            for at, token in enumerate(sentence.tokens):
                if sentence.cited[at]:
                    yield (one, at), token

    def at(self, place: Place) -> Token:
        return self.sentences[place[0]].tokens[place[1]]

    def follows(self, one: int, other: int) -> bool:
        """Whether sentence `other` stands right after sentence `one` in the same article."""
        first, second = self.sentences[one], self.sentences[other]
        return first.article_id == second.article_id and 0 <= second.start - first.end <= 3


def gather(spans: Sequence[Span], articles: Mapping[str, Article]) -> Evidence:
    by_article: dict[str, list[Span]] = {}
    for span in spans:
        by_article.setdefault(span.article_id, []).append(span)
    sentences: list[EvidenceSentence] = []
    names: set[str] = set()
    for article_id, cited in by_article.items():
        article = articles[article_id]
        known = article_names(article.text)
        names |= known
        sentences.extend(_sentence(article, start, end, cited, known) for start, end in _touched(article, cited))
    return Evidence(tuple(sentences), frozenset(names))


def _touched(article: Article, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Places of the sentences that the spans touch; a span outside every sentence counts as one."""
    places = {
        (one.start, one.end)
        for one in article.sentences
        if any(one.start < span.end and span.start < one.end for span in spans)
    }
    for span in spans:
        if not any(start < span.end and span.start < end for start, end in places):
            places.add((span.start, span.end))
    return sorted(places)


def _sentence(article: Article, start: int, end: int, spans: Sequence[Span], known: frozenset[str]) -> EvidenceSentence:
    text = article.text[start:end]
    tokens = tuple(named(read(text), known))
    spoken = in_quotes(text)
    return EvidenceSentence(
        article.id,
        start,
        end,
        text,
        tokens,
        tuple(any(s.start <= start + t.start and start + t.end <= s.end for s in spans) for t in tokens),
        tuple(any(a <= t.start and t.end <= b for a, b in spoken) for t in tokens),
    )


@lru_cache(maxsize=512)
def article_names(text: str) -> frozenset[str]:
    """Words that stand in the article with a capital though no sentence begins there."""
    return frozenset(token.folded for token in read(text) if token.kind == "name")


def named(tokens: Sequence[Token], known: frozenset[str]) -> list[Token]:
    """A sentence's first word is a name where the article has it as one, or where a name follows it directly."""
    made = list(tokens)
    for at, token in enumerate(made):
        if not (token.first and token.kind == "word" and token.text[:1].isupper()):
            continue
        follower = made[at + 1] if at + 1 < len(made) else None
        joined = follower is not None and follower.kind == "name" and follower.start - token.end == 1
        if token.folded not in LITTLE and (token.folded in known or joined):
            made[at] = replace(token, key=token.folded, kind="name")
    return made


class Index:
    """Finds the words of a text that a claim's word matches, without comparing each with each."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._by: dict[str, list[int]] = {}
        for at, token in enumerate(tokens):
            if token.content:
                for handle in _handles(token):
                    self._by.setdefault(handle, []).append(at)

    def places(self, said: Token) -> list[int]:
        near = {at for handle in _handles(said) for at in self._by.get(handle, ())}
        return sorted(at for at in near if matches(said, self._tokens[at]))


def _handles(token: Token) -> tuple[str, ...]:
    """Two words that match share at least one of these."""
    abroad = ABROAD.get(token.folded, token.folded)
    return (token.key, token.folded, f"{token.folded[:4]}-", abroad, IRREGULAR.get(abroad, abroad))


@lru_cache(maxsize=4096)
def indexed(text: str, names: frozenset[str]) -> Index:
    return Index(named(read(text), names))


def matches(said: Token, there: Token) -> bool:
    """Whether a word of a claim is one of the evidence, give or take an inflection."""
    if "not" in (said.kind, there.kind) or "little" in (said.kind, there.kind):
        return False
    if said.kind in ("number", "date") or there.kind in ("number", "date"):
        return said.key == there.key
    if said.key == there.key or said.folded == there.folded:
        return True
    if _alike(said.folded, there.folded):
        return not _who_for_what(said.folded, there.folded)
    one, other = ABROAD.get(said.folded, said.folded), ABROAD.get(there.folded, there.folded)
    return "name" in (said.kind, there.kind) and (one == other or _from_there(one, other))


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> bool:
    """kidnappers and kidnapping, declared and declaration; not contract and contrast."""
    shared = _shared(one, other)
    return shared >= 5 and one[shared:] in ENDINGS and other[shared:] in ENDINGS


def _who_for_what(said: str, there: str) -> bool:
    """Where the article tells of a kidnapping, somebody who is called a kidnapper is accused of it."""
    return said.endswith(("er", "ers")) and there.endswith(("ing", "ed"))


def _shared(one: str, other: str) -> int:
    length = min(len(one), len(other))
    return next((at for at in range(length) if one[at] != other[at]), length)


@lru_cache(maxsize=50_000)
def _from_there(one: str, other: str) -> bool:
    """Mexico and Mexican, France and French: a place and its people."""
    if IRREGULAR.get(one, one) == IRREGULAR.get(other, other):
        return True
    people = ("", "o", "a", "e", "y", "i", "n", "an", "ian", "ean", "ish", "ese")
    shared = _shared(one, other)
    return shared >= 4 and one[shared:] in people and other[shared:] in people


def cognate(one: str, other: str, letters: int = 5) -> bool:
    """Words of two languages that begin alike: criminales and criminal."""
    return len(one) >= 5 and one[:letters] == other[:letters]
