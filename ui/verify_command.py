"""`newsbot verify`: every citation of an answer, a batch or an export, proved again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorstore.errors import ConfigError, unread

if TYPE_CHECKING:
    from bot.answer import Citation
    from bot.citations import Proof
    from ui.settings import Settings

Source = Callable[["Citation"], "bytes | str | None"]


def verify_file(path: Path, articles: Path | None, settings: Settings, *, as_json: bool) -> bool:
    """Prints what became of each citation; True when every one was found."""
    from bot.citations import prove

    source = _files_of(articles) if articles else _library_of(settings)
    proofs = [(citation, prove(citation, source(citation))) for citation in citations_in(path)]
    if as_json:
        print(json.dumps([{**asdict(citation), **_told(proof)} for citation, proof in proofs], ensure_ascii=False))
    else:
        _print(proofs)
    return all(proof.status == "found" for _, proof in proofs)


def citations_in(path: Path) -> list[Citation]:
    """Of an `Answer` as JSON, of several (a list, or one a line), or of an exported conversation."""
    from bot.answer import Citation

    answers = _answers_in(path)
    try:
        return [Citation(**item) for answer in answers for item in answer["citations"]]
    except (KeyError, TypeError) as error:
        raise ConfigError(f"{path} is not an answer: {error}. Make one with: newsbot ask ... --json > FILE") from None


def _answers_in(path: Path) -> list[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read ({unread(error)}).") from None
    if path.suffix.lower() in (".html", ".htm", ".md", ".markdown", ".txt"):
        from ui.export import answers_in

        return answers_in(path)
    try:
        return _as_list(json.loads(text))
    except json.JSONDecodeError:
        pass
    try:
        return [answer for line in text.splitlines() if line.strip() for answer in _as_list(json.loads(line))]
    except json.JSONDecodeError:
        raise ConfigError(f"{path} is not JSON. Make an answer with: newsbot ask ... --json > FILE") from None


def _as_list(data: Any) -> list[dict[str, Any]]:
    found = data if isinstance(data, list) else [data]
    if not all(isinstance(item, dict) for item in found):
        raise ConfigError("This JSON holds no answers. Make one with: newsbot ask ... --json > FILE")
    return found


def _files_of(folder: Path) -> Source:
    """Reads plain files; a path that leads out of the folder is no file of it."""
    if not folder.is_dir():
        raise ConfigError(f"{folder} is not a folder. Give the folder that holds the article files.")
    root = folder.resolve()

    def read(citation: Citation) -> bytes | None:
        path = (root / str(citation.file)).resolve()
        if not path.is_relative_to(root) or not path.is_file():
            return None
        return path.read_bytes()

    return read


def _library_of(settings: Settings) -> Source:
    from vectorstore.library import Library

    library = Library(settings.data)

    def read(citation: Citation) -> str | None:
        article = library.article(str(citation.article_id))
        return article.text if article else None

    return read


def _told(proof: Proof) -> dict[str, Any]:
    return {"status": proof.status, "reason": proof.reason}


def _print(proofs: list[tuple[Citation, Proof]]) -> None:
    from ui.terminal import plain

    for citation, proof in proofs:
        where = plain(f"{citation.file} {citation.start}-{citation.end}")
        print(f"{proof.status:<8} [{citation.number}] {where}: {proof.reason}")
    found = sum(proof.status == "found" for _, proof in proofs)
    print(f"{found} of {len(proofs)} quotes found")
