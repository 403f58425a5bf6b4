"""`newsbot ingest`, and the first half of `newsbot chat`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.terminal import plain, print_json

if TYPE_CHECKING:
    from ingest.pipeline import IngestReport
    from ui.settings import Settings


def run_ingest(settings: Settings, paths: Sequence[Path], *, prune: bool = False, switch: bool = False) -> IngestReport:
    """Ingest `paths` with a progress bar on a terminal. `switch`: re-embed everything with the configured embedder."""
    from ingest.pipeline import ingest
    from ui.opening import open_embedder
    from ui.terminal import ingest_progress
    from vectorstore.library import Library

    library = Library(settings.data)
    built_with = None if switch else library.embedder_name()
    with ingest_progress() as progress:
        embedder = open_embedder(settings, settings.embedder or built_with)
        return ingest(paths, library, embedder, prune=prune, progress=progress)


def print_report(report: IngestReport, *, as_json: bool) -> None:
    if as_json:
        print_json(report.to_dict())
        return
    counts = {
        "new": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "with other metadata": report.described,
        "removed": report.removed,
    }
    said = ", ".join(f"{number} {name}" for name, number in counts.items() if number) or "nothing to do"
    print(f"{said}; {report.passages} passages, {report.embedded} embedded, {report.seconds:.1f} s")
    for file, reason in [*report.skipped, *report.rejected]:
        print(f"not read: {plain(file)}: {reason}", file=sys.stderr)
    for file in report.gone:
        print(f"gone: {plain(file)} is still in the library; --prune removes it", file=sys.stderr)
