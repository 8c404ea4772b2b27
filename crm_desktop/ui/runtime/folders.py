"""Shows a folder in the desktop's file manager: our own, or one where the user put a file of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crm_desktop.services.privacy import as_usual

if TYPE_CHECKING:
    from pathlib import Path


def open_folder(folder: Path) -> bool:
    """Show this folder, never a file. Whether the desktop took it."""
    if not folder.is_dir():
        return False
    # Nothing from outside chose it: the one place that may open something that is no web link.
    with as_usual():
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
