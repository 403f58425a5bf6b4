"""Which sentences a claim stands on, when an answerer names passages and not places. Called by `bot.citations`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.answerer import Span
from bot.proof.abroad import language_of
from bot.proof.compared import content_of
from bot.proof.evidence import article_names, indexed, matches, named
from bot.proof.support import INSERTED
from bot.proof.wording import Token, in_quotes, read
from bot.text.quoting import locate
from vectorstore.article import Article, Sentence
from vectorstore.passage import Passage

MOST_SENTENCES = 3  # that one claim may need
_TRIES = 4  # sentences to begin with
_BEFORE = 2  # sentences before a passage in which the name behind its "she" may stand
_WEIGHT = {"number": 2.0, "date": 2.0, "name": 1.5, "word": 1.0}
_QUOTED = 5.0  # found between quotation marks: nearly decides it


@dataclass(frozen=True)
class Candidate:
    article: Article
    sentence: Sentence
    place: int  # among the article's sentences
    covers: frozenset[int]  # content tokens of the claim
    quoted: int  # quotations of the claim that it holds

    def follows(self, other: Candidate) -> bool:
        return self.article.id == other.article.id and self.place == other.place + 1


def alignments(
    claim: str, passages: Sequence[Passage], articles: Mapping[str, Article], longest: int, language: str = "en"
) -> Iterator[tuple[Span, ...]]:
    """Ways to stand the claim on sentences of the passages, best first. `language` is the claim's.

    `longest`: characters that one citation may have."""
    names = frozenset(name for passage in passages for name in article_names(articles[passage.article_id].text))
    claim = INSERTED.sub(" ", claim) if INSERTED.sub("", claim).strip() else claim
    tokens = named(content_of(read(claim), language_of(claim, language)), names)
    weights = {at: _WEIGHT[token.kind] for at, token in enumerate(tokens) if token.content}
    quotes = [claim[start:end] for start, end in in_quotes(claim)]
    candidates = [_candidate(tokens, quotes, *place) for place in _sentences(passages, articles)]

    def worth(one: Candidate) -> float:
        return sum(weights[at] for at in one.covers) + _QUOTED * one.quoted + 0.01 * (one.sentence.kind == "body")

    seen: set[tuple[Span, ...]] = set()
    for first in sorted(candidates, key=worth, reverse=True)[:_TRIES]:
        if not first.covers:
            continue
        chosen = _completed(first, candidates, weights)
        spans = _spans(chosen, tokens, longest)
        if spans not in seen:
            seen.add(spans)
            yield spans


def _sentences(passages: Sequence[Passage], articles: Mapping[str, Article]) -> Iterator[tuple[Article, Sentence, int]]:
    given: set[tuple[str, int]] = set()
    for passage in passages:
        article = articles[passage.article_id]
        inside = [n for n, s in enumerate(article.sentences) if passage.start <= s.start and s.end <= passage.end]
        if not inside:
            continue
        for place in range(max(0, inside[0] - _BEFORE), inside[-1] + 1):
            if (article.id, place) not in given:
                given.add((article.id, place))
                yield article, article.sentences[place], place


def _candidate(
    tokens: Sequence[Token], quotes: Sequence[str], article: Article, sentence: Sentence, place: int
) -> Candidate:
    text = article.text[sentence.start : sentence.end]
    there = indexed(text, article_names(article.text))
    covers = frozenset(at for at, token in enumerate(tokens) if token.content and there.places(token))
    quoted = sum(locate(quote.strip(" .,"), text) is not None for quote in quotes if quote.strip(" .,"))
    return Candidate(article, sentence, place, covers, quoted)


def _completed(first: Candidate, candidates: Sequence[Candidate], weights: Mapping[int, float]) -> list[Candidate]:
    """Adds sentences while a name, a number or several words of the claim are still missing."""
    chosen, covered = [first], first.covers
    while len(chosen) < MOST_SENTENCES and _wanting(weights, covered):

        def gain(one: Candidate, covered: frozenset[int] = covered) -> float:
            more = sum(weights[at] for at in one.covers - covered)
            beside = any(one.follows(other) or other.follows(one) for other in chosen)
            return more * (1.5 if beside else 1.0) if one.article.id == first.article.id else more * 0.9

        best = max((one for one in candidates if one not in chosen), key=gain, default=None)
        if best is None or gain(best) < 1.5:
            break
        chosen.append(best)
        covered |= best.covers
    return chosen


def _wanting(weights: Mapping[int, float], covered: frozenset[int]) -> bool:
    missing = [weight for at, weight in weights.items() if at not in covered]
    return any(weight > 1 for weight in missing) or sum(missing) > 0.2 * sum(weights.values())


def _spans(chosen: Sequence[Candidate], tokens: Sequence[Token], longest: int) -> tuple[Span, ...]:
    """The sentences as spans, neighbours of one paragraph joined where that stays within a citation's length."""
    ordered = sorted(chosen, key=lambda one: (one.article.id != chosen[0].article.id, one.article.id, one.place))
    spans: list[Span] = []
    joined = False
    for at, one in enumerate(ordered):
        start, end = one.sentence.start, one.sentence.end
        before = ordered[at - 1] if at else None
        beside = before is not None and one.follows(before) and before.sentence.paragraph == one.sentence.paragraph
        if beside and not joined and end - spans[-1].start <= longest:
            spans[-1] = Span(one.article.id, spans[-1].start, end)
            joined = True
            continue
        joined = False
        whole = Span(one.article.id, start, end)
        spans.append(_shortened(one, tokens, longest) if end - start > longest else whole)
    return tuple(spans)


def _shortened(one: Candidate, tokens: Sequence[Token], longest: int) -> Span:
    """Of a sentence too long to cite, as much around the claim's words as a citation may hold."""
    start, end = one.sentence.start, one.sentence.end
    there = read(one.article.text[start:end])
    used = (at for at, other in enumerate(there) if any(matches(token, other) for token in tokens if token.content))
    first = last = next(used, 0)
    while last + 1 < len(there) and there[last + 1].end - there[first].start <= longest:
        last += 1
    return Span(one.article.id, start + there[first].start, start + there[last].end)
