"""Arithmetic on places: what meets a source, what is listed, what is too long."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.corpus import Corpus
from bot.evaluation.evidence import is_listed, meets, nearest_text, overlap, too_long, words_cited
from bot.evaluation.suite_files import RawSuite
from vectorstore.article import Article

from .conftest import make_article

spans = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(spans, spans)
def test_overlap_counts_the_places_that_both_have(one: tuple[int, int], other: tuple[int, int]) -> None:
    common = len(set(range(*one)) & set(range(*other)))
    assert overlap(one, other) == overlap(other, one) == common
    assert meets(one, other) == (common >= 0.6 * (other[1] - other[0]))
    assert is_listed(one, other) == (2 * common >= min(one[1] - one[0], other[1] - other[0]))


@pytest.mark.parametrize(("citation", "met"), [((0, 6), True), ((0, 5), False), ((4, 10), True), ((5, 20), False)])
def test_a_source_is_met_from_60_percent_on(citation: tuple[int, int], met: bool) -> None:
    assert meets(citation, (0, 10)) == met


@pytest.mark.parametrize(
    ("citation", "listed"), [((5, 15), True), ((6, 16), False), ((9, 11), True), ((0, 100), True), ((10, 20), False)]
)
def test_evidence_is_listed_from_half_of_the_shorter_on(citation: tuple[int, int], listed: bool) -> None:
    assert is_listed(citation, (0, 10)) == listed


def span_of(article: Article, quote: str) -> tuple[int, int]:
    start = article.text.index(quote)
    return start, start + len(quote)


def test_two_sentences_are_evidence_and_three_are_an_article(articles: list[Article]) -> None:
    flood = articles[0]
    assert not too_long(span_of(flood, "The river road closed on Monday. Mayor Ana Ruiz said"), flood)
    assert too_long(
        span_of(flood, "The river road closed on Monday. Mayor Ana Ruiz said it would stay shut for 96 days. N"), flood
    )
    # a full stop alone is no third sentence
    assert not too_long(span_of(flood, ". Mayor Ana Ruiz said it would stay shut for 96 days. Nobody"), flood)
    assert too_long((0, len(flood.text)), flood)


def test_one_quoted_speech_may_be_longer_and_nothing_around_it(articles: list[Article]) -> None:
    flood = articles[0]
    speech = "“We will rebuild. We always do. It takes time, and it takes money, and it takes patience,”"
    assert not too_long(span_of(flood, speech), flood)
    assert not too_long(span_of(flood, speech + " she said."), flood)
    before = flood.text.index("Nobody was hurt")
    assert not too_long((before, span_of(flood, speech)[1]), flood)
    before = flood.text.index("Mayor Ana")
    assert too_long((before, span_of(flood, speech)[1]), flood)


def test_500_characters_are_evidence_and_501_are_not() -> None:
    article = make_article("long.txt", "a" * 600 + "\n" + "“" + "b " * 400 + "”")
    assert not too_long((0, 500), article)
    assert too_long((0, 501), article)
    assert not too_long((601, len(article.text)), article)
    assert too_long((90, len(article.text)), article)


def test_an_article_without_known_sentences_is_cut_here(articles: list[Article]) -> None:
    text = articles[0].text
    bare = Article("x", "x.txt", "", "", text, {}, (), ())
    assert too_long((0, len(text)), bare)
    assert not too_long(span_of(bare, "The river road closed on Monday."), bare)


def test_cited_words_are_counted_once_however_often_they_are_cited(corpus: Corpus, articles: list[Article]) -> None:
    flood, ferry = articles
    whole, part = span_of(flood, "The river road closed on Monday."), span_of(flood, "road closed on")
    other = span_of(ferry, "Twelve people")
    assert words_cited([(flood.id, part), (flood.id, whole), (flood.id, whole), (ferry.id, other)], corpus) == 8


def test_nothing_like_a_quote_gives_nothing_to_paste() -> None:
    assert nearest_text("zzzz qqqq xxxx", "The river road closed on Monday.") is None
    assert nearest_text("", "text") is None
    assert nearest_text("river raod closed", "The river road closed on Monday.") == "river road closed"


def test_a_place_without_a_line_of_its_own_has_that_of_the_part_around_it(tmp_path: Path) -> None:
    raw = RawSuite(tmp_path, {}, {(): 1, ("cases", 0): 3})
    assert raw.line(("cases", 0, "answer", 2)) == 3
    assert raw.line(("suite",)) == 1
