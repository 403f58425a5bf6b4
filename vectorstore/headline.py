"""What is searched of a passage: its own words under the headline of its article.

A paragraph of the story says "she" and "the company"; the headline says who that is.
"""

from __future__ import annotations

from vectorstore.article import Article
from vectorstore.passage import Passage
from vectorstore.records import text_key

UNDER_IT = ("body", "heading", "standfirst", "byline", "dateline")  # "by Ana Ruiz" alone is nobody's byline
LONGEST = 200  # characters of a headline; more would drown the passage


def under_headline(article: Article, passage: Passage) -> str:
    """The passage's text, after its article's headline where that says what it is about."""
    headline = _headline_over(article, passage)
    return f"{headline}. {passage.text}" if headline else passage.text


def vector_key(article: Article, passage: Passage) -> str:
    """What a passage's vectors are kept under: the key of its own words, and of the headline that is embedded with them.

    Libraries of schema 1 kept them under the words alone, which is no key of this form: such a vector may be of another
    headline, and is not taken for a passage that is put today.
    """
    return f"{text_key(passage.text)}.{text_key(_headline_over(article, passage))[:16]}"


def key_of_words(key: str) -> str:
    """The `text_key` of the passage's own words in a key of this schema or of the first."""
    return key.partition(".")[0]


def _headline_over(article: Article, passage: Passage) -> str:
    part = next((s for s in article.segments if s.start <= passage.start < s.end), None)
    if part is None or part.kind not in UNDER_IT:
        return ""
    headline = next((article.text[s.start : s.end] for s in article.segments if s.kind == "headline"), "")
    return headline[:LONGEST].strip()
