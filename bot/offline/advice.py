"""What the network that reads makes of a request's passages, for an answerer that writes in words of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

from bot.answer import Citation, Note
from bot.answerer import DraftClaim, Span
from bot.offline.candidates import Candidate
from bot.offline.choosing import UNSURE, nearest_to
from bot.offline.drafting import drafted
from bot.offline.halves import lacks_what_is_asked
from bot.offline.questions import Question
from bot.offline.reader import UNREAD
from bot.offline.sources import Sources
from bot.offline.weighing import asked_of_all, weights
from vectorstore.passage import Hit

FAR = 2.5  # log odds below the threshold: of 266 questions of six suites 0.03 are answered by such a sentence; of 111
# others, which the articles do not answer, 0.50 have no likelier one
OF_MANY = ("about", "chronology", "summary")  # kinds whose answers are made of sentences that answer little each


class Advice:
    """An `Adviser`. The passages are read once, when it is first asked."""

    def __init__(self, hits: Sequence[Hit], question: Question, sources: Sources) -> None:
        self._hits = hits
        self._question = question
        self._sources = sources

    @cached_property
    def _weighed(self) -> list[Candidate]:
        return self._sources.weighed(self._question)

    @property
    def _may_judge(self) -> bool:
        """Whether one sentence can answer, and what was read tells which."""
        one = not self._question.parts and self._question.kind not in OF_MANY
        return one and self._sources.network is not None

    def likeliest_first(self) -> tuple[Hit, ...]:
        ranks = {hit.passage.id: _rank(hit, self._weighed) for hit in self._hits}
        return tuple(sorted(self._hits, key=lambda hit: ranks[hit.passage.id]))  # stable: else as the search has them

    def sentence_for(self, said: str) -> DraftClaim | None:
        found = nearest_to(said, self._question, self._weighed)
        return drafted(found) if found is not None else None

    def sure_sentence(self) -> DraftClaim | None:
        first = next(iter(self._weighed), None)
        if first is None or not self._may_judge or first.odds < weights().answers_from + UNSURE:
            return None
        return drafted(first)

    def beside(self, cited: Sequence[Citation]) -> bool:
        """A place that was not read may answer for all one knows."""
        if not self._may_judge:
            return False
        odds = [_odds_of(one, self._weighed) for one in cited]
        return bool(odds) and max(odds) < weights().answers_from - FAR + asked_of_all(self._question)

    def missing(self, told: Sequence[Citation | Span]) -> Note | None:
        sentences = [_sentences_of(place, self._weighed) for place in told]
        if not all(sentences):
            return None
        return lacks_what_is_asked(self._question, [one for of_place in sentences for one in of_place])


def _sentences_of(place: Citation | Span, weighed: Sequence[Candidate]) -> list[Candidate]:
    return [
        one
        for one in weighed
        if one.article.id == place.article_id and one.sentence.start < place.end and place.start < one.sentence.end
    ]


def _odds_of(place: Citation, weighed: Sequence[Candidate]) -> float:
    """Of the likeliest of its sentences."""
    there = (math.inf if one.reading == UNREAD else one.odds for one in _sentences_of(place, weighed))
    return max(there, default=math.inf)


def _rank(hit: Hit, weighed: Sequence[Candidate]) -> int:
    """Of the passage's likeliest sentence."""
    passage = hit.passage
    return next(
        (
            at
            for at, one in enumerate(weighed)
            if one.article.id == passage.article_id and passage.start <= one.sentence.start < passage.end
        ),
        len(weighed),
    )
