"""Articles on their way in. A thread of its own takes them in, so that a click elsewhere on the page, or a reload,
cannot cut an ingest off half way; every visitor of the library page sees the same progress."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.intake import take_in
from vectorstore.errors import NewsBotError

if TYPE_CHECKING:
    from ui.room import Room

STAGES = {"files": "Reading files", "passages": "Embedding passages", "index": "Building the index"}
UNEXPECTED = "Something went wrong while taking the articles in. Try again; the server's log has the details."
ALREADY = "Articles are being taken in already. Wait until that is done, then take these in."

_log = logging.getLogger(__name__)
_starting = threading.Lock()


class Taking:
    """One ingest, for as long as it runs and a little longer."""

    def __init__(self, room: Room, paths: Sequence[Path]) -> None:
        self.share = 0.0  # 0 to 1, of the present stage
        self.says = "Loading the embedder"
        self.fault: str | None = None  # one line, when it did not end well
        self._room = room
        self._paths = paths
        self._done = threading.Event()

    @property
    def done(self) -> bool:
        return self._done.is_set()

    def wait(self, seconds: float) -> bool:
        """Returns when it is done, or after so many seconds; whether it is done."""
        return self._done.wait(seconds)

    def start(self) -> None:
        threading.Thread(target=self._run, name="taking-in", daemon=True).start()

    def _run(self) -> None:
        try:
            self._room.bot()
            take_in(self._room, self._paths, self._tell)
        except NewsBotError as error:
            self.fault = str(error)
        except Exception:  # noqa: BLE001 - the thread's last stop: whoever waits must be told
            _log.exception("articles could not be taken in")
            self.fault = UNEXPECTED
        finally:
            self._done.set()

    def _tell(self, stage: str, done: int, total: int) -> None:
        self.share = min(done / total, 1.0) if total else 1.0
        self.says = f"{STAGES.get(stage, 'Working')}: {done} of {total}"


def begin(room: Room, paths: Sequence[Path]) -> Taking:
    """One at a time: the library has one writer."""
    with _starting:
        if room.taking is not None and not room.taking.done:
            raise NewsBotError(ALREADY)
        room.taking = Taking(room, paths)
        room.taking.start()
        return room.taking
