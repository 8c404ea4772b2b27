"""What an empty list says: an icon, a sentence, and the one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import PrimaryButton
from crm_desktop.ui.widgets.labels import FaceLabel
from crm_desktop.ui.widgets.mark import Mark

if TYPE_CHECKING:
    from crm_desktop.ui.theme.controller import ThemeController

_WIDEST = 380


class EmptyState(QWidget):
    """Stands in the middle of the room that it is given. `action_clicked`: its button was pressed."""

    action_clicked = Signal()

    def __init__(
        self,
        icon: str,
        text: str,
        theme: ThemeController,
        hint: str = "",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark = Mark(icon, theme)
        self._text = FaceLabel(text, theme, Face.HEADING)
        self._hint = FaceLabel(hint, theme, Face.BODY, muted=True)
        self._action = PrimaryButton(action, theme)
        self._action.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._action.clicked.connect(self.action_clicked)
        for label in (self._text, self._hint):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setMaximumWidth(theme.px(_WIDEST))
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        column.addStretch(2)
        column.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(8))
        for label in (self._text, self._hint):
            line = QHBoxLayout()
            line.addWidget(label)
            column.addLayout(line)
        column.addSpacing(theme.px(8))
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.say(icon, text, hint, action)

    def say(self, icon: str, text: str, hint: str = "", action: str = "") -> None:
        """Say something else; without `action` there is no button."""
        self._mark.set_icon(icon)
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)

    @property
    def action_button(self) -> PrimaryButton:
        """The button, to give it a menu or the focus."""
        return self._action
