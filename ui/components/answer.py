"""A question with its answers, their citations and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui.components.build import build

_answer = build(
    "answer",
    """<article class="turn"><h2 class="question"></h2><div class="takes"></div><div class="next"></div></article>
<div class="card" popover="manual" role="dialog"></div>""",
)


def answer(
    data: dict[str, Any],
    *,
    key: str,
    on_open: Callable[..., None],
    on_act: Callable[..., None],
    on_stop: Callable[..., None],
) -> None:
    """Each callback is given what was sent: a place in an article, an act on an answer, the token of a live answer."""
    _answer(
        data=data,
        key=key,
        on_open_change=lambda: on_open(sent(key, "open")),
        on_act_change=lambda: on_act(sent(key, "act")),
        on_stop_change=lambda: on_stop(sent(key, "stop")),
    )


def sent(key: str, event: str) -> Any:
    """What a component's trigger carries, inside its callback."""
    return st.session_state[key][event]
