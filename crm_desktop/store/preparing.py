"""Makes a data file ready to take a place: a checked copy of a backup, or an empty one, in today's schema."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.store import migrations
from crm_desktop.store.backups import opened
from crm_desktop.store.database import Database
from crm_desktop.store.engine import faults
from crm_desktop.store.identity import is_plain, refuse_strangers
from crm_desktop.store.on_disk import PRIVATE, make_private, remove

if TYPE_CHECKING:
    from pathlib import Path


def prepare(path: Path, target: Path, passphrase: str) -> str:
    """Copy a backup to `target` and bring the copy to the present schema; returns what opens it: the
    passphrase, or "" for a plain one.

    Raises UserError for a file that is no sound backup, NewerFileError for one from a newer version; then
    there is no copy. The backup, and anything beside it, is not touched.
    """
    _look_at(path, passphrase)
    remove(target)
    try:
        make_private(target)
        shutil.copyfile(path, target)
        target.chmod(PRIVATE)
        opens = "" if is_plain(target) else passphrase
        bring_up_to_date(target, opens)
    except BaseException:
        remove(target)
        raise
    return opens


def prepare_empty(target: Path, passphrase: str) -> None:
    """Make a data file with nothing in it."""
    remove(target)
    try:
        make_private(target)
        bring_up_to_date(target, passphrase)
    except BaseException:
        remove(target)
        raise


def bring_up_to_date(prepared: Path, passphrase: str) -> None:
    """Bring a file of our own making to the present schema, and leave no log beside it."""
    copy = Database(prepared, passphrase)
    try:
        migrations.migrate(copy, before_first=lambda: None)
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        copy.close_thread()


def problem_of(path: Path, passphrase: str) -> str:
    """What SQLite finds wrong with a file that nobody writes in, "" for a sound one; it is not touched."""
    with closing(opened(path, passphrase)) as copy:
        try:
            sound = str(copy.execute("PRAGMA integrity_check").fetchone()[0])
            if sound != "ok":
                return sound
            loose = copy.execute("PRAGMA foreign_key_check").fetchone()
        except faults() as error:
            return str(error)
    return "rows refer to nothing" if loose else ""


def opens(path: Path, passphrase: str) -> bool:
    """Whether a passphrase opens a file, however damaged the rest of it is."""
    try:
        opened(path, passphrase).close()
    except UserError:
        return False
    return True


def _look_at(path: Path, passphrase: str) -> None:
    if not path.is_file():
        raise UserError(f"There is no file {path}.")
    refuse_strangers(path, migrations.LATEST, passphrase)
    if problem_of(path, passphrase):
        raise UserError(f"{path} is damaged and was not brought back; choose another backup.")
    with closing(opened(path, passphrase)) as copy:
        if not copy.execute("PRAGMA user_version").fetchone()[0]:
            raise UserError(f"{path} is empty; choose another backup.")
