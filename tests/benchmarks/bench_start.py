"""From starting the process to the first painted list, and the memory then, against a bare PySide6 window."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.figures import Figure, ratio

if TYPE_CHECKING:
    from tests.benchmarks.__main__ import Work

RUNS = 7


def figures(work: "Work") -> list[Figure]:
    """The medians of some starts each, in turn, after one of each that is not counted."""
    few, many = work.town(1000), work.town(work.count)
    asked: dict[str, list[str]] = {"bare": ["bare"], "few": ["app", str(few)], "many": ["app", str(many)]}
    starts: dict[str, list[dict[str, float]]] = {name: [] for name in asked}
    for run in range(RUNS + 1):
        for name, words in asked.items():
            measured = _start(words)
            if run:
                starts[name].append(measured)
    ms = {name: median(start["ms"] for start in found) for name, found in starts.items()}
    mb = {name: median(start["mb"] for start in found) for name, found in starts.items()}
    return [
        ratio("start to first painted list, against a bare window", ms["many"], ms["bare"], 1.5),
        ratio(f"start with {work.count:,} contacts against 1,000", ms["many"], ms["few"], 1.1),
        ratio("memory then, against a bare window", mb["many"], mb["bare"], 1.6, "MB"),
    ]


def _start(words: list[str]) -> dict[str, float]:
    probe = Path(__file__).with_name("probe_start.py")
    answer = subprocess.run(
        [sys.executable, str(probe), *words], check=True, capture_output=True, text=True, cwd=Path.cwd()
    )
    measured: dict[str, float] = json.loads(answer.stdout)
    return measured
