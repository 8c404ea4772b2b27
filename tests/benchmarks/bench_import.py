"""Importing, in processes of their own: against others that merely read, ten times as many, the largest."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.formats.vcard.writing import write_card
from tests.benchmarks.figures import Figure, ratio
from tests.benchmarks.population import people

if TYPE_CHECKING:
    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.partial_date import PartialDate
    from tests.benchmarks.__main__ import Work

_PROBE = "tests.benchmarks.probe_import"
_MOST_MB, _MOST_WAIT = 500, 500
_MEGABYTE_OF_CARDS = 3_200
_COLUMNS = ("First name", "Last name", "Phone", "E-mail", "Company", "City", "Birthday", "Notes")


def figures(work: "Work") -> list[Figure]:
    """Phones, search index, lists and undo are all included in what our import does.

    A sheet's yardstick reads it with `csv.DictReader` and writes, with plain `executemany` into a file made
    alike, the very rows that the import of it wrote.
    """
    few, many = work.count // 10, work.count
    small, large, sheet = _cards(work, few), _cards(work, many), _sheet(work, many)
    _probe("import", _cards(work, 10), work.scratch("first"))
    read = _probe("vobject", small)
    first = _probe("import", small, work.scratch("few"))
    tenfold = _probe("import", large, work.scratch("many"))
    imported, plain = work.scratch("sheet"), work.scratch("plain")
    rows = _probe("import", sheet, imported)
    written = _probe("rows", sheet, imported, plain)
    return [
        ratio(f"import {few:,} cards against vobject reading them", first["ms"], read["ms"], 0.4),
        ratio(f"import {many:,} cards against {few:,}, time", tenfold["ms"], first["ms"], 11),
        ratio(f"import {many:,} cards against {few:,}, peak memory", tenfold["mb"], first["mb"], 1.5, "MB"),
        ratio(f"import {many:,} rows against reading, writing the same", rows["ms"], written["ms"], 3),
    ]


def largest(work: "Work") -> list[Figure]:
    """A hundred megabytes of cards and a million rows (a thousandth of that is small): memory, and Cancel."""
    megabytes = work.count // 1_000
    files = {
        f"{megabytes:,} MB of cards": _cards(work, megabytes * _MEGABYTE_OF_CARDS),
        f"{work.count * 10:,} rows": _sheet(work, work.count * 10),
    }
    found = []
    for name, file in files.items():
        seconds = max(1, work.count // 5_000)
        cancelled = _probe("cancel", file, work.scratch("cancelled"), str(seconds))
        shown = _probe("preview", file, work.scratch("shown"))
        taken = _probe("import", file, work.scratch("taken"))
        found += [
            Figure(f"cancel the import of {name}", cancelled["ms"], _MOST_WAIT),
            Figure(f"look at {name}, peak memory", shown["mb"], _MOST_MB, "MB"),
            Figure(f"import {name}, peak memory", taken["mb"], _MOST_MB, "MB"),
        ]
    return found


def _cards(work: "Work", count: int) -> Path:
    path = work.scratch("cards") / f"{count}.vcf"
    with path.open("wb") as file:
        for person in people(count):
            file.write(write_card(person, "3.0"))
    return path


def _sheet(work: "Work", count: int) -> Path:
    path = work.scratch("sheet") / f"{count}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        for person in people(count):
            writer.writerow(
                (
                    person.name.given or person.display_name,
                    person.name.family,
                    next((phone.typed for phone in person.phones), ""),
                    next((email.address for email in person.emails), ""),
                    person.company,
                    next((address.city for address in person.addresses), ""),
                    next((f"{born.year}-{born.month:02}-{born.day:02}" for born in _whole_days(person)), ""),
                    person.notes,
                )
            )
    return path


def _whole_days(person: "Contact") -> "list[PartialDate]":
    born = person.birthday
    return [born] if born and born.year and born.month and born.day else []


def _probe(what: str, *given: Path | str) -> dict[str, float]:
    command = [sys.executable, "-m", _PROBE, what, *map(str, given)]
    # Who reads by vobject has its bytecode from when it was installed; so has who uses this program.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    measured: dict[str, float] = json.loads(answer.stdout)
    return measured
