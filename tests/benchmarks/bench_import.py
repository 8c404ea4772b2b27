"""Importing vCards, in processes of their own: against `vobject` merely reading, and ten times as many."""

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.formats.vcard.writing import write_card
from tests.benchmarks.figures import Figure, ratio
from tests.benchmarks.population import people

if TYPE_CHECKING:
    from tests.benchmarks.__main__ import Work

_PROBE = "tests.benchmarks.probe_import"


def figures(work: "Work") -> list[Figure]:
    """Phones, search index, lists and undo are all included in what our import does."""
    few, many = work.count // 10, work.count
    small, large = _cards(work, few), _cards(work, many)
    read = _probe("vobject", small)
    first = _probe("import", small, work.scratch("few"))
    tenfold = _probe("import", large, work.scratch("many"))
    return [
        ratio(f"import {few:,} cards against vobject reading them", first["ms"], read["ms"], 0.4),
        ratio(f"import {many:,} cards against {few:,}, time", tenfold["ms"], first["ms"], 11),
        ratio(f"import {many:,} cards against {few:,}, peak memory", tenfold["mb"], first["mb"], 1.5, "MB"),
    ]


def _cards(work: "Work", count: int) -> Path:
    path = work.scratch("cards") / f"{count}.vcf"
    with path.open("wb") as file:
        for person in people(count):
            file.write(write_card(person, "3.0"))
    return path


def _probe(what: str, file: Path, folder: Path | None = None) -> dict[str, float]:
    command = [sys.executable, "-m", _PROBE, what, str(file), *([str(folder)] if folder else [])]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(answer.stdout)
    return measured
