"""`newsbot check --repair` where mending fails."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from vectorstore import health
from vectorstore.errors import NewsBotError

Newsbot = Callable[..., tuple[int, str, str]]
REASON = "The index could not be built (OSError: No space left on device). Try again: newsbot check --repair"


@pytest.fixture
def own(data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(data, tmp_path / "data"))


@pytest.fixture
def _full(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise NewsBotError(REASON)

    monkeypatch.setattr(health, "restore", full)


@pytest.mark.usefixtures("_full")
def test_what_could_not_be_mended_is_told_as_an_error(own: Path, in_process: Newsbot) -> None:
    status, out, _ = in_process("check", "--repair", "--data", own)
    assert status == 1
    assert f"ERROR    not mended: {REASON}\n" in out
    assert "mended   The index" not in out
    assert out.rstrip().splitlines()[-1] == "not healthy"


@pytest.mark.usefixtures("_full")
def test_what_could_not_be_mended_is_apart_from_what_was_in_json(own: Path, in_process: Newsbot) -> None:
    (own / "index" / "g000009.tmp").mkdir()
    status, out, _ = in_process("check", "--repair", "--json", "--data", own)
    told = json.loads(out)
    assert (status, told["healthy"]) == (1, False)
    assert (told["repaired"], told["not_repaired"]) == (["Removed g000009.tmp."], [REASON])


def test_what_was_mended_is_told_and_is_no_error(own: Path, in_process: Newsbot) -> None:
    (own / "index" / "CURRENT").unlink()
    status, out, _ = in_process("check", "--repair", "--data", own)
    assert status == 0, out
    assert "mended   Built the index again" in out
