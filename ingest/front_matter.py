"""Metadata that a file states above its text: front matter in Markdown, "Title: ..." lines in plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

import yaml

from ingest.dates import parse_date
from ingest.layout import lines
from vectorstore.article import Fact
from vectorstore.textnorm import strip_hidden

_KEYS = {
    "title": ("title", "headline", "subject"),
    "outlet": ("outlet", "source", "publication", "publisher", "site", "site_name", "newspaper"),
    "byline": ("byline", "author", "authors", "by"),
    "dateline": ("dateline", "place", "location"),
    "published": ("published", "date", "pubdate", "publish_date", "published_at", "date_published"),
    "updated": ("updated", "modified", "lastmod", "last_modified", "updated_at", "date_modified"),
    "language": ("language", "lang"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url", "permalink", "source"),
}
_IGNORED = (
    *("section", "category", "categories", "tags", "tag", "keywords", "topics", "length", "edition", "pages", "page"),
    *("id", "to", "from", "accessed", "retrieved"),
)
_BEGINS = ("body", "text", "article", "content", "full text")  # labels of the text itself
_LONGEST = 500  # characters of a value
_MOST_LINES = 40  # of labelled ones
REASON = "front matter"
_URL = re.compile(r"https?://[^\s<>\"']+$", re.IGNORECASE)
_LABELLED = re.compile(r"\s*\**([A-Za-z][A-Za-z_ -]{1,20}?)\**[ \t]*:\**(?:[ \t]+(\S.*)|[ \t]*)$")
_LABELS = {key.replace("_", " "): name for name, keys in _KEYS.items() for key in keys}
_HEADED_BY = ("title", "byline", "outlet", "published", "url")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
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


def labelled(text: str) -> tuple[str, int]:
    """The lines like "Title: ..." and "Author: ..." that a text begins with, and where it goes on; ("", 0) if fewer than two.

    A line with another label, or a long one, is the text's own.
    """
    found: list[str] = []
    known: set[str] = set()
    end = 0
    for start, stop in islice(lines(text), _MOST_LINES):
        line = strip_hidden(text[start:stop])
        label = _LABELLED.match(line)
        key = " ".join(label.group(1).lower().replace("_", " ").split()) if label else ""
        if not line.strip():
            continue
        value = label.group(2) if label else None
        if len(line) > _LONGEST or not (key in _LABELS or key in _IGNORED or (key in _BEGINS and not value)):
            break
        end = stop
        if key in _BEGINS:
            break
        if key in _LABELS and value:
            known.add(_LABELS[key])
            found.append(f"{key.replace(' ', '_')}: {value}")
    surely = len(known) > 1 and _LABELS.get(found[0].partition(":")[0].replace("_", " ")) in _HEADED_BY
    return ("\n".join(found), end) if surely and text[end:].strip() else ("", 0)


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
    """One text, a list of them, or people as `name: Jo Doe`; anything else says nothing."""
    items = [_name(item) for item in (value if isinstance(value, list) else [value])]
    return ", ".join(items) if all(items) else ""


def _name(item: object) -> str:
    word = item.get("name") if isinstance(item, dict) else item
    return _WIKI_LINK.sub(r"\1", word) if isinstance(word, str) else ""


def _plain_lines(source: str) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in source.splitlines() if line[:1].isalpha())
    return [(key, value.strip().strip("\"'[]")) for key, _, value in pairs]
