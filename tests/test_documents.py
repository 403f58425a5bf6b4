"""The commands in the README are run, and what it shows is what they print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ARTICLES, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
TIMES = re.compile(r"\d+\.\d+ s\b")


@dataclass
class Command:
    line: str
    shown: list[str] = field(default_factory=list)


def commands(text: str) -> Iterator[Command]:
    """Each `$ command` of the console blocks with the lines that stand under it."""
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        command = None
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command
                command = Command(line[2:])
            elif command:
                command.shown.append(line)
        if command:
            yield command


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as after a clone, with `newsbot` on the path."""
    made = tmp_path_factory.mktemp("readme")
    shutil.copytree(ARTICLES, made / "articles")
    shutil.copytree(ROOT / "tests" / "qa", made / "tests" / "qa")
    (suite,) = (block for block in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if block.startswith("suite:"))
    (made / "my-questions.yaml").write_text(suite, encoding="utf-8")
    shim = made / "bin" / "newsbot"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ui.cli "$@"\n')
    shim.chmod(0o755)
    return made


@pytest.mark.slow
def test_what_the_readme_shows_is_what_its_commands_print(folder: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    run = list(commands(README))
    assert any("newsbot ask" in command.line for command in run)
    for command in run:
        done = subprocess.run(
            ["sh", "-c", command.line], cwd=folder, env=env, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, f"{command.line}\n{done.stderr}"
        shown = "\n".join(command.shown).strip()
        if shown:
            assert _timeless(done.stdout) == _timeless(shown), command.line


def _timeless(text: str) -> str:
    return TIMES.sub("0 s", text).strip()


def test_what_the_readme_names_is_there() -> None:
    targets = set(re.findall(r"\]\((?!https?:)([^)#]+)", README)) | set(re.findall(r"`make (\w+)", README))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in targets:
        assert (ROOT / target).exists() or re.search(rf"^{target}:", makefile, re.MULTILINE), target
