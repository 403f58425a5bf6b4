"""Questions over invented news articles, to train the reader with: as it will meet them in use.

`questions/reading/*.jsonl` was written for this: one article a line, with questions that avoid its words, near misses, and
their Spanish and French versions. Articles are read by the ingest, cut into the runs of sentences that the reader gets,
and what is not English goes through the glossary, as it does when somebody asks. From `questions/reading/held_out` nothing
is learned: it tells how well a reader does on reports that it has not seen.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Any

from benchmarks.reader_examples import Row
from bot.offline.candidates import ANSWERING_KINDS, Candidate, runs
from bot.offline.reader import RUN_CHARACTERS
from bot.text.glossary import in_english
from ingest.article import article_from_text
from vectorstore.article import Article

FOLDER = Path(__file__).with_name("questions") / "reading"
HELD_OUT = FOLDER / "held_out"
LEFT_OUT = 0.15  # of the sentences of a run: the search does not find every passage
WITHOUT_ANSWER = 0.5  # of the runs that do not answer are taken


def news_rows(
    dice: random.Random,
    translated: float = 1.0,
    others: float = 1.0,
    new: Set[str] = frozenset(),
    folder: Path = FOLDER,
) -> Iterator[Row]:
    """`translated` is the share of the Spanish and French questions that is taken, `others` that of the rows of files
    which are not among the new ones."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            for row in _rows(json.loads(line), dice, translated):
                if file.stem in new or others == 1 or dice.random() < others:
                    yield row


def _rows(data: dict[str, Any], dice: random.Random, translated: float) -> Iterator[Row]:
    article = article_from_text(
        "news.txt", f"{data['title']}\n\n{data['text']}\n".encode(), {"language": data["language"]}
    )
    every = [Candidate(article, at, 0, 0.0) for at, one in enumerate(article.sentences) if one.kind in ANSWERING_KINDS]
    for asked in data["questions"]:
        spans = [_place(article, quote) for quote in asked["answers"]]
        for language, question in (("en", asked["q"]), ("es", asked.get("es")), ("fr", asked.get("fr"))):
            if question and (language == "en" or translated == 1 or dice.random() < translated):
                yield from _asked(in_english(question, language), every, spans, dice)


def _place(article: Article, quote: str) -> tuple[int, int]:
    start = article.text.index(quote, len(article.title))
    return start, start + len(quote)


def _asked(
    question: str, every: Sequence[Candidate], spans: Sequence[tuple[int, int]], dice: random.Random
) -> Iterator[Row]:
    """The question over each run that answers it, and over some that do not."""
    kept = [one for one in every if dice.random() >= LEFT_OUT or any(_inside(one, span) for span in spans)]
    for run in runs(kept, RUN_CHARACTERS):
        places = [_inside(one, span) for one in run for span in spans]
        if any(places) or dice.random() < WITHOUT_ANSWER:
            yield _row(question, run, spans)


def _inside(one: Candidate, span: tuple[int, int]) -> bool:
    return one.sentence.start < span[1] and span[0] < one.sentence.end


def _row(question: str, run: Sequence[Candidate], spans: Sequence[tuple[int, int]]) -> Row:
    title = run[0].article.title
    return Row(
        question,
        title,
        tuple(one.english for one in run),
        tuple(any(_inside(one, span) for span in spans) for one in run),
        tuple(
            (at, max(0, start - one.sentence.start), min(len(one.text), end - one.sentence.start))
            for at, one in enumerate(run)
            for start, end in spans
            if _inside(one, (start, end)) and one.english == one.text
        ),
        f"news {title}",
    )
