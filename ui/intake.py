"""Articles coming in, being described and going out through the page. Uploads are kept in the data folder."""

from __future__ import annotations

import hashlib
import re
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from vectorstore.errors import ConfigError, NewsBotError
from vectorstore.files import replace_file

if TYPE_CHECKING:
    from ingest.pipeline import IngestReport, Progress
    from ui.room import Room
    from vectorstore.records import ArticleSummary

UPLOADS = "uploads"
STEM_CHARS = 40
_describing = threading.Lock()  # from reading metadata.yaml to replacing it


def generated_name(name: str, data: bytes) -> str:
    """A file name of our own: a few plain letters of the given one, the content's hash, a known ending.

    ConfigError for an ending that is not read. The same file uploaded twice gets the same name.
    """
    from ingest.readers import not_read

    base = re.split(r"[/\\]", name)[-1]
    plain = unicodedata.normalize("NFKD", PurePosixPath(base).stem).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:STEM_CHARS].strip("-") or "article"
    suffix = PurePosixPath(base).suffix.lower()
    reason = not_read(f"article{suffix}") if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else not_read("article")
    if reason:
        raise ConfigError(reason)
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}{suffix}"


def keep_upload(room: Room, name: str, data: bytes) -> Path:
    """Writes an upload into the data folder, whole or not at all."""
    folder = room.library.data_dir / UPLOADS
    path = folder / generated_name(name, data)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
    except OSError as error:
        raise NewsBotError(f"{folder} cannot be written to ({error.strerror}). Change its permissions.") from error
    return path


def take_in(room: Room, paths: Sequence[Path], progress: Progress | None = None) -> IngestReport:
    """Files or folders, uploads included; what has not changed is not embedded again."""
    from ingest.pipeline import ingest

    data_dir = room.library.data_dir.resolve()
    uploaded = all(path.resolve().is_relative_to(data_dir / UPLOADS) for path in paths)
    return ingest(paths, room.library, room.embedder(), root=data_dir if uploaded else None, progress=progress)


def remove(room: Room, article: ArticleSummary) -> str | None:
    """Out of the library; an upload's file goes too. Returns where a file is left that would bring it back."""
    from ingest.pipeline import mark_copies
    from vectorstore.index import publish

    with room.library.writer() as writer:
        writer.remove(article.id)
        left = _left_over(room, article)  # before what may fail: an upload that stays would come back
        if not room.library.is_empty():
            mark_copies(room.library, writer)
            publish(room.library, writer, room.embedder())
    return left


def _left_over(room: Room, article: ArticleSummary) -> str | None:
    path = file_of(room, article.file)
    if path is None:
        return None
    if path.is_relative_to(room.library.data_dir.resolve() / UPLOADS):
        path.unlink()
        return None
    return str(path)


def file_of(room: Room, file: str) -> Path | None:
    for root in room.roots():
        path = (root / file).resolve()
        if path.is_relative_to(root.resolve()) and path.is_file():
            return path
    return None


def describe(room: Room, article: ArticleSummary, facts: Mapping[str, str]) -> None:
    """Keeps the user's word about an article in the metadata.yaml beside its file, and takes it in."""
    from ingest.files import METADATA_FILE
    from ingest.front_matter import as_fact

    path = file_of(room, article.file)
    if path is None:
        raise NewsBotError(f"{article.file} is not in its folder any more, so nothing can be kept beside it.")
    for name, value in facts.items():
        if value.strip() and as_fact(name, value) is None:
            wanted = {"published": "a date such as 2024-03-31", "updated": "a date such as 2024-03-31"}
            raise ConfigError(f"{value!r} is not {wanted.get(name, f'a {name}')}. Correct it and save again.")
    kept = path.parent / METADATA_FILE
    try:
        with _describing:
            text = kept.read_text(encoding="utf-8-sig") if kept.is_file() else ""
            replace_file(kept, with_entry(text, path.name, facts).encode("utf-8"))
    except OSError as error:
        raise NewsBotError(f"{kept} cannot be written to ({error.strerror}). Change its permissions.") from error
    take_in(room, [path])


def with_entry(text: str, file: str, facts: Mapping[str, str]) -> str:
    """metadata.yaml with what it says about one file replaced; everything else, comments too, stays as it is."""
    import yaml

    given = {name: value.strip() for name, value in facts.items() if value.strip()}
    entry = yaml.safe_dump({file: given}, allow_unicode=True, sort_keys=False) if given else ""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ConfigError("metadata.yaml is not valid YAML. Correct it first.") from error
    if node is None:
        return f"{text.rstrip()}\n{entry}".lstrip("\n")
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise ConfigError("metadata.yaml is not a list of files, one below the other. Correct it first.")
    lines = text.splitlines(keepends=True)
    first, last = _lines_of(node, file, len(lines))
    before, after = "".join(lines[:first]), "".join(lines[last:])
    return f"{before}{'' if not before or before.endswith(chr(10)) else chr(10)}{entry}{after}"


def _lines_of(node: Any, file: str, end: int) -> tuple[int, int]:
    """The lines that a file's entry takes up; none, at the end, where there is no entry."""
    for key, value in node.value:
        if key.value == file:
            return key.start_mark.line, max(_end_line(value), key.end_mark.line + 1)
    return end, end


def _end_line(node: Any) -> int:
    """The line after a node; a block's own end mark lies beyond the comments that follow it."""
    if isinstance(node.value, list) and node.value and not node.flow_style:
        return _end_line(node.value[-1][1])
    return int(node.end_mark.line + (1 if node.end_mark.column else 0))
