"""The sentences that may answer: those of the passages that the search found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.answerer import Request, Span
from bot.offline.ages import told_as_ages
from bot.text.glossary import in_english
from bot.text.injection import looks_like_an_instruction
from bot.text.words import terms
from vectorstore.article import Article, Sentence
from vectorstore.passage import Hit

WEIGHED_EMBEDDER = "e5"  # whose cosines the weights were learned with; another one's lie elsewhere
TYPICAL = 0.85  # of its cosines between a question and a sentence that may answer
MOST_SENTENCES = 36  # read for one question: what a tenth of a second or two allows
ANSWERING_KINDS = ("body", "standfirst", "caption", "headline")


@dataclass(frozen=True)
class Candidate:
    """One sentence and how it came to be looked at."""

    article: Article
    index: int  # into Article.sentences
    rank: int  # of the best passage that it stands in, from 0
    similarity: float  # cosine of the sentence and the question; the passage's where sentences have no vectors,
    # and TYPICAL with an embedder that the weights do not know
    reading: float = 0.0  # log odds that it answers, as the reader alone has it
    answer: str = ""  # the words in it that answer best, as the reader has it, in English
    odds: float = 0.0  # log odds with all signs weighed

    @property
    def sentence(self) -> Sentence:
        return self.article.sentences[self.index]

    @cached_property
    def text(self) -> str:
        return self.article.text[self.sentence.start : self.sentence.end]

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(terms(self.english))

    @cached_property
    def english(self) -> str:
        """The sentence word by word in English, where it is not."""
        language = language_of(self.article)
        glossed = in_english(self.text, language)
        return glossed if language == "en" else told_as_ages(glossed)

    @property
    def key(self) -> tuple[str, int]:
        return self.article.id, self.index

    @property
    def span(self) -> Span:
        return Span(self.article.id, self.sentence.start, self.sentence.end)

    def read_as(self, reading: float, answer: str = "") -> Candidate:
        return replace(self, reading=reading, answer=answer)


def language_of(article: Article) -> str:
    return article.fact("language").value or "en"


def gather(request: Request, most: int = MOST_SENTENCES) -> list[Candidate]:
    """The best passages' sentences, copies and planted instructions left out; best passage first."""
    found: dict[tuple[str, int], Candidate] = {}
    texts: set[str] = set()
    measured = request.embedder == WEIGHED_EMBEDDER
    for rank, hit in enumerate(request.hits):
        for one in _inside(hit, rank, request.articles, measured):
            folded = " ".join(one.text.casefold().split())
            if one.key in found or folded in texts or not may_be_read(one):
                continue
            if len(found) == most:
                return list(found.values())
            texts.add(folded)
            found[one.key] = one
    return list(found.values())


def _inside(hit: Hit, rank: int, articles: Mapping[str, Article], measured: bool) -> Iterator[Candidate]:
    passage = hit.passage
    article = articles[passage.article_id]
    inside = [
        (index, sentence)
        for index, sentence in enumerate(article.sentences)
        if passage.start <= sentence.start and sentence.end <= passage.end
    ]
    known = hit.sentence_similarities if len(hit.sentence_similarities) == len(inside) else ()
    for at, (index, sentence) in enumerate(inside):
        if sentence.kind in ANSWERING_KINDS:
            similarity = known[at] if known else hit.similarity
            yield Candidate(article, index, rank, similarity if measured else TYPICAL)


def may_be_read(one: Candidate) -> bool:
    """A credit or a label is no sentence, and an order that was planted answers nobody."""
    says_enough = len(one.text.split()) >= (4 if one.sentence.kind == "body" else 5)
    return says_enough and not looks_like_an_instruction(one.text)


def runs(candidates: Sequence[Candidate], most_characters: int) -> Iterator[list[Candidate]]:
    """Candidates in the order of their articles, cut into neighbours that can be read in one go."""
    run: list[Candidate] = []
    for one in sorted(candidates, key=lambda c: (c.article.file, c.article.id, c.index)):
        follows = run and run[-1].article.id == one.article.id and one.index - run[-1].index <= 2
        if run and not (follows and sum(len(c.text) for c in run) + len(one.text) <= most_characters):
            yield run
            run = []
        run.append(one)
    if run:
        yield run
