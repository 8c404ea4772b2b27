"""Pausing: the days that the menu offers, and a day of one's own."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.people.pause_menu import PauseSheet, pause_menu
from crm_desktop.ui.theme.controller import ThemeController
from tests.fakes import FakeClock


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def texts(clock: FakeClock, window: QWidget) -> list[str]:
    menu = pause_menu(clock, lambda day: None, lambda: None, window)
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_the_menu_names_its_days(clock: FakeClock, window: QWidget) -> None:
    clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert texts(clock, window) == [
        "A week  (until 9 Mar)",
        "A month  (until 2 Apr)",
        "Three months  (until 2 Jun)",
        "Until a day…",
    ]


def test_a_month_after_the_thirty_first_is_the_end_of_the_next(clock: FakeClock, window: QWidget) -> None:
    clock.set(datetime(2026, 1, 31, 9, tzinfo=UTC))
    assert "A month  (until 28 Feb)" in texts(clock, window)


def test_it_counts_from_the_day_on_the_users_wall(clock: FakeClock, window: QWidget) -> None:
    clock.travel("Pacific/Kiritimati")
    clock.set(datetime(2026, 3, 2, 12, tzinfo=UTC))
    assert "A week  (until 10 Mar)" in texts(clock, window)


def test_a_choice_is_told_as_a_day(clock: FakeClock, window: QWidget) -> None:
    clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    chosen: list[date] = []
    asked: list[str] = []
    menu = pause_menu(clock, chosen.append, lambda: asked.append("day"), window)
    week, *_, other = menu.actions()
    week.trigger()
    other.trigger()
    assert (chosen, asked) == ([date(2026, 3, 9)], ["day"])


def test_the_sheet_begins_with_a_week_and_tells_its_day(
    clock: FakeClock, theme: ThemeController, window: QWidget
) -> None:
    clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    chosen: list[date] = []
    sheet = PauseSheet(clock, chosen.append, theme, window)
    assert sheet.day.day() == date(2026, 3, 9)
    sheet.day.set_day(date(2026, 5, 1))
    sheet.save_button.click()
    assert chosen == [date(2026, 5, 1)]


def test_the_sheet_wants_a_day_that_is_still_to_come(
    clock: FakeClock, theme: ThemeController, window: QWidget
) -> None:
    clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    chosen: list[date] = []
    sheet = PauseSheet(clock, chosen.append, theme, window)
    sheet.show()
    sheet.day.set_day(date(2026, 3, 2))
    sheet.save_button.click()
    assert chosen == []
    assert sheet.isVisible()
    sheet.reject()
