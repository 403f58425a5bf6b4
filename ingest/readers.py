"""One reader for each kind of file. It says how the text is laid out; nothing else here knows about formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest import front_matter, markdown, markup
from ingest.decode import decode
from ingest.layout import Block, lines, paragraphs, trim
from vectorstore.article import Fact
from vectorstore.errors import ArticleError


@dataclass(frozen=True)
class SourceText:
    """What a reader makes of a file."""

    text: str  # what every offset counts in
    encoding: str
    blocks: tuple[Block, ...]  # in order, together everything that can be seen
    declared: Mapping[str, Fact]  # metadata that the file states apart from its text


Reader = Callable[[bytes], SourceText]


def read_text(data: bytes) -> SourceText:
    text, encoding = decode(data)
    stated, body = front_matter.labelled(text)
    blocks = markup.apart(text, markdown.with_headings(text, paragraphs(text, lines(text, body))))
    if body:
        blocks = (Block(*trim(text, 0, body), kind="markup", reason=front_matter.REASON), *blocks)
    return SourceText(text, encoding, blocks, front_matter.facts(stated))


def read_markdown(data: bytes) -> SourceText:
    text, encoding = decode(data)
    yaml, _ = markdown.split_front_matter(text)
    return SourceText(text, encoding, markup.apart(text, markdown.blocks(text)), front_matter.facts(yaml))


READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
}


def not_read(file: str) -> str | None:
    """Why there is no reader for a file of this name; None if there is one."""
    suffix = PurePosixPath(file).suffix.lower()
    if suffix in READERS:
        return None
    return f"`{suffix}` files are not read yet" if suffix else "files without an ending like .txt are not read"


def read(file: str, data: bytes) -> SourceText:
    """The text of a file; ArticleError says why there is none."""
    reason = not_read(file)
    if reason:
        raise ArticleError(f"{file}: {reason}.")
    try:
        return READERS[PurePosixPath(file).suffix.lower()](data)
    except ArticleError as error:
        raise ArticleError(f"{file} {error}") from error
