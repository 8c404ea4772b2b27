"""Moves a data file into another folder, whole or not at all.

Keeps true: until the old file is put aside it is the data file, and the note beside it counts for nothing;
from that moment on the copy is, which is whole and on its disk by then. The putting aside is one rename.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.file_names import ARRIVING, BACKUPS, DATA_FILE, MOVED_TO
from crm_desktop.domain.place import Moved
from crm_desktop.services.progress import Cancelled, NeverCancel
from crm_desktop.store import migrations
from crm_desktop.store.engine import connect, faults
from crm_desktop.store.identity import refuse_strangers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from crm_desktop.services.progress import Cancel, Progress

_STEP = 256  # pages
_HELD = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED
_UNFINISHED = ".part"
_ALONG = ("window.ini",)
_NOTE = """The contacts of CRM Desktop are not in this folder any more. What was here is kept as {kept}.
They were moved to:
"""
_BUSY = "Another program has the data open. Quit the window and other commands, then move it."


class MovingFiles:
    """The data file of one folder, which nobody may have open."""

    def __init__(self, folder: Path, passphrase: str = "") -> None:
        self.folder = folder
        self._passphrase = passphrase
        self._file = folder / DATA_FILE

    def why_not(self, target: Path) -> str:
        """Why not into this folder; "" where nothing is known against it."""
        if not self._file.is_file():
            return f"There is no data file in {self.folder}."
        if not target.is_absolute() or "\n" in str(target) or "\r" in str(target):
            return f"{target} cannot be used: choose another folder."
        if _same(target, self.folder):
            return "The data is in that folder already."
        if any(_same(target, inside) for inside in (self.folder / BACKUPS, self.folder / "logs")):
            return f"{target} belongs to the data: choose another folder."
        if (target / DATA_FILE).exists():
            return f"There is a data file in {target} already: choose another folder."
        if target.exists() and not target.is_dir():
            return f"{target} is a file, not a folder: choose another."
        return ""

    def move(
        self, target: Path, *, keep_backups_here: bool, progress: Progress, cancel: Cancel | None
    ) -> Moved:
        """See `services.moving.Moving.move`."""
        if sentence := self.why_not(target):
            raise UserError(sentence)
        refuse_strangers(self._file, migrations.LATEST, self._passphrase)
        _prepare(target)
        self._refuse_too_full(target)
        cancel = cancel or NeverCancel()
        settings = {"backup_folder": str(self.folder / BACKUPS)} if keep_backups_here else {}
        arriving = target / ARRIVING
        _remove(arriving)
        try:
            with _alone(self._file, self._passphrase) as source:
                self._copy(source, arriving, settings, progress, cancel)
                backups = self._copy_backups(target, cancel)
                kept = _free(self._file)
                _leave_note(self.folder, target, kept)
                if cancel.is_set():
                    raise Cancelled
                self._put_aside(source, kept)
        except BaseException:
            if self._file.exists():
                _remove(arriving)
            raise
        arriving.rename(target / DATA_FILE)
        with suppress(OSError):
            (target / MOVED_TO).unlink()
        _on_disk(target)
        return Moved(str(target), str(kept), backups)

    def _refuse_too_full(self, target: Path) -> None:
        size = self._file.stat().st_size
        needed = 2 * size + sum(path.stat().st_size for path in self._backups())
        if shutil.disk_usage(target).free < needed:
            raise UserError(
                f"There is no room in {target}: the data needs {max(1, round(needed / 1_000_000))} MB."
                " Make room, or choose another folder."
            )

    def _copy(
        self,
        source: sqlite3.Connection,
        arriving: Path,
        settings: dict[str, str],
        progress: Progress,
        cancel: Cancel,
    ) -> None:
        def tell(status: int, remaining: int, total: int) -> None:
            if cancel.is_set():
                raise Cancelled
            if status in _HELD:
                raise UserError(_BUSY)
            progress(total - remaining, total)

        os.close(os.open(arriving, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(connect(arriving, self._passphrase, salt=_salt(self._file, self._passphrase))) as copy:
            source.backup(copy, pages=_STEP, progress=tell)
            copy.execute("PRAGMA journal_mode = DELETE")
            _check(source, copy)
            for key, value in settings.items():
                copy.execute(
                    "INSERT INTO setting (key, value) VALUES (?, ?)"
                    " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    (key, json.dumps(value, ensure_ascii=False)),
                )
        _on_disk(arriving)

    def _backups(self) -> list[Path]:
        folder = self.folder / BACKUPS
        return sorted(folder.glob("*.db")) if folder.is_dir() else []

    def _copy_backups(self, target: Path, cancel: Cancel) -> int:
        """Take the backups along, and what else is worth it; what is there already stays as it is."""
        found = self._backups()
        if found:
            (target / BACKUPS).mkdir(mode=0o700, exist_ok=True)
        for path in found:
            if cancel.is_set():
                raise Cancelled
            _take_along(path, target / BACKUPS / path.name)
        for name in _ALONG:
            if (self.folder / name).is_file():
                _take_along(self.folder / name, target / name)
        if found:
            _on_disk(target / BACKUPS)
        return len(found)

    def _put_aside(self, source: sqlite3.Connection, kept: Path) -> None:
        """The moment at which the copy becomes the data file."""
        if os.name == "nt":  # nobody can rename there what is open
            source.close()
        try:
            self._file.rename(kept)
        except OSError as error:
            raise UserError(_BUSY) from error
        _on_disk(self.folder)


@contextmanager
def _alone(path: Path, passphrase: str) -> Iterator[sqlite3.Connection]:
    """The file with nobody else in it: without its log, and locked against readers too."""
    with closing(connect(path, passphrase)) as source:
        try:
            # Only somebody who is alone can do that; it brings all of the log into the file.
            mode = source.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
            # The lock stays when the transaction is over: in one, SQLite copies nothing.
            source.execute("PRAGMA locking_mode = EXCLUSIVE")
            source.execute("BEGIN EXCLUSIVE")
            source.execute("COMMIT")
        except faults() as error:
            if "locked" in str(error):
                raise UserError(_BUSY) from error
            raise
        if mode != "delete":
            raise UserError(_BUSY)
        yield source


def _check(source: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    """Raises UserError for a copy that is not the same in every table, or not sound."""
    try:
        sound = copy.execute("PRAGMA integrity_check").fetchone()[0]
        loose = copy.execute("PRAGMA foreign_key_check").fetchone()
        there, here = _counts(copy), _counts(source)
    except faults() as error:
        sound, loose, there, here = str(error), None, [], []
    if sound != "ok" or loose:
        raise UserError(
            "The data was not moved: it, or the copy of it, is not sound. Check it (Settings, or the command"
            " check --deep), then move it."
        )
    if there != here:
        raise UserError("The data was not moved: the copy is not whole. Check the disk it goes to.")


def _counts(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    return [
        (name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for (name,) in tables
        if not name.startswith("sqlite_")
    ]


def _salt(path: Path, passphrase: str) -> bytes:
    from crm_desktop.store.engine import salt_of

    return salt_of(path) if passphrase else b""


def _prepare(target: Path) -> None:
    trial = target / f".write-test-{os.getpid()}"
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        trial.write_bytes(b"x")
        trial.unlink()
    except OSError as error:
        raise UserError(f"{target} cannot be written ({error.strerror}): choose another folder.") from error


def _take_along(path: Path, target: Path) -> None:
    """Copy a file under its own name, once it is whole and on the disk; one that is there stays."""
    if target.exists():
        return
    part = target.with_name(target.name + _UNFINISHED)
    shutil.copyfile(path, part)
    part.chmod(0o600)
    shutil.copystat(path, part)
    part.chmod(0o600)
    if part.stat().st_size != path.stat().st_size:
        part.unlink()
        raise UserError(f"{path} could not be copied whole. Check the disk it goes to.")
    _on_disk(part)
    part.rename(target)


def _leave_note(folder: Path, target: Path, kept: Path) -> None:
    """Written before it counts: it counts when there is no data file beside it any more."""
    note, new = folder / MOVED_TO, folder / f"{MOVED_TO}{_UNFINISHED}"
    text = f"{_NOTE.format(kept=kept.name)}{target}\n"
    new.write_bytes(text.encode("utf-8", "surrogateescape"))
    new.chmod(0o600)
    _on_disk(new)
    new.replace(note)
    _on_disk(folder)


def _on_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk for certain."""
    if path.is_dir() and os.name == "nt":
        return
    opened = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        with suppress(OSError):  # some network drives know no such thing for folders
            os.fsync(opened)
    finally:
        os.close(opened)


def _free(path: Path) -> Path:
    name = f"{path.name}.moved-{datetime.now(UTC):%Y-%m-%d-%H%M%S}"
    return next(
        free
        for number in range(1, 1000)
        if not (free := path.with_name(name if number == 1 else f"{name}-{number}")).exists()
    )


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _remove(arriving: Path) -> None:
    for path in (arriving, arriving.with_name(f"{arriving.name}-journal")):
        with suppress(FileNotFoundError):
            path.unlink()
