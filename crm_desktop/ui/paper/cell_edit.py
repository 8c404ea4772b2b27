"""The field in which a cell is typed: it completes what was typed before, and Tab takes what is proposed.

Signals: `declined`, nothing is to be proposed; `block_pasted(str)`, several cells were pasted;
`from_above_asked`; `row_asked(int)`, a row up or down, 2 for the beginning of the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

UP, DOWN, NEXT = -1, 1, 2
_LEAST = 2
"""Letters after which a word is completed."""
_LONGEST = 80


class CellEdit(QLineEdit):
    """`completions` gives what begins as somebody types, the likeliest first."""

    declined = Signal()
    block_pasted = Signal(str)
    from_above_asked = Signal()
    row_asked = Signal(int)

    def __init__(
        self, proposal: str, completions: Callable[[str], Sequence[str]] | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.proposal = proposal
        self._completions = completions
        self._typed = ""
        if proposal:
            self.setPlaceholderText(proposal)
        self.textEdited.connect(self._on_edited)

    def take_proposal(self) -> None:
        """Tab goes on with what was proposed, where nothing else was typed."""
        if self.proposal and not self.text():
            self.setText(self.proposal)

    def decline(self) -> None:
        """Leave the cell empty."""
        self.proposal = ""
        self.setPlaceholderText("")
        self.declined.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Paste) and self._paste_block():
            event.accept()
        elif control and key == Qt.Key.Key_D:
            self.from_above_asked.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.row_asked.emit(UP if key == Qt.Key.Key_Up else DOWN)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self.proposal and not self.text():
            self.decline()
        else:
            super().keyPressEvent(event)

    def _paste_block(self) -> bool:
        text = QGuiApplication.clipboard().text()
        if "\t" not in text and "\n" not in text.strip("\r\n"):
            return False
        self.block_pasted.emit(text)
        return True

    def _on_edited(self, text: str) -> None:
        longer = len(text) > len(self._typed) and self.cursorPosition() == len(text)
        self._typed = text
        part = text.rsplit(",", 1)[-1].lstrip()
        if self._completions is None or not longer or not _LEAST <= len(part) <= _LONGEST:
            return
        wanted = part.casefold()
        found = next(
            (
                one
                for one in self._completions(part)
                if one.casefold().startswith(wanted) and len(one) > len(part)
            ),
            None,
        )
        if found is not None:
            self.setText(text + found[len(part) :])
            self.setSelection(len(self.text()), len(text) - len(self.text()))
