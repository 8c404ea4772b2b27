"""One look, import or cancelled import in this process, or one reading by others: prints what it took."""

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def main() -> None:
    """`vobject FILE`, `rows FILE DATA EMPTY`, `import FILE DATA`, `preview FILE DATA` or
    `cancel FILE DATA SECONDS`.

    Prints milliseconds, of a cancelled one from the wish to the end, and the peak of memory in megabytes.
    """
    what, file = sys.argv[1], Path(sys.argv[2])
    milliseconds = _WAYS[what](file, *sys.argv[3:])
    print(json.dumps({"ms": milliseconds, "mb": _peak()}))


def _peak() -> float:
    # Not getrusage: there a child begins with the peak of whoever started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes) / 1024


def _read(file: Path) -> float:
    import vobject

    started = time.perf_counter()
    with file.open(encoding="utf-8") as stream:
        for _card in vobject.readComponents(stream):
            pass
    return (time.perf_counter() - started) * 1000


def _rows(file: Path, imported: str, folder: str) -> float:
    """Read a sheet, and write what an import of it wrote, with nothing around it."""
    import csv
    import sqlite3

    from crm_desktop.store.database import FILE_NAME
    from tests.benchmarks.datafile import open_bench

    source = sqlite3.connect(Path(imported) / FILE_NAME)
    written = {
        table: source.execute(f"SELECT {names} FROM {table}").fetchall() for table, names in _tables(source)
    }
    open_bench(Path(folder)).close()
    target = sqlite3.connect(Path(folder) / FILE_NAME)
    started = time.perf_counter()
    with file.open(encoding="utf-8", newline="") as stream:
        for _row in csv.DictReader(stream):
            pass
    with target:
        for table, names in _tables(source):
            marks = ", ".join("?" * (names.count(",") + 1))
            target.executemany(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", written[table])
    return (time.perf_counter() - started) * 1000


def _tables(connection: "sqlite3.Connection") -> list[tuple[str, str]]:
    """What an import fills, with the columns of each."""
    names = (
        "company", "tag", "contact", "phone", "email", "address", "role", "important_date", "contact_tag",
        "contact_summary", "due",
    )  # fmt: skip
    tables = [
        (name, ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({name})")))
        for name in names
    ]
    return [*tables, ("contact_search", "rowid, name, details, phones, notes")]


def _import(file: Path, folder: str) -> float:
    from tests.benchmarks.datafile import open_bench

    services = open_bench(Path(folder))
    started = time.perf_counter()
    services.importing.apply([file])
    milliseconds = (time.perf_counter() - started) * 1000
    services.close()
    return milliseconds


def _preview(file: Path, folder: str) -> float:
    from tests.benchmarks.datafile import open_bench

    services = open_bench(Path(folder))
    started = time.perf_counter()
    services.importing.preview([file])
    milliseconds = (time.perf_counter() - started) * 1000
    services.close()
    return milliseconds


def _cancel(file: Path, folder: str, seconds: str) -> float:
    from crm_desktop.services.progress import Cancelled
    from tests.benchmarks.datafile import open_bench

    services, pressed = open_bench(Path(folder)), threading.Event()
    wished: list[float] = []

    def press() -> None:
        wished.append(time.perf_counter())
        pressed.set()

    timer = threading.Timer(float(seconds), press)
    timer.start()
    try:
        services.importing.apply([file], cancel=pressed)
    except Cancelled:
        ended = time.perf_counter()
    else:
        raise SystemExit("it was over before it was cancelled")
    if services.contacts.count():
        raise SystemExit("something of it was left")
    services.close()
    return (ended - wished[0]) * 1000


_WAYS: dict[str, Callable[..., float]] = {
    "vobject": _read,
    "rows": _rows,
    "import": _import,
    "preview": _preview,
    "cancel": _cancel,
}

if __name__ == "__main__":
    main()
