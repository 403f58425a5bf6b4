"""Short articles of our own for the offline answerer, and sentences of them as candidates."""

from __future__ import annotations

from dataclasses import replace

from bot.offline.candidates import Candidate
from ingest.article import article_from_text
from vectorstore.article import Article, Fact

MILL = """Fire guts Corrow paper mill

CORROW, March 3, 2021 — Fire broke out at the Corrow paper mill on Monday night.

Nora Bellamy, the owner, said the fire had started in the drying hall. "We lost everything in an hour," she said.

"Nobody was hurt, and that is what counts."

Four people were treated for smoke, according to The Corrow Gazette.

In 2019 the mill had been sold for 2.4 million euros. In June of the same year it took on 40 workers.

Fire chief Tom Hale was fined 900 euros in 2020. In appeal the fine was cut to 300 euros.

Hale denies that the alarm was switched off. If convicted, he faces up to two years in prison.
"""

OTHER = """Mill fire: electrical fault blamed

HARTLE, March 4, 2021 — An electrical fault caused the fire at the Corrow paper mill, insurers said.

Nine people were treated for smoke, the insurers said.
"""


def article(text: str, file: str = "mill.txt") -> Article:
    return article_from_text(file, text.encode())


def copy_of(first: str, made: Article) -> Article:
    """The article, known to be a copy of the one with this id."""
    return replace(made, metadata={**made.metadata, "duplicate_of": Fact(first, "same sentences")})


def sentence(made: Article, beginning: str) -> Candidate:
    """The sentence of the article that begins with these words."""
    for index, one in enumerate(made.sentences):
        if made.text[one.start : one.end].startswith(beginning):
            return Candidate(made, index, 0, 0.85)
    raise AssertionError(f"no sentence begins with {beginning!r}")
