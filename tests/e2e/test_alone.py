"""The program talks to nobody: no socket leads out of the machine, whatever is opened, imported or shown."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's tables of sockets are Linux's")
def test_commands_and_window_open_no_way_out(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.alone", str(data)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=55,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["internet"] == []
    assert found["modules"] == []
    # A pair of sockets inside the process hears of signals; the one instance is asked for in the file system.
    outside = [
        one
        for one in found["events"]
        if not one.startswith(("socket.__new__ (<AddressFamily.AF_UNIX", "socket.__new__ (1,"))
        and not one.startswith("subprocess.")
    ]
    assert outside == []
