"""Looks whether the copies of a data file can be read, so that nobody finds out when one is needed."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import Cancelled
from crm_desktop.store.backups import BackupFolder, opened
from crm_desktop.store.engine import faults

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.services.progress import Cancel

_OFTEN = 20_000  # SQLite's steps between two looks at Cancel


def unreadable(data_file: Path, passphrase: str, cancel: Cancel) -> tuple[str, ...]:
    """The names of those beside the file that cannot be read. The newest good one is looked at whole, since
    it is the one that would be taken. Raises Cancelled.
    """
    folder = BackupFolder(data_file, passphrase)
    copies = folder.all()
    bad = [copy.name for copy in copies if copy.problem]
    newest = next((copy.name for copy in copies if not copy.problem), None)
    if newest is not None and not _is_sound(folder.find(newest), passphrase, cancel):
        bad.append(newest)
    return tuple(bad)


def _faults() -> tuple[type[Exception], ...]:
    return (*faults(), UserError)


def _is_sound(path: Path, passphrase: str, cancel: Cancel) -> bool:
    try:
        with closing(opened(path, passphrase)) as copy:
            copy.set_progress_handler(cancel.is_set, _OFTEN)
            return bool(copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except _faults() as error:
        if cancel.is_set():
            raise Cancelled from error
        return False
