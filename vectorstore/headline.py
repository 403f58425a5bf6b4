"""What is searched of a passage: its own words under the headline of its article.

A paragraph of the story says "she" and "the company"; the headline says who that is.
"""

from __future__ import annotations

from vectorstore.article import Article
from vectorstore.passage import Passage

UNDER_IT = ("body", "heading", "standfirst", "byline", "dateline")  # "by Ana Ruiz" alone is nobody's byline
LONGEST = 200  # characters of a headline; more would drown the passage


def under_headline(article: Article, passage: Passage) -> str:
    """The passage's text, after its article's headline where that says what it is about."""
    part = next((s for s in article.segments if s.start <= passage.start < s.end), None)
    headline = next((article.text[s.start : s.end] for s in article.segments if s.kind == "headline"), "")
    if part is None or part.kind not in UNDER_IT or not headline:
        return passage.text
    return f"{headline[:LONGEST].strip()}. {passage.text}"
