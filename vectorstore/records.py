"""An article and its passages as a row of the library, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vectorstore.article import Article, Fact, Segment, Sentence
from vectorstore.errors import ArticleError
from vectorstore.passage import Passage


@dataclass(frozen=True)
class ArticleSummary:
    """What a list of the articles shows."""

    id: str
    file: str
    sha256: str
    text_sha256: str
    metadata: Mapping[str, Fact]
    passages: int
    characters: int
    ingested_at: str  # ISO 8601, UTC


@dataclass(frozen=True)
class Entry:
    """An article with its passages, as they were put."""

    article: Article
    passages: tuple[Passage, ...]
    keys: tuple[str, ...]  # of each passage: what its vectors are kept under


def text_key(text: str) -> str:
    """A text's hash."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def encoded(article: Article, passages: Sequence[Passage]) -> bytes:
    """The article's text as kept; refuses what could not be cited later."""
    try:
        data = article.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ArticleError(f"{article.file}: its text is not valid Unicode. Save it as UTF-8.") from error
    if hashlib.sha256(data).hexdigest() != article.text_sha256:
        raise ValueError(f"{article.file}: text_sha256 is not that of the text")
    for passage in passages:
        if passage.article_id != article.id or article.text[passage.start : passage.end] != passage.text:
            raise ValueError(f"{article.file}: passage {passage.id} is not a slice of the article")
    return data


def details(article: Article) -> str:
    """Everything learned about an article, as JSON."""
    return json.dumps(
        {
            "metadata": {name: [fact.value, fact.evidence] for name, fact in article.metadata.items()},
            "segments": [[part.kind, part.start, part.end, part.reason] for part in article.segments],
            "sentences": [[part.kind, part.start, part.end, part.paragraph] for part in article.sentences],
        }
    )


def metadata(stored: str) -> dict[str, Fact]:
    return {name: Fact(*fact) for name, fact in json.loads(stored)["metadata"].items()}


def seal(fields: Sequence[str], passages: Sequence[tuple[Any, ...]]) -> str:
    """A hash over an article's row and those of its passages."""
    return hashlib.sha256(json.dumps([list(fields), [list(row) for row in passages]]).encode()).hexdigest()


def article(row: Sequence[Any], text: str) -> Article:
    """From (id, file, sha256, text_sha256, details)."""
    id_, file, sha256, text_sha256, stored = row
    learned = json.loads(stored)
    return Article(
        id=id_,
        file=file,
        sha256=sha256,
        text_sha256=text_sha256,
        text=text,
        metadata=metadata(stored),
        segments=tuple(Segment(kind, start, end, reason) for kind, start, end, reason in learned["segments"]),
        sentences=tuple(Sentence(start, end, kind, para) for kind, start, end, para in learned["sentences"]),
    )
