"""Bulk writing against the same rows through plain `sqlite3.executemany`."""

import sqlite3
import time
from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact import Contact
from crm_desktop.services.context import Services
from crm_desktop.store.database import FILE_NAME
from tests.benchmarks.datafile import batches, open_bench
from tests.benchmarks.figures import Figure, ratio
from tests.benchmarks.population import people

if TYPE_CHECKING:
    from tests.benchmarks.__main__ import Work

COUNT = 10_000


def figures(work: "Work") -> list[Figure]:
    """All rows of 10,000 cards, derived ones included, written by the store and by hand."""
    folder = work.scratch("insert")
    services = open_bench(folder)
    cards = [services.contacts.cleaned(contact) for contact in people(COUNT)]
    with_undo = _write(services, cards, Label("Bulk insert"))
    services.close()
    other = open_bench(work.scratch("no-undo"))
    without_undo = _write(other, cards, None)
    other.close()
    return [
        ratio(
            "bulk insert against sqlite3.executemany of the same rows", with_undo, _by_hand(work, folder), 1.5
        ),
        ratio("bulk insert with undo against without", with_undo, without_undo, 1.5),
    ]


def _write(services: Services, cards: list[Contact], label: Label | None) -> float:
    started = time.perf_counter()
    with services.uow(label) as tx:
        for batch in batches(iter(cards), 500):
            tx.add_many(batch)
    return (time.perf_counter() - started) * 1000


def _by_hand(work: "Work", filled: "object") -> float:
    """The rows that the store wrote, read back and written into an empty file with the same schema."""
    source = sqlite3.connect(f"{filled}/{FILE_NAME}")
    target_folder = work.scratch("by-hand")
    open_bench(target_folder).close()
    target = sqlite3.connect(f"{target_folder}/{FILE_NAME}", isolation_level=None)
    target.execute("PRAGMA foreign_keys = ON")
    target.execute("PRAGMA synchronous = FULL")
    tables = [
        name
        for (name,) in source.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE '%search_%' AND name NOT IN ('operation', 'journal')"
        )
    ]
    rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    words = source.execute("SELECT rowid, * FROM contact_search").fetchall()
    started = time.perf_counter()
    target.execute("BEGIN")
    for table in [name for name in tables if not name.endswith("search")]:
        if rows[table]:
            places = ", ".join("?" * len(rows[table][0]))
            target.executemany(f"INSERT INTO {table} VALUES ({places})", rows[table])
    target.executemany(
        "INSERT INTO contact_search (rowid, name, details, phones, notes) VALUES (?, ?, ?, ?, ?)", words
    )
    target.execute("COMMIT")
    return (time.perf_counter() - started) * 1000
