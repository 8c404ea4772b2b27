"""Where the window was and how large: beside the data, but not part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

FILE_NAME = "window.ini"


class WindowState:
    """Remembers geometries by name; Qt brings what was on a screen that is gone onto one that is there."""

    def __init__(self, data_dir: Path) -> None:
        self._settings = QSettings(str(data_dir / FILE_NAME), QSettings.Format.IniFormat)

    def restore(self, name: str, widget: QWidget) -> bool:
        """Put a window where it was; False where nothing is known of it."""
        kept = self._settings.value(f"{name}/geometry")
        return isinstance(kept, QByteArray) and widget.restoreGeometry(kept)

    def keep(self, name: str, widget: QWidget) -> None:
        """Remember where a window is."""
        self._settings.setValue(f"{name}/geometry", widget.saveGeometry())

    def value(self, name: str) -> QByteArray | None:
        """Other state of a widget (a splitter's, a header's), as its `saveState` gave it."""
        kept = self._settings.value(name)
        return kept if isinstance(kept, QByteArray) else None

    def keep_value(self, name: str, state: QByteArray) -> None:
        """Remember it."""
        self._settings.setValue(name, state)
