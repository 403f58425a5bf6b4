"""Index generations: built from the library beside the live one, probed, then made live. The one file with chromadb.

Chroma gives cosine distances; everything here is similarity (1 - distance).
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from vectorstore import generations, probe
from vectorstore.errors import NewsBotError
from vectorstore.generations import Held, IndexUnusable, Manifest
from vectorstore.lexical import LexicalIndex
from vectorstore.library import Library
from vectorstore.passage import Passage
from vectorstore.writer import Writer

if TYPE_CHECKING:
    import numpy as np

PROBED = 500  # passages that a probe looks up
BATCH = 2500  # below Chroma's limit of 5,461
READ_AT_OPEN = 256 * 2**20  # bytes of a generation that are compared with its manifest before it is opened
EMBEDDED_AT_ONCE = 64

Progress = Callable[[int, int], None]  # done, of how many


class PassageEncoder(Protocol):
    """What building needs of an embedder."""

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    def encode_passages(self, texts: Sequence[str]) -> np.ndarray: ...


def publish(library: Library, writer: Writer, embedder: PassageEncoder, progress: Progress | None = None) -> int:
    """Makes what the library holds searchable and returns the live generation's number."""
    generations.remove_leftovers(library.data_dir)
    embed_missing(library, writer, embedder, progress)
    live = _live_manifest(library)
    if live and (live.content, live.fingerprint) == (library.content_version(), embedder.fingerprint):
        return live.number
    writer.set_embedder(embedder.name, embedder.fingerprint)
    number = build(library)
    writer.drop_unused_vectors()
    generations.remove_leftovers(library.data_dir)
    return number


def embed_missing(library: Library, writer: Writer, embedder: PassageEncoder, progress: Progress | None = None) -> int:
    """Embeds what this embedder has not, keeping each batch as it comes; returns how many."""
    missing = library.texts_without_vector(embedder.fingerprint)
    for start in range(0, len(missing), EMBEDDED_AT_ONCE):
        part = missing[start : start + EMBEDDED_AT_ONCE]
        vectors = embedder.encode_passages([text for _, text in part])
        writer.put_vectors(embedder.fingerprint, {key: vectors[i] for i, (key, _) in enumerate(part)})
        if progress:
            progress(start + len(part), len(missing))
    return len(missing)


def build(library: Library) -> int:
    """A new live generation from the library's own vectors. The caller holds the writer's lock."""
    number, folder = generations.start(library.data_dir)
    content = library.content_version()
    fingerprint, name = library.embedder() or "", library.embedder_name() or ""
    languages = {summary.id: summary.metadata.get("language") for summary in library.summaries()}
    passages = list(library.passages())
    dimension = _write_vectors(folder / generations.CHROMA, library, fingerprint, passages)
    _probe(folder / generations.CHROMA, passages)
    lexical = LexicalIndex.build(
        (passage.text, fact.value if (fact := languages.get(passage.article_id)) else None) for passage in passages
    )
    lexical.save(folder / "lexical")
    listed = [[passage.id, passage.article_id] for passage in passages]
    (folder / "passages.json").write_text(json.dumps(listed), encoding="utf-8")
    manifest = Manifest(
        number=number,
        content=content,
        fingerprint=fingerprint,
        embedder=name,
        dimension=dimension,
        articles=len(languages),
        passages=len(passages),
        ids=_ids_digest(passages),
        removed=0,
        files=generations.described(folder),
    )
    generations.finish(folder, manifest)
    return number


class Generation:
    """An open index. Safe to share between threads; `close` waits for nobody, so close it after the last `reading`."""

    def __init__(self, held: Held, library: Library) -> None:
        self._held = held
        self._library = library
        self._lock = threading.Lock()
        self._readers = 0
        self._retired = False
        self.manifest = held.manifest
        self.number = held.manifest.number
        self.pointer = held.pointer
        listed = json.loads((held.folder / "passages.json").read_text(encoding="utf-8"))
        self.ids: list[str] = [id_ for id_, _ in listed]
        self._article_of: list[str] = [article for _, article in listed]
        self._lexical = LexicalIndex.load(held.folder / "lexical")
        self._client, self._collection = _open_chroma(held.folder / generations.CHROMA)

    def dense(self, vector: np.ndarray, k: int, articles: Collection[str] | None = None) -> list[tuple[str, float]]:
        """The k passages nearest to a vector, with their cosine similarity, best first."""
        if not self.ids or k < 1:
            return []
        if articles is not None:  # Chroma's own filter scans: 144 ms at 100,000 passages, against 22 ms for all of them
            return self.exact(vector, k, articles)
        found = self._collection.query(
            query_embeddings=[vector.tolist()], n_results=min(k, len(self.ids)), include=["distances"]
        )
        return _ranked(zip(found["ids"][0], (1 - d for d in found["distances"][0]), strict=True), k)

    def exact(self, vector: np.ndarray, k: int, articles: Collection[str] | None = None) -> list[tuple[str, float]]:
        """The same from the library's vectors, every one compared."""
        import numpy as np

        known = set(self.ids)
        rows = [
            (id_, stored)
            for id_, stored in self._library.vectors_of_passages(self.manifest.fingerprint, articles)
            if id_ in known
        ]
        if not rows:
            return []
        matrix = np.stack([stored for _, stored in rows])
        scale = np.linalg.norm(matrix, axis=1) * (np.linalg.norm(vector) or 1.0)
        similarity = matrix @ vector / np.where(scale == 0, 1.0, scale)
        return _ranked(((id_, float(s)) for (id_, _), s in zip(rows, similarity, strict=True)), k)

    def lexical(self, question: str, k: int, articles: Collection[str] | None = None) -> list[tuple[str, float]]:
        """The k passages with the highest BM25 above 0, best first."""
        import numpy as np

        scores = self._lexical.scores(question)
        if articles is not None:
            wanted = set(articles)
            scores = np.where([article in wanted for article in self._article_of], scores, 0)
        best = np.argsort(-scores, kind="stable")[:k]
        return [(self.ids[i], float(scores[i])) for i in best if scores[i] > 0]

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
        """At once, or after the last reader."""
        with self._lock:
            done, self._retired = self._retired, True
            last = self._readers == 0 and not done
        if last:
            self._release()

    def _release(self) -> None:
        self._client.close()
        self._held.close()


def open_generation(data_dir: Path, library: Library | None = None) -> Generation:
    """The live generation, every file compared with what was built; IndexUnusable if one differs."""
    held = generations.hold_current(data_dir)
    try:
        wrong = generations.damage(held.folder, held.manifest, READ_AT_OPEN)
        if wrong:
            raise IndexUnusable(f"{wrong[0]}. Build the index again: newsbot check --repair")
        return Generation(held, library or Library(data_dir))
    except BaseException:
        held.close()
        raise


def _live_manifest(library: Library) -> Manifest | None:
    """Of the live generation if it is whole."""
    try:
        held = generations.hold_current(library.data_dir)
    except IndexUnusable:
        return None
    try:
        return None if generations.damage(held.folder, held.manifest) else held.manifest
    finally:
        held.close()


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _open_chroma(folder: Path) -> tuple[Any, Any]:
    import chromadb

    client = chromadb.PersistentClient(str(folder), settings=_settings())
    return client, client.get_collection(probe.COLLECTION, embedding_function=None)


def _write_vectors(folder: Path, library: Library, fingerprint: str, passages: Sequence[Passage]) -> int:
    """Fills a new Chroma folder and closes it; returns the dimension."""
    import chromadb

    client = chromadb.PersistentClient(str(folder), settings=_settings())
    try:
        collection = client.create_collection(
            probe.COLLECTION,
            embedding_function=None,
            # Written through at every call: nothing is left for a reader to replay, so readers change no file.
            configuration={"hnsw": {"space": "cosine", "sync_threshold": 1, "batch_size": 1}},
            metadata={"embedder": fingerprint},
        )
        keys = library.passage_keys()
        dimension = 0
        for start in range(0, len(passages), BATCH):
            part = passages[start : start + BATCH]
            vectors = library.vectors(fingerprint, {keys[passage.id] for passage in part})
            lacking = [passage.id for passage in part if keys[passage.id] not in vectors]
            if lacking:
                raise NewsBotError(f"{len(lacking)} passages have no vector. Embed them: newsbot ingest")
            rows = [vectors[keys[passage.id]] for passage in part]
            collection.add(ids=[passage.id for passage in part], embeddings=rows)
            dimension = len(rows[0])
        return dimension
    finally:
        client.close()  # type: ignore[attr-defined]


def _probe(folder: Path, passages: Sequence[Passage]) -> None:
    """Every passage is there and finds itself, seen by another process; NewsBotError if not."""
    command = [sys.executable, "-P", str(Path(probe.__file__)), str(folder), str(PROBED)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    said = json.loads(ran.stdout) if ran.returncode == 0 else {"error": f"exit status {ran.returncode}"}
    if said.get("ids") != _ids_digest(passages) or said.get("lost"):
        raise NewsBotError(f"The index that was built does not hold ({said}). Run the command again.")


def _ids_digest(passages: Sequence[Passage]) -> str:
    return hashlib.sha256("\n".join(sorted(passage.id for passage in passages)).encode()).hexdigest()


def _ranked(found: Any, k: int) -> list[tuple[str, float]]:
    return sorted(((id_, round(float(s), 6)) for id_, s in found), key=lambda pair: (-pair[1], pair[0]))[:k]
