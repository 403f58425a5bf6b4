"""Ways to make a right claim wrong, one small change each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bot.answerer import DraftClaim, Quoted, Span
from bot.citations import Proven
from bot.proof.evidence import article_names, named
from bot.proof.naming import Mention, mentions
from bot.proof.wording import Token, read
from bot.text.lexicon import IRREGULAR, SPEECH
from vectorstore.article import Article

_NOT = re.compile(
    r"\b(?:do|did|does|was|were|is|are|had|has|have|would|could|will)?(?:n['’]t| not)\b|\b(?:no longer|never|no) "
)
_INSTEAD = {"no one": "someone", "nothing": "something", "nobody": "somebody", "without": "with", "denied": "confirmed"}
_HEDGED = [
    (re.compile(r"\bclaimed to have rescued\b"), "rescued"),
    (re.compile(r"\bclaimed to rescue\b"), "rescued"),
    (re.compile(r"\b(?:were|was) accused of running\b"), "ran"),
    (re.compile(r"\baccused them of running\b"), "they were running"),
    (re.compile(r"\balleged(?:ly)? "), ""),
    (re.compile(r"\breportedly "), ""),
    (re.compile(r"\bsuspected of\b"), "guilty of"),
    (re.compile(r"\bmost people (?:in Mexico )?believe (?:that )?"), ""),
    (re.compile(r"\b(?:a|A) survey (?:in Mexico )?shows (?:that )?most people (?:in Mexico )?believe "), ""),
    (re.compile(r"\bbelieve (?:that )?(?=this|Cassez)"), "know "),
    (re.compile(r"\bestimated "), ""),
    (re.compile(r"\bmight fail\b"), "failed"),
    (re.compile(r"\bmight "), "did "),
    (re.compile(r"\bcould (?=cost|flood)"), "will "),
    (re.compile(r"\bcontinued to profess her innocence\b"), "proved her innocence"),
    (re.compile(r"\bmaintained that she knew\b"), "knew"),
    (re.compile(r"\bplans to show\b"), "showed"),
    (re.compile(r"\bwould return to the table\b"), "returned to the table"),
]
_VERBS = ("murdered", "married", "sued", "bribed", "insulted", "poisoned", "adopted", "photographed", "bit", "sang")


@dataclass(frozen=True)
class Right:
    """A right claim, and the places it was proved by."""

    text: str
    proven: Proven

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(Span(one.article_id, one.start, one.end) for one in self.proven.citations)


@dataclass(frozen=True)
class Mutant:
    kind: str
    draft: DraftClaim
    was: str


def mutants(right: Right, article: Article, random: Random) -> Iterator[Mutant]:
    """Each wrong text is offered with the places of the right one, and with whole passages to choose from."""
    free = tuple(Quoted(f"{article.id}:{one.start}") for one in article.segments if one.citable)
    for kind, text in wrong_texts(right.text, article, random):
        yield Mutant(kind, DraftClaim(text, right.spans), right.text)
        yield Mutant(kind, DraftClaim(text, free), right.text)
    for step in (-1, 1):
        moved = tuple(Span(one.article_id, one.start + step, one.end + step) for one in right.spans)
        yield Mutant("shift", DraftClaim(right.text, moved), right.text)
    gone = tuple(Span("deleted-article", one.start, one.end) for one in right.spans)
    yield Mutant("deleted", DraftClaim(right.text, gone), right.text)
    yield Mutant("invented", DraftClaim(right.text, (Quoted(f"k{random.randrange(50, 99)}"),)), right.text)


def wrong_texts(text: str, article: Article, random: Random) -> Iterator[tuple[str, str]]:
    for place in [match.start() for match in re.finditer(r"\d", text)]:
        other = random.choice([digit for digit in "123456789" if digit != text[place]])
        yield "digit", text[:place] + other + text[place + 1 :]
    for match in _NOT.finditer(text):
        verb = re.sub(r"(?:n['’]t| not)$", "", match.group()) if not match.group().startswith("no") else ""
        yield "not", text[: match.start()] + verb + text[match.end() :]
    for word, instead in _INSTEAD.items():
        if re.search(rf"\b{word}\b", text):
            yield "not", re.sub(rf"\b{word}\b", instead, text, count=1)
    for pattern, instead in _HEDGED:
        if pattern.search(text):
            yield "hedge", re.sub(r"^\w", lambda m: m.group().upper(), pattern.sub(instead, text, count=1))
    yield from (("swap", swapped) for swapped in swaps(text, article))
    yield from (("verb", replaced) for replaced in other_verbs(text, article, random))
    yield from (("predicate", exchanged) for exchanged in other_predicates(text, article))


def swaps(text: str, article: Article) -> Iterator[str]:
    found = mentions(named(read(text), article_names(article.text)))
    for n, one in enumerate(found):
        for other in found[n + 1 :]:
            if one.is_same(other):
                continue
            a, b = (slice(m.tokens[0].start, m.tokens[0].start + len(_said(text, m))) for m in (one, other))
            yield text[: a.start] + text[b] + text[a.stop : b.start] + text[a] + text[b.stop :]


def _said(text: str, mention: object) -> str:
    tokens = mention.tokens  # type: ignore[attr-defined]
    return re.sub(r"['’]s?$", "", text[tokens[0].start : tokens[-1].end])


def other_verbs(text: str, article: Article, random: Random) -> Iterator[str]:
    """A verb that the article does not have, for each verb of the claim."""
    unsaid = [verb for verb in _VERBS if verb[:4] not in article.text.lower()]
    for token in read(text):
        if _is_a_verb(token):
            yield text[: token.start] + random.choice(unsaid) + text[token.end :]


def _is_a_verb(token: Token) -> bool:
    past = token.folded.endswith("ed") or (token.folded in IRREGULAR and IRREGULAR[token.folded] != token.folded)
    return token.kind == "word" and past and not token.first and token.folded not in SPEECH


def other_predicates(text: str, article: Article) -> Iterator[str]:
    """What a sentence of the article says of one name, said of the name that the claim begins with."""
    subject = _subject(text, article)
    if subject is None:
        return
    for one in article.sentences:
        sentence = article.text[one.start : one.end]
        other = _subject(sentence, article)
        if other is not None and not subject.is_same(other) and subject.text not in sentence:
            yield subject.text + sentence[other.tokens[-1].end :]


def _subject(text: str, article: Article) -> Mention | None:
    """A name that begins the text and does something: not an owner, not one of two."""
    found = mentions(named(read(text), article_names(article.text)))
    if not found or found[0].first != 0 or found[0].left:
        return None
    return found[0] if re.match(r" [a-z]", text[found[0].tokens[-1].end :]) and " and " not in text[:60] else None
