"""The one direction of imports, and which vendor may be named where."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = {
    "vectorstore": set(),
    "ingest": {"vectorstore"},
    "bot": {"vectorstore"},
    "ui": {"bot", "ingest", "vectorstore", "streamlit_app"},  # ui/serve.py starts the page
}
OURS = {*PACKAGES, "streamlit_app"}

# Within bot/, from the bottom up: a package, or a module beside the packages, and what of bot/ it may import.
PARTS: dict[str, set[str]] = {
    "text": set(),
    "answer": set(),
    "answerer": {"answer"},
    "faults": {"answer"},
    "proof": {"text", "answerer"},  # whoever drafts, proof is the same
    "citations": {"text", "answer", "answerer", "proof"},
    "conversation": {"text", "answerer"},
    "offline": {"text", "answer", "answerer"},
    "offline_answerer": {"answerer", "offline"},
    # offline/ knows who says so in a sentence
    "model": {"text", "answer", "answerer", "faults", "citations", "offline"},
    "model_answerer": {"text", "answer", "answerer", "faults", "model"},
    "attempt": {"text", "answer", "answerer", "faults", "citations"},
    "finding": {"answerer", "conversation"},
    "assembly": {"text", "answer", "answerer", "citations", "attempt"},
    "engine": {"answer", "answerer", "conversation", "finding", "attempt", "assembly"},  # any answerer will do
    "starters": {"engine", "text", "offline"},
    "evaluation": {"text", "answer", "answerer", "engine"},
    "kept": {"answer", "evaluation"},  # evaluation/ writes feedback as a suite
}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def files_importing(vendor: str) -> set[str]:
    every = [path for package in PACKAGES for path in modules(package)] + [ROOT / "streamlit_app.py"]
    return {
        path.relative_to(ROOT).as_posix()
        for path in every
        if any(name == vendor or name.startswith(vendor + ".") for name in imported(path))
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_what_lies_below_it(package: str) -> None:
    allowed = PACKAGES[package] | {package}
    for path in modules(package):
        tops = {name.split(".")[0] for name in imported(path)} & OURS
        assert tops <= allowed, f"{path.relative_to(ROOT)} imports {tops - allowed}"


def test_every_part_of_the_bot_is_placed() -> None:
    parts = {path.relative_to(ROOT / "bot").parts[0].removesuffix(".py") for path in modules("bot")} - {"__init__"}
    assert parts == PARTS.keys()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_bot_imports_only_what_lies_below_it(part: str) -> None:
    below = list(PARTS)[: list(PARTS).index(part)]
    assert PARTS[part] <= set(below), "the table itself runs one way"
    for path in [*modules(f"bot/{part}"), *(ROOT / "bot").glob(f"{part}.py")]:
        used = {name.split(".")[1] for name in imported(path) if name.startswith("bot.")}
        assert used <= PARTS[part] | {part}, f"{path.relative_to(ROOT)} imports {used - PARTS[part]}"
        assert "bot" not in imported(path), f"{path.relative_to(ROOT)} imports from bot itself: name the module"


def test_only_the_page_imports_streamlit() -> None:
    assert all(name.startswith("ui/") or name == "streamlit_app.py" for name in files_importing("streamlit"))


def test_one_file_imports_chromadb() -> None:
    assert len(files_importing("chromadb")) == 1


def test_each_vendor_of_models_is_named_in_one_file_per_job() -> None:
    assert files_importing("openai") == {
        "vectorstore/openai_embedder.py",
        "bot/model/provider.py",  # the chat model
        "bot/model/vendor_errors.py",  # its errors, made ours
    }
    assert len(files_importing("langchain.chat_models")) == 1


def test_every_import_from_elsewhere_is_declared() -> None:
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {text.split()[0].split("=")[0].split(">")[0].lower().replace("-", "_") for text in declared}
    known_as = {"yaml": "pyyaml", "stemmer": "pystemmer", "chromadb_rust_bindings": "chromadb"}
    for package in PACKAGES:
        for path in modules(package):
            for top in {name.split(".")[0] for name in imported(path)} - OURS - set(sys.stdlib_module_names):
                assert known_as.get(top.lower(), top.lower()) in names, f"{path.relative_to(ROOT)} imports {top}"


@pytest.mark.parametrize("module", ["ui.cli", "bot.answer", "bot.citations", "ingest.readers", "vectorstore.library"])
def test_cheap_modules_do_not_load_heavy_ones(module: str) -> None:
    heavy = {"chromadb", "openai", "langchain", "langchain_core", "langchain_openai", "streamlit", "onnxruntime"}
    shown = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert not heavy & set(shown.stdout.split())
