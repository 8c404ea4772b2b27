"""A document on its way out: to a PDF, to a printer, to a picture of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from crm_desktop.services.progress import Cancelled
from crm_desktop.services.whole_file import whole_file
from crm_desktop.ui.printing.ink import POINT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtGui import QPagedPaintDevice
    from PySide6.QtPrintSupport import QPrinter

    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.ui.printing.document import Document

_DPI = 300
_POINTS = 72


def write_pdf(document: Document, path: Path, progress: Progress, cancel: Cancel) -> int:
    """Write all pages and tell how many; whole or not at all. May run on any thread.

    Raises UserError where the file cannot be written, and Cancelled.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageLayout(document.shape.layout)
    writer.setTitle(document.title)
    _paint(document, writer, range(document.page_count), progress, cancel)
    with whole_file(path) as file:
        file.write(buffer.data().data())
    return document.page_count


def print_on(document: Document, printer: QPrinter, progress: Progress, cancel: Cancel) -> int:
    """Print the pages that the printer was asked for, and tell how many. Raises Cancelled."""
    printer.setFullPage(True)
    first = printer.fromPage() or 1
    last = min(printer.toPage() or document.page_count, document.page_count)
    pages = range(first - 1, last)
    _paint(document, printer, pages, progress, cancel)
    return len(pages)


def _paint(
    document: Document,
    device: QPagedPaintDevice,
    pages: Iterable[int],
    progress: Progress,
    cancel: Cancel,
) -> None:
    painter = QPainter()
    wanted = list(pages)
    if not painter.begin(device):
        raise OSError("the printer does not answer")
    try:
        scale = device.logicalDpiX() / _POINTS / POINT
        painter.scale(scale, scale)
        for done, number in enumerate(wanted, start=1):
            if cancel.is_set():
                raise Cancelled
            if done > 1:
                device.newPage()
            document.paint(painter, number)
            progress(done, len(wanted))
    finally:
        painter.end()
