"""A question in, an Answer out: understand, search, draft, verify, number. Everybody calls this."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Citation, Claim, Usage
from bot.answerer import Answerer, Request, Rewriter, Rewriting, TextDelta, Turn
from bot.assembly import assembled
from bot.attempt import Attempt
from bot.conversation import Understood, standalone_question
from bot.finding import request_for, search_for
from vectorstore.errors import ConfigError

if TYPE_CHECKING:
    from vectorstore.search import Searcher

LONGEST_QUESTION = 2_000  # characters
FALL_BACK = "offline"  # the answerer that steps in when another one fails


class NewsBot:
    """Answers from the articles of one searcher. Safe to share between threads: every question has its own stream."""

    def __init__(
        self,
        searcher: Searcher,
        answerers: Mapping[str, Answerer],
        *,
        default: str = FALL_BACK,
        limit: int = 8,
    ) -> None:
        self.searcher = searcher
        self.answerers = answerers
        self.default = default
        self.limit = limit

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        answerer: str | None = None,
        articles: Collection[str] | None = None,
    ) -> AnswerStream:
        """Nothing is done before the stream is read; `articles` restricts the search to these ids."""
        return AnswerStream(self, checked(question), tuple(history), self._answerer(answerer or self.default), articles)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        answerer: str | None = None,
        articles: Collection[str] | None = None,
    ) -> Answer:
        return self.stream(question, history, answerer=answerer, articles=articles).answer

    def _answerer(self, name: str) -> Answerer:
        if name not in self.answerers:
            known = ", ".join(sorted(self.answerers))
            raise ConfigError(f"There is no answerer called {name!r} here. Choose one of: {known}.")
        return self.answerers[name]


def checked(question: str) -> str:
    """The question without outer spaces; raises ConfigError for one that cannot be asked."""
    asked = question.strip()
    if not asked:
        raise ConfigError("The question is empty. Ask something about the articles.")
    if len(asked) > LONGEST_QUESTION:
        raise ConfigError(
            f"The question has {len(asked):,} characters; at most {LONGEST_QUESTION:,} are read. Shorten it."
        )
    return asked


def turn_of(answer: Answer) -> Turn:
    """An answer as history for the next question."""
    return Turn(
        answer.question,
        answer.standalone_question,
        " ".join(claim.text for claim in answer.claims),
        tuple(dict.fromkeys(citation.article_id for citation in answer.citations)),
    )


class AnswerStream:
    """The pieces of one answer as they come: draft text, then each claim once it is verified.

    May be iterated more than once: what has come is given again. `answer` reads to the end. `stop` may be called from
    any thread; it ends the provider's request at once and keeps what arrived. Letting go of the stream ends it too.
    """

    def __init__(
        self,
        bot: NewsBot,
        question: str,
        history: tuple[Turn, ...],
        answerer: Answerer,
        articles: Collection[str] | None,
    ) -> None:
        self._work = _Work(bot, question, history, answerer, articles)
        self._source = self._work.pieces()
        self._came: list[TextDelta | Claim] = []

    def __iter__(self) -> Iterator[TextDelta | Claim]:
        given = 0
        while True:
            while given < len(self._came):
                yield self._came[given]
                given += 1
            piece = next(self._source, None)
            if piece is None:
                if self._work.fault is not None:  # what ended it once ends it for whoever looks again
                    raise self._work.fault
                return
            self._came.append(piece)

    @property
    def answer(self) -> Answer:
        for _ in self:
            pass
        assert self._work.answer is not None
        return self._work.answer

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Of the claims that have come so far, numbered as they will be in the answer."""
        return tuple(self._work.attempts[-1].citations) if self._work.attempts else ()

    @property
    def attempts(self) -> int:
        """Answerers that have begun. Where it rises, the one before failed: its claims are no part of the answer."""
        return len(self._work.attempts)

    def stop(self) -> None:
        self._work.stop()

    def __enter__(self) -> AnswerStream:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def __del__(self) -> None:
        if hasattr(self, "_work"):
            self.stop()


class _Work:
    """What a stream reads from. Knows nothing of the stream, so that dropping the stream is noticed at once."""

    def __init__(
        self,
        bot: NewsBot,
        question: str,
        history: tuple[Turn, ...],
        answerer: Answerer,
        articles: Collection[str] | None,
    ) -> None:
        self._bot = bot
        self._question = question
        self._history = history
        self._requested = answerer
        self._articles = articles
        self._stopped = False
        self._rewriting: Rewriting | None = None
        self.attempts: list[Attempt] = []
        self.answer: Answer | None = None
        self.fault: Exception | None = None

    def stop(self) -> None:
        self._stopped = True
        if self._rewriting is not None:
            self._rewriting.close()
        for attempt in self.attempts:
            attempt.stop()

    def pieces(self) -> Iterator[TextDelta | Claim]:
        try:
            yield from self._steps()
        except Exception as error:
            self.fault = error
            raise

    def _steps(self) -> Iterator[TextDelta | Claim]:
        began = time.perf_counter()
        asked, spent = self._understood()
        found = search_for(asked, self._bot.searcher, self._bot.limit, self._articles)
        request = request_for(self._question, asked, self._history, found, self._bot.searcher, self._articles)
        request = replace(request, spent=spent, spent_seconds=time.perf_counter() - began)
        searched = time.perf_counter()
        yield from self._drafts(request)
        ended = time.perf_counter()
        timings = {"search": searched - began, "answer": ended - searched, "total": ended - began}
        milliseconds = {step: round(seconds * 1000, 1) for step, seconds in timings.items()}
        self.answer = assembled(request, found, self.attempts, milliseconds)

    def _understood(self) -> tuple[Understood, Usage | None]:
        """By the rules; where they are not sure and a model is at work, in its words if they hold."""
        asked = standalone_question(self._question, self._history)
        if asked.sure or self._stopped or not isinstance(self._requested, Rewriter):
            return asked, None
        self._rewriting = self._requested.rewriting(self._question, self._history)
        if self._stopped:  # before there was anything to close
            self._rewriting.close()
        text, spent = self._rewriting.result()
        return (replace(asked, text=text, changed=True) if text else asked), spent

    def _drafts(self, request: Request) -> Iterator[TextDelta | Claim]:
        """Verifies as the draft comes in; an answerer that fails is followed by the one that needs no server."""
        fall_back = self._bot.answerers.get(FALL_BACK)
        for answerer in dict.fromkeys([self._requested, *([fall_back] if fall_back else [])]):
            attempt = Attempt(answerer, request)
            self.attempts.append(attempt)
            if self._stopped:
                attempt.stop()
            yield from attempt.pieces()
            if attempt.stands:
                break
        if attempt.claims and fall_back not in (None, attempt.answerer) and not self._stopped:
            attempt.compare(fall_back)
