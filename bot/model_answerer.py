"""Answers with a chat model. It is trusted with nothing: every sentence is checked against the passages first.

A sentence names passages by ids drawn for the turn. Which sentences of them it stands on is worked out here, and the
verifier decides; an id is a hint, so a sentence that names the wrong passage, or none, is tried on all of them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any
from urllib.parse import urlsplit

from bot.answer import Notice, StopReason, Usage
from bot.answerer import Adviser, Piece, Request, Turn, Verdict
from bot.faults import ModelFault
from bot.model.prompting import REPAIR, RULES, Prompt, build_prompt
from bot.model.provider import (
    OPENAI,
    Budget,
    Call,
    Chunk,
    ModelSettings,
    ProviderLimits,
    Stopped,
    open_model,
    provider_of,
)
from bot.model.rewriting import ModelRewriting
from bot.model.turn import ModelTurn
from bot.model.vendor_errors import About, Refused, translated
from vectorstore.errors import NewsBotError
from vectorstore.passage import Hit

MOST_PASSAGES = 5  # what a small local model reads in the time that people wait
BESIDE = Notice(
    "beside",
    "What the model wrote stands in the articles, but does not answer the question: it is set aside.",
)
STOOD_IN = Notice(
    "quoted",
    "What the model wrote could not be proved; what the articles themselves say to the question stands in for it.",
)
OVERRULED = Notice(
    "quoted", "The model gave no answer to this question; a sentence of the articles that answers stands here."
)
MOST_KEPT = 4  # models at once: for answers, for rewriting, and for what is left of an answer's tokens
_BACK_OFF = 0.5  # seconds before the second call, doubled before the third
_LETTERS = 4  # of a token, for servers that do not count


class ModelAnswerer:
    """Any chat model that LangChain can initialise: OpenAI, a compatible server, or provider:model."""

    name = "model"

    def __init__(
        self,
        model: str,
        *,
        api_key: str | None = None,
        other_keys: Sequence[str] = (),
        base_url: str | None = None,
        limits: ProviderLimits | None = None,
        max_tokens: int = 800,
        repair: bool = True,
        passages: int = MOST_PASSAGES,
        advice: Callable[[Request], Adviser] | None = None,
        seed: int | None = None,
    ) -> None:
        """Of the hits, the first `passages` are sent, in the search's order or the adviser's. The adviser also finds the
        articles' own sentence for one of the model's that cannot be proved, and tells a proved one that does not answer.
        `other_keys` are masked as `api_key` is: a provider's package may read one of them by itself."""
        self.limits = limits or ProviderLimits()
        self._settings = ModelSettings(model, base_url, api_key, self.limits, max_tokens)
        self._repair = repair
        self._passages = passages
        self._advice = advice
        self._random = Random(seed)
        self._keys = tuple(dict.fromkeys((*([api_key] if api_key else []), *other_keys)))
        server = urlsplit(base_url or "").netloc or "The model's server"
        self._about = About(model, server, self._keys, provider_of(model, base_url)[1] == OPENAI)
        self._models: dict[tuple[tuple[str, ...], int], Any] = {}  # by what is left out and the tokens; last used last
        self._opening = threading.Lock()

    def draft(self, request: Request) -> ModelDraft:
        return ModelDraft(self, request)

    def sent(self, request: Request) -> tuple[Request, Adviser | None]:
        """The request with the hits that the model gets to see, and who read them. Without an adviser, or with one whose
        weights are damaged or missing, they are the search's first ones."""
        hits: Sequence[Hit] = request.hits
        adviser = None
        try:
            if self._advice:
                adviser = self._advice(request)
                hits = adviser.likeliest_first()
        except NewsBotError:
            adviser = None
        return replace(request, hits=tuple(hits[: self._passages])), adviser

    def rewriting(self, question: str, history: Sequence[Turn]) -> ModelRewriting:
        most = self._settings.max_tokens
        return ModelRewriting(question, history, self.limits, most, self._about, partial(self.chat_model, ()))

    def budget(self, spent: Usage | None) -> Budget:
        """Of one answer, after what understanding its question has cost."""
        used = spent or Usage(0, 0, 0)
        return Budget(self.limits, self._settings.max_tokens, used.calls, used.completion_tokens)

    def chat_model(self, leave_out: tuple[str, ...], max_tokens: int | None = None) -> Any:
        """Kept for the next answer. A dropped one may still be writing: it is closed after the last call that has it."""
        most = min(max_tokens or self._settings.max_tokens, self._settings.max_tokens)
        with self._opening:
            model = self._models.pop((leave_out, most), None)
            if model is None:
                model = open_model(replace(self._settings, max_tokens=most), leave_out)
            self._models[leave_out, most] = model
            if len(self._models) > MOST_KEPT:
                del self._models[next(iter(self._models))]
        return model


class ModelDraft(Iterator[Piece]):
    """One draft. `close` may be called from any thread, also while another one waits for the next piece."""

    def __init__(self, answerer: ModelAnswerer, request: Request) -> None:
        self._answerer = answerer
        self._request = request
        self._adviser: Adviser | None = None
        self._leave_out: tuple[str, ...] = ()
        self._call: Call | None = None
        self._budget: Budget | None = None
        self._closed = False
        self._pieces = self._run()

    def __next__(self) -> Piece:
        return next(self._pieces)

    def close(self) -> None:
        self._closed = True
        if self._budget is not None:
            self._budget.stopped.set()
        if self._call is not None:
            self._call.close()

    def __del__(self) -> None:
        self.close()

    def _run(self) -> Iterator[Piece]:
        if not self._request.hits:
            yield Verdict("not_found")
            return
        self._answerer.chat_model(())  # loading the provider's packages is not the model's time, nor is the ordering
        self._request, self._adviser = self._answerer.sent(self._request)
        spent = self._request.spent
        self._budget = self._answerer.budget(spent)
        self._budget.began -= self._request.spent_seconds
        if spent:
            yield spent
        try:
            yield from self._answered()
        except Stopped:
            return

    def _answered(self) -> Iterator[Piece]:
        prompt = build_prompt(self._request, self._answerer._random)
        turn = ModelTurn(self._request, prompt, self._answerer._keys, self._adviser)
        finish = None
        for piece in self._streamed(prompt, turn):
            if isinstance(piece, str):
                finish = piece
            else:
                yield piece
        if turn.failed and not turn.proved and not turn.found_nothing:
            yield from turn.quoted()
        if (turn.found_nothing or turn.set_aside) and not turn.proved:
            yield from turn.found()
        if turn.failed and not turn.proved and finish != "length" and self._answerer._repair:
            yield from self._repaired(turn)
        yield from turn.given_up()
        yield from self._ended(turn, finish)

    def _streamed(self, prompt: Prompt, turn: ModelTurn) -> Iterator[Piece | str]:
        """The first call, made again while nothing has been shown and another may go better."""
        attempt = 0
        while True:
            try:
                yield from self._one_call(RULES, prompt.user(), turn)
                return
            except Refused as fault:
                attempt += 1
                if turn.shown or not self._another(fault, attempt):
                    raise
                if fault.code == "too_long":
                    prompt = turn.with_fewer_passages(self._answerer._random)

    def _another(self, fault: Refused, attempt: int) -> bool:
        """Whether a fault is worth another call within what is left of the turn; waits for it if so."""
        budget = self._budget
        assert budget is not None
        if not budget.may_call:
            return False
        if fault.parameter and fault.parameter not in self._leave_out:
            self._leave_out += (fault.parameter,)
            if fault.parameter == "max_completion_tokens":
                self._leave_out += ("max_tokens",)
            return True
        if fault.code == "too_long":
            return attempt == 1 and len(self._request.hits) > 1
        pause = fault.after if fault.after is not None else _BACK_OFF * 2 ** (attempt - 1)
        if not fault.again or pause >= budget.seconds_left:
            return False
        budget.wait(pause)
        return budget.may_call

    def _one_call(self, system: str, user: str, turn: ModelTurn) -> Iterator[Piece | str]:
        """Draft text, claims and usage as they come, then the finish reason."""
        finish = None
        turn.begin()
        for chunk in self._chunks(system, user):
            if chunk.text:
                yield from turn.take(chunk.text)
            if chunk.usage:
                yield chunk.usage
            finish = chunk.finish or finish
        if self._closed:
            raise Stopped
        yield from turn.end(cut=finish == "length")
        _check_finish(finish, turn)
        yield finish or ""

    def _chunks(self, system: str, user: str) -> Iterator[Chunk]:
        budget = self._budget
        assert budget is not None
        if self._closed:
            raise Stopped
        budget.calls += 1
        from langchain_core.prompts import ChatPromptTemplate

        template = ChatPromptTemplate.from_messages([("system", "{rules}"), ("human", "{message}")])
        with translated(self._answerer._about):
            chain = template | self._answerer.chat_model(self._leave_out, budget.tokens_left)
            self._call = Call(chain, {"rules": system, "message": user}, budget)
            yield from _counted(self._call, budget)

    def _repaired(self, turn: ModelTurn) -> Iterator[Piece]:
        """One more call for sentences that could not be proved, if the turn has room for it."""
        assert self._budget is not None
        if not self._budget.may_call:
            return
        refused = turn.failed
        wanted = "\n".join(f"- {said.text}" for said, _ in refused)
        message = f"{turn.prompt.user()}\n\n{REPAIR}\n\nSentences:\n{wanted}"
        turn.failed = []
        try:
            for piece in self._one_call(RULES, message, turn):
                if not isinstance(piece, str):
                    yield piece
        except ModelFault:
            turn.failed = refused  # the sentences stay refused, for their own reasons
            return
        turn.failed = turn.failed or refused

    def _ended(self, turn: ModelTurn, finish: str | None) -> Iterator[Piece]:
        cut = finish == "length"
        if cut and not turn.proved:
            raise ModelFault(
                "The model's answer was cut off at its limit of tokens. Raise NEWSBOT_MAX_TOKENS, or ask for less.",
                code="length",
                stop_reason="length",
            )
        stop_reason: StopReason | None = "length" if cut else None
        notice = (OVERRULED if turn.found_nothing or turn.set_aside else STOOD_IN) if turn.stood_in else None
        if turn.found_nothing and not turn.proved:
            yield Verdict("not_found")
        elif turn.set_aside and not turn.proved and not turn.failed:
            yield Verdict("not_found", notice=BESIDE)
        elif turn.proved and (missing := turn.missing_note) is not None:
            yield Verdict("partial", notes=(missing,), complete=not cut, stop_reason=stop_reason, notice=notice)
        else:
            yield Verdict("answered", complete=not cut, stop_reason=stop_reason, notice=notice)


def _counted(call: Call, budget: Budget) -> Iterator[Chunk]:
    """What the call writes is taken off the answer's tokens, also where it breaks off before it is counted."""
    tokens = letters = 0
    try:
        for chunk in call:
            tokens += chunk.usage.completion_tokens if chunk.usage else 0
            letters += len(chunk.text)
            yield chunk
    finally:
        budget.tokens += tokens or letters // _LETTERS


def _check_finish(finish: str | None, turn: ModelTurn) -> None:
    """A stream is whole only if it says how it ended, and an answer only if it says something."""
    if finish == "content_filter":
        raise ModelFault("The model's server withheld its answer (content filter).", code="content_filter")
    if finish is None:
        raise Refused(
            "The model's answer broke off before its end. Ask again.", code="incomplete", again=not turn.said_anything
        )
    if not turn.said_anything:
        raise Refused("The model answered with nothing. Ask again, or use another model.", code="empty")
