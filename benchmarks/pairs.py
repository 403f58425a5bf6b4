"""The pairs of reports of `questions/pairs`: reports of one event, or of one matter of general knowledge, by two outlets.

They agree on some points, contradict each other on others, and are silent on some; each question says which it is, and
which words of either article answer it. All of them stand in one library. The reader has not learned from these texts.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.offline.candidates import Candidate
from ingest.pipeline import ingest
from vectorstore.embedders import make_embedder
from vectorstore.library import Library
from vectorstore.search import Searcher

PAIRS = Path(__file__).with_name("questions") / "pairs"
SIDES = ("a", "b")


@lru_cache(maxsize=1)
def every_pair() -> tuple[dict[str, Any], ...]:
    files = sorted(PAIRS.glob("*.jsonl"))
    return tuple(json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines())


def library_of_pairs(folder: Path) -> Searcher:
    for at, pair in enumerate(every_pair()):
        for side in SIDES:
            text = f"{pair[side]['title']}\n\n{pair[side]['text']}\n"
            (folder / _file(at, side)).write_text(text, encoding="utf-8")
    library, embedder = Library(folder / "data"), make_embedder("e5")
    ingest(sorted(folder.glob("*.txt")), library, embedder)
    return Searcher(library, embedder)


def tells_of(one: Candidate, pair: int) -> bool:
    """It stands in one of the pair's reports: a question may suit another pair too."""
    return any(one.article.file.endswith(_file(pair, side)) for side in SIDES)


def side_of(one: Candidate, pair: int, asked: dict[str, Any]) -> str | None:
    """Of which article of the pair it is an answer."""
    for side in SIDES:
        if one.article.file.endswith(_file(pair, side)):
            places = [one.article.text.index(quote, len(one.article.title)) for quote in asked[side]]
            ends = [place + len(quote) for place, quote in zip(places, asked[side], strict=True)]
            if any(
                one.sentence.start < end and place < one.sentence.end for place, end in zip(places, ends, strict=True)
            ):
                return side
    return None


def _file(pair: int, side: str) -> str:
    return f"{pair:03}-{side}.txt"
