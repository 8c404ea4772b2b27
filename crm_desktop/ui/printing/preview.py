"""A look at the pages before they are printed: one at a time, whole or as wide as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.labels import FaceLabel

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from crm_desktop.ui.printing.document import Document
    from crm_desktop.ui.theme.controller import ThemeController

_AROUND = 12


class _Sheet(QWidget):
    """Paints one page on white, with the edge of the paper."""

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.document: Document | None = None
        self.page = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.document is None:
            return
        sheet = self.document.shape.sheet
        around = self._theme.px(_AROUND)
        scale = (self.width() - 2 * around) / sheet.width()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        paper = QRectF(around, around, sheet.width() * scale, sheet.height() * scale)
        painter.fillRect(paper.translated(0, 2), QColor(0, 0, 0, 40))
        painter.fillRect(paper, QColor("white"))
        painter.setClipRect(paper)
        painter.translate(paper.topLeft())
        painter.scale(scale, scale)
        self.document.paint(painter, self.page)
        painter.end()


class Preview(QWidget):
    """Signals: `page_changed(number)`, from 0. Page Up and Page Down turn the pages."""

    page_changed = Signal(int)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wide = False
        self._sheet = _Sheet(theme)
        self._area = QScrollArea()
        self._area.setWidget(self._sheet)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(self.tr("Preview"))
        self.before = IconButton("chevron-left", theme, self.tr("Page before"))
        self.after = IconButton("chevron-right", theme, self.tr("Next page"))
        self.zoom = IconButton("search", theme, self.tr("Larger"))
        self.zoom.setCheckable(True)
        self._where = FaceLabel("", theme, Face.SMALL, muted=True)
        self._lay_out()
        self._area.installEventFilter(self)
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.zoom.toggled.connect(self._on_zoomed)
        self._show()

    @property
    def page(self) -> int:
        """The page in view, from 0."""
        return self._sheet.page

    def show_document(self, document: Document | None) -> None:
        """Show a document from its first page on; with None, nothing."""
        self._sheet.document = document
        self._sheet.page = 0
        self._fit()
        self._show()

    def turn(self, by: int) -> None:
        """Go some pages on, or back."""
        document = self._sheet.document
        if document is None:
            return
        page = min(max(self._sheet.page + by, 0), document.page_count - 1)
        if page != self._sheet.page:
            self._sheet.page = page
            self._area.verticalScrollBar().setValue(0)
            self._show()
            self.page_changed.emit(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in turns:
            self.turn(turns[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:  # of what the pages lie in: it comes after our own
            self._fit()
        return False

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(440), self._theme.px(560))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.zoom)
        row.addStretch()
        row.addWidget(self.before)
        row.addWidget(self._where)
        row.addWidget(self.after)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area, 1)
        column.addLayout(row)

    def _on_zoomed(self, wide: bool) -> None:
        self._wide = wide
        self._fit()

    def _fit(self) -> None:
        document = self._sheet.document
        if document is None:
            return
        room, around = self._area.maximumViewportSize(), 2 * self._theme.px(_AROUND)
        sheet = document.shape.sheet
        ratio = sheet.height() / sheet.width()
        width = room.width() - around
        if not self._wide:
            width = min(width, int((room.height() - around) / ratio))
        width = max(width, self._theme.px(80))
        self._sheet.setFixedSize(width + around, int(width * ratio) + around)

    def _show(self) -> None:
        document, page = self._sheet.document, self._sheet.page
        count = document.page_count if document else 0
        locale = QLocale()
        text = self.tr("Page {page} of {pages}").format(
            page=locale.toString(page + 1), pages=locale.toString(count)
        )
        self._where.setText(text if count else "")
        self._sheet.setAccessibleName(text if count else "")
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page < count - 1)
        self.zoom.setEnabled(bool(count))
        self._sheet.update()
