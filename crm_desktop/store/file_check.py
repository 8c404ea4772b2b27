"""Looks whether the data file is sound: its order, and with a deep look every value in it.

On a connection of its own that writes nothing; what SQLite complains of meanwhile is what was looked for.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from crm_desktop.domain.file_health import DeepHealth, FileHealth
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress
from crm_desktop.store.database import Database
from crm_desktop.store.engine import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.store.derived_check import Derivers

_OFTEN = 20_000  # SQLite's steps between two looks at Cancel: a millisecond or two
_PASSING = ("locked", "busy", "unable to open", "readonly", "full")
"""What keeps from looking, and says nothing about the file."""
_OF_THE_INDEX = "fts5"
_TOLD = 3
WHOLE = 1000
"""Progress is told in thousandths: of the file's order, of its values, of what is derived, of the backups."""
_ORDER, _VALUES, _DERIVED = 200, 500, 950


class FileCheck:
    """`derivers` makes what writes derived rows, over the connection it is given; `bad_backups` names the
    copies that cannot be read.
    """

    def __init__(
        self,
        path: Path,
        passphrase: str,
        derivers: Callable[[Database], Derivers],
        bad_backups: Callable[[Cancel], tuple[str, ...]],
    ) -> None:
        self._path = path
        self._passphrase = passphrase
        self._derivers = derivers
        self._bad_backups = bad_backups

    def look(
        self, *, deep: bool = False, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> FileHealth:
        """What is wrong with the file, if anything.

        Raises Cancelled, and SQLite's own error where the file cannot be reached now.
        """
        if not self._path.is_file():
            # SQLite would make an empty one.
            return FileHealth("the file is gone", 0, "ok", 0, DeepHealth() if deep else None)
        look = _Look(Database(self._path, self._passphrase), progress, cancel or NeverCancel())
        try:
            look.at_order()
            if deep:
                look.at_values()
                look.at_derived(self._derivers)
                look.at_backups(self._bad_backups)
            return look.health(deep=deep)
        finally:
            look.end()


class _Look:
    """One look; every step notes what it finds, and one that fails is a finding and not the last step."""

    def __init__(self, database: Database, progress: Progress, cancel: Cancel) -> None:
        self._database = database
        self._progress = progress
        self._cancel = cancel
        self._complaints: list[str] = []
        self._of_index: list[str] = []
        self._foreign_keys = self._contacts = 0
        self._counts = dict.fromkeys(("values", "photos", "journal", "lists", "reminders", "search"), 0)
        self._where: dict[str, None] = {}
        self._backups: tuple[str, ...] = ()
        with self._finding():
            connection = database.connection()
            connection.set_progress_handler(cancel.is_set, _OFTEN)
            # One snapshot for the whole look: what is written meanwhile is neither missed nor half seen.
            connection.execute("BEGIN")

    def end(self) -> None:
        """Let go of the file."""
        self._database.close_thread()

    def health(self, *, deep: bool) -> FileHealth:
        """All that was found."""
        other = self._counts.pop("search")
        if other:
            self._of_index.append(f"{other} otherwise than the data")
        complaints = list(dict.fromkeys(self._complaints))
        more = f"; and {len(complaints) - _TOLD} more" if len(complaints) > _TOLD else ""
        return FileHealth(
            integrity="; ".join(complaints[:_TOLD]) + more or "ok",
            foreign_keys=self._foreign_keys,
            search_index="; ".join(self._of_index) or "ok",
            contacts=self._contacts,
            deep=DeepHealth(where=tuple(self._where), backups=self._backups, **self._counts)
            if deep
            else None,
        )

    def at_order(self) -> None:
        """SQLite's own look at its pages and references, and whether everybody can be found."""
        with self._finding():
            for line in self._database.column("PRAGMA integrity_check"):
                if _OF_THE_INDEX in line.lower():
                    self._of_index.append(line)
                elif line != "ok":
                    self._complaints.append(line.replace("\n", " "))
        with self._finding():
            self._foreign_keys = len(self._database.rows("PRAGMA foreign_key_check"))
        with self._finding():
            self._contacts = self._database.value("SELECT count(*) FROM contact_summary")
            missing = self._database.value(_MISSING)
            left_over = self._database.value(_LEFT_OVER)
            if missing or left_over:
                self._of_index.append(f"{missing} missing, {left_over} left over")
        self._tell(_ORDER)

    def at_values(self) -> None:
        """Every text, list and picture: what SQLite keeps without looking into it."""
        from crm_desktop.store.value_check import STEPS

        for number, (table, count) in enumerate(STEPS):
            with self._finding(table):
                for what, bad in count(self._database):
                    self._note(what, table, bad)
            self._tell(_ORDER + (_VALUES - _ORDER) * (number + 1) // len(STEPS))

    def at_derived(self, derivers: Callable[[Database], Derivers]) -> None:
        """Lists, search and waiting reminders, derived anew beside the file and compared."""
        from crm_desktop.store.derived_check import DerivedCheck, index_complaints

        with self._finding():
            self._of_index += index_complaints(self._database)
        with self._finding():
            check = DerivedCheck(self._database, derivers(self._database))
            for found, done, total in check.steps():
                for what, table, bad in found:
                    self._note(what, table, bad)
                self._tell(_VALUES + (_DERIVED - _VALUES) * done // max(1, total))

    def at_backups(self, bad_backups: Callable[[Cancel], tuple[str, ...]]) -> None:
        """Whether the copies can be read."""
        self._backups = bad_backups(self._cancel)
        self._tell(WHOLE)

    def _note(self, what: str, table: str, bad: int) -> None:
        if bad:
            self._counts[what] += bad
            self._where[table] = None

    def _tell(self, done: int) -> None:
        if self._cancel.is_set():
            raise Cancelled
        self._progress(done, WHOLE)

    @contextmanager
    def _finding(self, table: str = "") -> Iterator[None]:
        try:
            yield
        except faults() as error:
            if self._cancel.is_set():
                raise Cancelled from error
            words = str(error)
            if any(passing in words.lower() for passing in _PASSING):
                raise
            if _OF_THE_INDEX in words.lower():
                self._of_index.append(words)
            else:
                self._complaints.append(words)
            if table:
                self._where[table] = None


_MISSING = (
    "SELECT count(*) FROM contact WHERE deleted_at IS NULL AND (id NOT IN (SELECT rowid FROM contact_search)"
    " OR id NOT IN (SELECT contact_id FROM contact_summary))"
)
_LEFT_OVER = (
    "SELECT count(*) FROM contact_summary WHERE contact_id NOT IN"
    " (SELECT id FROM contact WHERE deleted_at IS NULL)"
)
