"""The articles that a run is judged against, by whatever name a suite or an answer calls them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import PurePosixPath

from bot.text.quoting import Folded, fold, occurrences_in
from vectorstore.article import Article
from vectorstore.library import Library

Span = tuple[int, int]  # start and end, code points into Article.text


@dataclass(frozen=True)
class ArticleRef:
    """An article without its text, which is read when it is needed."""

    id: str
    file: str
    text_sha256: str


class UnknownArticle(ValueError):
    """A name that no article has, or more than one; the message says which."""


class Corpus:
    """Articles by id, file or base name. Texts are loaded one at a time."""

    def __init__(self, refs: Sequence[ArticleRef], load: Callable[[str], Article | None]) -> None:
        self.refs = tuple(sorted(refs, key=lambda ref: ref.file))
        self._by_id = {ref.id: ref for ref in self.refs}
        self._by_file = {ref.file: ref for ref in self.refs}
        self._load = lru_cache(maxsize=64)(load)
        self._folded = lru_cache(maxsize=64)(lambda article_id: fold(self.text(article_id)))

    @classmethod
    def of_library(cls, library: Library) -> Corpus:
        refs = [ArticleRef(one.id, one.file, one.text_sha256) for one in library.summaries()]
        return cls(refs, library.article)

    @cached_property
    def hash(self) -> str:
        """Over what the articles say and what they are called; not over how they were cut or embedded."""
        lines = "".join(f"{ref.file}\0{ref.text_sha256}\n" for ref in self.refs)
        return hashlib.sha256(lines.encode()).hexdigest()

    def resolve(self, name: str) -> ArticleRef:
        """The article with this id, file or base name."""
        found = self._by_id.get(name) or self._by_file.get(name)
        if found:
            return found
        same_base = self._by_base.get(name, [])
        if len(same_base) == 1:
            return same_base[0]
        if same_base:
            files = ", ".join(ref.file for ref in same_base)
            raise UnknownArticle(f"{name!r} is the name of {len(same_base)} articles; write one of {files}")
        raise UnknownArticle(f"no article is called {name!r}{self._nearest(name)}")

    def find(self, article_id: str, file: str) -> ArticleRef | None:
        """The article of a citation, from this bot or another; None where it has none of ours."""
        if article_id in self._by_id:
            return self._by_id[article_id]
        try:
            return self.resolve(file)
        except UnknownArticle:
            return None

    def why_not_found(self, file: str) -> str:
        """What to say of a citation for which `find` has nothing."""
        if not file:
            return "names no article"
        if len(self._by_base.get(file, ())) > 1:
            return f"{file}: the name of {len(self._by_base[file])} articles"
        return f"{file}: not among the articles"

    def article(self, article_id: str) -> Article:
        article = self._load(article_id)
        if article is None:  # removed by another process since the run began
            raise UnknownArticle(f"article {article_id} is no longer in the library")
        return article

    def text(self, article_id: str) -> str:
        return self.article(article_id).text

    def occurrences(self, quote: str, article_id: str) -> tuple[Span, ...]:
        """Every place of a quote in an article, typographic quotes, dashes and spaces unified."""
        folded: Folded = self._folded(article_id)
        return tuple(occurrences_in(quote, folded))

    @cached_property
    def _by_base(self) -> dict[str, list[ArticleRef]]:
        found: dict[str, list[ArticleRef]] = {}
        for ref in self.refs:
            found.setdefault(PurePosixPath(ref.file).name, []).append(ref)
        return found

    def _nearest(self, name: str) -> str:
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extractOne

        nearest = extractOne(name, [ref.file for ref in self.refs], scorer=ratio, score_cutoff=60)
        nearest = nearest or extractOne(PurePosixPath(name).name, list(self._by_base), scorer=ratio, score_cutoff=60)
        if nearest:
            return f"; did you mean {nearest[0]!r}?"
        return f"; {len(self.refs)} are in the library, see newsbot articles"
