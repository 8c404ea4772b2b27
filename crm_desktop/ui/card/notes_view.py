"""The notes of a contact: Markdown made readable. No HTML, no pictures, no file and no network is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from crm_desktop.ui.runtime.links import open_link
from crm_desktop.ui.widgets.plain_text import showable

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import (
        QResizeEvent,
        QWheelEvent,
    )
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_LONGEST = 100_000
_MOST_CELLS = 1_000  # a table of thousands would take seconds to lay out


class NotesView(QTextBrowser):
    """As high as its text; links open only for schemes that cannot run anything."""

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Notes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._on_anchor_clicked)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.document().setDocumentMargin(2)
        theme.theme_changed.connect(self._fit)

    def show_notes(self, markdown: str) -> None:
        """Show these notes."""
        features = (
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
        )
        shown = showable(markdown[:_LONGEST])
        shown = shown if shown == markdown else f"{shown}…"  # the editor has the whole of it
        if shown.count("|") > _MOST_CELLS:
            self.document().setPlainText(shown)
        else:
            self.document().setMarkdown(shown, features)
        self._tone_down()
        self._fit()

    def _tone_down(self) -> None:
        """A heading in a note is no heading of the page."""
        cursor = QTextCursor(self.document())
        smaller = QTextCharFormat()
        smaller.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                cursor.setPosition(block.position())
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(smaller)
            block = block.next()

    def loadResource(self, kind: int, name: QUrl) -> None:
        """Notes may name pictures; none is ever read."""

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(int(self.document().size().height()) + 2)

    def _on_anchor_clicked(self, url: QUrl) -> None:
        open_link(url.toEncoded().toStdString())
