"""A follow-up made whole by a model. It sees what people asked, never what an article says, and is believed only as far
as its words can be traced: a question that brings in anything new is not used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from bot.answer import Usage
from bot.answerer import Turn
from bot.faults import ModelFault
from bot.model.prompting import REWRITE, rewrite_message
from bot.model.provider import Budget, Call, ProviderLimits, Stopped
from bot.model.reading import Thoughts, plain
from bot.model.vendor_errors import About, translated
from bot.text.lexicon import NEGATIONS
from bot.text.words import fold, terms, words

_EARLIER = 4  # turns that are looked at
_SHARE = 3  # of the turn's seconds and tokens, one part in this many may go into it
_LONGEST = 300  # characters
# Also as it is typed in haste, but for what is a word of its own: "cant", "wont".
_NOT = re.compile(r"not|cannot|\w+n't|(?:is|are|was|were|do|does|did|have|has|had|would|could|should)nt")


class ModelRewriting:
    """One call. Failing at it costs nothing but the call: the rules' reading of the question stands."""

    def __init__(
        self,
        question: str,
        history: Sequence[Turn],
        limits: ProviderLimits,
        max_tokens: int,
        about: About,
        open_model: Callable[[int], Any],
    ) -> None:
        """`open_model` is told how many tokens may be written."""
        self._question = question
        # As they were typed: the questions that the rules made of them may hold names from answers.
        self._asked = [turn.question for turn in history[-_EARLIER:]]
        self._about = about
        self._open_model = open_model
        seconds = limits.turn_seconds / _SHARE
        alone = ProviderLimits(limits.connect_seconds, seconds, seconds, seconds, most_calls=1)
        self._budget = Budget(alone, max(1, max_tokens // _SHARE))
        self._call: Call | None = None

    def result(self) -> tuple[str | None, Usage | None]:
        usage = Usage(0, 0)
        said, finish = "", None
        try:
            for chunk in self._chunks():
                said += chunk.text
                finish = chunk.finish or finish
                if chunk.usage:
                    usage += replace(chunk.usage, calls=0)  # a part of the one call
        except (ModelFault, Stopped):
            return None, usage  # if the model is down, its draft will fail as well, and that is said
        if finish != "stop":
            return None, usage  # cut off, it may ask something else
        thoughts = Thoughts()
        line = " ".join(plain(thoughts.feed(said) + thoughts.flush(), self._about.keys).split()).strip('"“” ')
        return (line if self._traceable(line) else None), usage

    def close(self) -> None:
        self._budget.stopped.set()
        if self._call is not None:
            self._call.close()

    def _chunks(self) -> Any:
        from langchain_core.prompts import ChatPromptTemplate

        template = ChatPromptTemplate.from_messages([("system", "{rules}"), ("human", "{message}")])
        values = {"rules": REWRITE, "message": rewrite_message(self._question, self._asked)}
        with translated(self._about):
            self._call = Call(template | self._open_model(self._budget.most_tokens), values, self._budget)
            yield from self._call

    def _traceable(self, line: str) -> bool:
        """All its words were asked before, and it keeps what the new question asks, its negations too."""
        if not line or len(line) > _LONGEST or _negations(line) != _negations(self._question):
            return False
        said, asked = set(terms(line)), set(terms(self._question))
        known = asked.union(*map(terms, self._asked))
        return bool(said) and said <= known and len(said & asked) >= 0.5 * len(asked)


def _negations(text: str) -> Counter[str]:
    """Each with its count: "wasn't" and "cannot" say not, and "ne" only goes with another."""
    folded = (fold(word).replace("’", "'") for word in words(text))
    said = ("not" if _NOT.fullmatch(word) else word.removeprefix("n'") for word in folded)
    return Counter(word for word in said if word in NEGATIONS and word != "ne")
