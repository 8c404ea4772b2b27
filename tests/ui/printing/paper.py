"""Paper for the tests: what is drawn on it, and where, is read back from a painter."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTextLayout

from crm_desktop.ui.printing.document import Document
from crm_desktop.ui.printing.ink import Ink, Style

DPI = 60


class TellingInk(Ink):
    """Notes every text and where it is drawn, in the units of the page."""

    def __init__(self, *, rtl: bool = False) -> None:
        super().__init__(rtl=rtl)
        self.drawn: list[tuple[str, QRectF]] = []

    def draw(self, painter: QPainter, layout: QTextLayout, corner: QPointF, style: Style) -> None:
        lines = [layout.lineAt(number).naturalTextRect() for number in range(layout.lineCount())]
        bounds = QRectF()
        for line in lines:
            bounds = bounds.united(line.translated(corner))
        self.drawn.append((layout.text().replace("\u2028", "\n"), bounds))
        super().draw(painter, layout, corner, style)


def picture(document: Document, page: int = 0) -> QImage:
    """A page as it looks."""
    sheet = document.shape.sheet
    scale = DPI / 720
    image = QImage(round(sheet.width() * scale), round(sheet.height() * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    document.paint(painter, page)
    painter.end()
    return image


def texts(document: Document, ink: TellingInk, page: int = 0) -> list[str]:
    """What stands on a page, in the order in which it is drawn, without what only directs its reading."""
    ink.drawn.clear()
    picture(document, page)
    directing = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
    return [text.translate(directing) for text, _ in ink.drawn]


@contextmanager
def spoken(locale: str) -> Iterator[None]:
    """The words of a language's dates and digits, for a while."""
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        yield
    finally:
        QLocale.setDefault(before)
