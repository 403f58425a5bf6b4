"""Whether a claim stands on the union of its spans: content first, only typography and light wording may differ.

Called by `bot.citations`. A claim that repeats whole sentences stands at once. Any other claim passes every check of
`_CHECKS`, each of which gives a reason, in words fit to show, or None. A claim in another language than its article
goes to `bot.proof.abroad` instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.answerer import DraftClaim, Span
from bot.proof.abroad import check_abroad, foreign, language_of
from bot.proof.by_word import (
    check_names_and_numbers,
    check_opposites,
    check_quantifiers,
    check_quotes,
    check_she_or_he,
    check_words,
)
from bot.proof.compared import compare, text_of
from bot.proof.figures import check_figures
from bot.proof.governed import check_governed
from bot.proof.roles import check_roles
from bot.proof.together import check_together
from bot.proof.wording import same_words
from bot.text.quoting import locate
from vectorstore.article import Article

LONGEST = 600  # characters of a claim in words of its own
LEAST_WORDS = 2  # a single word says nothing of anything
INSERTED = re.compile(r"\[[^\[\]]*\]")  # our own words within a claim: "She [Florence Cassez] was ..."
_CHECKS = (
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


def check_support(
    draft: DraftClaim, spans: Sequence[Span], articles: Mapping[str, Article], language: str
) -> str | None:
    """Why the claim does not stand; None where it does."""
    texts = [text_of(span, articles) for span in spans if whole_sentences(span, articles[span.article_id])]
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
    return next((reason for check in _CHECKS if (reason := check(compared))), None)


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


def without_insertions(text: str, spans: Sequence[Span], articles: Mapping[str, Article]) -> tuple[str, str | None]:
    """The claim without words in square brackets, which are ours and must stand in the same article up to there."""
    for match in INSERTED.finditer(text):
        if any(locate(match.group(), text_of(span, articles)) for span in spans):
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
