"""Quiet hours and days off, as a person chooses them."""

from datetime import time

import pytest
from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from crm_desktop.domain.quiet import QuietTime
from crm_desktop.services.context import Services
from crm_desktop.ui.settings.quiet import QuietSection
from crm_desktop.ui.theme.controller import ThemeController


def section_of(services: Services, theme: ThemeController, qtbot: QtBot) -> QuietSection:
    section = QuietSection(services.settings, theme)
    qtbot.addWidget(section)
    return section


@pytest.fixture
def section(services: Services, theme: ThemeController, qtbot: QtBot) -> QuietSection:
    return section_of(services, theme, qtbot)


def test_at_first_nothing_is_held_back(section: QuietSection, services: Services):
    assert not section.quiet_box.isChecked()
    assert not section.from_edit.isEnabled()
    assert services.settings.quiet_time == QuietTime()


def test_quiet_hours_are_kept_as_they_are_chosen(
    section: QuietSection, services: Services, theme: ThemeController, qtbot: QtBot
):
    section.quiet_box.setChecked(True)
    assert services.settings.quiet_time == QuietTime(time(21), time(8))
    section.from_edit.setTime(QTime(22, 30))
    section.until_edit.setTime(QTime(6, 45))
    assert services.settings.quiet_time == QuietTime(time(22, 30), time(6, 45))
    again = section_of(services, theme, qtbot)
    assert again.quiet_box.isChecked()
    assert again.until_edit.time() == QTime(6, 45)


def test_quiet_hours_that_are_switched_off_come_back_with_their_times(
    section: QuietSection, services: Services
):
    section.quiet_box.setChecked(True)
    section.from_edit.setTime(QTime(22, 30))
    section.quiet_box.setChecked(False)
    assert services.settings.quiet_time == QuietTime()
    section.quiet_box.setChecked(True)
    assert services.settings.quiet_from == time(22, 30)


def test_quiet_hours_without_length_say_that_they_hold_nothing_back(section: QuietSection):
    section.quiet_box.setChecked(True)
    assert section.note.isHidden()
    section.until_edit.setTime(section.from_edit.time())
    assert section.note.text() == "From and until are the same: nothing is held back."
    assert not section.note.isHidden()


def test_days_off_are_kept(section: QuietSection, services: Services, theme: ThemeController, qtbot: QtBot):
    section.day_chips[7].click()
    section.day_chips[6].click()
    assert services.settings.days_off == (6, 7)
    again = section_of(services, theme, qtbot)
    assert [day for day, chip in again.day_chips.items() if chip.isChecked()] == [6, 7]


def test_with_every_day_off_it_is_said_what_that_means(section: QuietSection):
    for chip in section.day_chips.values():
        chip.click()
    assert section.note.text() == "With every day off, the desktop never shows a reminder."


@pytest.mark.parametrize(
    "locale, first, name",
    [("de_DE", 1, "Montag off"), ("en_US", 7, "Sunday off"), ("fa_IR", 6, "شنبه off")],
)
def test_the_week_begins_where_it_does_for_the_reader(
    services: Services, theme: ThemeController, qtbot: QtBot, locale: str, first: int, name: str
):
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        section = section_of(services, theme, qtbot)
    finally:
        QLocale.setDefault(before)
    assert next(iter(section.day_chips)) == first
    assert len(section.day_chips) == 7
    assert section.day_chips[first].accessibleName() == name


def test_without_notifications_there_is_nothing_to_hold_back(section: QuietSection, services: Services):
    section.quiet_box.setChecked(True)
    section.notifications_box.setChecked(False)
    assert services.settings.notifications is False
    assert not any(chip.isEnabled() for chip in section.day_chips.values())
    assert not section.from_edit.isEnabled()
    assert services.settings.quiet_from == time(21), "the choice is kept for another day"
    section.notifications_box.setChecked(True)
    assert section.from_edit.isEnabled()


def test_everything_is_reached_by_the_keyboard_and_has_a_name(section: QuietSection, qtbot: QtBot):
    section.quiet_box.setChecked(True)
    section.show()
    qtbot.waitExposed(section)
    section.notifications_box.setFocus()
    reached = []
    while section.focusWidget() is not list(section.day_chips.values())[-1]:
        # Within a time, Tab goes from the hour to the minute first.
        reached += [section.focusWidget()] if section.focusWidget() not in reached else []
        qtbot.keyClick(section.focusWidget(), Qt.Key.Key_Tab)
    assert reached == [
        section.notifications_box,
        section.quiet_box,
        section.from_edit,
        section.until_edit,
        *list(section.day_chips.values())[:-1],
    ]
    assert all(widget.accessibleName() for widget in reached)
    chip = section.day_chips[1]
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert isinstance(chip, QAbstractButton)
    assert chip.isChecked()
    section.hide()
