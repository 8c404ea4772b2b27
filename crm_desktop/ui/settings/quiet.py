"""Settings of notifications on the desktop: whether they come, and when they are held back."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.settings.time_field import time_field, time_in
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.theme.controller import ThemeController

_EVENING, _MORNING = time(21), time(8)
_WEEK = 7


class QuietSection(Section):
    """Every choice is kept at once. The Today page shows everything at all times."""

    def __init__(self, settings: Settings, theme: ThemeController) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Notifications"))
        self._settings = settings
        self.notifications_box = QCheckBox(self.tr("Show on the desktop"))
        self.notifications_box.setChecked(settings.notifications)
        self.notifications_box.toggled.connect(self._on_notifications_toggled)
        self.quiet_box = QCheckBox(self.tr("Hold back notifications"))
        self.quiet_box.setChecked(settings.quiet_from is not None and settings.quiet_until is not None)
        self.quiet_box.toggled.connect(self._on_quiet_changed)
        self.from_edit = time_field(settings.quiet_from or _EVENING)
        self.from_edit.setAccessibleName(self.tr("Quiet hours from"))
        self.until_edit = time_field(settings.quiet_until or _MORNING)
        self.until_edit.setAccessibleName(self.tr("Quiet hours until"))
        for edit in (self.from_edit, self.until_edit):
            self._wheel.calm(edit)
            edit.timeChanged.connect(self._on_quiet_changed)
        self.day_chips = {day: self._chip(day) for day in _week()}
        self._add_rows()
        self._show_state()

    def _add_rows(self) -> None:
        self.add_row(
            self.tr("Notifications"),
            self.notifications_box,
            self.tr("Reminders are always on the Today page; these come on top."),
        )
        self.add_row(
            self.tr("Quiet hours"),
            self.quiet_box,
            self.tr("What comes due meanwhile is told when they are over."),
        )
        self._times = self._span()
        self.add_row(self.tr("From and until"), self._times)
        self._times.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the two fields in it are the stops
        self._days = QWidget()
        days = FlowLayout(self._days, gap=self._theme.px(8))
        for chip in self.day_chips.values():
            days.addWidget(chip)
        self.add_block(
            self.tr("Days off"), self._days, self.tr("On these days the desktop is left alone as well.")
        )
        self.note = self.add_note("")

    def _span(self) -> QWidget:
        span = QWidget()
        line = QHBoxLayout(span)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(8))
        line.addWidget(self.from_edit)
        line.addWidget(PlainLabel("–"))
        line.addWidget(self.until_edit)
        return span

    def _chip(self, day: int) -> Chip:
        locale = QLocale()
        chip = Chip(locale.standaloneDayName(day, QLocale.FormatType.ShortFormat), self._theme)
        name = locale.standaloneDayName(day)
        chip.setAccessibleName(self.tr("{day} off").format(day=name))
        chip.setToolTip(name)
        chip.setChecked(day in self._settings.days_off)
        chip.toggled.connect(self._on_days_changed)
        return chip

    def _on_notifications_toggled(self, wanted: bool) -> None:
        self._settings.notifications = wanted
        self._show_state()

    def _on_quiet_changed(self) -> None:
        wanted = self.quiet_box.isChecked()
        self._settings.quiet_from = time_in(self.from_edit) if wanted else None
        self._settings.quiet_until = time_in(self.until_edit) if wanted else None
        self._show_state()

    def _on_days_changed(self) -> None:
        self._settings.days_off = tuple(day for day, chip in self.day_chips.items() if chip.isChecked())
        self._show_state()

    def _show_state(self) -> None:
        wanted = self.notifications_box.isChecked()
        self.quiet_box.setEnabled(wanted)
        self._times.setEnabled(wanted and self.quiet_box.isChecked())
        self._days.setEnabled(wanted)
        text = self._warning() if wanted else ""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _warning(self) -> str:
        if len(self._settings.days_off) == _WEEK:
            return self.tr("With every day off, the desktop never shows a reminder.")
        if self.quiet_box.isChecked() and self.from_edit.time() == self.until_edit.time():
            return self.tr("From and until are the same: nothing is held back.")
        return ""


def _week() -> list[int]:
    """ISO weekdays in the order of the locale's week."""
    first = int(QLocale().firstDayOfWeek().value)
    return [(first - 1 + ahead) % _WEEK + 1 for ahead in range(_WEEK)]
