"""Articles that nobody wrote: as many as a benchmark wants, the same ones each time, no sentence twice.

Each sentence is a walk over which word follows which in the test newsroom, so words, names, figures and lengths are
those of news, and the sense is nobody's concern: an embedder and an index take as long over it.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

NEWSROOM = Path(__file__).parent.parent / "tests/qa/newsroom"
NOT_ENGLISH = {"embalse-sequia.txt", "tramway-fr.txt"}
PARAGRAPHS = (6, 12)  # of an article
SENTENCES = (1, 4)  # of a paragraph
WORDS = (8, 45)  # of a sentence
FIRST_NAMES = (
    "Ada",
    "Tomas",
    "Ines",
    "Jon",
    "Mira",
    "Leon",
    "Ruth",
    "Pavel",
    "Noor",
    "Emil",
    "Greta",
    "Idris",
    "Carla",
)
LAST_NAMES = ("Brandt", "Rell", "Okafor", "Varga", "Solberg", "Calloway", "Ito", "Marsh", "Quiroga", "Petrak", "Osei")
ENDS = re.compile(r"[.!?][”\"’]?$")


class Newsroom:
    """What follows what, and the sentences made so far."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._after: dict[str, list[str]] = defaultdict(list)
        self._openers: list[str] = []
        self._made: set[str] = set()
        self._authors = [f"{first} {last}" for last in LAST_NAMES for first in FIRST_NAMES]
        self._random.shuffle(self._authors)
        for path in sorted(NEWSROOM.iterdir()):
            if path.name not in NOT_ENGLISH:
                self._learn(path.read_text(encoding="utf-8"))

    def article(self) -> str:
        headline = " ".join(self._sentence().split()[:9]).rstrip(",.;:")
        paragraphs = [
            " ".join(self._sentence() for _ in range(self._random.randint(*SENTENCES)))
            for _ in range(self._random.randint(*PARAGRAPHS))
        ]
        return "\n\n".join([headline, f"By {self._authors.pop()}", *paragraphs]) + "\n"

    def _learn(self, text: str) -> None:
        for line in text.splitlines():
            words = line.split()
            if not ENDS.search(line):
                continue  # a headline, a name, a caption
            for word, following in pairwise(words):
                self._after[word].append(following)
            self._openers += [words[0], *(b for a, b in pairwise(words) if ENDS.search(a))]

    def _sentence(self) -> str:
        fewest, most = WORDS
        while True:
            words = [self._random.choice(self._openers)]
            while len(words) < most and not (len(words) >= fewest and ENDS.search(words[-1])):
                words.append(self._random.choice(self._after.get(words[-1]) or self._openers))
            sentence = " ".join(words).rstrip(",.;:") + "."
            if sentence not in self._made:
                self._made.add(sentence)
                return sentence


def write_articles(folder: Path, count: int, seed: int = 2013) -> None:
    """At most 143, since each has an author of its own."""
    newsroom = Newsroom(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"made-up-{number:04d}.txt").write_text(newsroom.article(), encoding="utf-8")
