"""A claim beside its evidence: what every check reads. Built by `support`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answerer import DraftClaim, Span
from bot.proof.equals import equal_places, is_little
from bot.proof.evidence import Evidence, Index, Place, gather, named
from bot.proof.naming import without_known_given_names
from bot.proof.numerals import with_thousands
from bot.proof.wording import Token, in_quotes, read
from vectorstore.article import Article

_SHORTLY = 3  # sentences before the evidence that may name what its "it" is


@dataclass(frozen=True)
class Compared:
    """A claim beside its evidence, with every place where each of its words stands."""

    text: str
    tokens: tuple[Token, ...]
    evidence: Evidence
    places: Mapping[int, tuple[Place, ...]]  # token of the claim: places in the evidence
    texts: tuple[str, ...]  # of the spans
    quoted: tuple[str, ...]  # what the claim puts between quotation marks
    attributed: bool  # the claim comes with a speaker
    language: str  # of the claim
    spoken: str  # the language of the evidence
    near: frozenset[str]  # words that the articles say shortly before the evidence


def compare(
    text: str, draft: DraftClaim, spans: Sequence[Span], articles: Mapping[str, Article], language: str
) -> Compared:
    evidence = _without_little_words(gather(spans, articles), articles)
    cited = {span.article_id: articles[span.article_id].text for span in spans}
    read_words = named(content_of(read(text), language), evidence.names)
    tokens = without_known_given_names(read_words, evidence, list(cited.values()))
    there = list(evidence.tokens())
    index = Index([token for _, token in there])
    places = {
        at: tuple(there[n][0] for n in index.places(token)) or equal_places(token, evidence, language)
        for at, token in enumerate(tokens)
        if token.content
    }
    quoted = tuple(text[start:end] for start, end in in_quotes(text))
    texts = tuple(text_of(span, articles) for span in spans)
    near = frozenset(_said_shortly_before(evidence, articles))
    spoken = spoken_in(articles[spans[0].article_id])
    return Compared(text, tokens, evidence, places, texts, quoted, draft.speaker is not None, language, spoken, near)


def content_of(tokens: Sequence[Token], language: str) -> list[Token]:
    """ "Fue", "été" are as little words as "was": they hold a sentence together and are not compared."""
    tokens = tokens if language == "en" else with_thousands(tokens)
    return [
        replace(token, key=token.folded, kind="little")
        if (token.kind == "word" or (token.kind == "name" and token.first)) and is_little(token.folded, language)
        else token
        for token in tokens
    ]


def _without_little_words(evidence: Evidence, articles: Mapping[str, Article]) -> Evidence:
    return replace(
        evidence,
        sentences=tuple(
            replace(one, tokens=tuple(content_of(one.tokens, spoken_in(articles[one.article_id]))))
            for one in evidence.sentences
        ),
    )


def spoken_in(article: Article) -> str:
    return article.fact("language").value or "en"


def _said_shortly_before(evidence: Evidence, articles: Mapping[str, Article]) -> Iterator[str]:
    for one in evidence.sentences:
        article = articles[one.article_id]
        for before in [other for other in article.sentences if other.end <= one.start][-_SHORTLY:]:
            for token in read(article.text[before.start : before.end]):
                if token.kind == "word":
                    yield from (token.key, token.folded)


def text_of(span: Span, articles: Mapping[str, Article]) -> str:
    return articles[span.article_id].text[span.start : span.end]
