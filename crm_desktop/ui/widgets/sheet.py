"""The base of our dialogs: a title, what is asked, and two buttons. Enter saves, Esc closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import PrimaryButton, QuietButton
from crm_desktop.ui.widgets.labels import FaceLabel, PlainLabel
from crm_desktop.ui.widgets.plain_text import LONGEST_TITLE, one_line, plain_title
from crm_desktop.ui.widgets.tab_order import follow_layout, in_order

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _PAD, _GAP = 440, 22, 12
_AROUND = 80  # what a desktop has around a window: its own bars, and a frame


class Sheet(QDialog):
    """Put fields into `body`. `saved`: the user wants it so; whoever listens calls `accept()` when it is done
    or `error(sentence)` where it cannot be, and what was typed stays.

    `save` is the word on the button, "" for a sheet that only shows something.
    """

    saved = Signal()

    def __init__(
        self, title: str, theme: ThemeController, parent: QWidget | None = None, *, save: str = ""
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(plain_title(title))
        self.title = FaceLabel(one_line(title, LONGEST_TITLE), theme, Face.HEADING)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(_GAP))
        self._error = PlainLabel()
        self._error.setWordWrap(True)
        self._error.hide()
        self.close_button = QuietButton(self.tr("Cancel") if save else self.tr("Close"), theme)
        self.close_button.clicked.connect(self.reject)
        self.save_button = PrimaryButton(save, theme)
        self.save_button.setDefault(True)
        self.save_button.setVisible(bool(save))
        self.save_button.clicked.connect(self.saved)
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.save_button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addLayout(self.body, 1)
        self._column.addWidget(self._error)
        self._column.addLayout(self.foot)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def sizeHint(self) -> QSize:
        """As high as its words and rows need at the width that it will have."""
        layout, hint = self.layout(), super().sizeHint()
        if layout is None or not layout.hasHeightForWidth():
            return hint
        width = max(hint.width(), self.minimumWidth())
        return QSize(width, layout.totalHeightForWidth(width))

    def error(self, text: str) -> None:
        """Say beside the buttons what cannot be done and what to do; "" takes it away."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.tokens.bad.fg)
        self._error.setPalette(palette)
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._error.setAccessibleName(text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        follow_layout(self)
        if self.focusWidget() in (None, self.close_button, self.save_button):
            first = next((found for found in in_order(self) if self._is_field(found)), None)
            chosen = first or (self.save_button if self.save_button.isVisibleTo(self) else self.close_button)
            chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def fit(self, width: int, height: int) -> None:
        """Take this size, in the design's pixels, or what the screen has room for."""
        wanted = QSize(self.theme.px(width), self.theme.px(height))
        room = self.screen().availableSize() - QSize(_AROUND, _AROUND)
        self.setMinimumWidth(min(self.minimumWidth(), room.width()))
        self.resize(wanted.boundedTo(room))

    def _is_field(self, widget: QWidget) -> bool:
        if widget in (self.close_button, self.save_button) or not widget.isVisibleTo(self):
            return False
        return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.save_button.isVisibleTo(self):
            if self.save_button.isEnabled():
                self.saved.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def _measure(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(_PAD), px(_PAD), px(_PAD), px(_PAD))
        self._column.setSpacing(px(_GAP) + px(4))
        self.foot.setSpacing(px(8))
        self.setMinimumWidth(px(_WIDTH))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
