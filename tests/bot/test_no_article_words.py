"""Rules hold for any folder of news: nothing that only the project's own articles tell of stands in one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.text.lexicon import word_set
from bot.text.words import fold

ROOT = Path(__file__).resolve().parents[2]
TOLD_OF = word_set(
    """cassez vallarta zaldivar zodiacos globalpost naranjo volpi sarkozy hollande
    maren petrak velmora novak esterwick tarn pagalo soler halden"""
)


def strings(file: Path) -> Iterator[str]:
    """All but docstrings: an example may stand there."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def code() -> list[Path]:
    return sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("ingest/*.py"), *ROOT.glob("vectorstore/*.py")])


def test_the_articles_tell_of_these() -> None:
    texts = [*ROOT.glob("articles/*.txt"), *ROOT.glob("tests/qa/newsroom/*.*")]
    told = set(re.findall(r"[a-z]+", fold(" ".join(file.read_text(encoding="utf-8") for file in texts))))
    assert told >= TOLD_OF


@pytest.mark.parametrize("file", code(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_rule_names_what_only_the_articles_tell_of(file: Path) -> None:
    said = {word for text in strings(file) for word in re.findall(r"[a-z]+", fold(text))}
    assert not said & TOLD_OF
