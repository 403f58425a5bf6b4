from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.slow
def test_writers_killed_at_any_moment_leave_a_whole_index_and_lose_nothing() -> None:
    """A few kills of the long series in benchmarks/crash.py, which is run by hand."""
    script = str(ROOT / "benchmarks" / "crash.py")
    command = [sys.executable, script, "--kills", "4", "--passages", "60", "--kinds", "ingest,delete"]
    in_memory = {"TMPDIR": "/dev/shm"} if os.access("/dev/shm", os.W_OK) else {}  # a kill leaves the page cache alone
    ran = subprocess.run(
        command, capture_output=True, text=True, timeout=600, check=False, env={**os.environ, **in_memory}
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert json.loads(ran.stdout)["wrong"] == []
