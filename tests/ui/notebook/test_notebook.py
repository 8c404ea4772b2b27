"""A page of the notebook: written at the hours, and in the column of what is important."""

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.services.context import Services
from crm_desktop.ui.calendar.entries import EntryMaker
from crm_desktop.ui.notebook.hour_line import EntryButton
from crm_desktop.ui.notebook.notebook_view import NotebookView
from crm_desktop.ui.theme.controller import ThemeController


@pytest.fixture
def today(services: Services) -> date:
    return services.clock.now().astimezone(services.clock.zone()).date()


@pytest.fixture
def view(services: Services, theme: ThemeController, qtbot: QtBot, today: date) -> NotebookView:
    made = NotebookView(
        services.agenda,
        services.day_notes,
        services.settings,
        services.clock,
        EntryMaker(services.clock),
        theme,
    )
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_day(today)
    made.show()
    return made


def _buttons(view: NotebookView) -> list[str]:
    return [one.accessibleName() for one in view.findChildren(EntryButton) if one.isVisibleTo(view)]


def test_what_is_typed_as_important_is_kept_without_being_told(
    services: Services, view: NotebookView, today: date, qtbot: QtBot
) -> None:
    view.important.setPlainText("Market day\nbring change")
    qtbot.waitUntil(lambda: services.day_notes.of(today) == "Market day\nbring change", timeout=4000)


def test_turning_the_page_keeps_what_was_just_typed(
    services: Services, view: NotebookView, today: date
) -> None:
    view.important.setPlainText("Call the bank")
    view.show_day(today + timedelta(days=1))
    assert services.day_notes.of(today) == "Call the bank"
    assert view.important.toPlainText() == ""
    view.show_day(today)
    assert view.important.toPlainText() == "Call the bank"


def test_leaving_the_notebook_keeps_what_was_just_typed(
    services: Services, view: NotebookView, today: date
) -> None:
    view.important.setPlainText("Call the bank")
    view.hide()
    assert services.day_notes.of(today) == "Call the bank"


def test_what_changes_elsewhere_does_not_take_away_what_is_being_typed(
    services: Services, view: NotebookView, today: date
) -> None:
    view.important.setPlainText("half a sent")
    services.appointments.plan(Appointment("Tea", datetime.combine(today, time(11)), "UTC"))
    view.show_day(today)
    assert view.important.toPlainText() == "half a sent"


def test_undo_shows_the_page_as_it_was(services: Services, view: NotebookView, today: date) -> None:
    view.important.setPlainText("first")
    view.keep()
    services.undo.undo()
    view.show_day(today)
    assert view.important.toPlainText() == ""


def test_what_is_written_at_an_hour_is_planned_there(view: NotebookView, today: date, qtbot: QtBot) -> None:
    line = view._lines[11]
    line.edit.setText("tea with Hana")
    with qtbot.waitSignal(view.written) as written:
        QTest.keyClick(line.edit, Qt.Key.Key_Return)
    assert written.args == [datetime.combine(today, time(11)), "tea with Hana"]
    assert line.edit.text() == ""


def test_what_is_written_is_kept_once_when_one_goes_on_to_the_next_line(view: NotebookView) -> None:
    told: list[str] = []
    view.written.connect(lambda _at, text: told.append(text))
    view._lines[11].edit.setText("tea")
    view._lines[11].edit.setFocus()
    QTest.keyClick(view._lines[11].edit, Qt.Key.Key_Down)
    view.keep()
    assert told == ["tea"]


def test_the_lines_are_the_hours_one_works_and_those_something_stands_at(
    services: Services, view: NotebookView, today: date, qtbot: QtBot
) -> None:
    zone = getattr(services.clock.zone(), "key", "UTC")
    services.appointments.plan(Appointment("Early", datetime.combine(today, time(5)), zone))
    view.show_day(today)
    shown = [hour for hour, line in sorted(view._lines.items()) if line.isVisibleTo(view)]
    assert shown == list(range(5, 19))
    qtbot.waitUntil(lambda: any("Early" in name for name in _buttons(view)))


def test_todays_page_is_marked_by_a_ribbon(view: NotebookView, today: date) -> None:
    assert view._ribbon.isVisibleTo(view)
    view.show_day(today + timedelta(days=1))
    assert not view._ribbon.isVisibleTo(view)


def test_a_meeting_on_the_page_is_opened(
    services: Services, view: NotebookView, today: date, qtbot: QtBot
) -> None:
    zone = getattr(services.clock.zone(), "key", "UTC")
    services.appointments.plan(Appointment("Tea", datetime.combine(today, time(11)), zone))
    view.show_day(today)
    qtbot.waitUntil(lambda: len(_buttons(view)) == 1)
    [button] = view.findChildren(EntryButton)
    with qtbot.waitSignal(view.entry_opened) as opened:
        button.click()
    assert opened.args[0].title == "Tea"


def test_every_field_has_a_name(view: NotebookView) -> None:
    assert view.important.accessibleName()
    assert all(line.edit.accessibleName() for line in view._lines.values())


def test_the_arrow_keys_turn_the_page_and_escape_leads_back_from_writing(
    view: NotebookView, today: date, qtbot: QtBot
) -> None:
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    with qtbot.waitSignal(view.day_changed) as turned:
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert turned.args == [today + timedelta(days=1)]
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view._lines[9].edit.hasFocus()
    QTest.keyClick(view._lines[9].edit, Qt.Key.Key_Escape)
    assert view.hasFocus()
    assert str(today.year) in view.accessibleName()
