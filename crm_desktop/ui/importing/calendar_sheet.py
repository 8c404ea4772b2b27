"""Taking in a calendar that another program wrote: each event with what comes of it, then what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QScrollArea, QVBoxLayout

from crm_desktop.domain.calendar_file import EventFate
from crm_desktop.ui.importing.archive_sheet import ArchiveSheet
from crm_desktop.ui.importing.export_kinds import ExportKind
from crm_desktop.ui.widgets.plain_text import one_line
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.calendar_file import EventRow
    from crm_desktop.services.calendar_files import CalendarFiles, CalendarReport
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _HEIGHT = 760, 560
_translate = QCoreApplication.translate


def calendar_kind(calendars: CalendarFiles) -> ExportKind:
    """All meetings and birthdays, as one of what can be exported."""
    wording = (
        _translate("CalendarFile", "Birthday of {name}"),
        _translate("CalendarFile", "Anniversary of {name}"),
    )
    return ExportKind(
        _translate("CalendarFile", "Calendar (meetings and birthdays)"),
        _translate(
            "CalendarFile",
            "For the calendar of a phone or another program. All meetings are in it, with their reminders,"
            " and every birthday as a yearly day.",
        ),
        ".ics",
        _translate("CalendarFile", "Calendars"),
        lambda path, _ids, progress, cancel: calendars.export(
            path, progress=progress, cancel=cancel, wording=wording
        ),
        for_all=True,
    )


class CalendarSheet(ArchiveSheet):
    """Nothing is written before the button that says so. Signals: `undo_asked()` for all of it."""

    def __init__(
        self,
        path: Path,
        calendars: CalendarFiles,
        runner: TaskRunner | ImmediateRunner,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        self.rows = QListWidget()
        taken: Any = calendars  # it is looked into and taken in with the same two words as an archive
        super().__init__(path, taken, runner, theme, parent)
        self.title.setText(self.tr("Import a calendar"))
        self.setWindowTitle(self.tr("Import a calendar"))
        self.fit(_WIDTH, _HEIGHT)

    def _make_seen(self) -> QWidget:
        seen = super()._make_seen()
        column = seen.layout()
        assert isinstance(column, QVBoxLayout)
        self.rows.setAccessibleName(self.tr("Events"))
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.rows.setWordWrap(True)
        self.rows.setSpacing(self.theme.px(4))
        self.rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column.addWidget(self.rows, 1)
        for numbers in seen.findChildren(QScrollArea):
            numbers.hide()
        return seen

    def _show_preview(self, report: CalendarReport) -> None:
        self._rest()
        self._show_rows(report)
        count = report.count(EventFate.NEW) + report.count(EventFate.CHANGED)
        if count:
            words = self.tr("{counts}. Nothing has been changed yet.")
            self.save_button.setText(english_plural(self.tr("Import %n event(s)", None, count), count))
            self.save_button.show()
            self.save_button.setFocus()
        else:
            words = self.tr("{counts}. There is nothing to import.")
            self.close_button.setText(self.tr("Close"))
        self._words.setText(words.format(counts=self._counts_of(report)))

    def _show_report(self, report: CalendarReport) -> None:
        self._rest()
        self._is_done = True
        self.title.setText(self.tr("Imported"))
        self._show_rows(report)
        words = self.tr("{counts}. One undo takes all of it back.")
        self._words.setText(words.format(counts=self._counts_of(report)))
        self.undo_button.setVisible(not report.changes_nothing)
        self.close_button.hide()
        self.save_button.setText(self.tr("Done"))
        self.save_button.show()
        self.save_button.setFocus()

    def _counts_of(self, report: CalendarReport) -> str:
        locale = QLocale()
        texts = _fates()
        parts = [
            texts[fate].format(count=locale.toString(report.count(fate)))
            for fate in EventFate
            if report.count(fate)
        ]
        passed = sum(report.passed_over.values())
        if passed:
            text = self.tr("{count} passed over, which are no events")
            parts.append(text.format(count=locale.toString(passed)))
        return ", ".join(parts) or self.tr("There is no event in it")

    def _show_rows(self, report: CalendarReport) -> None:
        self.rows.clear()
        self.rows.addItems([_line(row) for row in report.rows])


def _line(row: EventRow) -> str:
    """One event in a line, and below it what is to be said of it."""
    parts = [_fates_alone()[row.fate]]
    if row.at is not None:
        when = QDateTime(row.at.year, row.at.month, row.at.day, row.at.hour, row.at.minute, 0)
        parts.append(QLocale().toString(when, QLocale.FormatType.ShortFormat))
    if row.title:
        parts.append(one_line(row.title))
    else:
        place = _translate("CalendarFile", "Line {number}")
        parts.append(place.format(number=QLocale().toString(row.line)))
    if row.repeats:
        parts.append(_translate("CalendarFile", "repeats"))
    said = "  ·  ".join(parts)
    return "\n    ".join((said, *map(one_line, row.words)))


def _fates() -> dict[EventFate, str]:
    return {
        EventFate.NEW: _translate("CalendarFile", "{count} new"),
        EventFate.CHANGED: _translate("CalendarFile", "{count} changed"),
        EventFate.SAME: _translate("CalendarFile", "{count} the same"),
        EventFate.REFUSED: _translate("CalendarFile", "{count} refused"),
    }


def _fates_alone() -> dict[EventFate, str]:
    return {
        EventFate.NEW: _translate("CalendarFile", "New"),
        EventFate.CHANGED: _translate("CalendarFile", "Changed"),
        EventFate.SAME: _translate("CalendarFile", "The same"),
        EventFate.REFUSED: _translate("CalendarFile", "Refused"),
    }
