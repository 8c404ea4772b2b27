"""The hours one works, in the settings."""

from PySide6.QtCore import QTime
from pytestqt.qtbot import QtBot

from crm_desktop.services.context import Services
from crm_desktop.ui.settings.working_hours import WorkingHoursSection
from crm_desktop.ui.theme.controller import ThemeController


def test_the_hours_are_kept_and_an_end_before_the_beginning_is_refused(
    services: Services, theme: ThemeController, qtbot: QtBot
) -> None:
    section = WorkingHoursSection(services.settings, theme)
    qtbot.addWidget(section)
    section.show()
    section.end.setTime(QTime(20, 30))
    assert services.settings.work_until.hour == 20
    section.end.setTime(QTime(6, 0))
    assert section.refusal.isVisible()
    assert services.settings.work_until.hour == 20
    section.begin.setTime(QTime(5, 0))
    assert not section.refusal.isVisible()
    assert (services.settings.work_from.hour, services.settings.work_until.hour) == (5, 6)
