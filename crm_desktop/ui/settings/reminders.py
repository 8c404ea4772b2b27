"""Settings of reminders: when they come, and whether the desktop shows them; with a test and its outcome."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTime, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QTimeEdit

from crm_desktop.domain.yearly import Feb29
from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.widgets.buttons import QuietButton

if TYPE_CHECKING:
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.shell.ports import NotifierPort, NotifyOutcome
    from crm_desktop.ui.theme.controller import ThemeController

_ASK_EVERY = 250  # ms, while a test notification is under way
_ASK_AT_MOST = 60


class RemindersSection(Section):
    """Every choice is kept at once; what is due moves with it."""

    def __init__(self, settings: Settings, notifier: NotifierPort, theme: ThemeController) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Reminders"))
        self._settings = settings
        self._notifier = notifier
        self._asked = 0
        self._before: NotifyOutcome | None = None
        self._asking = QTimer(self, interval=_ASK_EVERY)
        self._asking.timeout.connect(self._on_asking_timeout)
        self.morning_edit = self._morning_edit()
        self.lead_box = self._lead_box()
        self.ahead_box = self._ahead_box()
        self.feb_29_box = self._feb_29_box()
        self.notifications_box = QCheckBox(self.tr("Show on the desktop"))
        self.notifications_box.setChecked(settings.notifications)
        self.notifications_box.toggled.connect(self._on_notifications_toggled)
        self.test_button = QuietButton(self.tr("Send a test notification"), theme)
        self.test_button.clicked.connect(self._on_test_clicked)
        self._add_rows()
        self.health = self.add_note("")
        self._show_health()

    def _add_rows(self) -> None:
        self.add_row(
            self.tr("Morning"),
            self.morning_edit,
            self.tr("Birthdays, promises and cold contacts come at this time."),
        )
        self.add_row(
            self.tr("Before a meeting"), self.lead_box, self.tr("Each meeting can have its own time as well.")
        )
        self.add_row(
            self.tr("Before a birthday"), self.ahead_box, self.tr("You are reminded again on the day itself.")
        )
        self.add_row(self.tr("Born on 29 February"), self.feb_29_box, self.tr("In years without that day."))
        self.add_row(
            self.tr("Notifications"),
            self.notifications_box,
            self.tr("Reminders are always on the Today page; these come on top."),
        )
        self.add_row(self.tr("Do they arrive?"), self.test_button)

    def _morning_edit(self) -> QTimeEdit:
        morning = self._settings.morning_time
        edit = QTimeEdit()
        # Hours stand before minutes in every script; in a right-to-left window Qt would turn them round.
        edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        edit.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        edit.setTime(QTime(morning.hour, morning.minute))
        edit.setKeyboardTracking(False)
        edit.timeChanged.connect(self._on_morning_changed)
        return edit

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
        box.setCurrentIndex(box.findData(self._settings.feb_29))
        box.activated.connect(self._on_feb_29_chosen)
        return box

    def _on_morning_changed(self, at: QTime) -> None:
        self._settings.morning_time = time(at.hour(), at.minute())

    def _on_lead_changed(self, minutes: int) -> None:
        self._settings.appointment_lead = minutes

    def _on_ahead_changed(self, days: int) -> None:
        self._settings.birthday_days_ahead = days

    def _on_feb_29_chosen(self) -> None:
        self._settings.feb_29 = Feb29(self.feb_29_box.currentData())

    def _on_notifications_toggled(self, wanted: bool) -> None:
        self._settings.notifications = wanted

    def _on_test_clicked(self) -> None:
        self._before = self._notifier.last_result
        self._asked = 0
        self.test_button.setEnabled(False)
        self.health.setText(self.tr("Asking the desktop…"))
        self._notifier.notify_later(
            self.tr("CRM Desktop"), self.tr("This is a test. Reminders will look like this.")
        )
        self._asking.start()

    def _on_asking_timeout(self) -> None:
        self._asked += 1
        if self._notifier.last_result is self._before and self._asked < _ASK_AT_MOST:
            return
        self._asking.stop()
        self.test_button.setEnabled(True)
        self._show_health()

    def _show_health(self) -> None:
        result = self._notifier.last_result
        if result is None:
            self.health.setText(self.tr("No notification has been sent since the program started."))
        elif result.delivered:
            self.health.setText(self.tr("The desktop took the last notification."))
        else:
            self.health.setText(
                self.tr(
                    "The last notification was not shown: {reason}. Reminders are still on the Today page."
                ).format(reason=result.reason.rstrip("."))
            )
