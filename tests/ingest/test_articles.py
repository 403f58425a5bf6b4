"""The two real articles, as delivered."""

from __future__ import annotations

import hashlib

import pytest

from ingest.article import article_from_text
from ingest.split import passages_of
from tests.ingest.making import RETURN, SERIES, parts, said
from vectorstore.article import NOT_KNOWN, Article, Fact


@pytest.fixture(scope="module")
def homecoming() -> Article:
    return article_from_text(RETURN.name, RETURN.read_bytes())


@pytest.fixture(scope="module")
def series() -> Article:
    return article_from_text(SERIES.name, SERIES.read_bytes())


def of_kind(article: Article, kind: str) -> list[str]:
    return [text for found, text in parts(article) if found == kind]


def test_hashes_are_those_of_the_file_and_of_the_text(series: Article):
    assert series.sha256 == hashlib.sha256(SERIES.read_bytes()).hexdigest()
    assert series.text_sha256 == hashlib.sha256(series.text.encode()).hexdigest()
    assert series.text == SERIES.read_bytes().decode("utf-8")


def test_lines_above_the_stories_are_told_apart(homecoming: Article, series: Article):
    assert of_kind(homecoming, "headline")[0].startswith("Florence Cassez, Frenchwoman jailed")
    assert of_kind(homecoming, "caption")[0].startswith("A smiling Florence Cassez leaves")
    assert of_kind(series, "label") == ["Streaming"]
    assert of_kind(series, "headline")[0].startswith("Florence Cassez Is Still Speaking")
    assert of_kind(series, "standfirst") == ["She appears in Netflix’s A Kidnapping Scandal docuseries."]
    assert of_kind(series, "byline") == ["by Brad Witter"]
    assert of_kind(series, "caption")[0].endswith("via Netflix's press site")


def test_residue_is_marked_with_a_reason_and_never_cited(homecoming: Article, series: Article):
    left = of_kind(homecoming, "residue")
    assert left[0] == "More from GlobalPost: Mexico News"
    assert [line[:20] for line in left[1:]] == ["#next_pages_containe"] * 3
    assert of_kind(series, "residue") == ["Courtesy of Netflix"] * 3
    for article in (homecoming, series):
        assert all(part.reason for part in article.segments if part.kind in ("residue", "label"))
        for words in ("Courtesy of Netflix", "next_pages", "More from GlobalPost"):
            assert not any(words in one for one in said(article))
            assert not any(words in passage.text for passage in passages_of(article))
        assert "Streaming" not in said(article)


def test_everything_else_is_the_story(homecoming: Article, series: Article):
    assert len(of_kind(homecoming, "body")) == 18
    assert len(of_kind(series, "body")) == 9


def test_what_the_articles_do_not_say_is_unknown(homecoming: Article, series: Article):
    for article in (homecoming, series):
        for name in ("published", "updated", "url"):
            assert article.fact(name) == NOT_KNOWN
    assert homecoming.fact("byline") == NOT_KNOWN
    assert series.fact("outlet") == NOT_KNOWN
    assert series.fact("dateline") == NOT_KNOWN


def test_facts_carry_the_words_they_were_read_from(homecoming: Article, series: Article):
    assert homecoming.fact("outlet") == Fact("GlobalPost", "More from GlobalPost: Mexico News")
    assert homecoming.fact("dateline") == Fact("GUADALAJARA, Mexico", "GUADALAJARA, Mexico –")
    assert series.fact("byline") == Fact("Brad Witter", "by Brad Witter")
    assert series.title.startswith("Florence Cassez Is Still Speaking")
    assert series.fact("latest_year").value == "2022"
    assert "47 years old in 2022" in series.fact("latest_year").evidence
    assert homecoming.fact("language").value == series.fact("language").value == "en"


def test_the_dateline_is_apart_from_the_sentence_that_follows(homecoming: Article):
    dateline, first = [one for one in homecoming.sentences if one.kind in ("dateline", "body")][:2]
    assert homecoming.text[dateline.start : dateline.end] == "GUADALAJARA, Mexico –"
    assert homecoming.text[first.start : first.end].startswith("Families of kidnapping victims")
    assert dateline.paragraph == first.paragraph


def test_a_long_quotation_is_cut_at_its_sentences(series: Article):
    assert said(series)[-4:] == [
        "“Maybe it’s because no one raises their voice to say that it’s not right.",
        "And that’s what I’m doing today, by answering them, by doing this.",
        "To stop it if possible, to speak out so that it won’t happen again.",
        "Nobody should go through this, nobody.”",
    ]
    assert "“All we tried to do was serve you, the media,” he said." in said(series)


def test_passages_are_of_a_size_to_search_and_to_read(homecoming: Article, series: Article):
    for article in (homecoming, series):
        found = passages_of(article)
        assert max(len(passage.text) for passage in found) <= 700
        story = [one for one in found if len(one.text) > 120]
        assert sum(len(passage.text) for passage in story) / len(story) > 400
