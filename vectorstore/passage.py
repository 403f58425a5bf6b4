"""The unit of retrieval."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A run of citable sentences of one article: `article.text[start:end] == text`."""

    id: str  # hash of the article's content, the splitter's version and the span: writing it twice is harmless
    article_id: str
    text: str
    start: int  # code points into Article.text
    end: int


@dataclass(frozen=True)
class Hit:
    """A passage that a search found."""

    passage: Passage
    score: float  # fused, comparable within one search only
    similarity: float  # cosine of the question and the passage, -1 to 1
    lexical_score: float  # BM25, 0 where the lexical search did not find it
    dense_rank: int | None  # from 1; None where that search did not find it
    lexical_rank: int | None
    sentence_similarities: tuple[float, ...] = ()  # of its sentences, in order; () where the embedder keeps none
    copies: tuple[str, ...] = ()  # ids of articles that print the same passage, and were left out of the hits


@dataclass(frozen=True)
class SearchResult:
    """What one question found, and what it was searched in."""

    hits: tuple[Hit, ...]
    articles: int  # how many were searched
    passages: int
    generation: int
    embedder: str  # its name
    notice: str | None = None  # one line fit to show, when the search was not the full one
    by_words_alone: bool = False  # the embedder did not answer
