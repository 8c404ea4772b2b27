"""A field for a passphrase: dots instead of letters, an eye to see them, and a word when Caps Lock is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.plain_text import plain_tip

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from crm_desktop.ui.theme.controller import ThemeController

_LONGEST = 1000


class PassphraseField(QWidget):
    """Signals: `changed` with every key; `entered` when Enter was pressed.

    What is in it is kept in no undo, and cannot be copied while it is dots. An input method writes only
    while the letters can be seen: that is Qt's rule, and what the eye is for.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._caps: bool | None = None
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(_LONGEST)
        self.edit.setAccessibleName(name)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        self.edit.installEventFilter(self)
        self.eye = IconButton("eye", theme, self.tr("Show the letters"))
        self.eye.clicked.connect(self._on_eye_clicked)
        self.hint = Muted(self.tr("Caps Lock is on."), theme)
        self.hint.hide()
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        line.addWidget(self.edit, 1)
        line.addWidget(self.eye)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(line)
        column.addWidget(self.hint)
        self.setFocusProxy(self.edit)

    @property
    def text(self) -> str:
        """What was typed, as it was typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.edit.clear()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """No toolkit tells of Caps Lock; but letters come large without Shift, or small with it."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_CapsLock:
                self._caps = None if self._caps is None else not self._caps
            elif event.text().isalpha() and event.text().upper() != event.text().lower():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._caps = event.text().isupper() != shift
            self.hint.setVisible(bool(self._caps))
        return False

    def _on_eye_clicked(self) -> None:
        shown = self.edit.echoMode() is QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self.eye.set_icon("eye-off" if shown else "eye")
        name = self.tr("Hide the letters") if shown else self.tr("Show the letters")
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(plain_tip(name))
