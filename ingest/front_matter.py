"""Metadata that a Markdown file states in its front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from ingest.dates import parse_date
from vectorstore.article import Fact

_KEYS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publication", "publisher", "site", "site_name", "newspaper"),
    "byline": ("byline", "author", "authors", "by"),
    "dateline": ("dateline", "place", "location"),
    "published": ("published", "date", "pubdate", "publish_date", "published_at", "date_published"),
    "updated": ("updated", "modified", "lastmod", "last_modified", "updated_at", "date_modified"),
    "language": ("language", "lang"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url", "permalink", "source"),
}
_LONGEST = 500  # characters of a value
_URL = re.compile(r"https?://[^\s<>\"']+$", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*$", re.IGNORECASE)


def facts(source: str) -> dict[str, Fact]:
    """What is known by name and can be read as what it should be; everything else is passed over."""
    found: dict[str, Fact] = {}
    stated = _stated(source) if source else {}
    for name, keys in _KEYS.items():
        for key in keys:
            value = as_fact(name, stated.get(key, ""))
            if value and name not in found:
                found[name] = Fact(value, f"{key}: {stated[key]}")
    return found


def as_fact(name: str, stated: str) -> str | None:
    """The value as it is kept, None if it cannot be one of this name."""
    value = " ".join(stated.split())
    if not value or len(value) > _LONGEST:
        return None
    if name in ("published", "updated"):
        return parse_date(value)
    if name == "url":
        return value if _URL.match(value) else None
    if name == "language":
        return re.split(r"[-_]", value.lower())[0] if _LANGUAGE.match(value) else None
    return None if _URL.match(value) else value


def _stated(source: str) -> Mapping[str, str]:
    try:
        # BaseLoader makes strings only: nothing is built, and dates stay as they were written.
        loaded = yaml.load(source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        loaded = dict(_plain_lines(source))  # `title: Found: the ship` is no YAML, and common
    if not isinstance(loaded, dict):
        return {}
    return {str(key).strip().lower(): _words(value) for key, value in loaded.items()}


def _words(value: object) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return value if isinstance(value, str) else ""


def _plain_lines(source: str) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in source.splitlines() if line[:1].isalpha())
    return [(key, value.strip().strip("\"'[]")) for key, _, value in pairs]
