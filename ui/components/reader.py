"""The article beside the conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.components.answer import sent
from ui.components.build import build

_reader = build(
    "reader",
    """<section class="reader">
<header></header>
<div class="scroll" tabindex="0" role="document"><div class="text"></div></div>
</section>""",
)


def reader(data: dict[str, Any], *, key: str, on_open: Callable[..., None], on_close: Callable[..., None]) -> None:
    _reader(
        data=data,
        key=key,
        on_open_change=lambda: on_open(sent(key, "open")),
        on_close_change=lambda: on_close(sent(key, "close")),
    )
