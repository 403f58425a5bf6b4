"""Starts the page's server in this process, with every setting passed on: a wheel carries no config.toml."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING

from vectorstore.errors import ConfigError

if TYPE_CHECKING:
    from ui.settings import Settings


def serve(settings: Settings, *, open_browser: bool) -> None:
    """Blocks until the server is stopped."""
    _refuse_taken_port(settings.host, settings.port)
    os.environ.update(_passed_on(settings))
    sys.argv = ["streamlit_app.py"]  # the page must not read the command line's words as its own

    from streamlit_app import app
    from ui.theme import server_options

    options = {**server_options(), "server.address": settings.host, "server.port": settings.port}
    print(f"The page: http://{settings.host}:{settings.port}   stop it with Ctrl-C", flush=True)
    app.run(config={**options, "server.headless": not open_browser})


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
