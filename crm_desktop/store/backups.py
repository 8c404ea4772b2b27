"""Copies of the data file beside it: made in small steps by SQLite's backup API, and checked afterwards.

Keeps true: what has the name of a copy was whole and sound when it got it; making one never blocks a
writer for longer than a step; the data file always keeps as much room on its disk as it is large.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.backup import Backup, BackupDifference, BackupReason, worth_keeping
from crm_desktop.domain.errors import PassphraseError, UserError
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress
from crm_desktop.store.codec import to_instant
from crm_desktop.store.database import BACKUPS
from crm_desktop.store.engine import connect, faults, salt_of
from crm_desktop.store.exchange import copies_wait, settle_copies
from crm_desktop.store.identity import MAGIC, is_plain, looks_encrypted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.store.database import Database

_STEP = 256  # pages of 4 kB, a millisecond or two
_REST = 0.002  # seconds between two steps, for whoever else wants the disk
_NAME = re.compile(r"(\d{4}-\d\d-\d\d-\d{6})-([a-z-]+)\.db")
_WHEN = "%Y-%m-%d-%H%M%S"
_UNFINISHED = ".part"


class BackupFolder:
    """The copies of a data file in one folder, by their names: beside the file where no folder is named.

    The file itself is needed, and need be sound, only to write one.
    """

    def __init__(self, data_file: Path, passphrase: str = "", folder: Path | None = None) -> None:
        self._data_file = data_file
        self._passphrase = passphrase
        self.path = folder or data_file.parent / BACKUPS

    def write(
        self,
        reason: BackupReason,
        now: datetime,
        *,
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
        needed: Path | None = None,
    ) -> Backup:
        """Copy the data file as it is now, check the copy, and let go of those that are not worth keeping;
        never of the `needed` one.

        Raises UserError where there is no room, or where the copy is not sound; then there is none.
        """
        self._prepare()
        self._make_room(needed)
        target = self._free_name(reason, now.astimezone(UTC))
        unfinished = target.with_name(target.name + _UNFINISHED)
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
        try:
            rows = self._copy(unfinished, progress, cancel or NeverCancel())
            _check(unfinished, self._passphrase, rows)
            _settle(unfinished, target)
        finally:
            with suppress(FileNotFoundError):
                unfinished.unlink()
        self._thin(needed)
        return self._read(target)

    def all(self) -> list[Backup]:
        """Every copy, the newest first."""
        return sorted(map(self._read, self.files()), key=lambda backup: backup.at, reverse=True)

    def newest(self) -> datetime | None:
        """When the last one was made."""
        return max(map(_made_at, self.files()), default=None)

    def find(self, name: str) -> Path:
        """The file of a copy. Raises UserError where there is none of that name."""
        path = self.path / name
        if not _NAME.fullmatch(name) or not path.is_file():
            raise UserError(f"There is no backup with the name {name}.")
        return path

    def _prepare(self) -> None:
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if copies_wait(self.path):
            settle_copies(self.path, salt_of(self._data_file) if self._passphrase else MAGIC)

    def _free_name(self, reason: BackupReason, at: datetime) -> Path:
        """No copy is ever written over: of two in one second the other is told to be a second later."""
        while (target := self.path / f"{at:{_WHEN}}-{reason.value}.db").exists():
            at += timedelta(seconds=1)
        return target

    def files(self) -> Iterator[Path]:
        """What has the name of a copy."""
        if self.path.is_dir():
            yield from (path for path in self.path.iterdir() if _NAME.fullmatch(path.name))

    def _make_room(self, needed: Path | None) -> None:
        """Let the oldest go until the copy fits and leaves the data file as much room as it is large."""
        size = self._data_file.stat().st_size
        oldest_first = sorted((path for path in self.files() if path != needed), key=_made_at)
        while shutil.disk_usage(self.path).free < 2 * size:
            if len(oldest_first) <= 1:
                raise UserError(
                    f"There is no room for a backup in {self.path}: it needs {_megabytes(2 * size)} MB."
                    " Make room, or choose another folder."
                )
            oldest_first.pop(0).unlink()

    def _copy(self, target: Path, progress: Progress, cancel: Cancel) -> list[int]:
        """Copy the file, and tell how many rows each of its tables had meanwhile."""

        def tell(_status: int, remaining: int, total: int) -> None:
            if cancel.is_set():
                raise Cancelled
            progress(total - remaining, total)

        with (
            closing(connect(self._data_file, self._passphrase)) as source,
            closing(self._begin(target)) as copy,
        ):
            # One snapshot for the whole copy: whoever writes meanwhile does not make it begin again.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(copy, pages=_STEP, progress=tell, sleep=_REST)
            rows = _rows(source)
            source.execute("ROLLBACK")
            # On its own, without a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        return rows

    def _begin(self, target: Path) -> sqlite3.Connection:
        """With the salt of the data file one key opens all: to work out that of each takes its time."""
        salt = salt_of(self._data_file) if self._passphrase else b""
        return connect(target, self._passphrase, salt=salt)

    def _thin(self, needed: Path | None) -> None:
        files = {path: _made_at(path) for path in self.files()}
        kept = worth_keeping(files.values())
        for path, at in files.items():
            if at not in kept and path != needed:
                path.unlink()

    def _read(self, path: Path) -> Backup:
        found = _NAME.fullmatch(path.name)
        assert found is not None
        try:
            reason = BackupReason(found[2])
        except ValueError:
            reason = BackupReason.ASKED
        backup = Backup(path.name, _made_at(path), reason, path.stat().st_size)
        unreadable: tuple[type[Exception], ...] = (*faults(), UserError)
        try:
            with closing(opened(path, self._passphrase)) as copy:
                contacts = copy.execute("SELECT count(*) FROM contact WHERE deleted_at IS NULL").fetchone()[0]
                last = copy.execute("SELECT max(at) FROM operation WHERE state = 'done'").fetchone()[0]
        except unreadable as error:
            return Backup(backup.name, backup.at, reason, backup.size, problem=str(error))
        return Backup(backup.name, backup.at, reason, backup.size, contacts, to_instant(last))


def opened(path: Path, passphrase: str = "") -> sqlite3.Connection:
    """A copy to read, which is not touched by it; the passphrase counts only for one that is encrypted.

    Raises PassphraseError for one that is encrypted with another, UserError for one that cannot be read.
    """
    plain = is_plain(path)
    if not plain and not passphrase and looks_encrypted(path):
        raise PassphraseError(f"{path.name} is encrypted: its passphrase is needed.")
    connection = connect(path, "" if plain else passphrase, as_it_is=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except faults() as error:
        connection.close()
        if not plain and looks_encrypted(path):
            other = f"{path.name} is encrypted with another passphrase."
            raise PassphraseError(other, was_wrong=True) from error
        raise UserError(f"{path} cannot be read as a backup: {error}.") from error
    return connection


def difference(present: Database, path: Path, passphrase: str | None = None) -> BackupDifference:
    """What bringing a copy back would change, told by the cards that are in either; `passphrase` is that of
    the copy where it is another than that of the data file. Raises as `opened` does.
    """
    with closing(opened(path, present.passphrase if passphrase is None else passphrase)) as copy:
        then: dict[str, int] = dict(copy.execute(_CARDS).fetchall())
    now: dict[str, int] = dict(present.rows(_CARDS))
    both = now.keys() & then.keys()
    return BackupDifference(
        back=len(then.keys() - now.keys()),
        gone=len(now.keys() - then.keys()),
        changed=sum(now[uid] != then[uid] for uid in both),
    )


_CARDS = "SELECT uid, updated_at FROM contact WHERE deleted_at IS NULL"


def _rows(connection: sqlite3.Connection) -> list[int]:
    """How many rows each table has, in the order of their names."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    return [connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names]


def _check(path: Path, passphrase: str, rows: list[int]) -> None:
    with closing(opened(path, passphrase)) as copy:
        sound = copy.execute("PRAGMA integrity_check").fetchone()[0]
        loose = copy.execute("PRAGMA foreign_key_check").fetchone()
        whole = _rows(copy) == rows
    if sound != "ok" or loose or not whole:
        raise UserError("The copy of the data file is not sound, so it was not kept. Check the disk.")


def _settle(unfinished: Path, target: Path) -> None:
    """Give the copy its name once it is on the disk for certain."""
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _made_at(path: Path) -> datetime:
    return datetime.strptime(path.name[:17], _WHEN).replace(tzinfo=UTC)


def _megabytes(size: int) -> int:
    return max(1, round(size / 1_000_000))
