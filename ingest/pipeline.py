"""Files into the library, and the library into a new index. Running it again does only what is new."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.article import MADE_BY, VERSION, article_from_text, article_id, with_fact
from ingest.copies import DUPLICATE_OF, copies, signature
from ingest.files import Found, common_root, find, inside, read_bytes
from ingest.split import passages_of
from ingest.user_metadata import UserMetadata, load
from vectorstore.article import Article
from vectorstore.errors import ArticleError
from vectorstore.library import ArticleSummary, Library

if TYPE_CHECKING:
    from vectorstore.index import PassageEncoder
    from vectorstore.writer import Writer

Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


@dataclass(frozen=True)
class IngestReport:
    """What an ingest did. `rejected` files should have gone in; `skipped` ones are of no kind that is read."""

    root: str
    added: int = 0
    changed: int = 0  # other bytes, or read by a newer version of this program
    unchanged: int = 0
    described: int = 0  # the same text, other metadata
    removed: int = 0
    gone: tuple[str, ...] = ()  # in the library, no longer in the folder, kept for want of --prune
    rejected: tuple[tuple[str, str], ...] = ()  # (file, reason)
    skipped: tuple[tuple[str, str], ...] = ()
    passages: int = 0  # in the library now
    embedded: int = 0  # texts that had no vector
    generation: int = 0  # of the index that is live now
    content: str = ""  # the version of the library that all of this is true of
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def ingest(
    paths: Sequence[Path],
    library: Library,
    embedder: PassageEncoder,
    *,
    root: Path | None = None,
    prune: bool = False,
    progress: Progress | None = None,
) -> IngestReport:
    """Reads what is new or changed under `paths`, embeds it and makes it searchable. File names count from `root`.

    Every article is whole or not there at any moment, and what was embedded is kept, so a run that was cut off goes on
    where it stopped when it is started again.
    """
    began = time.monotonic()
    tell = progress or _say_nothing
    root = inside(root, paths) if root else common_root(paths, library.root())
    found = find(paths, root)
    user = load(root, {path.parent for _, path in found.files})
    with library.writer() as writer:
        tally = _read_files(found, user, root, library, writer, tell)
        gone = _gone(library, paths, root, found)
        for summary in gone if prune else ():
            writer.remove(summary.id)
        mark_copies(library, writer)
        embedded, generation = _publish(library, writer, embedder, tell)
        report = IngestReport(
            root=str(root),
            added=tally["added"],
            changed=tally["changed"],
            unchanged=tally["unchanged"],
            described=tally["described"],
            removed=len(gone) if prune else 0,
            gone=() if prune else tuple(summary.file for summary in gone),
            rejected=tuple(tally.rejected),
            skipped=(*found.skipped, *user.names_nothing(root)),
            passages=library.counts()[1],
            embedded=embedded,
            generation=generation,
            content=library.content_version(),
            seconds=round(time.monotonic() - began, 3),
        )
        _keep_root(library, writer, root)
        writer.record_ingest(report.to_dict())
    return report


class _Tally(Counter[str]):
    """How many files had which fate, and the reasons of those that did not go in."""

    def __init__(self) -> None:
        super().__init__()
        self.rejected: list[tuple[str, str]] = []


def _read_files(
    found: Found, user: UserMetadata, root: Path, library: Library, writer: Writer, tell: Progress
) -> _Tally:
    known = {summary.id: summary for summary in library.summaries()}
    elsewhere = _other_root(library, root)
    tally = _Tally()
    for number, (file, path) in enumerate(found.files):
        tell("files", number, len(found.files))
        stored = known.get(article_id(file))
        try:
            if stored and elsewhere and (elsewhere / file).is_file():
                raise ArticleError(f"{file} is also the name of one from {elsewhere}. Ingest their common folder.")
            data = read_bytes(path, file)
            fate = _fate(stored, data, user.of(file))
            if fate != "unchanged":
                article = _made(file, data, user.of(file), stored)
                writer.put(article, passages_of(article))
            tally[fate] += 1
        except ArticleError as error:
            tally.rejected.append((file, str(error).removeprefix(file).lstrip(": ")))
    tell("files", len(found.files), len(found.files))
    return tally


def _fate(stored: ArticleSummary | None, data: bytes, user: Mapping[str, str]) -> str:
    if stored is None:
        return "added"
    made_by = stored.metadata.get(MADE_BY)
    if stored.sha256 != hashlib.sha256(data).hexdigest() or made_by is None or made_by.value != VERSION:
        return "changed"
    by_user = {name: fact.value for name, fact in stored.metadata.items() if fact.evidence == "user"}
    return "unchanged" if by_user == dict(user) else "described"


def _made(file: str, data: bytes, user: Mapping[str, str], stored: ArticleSummary | None) -> Article:
    try:
        article = article_from_text(file, data, user)
    except ArticleError:
        raise
    except Exception as error:  # a rule that trips over one file must not keep the others out
        raise ArticleError(f"{file} could not be understood ({type(error).__name__}: {error}).") from error
    return with_fact(article, DUPLICATE_OF, stored.metadata.get(DUPLICATE_OF) if stored else None)


def _other_root(library: Library, root: Path) -> Path | None:
    """The folder that earlier articles came from, if it is another one and still there."""
    known = library.root()
    return known if known is not None and known != root and known.is_dir() else None


def _keep_root(library: Library, writer: Writer, root: Path) -> None:
    if library.root() != root and _other_root(library, root) is None:
        writer.set_root(root)


def _gone(library: Library, paths: Sequence[Path], root: Path, found: Found) -> list[ArticleSummary]:
    """Articles under the given folders whose files are no longer there; those kept in the data folder are."""
    if _other_root(library, root):
        return []
    here = {file for file, _ in found.files}
    kept = library.data_dir
    folders = [path.resolve() for path in paths if path.is_dir()]
    return [
        summary
        for summary in library.summaries()
        if summary.file not in here
        and not (kept / summary.file).is_file()
        and any((root / summary.file).is_relative_to(folder) for folder in folders)
    ]


def mark_copies(library: Library, writer: Writer) -> None:
    """Says of each article whether it copies another; only when articles have come, gone or changed."""
    last = library.last_ingest()
    if last and last.get("content") == library.content_version():
        return
    summaries = library.summaries()
    articles = ((summary.id, library.article(summary.id)) for summary in summaries)
    found = copies({id_: signature(article) for id_, article in articles if article})
    for summary in summaries:
        if found.get(summary.id) != summary.metadata.get(DUPLICATE_OF):
            article = library.article(summary.id)
            if article:
                passages = list(library.passages(summary.id))
                writer.put(with_fact(article, DUPLICATE_OF, found.get(summary.id)), passages)


def _publish(library: Library, writer: Writer, embedder: PassageEncoder, tell: Progress) -> tuple[int, int]:
    """How many texts were embedded, and the number of the generation that is live afterwards."""
    from vectorstore.index import embed_missing, publish_embedded

    embedded = embed_missing(library, writer, embedder, lambda done, total: tell("passages", done, total))
    tell("index", 0, 1)
    generation = publish_embedded(library, writer, embedder)
    tell("index", 1, 1)
    return embedded, generation


def _say_nothing(stage: str, done: int, total: int) -> None:
    pass
