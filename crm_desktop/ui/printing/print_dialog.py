"""Printing: which paper, of whom, a look at it, and then to the printer or into a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QFormLayout, QHBoxLayout, QSpinBox, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.safe_file_name import safe_file_name
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress
from crm_desktop.ui.planning.when_edit import day_edit
from crm_desktop.ui.printing.choices import Order, Paper
from crm_desktop.ui.printing.labels import SHEETS
from crm_desktop.ui.printing.output import print_on, write_pdf
from crm_desktop.ui.printing.preview import Preview
from crm_desktop.ui.printing.shape import SIZES, shape
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.calendar import dress_calendar
from crm_desktop.ui.widgets.labels import Muted, PlainLabel
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.printing.choices import Press
    from crm_desktop.ui.printing.document import Document
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, Task, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController

_SETTLE_MS = 150
_CLIENTS_AT_ONCE = 200


class PrintDialog(Sheet):
    """`groups` are whom it can be about: words, and their contacts (None for everyone); the last is chosen.

    Signals: `written(path, pages)` once a PDF is kept, `printed(pages)`.
    """

    written = Signal(object, int)
    printed = Signal(int)

    def __init__(
        self,
        press: Press,
        groups: Sequence[tuple[str, tuple[ContactId, ...] | None]],
        settings: Settings,
        runner: TaskRunner | ImmediateRunner,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Print"), theme, parent, save=self.tr("Print…"))
        self._press = press
        self._settings = settings
        self._runner = runner
        self._document: Document | None = None
        self._task: Task | None = None
        self._wanted = 0
        self._groups = list(groups)
        self.preview = Preview(theme)
        self._note = Muted("", theme)
        self._note.setWordWrap(True)
        self.pdf_button = QuietButton(self.tr("Save as PDF…"), theme)
        self.foot.insertWidget(self.foot.indexOf(self.save_button), self.pdf_button)
        self._make_fields()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._soon.timeout.connect(self._make)
        self._connect()
        self._show_fields()
        self.fit(980, 700)
        self._make()

    def choose(self, paper: Paper, day: date | None = None) -> None:
        """Begin with a paper, of a day where it is one of a day."""
        if day is not None:
            self.day_edit.setDate(QDate(day.year, day.month, day.day))
        self.paper_box.setCurrentIndex(self.paper_box.findData(paper))

    @property
    def document(self) -> Document | None:
        """What would be printed now; None while it is being made, and where there is nothing."""
        return self._document

    def order(self) -> Order:
        """What is chosen."""
        day = self.day_edit.date()
        return Order(
            paper=Paper(self.paper_box.currentData()),
            ids=self._groups[self.who_box.currentIndex()][1],
            size=self.size_box.currentData(),
            labels=self.labels_box.currentData(),
            first_label=self.first_box.value() - 1,
            with_country=self.country_check.isChecked(),
            day=day.toPython(),  # type: ignore[arg-type]
        )

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

    # What is asked

    def _make_fields(self) -> None:
        self.paper_box = QComboBox()
        for paper, text in (
            (Paper.PHONES, self.tr("Phone list")),
            (Paper.BIRTHDAYS, self.tr("Birthday list")),
            (Paper.LABELS, self.tr("Address labels")),
            (Paper.CLIENTS, self.tr("Client card")),
            (Paper.DAY, self.tr("Day sheet")),
        ):
            self.paper_box.addItem(text, paper)
        self.who_box = QComboBox()
        for text, _ in self._groups:
            self.who_box.addItem(text)
        self.who_box.setCurrentIndex(len(self._groups) - 1)
        self.day_edit = day_edit(self.tr("Day"), self)
        today = self._press.today
        self.day_edit.setDate(QDate(today.year, today.month, today.day))
        dress_calendar(self.day_edit, self.theme)
        self.size_box = QComboBox()
        for name in SIZES:
            words = {"a4": self.tr("A4"), "letter": self.tr("US Letter"), "a5": self.tr("A5, half of A4")}
            self.size_box.addItem(words[name], name)
        self.size_box.setCurrentIndex(self.size_box.findData(shape(self._settings.paper_size).name))
        self.labels_box = QComboBox()
        for name, sheet in SHEETS.items():
            text = self.tr("{name}: {across} × {down} labels, {width} × {height} mm").format(
                name=name,
                across=sheet.across,
                down=sheet.down,
                width=round(sheet.width, 1),
                height=round(sheet.height, 1),
            )
            self.labels_box.addItem(text, name)
        usual = "5160" if shape("").name == "letter" else "L7160"
        found = self.labels_box.findData(self._settings.label_sheet or usual)
        self.labels_box.setCurrentIndex(max(found, 0))
        self.first_box = QSpinBox()
        self.first_box.setMinimum(1)
        self.country_check = QCheckBox(self.tr("With the country"))
        self.country_check.setChecked(True)

    def _lay_out(self) -> None:
        px = self.theme.px
        side = QWidget()
        self._form = QFormLayout(side)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(px(12))
        self._form.setHorizontalSpacing(px(12))
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (self.tr("What"), self.paper_box),
            (self.tr("Whom"), self.who_box),
            (self.tr("Day"), self.day_edit),
            (self.tr("Sheet of labels"), self.labels_box),
            (self.tr("Begin with label"), self.first_box),
            ("", self.country_check),
            (self.tr("Paper"), self.size_box),
        ):
            if text:
                label = PlainLabel(text)
                label.setBuddy(field)
                field.setAccessibleName(text)
                self._form.addRow(label, field)
            else:
                self._form.addRow(field)
            if isinstance(field, QComboBox):
                field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                field.setMinimumContentsLength(12)
        self._form.addRow(self._note)
        side.setFixedWidth(px(250))
        row = QHBoxLayout()
        row.setSpacing(px(20))
        row.addWidget(side)
        row.addWidget(self.preview, 1)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.paper_box.currentIndexChanged.connect(self._on_paper_changed)
        for box in (self.who_box, self.size_box, self.labels_box):
            box.currentIndexChanged.connect(self._ask)
        self.labels_box.currentIndexChanged.connect(self._show_fields)
        self.size_box.activated.connect(self._keep_size)
        self.labels_box.activated.connect(self._keep_labels)
        self.day_edit.dateChanged.connect(self._ask)
        self.first_box.valueChanged.connect(self._ask)
        self.country_check.toggled.connect(self._ask)
        self.saved.connect(self._on_print)
        self.pdf_button.clicked.connect(self._on_pdf)

    def _keep_size(self) -> None:
        self._settings.paper_size = self.size_box.currentData()

    def _keep_labels(self) -> None:
        self._settings.label_sheet = self.labels_box.currentData()

    def _on_paper_changed(self) -> None:
        self._show_fields()
        self._ask()

    def _show_fields(self) -> None:
        paper = Paper(self.paper_box.currentData())
        labels, day = paper is Paper.LABELS, paper is Paper.DAY
        self._form.setRowVisible(self.who_box, not day)
        self._form.setRowVisible(self.day_edit, day)
        for field in (self.labels_box, self.first_box, self.country_check):
            self._form.setRowVisible(field, labels)
        self._form.setRowVisible(self.size_box, not labels)
        self.first_box.setMaximum(SHEETS[self.labels_box.currentData()].count)

    # Making it

    def _ask(self) -> None:
        self._soon.start()

    def _make(self) -> None:
        """Read what is wanted now; whatever was wanted before counts no more."""
        if self._task is not None:
            self._task.cancel()
        self._wanted += 1
        mine, order = self._wanted, self.order()
        trouble = self._refused(order)
        if trouble:
            self._task = None
            self._show_none(trouble)
            return
        self._busy(self.tr("Preparing…"))
        self._task = self._runner.run(
            lambda progress, cancel: self._press.read(order, progress, cancel),
            on_done=lambda found: self._on_read(mine, order, found),
            on_error=lambda error: self._on_unread(mine, error),
        )

    def _refused(self, order: Order) -> str:
        if order.paper is Paper.CLIENTS and order.ids is None:
            return self.tr("Choose whose card it is: open a contact or select some, then print.")
        if order.paper is Paper.CLIENTS and len(order.ids or ()) > _CLIENTS_AT_ONCE:
            return self.tr("So many cards at once are too much paper. Select fewer people.")
        return ""

    def _on_read(self, mine: int, order: Order, found: Any) -> None:
        if mine != self._wanted:
            return
        self._document = self._press.document(order, found)
        self.preview.show_document(self._document)
        self._note.setText(self._remark(order, found))
        self._ready()

    def _on_unread(self, mine: int, error: BaseException) -> None:
        if mine != self._wanted or isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            self._show_none(self.tr("That did not work."))
            raise error
        self._show_none(str(error))

    def _remark(self, order: Order, found: Any) -> str:
        if order.paper is Paper.LABELS and found.without:
            text = self.tr("No address, so no label: %n contact(s)", None, found.without)
            return english_plural(text, found.without)
        return ""

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
