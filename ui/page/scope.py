"""What a conversation is restricted to: articles, outlets, dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.room import Room
from vectorstore.records import ArticleSummary


def chosen_articles(room: Room, scope: Mapping[str, Any]) -> list[str] | None:
    """The ids that the scope leaves in; None when it leaves out nothing."""
    if not any(scope.values()):
        return None
    return [summary.id for summary in room.library.summaries() if fits(summary, scope)]


def fits(summary: ArticleSummary, scope: Mapping[str, Any]) -> bool:
    """An article of unknown outlet or date does not fit a scope that names one."""
    articles, outlets = scope.get("articles") or [], scope.get("outlets") or []
    since, until = scope.get("since"), scope.get("until")
    published = summary.metadata["published"].value if "published" in summary.metadata else None
    outlet = summary.metadata["outlet"].value if "outlet" in summary.metadata else None
    if articles and summary.id not in articles:
        return False
    if outlets and outlet not in outlets:
        return False
    if (since or until) and published is None:
        return False
    return not (since and str(published)[:10] < since) and not (until and str(published)[:10] > until)


def described(scope: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """As one line: Only A, B; only The Guardian; since 2013-01-01. Empty when there is no restriction."""
    parts = []
    if scope.get("articles"):
        parts.append(f"only {', '.join(names.get(article, 'a removed article') for article in scope['articles'])}")
    if scope.get("outlets"):
        parts.append(f"only {', '.join(scope['outlets'])}")
    if scope.get("since"):
        parts.append(f"since {scope['since']}")
    if scope.get("until"):
        parts.append(f"until {scope['until']}")
    return "; ".join(parts)
