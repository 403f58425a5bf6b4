"""Small articles, and answers made by hand, so that every expected figure can be worked out on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answer, Citation, Claim, Searched
from bot.evaluation.corpus import ArticleRef, Corpus
from bot.evaluation.metrics import KINDS
from bot.evaluation.report import Report
from bot.evaluation.suite import CaseTurn, Suite, load_suite
from vectorstore.article import NOT_KNOWN, Article, Sentence

FLOOD = (
    "River road closed after flood\n\n"
    "The river road closed on Monday. Mayor Ana Ruiz said it would stay shut for 96 days. "
    "Nobody was hurt, the “Daily” reported.\n\n"
    "“We will rebuild. We always do. It takes time, and it takes money, and it takes patience,” she said.\n"
)
FERRY = "Ferry hits pier\n\nTwelve people were hurt on Tuesday. The ferry was built in 1996 — in Alder.\n"


def make_article(file: str, text: str) -> Article:
    """Every line and every sentence of it is a sentence; good enough for texts without abbreviations."""
    sentences, at = [], 0
    for piece in text.replace(". ", ".\n").split("\n"):
        if piece.strip():
            sentences.append(Sentence(at, at + len(piece), "body", 0))
        at += len(piece) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    article_id = hashlib.sha256(file.encode()).hexdigest()[:12]
    return Article(article_id, file, digest, digest, text, {"title": NOT_KNOWN}, (), tuple(sentences))


def corpus_of(articles: Iterable[Article]) -> Corpus:
    by_id = {article.id: article for article in articles}
    refs = [ArticleRef(article.id, article.file, article.text_sha256) for article in by_id.values()]
    return Corpus(refs, by_id.get)


TIMINGS = frozenset({"created", "seconds", "timings_ms", *(name for name in KINDS if name.startswith("latency"))})


def without_timings(report: Report) -> Report:
    """What two runs of a deterministic bot have in common: everything but the time it took and when."""

    def cleaned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: cleaned(item) for key, item in value.items() if key not in TIMINGS}
        return [cleaned(item) for item in value] if isinstance(value, list) else value

    made = cleaned(report)
    assert isinstance(made, dict)
    return made


@pytest.fixture(scope="session")
def articles() -> list[Article]:
    return [make_article("news/flood.txt", FLOOD), make_article("news/ferry.txt", FERRY)]


@pytest.fixture(scope="session")
def corpus(articles: list[Article]) -> Corpus:
    return corpus_of(articles)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a suite file; YAML unless the name says otherwise."""

    def write_file(text: str, name: str = "suite.yaml") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write_file


@pytest.fixture
def suite_of(write: Callable[..., Path], corpus: Corpus) -> Callable[[str], Suite]:
    return lambda text: load_suite(write(text), corpus)


@pytest.fixture
def turn_of(suite_of: Callable[[str], Suite]) -> Callable[[str], CaseTurn]:
    """One case from its keys in YAML's flow style, without the braces."""
    return lambda keys: suite_of(f"cases:\n  - {{id: one, {keys}}}").cases[0].turns[0]


def cite(article: Article, quote: str, number: int = 1, **changes: Any) -> Citation:
    start = article.text.index(quote)
    given = {
        "number": number,
        "article_id": article.id,
        "file": article.file,
        "title": article.title,
        "outlet": None,
        "published": None,
        "sha256": article.sha256,
        "text_sha256": article.text_sha256,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
    }
    return Citation(**{**given, **changes})


def answered(text: str, citations: Sequence[Citation] = (), **changes: Any) -> Answer:
    """One claim on all the citations."""
    numbers = tuple(citation.number or 0 for citation in citations)
    given: dict[str, Any] = {
        "question": "?",
        "standalone_question": "?",
        "outcome": "answered",
        "confidence": None,
        "claims": (Claim(text, numbers),) if text else (),
        "notes": (),
        "citations": tuple(citations),
        "conflicts": (),
        "rejected": (),
        "nearest": (),
        "searched": Searched(2, 4, 1),
        "requested_answerer": "fake",
        "answerer": "fake",
        "embedder": "none",
        "timings_ms": {"total": 1.0},
    }
    return Answer(**{**given, **changes})


def refused(**changes: Any) -> Answer:
    return answered("", (), **{"outcome": "not_found", **changes})
