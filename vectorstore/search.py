"""A question in, the passages that may answer it out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from vectorstore import fusion
from vectorstore.article import Article, SegmentKind
from vectorstore.errors import EmbedderError, EmbedderMismatch, LibraryEmpty
from vectorstore.fusion import Found
from vectorstore.lexical import guess_language, words
from vectorstore.library import Library
from vectorstore.live import LiveIndex, Scan
from vectorstore.passage import Hit, Passage, SearchResult
from vectorstore.sentences import similarities
from vectorstore.textnorm import search_text

if TYPE_CHECKING:
    import numpy as np

    from vectorstore.index import Generation

DEPTH = 50  # passages that each list brings
RERANKED = 8  # passages that a reranker reads
LOOKED_INTO = 3  # times the limit: fused passages whose articles are opened for kinds and copies
SAME = 0.8  # of the shorter passage's words that stand in the other one too: one source


class QuestionEncoder(Protocol):
    """What searching needs of an embedder."""

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    def encode_query(self, text: str) -> np.ndarray: ...


class Reranker(Protocol):
    def score(self, question: str, texts: Sequence[str]) -> np.ndarray: ...


class Searcher:
    """Follows the live index from question to question. Safe to share between threads."""

    def __init__(self, library: Library, embedder: QuestionEncoder, reranker: Reranker | None = None) -> None:
        self.library = library
        self.embedder = embedder
        self.reranker = reranker
        self._live = LiveIndex(library)

    def search(
        self,
        question: str,
        limit: int = 8,
        *,
        articles: Collection[str] | None = None,
        context: str = "",
        translated: str = "",
    ) -> SearchResult:
        """`context` is what was being talked about: it helps a follow-up and does not harm a change of topic.

        `translated` is the question in the words of another language that articles may be in, however roughly: words
        are searched by both, meaning by the question alone.
        """
        if self.library.is_empty():
            raise LibraryEmpty(f"No articles in {self.library.data_dir}. Load some: newsbot ingest ARTICLES")
        with self._live.reading() as index:
            searched, passages = index.size(articles)
            forms = _forms(question, context, translated)
            vectors, fault = self._encoded(index, forms)
            return SearchResult(
                hits=tuple(self._hits(index, forms, vectors, limit, articles)),
                articles=searched,
                passages=passages,
                generation=index.number,
                embedder=self.embedder.name,
                notice=f"Searched by words alone. {fault}" if fault else self._live.notice(index),
                by_words_alone=fault is not None,
            )

    def close(self) -> None:
        self._live.close()

    def _check_embedder(self, fingerprint: str, built_with: str) -> None:
        if fingerprint != self.embedder.fingerprint:
            name = self.embedder.name
            raise EmbedderMismatch(
                f"{self.library.data_dir} was built with '{built_with}', settings say '{name}'. "
                f"Re-embed: newsbot ingest --embedder {name}"
            )

    def _encoded(self, index: Generation | Scan, forms: Sequence[_Form]) -> tuple[np.ndarray | None, str | None]:
        """One row for each; none and the reason, where the embedder does not answer."""
        import numpy as np

        try:
            self._check_embedder(index.fingerprint, index.embedder)
            if not forms:
                return None, None
            return np.stack([self.embedder.encode_query(form.text) for form in forms]), None
        except EmbedderError as error:
            return None, str(error)

    def _hits(
        self,
        index: Generation | Scan,
        forms: Sequence[_Form],
        vectors: np.ndarray | None,
        limit: int,
        articles: Collection[str] | None,
    ) -> list[Hit]:
        """The steps of one search."""
        asked = [
            _asked(index, form, None if vectors is None else vectors[at], articles) for at, form in enumerate(forms)
        ]
        ids = {id_ for one in asked for id_ in (*one.near, *one.words.cover)}
        passages = list(self.library.passages_by_id(ids).values())
        if not passages:
            return []
        hits = _fused(asked, passages, self._evidence(asked, passages, vectors))
        hits = fusion.spread_out(self._weighed(hits[: LOOKED_INTO * limit]))
        if self.reranker is not None and guess_language(words(forms[0].text)) == "en":  # it harms other questions
            hits = _reranked(self.reranker, forms[0].text, hits)
        return hits[:limit]

    def _evidence(
        self, asked: Sequence[_Asked], passages: Sequence[Passage], vectors: np.ndarray | None
    ) -> list[list[Found]]:
        """What is known of each passage, for each form; what the lists leave open comes from the library."""
        import numpy as np

        if vectors is None:
            return [[_found(one, passage) for passage in passages] for one in asked]
        fingerprint = self.embedder.fingerprint
        kept = self.library.passage_vectors(fingerprint, [passage.id for passage in passages])
        whole = np.stack([kept.get(passage.id, np.zeros_like(vectors[0])) for passage in passages]) @ vectors.T
        inner = similarities(self.library, fingerprint, passages, vectors)
        return [
            [
                _found(
                    one,
                    passage,
                    float(whole[at, row]),
                    tuple(inner[passage.id][row].tolist()) if passage.id in inner else (),
                )
                for at, passage in enumerate(passages)
            ]
            for row, one in enumerate(asked)
        ]

    def _weighed(self, hits: Sequence[Hit]) -> list[Hit]:
        """Headlines and the like lower, copies of one article as one source."""
        articles = {id_: self.library.article(id_) for id_ in {hit.passage.article_id for hit in hits}}
        standing = [
            replace(hit, score=hit.score - fusion.PENALTY.get(kind_of(article, hit.passage), 0.0))
            for hit in hits
            if (article := articles[hit.passage.article_id]) is not None
        ]
        standing.sort(key=lambda hit: (-hit.score, hit.passage.id))
        groups = {id_: article.source for id_, article in articles.items() if article}
        return fusion.one_source_each(standing, groups.__getitem__, same_passage)


@dataclass(frozen=True)
class _Form:
    """The question as it is searched."""

    text: str
    translated: str


@dataclass(frozen=True)
class _Words:
    """What the search by words brings, best first, by passage id."""

    scores: Mapping[str, float]  # BM25
    cover: Mapping[str, float]  # the share of the largest BM25 that the question could get, 0 to 1


@dataclass(frozen=True)
class _Asked:
    """One form of the question, and what the two searches bring for it."""

    near: Mapping[str, float]  # cosines by passage id, best first
    words: _Words


def _asked(
    index: Generation | Scan, form: _Form, vector: np.ndarray | None, articles: Collection[str] | None
) -> _Asked:
    near = {} if vector is None else dict(index.dense(vector, DEPTH, articles))
    by_words = _by_words(index, form.text, articles)
    if form.translated:
        by_words = _either(by_words, _by_words(index, form.translated, articles))
    return _Asked(near, by_words)


def _by_words(index: Generation | Scan, text: str, articles: Collection[str] | None) -> _Words:
    scores, ceiling = dict(index.lexical(text, DEPTH, articles)), index.lexical_ceiling(text)
    return _Words(scores, {id_: score / ceiling for id_, score in scores.items()} if ceiling > 0 else {})


def _either(one: _Words, other: _Words) -> _Words:
    """For each passage the words that cover more of the question."""
    better = {id_ for id_, cover in other.cover.items() if cover > one.cover.get(id_, 0.0)}
    cover = {**one.cover, **{id_: other.cover[id_] for id_ in better}}
    scores = {**one.scores, **{id_: other.scores[id_] for id_ in better}}
    order = sorted(cover, key=lambda id_: (-cover[id_], id_))
    return _Words({id_: scores[id_] for id_ in order}, {id_: cover[id_] for id_ in order})


def _found(one: _Asked, passage: Passage, similarity: float = 0.0, sentences: tuple[float, ...] = ()) -> Found:
    return Found(similarity, sentences, one.words.cover.get(passage.id, 0.0))


def _fused(asked: Sequence[_Asked], passages: Sequence[Passage], evidence: Sequence[Sequence[Found]]) -> list[Hit]:
    """Every passage of any list, best first."""
    total = fusion.scores(evidence[0])
    for hinted in evidence[1:]:
        total = fusion.with_hint(total, fusion.scores(hinted))
    dense_rank, lexical_rank = (
        {id_: rank for rank, id_ in enumerate(x, 1)} for x in (asked[0].near, asked[0].words.scores)
    )
    hits = [
        Hit(
            passage=passage,
            score=score,
            similarity=found.similarity,
            lexical_score=asked[0].words.scores.get(passage.id, 0.0),
            dense_rank=dense_rank.get(passage.id),
            lexical_rank=lexical_rank.get(passage.id),
            sentence_similarities=found.sentences,
        )
        for passage, score, found in zip(passages, total, evidence[0], strict=True)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))


def _forms(question: str, context: str, translated: str) -> list[_Form]:
    """The question as it is searched, and with what was talked about."""
    asked, hint = search_text(question), search_text(context)
    if not asked:
        return []
    translation = search_text(translated)
    known = set(words(asked))
    new = [word for word in words(hint) if word not in known]
    plain = _Form(asked, translation)
    return [plain, _Form(f"{asked} ({hint})", translation and f"{translation} ({hint})")] if new else [plain]


def _reranked(reranker: Reranker, question: str, hits: Sequence[Hit]) -> list[Hit]:
    """The first few in the reranker's order, with the scores that stand at these places."""
    first = list(hits[:RERANKED])
    read = reranker.score(question, [search_text(hit.passage.text) for hit in first]).tolist()
    order = sorted(range(len(first)), key=lambda at: -read[at])
    return [replace(first[at], score=first[place].score) for place, at in enumerate(order)] + list(hits[RERANKED:])


def kind_of(article: Article, passage: Passage) -> SegmentKind:
    """What part of the article a passage begins in."""
    return next((s.kind for s in article.segments if s.start <= passage.start < s.end), "body")


def same_passage(one: str, other: str) -> bool:
    """Whether a light edit of one gives the other."""
    first, second = set(words(one)), set(words(other))
    return len(first & second) >= SAME * max(1, min(len(first), len(second)))
