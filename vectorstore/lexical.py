"""BM25 over passages: what a passage's words are, and which passages share the question's.

Words are compared without accents and case, and by their stem. A passage is stemmed in its article's language; a
question in every language that the passages have, since nothing says which of them it is in.
"""

from __future__ import annotations

import importlib.util
import json
import math
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
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
    lists = _bm25s_lists()
    chosen = {"en": lists.STOPWORDS_EN_PLUS, "es": lists.STOPWORDS_SPANISH, "fr": lists.STOPWORDS_FRENCH}[language]
    return frozenset(part for word in chosen for part in words(word))


@cache
def _bm25s_lists() -> Any:
    """bm25s.stopwords alone: the package around it brings scipy along, 0.3 s of CPU time at a first question."""
    package = importlib.util.find_spec("bm25s")
    assert package is not None
    assert package.submodule_search_locations is not None
    [folder] = package.submodule_search_locations
    spec = importlib.util.spec_from_file_location("bm25s_stopwords", Path(folder) / "stopwords.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    import Stemmer

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


@dataclass(frozen=True)
class Postings:
    """What bm25s made: for each word the passages that have it and how much it counts there."""

    vocabulary: dict[str, int]
    starts: np.ndarray  # of each word's run in the next two
    rows: np.ndarray  # passages
    weights: np.ndarray

    @classmethod
    def build(cls, tokens: list[list[str]]) -> Postings | None:
        """None when no passage has a word."""
        from bm25s import BM25

        if not any(tokens):
            return None
        bm25 = BM25(method="lucene", k1=1.5, b=0.75)
        bm25.index(tokens, show_progress=False)
        kept = bm25.scores
        return cls(dict(bm25.vocab_dict), kept["indptr"], kept["indices"], kept["data"])

    @classmethod
    def load(cls, folder: Path) -> Postings:
        """Without bm25s, whose import takes longer than a search; and not mapped, since a mapped file that shrinks
        would end the process."""
        import numpy as np

        arrays = [np.load(folder / f"{name}.npy", allow_pickle=False) for name in ("starts", "rows", "weights")]
        return cls(json.loads((folder / "vocabulary.json").read_text(encoding="utf-8")), *arrays)

    def save(self, folder: Path) -> None:
        import numpy as np

        for name, array in (("starts", self.starts), ("rows", self.rows), ("weights", self.weights)):
            np.save(folder / f"{name}.npy", array)
        (folder / "vocabulary.json").write_text(json.dumps(self.vocabulary), encoding="utf-8")

    def having(self, word: str) -> int:
        """How many passages have it."""
        id_ = self.vocabulary.get(word)
        return 0 if id_ is None else int(self.starts[id_ + 1] - self.starts[id_])

    def add(self, word: str, scores: np.ndarray) -> None:
        id_ = self.vocabulary.get(word)
        if id_ is not None:
            run = slice(self.starts[id_], self.starts[id_ + 1])
            scores[self.rows[run]] += self.weights[run]  # a passage stands once in a word's run


class LexicalIndex:
    """Scores in the order in which the passages were given."""

    def __init__(self, postings: Postings | None, languages: Sequence[str], size: int) -> None:
        self._postings = postings  # None when no passage has a word
        self._languages = languages
        self.size = size

    @classmethod
    def build(cls, texts: Iterable[tuple[str, str | None]]) -> LexicalIndex:
        """From (text, language)."""
        tokens, languages = [], {DEFAULT_LANGUAGE}
        for text, language in texts:
            tokens.append(terms(text, language))
            languages.add(language if language in LANGUAGES else DEFAULT_LANGUAGE)
        return cls(Postings.build(tokens), sorted(languages), len(tokens))

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        return cls(Postings.load(folder) if about["words"] else None, about["languages"], about["size"])

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        about = {"languages": list(self._languages), "size": self.size, "words": self._postings is not None}
        (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
        if self._postings is not None:
            self._postings.save(folder)

    def ceiling(self, question: str) -> float:
        """What BM25 could at most be: each word of the question counts, one that no passage has like the rarest."""
        if self._postings is None:
            return 0.0
        asked = words(question)
        dull = stopwords(guess_language(asked))
        return sum(self._weight(word, self._postings) for word in dict.fromkeys(asked) if word not in dull)

    def _weight(self, word: str, postings: Postings) -> float:
        """The inverse document frequency of a word of the question, whose language is not to be guessed from it alone."""
        counts = [postings.having(_stemmer(language)(word)) for language in self._languages]
        having = min((count for count in counts if count), default=0)
        return math.log(1 + (self.size - having + 0.5) / (having + 0.5))

    def scores(self, question: str) -> np.ndarray:
        """BM25 of every passage, 0 where no word is shared."""
        import numpy as np

        scores = np.zeros(self.size, dtype=np.float32)
        if self._postings is not None:
            for term in question_terms(question, self._languages):
                self._postings.add(term, scores)
        return scores
