"""BM25 over passages: what a passage's words are, and which passages share the question's.

Words are compared without accents and case, and by their stem. A passage is stemmed in its article's language; a
question in every language that the passages have, since nothing says which of them it is in.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorstore.textnorm import search_text

if TYPE_CHECKING:
    import numpy as np

LANGUAGES = {"en": "english", "es": "spanish", "fr": "french"}
DEFAULT_LANGUAGE = "en"
WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """In order, folded: no marks, no case, full-width forms made plain."""
    plain = unicodedata.normalize("NFKD", search_text(text))
    marks = dict.fromkeys(ord(c) for c in set(plain) if unicodedata.combining(c))
    return WORD.findall(plain.translate(marks).casefold())


def terms(text: str, language: str | None) -> list[str]:
    """What a passage is indexed by."""
    known = language if language in LANGUAGES else DEFAULT_LANGUAGE
    stem, dull = _stemmer(known), stopwords(known)
    return [stem(word) for word in words(text) if word not in dull]


def question_terms(question: str, languages: Iterable[str]) -> list[str]:
    """Each once. Empty when the question has nothing but stopwords."""
    asked = words(question)
    dull = stopwords(guess_language(asked))
    content = dict.fromkeys(word for word in asked if word not in dull)
    stems = [_stemmer(language) for language in languages]
    return list(dict.fromkeys(stem(word) for word in content for stem in stems))


def guess_language(asked: Sequence[str]) -> str:
    """The language whose small words are most of these; English when that says nothing."""
    return max(LANGUAGES, key=lambda language: sum(word in stopwords(language) for word in asked))


@cache
def stopwords(language: str) -> frozenset[str]:
    from bm25s import stopwords as lists  # type: ignore[import-untyped]

    chosen = {"en": lists.STOPWORDS_EN_PLUS, "es": lists.STOPWORDS_SPANISH, "fr": lists.STOPWORDS_FRENCH}[language]
    return frozenset(part for word in chosen for part in words(word))


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    import Stemmer  # type: ignore[import-not-found]

    stem: Callable[[str], str] = Stemmer.Stemmer(LANGUAGES[language]).stemWord
    return lru_cache(maxsize=100_000)(stem)


def best(
    scores: np.ndarray, ids: Sequence[str], article_of: Sequence[str], k: int, articles: Collection[str] | None
) -> list[tuple[str, float]]:
    """The k ids with the highest scores above 0, best first, of some articles or of all."""
    import numpy as np

    if articles is not None:
        wanted = set(articles)
        scores = np.where([article in wanted for article in article_of], scores, 0)
    order = np.argsort(-scores, kind="stable")[:k]
    return [(ids[i], float(scores[i])) for i in order if scores[i] > 0]


class LexicalIndex:
    """Scores in the order in which the passages were given."""

    def __init__(self, bm25: Any | None, languages: Sequence[str], size: int) -> None:
        self._bm25 = bm25  # None when no passage has a word
        self._languages = languages
        self.size = size

    @classmethod
    def build(cls, texts: Iterable[tuple[str, str | None]]) -> LexicalIndex:
        """From (text, language)."""
        from bm25s import BM25

        tokens, languages = [], {DEFAULT_LANGUAGE}
        for text, language in texts:
            tokens.append(terms(text, language))
            languages.add(language if language in LANGUAGES else DEFAULT_LANGUAGE)
        bm25 = None
        if any(tokens):
            bm25 = BM25(method="lucene", k1=1.5, b=0.75)
            bm25.index(tokens, show_progress=False)
        return cls(bm25, sorted(languages), len(tokens))

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read as a whole, not mapped: a mapped file that shrinks would end the process."""
        from bm25s import BM25

        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        bm25 = BM25.load(folder / "bm25", mmap=False, show_progress=False) if about["words"] else None
        return cls(bm25, about["languages"], about["size"])

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        about = {"languages": list(self._languages), "size": self.size, "words": self._bm25 is not None}
        (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
        if self._bm25 is not None:
            self._bm25.save(folder / "bm25", show_progress=False)

    def ceiling(self, question: str) -> float:
        """What BM25 could at most be: each word of the question counts, one that no passage has like the rarest."""
        if self._bm25 is None:
            return 0.0
        asked = words(question)
        dull = stopwords(guess_language(asked))
        return sum(self._weight(word) for word in dict.fromkeys(asked) if word not in dull)

    def _weight(self, word: str) -> float:
        """The inverse document frequency of a word of the question."""
        starts = self._bm25.scores["indptr"]  # type: ignore[union-attr]
        ids = self._bm25.get_tokens_ids(question_terms(word, self._languages))  # type: ignore[union-attr]
        having = min((int(starts[id_ + 1] - starts[id_]) for id_ in ids), default=0)
        return math.log(1 + (self.size - having + 0.5) / (having + 0.5))

    def scores(self, question: str) -> np.ndarray:
        """BM25 of every passage, 0 where no word is shared."""
        import numpy as np

        nothing = np.zeros(self.size, dtype=np.float32)
        if self._bm25 is None:
            return nothing
        known = self._bm25.get_tokens_ids(question_terms(question, self._languages))
        return np.asarray(self._bm25.get_scores_from_ids(known)) if known else nothing
