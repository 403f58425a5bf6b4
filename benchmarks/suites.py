"""The scripted suites of the project, each with the articles that it is asked over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.evaluation.corpus import Corpus
from bot.evaluation.suite import Suite, load_suites
from ingest.pipeline import ingest
from vectorstore.library import Library

ROOT = Path(__file__).resolve().parents[1]
UNSEEN = ("twelfth", "thirteenth", "fourteenth")  # nothing is learned from them
_QA, _ASKED = ROOT / "tests" / "qa", ROOT / "benchmarks" / "questions"


def _articles_of(suite: Path) -> Path:
    """A suite's name says over which articles it is asked, or else its folder's."""
    if suite.stem.startswith("cassez"):
        return ROOT / "articles"
    if suite.stem.startswith("newsroom"):
        return _QA / "newsroom"
    return _ASKED / (suite.stem if suite.parent.name == "whether" else suite.parent.name) / "articles"


SUITES = {
    suite: _articles_of(suite)
    for suite in sorted([*_QA.glob("*.yaml"), *_ASKED.glob("*/*.yaml")])
    if suite.parent.name not in UNSEEN
}


def short_name(suite: Path) -> str:
    """Such as qa/cassez."""
    return f"{suite.parent.name}/{suite.stem}"


def suites_over_articles(
    chosen: Mapping[Path, Path], folder: Path, embedder: Any
) -> Iterator[tuple[Library, Corpus, Suite]]:
    """Each suite with a library of its articles in `folder`; those over the same articles share one."""
    libraries: dict[Path, Library] = {}
    for suite, articles in chosen.items():
        if articles not in libraries:
            libraries[articles] = Library(folder / str(len(libraries)))
            ingest([articles], libraries[articles], embedder, root=articles)
        corpus = Corpus.of_library(libraries[articles])
        yield libraries[articles], corpus, load_suites([suite], corpus)[0]
