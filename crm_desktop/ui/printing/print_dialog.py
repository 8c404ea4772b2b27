"""Printing: which paper, of whom, a look at it, and then to the printer or into a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QSpinBox, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.planning.when_edit import day_edit
from crm_desktop.ui.printing.choices import Order, Paper
from crm_desktop.ui.printing.labels import SHEETS
from crm_desktop.ui.printing.paper_sheet import PaperSheet
from crm_desktop.ui.printing.shape import shape
from crm_desktop.ui.widgets.calendar import dress_calendar
from crm_desktop.ui.widgets.labels import PlainLabel
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.printing.choices import Press
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController

_SETTLE_MS = 150
_CLIENTS_AT_ONCE = 200


class PrintDialog(PaperSheet):
    """`groups` are whom it can be about: words, and their contacts (None for everyone). The last is
    chosen, but for a list the one before where the last is a single person, until somebody chooses.
    """

    def __init__(
        self,
        press: Press,
        groups: Sequence[tuple[str, tuple[ContactId, ...] | None]],
        settings: Settings,
        runner: TaskRunner | ImmediateRunner,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, runner, theme, parent)
        self._press = press
        self._wanted = 0
        self._groups = list(groups)
        self._whom_was_chosen = False
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
        self.labels_box.activated.connect(self._keep_labels)
        self.who_box.activated.connect(self._on_whom_chosen)
        self.day_edit.dateChanged.connect(self._ask)
        self.first_box.valueChanged.connect(self._ask)
        self.country_check.toggled.connect(self._ask)

    def _keep_labels(self) -> None:
        self._settings.label_sheet = self.labels_box.currentData()

    def _on_whom_chosen(self) -> None:
        self._whom_was_chosen = True

    def _on_paper_changed(self) -> None:
        if not self._whom_was_chosen:
            last = len(self._groups) - 1
            is_list = self.paper_box.currentData() in (Paper.PHONES, Paper.BIRTHDAYS)
            is_one = len(self._groups[last][1] or ()) == 1
            self.who_box.setCurrentIndex(last - 1 if is_list and is_one and last else last)
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
        self._show_paper(self._press.document(order, found), self._remark(order, found))

    def _on_unread(self, mine: int, error: BaseException) -> None:
        if mine != self._wanted or isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            self._show_none(self.tr("That did not work."))
            raise error
        self._show_none(str(error))

    def _remark(self, order: Order, found: Any) -> str:
        if order.paper is Paper.LABELS and found.without:
            text = self.tr("No address, so no label: %Ln contact(s)", None, found.without)
            return english_plural(text, found.without)
        return ""
