"""The parts of the page's server that are ours: routes, guard, and what is loaded before the first visitor comes."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ui import api
from ui.guard import Guard
from ui.live import LiveAnswer, find_live
from vectorstore.errors import NewsBotError

LOOK_SECONDS = 0.05  # between two looks at an answer that is being written
_log = logging.getLogger(__name__)


def app_parts() -> dict[str, Any]:
    """What `st.App` is given besides the script."""
    return {
        "routes": [Route("/api/live/{token}", live), *api.routes()],
        "middleware": [Middleware(Guard)],
        "lifespan": _lifespan,
        "on_script_error": _on_script_error,
    }


@asynccontextmanager
async def _lifespan(_: object) -> AsyncIterator[None]:
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield


def warm_up() -> None:
    """Loads models and index, so that the first question does not wait for them. What is wrong, the page will say."""
    from ui.room import open_room

    try:
        room = open_room()
        if not room.library.is_empty():
            room.bot().searcher.search("warm-up", 1)
            room.starters()
    except NewsBotError as error:
        _log.info("not warmed up: %s", error)
    # Streamlit collects garbage after every run of the page. What is loaded by now stays: it need not be looked
    # through each time (measured: a quarter of all CPU time with 25 visitors).
    gc.collect()
    gc.freeze()


def _on_script_error(error: Exception) -> bool:
    from ui.page.shell import fault

    if isinstance(error, NewsBotError):
        fault(str(error))
        return True
    _log.error("the page failed", exc_info=error)
    fault("Something went wrong on this page. Try again; the server's log has the details.")
    return True


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
