"""The one result that page, command line, API and evaluation read. `Answer.to_dict()` is the contract that scripts rely on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Outcome = Literal["answered", "partial", "not_found"]
NoteKind = Literal["missing", "conflict", "premise", "sequence", "as_of"]
ConflictKind = Literal["disagree", "disputed"]  # two reports differ; a statement and its denial
StopReason = Literal["user", "timeout", "provider", "length"]

SCHEMA = 1
MOST_CITED_SENTENCES = 2
MOST_CITED_CHARACTERS = 500  # unless one quoted speech is longer


@dataclass(frozen=True)
class Citation:
    """A quote that was found, character for character, in an article. Only `citations.verify` makes one."""

    number: int | None  # as printed in the answer, from 1; None for a nearest passage, which supports nothing
    article_id: str
    file: str
    title: str
    outlet: str | None
    published: str | None
    sha256: str  # of the file's bytes
    text_sha256: str  # of the text that the offsets count in
    start: int  # code points
    end: int
    quote: str


@dataclass(frozen=True)
class Claim:
    """A sentence of the answer that stands on the union of its citations."""

    text: str
    citations: tuple[int, ...]  # numbers, at least one
    speaker: str | None = None  # who says so, in the article's words
    reported_by: str | None = None  # the outlet that the article names as its source
    as_of: str | None = None  # what dates a present-tense claim: the article's date or the latest year it mentions


@dataclass(frozen=True)
class Note:
    """Our own words about the answer. States no fact of the articles."""

    kind: NoteKind
    text: str


@dataclass(frozen=True)
class Version:
    """One account in a conflict."""

    says: str
    speaker: str | None
    citation: int


@dataclass(frozen=True)
class Conflict:
    """Accounts that differ. What changed over time is a sequence and never one of these."""

    about: str
    kind: ConflictKind
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Rejected:
    """What an answerer wrote and did not prove."""

    text: str
    reason: str


@dataclass(frozen=True)
class Notice:
    """Something about how the answer was made that the person should know, in one line."""

    code: str
    message: str


@dataclass(frozen=True)
class Searched:
    articles: int
    passages: int
    generation: int


@dataclass(frozen=True)
class Usage:
    """Tokens as the provider counted them, summed over the calls of one answer."""

    prompt_tokens: int
    completion_tokens: int
    calls: int = 1

    def __add__(self, more: Usage) -> Usage:
        return Usage(
            self.prompt_tokens + more.prompt_tokens,
            self.completion_tokens + more.completion_tokens,
            self.calls + more.calls,
        )

    @property
    def total(self) -> int:
        return self.prompt_tokens + self.completion_tokens


@dataclass(frozen=True)
class Answer:
    question: str
    standalone_question: str
    outcome: Outcome
    confidence: float | None  # that the articles answer it, 0 to 1; None where unknown
    claims: tuple[Claim, ...]
    notes: tuple[Note, ...]
    citations: tuple[Citation, ...]
    conflicts: tuple[Conflict, ...]
    rejected: tuple[Rejected, ...]
    nearest: tuple[Citation, ...]  # for not_found: the closest passages, which are not an answer
    searched: Searched
    requested_answerer: str
    answerer: str
    embedder: str
    timings_ms: Mapping[str, float]
    usage: Usage | None = None
    complete: bool = True
    stop_reason: StopReason | None = None
    notice: Notice | None = None
    draft: str = ""  # what arrived before a stop or a fault, not verified; never part of `text`
    considered: tuple[Considered, ...] = ()  # why this answer: passages found, used and passed over

    @property
    def text(self) -> str:
        """The claims with their markers, then the notes: for people to read, not for scripts to parse."""
        said = [f"{claim.text} {''.join(f'[{number}]' for number in claim.citations)}" for claim in self.claims]
        return " ".join([*said, *(note.text for note in self.notes)])

    def citation(self, number: int) -> Citation:
        return next(citation for citation in self.citations if citation.number == number)

    def to_dict(self) -> dict[str, Any]:
        fields = asdict(self)
        return {"schema": SCHEMA, **fields, "text": self.text}


@dataclass(frozen=True)
class Considered:
    """One passage that the search found, and what became of it."""

    article_id: str
    file: str
    start: int
    end: int
    score: float
    used: bool
    reason: str


def answer_from_dict(data: Mapping[str, Any]) -> Answer:
    """The inverse of `Answer.to_dict`; raises KeyError or TypeError on what is not such a mapping."""
    made = {key: value for key, value in data.items() if key not in ("schema", "text")}
    many = {
        "notes": Note,
        "citations": Citation,
        "rejected": Rejected,
        "nearest": Citation,
        "considered": Considered,
    }
    for key, kind in many.items():
        made[key] = tuple(kind(**item) for item in made.get(key, ()))
    made["claims"] = tuple(Claim(**{**item, "citations": tuple(item["citations"])}) for item in made["claims"])
    made["conflicts"] = tuple(
        Conflict(**{**item, "versions": tuple(Version(**version) for version in item["versions"])})
        for item in made.get("conflicts", ())
    )
    made["searched"] = Searched(**made["searched"])
    made["notice"] = Notice(**made["notice"]) if made.get("notice") else None
    made["usage"] = Usage(**made["usage"]) if made.get("usage") else None
    return Answer(**made)
