"""The hours one works: where a day of the calendar begins, and which lines the notebook has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.settings.time_field import time_field, time_in
from crm_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.theme.controller import ThemeController


class WorkingHoursSection(Section):
    """An end before the beginning is refused beside the fields, and what was there stays."""

    def __init__(self, settings: Settings, theme: ThemeController) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Calendar"))
        self._settings = settings
        self.begin = time_field(settings.work_from)
        self.end = time_field(settings.work_until)
        self.refusal = PlainLabel()
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.add_note(self.tr("The calendar and the notebook begin and end with the hours you work."))
        self.add_row(self.tr("Work begins"), self.begin)
        self.add_row(self.tr("Work ends"), self.end)
        self.add_wide(self.refusal)
        self.begin.timeChanged.connect(self._keep)
        self.end.timeChanged.connect(self._keep)

    def _keep(self) -> None:
        begin, end = time_in(self.begin), time_in(self.end)
        wrong = end <= begin
        self.refusal.setText(self.tr("Work ends after it begins. Choose a later end.") if wrong else "")
        self.refusal.setVisible(wrong)
        if not wrong:
            self._settings.work_from, self._settings.work_until = begin, end
