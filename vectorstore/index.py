"""Index generations: built from the library beside the live one, probed by another process, then made live."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vectorstore import chroma, generations, probe
from vectorstore.errors import EmbedderError, NewsBotError
from vectorstore.exact import ExactSearch, ranked
from vectorstore.generations import Held, IndexUnusable, Manifest
from vectorstore.lexical import LexicalIndex, best
from vectorstore.library import Library
from vectorstore.sentences import embed_sentences, passages_without_sentences
from vectorstore.writer import Writer

if TYPE_CHECKING:
    import numpy as np

PROBED = 500  # passages that a probe looks up
BUILT_AT_MOST = 3  # times: the graph's order is chance, and now and then it leaves a passage that nothing leads to
EMBEDDED_AT_ONCE = 64
COPIED_FROM = 1000  # passages; below that, building from nothing takes no longer than copying and changing
CHANGED_AT_MOST = 0.25  # of the passages; deleted ones stay in Chroma's graph until it is built from nothing
PASSAGES_FILE = "passages.json"
LEXICAL_FOLDER = "lexical"

Progress = Callable[[int, int], None]  # done, of how many


class PassageEncoder(Protocol):
    """What building needs of an embedder."""

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    def encode_passages(self, texts: Sequence[str]) -> np.ndarray: ...


def publish(library: Library, writer: Writer, embedder: PassageEncoder) -> int:
    """Makes what the library holds searchable and returns the live generation's number."""
    embed_missing(library, writer, embedder)
    return publish_embedded(library, writer, embedder)


def publish_embedded(library: Library, writer: Writer, embedder: PassageEncoder) -> int:
    """The same after `embed_missing`."""
    generations.remove_leftovers(library.data_dir)
    live = live_generation(library)
    if live and (live[1].content, live[1].fingerprint) == (library.content_version(), embedder.fingerprint):
        return live[1].number
    writer.set_embedder(embedder.name, embedder.fingerprint)
    number = build(library, live)
    writer.drop_unused_vectors()
    generations.remove_leftovers(library.data_dir)
    return number


def embed_missing(library: Library, writer: Writer, embedder: PassageEncoder, progress: Progress | None = None) -> int:
    """Embeds what this embedder has not, keeping each batch as it comes; returns how many."""
    missing = library.texts_without_vector(embedder.fingerprint)
    inner = passages_without_sentences(library, embedder)
    for start in range(0, len(missing), EMBEDDED_AT_ONCE):
        part = missing[start : start + EMBEDDED_AT_ONCE]
        vectors = embedder.encode_passages([text for _, text in part])
        _check(vectors, len(part), embedder.name)
        writer.put_vectors(embedder.fingerprint, {key: vectors[i] for i, (key, _) in enumerate(part)})
        embed_sentences(writer, embedder, {key: inner.pop(key) for key, _ in part if key in inner})
        if progress:
            progress(start + len(part), len(missing))
    while inner:  # left over from a run that was stopped
        embed_sentences(writer, embedder, dict(inner.popitem() for _ in range(min(len(inner), EMBEDDED_AT_ONCE))))
    return len(missing)


def _check(vectors: np.ndarray, expected: int, name: str) -> None:
    import numpy as np

    if vectors.ndim != 2 or len(vectors) != expected or not np.isfinite(vectors).all():
        raise EmbedderError(f"'{name}' gave vectors that cannot be used. Try again, or use another: --embedder NAME")


def live_generation(library: Library) -> tuple[Path, Manifest] | None:
    """The live generation if every file of it is as it was built. For the writer, who alone removes it."""
    try:
        held = generations.hold_current(library.data_dir)
    except IndexUnusable:
        return None
    held.close()
    return None if generations.damage(held.folder, held.manifest) else (held.folder, held.manifest)


def build(library: Library, live: tuple[Path, Manifest] | None = None) -> int:
    """A new live generation from the library's own vectors. The caller holds the writer's lock."""
    try:
        return _build(library, live)
    except NewsBotError:
        raise
    except Exception as error:  # a full disk shows as an error of whichever part was writing
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        raise NewsBotError(f"The index could not be built ({reason}). Try again: newsbot check --repair") from error


def _build(library: Library, live: tuple[Path, Manifest] | None) -> int:
    number, folder = generations.start(library.data_dir)
    content, fingerprint = library.content_version(), library.embedder() or ""
    searched = list(library.searched_texts())
    LexicalIndex.build((text, language) for _, text, language in searched).save(folder / LEXICAL_FOLDER)
    keys = library.passage_keys()
    listed = [[passage.id, passage.article_id, keys[passage.id]] for passage, _, _ in searched]
    (folder / PASSAGES_FILE).write_text(json.dumps(listed), encoding="utf-8")
    ids = {passage.id for passage, _, _ in searched}
    manifest = Manifest(
        number=number,
        content=content,
        fingerprint=fingerprint,
        embedder=library.embedder_name() or "",
        articles=library.counts()[0],
        passages=len(ids),
        ids=probe.ids_digest(ids),
        removed=_write_vectors(folder / generations.CHROMA, library, fingerprint, keys, live),
        files=generations.described(folder),
    )
    generations.finish(folder, manifest)
    return number


def restore(library: Library, wait_seconds: float = 0.0, distrusted: str | None = None) -> int:
    """Sets a damaged generation aside and builds one again, embedding nothing; LibraryBusy while another writes.

    `distrusted` is the pointer to a generation that did not open, whatever its files look like.
    """
    with library.writer(wait_seconds):
        live = live_generation(library)
        if live is None or generations.pointer(library.data_dir) == distrusted or not _answers(live[0]):
            live = None
            generations.set_aside_current(library.data_dir)
        elif (live[1].content, live[1].fingerprint) == (library.content_version(), library.embedder()):
            return live[1].number  # another process was faster
        number = build(library, live)
        generations.remove_leftovers(library.data_dir)
        return number


def passage_ids(folder: Path) -> list[str]:
    """In the order of the lexical index."""
    return [id_ for id_, *_ in _listed(folder)]


def _listed(folder: Path) -> list[list[str]]:
    """Of each passage its id, its article's and the key of its vector; generations of schema 1 name no keys."""
    listed: list[list[str]] = json.loads((folder / PASSAGES_FILE).read_text(encoding="utf-8"))
    return listed


def _answers(folder: Path) -> bool:
    return chroma.faults(folder / generations.CHROMA, passage_ids(folder), PROBED) is None


class Generation:
    """An open index. Safe to share between threads."""

    def __init__(self, held: Held, library: Library) -> None:
        self._held = held
        self._lock = threading.Lock()
        self._readers = 0
        self._retired = False
        self.manifest = held.manifest
        self.number = held.manifest.number
        self.fingerprint = held.manifest.fingerprint
        self.embedder = held.manifest.embedder
        self.pointer = held.pointer
        self.notice: str | None = None  # one line fit to show, once Chroma has failed
        listed = _listed(held.folder)
        self._ids = [id_ for id_, *_ in listed]
        self._known = frozenset(self._ids)
        self._article_of = [article for _, article, *_ in listed]
        self._lexical = LexicalIndex.load(held.folder / LEXICAL_FOLDER)
        self._exact = ExactSearch(library, self.fingerprint, self._known)
        self._chroma = chroma.Reader(held.folder / generations.CHROMA)

    def dense(self, vector: np.ndarray, k: int, articles: Collection[str] | None = None) -> list[tuple[str, float]]:
        """The k passages nearest to a vector, with their cosine similarity, best first."""
        if not self._ids or k < 1:
            return []
        if articles is not None:  # Chroma's own filter scans: slower than comparing every vector
            return self._exact.nearest(vector, k, articles)
        if self.notice is None:
            try:
                found = self._chroma.nearest(vector, min(k, len(self._ids)))
                if all(id_ in self._known for id_, _ in found):
                    return ranked(found, k)
                self.notice = _failed("it names passages that it was not given")
            except Exception as error:  # noqa: BLE001  Chroma raises many kinds; the answer goes on
                self.notice = _failed(f"{type(error).__name__}")
        return self._exact.nearest(vector, k, None)

    def lexical(self, question: str, k: int, articles: Collection[str] | None = None) -> list[tuple[str, float]]:
        """The k passages with the highest BM25 above 0, best first."""
        return best(self._lexical.scores(question), self._ids, self._article_of, k, articles)

    def lexical_ceiling(self, question: str) -> float:
        """The largest BM25 that a passage could get."""
        return self._lexical.ceiling(question)

    def size(self, articles: Collection[str] | None = None) -> tuple[int, int]:
        """Articles and passages that a search looks through."""
        if articles is None:
            return self.manifest.articles, self.manifest.passages
        wanted = set(articles)
        inside = [article for article in self._article_of if article in wanted]
        return len(set(inside)), len(inside)

    def unknown(self, ids: Collection[str]) -> int:
        """How many of the index's passages are not among these, and the other way round."""
        return len(self._known.symmetric_difference(ids))

    @contextmanager
    def reading(self) -> Iterator[Generation]:
        """Keeps the generation open for the length of the block."""
        with self._lock:
            self._readers += 1
        try:
            yield self
        finally:
            with self._lock:
                self._readers -= 1
                last = self._retired and self._readers == 0
            if last:
                self._release()

    def close(self) -> None:
        """At once, or when the last reader is done."""
        with self._lock:
            done, self._retired = self._retired, True
            last = self._readers == 0 and not done
        if last:
            self._release()

    def _release(self) -> None:
        self._chroma.close()
        self._held.close()


def open_generation(data_dir: Path, library: Library | None = None) -> Generation:
    """The live generation, its files compared with what was built; IndexUnusable if one differs."""
    held = generations.hold_current(data_dir)
    try:
        wrong = generations.damage(held.folder, held.manifest)
        if wrong:
            raise generations.unusable(wrong[0])
        try:
            return Generation(held, library or Library(data_dir))
        except NewsBotError:
            raise
        except Exception as error:
            raise generations.unusable(f"{held.folder} does not open ({error})") from error
    except BaseException:
        held.close()
        raise


def _write_vectors(
    folder: Path, library: Library, fingerprint: str, ids: Mapping[str, str], live: tuple[Path, Manifest] | None
) -> int:
    """Fills a Chroma folder, from the live one if little has changed; returns how many deleted passages it carries.

    `ids` with the keys of their vectors: a passage may stay as it is and get another headline.
    """
    if live is not None and live[1].fingerprint == fingerprint:
        old = {id_: key for id_, _, *keys in _listed(live[0]) for key in keys or [""]}
        gone = sorted(id_ for id_, key in old.items() if ids.get(id_) != key)
        new = sorted(id_ for id_, key in ids.items() if old.get(id_) != key)
        carried = live[1].removed + len(gone)
        if len(old) >= COPIED_FROM and carried + len(new) <= CHANGED_AT_MOST * len(ids):
            chroma.copy(live[0] / generations.CHROMA, folder)
            _fill(chroma.Chroma(folder), library, fingerprint, new, gone)
            if chroma.faults(folder, ids, PROBED) is None:
                return carried
            generations.remove(folder)
    wrong = None
    for _ in range(BUILT_AT_MOST):
        if wrong:
            generations.remove(folder)
        _fill(chroma.Chroma(folder, create=True), library, fingerprint, sorted(ids), [])
        wrong = chroma.faults(folder, ids, PROBED)
        if wrong is None:
            return 0
    raise NewsBotError(f"The index that was built does not hold: {wrong}. Run the command again.")


def _fill(opened: chroma.Chroma, library: Library, fingerprint: str, new: Sequence[str], gone: Sequence[str]) -> None:
    try:
        opened.delete(gone)
        for start in range(0, len(new), chroma.BATCH):
            part = new[start : start + chroma.BATCH]
            vectors = library.passage_vectors(fingerprint, part)
            if len(vectors) < len(part):
                raise NewsBotError("Some passages have no vector. Embed them: newsbot ingest")
            opened.add({id_: vectors[id_] for id_ in part})
    finally:
        opened.close()


def _failed(reason: str) -> str:
    return (
        f"Chroma failed ({reason}); every passage was compared instead. Build the index again: newsbot check --repair"
    )
