"""What is kept of a document: its text exactly as decoded, and what was learned about it, all by offsets into that text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SegmentKind = Literal["headline", "standfirst", "byline", "dateline", "heading", "caption", "body", "label", "residue"]

UNKNOWN = "unknown"  # the evidence of a value that the text does not give


@dataclass(frozen=True)
class Fact:
    """One item of metadata. `value` is None exactly when `evidence` is "unknown"."""

    value: str | None
    evidence: str  # the words of the text that say so, "user" for metadata.yaml, or "unknown"


NOT_KNOWN = Fact(None, UNKNOWN)


@dataclass(frozen=True)
class Segment:
    """A run of the text that plays one part. Segments do not overlap and are in order."""

    kind: SegmentKind
    start: int  # code points into Article.text
    end: int
    reason: str | None = None  # why it is not citable; None for everything that may be quoted

    @property
    def citable(self) -> bool:
        return self.reason is None


@dataclass(frozen=True)
class Sentence:
    """One citable sentence (or headline, byline, caption), the unit that the offline answerer quotes."""

    start: int  # code points into Article.text
    end: int
    kind: SegmentKind
    paragraph: int  # counts segments, so that neighbours of one paragraph are known


@dataclass(frozen=True)
class Article:
    """A document as ingested. `text[start:end]` of any citation is its quote."""

    id: str
    file: str  # posix path relative to the ingested root
    sha256: str  # of the file's bytes
    text_sha256: str  # of the UTF-8 text that the offsets count in
    text: str
    metadata: Mapping[str, Fact]  # title, outlet, byline, dateline, published, updated, language, url
    segments: tuple[Segment, ...]
    sentences: tuple[Sentence, ...]

    def fact(self, name: str) -> Fact:
        return self.metadata.get(name, NOT_KNOWN)

    @property
    def source(self) -> str:
        """The id that every copy of one text shares: articles are independent accounts only where this differs."""
        return self.fact("duplicate_of").value or self.id

    @property
    def title(self) -> str:
        return self.fact("title").value or self.file
