"""Encrypts a closed data file and all its backups, or decrypts them, as one thing that happens or does not.

A backup of what is there comes first. Then everything is written anew beside what is there, and checked; only
when the data file has taken its place do its backups take theirs. What was there is overwritten. Whenever
this is stopped, `exchange.recover` finishes it or takes it back, by what the data file is then.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.domain.backup import BackupReason
from crm_desktop.domain.encryption import Converted, LeftCopy
from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress
from crm_desktop.store.backups import BackupFolder
from crm_desktop.store.cipher import SALT, Unsound, wipe, write_as
from crm_desktop.store.copies import CopyConversion
from crm_desktop.store.engine import connect, faults, salt_of
from crm_desktop.store.exchange import (
    converting,
    exchange,
    make_ready,
    mark_of,
    note,
    put_back,
    replaced,
    unfinished,
)
from crm_desktop.store.identity import is_plain
from crm_desktop.store.sole import alone_with, refuse_company

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from datetime import datetime

    from crm_desktop.services.progress import Cancel, Progress

_OURS = ("restoring.db", "contacts.db.prepared")
"""What a crash may have left of other work; it is made anew when it is needed."""


def convert(
    data_file: Path, old: str, new: str, now: datetime, progress: Progress, cancel: Cancel | None
) -> Converted:
    """Let a file that `old` opens be one that `new` opens ("" for a plain one), and its backups with it."""
    work = _Work(data_file, old, new, now, Meter(progress), cancel or NeverCancel())
    with converting(data_file) as mark:
        return work.run(mark)


def encrypt_copies(
    data_file: Path,
    passphrase: str,
    folders: list[Path] | None = None,
    progress: Progress = no_progress,
    cancel: Cancel | None = None,
) -> Converted:
    """Encrypt the backups that are not encrypted as the data file is, which may be open; those in all their
    folders where none are named.
    """
    if folders is None:
        with closing(connect(data_file, passphrase)) as source:
            folders = folders_of(data_file, source)
    found = [copy for folder in folders for copy in _copies(data_file, folder)]
    meter = Meter(progress)
    meter.expect(sum(copy.stat().st_size for copy in found))
    spare, salt = data_file.stat().st_size, salt_of(data_file)
    work = CopyConversion(passphrase, passphrase, salt, spare, meter.piece, cancel or NeverCancel())
    work.prepare(found)
    return work.finish()


class Meter:
    """Makes one progress, in kilobytes, of that of many pieces, each in units of its own."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._total = self._begun = self._next = 0

    def expect(self, size: int) -> None:
        """So many bytes more are to be done."""
        self._total += size

    def piece(self, size: int) -> Progress:
        """The progress of the next piece; the one before is done."""
        begun = self._begun = self._next
        self._next += size

        def tell(done: int, total: int) -> None:
            at = begun + (size * min(done, total) // total if total else 0)
            self._progress(at // 1024, max(at, self._total) // 1024)

        tell(0, 1)
        return tell


class _Work:
    def __init__(
        self, data_file: Path, old: str, new: str, now: datetime, meter: Meter, cancel: Cancel
    ) -> None:
        self._path = data_file
        self._old, self._new = old, new
        self._now = now
        self._meter = meter
        self._cancel = cancel
        self._salt = os.urandom(SALT) if new else b""

    def run(self, mark: sqlite3.Connection) -> Converted:
        refuse_company(self._path, self._old)
        size = self._path.stat().st_size
        self._meter.expect(2 * size)
        BackupFolder(self._path, self._old).write(
            BackupReason.ENCRYPT, self._now, progress=self._meter.piece(size), cancel=self._cancel
        )
        with alone_with(self._path, self._old) as source:
            copies = self._prepare(source, mark)
            if os.name == "posix":
                self._take_place()
        if os.name != "posix":  # there no file is renamed that somebody has open
            self._take_place()
        return self._told(copies.finish())

    def _prepare(self, source: sqlite3.Connection, mark: sqlite3.Connection) -> CopyConversion:
        """Write everything anew, beside what is there."""
        size = self._path.stat().st_size
        folders = folders_of(self._path, source)
        for folder in folders:
            note(mark, folder)
        found = [copy for folder in folders for copy in _copies(self._path, folder)]
        self._meter.expect(sum(copy.stat().st_size for copy in found))
        if shutil.disk_usage(self._path.parent).free < 2 * size:
            needed = 2 * size // 1_000_000 + 1
            raise UserError(f"There is no room in {self._path.parent}: {needed} MB are needed.")
        try:
            progress = self._meter.piece(size)
            write_as(source, unfinished(self._path), self._new, self._salt, progress, self._cancel)
        except Unsound:
            raise UserError(
                "The data file is not sound, so it was left as it is. Bring back a backup first."
            ) from None
        make_ready(self._path)
        copies = CopyConversion(self._old, self._new, self._salt, 2 * size, self._meter.piece, self._cancel)
        copies.prepare(found)
        if self._cancel.is_set():
            raise Cancelled
        return copies

    def _take_place(self) -> None:
        """The one moment at which everything turns."""
        exchange(self._path)
        try:
            with closing(connect(self._path, self._new)) as connection:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            put_back(self._path)
            raise
        wipe(replaced(self._path))

    def _told(self, converted: Converted) -> Converted:
        if not self._new:
            return converted
        known = {left.path for left in converted.left}
        others = (
            LeftCopy(path, "It is no backup; delete it if you do not need it.", plain=True)
            for path in _plain_remains(self._path)
            if path not in known
        )
        return Converted(converted.copies, (*converted.left, *others))


def folders_of(data_file: Path, source: sqlite3.Connection) -> list[Path]:
    """Where backups of a file lie that can be reached now: beside it, and in the user's second folder."""
    folders = [BackupFolder(data_file).path]
    with suppress(*faults(), ValueError, OSError):
        found = source.execute("SELECT value FROM setting WHERE key = 'backup_folder'").fetchone()
        second = json.loads(found[0]) if found else ""
        if second and Path(second).is_dir() and not Path(second).samefile(folders[0]):
            folders.append(Path(second))
    return folders


def _copies(data_file: Path, folder: Path) -> list[Path]:
    """The oldest first, so that the one of just now comes last."""
    return sorted(BackupFolder(data_file, folder=folder).files())


def _plain_remains(data_file: Path) -> Iterator[Path]:
    """Remove what a crash of other work left; give the plain databases that nobody here may remove."""
    for name in _OURS:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                wipe(data_file.with_name(name + ending))
    beside = data_file.parent.glob(f"{data_file.name}.*")
    for path in (*sorted(beside), *sorted(BackupFolder(data_file).path.iterdir())):
        # The mark is held open: to read it would be to let go of it.
        if path != mark_of(data_file) and path.is_file() and is_plain(path):
            yield path
