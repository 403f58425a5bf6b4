"""`newsbot verify`: every citation of an answer, a batch or an export, proved again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.given import NotJson, lines_of, parsed_json, read_text
from vectorstore.errors import ConfigError

if TYPE_CHECKING:
    from bot.answer import Citation
    from bot.citations import Proof
    from ui.settings import Settings

Source = Callable[["Citation"], "bytes | str | None"]

EXPORTS = (".html", ".htm", ".md", ".markdown", ".txt")
MAKE_ONE = "Make one with: newsbot ask ... --json > FILE"
_TEXT, _PLACE = ((str,), "text"), ((int,), "a whole number")
_FIELDS = {  # of a citation: what JSON may hold there, in Python's kinds and in words
    "number": ((int, type(None)), "a whole number or null"),
    **dict.fromkeys(("article_id", "file", "title"), _TEXT),
    **dict.fromkeys(("outlet", "published"), ((str, type(None)), "text or null")),
    **dict.fromkeys(("sha256", "text_sha256"), _TEXT),
    **dict.fromkeys(("start", "end"), _PLACE),
    "quote": _TEXT,
}


def verify_file(path: Path, articles: Path | None, settings: Settings, *, as_json: bool) -> bool:
    """Prints what became of each citation; True when every one was found and every claim has one."""
    from bot.citations import prove
    from ui.terminal import print_json

    source = _files_of(articles) if articles else _library_of(settings)
    citations, uncited = _read(path)
    proofs = [(citation, prove(citation, source(citation))) for citation in citations]
    if as_json:
        print_json([*({**asdict(citation), **_told(proof)} for citation, proof in proofs), *map(_told_of, uncited)])
    else:
        _print(proofs, uncited)
    return not uncited and all(proof.status == "found" for _, proof in proofs)


@dataclass(frozen=True)
class Uncited:
    """A claim that nothing is shown for."""

    claim: str
    number: Any  # of a citation that the answer has not got; None: it names none

    @property
    def reason(self) -> str:
        return "the claim names no citation" if self.number is None else "the answer has no such citation"


def _read(path: Path) -> tuple[list[Citation], list[Uncited]]:
    """Of an `Answer` as JSON, of several (a list, or one a line), or of an exported conversation."""
    found: list[Citation] = []
    uncited: list[Uncited] = []
    for place, answer in _answers_in(path):
        if not isinstance(answer, dict) or not isinstance(answer.get("citations"), list):
            raise ConfigError(f"{path}{place} is not an answer: it has no list of citations. {MAKE_ONE}")
        listed = [_citation(item, f"{path}{place}, citation {n}") for n, item in enumerate(answer["citations"], 1)]
        found += listed
        uncited += _uncited(answer.get("claims") or [], {one.number for one in listed}, f"{path}{place}")
    return found, uncited


def _uncited(claims: Any, numbers: Set[int | None], where: str) -> Iterator[Uncited]:
    """Claims without a citation, and numbers that no citation has. Footnotes alone carry no claims."""
    if not isinstance(claims, list):
        raise ConfigError(f"{where}: 'claims' is not a list. {MAKE_ONE}")
    for n, claim in enumerate(claims, 1):
        if not isinstance(claim, dict) or not isinstance(claim.get("citations", []), list):
            raise ConfigError(f"{where}, claim {n}: expected an object with text and citations. {MAKE_ONE}")
        text, cited = str(claim.get("text") or ""), claim.get("citations", [])
        yield from (Uncited(text, number) for number in cited or [None] if number is None or number not in [*numbers])


def _citation(item: Any, where: str) -> Citation:
    """Other keys than ours are left alone: a later version may have more of them."""
    from bot.answer import Citation
    from bot.evaluation.foreign import whole_text

    if not isinstance(item, dict):
        raise ConfigError(f"{where}: expected an object with {', '.join(_FIELDS)}. {MAKE_ONE}")
    made: dict[str, Any] = {}
    for name, (kinds, expected) in _FIELDS.items():
        if name not in item:
            raise ConfigError(f"{where} has no {name!r}. {MAKE_ONE}")
        if type(item[name]) not in kinds:  # true is no number
            raise ConfigError(f"{where}: {name!r} is not {expected}. {MAKE_ONE}")
        made[name] = whole_text(item[name]) if isinstance(item[name], str) else item[name]
    return Citation(**made)


def _answers_in(path: Path) -> list[tuple[str, Any]]:
    """Each with its place in the file, as it is told after the file's name."""
    text = read_text(path)
    try:
        found = _of_json(text)
    except NotJson as error:
        if path.suffix.lower() not in EXPORTS:
            raise ConfigError(f"{path} line {error.line} is not JSON ({error}). {MAKE_ONE}") from None
        from ui.export import answers_in

        found = [("", answer) for answer in answers_in(path)]
    if not found:
        raise ConfigError(f"{path} holds no answer. {MAKE_ONE}")
    return found


def _of_json(text: str) -> list[tuple[str, Any]]:
    """One text; or a text a line, where the first line is whole."""
    lines = list(lines_of(text))
    if len(lines) > 1 and _is_whole(lines[0][1]):
        parts = [(f" line {number}", parsed_json(line, number)) for number, line in lines]
        return [found for place, data in parts for found in _listed(data, place)]
    return _listed(parsed_json(text), "") if lines else []


def _is_whole(line: str) -> bool:
    try:
        parsed_json(line)
    except NotJson:
        return False
    return True


def _listed(data: Any, place: str) -> list[tuple[str, Any]]:
    if not isinstance(data, list):
        return [(place, data)]
    return [(f"{place}, answer {number}", answer) for number, answer in enumerate(data, 1)]


def _files_of(folder: Path) -> Source:
    """Reads plain files; a path that leads out of the folder is no file of it."""
    if not folder.is_dir():
        raise ConfigError(f"{folder} is not a folder. Give the folder that holds the article files.")
    root = folder.resolve()

    def read(citation: Citation) -> bytes | None:
        try:
            path = (root / citation.file).resolve()
            if not path.is_relative_to(root) or not path.is_file():
                return None
        except (OSError, ValueError, RuntimeError):  # a name that no file can have, or a link that leads to itself
            return None
        try:
            return path.read_bytes()
        except OSError as error:
            raise ConfigError(f"{path} cannot be read ({error.strerror}). Make it readable for you.") from None

    return read


def _library_of(settings: Settings) -> Source:
    from vectorstore.library import Library

    library = Library(settings.data)

    def read(citation: Citation) -> str | None:
        article = library.article(citation.article_id)
        return article.text if article and article.file == citation.file else None

    return read


def _told(proof: Proof) -> dict[str, Any]:
    return {"status": proof.status, "reason": proof.reason}


def _told_of(one: Uncited) -> dict[str, Any]:
    return {"claim": one.claim, "number": one.number, "status": "missing", "reason": one.reason}


def _print(proofs: list[tuple[Citation, Proof]], uncited: list[Uncited]) -> None:
    from ui.terminal import plain

    for citation, proof in proofs:
        where = plain(f"{citation.file} {citation.start}-{citation.end}")
        number = "-" if citation.number is None else citation.number
        print(f"{proof.status:<8} [{number}] {where}: {proof.reason}")
    for one in uncited:
        number = "-" if one.number is None else plain(str(one.number))
        print(f"{'missing':<8} [{number}] claim “{plain(one.claim)}”: {one.reason}")
    found = sum(proof.status == "found" for _, proof in proofs)
    print(f"{found} of {len(proofs)} quotes found")
