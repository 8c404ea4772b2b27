"""Settings of when reminders come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSpinBox

from crm_desktop.domain.yearly import Feb29
from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.settings.time_field import time_field, time_in

if TYPE_CHECKING:
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.theme.controller import ThemeController


class RemindersSection(Section):
    """Every choice is kept at once; what is due moves with it."""

    def __init__(self, settings: Settings, theme: ThemeController) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Reminders"))
        self._settings = settings
        self.morning_edit = time_field(settings.morning_time)
        self.morning_edit.timeChanged.connect(self._on_morning_changed)
        self.lead_box = self._lead_box()
        self.ahead_box = self._ahead_box()
        self.feb_29_box = self._feb_29_box()
        self.add_row(
            self.tr("Morning"),
            self.morning_edit,
            self.tr("Birthdays, promises and cold contacts come at this time."),
        )
        self.add_row(
            self.tr("Before a meeting"), self.lead_box, self.tr("Each meeting can have its own time as well.")
        )
        self.add_row(
            self.tr("Before birthdays and other dates"),
            self.ahead_box,
            self.tr("You are reminded again on the day itself."),
        )
        self.add_row(self.tr("Born on 29 February"), self.feb_29_box, self.tr("In years without that day."))

    def _lead_box(self) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, 7 * 24 * 60)
        box.setSingleStep(5)
        box.setSpecialValueText(self.tr("At the start"))
        box.setSuffix(self.tr(" minutes"))
        box.setKeyboardTracking(False)
        box.setValue(self._settings.appointment_lead)
        box.valueChanged.connect(self._on_lead_changed)
        return box

    def _ahead_box(self) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, 60)
        box.setSpecialValueText(self.tr("Only on the day"))
        box.setSuffix(self.tr(" days"))
        box.setKeyboardTracking(False)
        box.setValue(self._settings.birthday_days_ahead)
        box.valueChanged.connect(self._on_ahead_changed)
        return box

    def _feb_29_box(self) -> QComboBox:
        box = QComboBox()
        box.addItem(self.tr("28 February"), Feb29.FEB_28)
        box.addItem(self.tr("1 March"), Feb29.MAR_1)
        box.addItem(self.tr("Only in leap years"), Feb29.LEAP_YEARS)
        box.setCurrentIndex(box.findData(self._settings.feb_29))
        box.activated.connect(self._on_feb_29_chosen)
        return box

    def _on_morning_changed(self) -> None:
        self._settings.morning_time = time_in(self.morning_edit)

    def _on_lead_changed(self, minutes: int) -> None:
        self._settings.appointment_lead = minutes

    def _on_ahead_changed(self, days: int) -> None:
        self._settings.birthday_days_ahead = days

    def _on_feb_29_chosen(self) -> None:
        self._settings.feb_29 = Feb29(self.feb_29_box.currentData())
