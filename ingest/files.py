"""Which files of a folder are read. Nothing outside the folder is, whatever links say."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.readers import not_read
from vectorstore.errors import ArticleError, ConfigError

MAX_BYTES = 25 * 2**20
METADATA_FILE = "metadata.yaml"


@dataclass(frozen=True)
class Found:
    """What lies under the given paths, by path relative to the root."""

    files: tuple[tuple[str, Path], ...]
    skipped: tuple[tuple[str, str], ...]  # (file, reason)


def common_root(paths: Sequence[Path], known: Path | None = None) -> Path:
    """The folder that file names are relative to: the `known` one as long as everything lies in it."""
    if not paths:
        raise ConfigError("No path to ingest. Name a folder or a file: newsbot ingest articles/")
    folders = _folders(paths)
    if known is not None and all(folder.is_relative_to(known.resolve()) for folder in folders):
        return known.resolve()
    return Path(os.path.commonpath(folders))


def inside(root: Path, paths: Sequence[Path]) -> Path:
    """The root that was asked for, if it holds all the paths."""
    root = root.resolve()
    outside = next((folder for folder in _folders(paths) if not folder.is_relative_to(root)), None)
    if outside is not None:
        raise ConfigError(f"{outside} is not in {root}. Choose a folder that holds everything to ingest.")
    return root


def _folders(paths: Sequence[Path]) -> list[Path]:
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise ConfigError(f"{missing}: no such file or folder. Check the path.")
    return [path.resolve() if path.is_dir() else path.parent.resolve() for path in paths]


def find(paths: Sequence[Path], root: Path) -> Found:
    """Every readable file under the paths, sorted; hidden files and metadata.yaml are passed over in silence."""
    files: dict[str, Path] = {}
    skipped: dict[str, str] = {}
    for path in _walk(paths, root, skipped):
        name = path.relative_to(root).as_posix()
        reason = _unusable_name(name) or _unsafe(path, root) or not_read(name)
        if reason:
            skipped[_printable(name)] = reason
        else:
            files[name] = path
    return Found(tuple(sorted(files.items())), tuple(sorted(skipped.items())))


def _walk(paths: Sequence[Path], root: Path, skipped: dict[str, str]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path.parent.resolve() / path.name
            continue

        def unreadable(error: OSError) -> None:
            skipped[_printable(os.path.relpath(error.filename, root))] = f"cannot be opened: {error.strerror}"

        for folder, folders, names in os.walk(path.resolve(), onerror=unreadable):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in list(folders):
                inner = Path(folder, name)
                if inner.is_symlink():
                    skipped[_printable(inner.relative_to(root).as_posix())] = "a link to a folder is not followed"
                    folders.remove(name)
            yield from (
                Path(folder, name) for name in sorted(names) if not name.startswith(".") and name != METADATA_FILE
            )


def _unusable_name(name: str) -> str | None:
    if not name.isprintable():
        return "its name holds characters that cannot be shown; rename it"
    return None


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name)


def _unsafe(path: Path, root: Path) -> str | None:
    """Why the file is not opened; None for a plain file, or a link to one inside the root."""
    try:
        target = path.resolve(strict=True)
        mode = target.stat().st_mode
    except (OSError, RuntimeError):  # RuntimeError: a link that leads to itself, up to Python 3.12
        return "a link that leads nowhere"
    if not stat.S_ISREG(mode):
        return "not a plain file"
    if not target.is_relative_to(root):
        return "a link that leads outside the folder"
    return None


def read_bytes(path: Path, name: str) -> bytes:
    """The file's bytes; ArticleError for what is no longer a plain file, too large or not ours to read."""
    try:
        # Without O_NONBLOCK, a pipe put in the file's place would make us wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ArticleError(f"{name} is not a plain file.")
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ArticleError(f"{name} cannot be read: {error.strerror or error}.") from error
    if len(data) > MAX_BYTES:
        raise ArticleError(f"{name} is larger than {MAX_BYTES // 2**20} MB. Split the file.")
    return data
