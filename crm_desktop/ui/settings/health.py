"""How reminding fares: last checked, next due, last notification, and a test with what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from crm_desktop.ui.settings.health_words import Checks, HealthWords, notice_trouble
from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import FaceLabel, PlainLabel
from crm_desktop.ui.widgets.pill import Pill

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QLabel

    from crm_desktop.services.ports import Clock
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.shell.desktop_notices import DesktopNotices
    from crm_desktop.ui.shell.reminding import Reminding
    from crm_desktop.ui.theme.controller import ThemeController

_LOOK_AGAIN = 5_000  # ms, while somebody looks


class HealthSection(Section):
    """Fresh whenever it is in view. `reminding` is asked each time: it begins after the window."""

    def __init__(
        self,
        *,
        settings: Settings,
        reminders: Reminders,
        notices: DesktopNotices,
        reminding: Callable[[], Reminding | None],
        clock: Clock,
        theme: ThemeController,
    ) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Do reminders arrive?"))
        self._settings = settings
        self._notices = notices
        self._reminding = reminding
        self._clock = clock
        self._wording = HealthWords(reminders, clock)
        self._since = clock.now()
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(theme.px(16))
        self._lines.setVerticalSpacing(theme.px(6))
        self._lines.setColumnStretch(1, 1)
        self._names: dict[QLabel, QLabel] = {}
        self.checked = self._line(self.tr("Last checked"))
        self.next_due = self._line(self.tr("Next due"))
        self.quiet = self._line(self.tr("Quiet until"))
        self.last = self._line(self.tr("Last notification"))
        self.state = Pill("", theme)
        self.trouble = PlainLabel()
        self.trouble.setWordWrap(True)
        self.test_button = QuietButton(self.tr("Send a test notification"), theme, "bell")
        self.test_button.clicked.connect(self._on_test_clicked)
        self.result = self._lay_out()
        self._looking = QTimer(self, interval=_LOOK_AGAIN)
        self._looking.timeout.connect(self.refresh)
        notices.answered.connect(self.refresh)

    def refresh(self) -> None:
        """Say how it is now."""
        if not self.isVisible():
            return
        checks = self._checks()
        for label, text in (
            (self.checked, self._wording.checked(checks)),
            (self.next_due, self._wording.next_due()),
            (self.quiet, self._wording.quiet()),
            (self.last, self._wording.last_notice(self._notices.last)),
        ):
            self._say(label, text)
        self._say_state(self._wording.check_trouble(checks), notice_trouble(self._notices.last))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._looking.start()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looking.stop()

    def _line(self, name: str) -> QLabel:
        label, value = FaceLabel(name, self._theme, muted=True), PlainLabel()
        value.setWordWrap(True)
        row = self._lines.rowCount()
        self._lines.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addWidget(value, row, 1)
        self._names[value] = label
        return value

    def _lay_out(self) -> QLabel:
        state = QHBoxLayout()
        state.addWidget(self.state)
        state.addStretch()
        self.add_line(state)
        self.add_wide(self.trouble)
        self.add_line(self._lines)
        button = QHBoxLayout()
        button.addWidget(self.test_button)
        button.addStretch()
        self.add_line(button)
        result = self.add_note("")
        result.hide()
        return result

    def _checks(self) -> Checks:
        reminding = self._reminding()
        if reminding is None:
            return Checks(self._since, None)
        return Checks(self._since, reminding.last_checked, reminding.is_held_up)

    def _say(self, value: QLabel, text: str) -> None:
        name = self._names[value]
        value.setText(text)
        value.setAccessibleName(f"{name.text()}: {text}")
        for label in (name, value):
            label.setVisible(bool(text))

    def _say_state(self, *troubles: str) -> None:
        trouble = "\n".join(filter(None, troubles))
        if trouble:
            self.state.set(self.tr("Needs a look"), "warn", "alert")
        elif not self._settings.notifications:
            self.state.set(self.tr("Only on the Today page"), "neutral", "bell-off")
        else:
            self.state.set(self.tr("All is well"), "good", "check")
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def _on_test_clicked(self) -> None:
        self.test_button.setEnabled(False)
        self._tell(self.tr("Asking the desktop…"))
        self._notices.notify_later(
            self.tr("CRM Desktop"),
            self.tr("This is a test. Reminders will look like this."),
            self._on_test_answered,
        )

    def _on_test_answered(self, seen: bool) -> None:
        self.test_button.setEnabled(True)
        if not seen:
            self._tell(self.tr("The test did not arrive. What to do stands above."))
        elif self._notices.last is not None and self._notices.last.in_tray:
            self._tell(self.tr("It was shown at the icon in the tray."))
        else:
            self._tell(
                self.tr(
                    "The desktop took it. If you saw nothing, the desktop itself holds notifications back: "
                    "look for “Do not disturb” in its settings."
                )
            )

    def _tell(self, text: str) -> None:
        self.result.setText(text)
        self.result.setVisible(bool(text))
