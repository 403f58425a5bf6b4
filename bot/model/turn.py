"""What a model has said about one question: its text read into sentences, each tried on the passages as it comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from bot.answer import Citation, Note, Rejected
from bot.answerer import Adviser, DraftClaim, Piece, Quoted, Request, Span, TextDelta
from bot.citations import Proven, verify
from bot.model.prompting import Prompt, build_prompt
from bot.model.reading import Said, Sentences, Thoughts, Veil
from bot.offline.as_of import as_of
from bot.offline.attribution import attribute
from bot.offline.candidates import Candidate
from bot.offline.notes import note
from bot.text.words import terms

_NOT_EVERY_PART = {
    "en": "The articles do not answer every part of the question.",
    "es": "Los artículos no responden a todas las partes de la pregunta.",
    "fr": "Les articles ne répondent pas à toutes les parties de la question.",
}


class ModelTurn:
    """What has come of one question so far, over all its calls."""

    def __init__(self, request: Request, prompt: Prompt, keys: Sequence[str], adviser: Adviser | None = None) -> None:
        self.request = request
        self.prompt = prompt
        self.adviser = adviser
        self.shown = False  # draft text has reached the person
        self.proved = 0
        self.set_aside = 0  # proved, and no answer
        self.told: list[Citation | Span] = []  # where what is told stands
        self.stood_in = False  # sentences of the articles for what it said
        self.failed: list[tuple[Said, Rejected]] = []
        self.missing: str | None = None
        self.found_nothing = False
        self._keys = keys
        self.begin()

    def begin(self) -> None:
        """Of a call."""
        self._thoughts = Thoughts()
        self._veil = Veil(self._keys)
        self._sentences = Sentences(self._keys, self.prompt.passages.keys(), self.request.language)

    def take(self, text: str) -> Iterator[Piece]:
        said = self._thoughts.feed(text)
        yield from self._show(self._veil.feed(said))
        yield from self._judge(self._sentences.feed(said))

    def end(self, *, cut: bool) -> Iterator[Piece]:
        """Of a call. The beginning of a sentence, where the answer was cut off, stays draft and is not judged."""
        said = self._thoughts.flush()
        yield from self._show(self._veil.feed(said) + self._veil.flush())
        yield from self._judge(self._sentences.feed(said))
        last = self._sentences.flush()
        yield from self._judge([one for one in last if not cut or one.ids or one.text.endswith((".", "!", "?"))])
        self.missing = self._sentences.missing if self._sentences.missing is not None else self.missing
        self.found_nothing = self.found_nothing or self._sentences.found_nothing

    @property
    def said_anything(self) -> bool:
        return self.shown or self.found_nothing or self.missing is not None

    def _show(self, text: str) -> Iterator[Piece]:
        if text:
            self.shown = self.shown or bool(text.strip())
            yield TextDelta(text)

    def _judge(self, sentences: Sequence[Said]) -> Iterator[Piece]:
        for said in sentences:
            proved = self._proved(said)
            if isinstance(proved, Rejected):
                self.failed.append((said, proved))
                continue
            draft, proven = proved
            if self.adviser is not None and self.adviser.beside(proven.citations):
                self.set_aside += 1
                yield Rejected(proven.text, "the articles say so, but it does not answer the question")
            else:
                self.proved += 1
                self.told += proven.citations
                yield self._attributed(draft, proven)

    def _proved(self, said: Said) -> tuple[DraftClaim, Proven] | Rejected:
        """On the passages it names, or else on any of this turn's; why not on the first of them, if on none."""
        by_id = {passage.id: passage for passage in self.prompt.passages.values()}
        named = [self.prompt.passages[one].id for one in map(str.lower, said.ids) if one in self.prompt.passages]
        first: Rejected | None = None
        for ids in dict.fromkeys(filter(None, (tuple(named), tuple(by_id)))):
            draft = DraftClaim(said.text, tuple(map(Quoted, ids)))
            proven = verify(draft, self.request.articles, by_id, self.request.language)
            if not isinstance(proven, Rejected):
                return draft, proven
            first = first or proven
        assert first is not None
        return first

    def _attributed(self, draft: DraftClaim, proven: Proven) -> DraftClaim:
        """Who says so, through whom and as of when, read off the sentence that the claim stands on."""
        place = proven.citations[0]
        article = self.request.articles[place.article_id]
        index = next(
            (n for n, one in enumerate(article.sentences) if one.start < place.end and place.start < one.end), None
        )
        if index is None:
            return draft
        sentence = Candidate(article, index, 0, 0.0)
        said = attribute(sentence)
        return replace(draft, speaker=said.speaker, reported_by=said.reported_by, as_of=as_of(sentence))

    def quoted(self) -> Iterator[Piece]:
        """For sentences that nothing proves, those of the articles that answer and share most with them."""
        found = [self.adviser.sentence_for(said.text) if self.adviser else None for said, _ in self.failed]
        for claim in dict.fromkeys(one for one in found if one is not None):
            yield from self._stands_in(claim)

    def found(self) -> Iterator[Piece]:
        """Where it found nothing: the sentence that surely answers."""
        claim = self.adviser.sure_sentence() if self.adviser else None
        if claim is not None:
            yield from self._stands_in(claim)

    def _stands_in(self, claim: DraftClaim) -> Iterator[Piece]:
        self.proved += 1
        self.told += [one for one in claim.evidence if isinstance(one, Span)]
        self.stood_in = True
        yield TextDelta(f"\n{claim.text}")
        yield claim

    def given_up(self) -> Iterator[Piece]:
        """Sentences that nothing proves, for the record."""
        for _, refused in self.failed:
            yield refused

    @property
    def missing_note(self) -> Note | None:
        """What the model says the articles do not answer, or what is asked for and stands nowhere in what it told."""
        if self.missing is not None:
            return self._missing_part(self.missing)
        return self.adviser.missing(self.told) if self.adviser else None

    def _missing_part(self, missing: str) -> Note:
        """In the question's own words or in none: a note states no fact, and a model's might."""
        language = self.request.language
        asked, said = (set(terms(text, language)) for text in (self.request.standalone, missing))
        if said and said <= asked:
            return note("missing", "missing_part", language, part=missing.strip(" ."))
        return Note("missing", _NOT_EVERY_PART.get(language, _NOT_EVERY_PART["en"]))

    def with_fewer_passages(self, random: Random) -> Prompt:
        most = max(1, len(self.prompt.passages) // 2)
        self.prompt = build_prompt(self.request, random, most)
        return self.prompt
