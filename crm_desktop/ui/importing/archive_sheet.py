"""Taking in everything from one file: how much of each kind would come, then how much came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.importing.export_kinds import ExportKind
from crm_desktop.ui.importing.working_view import WorkingView
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import FaceLabel, Muted
from crm_desktop.ui.widgets.plain_text import one_line
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from crm_desktop.services.archiving import ArchiveReport, Archiving
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, Task, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _HEIGHT = 560, 520
_translate = QCoreApplication.translate


def archive_kind(archiving: Archiving) -> ExportKind:
    """Everything in one file, as one of what can be exported."""
    return ExportKind(
        _translate("Archive", "Everything in one file (archive)"),
        _translate(
            "Archive",
            "Contacts, meetings, notes, promises, photos and settings: to keep, or to take to another"
            " computer. It is not encrypted: whoever has the file can read it.",
        ),
        ".zip",
        _translate("Archive", "Archives"),
        lambda path, _ids, progress, cancel: archiving.export(path, progress, cancel).count("contacts").total,
        for_all=True,
    )


class ArchiveSheet(Sheet):
    """Nothing is written before the button that says so. Signals: `undo_asked()` for all of it."""

    undo_asked = Signal()

    def __init__(
        self,
        path: Path,
        archiving: Archiving,
        runner: TaskRunner | ImmediateRunner,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Import everything"), theme, parent, save=self.tr("Import"))
        self._path = path
        self._archiving = archiving
        self._runner = runner
        self._task: Task | None = None
        self._at_work = False
        self._is_done = False
        self.working = WorkingView(theme)
        self._words = FaceLabel("", theme, Face.BODY)
        self._words.setWordWrap(True)
        self.counts = QWidget()
        self._grid = QGridLayout(self.counts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(0, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._faces = QStackedWidget()
        self._faces.addWidget(self.working)
        self._faces.addWidget(self._make_seen())
        self.body.addWidget(self._faces)
        self.undo_button = QuietButton(self.tr("Undo the import"), theme, "undo")
        self.undo_button.clicked.connect(self._on_undo_clicked)
        self.undo_button.hide()
        self.foot.insertWidget(0, self.undo_button)
        self.saved.connect(self._on_saved)
        self.fit(_WIDTH, _HEIGHT)

    def _make_seen(self) -> QWidget:
        seen = QWidget()
        column = QVBoxLayout(seen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(14))
        column.addWidget(self._words)
        around = QScrollArea()
        around.setFrameShape(QFrame.Shape.NoFrame)
        around.setWidgetResizable(True)
        around.setWidget(self.counts)
        column.addWidget(around, 1)
        return seen

    @property
    def words(self) -> str:
        """What it says above the numbers."""
        return self._words.text()

    def look(self) -> None:
        """Find out what would come of it."""
        words = self.tr("Reading {name}…").format(name=one_line(self._path.name))
        self._work(words, preview=True)

    def apply(self) -> None:
        """Take it in."""
        words = self.tr("Importing {name}…").format(name=one_line(self._path.name))
        self._work(words, preview=False)

    def reject(self) -> None:
        """Stop what is under way, else go."""
        if self._task is not None:
            self.close_button.setEnabled(False)
            self._task.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._task is not None:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def _work(self, words: str, *, preview: bool) -> None:
        self.error("")
        self.working.begin(words)
        self._faces.setCurrentIndex(0)
        self.save_button.hide()
        self.close_button.setText(self.tr("Cancel"))
        self._at_work = True
        what = self._archiving.preview if preview else self._archiving.bring_in
        task = self._runner.run(
            lambda progress, cancel: what(self._path, progress, cancel),
            on_done=self._show_preview if preview else self._show_report,
            on_error=self._on_failed,
            on_progress=self.working.show_progress,
        )
        self._task = task if self._at_work else None

    def _show_preview(self, report: ArchiveReport) -> None:
        self._rest()
        self._show_counts(report)
        when = report.written_at.astimezone()
        day = QLocale().toString(QDate(when.year, when.month, when.day), QLocale.FormatType.LongFormat)
        if report.changes_nothing:
            words = self.tr("You have all of this already, just as it is. There is nothing to import.")
            self.close_button.setText(self.tr("Close"))
        else:
            words = self.tr("All that stood in another data file on {day}. Nothing has been changed yet.")
            self.save_button.show()
            self.save_button.setFocus()
        self._words.setText(words.format(day=day))

    def _show_report(self, report: ArchiveReport) -> None:
        self._rest()
        self._is_done = True
        self.title.setText(self.tr("Imported"))
        self._show_counts(report)
        self._words.setText(self.tr("One undo takes all of it back, but for the settings."))
        self.undo_button.show()
        self.close_button.hide()
        self.save_button.setText(self.tr("Done"))
        self.save_button.show()
        self.save_button.setFocus()

    def _show_counts(self, report: ArchiveReport) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for column, text in enumerate((self.tr("New"), self.tr("Changed"), self.tr("The same")), 1):
            self._put(Muted(text, self.theme), 0, column)
        names = _names()
        for row, one in enumerate((count for count in report.counts if count.total), 1):
            name = FaceLabel(names.get(one.what, one.what), self.theme, Face.BODY)
            self._grid.addWidget(name, row, 0)
            for column, number in enumerate((one.new, one.changed, one.same), 1):
                text = QLocale().toString(number) if number else "–"
                label = FaceLabel(text, self.theme, Face.STRONG if number and column < 3 else Face.BODY)
                label.setAccessibleName(text)
                self._put(label, row, column)
        # What it holds came while another face was shown: it is as large from now on, and scrolls.
        self._grid.activate()
        self.counts.setMinimumSize(self._grid.sizeHint())

    def _put(self, label: QWidget, row: int, column: int) -> None:
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTrailing)

    def _rest(self) -> None:
        self._task, self._at_work = None, False
        self._faces.setCurrentIndex(1)
        self.close_button.setEnabled(True)

    def _on_saved(self) -> None:
        if self._is_done:
            self.accept()
        else:
            self.apply()

    def _on_undo_clicked(self) -> None:
        self.undo_asked.emit()
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._rest()
        self.close_button.setText(self.tr("Close"))
        self.close_button.setFocus()
        self._words.setText(self.tr("Nothing was changed."))
        if isinstance(error, Cancelled):
            super().reject()
        elif isinstance(error, UserError):
            self.error(str(error))
        else:
            self.error(self.tr("That did not work. Nothing was changed."))
            raise error


def _names() -> dict[str, str]:
    """The kinds of things in the language of the window."""
    return {
        "contacts": _translate("Archive", "Contacts"),
        "photos": _translate("Archive", "Photos"),
        "relationships": _translate("Archive", "Relationships"),
        "companies": _translate("Archive", "Companies"),
        "tags": _translate("Archive", "Tags"),
        "custom fields": _translate("Archive", "Own fields"),
        "filters": _translate("Archive", "Saved lists"),
        "interactions": _translate("Archive", "What happened"),
        "appointments": _translate("Archive", "Meetings"),
        "series": _translate("Archive", "Meetings that repeat"),
        "attachments": _translate("Archive", "Attachments"),
        "follow-ups": _translate("Archive", "Promises"),
        "reminders": _translate("Archive", "Reminders that were shown"),
        "day notes": _translate("Archive", "Pages of the notebook"),
        "settings": _translate("Archive", "Settings"),
    }
