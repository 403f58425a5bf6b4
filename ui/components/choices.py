"""A list to pick from whose labels are outside text (Streamlit's own buttons read labels as Markdown)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from ui.components.answer import sent
from ui.components.build import build

_choices = build("choices", """<p class="label"></p>\n<ul></ul>""")


def choices(
    items: Sequence[dict[str, Any]],
    *,
    key: str,
    on_pick: Callable[..., None],
    label: str = "",
    look: Literal["", "shelf", "articles"] = "",
) -> None:
    """`items`: id, label, and optionally small, letter, hue, now, tools. `on_pick` is given {"id", "act"}."""
    _choices(
        data={"items": list(items), "label": label, "look": look},
        key=key,
        on_pick_change=lambda: on_pick(sent(key, "pick")),
    )
