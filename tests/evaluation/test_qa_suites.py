"""The suites of this repository, with the real bot: every quote is in its article, and two runs are the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.evaluation.suite import load_suite
from ingest.article import article_from_text
from ui.cli import main

from .conftest import corpus_of, without_timings

ROOT = Path(__file__).resolve().parents[2]
SUITES = {"cassez": ROOT / "articles", "newsroom": ROOT / "tests/qa/newsroom"}


@pytest.mark.parametrize("name", SUITES)
def test_a_suite_of_this_repository_loads(name: str) -> None:
    files = [file for file in sorted(SUITES[name].iterdir()) if file.suffix in (".txt", ".md")]
    corpus = corpus_of([article_from_text(file.name, file.read_bytes()) for file in files])
    assert load_suite(ROOT / f"tests/qa/{name}.yaml", corpus).name == name


def newsbot(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["newsbot", *words])
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


@pytest.mark.slow
@pytest.mark.parametrize("name", SUITES)
def test_two_runs_of_a_suite_are_the_same(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert newsbot(monkeypatch, "ingest", str(SUITES[name])) == 0
    suite = str(ROOT / f"tests/qa/{name}.yaml")
    for file, workers in (("one.json", "1"), ("two.json", "2")):
        assert newsbot(monkeypatch, "eval", suite, "--workers", workers, "--json", file) == 0
    one, two = (without_timings(json.loads((tmp_path / file).read_text())) for file in ("one.json", "two.json"))
    assert one == two
