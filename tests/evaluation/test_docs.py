"""The walk in docs/evaluation.md is run as it stands, with the real bot, and prints what it shows."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

import ui.opening
from bot.evaluation.gates import KNOWN, parse_gate
from bot.evaluation.suite_model import CaseModel
from ui.cli import main

ROOT = Path(__file__).resolve().parents[2]
DOC = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")


@dataclass
class Command:
    line: str
    shown: list[str] = field(default_factory=list)


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", DOC, re.DOTALL)


def commands() -> Iterator[Command]:
    for block in blocks("console"):
        found: list[Command] = []
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Command(line[2:]))
            else:
                found[-1].shown.append(line)
        yield from found


def words(line: str) -> list[str]:
    return [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', line)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "articles", tmp_path / "articles")
    (tmp_path / "my-questions.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    (tmp_path / "answers.jsonl").write_text("\n".join(re.findall(r'^    (\{"id".*\})$', DOC, re.MULTILINE)))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    opened: list[Any] = []  # the models are loaded once, not at each command
    open_bot = ui.opening.open_bot
    monkeypatch.setattr(
        "ui.opening.open_bot", lambda settings: opened[0] if opened else _kept(opened, open_bot(settings))
    )
    return tmp_path


def _kept(opened: list[Any], bot: Any) -> Any:
    opened.append(bot)
    return bot


def test_the_walk_prints_what_it_shows(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = 0
    for command in commands():
        if command.line.startswith("sed "):
            old, new = re.findall(r"s/(.*)/(.*)/'", command.line)[0]
            suite = folder / "my-questions.yaml"
            suite.write_text(suite.read_text().replace(old, new))
        elif command.line == "echo $?":
            assert str(status) == command.shown[0]
        else:
            monkeypatch.setattr("sys.argv", words(command.line))
            try:
                main()
                status = 0
            except SystemExit as ended:
                status = int(ended.code or 0)
            printed = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
            for line in command.shown:
                wanted = " ".join(line.removesuffix("...").split())
                assert any(wanted in one for one in printed), f"{command.line} did not print {line!r}: {printed}"
    assert status == 0


def test_every_key_figure_and_gate_is_documented() -> None:
    keys = set(CaseModel.model_fields)
    assert keys == set(re.findall(r"^\| `(\w+)` \|", DOC.split("## How words")[0], re.MULTILINE))
    figures = DOC.split("## The figures")[1].split("## Gates")[0]
    assert all(f"`{name}`" in figures for name in KNOWN)
    for written in re.findall(r'--gate "([^"]+)"', DOC):
        parse_gate(written)


def test_the_other_examples_can_be_read() -> None:
    workflow = yaml.safe_load(blocks("yaml")[1])
    assert "questions" in workflow["jobs"]
    for line in re.findall(r'^    (\{"id".*\})$', DOC, re.MULTILINE):
        assert json.loads(line)["id"]
