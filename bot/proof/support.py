"""Whether a claim stands on the union of its spans: content first, only typography and light wording may differ.

A claim that repeats whole sentences stands at once. Any other claim passes every check of `_checks`, each of which
gives a reason, in words fit to show, or None. A claim in another language than its article is compared by what needs
no translation (see `bot.proof.abroad`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.answerer import DraftClaim, Span
from bot.proof.evidence import Evidence, Index, Place, gather, named
from bot.proof.naming import without_known_given_names
from bot.proof.wording import Token, in_quotes, read, same_words
from bot.text.lexicon import HE, OPPOSITES, QUANTIFIERS, SHE, SPEECH
from bot.text.quoting import locate
from vectorstore.article import Article

LONGEST = 600  # characters of a claim in words of its own
LEAST_WORDS = 2  # a single word says nothing of anything
LEAST_SHARE = 0.7  # of the words that carry a claim must stand in its evidence
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


def check_support(
    draft: DraftClaim, spans: Sequence[Span], articles: Mapping[str, Article], language: str
) -> str | None:
    """Why the claim does not stand; None where it does."""
    from bot.proof.abroad import check_abroad, foreign

    texts = [_text(span, articles) for span in spans if whole_sentences(span, articles[span.article_id])]
    if says_just(draft.text, texts):
        return None
    text, reason = without_insertions(draft.text, spans, articles)
    if reason:
        return reason
    if len(text) > LONGEST:
        return "it is longer than one sentence may be"
    compared = compare(text, draft, spans, articles)
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

    return (
        check_quotes,
        check_names_and_numbers,
        check_share,
        check_opposites,
        check_quantifiers,
        check_she_or_he,
        check_governed,
        check_roles,
        check_figures,
    )


def compare(text: str, draft: DraftClaim, spans: Sequence[Span], articles: Mapping[str, Article]) -> Compared:
    evidence = gather(spans, articles)
    cited = {span.article_id: articles[span.article_id].text for span in spans}
    tokens = without_known_given_names(named(read(text), evidence.names), evidence, list(cited.values()))
    there = list(evidence.tokens())
    index = Index([token for _, token in there])
    places = {at: tuple(there[n][0] for n in index.places(token)) for at, token in enumerate(tokens) if token.content}
    quoted = tuple(text[start:end] for start, end in in_quotes(text))
    texts = tuple(_text(span, articles) for span in spans)
    return Compared(text, tokens, evidence, places, texts, quoted, draft.speaker is not None)


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


def check_share(compared: Compared) -> str | None:
    words = [at for at, token in enumerate(compared.tokens) if token.kind == "word" and token.folded not in SPEECH]
    missing = [compared.tokens[at] for at in words if not compared.places[at]]
    if len(missing) > (1 - LEAST_SHARE) * len(words):
        return "the cited text does not say: " + ", ".join(token.text for token in missing)
    if missing and missing[0].first and _like_a_name(missing[0]):
        return f"“{missing[0].text}” is not in the cited text"
    return None


def _like_a_name(first: Token) -> bool:
    """A sentence's first word that nothing supports and that is no plural, adverb or participle."""
    return first.text[:1].isupper() and not first.folded.endswith(("s", "ing", "ly", "ed"))


def check_opposites(compared: Compared) -> str | None:
    """guilty for innocent, rose for fell: one word apart, and the other way round."""
    there = {token.folded for _, token in compared.evidence.tokens()}
    for at, token in enumerate(compared.tokens):
        if compared.places.get(at) or token.folded in there:
            continue
        for one, other in OPPOSITES:
            for mine, theirs in ((one, other), (other, one)):
                if token.folded in mine and there & theirs and not there & mine:
                    return f"the cited text says “{sorted(there & theirs)[0]}”, not “{token.text}”"
    return None


def check_quantifiers(compared: Compared) -> str | None:
    there = {token.folded for _, token in compared.evidence.tokens()}
    extra = next((t.text for t in compared.tokens if t.folded in QUANTIFIERS and t.folded not in there), None)
    return f"“{extra}” is not in the cited text" if extra else None


def check_she_or_he(compared: Compared) -> str | None:
    there = {token.folded for sentence in compared.evidence.sentences for token in sentence.tokens}
    for mine, theirs in ((HE, SHE), (SHE, HE)):
        said = next((token for token in compared.tokens if token.folded in mine), None)
        if said and there & theirs and not there & mine:
            return f"the cited text is not about a “{said.text}”"
    return None
