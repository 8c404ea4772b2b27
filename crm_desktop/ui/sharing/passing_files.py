"""Files that other programs read while something is dragged to them; gone when the window goes."""

from __future__ import annotations

import shutil
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Final

_PREFIX: Final = "crm-desktop-card-"
_OLD: Final = 24 * 3600  # seconds; what a crash left behind


class PassingFiles:
    """A folder for the owner's eyes alone. A mail may read its file only when it is sent, so files stay as
    long as the window: `clear`, the end of the program and the next day take them away.
    """

    def __init__(self) -> None:
        self._clear: weakref.finalize | None = None
        self._folder: Path | None = None
        self._count = 0

    def write(self, name: str, data: bytes) -> Path:
        """A file of this name. Raises OSError."""
        folder = self._make_folder()
        # Each in a folder of its own: two people may have one name, and a file may still be read.
        self._count += 1
        place = folder / str(self._count)
        place.mkdir()
        path = place / name
        path.write_bytes(data)
        return path

    def clear(self) -> None:
        """Take all of them away."""
        if self._clear is not None:
            self._clear()
        self._folder = None

    def _make_folder(self) -> Path:
        if self._folder is None:
            _clear_old()
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
            self._clear = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder


def _clear_old() -> None:
    before = time.time() - _OLD
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if folder.stat().st_mtime < before:
                shutil.rmtree(folder, ignore_errors=True)
