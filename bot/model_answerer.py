"""Answers with a chat model. It is trusted with nothing: every sentence is checked against the passages first.

A sentence names passages by ids drawn for the turn. Which sentences of them it stands on is worked out here, and the
verifier decides; an id is a hint, so a sentence that names the wrong passage, or none, is tried on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any
from urllib.parse import urlsplit

from bot.answer import Note, Rejected, StopReason
from bot.answerer import DraftClaim, Piece, Quoted, Request, TextDelta, Turn, Verdict
from bot.citations import Proven, verify
from bot.faults import ModelFault
from bot.offline.attribution import as_of, attribute
from bot.offline.candidates import Candidate
from bot.prompting import REPAIR, RULES, Prompt, build_prompt
from bot.provider import Budget, Call, ModelSettings, ProviderLimits, Stopped, open_model
from bot.reading import Said, Sentences, Thoughts, Veil
from bot.rewriting import ModelRewriting
from bot.vendor_errors import About, Refused, translated
from bot.words import terms

_BACK_OFF = 0.5  # seconds before the second call, doubled before the third
_FEWEST_PASSAGES = 1  # that are still worth asking about


class ModelAnswerer:
    """Any chat model that LangChain can initialise: OpenAI, a compatible server, or provider:model."""

    name = "model"

    def __init__(
        self,
        model: str,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        limits: ProviderLimits | None = None,
        max_tokens: int = 800,
        repair: bool = True,
        seed: int | None = None,
    ) -> None:
        self.limits = limits or ProviderLimits()
        self._settings = ModelSettings(model, base_url, api_key, self.limits, max_tokens)
        self._repair = repair
        self._random = Random(seed)
        self._keys = (api_key,) if api_key else ()
        self._about = About(model, urlsplit(base_url or "").netloc or "The model's server", self._keys)
        self._models: dict[tuple[str, ...], Any] = {}

    def draft(self, request: Request) -> ModelDraft:
        return ModelDraft(self, request)

    def rewriting(self, question: str, history: Sequence[Turn]) -> ModelRewriting:
        return ModelRewriting(question, history, self.limits, self._about, lambda: self.chat_model(()))

    def warm(self) -> None:
        """Loads the provider's packages, which takes seconds; raises what is wrong with the settings."""
        self.chat_model(())

    def chat_model(self, leave_out: tuple[str, ...]) -> Any:
        if leave_out not in self._models:
            self._models[leave_out] = open_model(self._settings, leave_out)
        return self._models[leave_out]


class ModelDraft(Iterator[Piece]):
    """One draft. `close` may be called from any thread, also while another one waits for the next piece."""

    def __init__(self, answerer: ModelAnswerer, request: Request) -> None:
        self._answerer = answerer
        self._request = request
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
        self._answerer.chat_model(())  # loading the provider's packages is not the model's time
        spent = self._request.spent
        self._budget = Budget(self._answerer.limits, spent.calls if spent else 0)
        self._budget.began -= self._request.spent_seconds
        if spent:
            yield spent
        try:
            yield from self._answered()
        except Stopped:
            return

    def _answered(self) -> Iterator[Piece]:
        prompt = build_prompt(self._request, self._answerer._random)
        turn = _Turn(self._request, prompt, self._answerer._keys)
        finish = None
        for piece in self._streamed(prompt, turn):
            if isinstance(piece, str):
                finish = piece
            else:
                yield piece
        if turn.failed and not turn.proved and finish != "length" and self._answerer._repair:
            yield from self._repaired(turn)
        yield from turn.given_up()
        yield from self._ended(turn, finish)

    def _streamed(self, prompt: Prompt, turn: _Turn) -> Iterator[Piece | str]:
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
            return attempt == 1 and len(self._request.hits) > _FEWEST_PASSAGES
        pause = fault.after if fault.after is not None else _BACK_OFF * 2 ** (attempt - 1)
        if not fault.again or pause >= budget.seconds_left:
            return False
        budget.wait(pause)
        return budget.may_call

    def _one_call(self, system: str, user: str, turn: _Turn) -> Iterator[Piece | str]:
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

    def _chunks(self, system: str, user: str) -> Iterator[Any]:
        budget = self._budget
        assert budget is not None
        if self._closed:
            raise Stopped
        budget.calls += 1
        from langchain_core.prompts import ChatPromptTemplate

        template = ChatPromptTemplate.from_messages([("system", "{rules}"), ("human", "{message}")])
        with translated(self._answerer._about):
            chain = template | self._answerer.chat_model(self._leave_out)
            self._call = Call(chain, {"rules": system, "message": user}, budget)
            yield from self._call

    def _repaired(self, turn: _Turn) -> Iterator[Piece]:
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

    def _ended(self, turn: _Turn, finish: str | None) -> Iterator[Piece]:
        cut = finish == "length"
        if cut and not turn.proved:
            raise ModelFault(
                "The model's answer was cut off at its limit of tokens. Raise NEWSBOT_MAX_TOKENS, or ask for less.",
                code="length",
                stop_reason="length",
            )
        stop_reason: StopReason | None = "length" if cut else None
        if turn.found_nothing and not turn.proved:
            yield Verdict("not_found")
        elif turn.missing is not None and turn.proved:
            note = _missing_note(turn.missing, self._request)
            yield Verdict("partial", notes=(note,), complete=not cut, stop_reason=stop_reason)
        else:
            yield Verdict("answered", complete=not cut, stop_reason=stop_reason)


class _Turn:
    """What has come of one question so far, over all its calls."""

    def __init__(self, request: Request, prompt: Prompt, keys: Sequence[str]) -> None:
        self.request = request
        self.prompt = prompt
        self.shown = False  # draft text has reached the person
        self.proved = 0
        self.failed: list[tuple[Said, Rejected]] = []
        self.missing: str | None = None
        self.found_nothing = False
        self._keys = keys
        self.begin()

    def begin(self) -> None:
        """Of a call."""
        self._thoughts = Thoughts()
        self._veil = Veil(self._keys)
        self._sentences = Sentences(self._keys)

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
            draft, refused = self._proved(said)
            if refused is None:
                self.proved += 1
                yield draft
            else:
                self.failed.append((said, refused))

    def _proved(self, said: Said) -> tuple[DraftClaim, Rejected | None]:
        """On the passages it names, or else on any of this turn's."""
        by_id = {passage.id: passage for passage in self.prompt.passages.values()}
        named = [self.prompt.passages[one].id for one in map(str.lower, said.ids) if one in self.prompt.passages]
        first: Rejected | None = None
        for ids in dict.fromkeys(filter(None, (tuple(named), tuple(by_id)))):
            draft = DraftClaim(said.text, tuple(map(Quoted, ids)))
            proven = verify(draft, self.request.articles, by_id, self.request.language)
            if not isinstance(proven, Rejected):
                return self._attributed(draft, proven), None
            first = first or proven
        return draft, first

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

    def given_up(self) -> Iterator[Piece]:
        """Sentences that nothing proves, for the record: the engine refuses them again, with the same reason."""
        for said, _ in self.failed:
            named = [self.prompt.passages[one].id for one in map(str.lower, said.ids) if one in self.prompt.passages]
            unknown = [one for one in said.ids if one.lower() not in self.prompt.passages]
            yield DraftClaim(said.text, tuple(map(Quoted, named or unknown)))

    def with_fewer_passages(self, random: Random) -> Prompt:
        most = max(_FEWEST_PASSAGES, len(self.prompt.passages) // 2)
        self.prompt = build_prompt(self.request, random, most)
        return self.prompt


def _check_finish(finish: str | None, turn: _Turn) -> None:
    """A stream is whole only if it says how it ended, and an answer only if it says something."""
    if finish == "content_filter":
        raise ModelFault("The model's server withheld its answer (content filter).", code="content_filter")
    if finish is None:
        raise Refused(
            "The model's answer broke off before its end. Ask again.", code="incomplete", again=not turn.said_anything
        )
    if not turn.said_anything:
        raise Refused("The model answered with nothing. Ask again, or use another model.", code="empty")


def _missing_note(missing: str, request: Request) -> Note:
    """In the question's own words or in none: a note states no fact, and a model's might."""
    asked = set(terms(request.standalone, request.language))
    said = set(terms(missing, request.language))
    if said and said <= asked:
        return Note("missing", f"The articles do not say: {missing.strip(' .')}.")
    return Note("missing", "The articles do not answer every part of the question.")
