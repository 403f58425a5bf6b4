"""The parts of the page's server that are ours: routes, headers, and what is loaded before the first visitor comes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ui.live import LiveAnswer, find_live

LOOK_SECONDS = 0.05


def app_parts() -> dict[str, Any]:
    return {"routes": [Route("/api/live/{token}", live)]}


async def live(request: Request) -> Response:
    """An answer while it is being written, for the page that asked for it."""
    found = find_live(request.path_params["token"])
    if found is None:
        return Response(status_code=204)  # tells the browser not to try again
    return StreamingResponse(_views(found), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


async def _views(found: LiveAnswer) -> AsyncIterator[str]:
    shown = -1
    while True:
        now = found.now()
        if now.version != shown:
            shown = now.version
            view = await asyncio.to_thread(found.view, now)
            yield f"event: {'end' if now.done else 'view'}\ndata: {json.dumps(view)}\n\n"
        if now.done:
            return
        await asyncio.sleep(LOOK_SECONDS)
