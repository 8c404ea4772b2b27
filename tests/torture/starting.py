"""Starts the program, or a writer of `writing`, as a process of its own."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 40  # seconds until a writer has begun, on a machine that others use too


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


def until(holds: Callable[[], bool], seconds: float) -> None:
    """Look again and again until something holds of other processes, which send no signals, or time is up."""
    give_up = time.monotonic() + seconds
    while not holds() and time.monotonic() < give_up:
        time.sleep(0.02)


def first_line(child: subprocess.Popen[bytes]) -> bytes:
    """What it says first, however busy the machine is."""
    ready, _, _ = select.select([child.stdout], [], [], PATIENCE)
    if not ready:
        child.kill()
        pytest.fail(f"the writer says nothing: {child.communicate()[1].decode()[-2000:]}")
    return child.stdout.readline()
