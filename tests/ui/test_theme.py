"""The look's figures, and the rules that keep outside text inert."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from tests.ui.conftest import ROOT
from ui.theme import NIGHT, PAPER, page_css, server_options

SOURCES = [ROOT / "streamlit_app.py", *sorted((ROOT / "ui").rglob("*.py"))]


def test_the_checkout_and_the_wheel_have_the_same_settings() -> None:
    def flat(table: dict[str, object], before: str = "") -> dict[str, object]:
        found: dict[str, object] = {}
        for name, value in table.items():
            found |= flat(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}": value}
        return found

    assert flat(tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())) == server_options()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", [PAPER, NIGHT])
def test_everything_that_is_read_has_contrast_enough(mode: dict[str, object]) -> None:
    paper = str(mode["backgroundColor"])
    for name in ("textColor", "primaryColor", "grayTextColor", "redTextColor"):
        assert contrast(str(mode[name]), paper) >= 4.5, name
    for hue in mode["chartCategoricalColors"]:  # type: ignore[attr-defined]
        assert contrast(str(hue), paper) >= 4.5, hue
    assert contrast(str(mode["yellowTextColor"]), str(mode["yellowBackgroundColor"])) >= 4.5


def calls(tree: ast.AST) -> list[tuple[str, ast.Call]]:
    """Of methods, with the method's name."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [(node.func.attr, node) for node in found if isinstance(node.func, ast.Attribute)]


def constants(tree: ast.Module) -> set[str]:
    """Names of the module that are bound to a constant."""
    bound = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)]
    return {target.id for node in bound for target in node.targets if isinstance(target, ast.Name)}


MARKUP = {
    *("markdown", "html", "write", "write_stream", "error", "warning", "info", "success", "toast", "header"),
    *("subheader", "title", "caption", "badge", "latex", "iframe"),
}
PARSERS = (
    *("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "createContextualFragment"),
    *("eval(", "new Function"),
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_markup_is_only_ever_made_of_our_own_words(path: Path) -> None:
    """Streamlit reads these as Markdown or HTML; only a constant of ours or our style sheet may go in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = constants(tree)
    for name, call in calls(tree):
        assert not [one for one in call.keywords if one.arg == "unsafe_allow_html"], (path.name, call.lineno)
        owner = call.func.value  # type: ignore[attr-defined]
        if name not in MARKUP or not (isinstance(owner, ast.Name) and owner.id == "st"):
            continue
        [said] = call.args[:1]
        ours = isinstance(said, ast.Constant) or (isinstance(said, ast.Name) and said.id in own)
        ours = ours or (isinstance(said, ast.Call) and getattr(said.func, "id", "") == "page_css")
        assert ours, f"{path.name} line {call.lineno}: st.{name} of something that is no constant"


def test_no_component_parses_markup() -> None:
    for script in sorted((ROOT / "ui" / "components").glob("*.js")):
        text = script.read_text(encoding="utf-8")
        for word in PARSERS:
            assert word not in text, (script.name, word)


def test_no_style_sheet_reaches_outside() -> None:
    for sheet in [page_css(), *sorted((ROOT / "ui" / "components").glob("*.css"))]:
        assert "url(" not in sheet.read_text(encoding="utf-8")
        assert "@import" not in sheet.read_text(encoding="utf-8")
