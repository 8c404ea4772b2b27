"""Backups on their way from one passphrase to another, each checked before the old one is removed."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from crm_desktop.domain.encryption import Converted, LeftCopy
from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import NeverCancel
from crm_desktop.store.cipher import Unsound, wipe, write_as
from crm_desktop.store.engine import connect, faults
from crm_desktop.store.exchange import exchange, head, make_ready, ready, replaced, unfinished
from crm_desktop.store.identity import MAGIC, is_plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from crm_desktop.services.progress import Cancel, Progress

_OTHER = "It is encrypted with another passphrase."
_NO_ROOM = "There is no room on its disk."


class CopyConversion:
    """`salt` is that of the data file, so that one key opens it and all its backups; none for plain ones.

    `spare` is how many bytes are left free on a disk.
    """

    def __init__(
        self, old: str, new: str, salt: bytes, spare: int, piece: Callable[[int], Progress], cancel: Cancel
    ) -> None:
        self._passphrases = [passphrase for passphrase in (old, new) if passphrase]
        self._new = new
        self._salt = salt
        self._spare = spare
        self._piece = piece
        self._cancel = cancel
        self._waiting: list[Path] = []
        self._postponed: list[Path] = []
        self._left: dict[Path, LeftCopy] = {}
        self._done = 0

    def prepare(self, copies: Iterable[Path]) -> None:
        """Write the new ones beside the old ones, as far as there is room. Raises Cancelled."""
        for path in copies:
            self._piece_of(path)

    def finish(self) -> Converted:
        """Let those that are ready take their places, then convert the rest in the room that this made.

        Never raises for one that fails: it is left, and told.
        """
        self._cancel = NeverCancel()
        for path in self._waiting:
            self._take_place(path)
        postponed, self._waiting, self._postponed = self._postponed, [], []
        for path in postponed:
            self._piece_of(path)
            for waiting in self._waiting:
                self._take_place(waiting)
            self._waiting = []
        for path in self._postponed:
            self._leave(path, _NO_ROOM)
        return Converted(self._done, tuple(self._left.values()))

    def _piece_of(self, path: Path) -> None:
        progress = self._piece(path.stat().st_size)
        problems: tuple[type[Exception], ...] = (*faults(), OSError)
        try:
            if self._is_as_wanted(path):
                return
            if shutil.disk_usage(path.parent).free < path.stat().st_size + self._spare:
                self._postponed.append(path)
                return
            self._write(path, progress)
            self._waiting.append(path)
        except Unsound:
            self._leave(path, "It is damaged.")
        except UserError as error:
            self._leave(path, str(error))
        except problems as error:
            self._leave(path, f"It could not be read or written ({error}).")

    def _write(self, path: Path, progress: Progress) -> None:
        source = self._opened(path)
        if source is None:
            raise UserError(_OTHER)
        with closing(source):
            write_as(source, unfinished(path), self._new, self._salt, progress, self._cancel)
        shutil.copystat(path, unfinished(path))
        make_ready(path)

    def _is_as_wanted(self, path: Path) -> bool:
        return head(path) == (self._salt or MAGIC)

    def _opened(self, path: Path) -> sqlite3.Connection | None:
        """A connection that reads it, None where none of the passphrases fits."""
        for passphrase in [""] if is_plain(path) else self._passphrases:
            connection = connect(path, passphrase, as_it_is=True, by_cipher=True)
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except faults():
                connection.close()
                continue
            return connection
        return None

    def _take_place(self, path: Path) -> None:
        try:
            exchange(path)
            wipe(replaced(path))
        except OSError as error:
            self._leave(path, f"It could not be replaced ({error.strerror}).")
        else:
            self._done += 1

    def _leave(self, path: Path, why: str) -> None:
        with suppress(OSError):
            wipe(ready(path))
        self._left[path] = LeftCopy(path, why, plain=is_plain(path))
