"""Which keys belong to the text field that has the focus, and which to the program.

Qt gives a field its editing keys first, whether it can use them or not. Undo belongs to a field only
while there is something in it to undo; some of the window's keys are never a field's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

if TYPE_CHECKING:
    from PySide6.QtCore import QKeyCombination
    from PySide6.QtWidgets import QApplication, QWidget

_UNDO = QKeySequence("Ctrl+Z")
_REDOS = (QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"))
# On X11 a field would take these for "cut to the end of the line" and "go to the end of the line".
_THE_PROGRAMS = (QKeySequence("Ctrl+K"), QKeySequence("Ctrl+E"))


class FieldKeys(QObject):
    """Watches the field in focus, and only that one, for as long as the application lives."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a shortcut through to the program where the field has no use for it."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not _is_the_programs(watched, event.keyCombination()):
            return False
        event.ignore()
        return True

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = new if isinstance(new, (QLineEdit, QPlainTextEdit, QTextEdit)) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
            self._watched.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._watched = None


def _is_the_programs(field: QObject, keys: QKeyCombination) -> bool:
    pressed = QKeySequence(keys)
    if pressed in _THE_PROGRAMS:
        return True
    if pressed == _UNDO:
        return not _can_undo(field)
    return pressed in _REDOS and not _can_redo(field)


def _can_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() and not field.isReadOnly()
    return isinstance(field, (QPlainTextEdit, QTextEdit)) and field.document().isUndoAvailable()


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable() and not field.isReadOnly()
    return isinstance(field, (QPlainTextEdit, QTextEdit)) and field.document().isRedoAvailable()
