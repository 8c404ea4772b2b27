"""Starts the program, or a writer of `writing`, as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def start(*arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    """`python -m` these words, with the data in `folder`; whoever starts it waits for its end."""
    environment = {**os.environ, "CRM_DESKTOP_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
