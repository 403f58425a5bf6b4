"""Starts the page's server in this process, with every setting passed on: a wheel carries no config.toml."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import webbrowser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from vectorstore.errors import ConfigError

if TYPE_CHECKING:
    from ui.settings import Settings

OPEN_TRIES, OPEN_SECONDS = 300, 0.1  # until the server listens


def serve(settings: Settings, *, open_browser: bool) -> None:
    """Blocks until the server is stopped."""
    _refuse_taken_port(settings.host, settings.port)
    os.environ.update(_passed_on(settings))
    sys.argv = ["streamlit_app.py"]  # the page must not read the command line's words as its own

    from streamlit_app import app
    from ui.theme import server_options

    options = {**server_options(), "server.address": settings.host, "server.port": settings.port}
    url = _url(settings)
    print(f"The page: {url}   stop it with Ctrl-C", flush=True)
    if open_browser and _has_display():
        threading.Thread(target=_open_when_up, args=(url,), name="browser", daemon=True).start()
    # Headless whoever asks: where Streamlit opens the browser itself it also lays advertisements for developers over
    # the page, with a button that writes into the folder it was started in.
    app.run(config={**options, "server.headless": True, "logger.hideWelcomeMessage": True})


def _url(settings: Settings) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def _has_display() -> bool:
    """Without one, a browser of the terminal would take the terminal over."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_when_up(url: str) -> None:
    parts = urlsplit(url)
    for _ in range(OPEN_TRIES):
        try:
            socket.create_connection((str(parts.hostname), int(parts.port or 80)), timeout=1).close()
        except OSError:
            time.sleep(OPEN_SECONDS)
        else:
            webbrowser.open(url)
            return


def _passed_on(settings: Settings) -> dict[str, str]:
    """The page reads its settings from the environment; options of the command line go there."""
    return {
        "NEWSBOT_ARTICLES": str(settings.articles_dir.absolute()),
        "NEWSBOT_DATA": str(settings.data.absolute()),
        "NEWSBOT_HOST": settings.host,
        "NEWSBOT_PORT": str(settings.port),
    }


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConfigError(
                f"{host}:{port} cannot be used ({error.strerror}). Choose another: newsbot chat --port {port + 1}"
            ) from None
