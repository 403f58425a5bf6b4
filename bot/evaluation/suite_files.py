"""YAML, JSONL and CSV as one shape: plain data in which every scalar is the words that were written, with its lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.evaluation.foreign import once
from vectorstore.errors import ConfigError

FORMATS = (".yaml", ".yml", ".jsonl", ".csv")
MOST_NODES = 500_000  # an anchor that is used inside itself, again and again, must not fill the memory
DEEPEST = 20  # a suite needs seven levels; an anchor may hold itself

Place = tuple[str | int, ...]


@dataclass
class RawSuite:
    """A file's data as written, and the line on which each part of it begins."""

    file: Path
    data: dict[str, Any]
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)  # line, what is wrong with the file as such

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest part around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_suite_file(file: Path) -> RawSuite:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{file} cannot be read ({error.strerror}). Give suite files or a folder of them.") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(f"{file} line {line}: expected UTF-8 text. Save the suite as UTF-8.") from None
    readers = {".yaml": _read_yaml, ".yml": _read_yaml, ".jsonl": _read_jsonl, ".csv": _read_csv}
    reader = readers.get(file.suffix.lower())
    if reader is None:
        raise ConfigError(f"{file}: expected a suite, that is a file ending in {', '.join(FORMATS)}.")
    raw = RawSuite(file, {})
    reader(text, raw)
    return raw


def _read_yaml(text: str, raw: RawSuite) -> None:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        raw.problems.append(_not_yaml(error, text))
        return
    except RecursionError:
        raw.problems.append((1, "nested too deeply; expected suite: and cases:"))
        return
    try:
        data = _Plain(raw).of(root, ()) if root is not None else None
    except _TooMuch as error:
        raw.problems.append((error.line, "nested too deeply, or anchors are repeated without end; write the cases out"))
        return
    if isinstance(data, dict):
        raw.data = data
    elif not raw.problems:
        raw.problems.append((1, "expected suite: and cases: at the top"))


def _not_yaml(error: Any, text: str) -> tuple[int, str]:
    """The line, and what is wrong there, with the likeliest remedy."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # a character that YAML does not allow; its place is told in bytes or in characters
        place = text.find(chr(error.character)) if isinstance(getattr(error, "character", None), int) else -1
        return text.count("\n", 0, max(place, 0)) + 1, f"not valid YAML: {str(error).splitlines()[0]}"
    detail = error.problem or str(error).splitlines()[0]
    if "another document" in detail:
        return mark.line + 1, "a second document begins here; expected one suite a file"
    if text.splitlines()[mark.line : mark.line + 1] and "\t" in text.splitlines()[mark.line][: mark.column + 1]:
        return mark.line + 1, f"not valid YAML: {detail}; expected spaces, YAML does not indent by tabs"
    return mark.line + 1, f"not valid YAML: {detail}; texts with : or # in them need quotation marks"


_MERGE = "tag:yaml.org,2002:merge"


class _TooMuch(Exception):
    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


class _Plain:
    """Turns YAML nodes into plain data; no scalar is ever a number, a date or a yes, and none becomes an object."""

    def __init__(self, raw: RawSuite) -> None:
        self._raw = raw
        self._seen = 0

    def of(self, node: Any, place: Place) -> Any:
        from yaml import MappingNode, SequenceNode

        line = node.start_mark.line + 1
        self._raw.lines.setdefault(place, line)
        self._seen += 1
        if self._seen > MOST_NODES or len(place) > DEEPEST:
            raise _TooMuch(line)
        if not node.tag.startswith("tag:yaml.org,2002:"):
            self._raw.problems.append((line, f"unknown tag {node.tag}; expected plain text"))
        if isinstance(node, SequenceNode):
            return [self.of(item, (*place, index)) for index, item in enumerate(node.value)]
        return self._mapping(node, place) if isinstance(node, MappingNode) else node.value

    def _mapping(self, node: Any, place: Place) -> dict[str, Any]:
        made: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE:
                merged = {**self._merged(value_node, place, key_node.start_mark.line + 1), **merged}
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE:
                continue
            line = key_node.start_mark.line + 1
            key = key_node.value if isinstance(key_node.value, str) else "?"
            if key in made:
                self._raw.problems.append((line, f"{key!r} is given twice; expected it once"))
            self._raw.lines[(*place, key)] = line
            made[key] = self.of(value_node, (*place, key))
        return {**merged, **made}

    def _merged(self, node: Any, place: Place, line: int) -> dict[str, Any]:
        """`<<: *one` or `<<: [*one, *other]`: what is written out beside it wins, then the first that has the key."""
        from yaml import MappingNode, SequenceNode

        parts = node.value if isinstance(node, SequenceNode) else [node]
        made: dict[str, Any] = {}
        for part in parts:
            if not isinstance(part, MappingNode):
                self._raw.problems.append(
                    (line, "'<<' takes in other keys and values; expected an alias such as *base")
                )
                continue
            made = {**self.of(part, place), **made}
        return made


def _read_jsonl(text: str, raw: RawSuite) -> None:
    cases: list[Any] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=once)
        except (ValueError, RecursionError) as error:
            reason = getattr(error, "msg", None) or str(error)
            raw.problems.append((number, f"not valid JSON ({reason}); expected one case as an object"))
            continue
        raw.lines[("cases", len(cases))] = number
        cases.append(_as_words(case))
    raw.data = {"cases": cases}


def _as_words(value: Any) -> Any:
    """As YAML is read: true is the word, and what is null was not given."""
    if isinstance(value, dict):
        return {key: _as_words(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_as_words(item) for item in value]
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value


COLUMNS = ("id", "question", "answer", "article", "quote", "answerable", "tags")


def _read_csv(text: str, raw: RawSuite) -> None:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows = _numbered(reader, raw)
    header = [name.strip().lower() for name in next(rows, (1, [""]))[1]]
    unknown = [name for name in header if name not in COLUMNS]
    if "question" not in header or unknown or len(set(header)) < len(header):
        raw.problems.append((1, _wrong_columns(header)))
        return
    cases: list[dict[str, Any]] = []
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            raw.problems.append((line, f"{len(row)} cells; expected {len(header)}, texts with commas in double quotes"))
            continue
        raw.lines[("cases", len(cases))] = line
        cases.append(_case_of_row({name: cell.strip() for name, cell in zip(header, row, strict=True)}, len(cases) + 1))
    raw.data = {"cases": cases}


def _wrong_columns(header: list[str]) -> str:
    if len(header) == 1 and (parted := next((sign for sign in ";\t" if sign in header[0]), None)):
        name = "tabs" if parted == "\t" else "semicolons"
        return f"the columns are separated by {name}; expected commas, and semicolons between several answers"
    expected = f"question,answer,article or any of {','.join(COLUMNS)}"
    return f"the columns are {','.join(header)!r}; expected {expected}"


def _numbered(reader: Any, raw: RawSuite) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on: a quoted cell may run over several."""
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raw.problems.append((line, f"not valid CSV ({error}); expected double quotes around texts with commas"))
            return


def _case_of_row(row: dict[str, str], number: int) -> dict[str, Any]:
    """A row with neither answer nor article, where there is an answer column, is a question to be refused."""
    case: dict[str, Any] = {"id": row.get("id") or f"row-{number}", "question": row["question"]}
    answers, articles = _several(row.get("answer", "")), _several(row.get("article", ""))
    if answers:
        case["answer"] = answers
    if articles:
        quote = {"quote": row["quote"]} if row.get("quote") else {}
        case["sources"] = [{"article": article, **quote} for article in articles]
    if row.get("tags"):
        case["tags"] = _several(row["tags"])
    if row.get("answerable"):
        case["answerable"] = row["answerable"]
    elif "answer" in row and not answers and not articles:
        case["answerable"] = "false"
    return case


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
