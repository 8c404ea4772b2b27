"""What is beside the side bar: a bar on top where there is something to know, the pages, and messages."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QResizeEvent

    from crm_desktop.ui.shell.notice_bar import NoticeBar
    from crm_desktop.ui.shell.page_stack import PageStack
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.widgets.message_bar import MessageBar

_WIDEST, _MARGIN = 680, 18


class ContentArea(QWidget):
    """Messages float over the foot of the page, so that nothing moves when one comes up.

    Both bars are made when they first have something to say.
    """

    def __init__(self, stack: PageStack, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bar: MessageBar | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(stack, 1)

    @property
    def messages(self) -> MessageBar:
        """Where messages come up."""
        if self._bar is None:
            from crm_desktop.ui.widgets.message_bar import MessageBar

            self._bar = MessageBar(self._theme, self)
            self._bar.message_shown.connect(self._place_messages)
            self._bar.installEventFilter(self)
        return self._bar

    @cached_property
    def notice(self) -> NoticeBar:
        """The bar on top of the page, hidden until it says something."""
        from crm_desktop.ui.shell.notice_bar import NoticeBar

        notice = NoticeBar(self._theme)
        notice.hide()
        self._column.insertWidget(0, notice)
        return notice

    def add_notice(self, notice: QWidget) -> None:
        """Put another line on top of the page, below those that are there."""
        self._column.insertWidget(self._column.count() - 1, notice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._bar and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._place_messages()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_messages()

    def _place_messages(self) -> None:
        bar, margin = self._bar, self._theme.px(_MARGIN)
        if bar is None:
            return
        wide = min(self._theme.px(_WIDEST), self.width() - 2 * margin)
        high = max(bar.sizeHint().height(), bar.heightForWidth(wide))
        bar.setGeometry((self.width() - wide) // 2, self.height() - high - margin, wide, high)
        bar.raise_()
