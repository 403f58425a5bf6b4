"""A file's bytes into an Article. Pure: the same name and bytes always make the same one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from ingest.clean import CLEANER_VERSION, segments
from ingest.metadata import facts, language_of, with_user_facts
from ingest.readers import read
from ingest.split import SPLITTER_VERSION, sentences
from vectorstore.article import Article, Fact
from vectorstore.errors import ArticleError

MADE_BY = "made_by"  # the fact that tells whether an article would come out the same today
VERSION = f"cleaner {CLEANER_VERSION}, splitter {SPLITTER_VERSION}"


def article_id(file: str) -> str:
    """Of the posix path relative to the ingested root."""
    return hashlib.sha256(file.encode("utf-8")).hexdigest()[:12]


def article_from_text(file: str, data: bytes, user: Mapping[str, str] | None = None) -> Article:
    """`user`: what metadata.yaml says about the file. ArticleError says why a file is no article."""
    source = read(file, data)
    parts = segments(source)
    language = language_of(source, parts)
    said = sentences(source.text, parts, (user or {}).get("language") or language.value or "en")
    if not said:
        raise ArticleError(f"{file} holds nothing that could be quoted.")
    found = facts(source, parts, said, language)
    return Article(
        id=article_id(file),
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=hashlib.sha256(source.text.encode("utf-8")).hexdigest(),
        text=source.text,
        metadata={**with_user_facts(found, user or {}), MADE_BY: Fact(VERSION, "newsbot")},
        segments=parts,
        sentences=said,
    )


def with_fact(article: Article, name: str, fact: Fact | None) -> Article:
    """The article with one fact set, or without it."""
    others = {key: value for key, value in article.metadata.items() if key != name}
    return replace(article, metadata={**others, name: fact} if fact else others)
