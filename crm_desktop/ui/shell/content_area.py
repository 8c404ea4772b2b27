"""What is beside the side bar: a bar on top where there is something to know, the pages, and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import PlainLabel
from crm_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from crm_desktop.ui.shell.page_stack import PageStack
    from crm_desktop.ui.theme.controller import ThemeController

_WIDEST, _MARGIN = 680, 18


class ContentArea(QWidget):
    """Messages float over the foot of the page, so that nothing moves when one comes up."""

    def __init__(self, stack: PageStack, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.notice = NoticeBar(theme)
        self.notice.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(stack, 1)
        self.messages = MessageBar(theme, self)
        self.messages.message_shown.connect(self._place_messages)
        self.messages.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.messages and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._place_messages()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_messages()

    def _place_messages(self) -> None:
        bar, margin = self.messages, self._theme.px(_MARGIN)
        wide = min(self._theme.px(_WIDEST), self.width() - 2 * margin)
        high = max(bar.sizeHint().height(), bar.heightForWidth(wide))
        bar.setGeometry((self.width() - wide) // 2, self.height() - high - margin, wide, high)
        bar.raise_()


class NoticeBar(QWidget):
    """One line with one button. Signals: `pressed`."""

    pressed = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = PlainLabel()
        self.button = QuietButton("", theme)
        self.button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(6), theme.px(14), theme.px(6))
        row.addWidget(self._label)
        row.addStretch()
        row.addWidget(self.button)

    def say(self, text: str, action: str) -> None:
        """Come up with this sentence and this button."""
        self._label.setText(text)
        self.button.setText(action)
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.accent_soft)
        painter.end()
