"""Is everything as it should be, and if not, what to do? Behind `newsbot check`."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from vectorstore import chroma, generations, integrity, schema
from vectorstore.errors import LibraryBusy, NewsBotError
from vectorstore.generations import IndexUnusable
from vectorstore.index import PROBED, passage_ids, restore
from vectorstore.library import ArticleSummary, Library
from vectorstore.lock import writer_active, writer_lock

Status = Literal["ok", "warning", "error"]
COPY_OF = "duplicate_of"  # the fact that names the article that this one copies
NAMED = 5  # files that a line names before it only counts


@dataclass(frozen=True)
class HealthItem:
    name: str
    status: Status
    message: str  # one line; ends with what to do unless it is ok


@dataclass(frozen=True)
class HealthReport:
    items: tuple[HealthItem, ...]

    @property
    def healthy(self) -> bool:
        """Nothing is broken; warnings are for a person to weigh."""
        return all(item.status != "error" for item in self.items)

    def to_dict(self) -> dict[str, Any]:
        return {"healthy": self.healthy, "items": [asdict(item) for item in self.items]}


@dataclass(frozen=True)
class Repair:
    """A line for each thing that was mended, and for each that could not be."""

    done: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()  # each ends with what to do


def check(data_dir: Path, articles_dir: Path | None = None, embedder_fingerprint: str | None = None) -> HealthReport:
    """Looks at everything and changes nothing."""
    library = Library(data_dir)
    try:
        return HealthReport(tuple(_items(library, articles_dir, embedder_fingerprint)))
    finally:
        library.close()


def repair(data_dir: Path) -> Repair:
    """Drops what is damaged, removes leftovers and builds the index again."""
    library = Library(data_dir)
    done: list[str] = []
    failed: list[str] = []
    try:
        damage = integrity.examine(library) if library.path.exists() else integrity.Damage()
        if damage.file:
            return Repair((_set_library_aside(library),))
        if damage:
            integrity.drop(library, damage)
            done.append(f"Dropped {len(damage.articles)} articles and {len(damage.vectors)} vectors that were damaged.")
        with writer_lock(data_dir, 5.0):
            done += [f"Removed {name}." for name in generations.remove_leftovers(data_dir)]
        if not library.is_empty():
            try:
                done.append(_restored(library))
            except LibraryBusy:
                raise
            except NewsBotError as error:
                failed.append(str(error))
        if damage:
            done.append("What was dropped comes back with: newsbot ingest")
        return Repair(tuple(done), tuple(failed))
    finally:
        library.close()


def _restored(library: Library) -> str:
    before = generations.pointer(library.data_dir)
    number = restore(library, wait_seconds=5.0)
    same = before == generations.pointer(library.data_dir)
    return f"The index (generation {number}) is whole." if same else f"Built the index again (generation {number})."


def _set_library_aside(library: Library) -> str:
    with writer_lock(library.data_dir, 5.0):
        library.close()
        kept = library.path.with_name(f"{schema.FILE_NAME}.damaged")
        os.replace(library.path, kept)
        for suffix in ("-wal", "-shm"):
            library.path.with_name(schema.FILE_NAME + suffix).unlink(missing_ok=True)
    return f"Set the damaged library aside as {kept}. Ingest the articles again: newsbot ingest"


def _items(library: Library, articles_dir: Path | None, fingerprint: str | None) -> Iterator[HealthItem]:
    try:
        damage = integrity.examine(library) if library.path.exists() else None
    except NewsBotError as error:
        yield HealthItem("library", "error", str(error))
        return
    if damage:
        told = _some(damage.lines(), "; ")
        yield HealthItem("library", "error", f"Damaged: {told}. Run: newsbot check --repair, then: newsbot ingest")
    if damage and (damage.file or damage.articles):
        return
    if damage is None or library.is_empty():
        message = f"No articles in {library.data_dir}. Load some: newsbot ingest ARTICLES"
        yield HealthItem("library", "error", message)
        return
    if not damage:
        articles, passages = library.counts()
        yield HealthItem("library", "ok", f"{articles} articles, {passages} passages, all as they were ingested.")
    yield _index(library)
    yield _embedder(library, fingerprint)
    yield _last_ingest(library)
    yield from _articles(library, articles_dir)
    yield _leftovers(library.data_dir)


def _index(library: Library) -> HealthItem:
    mend = "Run: newsbot check --repair"
    try:
        held = generations.hold_current(library.data_dir)
    except IndexUnusable as error:
        return HealthItem("index", "error", str(error))
    try:
        wrong = generations.damage(held.folder, held.manifest)
        if wrong:
            return HealthItem("index", "error", f"{_some(wrong, '; ')}. {mend}")
        ids = passage_ids(held.folder)
        fault = chroma.faults(held.folder / generations.CHROMA, ids, PROBED)
        if fault:
            return HealthItem("index", "error", f"Generation {held.manifest.number} does not answer: {fault}. {mend}")
        if held.manifest.content != library.content_version():
            if writer_active(library.data_dir):
                return HealthItem("index", "ok", "An ingest is running; its changes are searched when it is done.")
            return HealthItem("index", "warning", f"The last ingest did not finish: {mend}")
        if set(ids) != library.passage_keys().keys():
            return HealthItem("index", "error", f"The index holds other passages than the library. {mend}")
        return HealthItem("index", "ok", f"Generation {held.manifest.number}, {len(ids)} passages, complete.")
    finally:
        held.close()


def _embedder(library: Library, fingerprint: str | None) -> HealthItem:
    name = library.embedder_name()
    if fingerprint is not None and fingerprint != library.embedder():
        message = f"Built with '{name}', settings say another one. Embed again: newsbot ingest --embedder NAME"
        return HealthItem("embedder", "error", message)
    missing = len(library.texts_without_vector(library.embedder() or ""))
    if missing:
        return HealthItem("embedder", "warning", f"{missing} passages are not embedded. Run: newsbot ingest")
    return HealthItem("embedder", "ok", f"{name} ({library.embedder()})")


def _last_ingest(library: Library) -> HealthItem:
    last = library.last_ingest()
    if last is None:
        return HealthItem("last ingest", "warning", "None has finished. Run: newsbot ingest")
    refused = [f"{file} ({reason})" for kind in ("rejected", "skipped") for file, reason in last.get(kind, ())]
    if refused:
        return HealthItem("last ingest", "warning", f"{last['at']}; not taken: {_some(refused, '; ')}")
    return HealthItem("last ingest", "ok", f"{last['at']}; every file was taken.")


def _articles(library: Library, articles_dir: Path | None) -> Iterator[HealthItem]:
    files = library.summaries()
    for name, word in (("outlet", "outlet"), ("published", "date")):
        without = [one.file for one in files if not _known(one, name)]
        if without:
            message = f"{len(without)} of {len(files)}: {_some(without)}. Tell it in metadata.yaml beside them."
            yield HealthItem(f"articles without {word}", "warning", message)
    texts = Counter(one.text_sha256 for one in files)
    copies = [one.file for one in files if texts[one.text_sha256] > 1 or _known(one, COPY_OF)]
    if copies:
        yield HealthItem("copies", "warning", f"The same text more than once, counted as one source: {_some(copies)}")
    root = library.root() or articles_dir  # where the names count from, unless that is gone
    if articles_dir is not None and root is not None:
        folder = root if root.is_dir() else articles_dir
        changed = [one.file for one in files if _sha256(folder / one.file) != one.sha256]
        if changed:
            yield HealthItem("files", "warning", f"Changed or gone since: {_some(changed)}. Run: newsbot ingest")


def _known(article: ArticleSummary, fact: str) -> bool:
    return fact in article.metadata and article.metadata[fact].value is not None


def _leftovers(data_dir: Path) -> HealthItem:
    idle = [] if writer_active(data_dir) else [path.name for path in generations.leftovers(data_dir)]
    kept = sorted(
        path.name for path in (*data_dir.glob("*.damaged"), *generations.index_dir(data_dir).glob("*.damaged"))
    )
    if kept:
        message = f"Set aside as damaged: {_some(kept)}. Delete them when you have looked."
        return HealthItem("leftovers", "warning", message)
    if idle:
        return HealthItem("leftovers", "ok", f"{_some(idle)}: removed by the next ingest.")
    return HealthItem("leftovers", "ok", "None.")


def _sha256(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _some(names: list[str], between: str = ", ") -> str:
    more = len(names) - NAMED
    return between.join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
