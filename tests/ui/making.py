"""A small library and a scripted bot for the page's tests: real search, no model to load."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bot.answerer import DraftClaim, Piece, Request, Span, TextDelta, Verdict
from bot.engine import NewsBot
from tests.ui.hostile import strings
from ui.settings import Settings
from vectorstore.article import Article, Fact, Segment, Sentence
from vectorstore.index import publish
from vectorstore.library import Library
from vectorstore.passage import Passage
from vectorstore.search import Searcher

DIMENSION = 64


class WordEmbedder:
    """A text becomes the bag of its words, hashed: near enough for tests, and instant."""

    name = "words"
    fingerprint = "words-64"
    dimension = DIMENSION

    def encode_passages(self, texts: Sequence[str], progress: object = None) -> np.ndarray:
        return np.array([self.encode_query(text) for text in texts], dtype=np.float32)

    def encode_query(self, text: str) -> np.ndarray:
        vector = np.full(DIMENSION, 0.01, dtype=np.float32)
        for word in re.findall(r"\w+", text.casefold()):
            vector[int(hashlib.md5(word.encode()).hexdigest(), 16) % DIMENSION] += 1
        return vector / np.linalg.norm(vector)


def make_article(file: str, text: str, **facts: str) -> Article:
    """Paragraphs are segments; a line of CSS is residue, the first line is the headline."""
    segments, sentences = [], []
    for index, found in enumerate(re.finditer(r"[^\n]+", text)):
        kind = "residue" if "{" in found.group() else ("headline" if not segments else "body")
        segments.append(Segment(kind, found.start(), found.end(), "style sheet" if kind == "residue" else None))
        for one in re.finditer(r"\S[^.!?]*(?:[.!?]+[”\"]?|$)", found.group()) if kind != "residue" else ():
            sentences.append(Sentence(found.start() + one.start(), found.start() + one.end(), kind, index))
    data = text.encode()
    hashed = hashlib.sha256(data).hexdigest()
    known = {name: Fact(value, "user") for name, value in {"title": text.strip().split("\n")[0], **facts}.items()}
    return Article(
        hashlib.sha256(file.encode()).hexdigest()[:12],
        file,
        hashed,
        hashed,
        text,
        known,
        tuple(segments),
        tuple(sentences),
    )


def passages_of(article: Article) -> list[Passage]:
    made = []
    for segment in article.segments:
        if segment.citable:
            text = article.text[segment.start : segment.end]
            made.append(
                Passage(
                    hashlib.sha256(f"{article.id}{segment.start}".encode()).hexdigest()[:16],
                    article.id,
                    text,
                    segment.start,
                    segment.end,
                )
            )
    return made


def fill(data: Path, articles: Sequence[Article]) -> Library:
    library = Library(data)
    with library.writer() as writer:
        for article in articles:
            writer.put(article, passages_of(article))
        publish(library, writer, WordEmbedder())
    return library


class SlowAnswerer:
    """Quotes the best passages' first sentences, word by word, as slowly as it is told to."""

    def __init__(self, name: str = "offline", seconds_a_word: float = 0.0) -> None:
        self.name = name
        self.seconds_a_word = seconds_a_word

    def draft(self, request: Request) -> Iterator[Piece]:
        if request.question.startswith("stream "):
            yield from _streamed(strings()[int(request.question.split()[1])])
            return
        if request.question.startswith("paced ") and self.seconds_a_word:
            yield from _paced(request)
            return
        if "brother" in request.question:
            yield Verdict("not_found", 0.1)
            return
        for hit in request.hits[:2]:
            article = request.articles[hit.passage.article_id]
            first = next(s for s in article.sentences if hit.passage.start <= s.start < hit.passage.end)
            text = article.text[first.start : first.end]
            if self.seconds_a_word:
                for word in text.split():
                    yield TextDelta(f"{word} ")
                    time.sleep(self.seconds_a_word)
            yield DraftClaim(text, (Span(article.id, first.start, first.end),))
        yield Verdict("answered", 0.9)


def _paced(request: Request) -> Iterator[Piece]:
    """Two seconds whatever is asked: forty pieces of draft, then the best sentence."""
    for _ in range(40):
        yield TextDelta("word ")
        time.sleep(0.05)
    hit = request.hits[0].passage
    article = request.articles[hit.article_id]
    first = next(s for s in article.sentences if hit.start <= s.start < hit.end)
    yield DraftClaim(article.text[first.start : first.end], (Span(article.id, first.start, first.end),))
    yield Verdict("answered", 0.9)


def _streamed(text: str) -> Iterator[Piece]:
    """In pieces of seven characters, then cut off: the page is left with a draft."""
    for start in range(0, len(text), 7):
        yield TextDelta(text[start : start + 7])
    time.sleep(0.1)
    yield Verdict("not_found", 0.1, complete=False, stop_reason="provider")


def scripted_bot(settings: Settings, progress: object = None) -> NewsBot:
    """In the place of `ui.opening.open_bot`."""
    searcher = Searcher(Library(settings.data), WordEmbedder())
    return NewsBot(searcher, {"offline": SlowAnswerer(), "model": SlowAnswerer("model", 0.08)}, default="offline")
