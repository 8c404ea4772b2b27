"""Writing contacts to a file: which of them, as what, and where to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QStackedWidget, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.importing.working_view import WorkingView
from crm_desktop.ui.widgets.labels import PlainLabel
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.exporting import Exporting
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, Task, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController

VERSIONS = ("4.0", "3.0")
_SHEET = "csv"


class ExportDialog(Sheet):
    """Signals: `exported(path, count)` once the file is written."""

    exported = Signal(object, int)

    def __init__(
        self,
        exporting: Exporting,
        runner: TaskRunner | ImmediateRunner,
        theme: ThemeController,
        selected: Sequence[ContactId] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Export contacts"), theme, parent, save=self.tr("Choose a file…"))
        self._exporting = exporting
        self._runner = runner
        self._selected = tuple(selected)
        self._task: Task | None = None
        self._at_work = False
        self.which_box = self._which_box()
        self.version_box = self._version_box()
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(theme.px(12))
        rows.setHorizontalSpacing(theme.px(14))
        rows.addRow(PlainLabel(self.tr("Which")), self.which_box)
        rows.addRow(PlainLabel(self.tr("As")), self.version_box)
        self.working = WorkingView(theme)
        self._faces = QStackedWidget()
        self._faces.addWidget(form)
        self._faces.addWidget(self.working)
        self.body.addWidget(self._faces)
        self.saved.connect(self._on_saved)

    def write(self, path: Path) -> None:
        """Write the chosen contacts to `path`."""
        ids = self._selected if self.which_box.currentData() else None
        chosen = self.version_box.currentData()
        version = VERSIONS[0] if chosen == _SHEET else chosen
        self.error("")
        self.working.begin(self.tr("Writing {name}…").format(name=path.name))
        self._faces.setCurrentWidget(self.working)
        self.save_button.hide()
        self._at_work = True
        task = self._runner.run(
            lambda progress, cancel: self._exporting.export(
                path, ids=ids, version=version, progress=progress, cancel=cancel
            ),
            on_done=lambda count: self._on_done(path, count),
            on_error=self._on_failed,
            on_progress=self.working.show_progress,
        )
        self._task = task if self._at_work else None

    def reject(self) -> None:
        """Stop what is under way, else go."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def _which_box(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Which"))
        box.addItem(self.tr("All contacts"), False)
        if self._selected:
            count = len(self._selected)
            box.addItem(english_plural(self.tr("%n selected contact(s)", None, count), count), True)
            box.setCurrentIndex(1)
        return box

    def _version_box(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("As"))
        box.addItem(self.tr("vCard 4.0, the newest: everything is kept"), VERSIONS[0])
        box.addItem(self.tr("vCard 3.0, for older programs and phones"), VERSIONS[1])
        box.addItem(self.tr("CSV, for spreadsheets and Google Contacts"), _SHEET)
        return box

    def _on_saved(self) -> None:
        as_sheet = self.version_box.currentData() == _SHEET
        ending = ".csv" if as_sheet else ".vcf"
        first = str(Path.home() / (self.tr("contacts") + ending))
        kinds = self.tr("Sheets (*.csv)") if as_sheet else self.tr("Contacts (*.vcf)")
        name, _kind = QFileDialog.getSaveFileName(self, self.tr("Export contacts"), first, kinds)
        if name:
            path = Path(name)
            self.write(path if path.suffix.casefold() == ending else Path(f"{path}{ending}"))

    def _on_done(self, path: Path, count: int) -> None:
        self._task, self._at_work = None, False
        self.exported.emit(path, count)
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._task, self._at_work = None, False
        self._faces.setCurrentIndex(0)
        self.save_button.show()
        if isinstance(error, Cancelled):
            self.error(self.tr("Cancelled. Nothing was written."))
        elif isinstance(error, UserError):
            self.error(str(error))
        else:
            self.error(self.tr("That did not work."))
            raise error
