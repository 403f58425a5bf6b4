"""What can go wrong with a model, in our words."""

from __future__ import annotations

from bot.answer import StopReason
from vectorstore.errors import AnswererUnavailable


class ModelFault(AnswererUnavailable):
    """A model that did not answer. The message is one line, fit to show; no key is ever in it."""

    def __init__(self, message: str, *, code: str, stop_reason: StopReason = "provider") -> None:
        super().__init__(message)
        self.code = code  # for scripts, as in Notice.code
        self.stop_reason: StopReason = stop_reason
