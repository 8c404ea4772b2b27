"""The window itself: side bar, pages, messages, files dropped on it, and what closing it means to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.ui.importing.dropped import readable_files
from crm_desktop.ui.shell.content_area import ContentArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent

    from crm_desktop.ui.shell.page_stack import PageStack
    from crm_desktop.ui.shell.side_bar import SideBar
    from crm_desktop.ui.theme.controller import ThemeController

_FIRST_SIZE = QSize(1180, 760)
_SMALLEST = QSize(760, 480)


class MainWindow(QWidget):
    """Knows no service.

    Signals: `files_dropped(list[Path])`, `text_dropped(str)`; `painted` once, after the first paint.
    `may_close` is asked when the window is to be closed: True closes it, False keeps it (whoever answers may
    have hidden it).
    """

    files_dropped = Signal(list)
    text_dropped = Signal(str)
    painted = Signal()

    def __init__(self, stack: PageStack, theme: ThemeController) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self._page_name = ""
        self._open_count = 0
        self._was_painted = False
        self._side_bar: SideBar | None = None
        self.content = ContentArea(stack, theme)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.content, 1)
        self.setAcceptDrops(True)
        self.setMinimumSize(_SMALLEST)
        self._fit_screen()
        self._retitle()

    def add_side_bar(self, side_bar: SideBar) -> None:
        """Put the side bar before the pages."""
        self._side_bar = side_bar
        self._row.insertWidget(0, side_bar)
        side_bar.fit(self.width())

    def set_page_name(self, name: str) -> None:
        """Say in the title which page is in view."""
        self._page_name = name
        self._retitle()

    def set_open_count(self, count: int) -> None:
        """Say in the title how many reminders are open."""
        self._open_count = count
        self._retitle()

    def come_forward(self) -> None:
        """Be seen, wherever the window was: hidden, minimised or behind others."""
        self.setWindowState(
            self.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive
        )
        self.show()
        self.raise_()
        self.activateWindow()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._side_bar is not None:
            self._side_bar.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            event.accept()
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # What is dragged out of this window is here already.
        data = event.mimeData()
        if event.source() is None and (_has_files(data) or _has_words(data)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = readable_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)
        elif _has_words(event.mimeData()):
            event.acceptProposedAction()
            self.text_dropped.emit(event.mimeData().text())

    def _fit_screen(self) -> None:
        """The first time, as large as is pleasant and the screen has room for, in its middle."""
        room = self.screen().availableGeometry()
        # The frame that the desktop puts round it needs some of the room too.
        size = _FIRST_SIZE.boundedTo(QSize(room.width() - 24, room.height() - 56))
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(room.center())
        self.setGeometry(place)

    def _retitle(self) -> None:
        name = self.tr("CRM Desktop")
        title = f"{self._page_name} – {name}" if self._page_name else name
        if self._open_count:
            count = QLocale().toString(self._open_count)
            title = self.tr("({count}) {title}").format(count=count, title=title)
        self.setWindowTitle(title)


def _has_files(data: QMimeData) -> bool:
    return data.hasUrls() and bool(readable_files(data))


def _has_words(data: QMimeData) -> bool:
    """Whether text is dragged, and no file."""
    return data.hasText() and not data.hasUrls() and bool(data.text().strip())
