"""Questions over short texts in sentences, to train the reader with: from files of public sets that a folder holds.

`squad2-*.json` (SQuAD 2.0, CC BY-SA 4.0) and `squadshifts-*.json` (SQuADShifts, CC BY 4.0) in the format of SQuAD, and
`selqa-ass-*.json`, the answer sentence selection of emorynlp/selqa (Apache-2.0). `xquad_paragraphs.jsonl`, if it is
there, names paragraphs to leave out: they are what the search is measured with.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ASKED_ELSEWHERE = 0.22  # of a source's questions, asked once more over another paragraph of the same article
WITHOUT_ANSWER = 0.15  # asked once more over their paragraph without the sentence that answers
REVIEWS_AND_POSTS = 0.18  # of these questions are taken: their texts are far from news
XQUAD_HEAD = 80  # letters by which a paragraph is known


@dataclass(frozen=True)
class Row:
    """A question, a text in sentences, which of them answer, and where in them the answers stand."""

    question: str
    title: str  # empty where a set has none
    sentences: tuple[str, ...]
    answers: tuple[bool, ...]
    spans: tuple[tuple[int, int, int], ...]  # sentence, start and end in it
    group: str  # rows of one group stand on one side of the split
    paragraph: tuple[str, int] | None = None  # article and place in it

    @property
    def answerable(self) -> bool:
        return any(self.answers)

    def over(self, sentences: Sequence[str]) -> Row:
        """The same question over a text that does not answer it."""
        return replace(self, sentences=tuple(sentences), answers=(False,) * len(sentences), spans=())


def rows(folder: Path, dice: random.Random) -> list[Row]:
    """Every row, near misses included: the same article's other paragraph, the same paragraph without the answer."""
    found = [*_squad_files(folder, dice), *_selqa_files(folder)]
    return [*found, *_asked_elsewhere(found, dice), *_without_answer(found, dice)]


def _squad_files(folder: Path, dice: random.Random) -> Iterator[Row]:
    for file in sorted(folder.glob("squad*.json")):
        titled = not re.search(r"amazon|reddit", file.name)
        known = _letters_of_xquad(folder)
        for row in _squad(file, titled, known):
            if titled or dice.random() < REVIEWS_AND_POSTS:
                yield row


def _letters_of_xquad(folder: Path) -> set[str]:
    file = folder / "xquad_paragraphs.jsonl"
    return {_letters(json.loads(line)["text"]) for line in file.open(encoding="utf-8")} if file.exists() else set()


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())[:XQUAD_HEAD]


def _squad(file: Path, titled: bool, left_out: set[str]) -> Iterator[Row]:
    for article in json.loads(file.read_text(encoding="utf-8"))["data"]:
        title = article["title"].replace("_", " ") if titled else ""
        for place, paragraph in enumerate(article["paragraphs"]):
            text = paragraph["context"]
            sentences = _sentences(text)
            if not sentences or _letters(text) in left_out:
                continue
            group = article["title"] if titled else f"{article['title']} {place % 50}"
            for asked in paragraph["qas"]:
                spans = sorted({span for answer in asked["answers"] for span in _span(answer, sentences)})
                if asked["answers"] and not spans:
                    continue
                answers = tuple(any(at == span[0] for span in spans) for at in range(len(sentences)))
                yield Row(
                    asked["question"].strip(),
                    title,
                    tuple(sentence for _, sentence in sentences),
                    answers,
                    tuple(spans),
                    group,
                    (article["title"], place) if titled else None,
                )


def _sentences(text: str) -> list[tuple[int, str]]:
    """Each with where it begins."""
    from sentencex import segment

    found, at = [], 0
    for part in segment("en", text):
        sentence = part.strip()
        start = text.find(sentence, at)
        if sentence and start >= 0:
            found.append((start, sentence))
            at = start + len(sentence)
    return found


def _span(answer: dict[str, Any], sentences: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, int]]:
    start = answer["answer_start"]
    for at, (begins, sentence) in enumerate(sentences):
        if begins <= start < begins + len(sentence):
            yield at, start - begins, min(start - begins + len(answer["text"]), len(sentence))


def _selqa_files(folder: Path) -> Iterator[Row]:
    for file in sorted(folder.glob("selqa-ass-*.json")):
        for row in json.loads(file.read_text(encoding="utf-8")):
            sentences = tuple(sentence.strip() for sentence in row["candidates"])
            answers = tuple(at in row["answers"] for at in range(len(sentences)))
            yield Row(row["question"], row["article"], sentences, answers, (), row["article"])


def _asked_elsewhere(found: Sequence[Row], dice: random.Random) -> Iterator[Row]:
    articles: defaultdict[str, list[Row]] = defaultdict(list)
    for row in found:
        if row.paragraph:
            articles[row.paragraph[0]].append(row)
    for own in articles.values():
        for row in own:
            other = dice.choice(own)
            if row.answerable and other.paragraph != row.paragraph and dice.random() < ASKED_ELSEWHERE:
                yield row.over(other.sentences)


def _without_answer(found: Sequence[Row], dice: random.Random) -> Iterator[Row]:
    for row in found:
        rest = [sentence for sentence, answers in zip(row.sentences, row.answers, strict=True) if not answers]
        if row.answerable and len(row.sentences) > 2 and rest and dice.random() < WITHOUT_ANSWER:
            yield row.over(rest)
