"""A small file replaced as a whole."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """On disk before it takes the old one's place: whoever reads, or loses power, has the one or the other whole."""
    aside = path.with_name(f".{secrets.token_hex(6)}.new")  # tempfile would let nobody else read the file
    try:
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
