"""metadata.yaml beside the articles: what the user knows. A mistake in it stops the ingest, named with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import yaml

from ingest.files import METADATA_FILE
from ingest.front_matter import as_fact
from ingest.metadata import NAMES
from vectorstore.errors import ConfigError

MAX_BYTES = 5 * 2**20

_WANTED = {
    "published": "a date such as 2024-03-31",
    "updated": "a date such as 2024-03-31",
    "url": "an address that begins with http:// or https://",
    "language": "a language code such as en",
}


class UserMetadata:
    """What the metadata.yaml files under a root say, by file relative to the root."""

    def __init__(self, stated: Mapping[str, Mapping[str, str]], places: Mapping[str, str]) -> None:
        self._stated = stated
        self._places = places

    def of(self, file: str) -> Mapping[str, str]:
        return self._stated.get(file, {})

    def names_nothing(self, root: Path) -> list[tuple[str, str]]:
        """Entries for files that are not there: most likely a slip of the pen."""
        return [
            (place, f"it says something about {file!r}, which is not there")
            for file, place in self._places.items()
            if not _is_file(root / file)
        ]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no file can have
        return False


def load(root: Path, folders: set[Path]) -> UserMetadata:
    """Of the folders that hold articles, and of the root; an entry nearer to its article wins."""
    stated: dict[str, dict[str, str]] = {}
    places: dict[str, str] = {}
    for folder in sorted({root, *folders}):
        path = folder / METADATA_FILE
        if not path.is_file():
            continue
        if not path.resolve().is_relative_to(root):
            raise ConfigError(f"{path} is a link that leads outside the folder. Put the file itself there.")
        inside = PurePosixPath(folder.relative_to(root).as_posix())
        for line, name, facts in _entries(path):
            file = (inside / name).as_posix()
            stated[file] = {**stated.get(file, {}), **facts}
            places[file] = f"{(inside / METADATA_FILE).as_posix()} line {line}"
    return UserMetadata(stated, places)


def _entries(path: Path) -> Iterator[tuple[int, str, dict[str, str]]]:
    root = _root_node(path)
    if root is None:
        return
    seen: set[str] = set()
    for key, value in _pairs(path, root, "files, as `file.txt: {outlet: ...}`"):
        if key.value in seen:
            raise _wrong(path, key, f"{key.value!r} is there twice. Merge the two.")
        seen.add(key.value)
        yield key.start_mark.line + 1, key.value, dict(_facts(path, value))


def _root_node(path: Path) -> yaml.Node | None:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{path} is larger than {MAX_BYTES // 2**20} MB. Keep only what describes the articles.")
        # Nodes, not values: they know their lines, and nothing is built or expanded.
        return yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}. Save it as UTF-8.") from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it is nested too deeply"
        raise ConfigError(f"{path}{where}: not valid YAML ({problem}). Correct it.") from error


def _facts(path: Path, entry: yaml.Node) -> Iterator[tuple[str, str]]:
    for key, value in _pairs(path, entry, f"some of {', '.join(NAMES)}"):
        if key.value not in NAMES:
            raise _wrong(path, key, f"{key.value!r} is not known. Use {', '.join(NAMES)}.")
        if not isinstance(value, yaml.ScalarNode):
            raise _wrong(path, value, f"{key.value!r} must be one text.")
        if value.tag == "tag:yaml.org,2002:null" or not value.value.strip():
            continue
        stated = as_fact(key.value, value.value)
        if stated is None:
            raise _wrong(path, value, f"{value.value!r} is not {_WANTED.get(key.value, 'a short text')}.")
        yield key.value, stated


def _pairs(path: Path, node: yaml.Node, wanted: str) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise _wrong(path, node, f"here belong {wanted}.")
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _wrong(path, key, f"here belong {wanted}.")
        yield key, value


def _wrong(path: Path, node: yaml.Node, what: str) -> ConfigError:
    return ConfigError(f"{path} line {node.start_mark.line + 1}: {what}")
