"""`newsbot check`: what is well, what is not, and what to do about it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ui.terminal import plain, print_json

if TYPE_CHECKING:
    from ui.settings import Settings
    from vectorstore.health import HealthItem, Repair

MARKS = {"ok": "ok     ", "warning": "warning", "error": "ERROR  "}


def run_check(settings: Settings, *, repair: bool, as_json: bool) -> bool:
    """Prints the report; True when nothing is broken. With `repair`, mends first and reports what is left."""
    from vectorstore import health

    mended = health.repair(settings.data) if repair else health.Repair()
    articles = settings.articles_dir if settings.articles_dir.is_dir() else None
    report = health.check(settings.data, articles, _configured_fingerprint(settings))
    items = [*report.items, _answerer(settings)]
    healthy = report.healthy and not mended.failed
    if as_json:
        left = {"repaired": mended.done, "not_repaired": mended.failed}
        print_json({"healthy": healthy, "items": [asdict(item) for item in items], **left})
    else:
        _print(mended, items, healthy)
    return healthy


def _configured_fingerprint(settings: Settings) -> str | None:
    """Of the embedder that the settings name; None when they leave the choice to the library."""
    if settings.embedder is None:
        return None
    from ui.opening import open_embedder

    return open_embedder(settings).fingerprint


def _answerer(settings: Settings) -> HealthItem:
    from vectorstore.health import HealthItem

    if settings.answerer_name == "offline":
        return HealthItem("answerer", "ok", "offline: no key, no model server, no network.")
    where = settings.openai_base_url or "the provider's own address"
    return HealthItem("answerer", "ok", f"model: {settings.model} at {where}; switch with --answerer offline.")


def _print(mended: Repair, items: list[HealthItem], healthy: bool) -> None:
    for line in mended.done:
        print(f"mended   {plain(line)}")
    for line in mended.failed:
        print(f"{MARKS['error']}  not mended: {plain(line)}")
    for item in items:
        print(f"{MARKS[item.status]}  {item.name}: {plain(item.message)}")
    print("healthy" if healthy else "not healthy")
