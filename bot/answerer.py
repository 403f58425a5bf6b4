"""What an answerer is given and what it may give back. It never makes a Citation: `citations.verify` does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bot.answer import Citation, ConflictKind, Note, Notice, Outcome, Rejected, StopReason, Usage
from vectorstore.article import Article
from vectorstore.passage import Hit


@dataclass(frozen=True)
class Turn:
    """An earlier question of the conversation, and what was answered."""

    question: str
    standalone_question: str
    answer_text: str  # the claims' texts joined by spaces; "" after not_found
    article_ids: tuple[str, ...] = ()  # of the citations


@dataclass(frozen=True)
class Request:
    """Everything that an answerer may look at."""

    question: str  # as the person typed it
    standalone: str  # as it was understood
    language: str  # of the question: "en", "es", "fr"
    history: tuple[Turn, ...]
    hits: tuple[Hit, ...]  # best first
    articles: Mapping[str, Article]  # by id: those of the hits; of `related` and `every` once they were asked for
    embedder: str | None = None  # whose cosines the hits have, by name; None where they were searched by words alone
    articles_searched: int = 0
    spent: Usage | None = None  # by a model, on understanding the question
    spent_seconds: float = 0.0  # on everything before the draft
    related: Callable[[], Mapping[str, Article]] = dict  # looks for other articles that may tell of the same, by id
    every: Callable[[], Mapping[str, Article]] = (
        dict  # opens all the articles searched, by id; none where they are many
    )


@dataclass(frozen=True)
class TextDelta:
    """A piece of draft text, shown dimmed until its claim is verified."""

    text: str


@dataclass(frozen=True)
class Span:
    """Evidence by place."""

    article_id: str
    start: int  # code points into Article.text
    end: int


@dataclass(frozen=True)
class Quoted:
    """Evidence by words: a quote that must be found in the passage with this id."""

    passage_id: str
    quote: str | None = None  # None: align the claim itself to the passage


@dataclass(frozen=True)
class DraftClaim:
    """A sentence and the evidence offered for it."""

    text: str
    evidence: tuple[Span | Quoted, ...]
    speaker: str | None = None
    reported_by: str | None = None
    as_of: str | None = None


@dataclass(frozen=True)
class DraftVersion:
    says: str
    speaker: str | None
    evidence: Span


@dataclass(frozen=True)
class DraftConflict:
    about: str
    kind: ConflictKind
    versions: tuple[DraftVersion, ...]


@dataclass(frozen=True)
class Verdict:
    """How the draft covers the question as a whole; the last piece, optional (default: answered if any claim stands)."""

    outcome: Outcome
    confidence: float | None = None
    notes: tuple[Note, ...] = ()
    conflicts: tuple[DraftConflict, ...] = ()
    complete: bool = True
    stop_reason: StopReason | None = None
    notice: Notice | None = None


Piece = TextDelta | DraftClaim | Rejected | Usage | Verdict


class Answerer(Protocol):
    """Writes a draft from retrieved passages."""

    name: str

    def draft(self, request: Request) -> Iterator[Piece]:
        """Closing the iterator ends the work, and any request to a provider, at once."""
        ...


class Adviser(Protocol):
    """What somebody who has read a request's passages makes of them, for an answerer that writes in words of its own.

    Reads when it is first asked for the order; that may raise NewsBotError, and nothing after it does.
    """

    def likeliest_first(self) -> Sequence[Hit]:
        """The request's hits, those first that hold the sentences which answer best."""
        ...

    def sentence_for(self, said: str) -> DraftClaim | None:
        """The articles' own sentence for what was said in words that they do not have; None if there is none."""
        ...

    def sure_sentence(self) -> DraftClaim | None:
        """The articles' own sentence that surely answers; None if none does."""
        ...

    def beside(self, cited: Sequence[Citation]) -> bool:
        """Whether none of these places answers the question. False wherever that is not sure."""
        ...

    def missing(self, told: Sequence[Citation | Span]) -> Note | None:
        """What these places leave open though they answer: the figure, the date or the place that is asked for."""
        ...


class Rewriting(Protocol):
    """A model's attempt at making a follow-up stand on its own."""

    def result(self) -> tuple[str | None, Usage | None]:
        """The question, or None where the model failed or wrote something else; and what that cost."""
        ...

    def close(self) -> None:
        """Ends the request at once. Callable from any thread."""
        ...


@runtime_checkable
class Rewriter(Protocol):
    """An answerer that can also help to understand a follow-up that the rules are not sure of."""

    def rewriting(self, question: str, history: Sequence[Turn]) -> Rewriting: ...


__all__ = [
    "Adviser",
    "Answerer",
    "DraftClaim",
    "DraftConflict",
    "DraftVersion",
    "Piece",
    "Quoted",
    "Request",
    "Rewriter",
    "Rewriting",
    "Span",
    "TextDelta",
    "Turn",
    "Verdict",
]
