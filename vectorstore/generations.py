"""The folders that indexes live in. Knows files, pointers and locks; nothing of what is inside an index.

data/index/CURRENT            the live generation's name and the hash of its manifest
data/index/g000004-1f3a9c/           a finished generation; manifest.json is its clean mark
data/index/g000005-77b012.tmp/       one that is being built, or was when its writer died
data/index/g000003-0c4e21.damaged/   one that was set aside

No two folders ever share a path: Chroma keeps what it opened by path for as long as the process lives.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from vectorstore.errors import LibraryDamaged
from vectorstore.lock import hold_shared, unless_held

FOLDER = "index"
POINTER = "CURRENT"
MANIFEST = "manifest.json"
IN_USE = "in-use"  # readers lock it
CHROMA = "chroma"
CHROMA_FILE = "chroma/chroma.sqlite3"
FORMAT = 2


class IndexUnusable(LibraryDamaged):
    """There is no index that can be opened; one can be built from the library without embedding again."""


@dataclass(frozen=True)
class Manifest:
    """What a finished generation is, written last."""

    number: int
    content: str  # Library.content_version() when it was built
    fingerprint: str
    embedder: str  # its name
    articles: int
    passages: int
    ids: str  # sha-256 over the sorted passage ids
    removed: int  # entries deleted since the last build from nothing: the graph keeps them
    files: dict[str, list[int | str]]  # relative path: size, sha-256; for Chroma's SQLite file, of its rows
    format: int = FORMAT


def index_dir(data_dir: Path) -> Path:
    return data_dir / FOLDER


def pointer(data_dir: Path) -> str | None:
    """Opaque: only compared. Changes whenever another generation goes live."""
    try:
        return (index_dir(data_dir) / POINTER).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None


@dataclass
class Held:
    """A generation's folder that cannot be removed while this is open."""

    folder: Path
    manifest: Manifest
    pointer: str
    handle: int

    def close(self) -> None:
        if self.handle >= 0:
            os.close(self.handle)
            self.handle = -1


def hold_current(data_dir: Path) -> Held:
    """The live generation, its files not yet looked at; IndexUnusable if there is none."""
    for _ in range(10):  # a generation may be replaced and removed between two of these lines
        said = pointer(data_dir)
        if said is None:
            raise unusable(f"{data_dir} has no index")
        name, sha256 = _parts(said)
        folder = index_dir(data_dir) / name
        handle = hold_shared(folder / IN_USE)
        if handle is None:
            if pointer(data_dir) == said:
                break
            continue
        try:
            return Held(folder, read_manifest(folder, sha256), said, handle)
        except IndexUnusable:
            os.close(handle)
            raise
    raise unusable(f"{index_dir(data_dir)}: the live index is gone")


def unusable(reason: str) -> IndexUnusable:
    return IndexUnusable(f"{reason}. Build the index again: newsbot check --repair")


def read_manifest(folder: Path, sha256: str) -> Manifest:
    try:
        data = (folder / MANIFEST).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise unusable(f"{folder} is not the index that was built")
        said = json.loads(data)
        if said.get("format") != FORMAT:
            raise unusable(f"{folder} has another format")
        return Manifest(**{field.name: said[field.name] for field in fields(Manifest)})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise unusable(f"{folder} has no readable manifest") from error


def damage(folder: Path, manifest: Manifest) -> list[str]:
    """What is not as it was built, one line each. Reads every byte: 0.1 s at 10,000 passages."""
    found = []
    for name, (size, sha256) in manifest.files.items():
        path = folder / name
        try:
            if name != CHROMA_FILE and path.stat().st_size != size:
                found.append(f"{path} has another size")
            elif digest(path) != sha256:
                found.append(f"{path} has other contents")
        except (OSError, sqlite3.Error) as error:
            found.append(f"{path} cannot be read ({error})")
    return found


def digest(path: Path) -> str:
    """Of a file's bytes, and of Chroma's SQLite file of its rows: each opening writes one line into it."""
    if path.name == Path(CHROMA_FILE).name:
        return _rows_digest(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows_digest(path: Path) -> str:
    total = hashlib.sha256()
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=10)
    try:
        for [problem] in database.execute("PRAGMA integrity_check(1)"):  # the quick one trusts indexes
            if problem != "ok":
                raise sqlite3.DatabaseError(problem)
        tables = database.execute("SELECT name, sql FROM sqlite_master WHERE name != 'acquire_write' ORDER BY name")
        for name, sql in tables.fetchall():
            total.update(repr((name, sql)).encode())
            if sql and sql.upper().startswith("CREATE TABLE"):
                for row in database.execute(f'SELECT * FROM "{name}"'):
                    total.update(repr(row).encode())
    finally:
        database.close()
    return total.hexdigest()


def start(data_dir: Path) -> tuple[int, Path]:
    """The next generation's number and an empty folder to build it in. For the writer only."""
    root = index_dir(data_dir)
    root.mkdir(parents=True, exist_ok=True)
    number = 1 + max((_number(path) for path in root.iterdir()), default=0)
    folder = root / f"g{number:06d}-{secrets.token_hex(3)}.tmp"
    folder.mkdir()
    return number, folder


def finish(folder: Path, manifest: Manifest) -> Path:
    """Marks the folder clean, makes it the live generation, on disk before this returns."""
    (folder / IN_USE).touch()
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
    for path in [*folder.rglob("*"), folder]:
        _sync(path)
    final = folder.with_suffix("")
    os.rename(folder, final)
    _sync(final.parent)
    sha256 = hashlib.sha256((final / MANIFEST).read_bytes()).hexdigest()
    waiting = final.parent / f"{POINTER}.tmp"
    waiting.write_text(f"{final.name} {sha256}\n", encoding="utf-8")
    _sync(waiting)
    os.replace(waiting, final.parent / POINTER)
    _sync(final.parent)
    return final


def described(folder: Path) -> dict[str, list[int | str]]:
    """Every file of a generation with its size and hash, for the manifest."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {
        name: [(folder / name).stat().st_size, digest(folder / name)]
        for name in names
        if name not in (MANIFEST, IN_USE) and not name.endswith(("-journal", "-wal", "-shm"))
    }


def leftovers(data_dir: Path) -> Iterator[Path]:
    """What no reader and no writer needs. For the writer only, or for a list."""
    root = index_dir(data_dir)
    if not root.is_dir():
        return
    live, _ = _parts(pointer(data_dir))
    for path in sorted(root.iterdir()):
        if path.suffix == ".tmp" or (path.is_dir() and not path.suffix and path.name != live):
            yield path


def remove_leftovers(data_dir: Path) -> list[str]:
    """Those that no reader holds; returns their names. For the writer only."""
    removed = []
    for path in leftovers(data_dir):
        with unless_held(path / IN_USE) if path.is_dir() else nullcontext(True) as free:
            if free:
                remove(path) if path.is_dir() else path.unlink()
                removed.append(path.name)
    return removed


def set_aside_current(data_dir: Path) -> None:
    """Keeps the damaged live generation, one at most, for whoever wants to look. For the writer only."""
    root = index_dir(data_dir)
    folder = root / _parts(pointer(data_dir))[0]
    if not folder.is_dir():
        return
    for old in root.glob("*.damaged"):
        remove(old)
    os.rename(folder, folder.with_suffix(".damaged"))


def remove(folder: Path) -> None:
    shutil.rmtree(folder)


def _parts(said: str | None) -> tuple[str, str]:
    """A pointer's folder name and hash; a name that no folder has when it says nothing sensible."""
    found = re.fullmatch(r"(g\d{6}-[0-9a-f]{6}) ([0-9a-f]{64})\n", said or "")
    return (found[1], found[2]) if found else ("none", "")


def _number(path: Path) -> int:
    digits = path.name[1:7]
    return int(digits) if path.name.startswith("g") and digits.isdigit() else 0


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
