"""Places in articles: how much of one covers another, what is too long to be evidence, what a wrong quote meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.evaluation.corpus import Corpus, Span
from vectorstore.article import Article

MET = 0.6  # of a source's occurrence has to be covered by one citation
LISTED = 0.5  # of the shorter of citation and occurrence has to be common to both
MOST_SENTENCES = 2
MOST_CHARACTERS = 500
SLACK = 5  # words by which a misquoted passage may begin or end elsewhere
LIKE_ENOUGH = 60.0  # of 100: what is less alike is not worth printing

_SPEECH = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"\n]*\"")


def overlap(one: Span, other: Span) -> int:
    """Characters that both have."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def meets(citation: Span, occurrence: Span) -> bool:
    """Whether a citation covers enough of a source to count as having cited it."""
    return overlap(citation, occurrence) >= MET * (occurrence[1] - occurrence[0])


def is_listed(citation: Span, occurrence: Span) -> bool:
    """Whether a citation is, in the main, the evidence that the suite lists."""
    shorter = min(citation[1] - citation[0], occurrence[1] - occurrence[0])
    return shorter > 0 and overlap(citation, occurrence) >= LISTED * shorter


def too_long(citation: Span, article: Article) -> bool:
    """Whether a citation spans more than two sentences or 500 characters, one quoted speech counting as one sentence.

    A speech makes up for its own length only: what stands around it still has to keep to the limits.
    """
    if _within(citation, article, None):
        return False
    speeches = sorted(_speeches(article.text), key=lambda speech: -overlap(citation, speech))
    return not (speeches and overlap(citation, speeches[0]) and _within(citation, article, speeches[0]))


def _within(citation: Span, article: Article, speech: Span | None) -> bool:
    characters = citation[1] - citation[0]
    sentences = [span for span in _sentences(article) if _shares_a_word(citation, span, article.text)]
    if speech is not None:
        characters -= overlap(citation, speech)
        sentences = [speech, *(span for span in sentences if not overlap(span, speech))]
    return characters <= MOST_CHARACTERS and len(sentences) <= MOST_SENTENCES


def _shares_a_word(citation: Span, sentence: Span, text: str) -> bool:
    common = text[max(citation[0], sentence[0]) : min(citation[1], sentence[1])]
    return any(char.isalnum() for char in common)


def _sentences(article: Article) -> Sequence[Span]:
    if article.sentences:
        return [(sentence.start, sentence.end) for sentence in article.sentences]
    return _cut(article.text)


@lru_cache(maxsize=64)
def _cut(text: str) -> Sequence[Span]:
    """For an article that came without its sentences."""
    from sentencex import segment  # type: ignore[import-untyped]

    spans, at = [], 0
    for piece in segment("en", text):
        spans.append((at, at + len(piece)))
        at += len(piece)
    return spans


@lru_cache(maxsize=64)
def _speeches(text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in _SPEECH.finditer(text))


def words_cited(spans: Iterable[tuple[str, Span]], corpus: Corpus) -> int:
    """Words in a turn's citations, each place once however often it is cited."""
    total, reached = 0, ("", 0)
    for article_id, (start, end) in sorted(spans):
        done = reached[1] if reached[0] == article_id else 0
        if end > done:
            total += len(corpus.text(article_id)[max(start, done) : end].split())
            reached = (article_id, end)
    return total


def nearest_text(quote: str, text: str) -> str | None:
    """The piece of an article that a quote which is not in it most likely meant, whole words, to be pasted."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    if not quote.strip() or not text:
        return None
    found = partial_ratio_alignment(quote, text, score_cutoff=LIKE_ENOUGH)
    if found is None:
        return None
    start, end = _best_words(quote, text, (found.dest_start, found.dest_end))
    return " ".join(text[start:end].split())


def _best_words(quote: str, text: str, around: Span) -> Span:
    """The alignment is as long as the quote; the words meant may be a few more or fewer at either end."""
    from rapidfuzz.fuzz import ratio

    words = [match.span() for match in re.finditer(r"\S+", text)]
    inside = [n for n, word in enumerate(words) if overlap(word, around)]
    first, last = inside[0], inside[-1]
    begins = range(max(0, first - SLACK), min(last, first + SLACK) + 1)
    ends = range(max(first, last - SLACK), min(len(words) - 1, last + SLACK) + 1)
    spans = [(words[one][0], words[other][1]) for one in begins for other in ends if one <= other]
    return max(spans, key=lambda span: ratio(quote, text[span[0] : span[1]]))
