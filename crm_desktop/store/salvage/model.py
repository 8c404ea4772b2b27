"""The newest good backup, as what a damaged file was like: where its tables begin, and what stood in them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.store import migrations
from crm_desktop.store.engine import connect, faults
from crm_desktop.store.identity import is_plain
from crm_desktop.store.on_disk import copy_with_log
from crm_desktop.store.preparing import problem_of
from crm_desktop.store.salvage.finding import Roots, roots_in
from crm_desktop.store.salvage.pages import page_file
from crm_desktop.store.salvage.trees import tree

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from crm_desktop.store.backups import BackupFolder


@dataclass(frozen=True, slots=True)
class Model:
    """A sound backup at `path`; `version` is that of its schema, `opens` what opens it."""

    path: Path
    version: int
    opens: str

    @property
    def header(self) -> bytes:
        """What a file like it begins with."""
        with self.path.open("rb") as file:
            return file.read(100)

    def roots(self) -> Roots:
        """Where its tables begin; nothing is told of an encrypted one."""
        if self.opens:
            return Roots({})
        with page_file(self.path) as pages:
            return roots_in(pages)

    def owners(self) -> dict[int, str]:
        """To which table each page of rows belonged: a copy has its pages where the file had them."""
        if self.opens:
            return {}
        with page_file(self.path) as pages:
            roots = roots_in(pages).tables
            return {leaf: table for table, root in roots.items() for leaf, _, _ in tree(pages, root).leaves}

    def copy_at(self, version: int, place: Path) -> sqlite3.Connection | None:
        """A connection to a copy at an earlier or the same schema; None where it is a later one already."""
        if self.version > version:
            return None
        connection = connect(copy_with_log(self.path, place), self.opens)
        try:
            migrations.bring_to(connection, version)
        except BaseException:
            connection.close()
            raise
        return connection


def newest_good(copies: BackupFolder, passphrase: str) -> Model | None:
    """The newest backup that is sound through and through; None where there is none."""
    for backup in copies.all():
        path = copies.path / backup.name
        if backup.problem:
            continue
        try:
            if problem_of(path, passphrase):
                continue
            opens = "" if is_plain(path) else passphrase
            with closing(connect(path, opens, as_it_is=True)) as connection:
                return Model(path, connection.execute("PRAGMA user_version").fetchone()[0], opens)
        except UserError:
            continue
        except faults():
            continue
    return None
