"""A small field for a tag that lies on no key; what is typed is compared with the tags that there are.

Signals: `taken(name)` by Enter or by choosing; `left()` by Esc, or when something else takes the keyboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QSizePolicy

from crm_desktop.ui.widgets.line_edit import LineEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_WIDE = 220


class TagEntry(LineEdit):
    """Hidden until it is asked for; it forgets what was typed when it is left."""

    taken = Signal(str)
    left = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Another tag"))
        self.setPlaceholderText(self.tr("Tag, then Enter"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._known = QStringListModel(self)
        self._completer = completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # Queued: the completer writes its choice into the field after it has told of it.
        completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.setCompleter(completer)
        self.hide()

    def begin(self, known: Sequence[str]) -> None:
        """Ask for a tag; `known` are proposed."""
        self._known.setStringList(list(known))
        self.setFixedWidth(self._theme.px(_WIDE))
        self.clear()
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # The list of proposals takes the keyboard for a moment, and another window may.
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._leave()

    def _take(self) -> None:
        name = " ".join(self.text().split())
        if not self.isHidden():
            self._leave()
            if name:
                self.taken.emit(name)

    def _leave(self) -> None:
        if not self.isHidden():
            popup = self._completer.popup()
            if popup is not None:
                popup.hide()
            self.clear()
            self.hide()
            self.left.emit()
