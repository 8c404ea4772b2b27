"""Saves what can be read of a damaged file into a new one, and fills what cannot from the newest good backup.

The damaged file is read and never opened for writing. Its rows come from its pages (`reading`) or, of an
encrypted one, from SQLite (`asking`); `writing` and `mending` make a sound file of them.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.domain.damage import Salvage
from crm_desktop.domain.errors import PassphraseError, UserError
from crm_desktop.services.progress import Cancelled
from crm_desktop.store import migrations
from crm_desktop.store.database import Database
from crm_desktop.store.engine import connect, faults
from crm_desktop.store.identity import is_plain, looks_encrypted
from crm_desktop.store.on_disk import copy_with_log, flush, make_private, remove, workplace
from crm_desktop.store.preparing import bring_up_to_date, problem_of
from crm_desktop.store.salvage.asking import AskedReading
from crm_desktop.store.salvage.completing import Completer
from crm_desktop.store.salvage.finding import Roots
from crm_desktop.store.salvage.layout import layouts
from crm_desktop.store.salvage.mending import mend
from crm_desktop.store.salvage.model import newest_good
from crm_desktop.store.salvage.pages import page_file
from crm_desktop.store.salvage.reading import PageReading
from crm_desktop.store.salvage.writing import KEPT, Rebuilding, take_numbers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from crm_desktop.services.ports import Clock
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.store.backups import BackupFolder
    from crm_desktop.store.salvage.layout import Layout
    from crm_desktop.store.salvage.model import Model
    from crm_desktop.store.salvage.reading import Reading
    from crm_desktop.store.salvage.writing import Tally

_LISTED = "contact_summary"  # has the names of contacts a second time
_NAME = 1
_COUNTS = (
    "SELECT count(*) FROM contact WHERE deleted_at IS NULL",
    "SELECT count(*) FROM interaction",
    "SELECT count(*) FROM appointment",
    "SELECT count(*) FROM follow_up",
)


def salvage(
    source: Path,
    target: Path,
    passphrase: str,
    copies: BackupFolder,
    clock: Clock,
    progress: Progress,
    cancel: Cancel,
) -> Salvage:
    """Read a damaged file into a new one at `target`, whole, checked and in the present schema.

    Raises UserError where nothing can be read, PassphraseError where it is encrypted otherwise, Cancelled;
    then there is no new file.
    """
    if not source.exists() or not source.stat().st_size:
        raise UserError(f"There is nothing to read in {source}; bring back a backup.")
    remove(target)
    work = _Work(source, passphrase, clock, progress, cancel)
    with workplace(target.parent) as place:
        made = place / target.name
        tally = work.rebuild(made, place, newest_good(copies, passphrase))
        bring_up_to_date(made, work.opens)
        _derive(made, work.opens, clock)
        work.finish()
        if problem := problem_of(made, work.opens):
            raise UserError(f"What was read is not sound ({problem}); bring back a backup.")
        found = _numbers(made, work.opens, tally)
        flush(made)
        made.rename(target)
    return found


@dataclass(slots=True)
class _Work:
    """`opens` is what opens the new file: it is encrypted as the damaged one is."""

    source: Path
    passphrase: str
    clock: Clock
    progress: Progress
    cancel: Cancel
    done: int = 0
    total: int = 0

    @property
    def opens(self) -> str:
        """The passphrase of the damaged file, "" for a plain one."""
        return "" if is_plain(self.source) else self.passphrase

    def rebuild(self, made: Path, place: Path, model: Model | None) -> Tally:
        """Read all rows into a new file at the schema that the damaged one has."""
        make_private(made)
        with ExitStack() as stack:
            new = stack.enter_context(closing(connect(made, self.opens)))
            new.execute("PRAGMA synchronous = OFF")
            reading, version = self._opened(stack, place, model)
            migrations.bring_to(new, version)
            tables = layouts(new)
            copy = model.copy_at(version, _inside(place, "backup")) if model else None
            if copy is not None:
                stack.enter_context(closing(copy))
            new.execute("PRAGMA foreign_keys = OFF")
            new.execute("BEGIN")
            rebuilding = Rebuilding(new, copy, tables, Completer(self.clock.now()))
            self._fill(rebuilding, reading)
            new.execute("COMMIT")
            return rebuilding.tally

    def _fill(self, rebuilding: Rebuilding, reading: Reading) -> None:
        for table in KEPT:
            if table in rebuilding.layouts:  # an earlier schema has fewer
                rebuilding.take(table, reading)
        if not rebuilding.tally.read and not self.passphrase and looks_encrypted(self.source):
            raise PassphraseError("The data is encrypted: its passphrase is needed.")
        if not rebuilding.tally.read:
            raise UserError(f"Nothing can be read in {self.source}; bring back a backup.")
        take_numbers(rebuilding, reading)
        rebuilding.keep_history()
        rebuilding.fill()
        names = {}
        if rebuilding.gaps["contact"]:
            names = {row.number: row.values[_NAME] for row in reading.rows(_LISTED) if not row.damaged}
        rebuilding.count_lost(*mend(rebuilding, names, self.clock.now()))

    def _opened(self, stack: ExitStack, place: Path, model: Model | None) -> tuple[Reading, int]:
        """What reads the damaged file, and the version of its schema."""
        if self.opens:
            return self._asked(stack, place)
        pages = stack.enter_context(
            page_file(self.source, like=model.header if model and not model.opens else b"")
        )
        version = pages.version or (model.version if model else migrations.LATEST)
        if not 1 <= version <= migrations.LATEST:
            version = migrations.LATEST
        tables = _empty_layouts(version)
        guessed = [Roots({table: layout.root for table, layout in tables.items()})]
        if model is not None:
            guessed.insert(0, model.roots())
        owners = model.owners if model is not None else dict
        reading = PageReading(pages, tables, guessed, owners, self._step)
        # What is derived takes half as long again, and cannot say how far it is.
        self.total = reading.count(KEPT) * 3 // 2
        return reading, version

    def _asked(self, stack: ExitStack, place: Path) -> tuple[Reading, int]:
        copy = copy_with_log(self.source, place)

        def opened() -> sqlite3.Connection:
            connection = connect(copy, self.opens)
            connection.execute("PRAGMA cipher_log_level = NONE")
            return connection

        try:
            with closing(opened()) as connection:
                version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        except faults() as error:
            raise PassphraseError(
                "The data does not open with this passphrase. If it is the right one, the beginning of the"
                " file is damaged, and without that nothing of it can be read: bring back a backup.",
                was_wrong=True,
            ) from error
        reading = stack.enter_context(closing(AskedReading(opened, _empty_layouts(version), self._step)))
        return reading, version

    def finish(self) -> None:
        """All is read and written. Raises Cancelled."""
        self.done = max(self.total - 1, 0)
        self._step()

    def _step(self) -> None:
        if self.cancel.is_set():
            raise Cancelled
        self.done += 1
        self.progress(min(self.done, self.total), self.total)


def _inside(place: Path, name: str) -> Path:
    folder = place / name
    folder.mkdir(mode=0o700)
    return folder


def _empty_layouts(version: int) -> Mapping[str, Layout]:
    with closing(connect(Path(":memory:"))) as empty:
        migrations.bring_to(empty, version)
        return layouts(empty)


def _derive(path: Path, passphrase: str, clock: Clock) -> None:
    """Make lists, search and waiting reminders anew."""
    from crm_desktop.store.file import DataFile

    database = Database(path, passphrase)
    try:
        file = DataFile(database, clock, lambda _: None, lambda: "")
        with file.uow(None) as tx:
            tx.rebuild()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        database.close_thread()


def _numbers(path: Path, passphrase: str, tally: Tally) -> Salvage:
    with closing(connect(path, passphrase, as_it_is=True)) as connection:
        contacts, interactions, appointments, follow_ups = (
            int(connection.execute(sql).fetchone()[0]) for sql in _COUNTS
        )
    return Salvage(contacts, interactions, appointments, follow_ups, tally.filled, tally.lost)
