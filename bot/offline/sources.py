"""The sentences that a request offers, read and weighed with a question in view; more of them where accounts may differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.answerer import Request
from bot.offline.candidates import TYPICAL, Candidate, gather, may_be_read
from bot.offline.dated import whole
from bot.offline.questions import Question
from bot.offline.reader import Network, read, read_again
from bot.offline.references import subjects
from bot.offline.weighing import weigh

READ_AGAIN = 4  # of the sentences
MOST_ELSEWHERE = 10  # sentences of other articles that are read once it is known what the first one says


def read_twice(network: Network, question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates as they are read together, and the likeliest of them once more, each amid what stands around it."""
    weighed = weigh(question, read(network, question.english, candidates))
    return [*read_again(network, question.english, weighed[:READ_AGAIN]), *weighed[READ_AGAIN:]]


@dataclass(frozen=True)
class Sources:
    request: Request
    network: Network | None  # None: sentences are weighed by their words alone

    @cached_property
    def candidates(self) -> list[Candidate]:
        return gather(self.request)

    def weighed(self, question: Question) -> list[Candidate]:
        """Likeliest first."""
        if self.network is None:
            return weigh(question, self.candidates)
        return weigh(question, read_twice(self.network, question, self.candidates))

    def with_other_accounts(
        self, question: Question, first: Candidate, weighed: Sequence[Candidate]
    ) -> list[Candidate]:
        """The weighed, and what other articles that name the same people or things have that is nearest to the first.

        The search looks for what the question says. Another account of the same thing may say it in words that only the
        first account shares, and so be left unread.
        """
        known = {one.key for one in weighed}
        fresh = [one for one in self._elsewhere(first) if one.key not in known and may_be_read(one)]
        wanted = first.terms | question.terms
        fresh.sort(key=lambda one: -len(wanted & one.terms) / (8 + len(one.terms)))
        added = self._read(question, fresh[:MOST_ELSEWHERE])
        keys = {one.key for one in added}
        new = [one for one in weigh(question, [*weighed, *added]) if one.key in keys]
        return sorted([*weighed, *new], key=lambda one: -one.odds)

    def _elsewhere(self, first: Candidate) -> Iterator[Candidate]:
        for article in {**self.request.articles, **self.request.related()}.values():
            if article.id != first.article.id and subjects(article) & subjects(first.article):
                yield from whole(Candidate(article, 0, len(self.request.hits), TYPICAL))

    def _read(self, question: Question, candidates: list[Candidate]) -> list[Candidate]:
        return candidates if self.network is None else read(self.network, question.english, candidates)
