"""One answerer's draft of one answer: each sentence verified as it comes, citations numbered in order of first use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from bot.answer import Citation, Claim, Conflict, Notice, Rejected, StopReason, Usage, Version
from bot.answerer import Answerer, DraftClaim, DraftConflict, Piece, Quoted, Request, Span, TextDelta, Verdict
from bot.citations import Proven, verify
from bot.faults import ModelFault
from bot.text.quoting import fold
from vectorstore.errors import AnswererError, MissingApiKey, NewsBotError


class Attempt:
    """Iterate `pieces` once; what came of it is in the fields afterwards."""

    def __init__(self, answerer: Answerer, request: Request) -> None:
        self.answerer = answerer
        self.request = request
        self.claims: list[Claim] = []
        self.citations: list[Citation] = []
        self.conflicts: list[Conflict] = []
        self.rejected: list[Rejected] = []
        self.verdict: Verdict | None = None
        self.usage: Usage | None = None
        self.arrived = ""  # draft text as it came
        self.unsettled = ""  # the part of it that no verified or rejected sentence accounts for yet
        self.notice: Notice | None = None
        self.stop_reason: StopReason | None = None
        self.failed = False
        self._passages = {hit.passage.id: hit.passage for hit in request.hits}
        self._draft: Iterator[Piece] | None = None

    @property
    def stopped(self) -> bool:
        return self.stop_reason == "user"

    @property
    def stands(self) -> bool:
        """Whether this is an answer to show: it did not fail, and not everything it said was refused."""
        found_nothing = self.verdict is not None and self.verdict.outcome == "not_found"
        return self.stopped or not (self.failed or (self.rejected and not self.claims and not found_nothing))

    def pieces(self) -> Iterator[TextDelta | Claim]:
        if self.stopped:
            return
        self._draft = self.answerer.draft(self.request)
        try:
            if self.stopped:  # before there was anything to close
                return
            for piece in self._draft:
                yield from self._taken(piece)
                if self.stopped:
                    return
        except MissingApiKey:
            raise  # for the person to settle: an answer from elsewhere would hide it
        except AnswererError as error:
            self._fail(error)
        finally:
            _close(self._draft)

    def stop(self) -> None:
        """Callable from any thread, also while `pieces` waits for the provider."""
        self.stop_reason = "user"
        if self._draft is not None:
            _close(self._draft)

    def compare(self, other: Answerer) -> None:
        """Takes over what another answerer sees in the same passages: accounts that differ, which are proved here as
        well, and that steps which are told here in order are a sequence."""
        try:
            pieces = list(other.draft(self.request))
        except NewsBotError:  # weights that are damaged or missing: the answer stands without the comparison
            return
        verdict = next((piece for piece in pieces if isinstance(piece, Verdict)), None)
        if verdict is None or self.verdict is None:
            return
        seen = [self._conflict(one)[0] for one in verdict.conflicts]  # what is unproved of them, nobody said here
        self.conflicts.extend(filter(None, seen))
        steps = [one for piece in pieces if isinstance(piece, DraftClaim) for one in piece.evidence[:1]]
        kinds = {"conflict"} if self.conflicts else {"sequence"} if self._tells(steps) else set()
        notes = tuple(note for note in verdict.notes if note.kind in kinds)
        self.verdict = replace(self.verdict, notes=(*self.verdict.notes, *notes))

    def _tells(self, steps: Sequence[Span | Quoted]) -> bool:
        """Each step, by a claim later than that of the step before it."""
        places = {citation.number: citation for citation in self.citations}
        told = iter([[places[number] for number in claim.citations] for claim in self.claims])
        return all(any(_stands_on(cited, step) for cited in told) for step in steps)

    def _taken(self, piece: Piece) -> Iterator[TextDelta | Claim]:
        if isinstance(piece, TextDelta):
            self.arrived += piece.text
            self.unsettled += piece.text
            yield piece
        elif isinstance(piece, DraftClaim):
            yield from self._settled(piece)
        elif isinstance(piece, Rejected):
            self._refused(piece)
        elif isinstance(piece, Usage):
            self.usage = piece if self.usage is None else self.usage + piece
        else:
            self.verdict = piece
            self.stop_reason = self.stop_reason or piece.stop_reason
            for conflict, unproved in map(self._conflict, piece.conflicts):
                self.conflicts.extend([conflict] if conflict else [])
                self.rejected.extend(unproved)

    def _settled(self, draft: DraftClaim) -> Iterator[Claim]:
        proven = verify(draft, self.request.articles, self._passages, self.request.language)
        if isinstance(proven, Rejected):
            self._refused(proven)
            return
        self.unsettled = _after(draft.text, self.unsettled) or ""
        if any(_same(proven.text, claim.text) for claim in self.claims):
            self.rejected.append(Rejected(proven.text, "the same was said before"))
            return
        numbers = dict.fromkeys(self._number(citation) for citation in proven.citations)
        claim = Claim(proven.text, tuple(numbers), proven.speaker, proven.reported_by, proven.as_of)
        self.claims.append(claim)
        yield claim

    def _refused(self, one: Rejected) -> None:
        rest = _after(one.text, self.unsettled)
        self.unsettled = self.unsettled if rest is None else rest  # None: it came before one that is settled
        self.rejected.append(one)

    def _number(self, citation: Citation) -> int:
        """The same place keeps the number it got first."""
        for known in self.citations:
            if replace(known, number=None) == citation:
                assert known.number is not None
                return known.number
        number = len(self.citations) + 1
        self.citations.append(replace(citation, number=number))
        return number

    def _conflict(self, draft: DraftConflict) -> tuple[Conflict | None, list[Rejected]]:
        """Kept while at least two of its accounts are proved; and those that are not."""
        versions: list[Proven] = []
        unproved: list[Rejected] = []
        for one in draft.versions:
            proven = verify(
                DraftClaim(one.says, (one.evidence,), one.speaker),
                self.request.articles,
                self._passages,
                self.request.language,
            )
            if isinstance(proven, Rejected):
                unproved.append(proven)
            else:
                versions.append(proven)
        if len(versions) < 2:
            return None, unproved
        told = tuple(map(self._version, versions))
        return Conflict(draft.about, draft.kind, told), unproved

    def _version(self, proven: Proven) -> Version:
        return Version(proven.text, proven.speaker, self._number(proven.citations[0]))

    def _fail(self, error: AnswererError) -> None:
        if self.stopped:
            return  # what a provider says about a connection that we closed ourselves is no news
        self.failed = True
        code, reason = (
            (error.code, error.stop_reason) if isinstance(error, ModelFault) else ("model_failed", "provider")
        )
        self.notice = Notice(code, str(error))
        self.stop_reason = reason


def _stands_on(cited: Sequence[Citation], step: Span | Quoted) -> bool:
    return isinstance(step, Span) and any(
        one.article_id == step.article_id and one.start < step.end and step.start < one.end for one in cited
    )


def _after(sentence: str, text: str) -> str | None:
    """The text after a sentence, if that is in it: the beginning of the next one may come along with its end."""
    words = re.findall(r"[^\W_]+", sentence)
    said = re.search(r"[\W_]+".join(map(re.escape, words)) + r"[^\w\s]*", text)
    return text[said.end() :] if said else None


def _same(one: str, other: str) -> bool:
    return fold(one).text.strip(" .").casefold() == fold(other).text.strip(" .").casefold()


def _close(draft: Iterator[Piece]) -> None:
    """Generators and drafts of a model can be closed; a plain iterator has nothing to let go of."""
    close = getattr(draft, "close", None)
    if close is not None:
        with suppress(ValueError):  # a generator at work in another thread: it is looked at again after this piece
            close()
