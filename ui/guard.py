"""What every request passes: the Host it names, the size it has, and the headers that go out with the reply.

Streamlit sends no content security policy and no frame rule of its own, and it takes any Host, which is how a web page
elsewhere reaches a server on the reader's own machine (DNS rebinding).
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
API_BODY_BYTES = 256 * 1024


def on_loopback() -> bool:
    """Whether the server listens to this machine alone."""
    from streamlit import config

    return config.get_option("server.address") in LOOPBACK


class Guard:
    """ASGI middleware around the whole app, websocket included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = refused(Headers(scope=scope))
        if refusal is not None:
            await _refuse(scope, receive, send, refusal)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in security_headers().items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, with_headers)


async def _refuse(scope: Scope, receive: Receive, send: Send, reason: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    reply: Response = JSONResponse({"error": {"code": "refused", "message": reason}}, 403, dict(security_headers()))
    await reply(scope, receive, send)


def refused(headers: Headers) -> str | None:
    """Why a request is not answered; None for one that is."""
    host = _name(f"//{headers.get('host', '')}")
    if on_loopback() and host not in LOOPBACK:
        return "This server answers to 127.0.0.1 and localhost only."
    origin = headers.get("origin")
    if origin is not None and _place(origin) != _place(f"//{headers.get('host', '')}"):
        return "Requests from other sites are not answered."
    return None


def _name(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _place(url: str) -> tuple[str | None, int | None]:
    """Host and port; a proxy may change the scheme, so the default ports count as no port."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return (None, None)
    return (parts.hostname, None if port in (80, 443) else port)


@lru_cache(maxsize=1)
def security_headers() -> dict[str, str]:
    scripts = " ".join(f"'sha256-{digest}'" for digest in _inline_scripts())
    policy = {
        "default-src": "'self'",
        "script-src": f"'self' blob: {scripts}",  # blob: is how Streamlit loads a component's script
        "style-src": "'self' 'unsafe-inline'",  # Streamlit writes its styles into the page
        "img-src": "'self' data:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "media-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'none'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    }


def _inline_scripts() -> list[str]:
    """The hashes of the scripts inside Streamlit's own page, whichever version is installed."""
    import streamlit

    static = Path(streamlit.__file__).parent / "static" / "index.html"
    page = static.read_text(encoding="utf-8") if static.is_file() else ""
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
