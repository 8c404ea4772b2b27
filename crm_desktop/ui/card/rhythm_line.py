"""Proposes the rhythm that a history shows, to accept or to refuse with a click.

`accepted(days)`: remind in this rhythm; `declined(days)`: never mind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.plain_text import plain_tip
from crm_desktop.ui.wording.warmth import cadence_text, rhythm_text

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from crm_desktop.ui.theme.controller import ThemeController


class _Answer(FlatButton):
    """As small as the words that it answers."""

    face = Face.SMALL_STRONG


class _QuietAnswer(_Answer):
    def _ink(self, state: QStyle.StateFlag) -> QColor:
        tokens = self._theme.tokens
        return tokens.text if state & QStyle.StateFlag.State_MouseOver else tokens.text_muted


class RhythmLine(QWidget):
    """Hidden while there is nothing to propose. It sets nothing itself."""

    accepted = Signal(int)
    declined = Signal(int)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = 0
        self.label = Muted("", theme, self)
        self.label.setWordWrap(False)
        self.label.setContentsMargins(0, theme.px(6), 0, theme.px(6))
        self.use_button = _Answer(self.tr("Use this"), theme, "check", self)
        self.use_button.clicked.connect(lambda: self.accepted.emit(self._days))
        self.no_button = _QuietAnswer(self.tr("No"), theme, "", self)
        self.no_button.clicked.connect(lambda: self.declined.emit(self._days))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        flow = FlowLayout(self, gap=theme.px(4))
        for widget in (self.label, self.use_button, self.no_button):
            flow.addWidget(widget)
        self.hide()

    def show_rhythm(self, days: int | None) -> None:
        """Propose to be in touch every so many days; None proposes nothing."""
        self._days = days or 0
        if days:
            self.label.setText(rhythm_text(days))
            self._name(self.use_button, self.tr("Remind in this rhythm: {rhythm}"), days)
            self._name(self.no_button, self.tr("Do not use this rhythm: {rhythm}"), days)
        self.setVisible(bool(days))

    def _name(self, button: FlatButton, text: str, days: int) -> None:
        name = text.format(rhythm=cadence_text(days))
        button.setAccessibleName(name)
        button.setToolTip(plain_tip(name))
