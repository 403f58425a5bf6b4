"""Articles for these tests, built without the ingest step: paragraphs, sentences, passages, all by exact offsets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from bot.answerer import Request
from vectorstore.article import Article, Fact, Segment, Sentence
from vectorstore.passage import Hit, Passage, SearchResult

_ENDS = re.compile(r"(?<=[.!?][”\"’'])\s+(?=[“\"A-Z#])|(?<=[.!?])\s+(?=[“\"A-Z#])")


def make_article(file: str, text: str, residue: str | None = None, **facts: str) -> Article:
    """One segment a paragraph; a paragraph that starts with `residue` is not citable."""
    segments: list[Segment] = []
    sentences: list[Sentence] = []
    for number, match in enumerate(re.finditer(r"[^\n]+", text)):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.start() + len(match.group().rstrip())
        if start >= end:
            continue
        cut = residue is not None and text[start:end].startswith(residue)
        segments.append(Segment("residue" if cut else "body", start, end, "layout code" if cut else None))
        if not cut:
            sentences.extend(Sentence(a, b, "body", number) for a, b in _sentences(text, start, end))
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    metadata = {name: Fact(value, value) for name, value in facts.items()}
    return Article(digest[:12], file, digest, digest, text, metadata, tuple(segments), tuple(sentences))


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found, at = [], start
    for match in _ENDS.finditer(text, start, end):
        found.append((at, match.start()))
        at = match.end()
    return [*found, (at, end)]


def passages_of(article: Article) -> list[Passage]:
    """One passage a paragraph."""
    return [
        Passage(f"{article.id}:{one.start}", article.id, article.text[one.start : one.end], one.start, one.end)
        for one in article.segments
        if one.citable
    ]


class FixedSearcher:
    """Finds every passage of its articles, those that share most words with the question first."""

    embedder = None

    def __init__(self, *articles: Article, notice: str | None = None) -> None:
        self.kept = {article.id: article for article in articles}
        self.library = self
        self.notice = notice
        self.asked: list[str] = []

    def article(self, article_id: str) -> Article | None:
        return self.kept.get(article_id)

    def article_ids(self) -> list[str]:
        return sorted(self.kept, key=lambda id_: self.kept[id_].file)

    def search(self, question: str, limit: int = 8, *, articles: object = None, **_: str) -> SearchResult:
        self.asked.append(question)
        wanted = set(re.findall(r"\w+", question.lower()))
        passages = [one for article in self.kept.values() for one in passages_of(article)]
        passages.sort(key=lambda one: -len(wanted & set(re.findall(r"\w+", one.text.lower()))))
        hits = tuple(Hit(one, 1.0 / (n + 1), 0.5, 1.0, n + 1, n + 1) for n, one in enumerate(passages[:limit]))
        return SearchResult(hits, len(self.kept), len(passages), 1, "fixed", self.notice)


def request_of(question: str, articles: Sequence[Article], language: str = "en", limit: int = 8) -> Request:
    searcher = FixedSearcher(*articles)
    found = searcher.search(question, limit)
    kept: Mapping[str, Article] = searcher.kept
    return Request(question, question, language, (), found.hits, kept, None, len(articles))
