"""Flips bits, cuts and deletes files of a data folder, under a closed page and an open one, and counts what follows.

    python benchmarks/damage.py --rounds 100

Wrong is an answer that differs from the right one with neither a notice nor an error; dead is a process that ended.
Harmless is damage after which every answer is right and `check` finds nothing: unused bytes, lock files.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from crash import PER_ARTICLE, RandomVectors, forked, made, result_of, state, work

from vectorstore.errors import NewsBotError
from vectorstore.health import check, repair
from vectorstore.library import Library
from vectorstore.search import Searcher

Page = Callable[[Path, int, Callable[[], str]], str]
HOW = ("flipped", "cut", "deleted")


def hurt(folder: Path, how: str, draw: random.Random) -> str:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    path = draw.choice(files)
    data = bytearray(path.read_bytes())
    if how == "deleted":
        path.unlink()
    elif how == "cut":
        path.write_bytes(data[: draw.randrange(len(data))])
    else:
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        path.write_bytes(data)
    return path.name


def answers(searcher: Searcher, articles: int) -> str:
    """right, said (a notice or an error, one line) or wrong."""
    for number in range(articles):
        article, passages = made(number, 0)
        try:
            found = searcher.search(passages[number % PER_ARTICLE].text, 3)
        except NewsBotError:
            return "said"
        if not found.hits or found.hits[0].passage != passages[number % PER_ARTICLE]:
            return "said" if found.notice else "wrong"
        if searcher.library.article(article.id) != article:
            return "wrong"
        if found.notice:
            return "said"
    return "right"


def closed_page(folder: Path, articles: int, damage: Callable[[], str]) -> str:
    damage()
    return answers(Searcher(Library(folder), RandomVectors("first")), articles)


def open_page(folder: Path, articles: int, damage: Callable[[], str]) -> str:
    searcher = Searcher(Library(folder), RandomVectors("first"))
    if answers(searcher, articles) != "right":
        return "wrong before"
    damage()
    return answers(searcher, articles)


def mended(folder: Path, articles: int) -> Any:
    """What `check --repair` and an ingest make of it."""
    named = [
        item.message for item in check(folder).items if item.status == "error" and item.name in ("library", "index")
    ]
    repair(folder)
    work("base", folder, articles, lambda _: None)
    return {"named": named, "state": {key: value for key, value in state(folder).items() if key != "leftovers"}}


def _looked_at(page: Page, folder: Path, articles: int, damage: Callable[[], str], _: object) -> str:
    return page(folder, articles, damage)


def one_round(base: Path, folder: Path, articles: int, seed: int, right: Any) -> dict[str, Any]:
    how = HOW[seed % len(HOW)]
    shutil.copytree(base, folder)
    file = hurt(folder, how, random.Random(seed))
    after = result_of(forked(lambda _: mended(folder, articles))[0])
    shutil.rmtree(folder)
    done = {"file": file, "how": how, "named": bool(after.get("named")), "mended": after.get("state") == right}
    pages = {"closed": closed_page, "open": open_page}
    for name, page in pages.items():
        shutil.copytree(base, folder)
        strike = partial(hurt, folder, how, random.Random(seed))
        result = result_of(forked(partial(_looked_at, page, folder, articles, strike))[0])
        done[name] = result if isinstance(result, str) else "dead"
        shutil.rmtree(folder)
    return done


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=100)
    options.add_argument("--passages", type=int, default=200)
    given = options.parse_args()
    articles = given.passages // PER_ARTICLE
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        base, folder = Path(place) / "base", Path(place) / "hurt"
        forked(lambda say: work("base", base, articles, say))
        right = result_of(forked(lambda _: state(base))[0])
        right.pop("leftovers")
        for seed in range(given.rounds):
            done = one_round(base, folder, articles, seed, right)
            for page in ("closed", "open"):
                tally[f"{page} page: {done[page]}"] += 1
            tally["named by check" if done["named"] else "not named"] += 1
            tally["mended" if done["mended"] else "not mended"] += 1
            if done["closed"] == "right" and not done["named"]:
                tally["harmless"] += 1
            print(json.dumps({"round": seed, **done}), file=sys.stderr, flush=True)
    print(json.dumps(dict(sorted(tally.items())), indent=1))
    return 1 if any(key.endswith((": wrong", ": dead")) or key == "not mended" for key in tally) else 0


if __name__ == "__main__":
    sys.exit(main())
