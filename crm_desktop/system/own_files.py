"""This program's own files in a data folder, made private where an earlier version left them open."""

from __future__ import annotations

import os
from contextlib import suppress
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from crm_desktop.domain.file_names import BACKUPS, DATA_FILE, IN_USE, MOVED_TO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FILES = (f"{DATA_FILE}*", "window.ini", "window.lock", IN_USE, MOVED_TO, "*.part")
_FOLDERS = {BACKUPS: ("*.db*",), "logs": ("*.log*",)}


def tighten(folder: Path) -> None:
    """Let nobody else read them: files 0600, folders 0700. What else lies there is left as it is."""
    if os.name != "posix":
        return
    for path, mode in _ours(folder):
        with suppress(OSError):
            now = path.lstat().st_mode
            if now & 0o077 and not path.is_symlink():
                path.chmod(mode)


def _ours(folder: Path) -> Iterator[tuple[Path, int]]:
    yield from ((path, 0o600) for path in _matching(folder, _FILES))
    for name, patterns in _FOLDERS.items():
        if (folder / name).is_dir():
            yield folder / name, 0o700
            yield from ((path, 0o600) for path in _matching(folder / name, patterns))


def _matching(folder: Path, patterns: tuple[str, ...]) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [
                folder / entry.name
                for entry in entries
                if any(fnmatchcase(entry.name, one) for one in patterns) and entry.is_file()
            ]
    except OSError:
        return []
