"""Whether a claim stands on the union of its spans: content first, only typography and light wording may differ.

Called by `bot.citations`. A claim that repeats whole sentences stands at once. Any other claim passes every check of
`_checks`, each of which gives a reason, in words fit to show, or None. A claim in another language than its article
goes to `bot.proof.abroad` instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answerer import DraftClaim, Span
from bot.proof.equals import equal_places, is_little, little_opposite, only_links, only_says, stands_for_a_pronoun
from bot.proof.evidence import Evidence, Index, Place, gather, named
from bot.proof.grammar import lies_ahead
from bot.proof.naming import without_known_given_names
from bot.proof.numerals import with_thousands
from bot.proof.turning import going_to
from bot.proof.wording import Token, in_quotes, read, same_words
from bot.text.lexicon import HE, OPPOSITES, QUANTIFIERS, SHE
from bot.text.quoting import locate
from vectorstore.article import Article

LONGEST = 600  # characters of a claim in words of its own
LEAST_WORDS = 2  # a single word says nothing of anything
_STILL = frozenset(["still", "again"])  # little words that say something of their own
_SHORTLY = 3  # sentences before the evidence that may name what its "it" is
INSERTED = re.compile(r"\[[^\[\]]*\]")  # our own words within a claim: "She [Florence Cassez] was ..."


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


def check_support(
    draft: DraftClaim, spans: Sequence[Span], articles: Mapping[str, Article], language: str
) -> str | None:
    """Why the claim does not stand; None where it does."""
    from bot.proof.abroad import check_abroad, foreign, language_of

    texts = [_text(span, articles) for span in spans if whole_sentences(span, articles[span.article_id])]
    if says_just(draft.text, texts):
        return None
    text, reason = without_insertions(draft.text, spans, articles)
    if reason:
        return reason
    if len(text) > LONGEST:
        return "it is longer than one sentence may be"
    compared = compare(text, draft, spans, articles, language_of(text, language))
    if sum(token.content for token in compared.tokens) < LEAST_WORDS:
        return "it says nothing that could be checked"
    if says_just(text, texts):
        return None
    if foreign(text, language, [articles[span.article_id] for span in spans]):
        return check_abroad(compared)
    return next((reason for check in _checks() if (reason := check(compared))), None)


def _checks() -> tuple[Callable[[Compared], str | None], ...]:
    from bot.proof.figures import check_figures
    from bot.proof.governed import check_governed
    from bot.proof.roles import check_roles
    from bot.proof.together import check_together

    return (
        check_quotes,
        check_names_and_numbers,
        check_opposites,
        check_words,
        check_together,
        check_quantifiers,
        check_she_or_he,
        check_governed,
        check_roles,
        check_figures,
    )


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
    texts = tuple(_text(span, articles) for span in spans)
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


def says_just(text: str, texts: Sequence[str]) -> bool:
    """Whether the claim is one or all of these texts, word for word."""
    return any(same_words(text, one) for one in texts) or (bool(texts) and same_words(text, " ".join(texts)))


def whole_sentences(span: Span, article: Article) -> bool:
    """A part of a sentence may have left the word behind that takes it back; whole ones have not."""
    touched = [one for one in article.sentences if one.start < span.end and span.start < one.end]
    if not touched:
        return True
    left_out = article.text[touched[0].start : span.start] + article.text[span.end : touched[-1].end]
    return not any(char.isalnum() for char in left_out)


def _text(span: Span, articles: Mapping[str, Article]) -> str:
    return articles[span.article_id].text[span.start : span.end]


def without_insertions(text: str, spans: Sequence[Span], articles: Mapping[str, Article]) -> tuple[str, str | None]:
    """The claim without words in square brackets, which are ours and must stand in the same article up to there."""
    for match in INSERTED.finditer(text):
        if any(locate(match.group(), _text(span, articles)) for span in spans):
            continue  # the article's own brackets
        inside = match.group()[1:-1].strip()
        if inside.strip(". …") and not any(
            _stands(inside, articles[span.article_id].text[: span.end]) for span in spans
        ):
            return text, f"“{inside}” does not stand in the article"
        text = text.replace(match.group(), " ", 1)
    return re.sub(r"\s+", " ", text).strip(), None


def _stands(words: str, text: str) -> bool:
    return locate(words, text) is not None or locate(words.casefold(), text.casefold()) is not None


def check_quotes(compared: Compared) -> str | None:
    """Words between quotation marks stand in the evidence in just these words."""
    there = [text.casefold() for text in compared.texts]
    for quoted in compared.quoted:
        words = quoted.strip(" .,;:!?").casefold()
        if words and not any(locate(words, text) for text in there):
            return f"the quoted words “{quoted}” are not in the cited text"
    return None


def check_names_and_numbers(compared: Compared) -> str | None:
    for at, token in enumerate(compared.tokens):
        if token.kind in ("name", "number", "date") and not compared.places[at]:
            return f"the {token.kind} “{token.text}” is not in the cited text"
    return None


def check_words(compared: Compared) -> str | None:
    """Every word that carries the claim stands in the evidence; one that is missing may be what the claim is wrong about."""
    there = {token.folded for _, token in compared.evidence.tokens()}
    missing = [
        token.text
        for at, token in enumerate(compared.tokens)
        if token.kind == "word"
        and not compared.places[at]
        and not only_links(compared.tokens, at)
        and not only_says(compared.tokens, at)
        and not _will(compared, at)
        and not stands_for_a_pronoun(compared.tokens, at, there, compared.near, compared.language)
    ]
    return "the cited text does not say: " + ", ".join(missing) if missing else None


def _will(compared: Compared, at: int) -> bool:
    """ "va a visitar" for "visitará"."""
    verb = going_to(compared.tokens, at)
    places = () if verb is None else compared.places.get(verb, ())
    return any(lies_ahead(compared.evidence.at(place), compared.spoken) for place in places)


def check_opposites(compared: Compared) -> str | None:
    """guilty for innocent, rose for fell: one word apart, and the other way round."""
    there = frozenset(token.folded for _, token in compared.evidence.tokens())
    for at, token in enumerate(compared.tokens):
        if compared.places.get(at) or token.folded in there:
            continue
        if turned := little_opposite(token.folded, there):
            return f"the cited text says “{turned}”, not “{token.text}”"
        for one, other in OPPOSITES:
            for mine, theirs in ((one, other), (other, one)):
                if token.folded in mine and there & theirs and not there & mine:
                    return f"the cited text says “{sorted(there & theirs)[0]}”, not “{token.text}”"
    return None


def check_quantifiers(compared: Compared) -> str | None:
    there = {token.folded for _, token in compared.evidence.tokens()}
    extra = next((t.text for t in compared.tokens if t.folded in QUANTIFIERS | _STILL and t.folded not in there), None)
    return f"“{extra}” is not in the cited text" if extra else None


def check_she_or_he(compared: Compared) -> str | None:
    there = {token.folded for sentence in compared.evidence.sentences for token in sentence.tokens}
    for mine, theirs in ((HE, SHE), (SHE, HE)):
        said = next((token for token in compared.tokens if token.folded in mine), None)
        if said and there & theirs and not there & mine:
            return f"the cited text is not about a “{said.text}”"
    return None
