"""One line on top of the page at the start: what was not saved the last time, and what to do about it.

`continue_asked(Draft)`, `throw_asked(Draft)` for a single draft; `all_asked` for several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crm_desktop.ui.drafts.words import not_saved
from crm_desktop.ui.widgets.buttons import IconButton, QuietButton
from crm_desktop.ui.widgets.labels import ElidedLabel
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from crm_desktop.domain.draft import Draft
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords


class DraftsBar(QWidget):
    """Hidden while nothing is left; the cross hides it, and the drafts stay."""

    continue_asked = Signal(object)
    throw_asked = Signal(object)
    all_asked = Signal()

    def __init__(self, days: DayWords, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days, self._theme = days, theme
        self._draft: Draft | None = None
        self.label = ElidedLabel("", theme, parent=self)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.continue_button = QuietButton(self.tr("Continue"), theme, parent=self)
        self.throw_button = QuietButton(self.tr("Throw away"), theme, parent=self)
        self.all_button = QuietButton(self.tr("Show them"), theme, parent=self)
        self.close_button = IconButton("x", theme, self.tr("Later"), self)
        self.continue_button.clicked.connect(lambda: self.continue_asked.emit(self._draft))
        self.throw_button.clicked.connect(lambda: self.throw_asked.emit(self._draft))
        self.all_button.clicked.connect(self.all_asked)
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(6), theme.px(14), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(self.label, 1)
        for button in (self.continue_button, self.throw_button, self.all_button, self.close_button):
            row.addWidget(button)
        self.hide()

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Offer these; nothing hides it."""
        single = len(drafts) == 1
        self._draft = drafts[0] if single else None
        if single:
            self.label.setText(not_saved(drafts[0], self._days))
        elif drafts:
            count = len(drafts)
            text = self.tr("%n text(s) you typed and did not save are still there.", None, count)
            self.label.setText(english_plural(text, count))
        for button in (self.continue_button, self.throw_button):
            button.setVisible(single)
        self.all_button.setVisible(not single)
        self.setVisible(bool(drafts))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.accent_soft)
        painter.end()
