"""Small charts as inline SVG. Every figure that they draw also stands beside them as text."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 200, 18


def interval_chart(value: float, low: float, high: float) -> str:
    """A share on a line from 0 to 1: a dot for the value, a bar for its 95 % interval."""

    def x(share: float) -> float:
        return round(6 + share * (WIDTH - 12), 1)

    middle = HEIGHT / 2
    ticks = "".join(
        f'<line class="tick" x1="{x(at)}" x2="{x(at)}" y1="{middle - 3}" y2="{middle + 3}"/>' for at in (0, 0.5, 1)
    )
    return (
        f'<svg class="interval" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true">'
        f'<line class="scale" x1="{x(0)}" x2="{x(1)}" y1="{middle}" y2="{middle}"/>{ticks}'
        f'<line class="range" x1="{x(low)}" x2="{x(high)}" y1="{middle}" y2="{middle}"/>'
        f'<circle class="dot" cx="{x(value)}" cy="{middle}" r="4"/></svg>'
    )


def count_bar(count: int, most: int) -> str:
    width = round((WIDTH - 2) * count / most, 1) if most else 0
    return (
        f'<svg class="count" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true">'
        f'<rect x="1" y="4" width="{width}" height="{HEIGHT - 8}"/></svg>'
    )


def stacked_bar(parts: Sequence[tuple[str, int]]) -> str:
    """One bar for a whole run: how many turns passed, failed and could not be judged. `parts`: CSS class, count."""
    total = sum(count for _name, count in parts) or 1
    width, x, rects = 640, 0.0, []
    for name, count in parts:
        wide = width * count / total
        rects.append(f'<rect class="{name}" x="{x:.1f}" y="0" width="{wide:.1f}" height="14"/>')
        x += wide
    return (
        f'<svg class="whole" viewBox="0 0 {width} 14" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(rects)}</svg>"
    )
