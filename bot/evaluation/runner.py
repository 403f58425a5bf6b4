"""Asks a bot every case of some suites and judges what it says. The bot is any callable."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from bot.answer import Answer
from bot.answerer import Turn
from bot.engine import turn_of
from bot.evaluation.checks import Judgement, fault_of, judge, not_judged
from bot.evaluation.corpus import Corpus, UnknownArticle
from bot.evaluation.suite import Case, CaseTurn, Suite
from vectorstore.errors import EmbedderMismatch, LibraryDamaged, LibraryEmpty, MissingApiKey, NewsBotError

Ask = Callable[[str, Sequence[Turn], Collection[str] | None], Answer]
Respond = Callable[[str, CaseTurn, Sequence[Turn]], Answer]  # suite's name, turn, history

GRACE_SECONDS = 5.0  # for the turns that are being answered when a run is interrupted

Item = TypeVar("Item")
Done = TypeVar("Done")

# What no later turn can do better: the run ends and says so.
HOPELESS = (LibraryEmpty, LibraryDamaged, EmbedderMismatch, MissingApiKey)


@dataclass(frozen=True)
class Reply:
    """What came back for one turn."""

    answer: Answer | None
    seconds: float | None  # None where nothing was asked, or a recording does not say
    fault: str | None = None  # why there is no answer


@dataclass(frozen=True)
class TurnRun:
    turn: CaseTurn
    reply: Reply
    judged: Judgement


@dataclass(frozen=True)
class CaseRun:
    suite: str
    case: Case
    turns: tuple[TurnRun, ...]

    @property
    def failed(self) -> bool:
        return any(one.judged.status != "passed" for one in self.turns)


class Journal(Protocol):
    """Keeps finished cases, so that an interrupted run goes on where it was."""

    def finished(self, suite: str, case: Case, repeat: int) -> tuple[Reply, ...] | None: ...

    def keep(self, suite: str, case: Case, repeat: int, replies: Sequence[Reply]) -> None: ...


@dataclass
class Budget:
    """Tokens that a run may still use."""

    tokens: int | None = None  # None: as many as it takes
    used: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def spent(self) -> str | None:
        """Why nothing more is asked, once the budget is used up."""
        if self.tokens is None or self.used < self.tokens:
            return None
        return f"the run's budget of {self.tokens} tokens is used up"

    def add(self, answer: Answer) -> None:
        with self._lock:
            self.used += answer.usage.total if answer.usage else 0


@dataclass
class Runner:
    """One way of asking and judging; `run` may be called again for a repeat."""

    respond: Respond
    corpus: Corpus
    workers: int = 1
    fail_fast: bool = False
    budget: Budget = field(default_factory=Budget)
    journal: Journal | None = None
    progress: Callable[[int, int], None] | None = None  # cases done, cases in all
    clock: bool = True  # False: a recording is not timed, its answers say how long they took or nothing does

    def run(self, suites: Sequence[Suite], repeat: int = 0) -> list[CaseRun]:
        """Every case in the suites' order, however many workers; with `fail_fast` up to the first failure."""
        todo = [(suite.name, case) for suite in suites for case in suite.cases]
        done: list[CaseRun] = []
        for (suite, case), replies in zip(todo, self._replies(todo, repeat), strict=True):
            done.append(CaseRun(suite, case, self._judged(case, replies)))
            if self.progress:
                self.progress(len(done), len(todo))
            if self.fail_fast and done[-1].failed:
                break
        return done

    def _judged(self, case: Case, replies: Sequence[Reply]) -> tuple[TurnRun, ...]:
        return tuple(
            TurnRun(turn, reply, self._judgement(turn, reply)) for turn, reply in zip(case.turns, replies, strict=True)
        )

    def _judgement(self, turn: CaseTurn, reply: Reply) -> Judgement:
        if reply.answer is None:
            return not_judged(turn, reply.fault or "no answer")
        try:
            return judge(turn, reply.answer, self.corpus)
        except UnknownArticle as error:  # taken out of the library while the run went on
            return not_judged(turn, str(error))

    def _replies(self, todo: Sequence[tuple[str, Case]], repeat: int) -> Iterator[tuple[Reply, ...]]:
        if self.workers == 1:
            for suite, case in todo:
                yield self._case(suite, case, repeat)
        else:
            yield from _in_order(lambda one: self._case(*one, repeat), todo, self.workers)

    def _case(self, suite: str, case: Case, repeat: int) -> tuple[Reply, ...]:
        kept = self.journal.finished(suite, case, repeat) if self.journal else None
        if kept is not None:
            return kept
        replies: list[Reply] = []
        history: list[Turn] = []
        for turn in case.turns:
            replies.append(self._turn(suite, turn, history, replies))
            answer = replies[-1].answer
            if answer is not None:
                history.append(turn_of(answer))
        if self.journal:
            self.journal.keep(suite, case, repeat, replies)
        return tuple(replies)

    def _turn(self, suite: str, turn: CaseTurn, history: Sequence[Turn], earlier: Sequence[Reply]) -> Reply:
        # A follow-up to nothing, or to an answer that is not the bot's own, is another question.
        broken = next((reason for reply in earlier if (reason := _unfit(reply))), None)
        fault = f"an earlier turn of the conversation could not be judged ({broken})" if broken else self.budget.spent()
        if fault is not None:
            return Reply(None, None, fault)
        began = time.perf_counter()
        try:
            answer = self.respond(suite, turn, tuple(history))
        except HOPELESS:
            raise
        except NewsBotError as error:
            return Reply(None, time.perf_counter() - began, str(error))
        except Exception as error:  # noqa: BLE001  # any bot may be under test: its crash is a turn that is named and counted
            return Reply(None, time.perf_counter() - began, f"{type(error).__name__}: {error}")
        self.budget.add(answer)
        total_ms = answer.timings_ms.get("total")
        recorded = None if total_ms is None else total_ms / 1000
        return Reply(answer, time.perf_counter() - began if self.clock else recorded)


def _unfit(reply: Reply) -> str | None:
    return fault_of(reply.answer) if reply.answer else reply.fault


def of_callable(ask: Ask) -> Respond:
    """Any bot: a function of a question, the conversation before it and the articles to search."""
    return lambda _suite, turn, history: ask(turn.question, history, turn.articles)


def _in_order(work: Callable[[Item], Done], items: Sequence[Item], workers: int) -> Iterator[Done]:
    """Results in the order of the items.

    The threads are daemons, so that a slow provider cannot keep an interrupted process; they are given a little time,
    since a process that ends in the middle of a model's native code is aborted.
    """
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(len(items)):
        waiting.put(number)
    finished: dict[int, Done | BaseException] = {}
    changed, stopped = threading.Condition(), threading.Event()

    def keep_working() -> None:
        while not stopped.is_set():
            try:
                number = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                result: Done | BaseException = work(items[number])
            except BaseException as error:  # noqa: BLE001  # raised again below, where the results are read
                result = error
            with changed:
                finished[number] = result
                changed.notify_all()

    threads = [threading.Thread(target=keep_working, daemon=True) for _ in range(min(workers, len(items)))]
    for thread in threads:
        thread.start()
    try:
        for number in range(len(items)):
            with changed:
                changed.wait_for(lambda wanted=number: wanted in finished)  # type: ignore[misc]
            result = finished.pop(number)
            if isinstance(result, BaseException):
                raise result
            yield result
    finally:
        stopped.set()
        ends = time.monotonic() + GRACE_SECONDS
        for thread in threads:
            thread.join(max(0.0, ends - time.monotonic()))
