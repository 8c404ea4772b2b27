"""Letters pressed in a list: a lone one may be a command, two in a row are the start of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

# A second letter within this time makes both the start of a name.
_WAIT_MS = 350
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class LetterKeys(QObject):
    """Signals: `typed(text)` meant for the search; `search_wanted()` a slash; `commanded(name)`."""

    typed = Signal(str)
    search_wanted = Signal()
    commanded = Signal(str)

    def __init__(self, commands: Mapping[Qt.Key, str], parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._pending, self._command = "", ""
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._on_alone)

    def take(self, event: QKeyEvent, *, may_command: bool) -> bool:
        """Whether the key was a letter, and so is dealt with here."""
        text = event.text()
        if event.modifiers() & ~_PLAIN or not text or not text.isprintable():
            return False
        if text == " " and not self._pending:
            return False
        command = self._commands.get(Qt.Key(event.key()), "")
        if self._pending:
            self._wait.stop()
            pending, self._pending = self._pending, ""
            self.typed.emit(pending + text)
        elif text == "/":
            self.search_wanted.emit()
        elif command and may_command:
            self._pending, self._command = text, command
            self._wait.start()
        else:
            self.typed.emit(text)
        return True

    def _on_alone(self) -> None:
        self._pending = ""
        self.commanded.emit(self._command)
