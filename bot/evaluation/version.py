"""Which newsbot this is, for reports and the API."""

from __future__ import annotations

from importlib import metadata


def newsbot_version() -> str:
    try:
        return metadata.version("newsbot")
    except metadata.PackageNotFoundError:  # run from a folder that was never installed
        return "source"
