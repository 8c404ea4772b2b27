"""Files that are dragged over the window: which of them can be imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.services.importing.gathering import ARCHIVE, ENDINGS

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

READABLE = frozenset((*ENDINGS, ARCHIVE, ".ics"))


def readable_files(data: QMimeData) -> list[Path]:
    """The local contact files, calendars, archives and folders in `data`, in order, and nothing else."""
    return [
        Path(url.toLocalFile())
        for url in data.urls()
        if url.isLocalFile() and _is_readable(url.toLocalFile())
    ]


def _is_readable(name: str) -> bool:
    path = Path(name)
    return path.suffix.casefold() in READABLE or path.is_dir()
