"""The articles: what is in, what is known of each, and how more get in."""

from __future__ import annotations

from ui.room import Room


def draw(room: Room) -> None:
    return None
