"""Measures the program: `python3 dev.py bench [NAME …] [--small]` prints each figure beside its yardstick.

Ratios are against a yardstick of the same run, so that they mean the same on any machine. Nothing here
fails: a figure that misses its goal is printed as such.
"""

import argparse
import os
import tempfile
from pathlib import Path

from tests.benchmarks.figures import Figure, print_figures, print_head

LARGE, SMALL = 100_000, 5_000


def main() -> None:
    """Run the named groups, or all."""
    from tests.benchmarks import (
        bench_calendar,
        bench_cards,
        bench_duplicates,
        bench_filters,
        bench_import,
        bench_insert,
        bench_lists,
        bench_reminders,
        bench_search,
        bench_start,
    )

    groups = {
        "start": bench_start.figures,
        "search": bench_search.figures,
        "cards": bench_cards.figures,
        "calendar": bench_calendar.figures,
        "duplicates": bench_duplicates.figures,
        "lists": bench_lists.figures,
        "filters": bench_filters.figures,
        "import": bench_import.figures,
        "largest": bench_import.largest,
        "insert": bench_insert.figures,
        "reminders": bench_reminders.figures,
    }
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("groups", nargs="*", choices=[*groups, []], help="which figures (all)")
    parser.add_argument("--small", action="store_true", help=f"{SMALL} contacts instead of {LARGE}")
    parser.add_argument("--data", type=Path, help="keep the filled data folders here, and use them again")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    count = SMALL if asked.small else LARGE
    with tempfile.TemporaryDirectory() as folder:
        work = Work(asked.data or Path(folder), Path(folder), count)
        print_head(count)
        for name in asked.groups or groups:
            found: list[Figure] = groups[name](work)
            print_figures(found)


class Work:
    """Where the measured data lies: folders are filled once, when first asked for."""

    def __init__(self, kept: Path, scratch: Path, count: int) -> None:
        self.count = count
        self._kept = kept
        self._scratch = scratch

    def town(self, count: int) -> Path:
        """A data folder with so many contacts and ten times as many interactions; do not write in it."""
        from tests.benchmarks.datafile import fill

        folder = self._kept / f"town-{count}"
        if not (folder / "filled").exists():
            print(f"… filling a data file with {count:,} contacts", flush=True)
            fill(folder, count)
            (folder / "filled").touch()
        return folder

    def scratch(self, name: str) -> Path:
        """An empty folder to write in."""
        return Path(tempfile.mkdtemp(prefix=name, dir=self._scratch))


if __name__ == "__main__":
    main()
