"""The base of what prints: a look at a document, and its ways to the printer and into a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.safe_file_name import safe_file_name
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress
from crm_desktop.ui.printing.output import print_on, write_pdf
from crm_desktop.ui.printing.preview import Preview
from crm_desktop.ui.printing.shape import SIZES, shape
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.printing.document import Document
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, Task, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController


class PaperSheet(Sheet):
    """Signals: `written(path, pages)` once a PDF is kept, `printed(pages)`.

    Who derives from it shows documents by `_show_paper`.
    """

    written = Signal(object, int)
    printed = Signal(int)

    def __init__(
        self,
        settings: Settings,
        runner: TaskRunner | ImmediateRunner,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Print"), theme, parent, save=self.tr("Print…"))
        self._settings = settings
        self._runner = runner
        self._document: Document | None = None
        self._task: Task | None = None
        self.preview = Preview(theme)
        self._note = Muted("", theme)
        self._note.setWordWrap(True)
        self.pdf_button = QuietButton(self.tr("Save as PDF…"), theme)
        self.foot.insertWidget(self.foot.indexOf(self.save_button), self.pdf_button)
        self.size_box = QComboBox()
        for name in SIZES:
            words = {"a4": self.tr("A4"), "letter": self.tr("US Letter"), "a5": self.tr("A5, half of A4")}
            self.size_box.addItem(words[name], name)
        self.size_box.setCurrentIndex(self.size_box.findData(shape(settings.paper_size).name))
        self.size_box.activated.connect(self._keep_size)
        self.saved.connect(self._on_print)
        self.pdf_button.clicked.connect(self._on_pdf)

    @property
    def document(self) -> Document | None:
        """What would be printed now; None while it is being made, and where there is nothing."""
        return self._document

    def save_pdf(self, path: Path) -> None:
        """Write the document into a file."""
        document = self._document
        if document is None:
            return
        self._busy(self.tr("Writing {name}…").format(name=path.name))
        self._task = self._runner.run(
            lambda progress, cancel: write_pdf(document, path, progress, cancel),
            on_done=lambda pages: self._on_written(path, pages),
            on_error=self._on_failed,
        )

    def reject(self) -> None:
        """Stop what is under way, and go."""
        if self._task is not None:
            self._task.cancel()
        super().reject()

    def _show_paper(self, document: Document, remark: str = "") -> None:
        self._document = document
        self.preview.show_document(document)
        self._note.setText(remark)
        self._ready()

    def _show_none(self, why: str) -> None:
        self._document = None
        self.preview.show_document(None)
        self._note.setText(why)
        self.save_button.setEnabled(False)
        self.pdf_button.setEnabled(False)

    def _busy(self, what: str) -> None:
        self._note.setText(what)
        self.error("")
        self.save_button.setEnabled(False)
        self.pdf_button.setEnabled(False)

    def _ready(self) -> None:
        self._task = None
        self.save_button.setEnabled(True)
        self.pdf_button.setEnabled(True)

    def _keep_size(self) -> None:
        self._settings.paper_size = self.size_box.currentData()

    # Away with it

    def _on_pdf(self) -> None:
        title = self._document.title if self._document else ""
        first = str(Path.home() / safe_file_name(title, ".pdf"))
        name, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save as PDF"), first, self.tr("PDF files (*.pdf)")
        )
        if name:
            path = Path(name)
            self.save_pdf(path if path.suffix.casefold() == ".pdf" else Path(f"{path}.pdf"))

    def _on_written(self, path: Path, pages: int) -> None:
        self._ready()
        self.written.emit(path, pages)
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._note.setText("")
        self._ready()
        if isinstance(error, UserError):
            self.error(str(error))
        elif not isinstance(error, Cancelled):
            self.error(self.tr("That did not work."))
            raise error

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        document = self._document
        if document is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self.error(self.tr("No printer is set up on this computer. Save a PDF and print that elsewhere."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(document.shape.layout)
        printer.setDocName(document.title)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, document.page_count)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.printed.emit(print_on(document, printer, no_progress, NeverCancel()))
            self.accept()
