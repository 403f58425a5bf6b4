"""Which articles are one text printed twice. Search and conflicts count such copies as one source."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from vectorstore.article import Article, Fact
from vectorstore.textnorm import search_text

DUPLICATE_OF = "duplicate_of"
SHARED = 0.6  # of the shorter article's story, by characters, that stands in the other word for word
FEWEST_WORDS = 5  # of a sentence; shorter ones ("He declined to comment.") prove nothing
COMMON = 40  # articles; a sentence in more of them is a fixed phrase


@dataclass(frozen=True)
class Signature:
    """What is compared of an article: its sentences' hashes with their lengths."""

    file: str
    sentences: Mapping[int, int]


def signature(article: Article) -> Signature:
    found: dict[int, int] = {}
    for sentence in article.sentences:
        if sentence.kind == "body":
            words = re.findall(r"\w+", search_text(article.text[sentence.start : sentence.end]).casefold())
            if len(words) >= FEWEST_WORDS:
                plain = " ".join(words)
                found[int.from_bytes(hashlib.blake2b(plain.encode(), digest_size=8).digest())] = len(plain)
    return Signature(article.file, found)


def copies(signatures: Mapping[str, Signature]) -> dict[str, Fact]:
    """For each article that copies another: the id of the first of its group by file name, and the evidence."""
    first = {article: article for article in signatures}

    def group(article: str) -> str:
        while first[article] != article:
            article = first[article] = first[first[article]]
        return article

    order = {article: one.file for article, one in signatures.items()}
    for one, other in _alike(signatures):
        joined = sorted((group(one), group(other)), key=order.__getitem__)
        first[joined[1]] = joined[0]
    return {
        article: Fact(group(article), _evidence(signatures[article], signatures[group(article)]))
        for article in signatures
        if group(article) != article
    }


def _alike(signatures: Mapping[str, Signature]) -> list[tuple[str, str]]:
    """Pairs that share most of the shorter one. Only pairs that share a sentence are looked at."""
    holders: dict[int, list[str]] = defaultdict(list)
    for article, one in signatures.items():
        for sentence in one.sentences:
            holders[sentence].append(article)
    shared: Counter[tuple[str, str]] = Counter()
    for sentence, articles in holders.items():
        if len(articles) <= COMMON:
            length = signatures[articles[0]].sentences[sentence]
            for pair in combinations(articles, 2):
                shared[pair] += length
    sizes = {article: sum(one.sentences.values()) for article, one in signatures.items()}
    alike = [pair for pair, length in shared.items() if length >= SHARED * min(sizes[pair[0]], sizes[pair[1]])]
    return [*alike, *_same(signatures)]


def _same(signatures: Mapping[str, Signature]) -> list[tuple[str, str]]:
    """Texts that are equal sentence by sentence, however many copies there are."""
    seen: dict[frozenset[int], str] = {}
    pairs = []
    for article, one in signatures.items():
        if one.sentences:
            earlier = seen.setdefault(frozenset(one.sentences), article)
            if earlier != article:
                pairs.append((earlier, article))
    return pairs


def _evidence(one: Signature, first: Signature) -> str:
    shared = sum(length for sentence, length in one.sentences.items() if sentence in first.sentences)
    share = round(100 * shared / sum(one.sentences.values()))
    return f"{share} % of its sentences stand in {first.file}"
