"""Each sentence of a passage with a vector of its own, kept beside the passage's.

A passage tells of several things, and a question asks for one: the nearest sentence says more than the passage as a
whole. Questions in another language than the article gain most (benchmarks/README.md). Costs as much again at ingest.

They are vectors of the library like all others, under the passage's key and the embedder's fingerprint with a suffix,
packed into whole numbers from -127 to 127; nothing for a passage of one sentence, whose vector is the passage's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from vectorstore.article import Article
from vectorstore.library import Library
from vectorstore.passage import Passage
from vectorstore.textnorm import search_text
from vectorstore.writer import Writer

if TYPE_CHECKING:
    import numpy as np

SUFFIX = "+sentences:int8"


class Encoder(Protocol):
    """An embedder; one that has `reads_sentences` and sets it has its sentences kept."""

    @property
    def fingerprint(self) -> str: ...
    def encode_passages(self, texts: Sequence[str]) -> np.ndarray: ...


def sentences_of(article: Article, passage: Passage) -> list[str]:
    """As they are embedded."""
    return [
        search_text(article.text[sentence.start : sentence.end])
        for sentence in article.sentences
        if passage.start <= sentence.start and sentence.end <= passage.end
    ]


def passages_without_sentences(library: Library, embedder: Encoder) -> dict[str, list[str]]:
    """The sentences that are still to be embedded, by the key of their passage's vectors."""
    if not getattr(embedder, "reads_sentences", False):  # an embedder of somebody else's need not know of this
        return {}
    kept_as = embedder.fingerprint + SUFFIX
    found: dict[str, list[str]] = {}
    for article_id in library.articles_without_vector(kept_as):
        entry = library.entry(article_id, keep=False)
        if entry is not None:
            passages = dict(zip(entry.keys, entry.passages, strict=True))
            for key in passages.keys() - library.vectors(kept_as, passages).keys():
                found[key] = sentences_of(entry.article, passages[key])
    return found


def embed_sentences(writer: Writer, embedder: Encoder, batch: Mapping[str, Sequence[str]]) -> None:
    """Embeds the sentences of a few passages and keeps them."""
    import numpy as np

    if not batch:
        return
    several = {key: sentences for key, sentences in batch.items() if len(sentences) > 1}
    texts = [text for sentences in several.values() for text in sentences]
    rows = iter(embedder.encode_passages(texts)) if texts else iter(())
    vectors = {key: np.stack([next(rows) for _ in sentences]) for key, sentences in several.items()}
    packed = {key: _packed(vectors[key]) if key in vectors else np.empty(0, np.float32) for key in batch}
    writer.put_vectors(embedder.fingerprint + SUFFIX, packed)


def similarities(
    library: Library, fingerprint: str, passages: Collection[Passage], questions: np.ndarray
) -> dict[str, np.ndarray]:
    """By passage id, a row for each question and a column for each sentence; nothing for a passage of one sentence."""
    kept = library.passage_vectors(fingerprint + SUFFIX, [passage.id for passage in passages])
    return {id_: questions @ _unpacked(each, questions.shape[1]).T for id_, each in kept.items() if each.size}


def _packed(vectors: np.ndarray) -> np.ndarray:
    """Four whole numbers to a float, since the library keeps floats. The scale needs no keeping: lengths are 1."""
    import numpy as np

    scaled = np.rint(vectors * (127 / np.abs(vectors).max(axis=1, keepdims=True))).astype(np.int8)
    padding = -scaled.shape[1] % 4
    return np.pad(scaled, ((0, 0), (0, padding))).reshape(-1).view(np.float32)


def _unpacked(packed: np.ndarray, dimension: int) -> np.ndarray:
    import numpy as np

    width = dimension + -dimension % 4
    rows = packed.view(np.int8).reshape(-1, width)[:, :dimension].astype(np.float32)
    unit: np.ndarray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit
