"""Puts a component together from its script and style sheet, which lie beside this file."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

HERE = Path(__file__).parent


def build(name: str, html: str) -> ComponentRenderer:
    """Call at import, once for each name: `name`.js and `name`.css on top of what all components share."""
    script = _read("dom.js") + _read(f"{name}.js")
    style = _read("base.css") + _read(f"{name}.css")
    return st.components.v2.component(
        f"newsbot_{name}", html=f'<div class="root">\n{html}\n</div>', css=style, js=script
    )


def _read(file: str) -> str:
    return (HERE / file).read_text(encoding="utf-8")
