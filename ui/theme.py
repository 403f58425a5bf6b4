"""The page's look and its server's settings: `newsbot chat` passes them on, `.streamlit/config.toml` repeats them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PAPER = {
    "primaryColor": "#1d4e6b",
    "backgroundColor": "#fcfbf8",
    "secondaryBackgroundColor": "#f3f0e9",
    "textColor": "#1d1b18",
    "linkColor": "#1d4e6b",
    "borderColor": "#dcd7cb",
    "yellowBackgroundColor": "#ffe58a",  # the marker
    "yellowTextColor": "#1d1b18",
    "grayTextColor": "#625d54",  # small type: 6:1 on the paper
    "redTextColor": "#8f2318",
    # One hue for each article, in the order of their letters; each at least 4.5:1 on the paper.
    "chartCategoricalColors": [
        "#96400f", "#1f6f68", "#6d3f93", "#3f6b1f", "#a02858", "#2f55a4", "#7a5a12", "#4d5560",
    ],
}  # fmt: skip

NIGHT = {
    "primaryColor": "#8fc3de",
    "backgroundColor": "#171614",
    "secondaryBackgroundColor": "#211f1c",
    "textColor": "#ece7dd",
    "linkColor": "#8fc3de",
    "borderColor": "#3b3832",
    "yellowBackgroundColor": "#6a4d00",
    "yellowTextColor": "#fff4d6",
    "grayTextColor": "#a8a195",
    "redTextColor": "#f0a196",
    "chartCategoricalColors": [
        "#eda36f", "#6fc7bd", "#c8a2ea", "#a3cf7b", "#f092b6", "#94b4f5", "#ddbb62", "#b4bcc7",
    ],
}  # fmt: skip

SERVER = {
    "server.address": "127.0.0.1",  # without it Streamlit binds every interface and looks up its address outside
    "server.headless": True,
    "server.maxUploadSize": 25,  # megabytes
    "server.fileWatcherType": "none",  # a large articles folder would flood the watcher
    "server.showEmailPrompt": False,
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "runner.postScriptGC": False,  # a full collection after every click took a quarter of all CPU time
}

SHARED = {
    "theme.font": "sans-serif",  # Source Sans and Source Serif travel with Streamlit; nothing is fetched
    "theme.baseFontSize": 16,
    "theme.headingFontSizes": ["1.75rem", "1.5rem", "1.25rem", "1.0625rem", "1rem", "0.875rem"],
    "theme.baseRadius": "0.375rem",
    "theme.showSidebarBorder": True,
}


def server_options() -> dict[str, Any]:
    """Every Streamlit option that we set, by its dotted name."""
    colours = {f"theme.{mode}.{name}": value for mode, set_ in _MODES.items() for name, value in set_.items()}
    return {**SERVER, **SHARED, **colours}


_MODES: dict[str, dict[str, Any]] = {
    "light": PAPER,
    "light.sidebar": {"backgroundColor": "#f6f3ec", "secondaryBackgroundColor": "#ebe7dd"},
    "dark": NIGHT,
    "dark.sidebar": {"backgroundColor": "#1c1a18", "secondaryBackgroundColor": "#282521"},
}


def page_css() -> Path:
    """The style sheet for what Streamlit draws itself; the components carry their own."""
    return Path(__file__).parent / "components" / "page.css"
