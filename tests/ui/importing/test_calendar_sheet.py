"""A calendar in the window: what would come of each event is shown, then it comes; undo takes it back."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.services.context import Services
from crm_desktop.ui.importing.calendar_sheet import CalendarSheet, calendar_kind
from crm_desktop.ui.runtime.task_runner import ImmediateRunner
from crm_desktop.ui.theme.controller import ThemeController
from tests.unit.services.calendar_file import CORPUS


@pytest.fixture
def sheet(services: Services, theme: ThemeController, qtbot: QtBot) -> CalendarSheet:
    made = CalendarSheet(CORPUS / "google.ics", services.calendar_files, ImmediateRunner(), theme)
    qtbot.addWidget(made)
    made.show()
    made.look()
    return made


def lines(sheet: CalendarSheet) -> list[str]:
    return [sheet.rows.item(place).text() for place in range(sheet.rows.count())]


def planned(services: Services) -> int:
    now = services.clock.now()
    return len(services.appointments.between(now - timedelta(days=4000), now + timedelta(days=4000)))


def test_each_event_is_shown_before_anything_is_written(sheet: CalendarSheet, services: Services) -> None:
    assert sheet.words == "4 new. Nothing has been changed yet."
    assert sheet.save_button.text() == "Import 4 events"
    assert lines(sheet)[0].startswith("New")
    assert "Offer" in lines(sheet)[0]
    assert "stranger@example.org" in lines(sheet)[0]
    assert planned(services) == 0


def test_it_comes_with_one_button_and_goes_with_one_undo(sheet: CalendarSheet, services: Services) -> None:
    sheet.save_button.click()
    assert planned(services) > 3
    assert sheet.title.text() == "Imported"
    sheet.undo_asked.connect(services.undo.undo)
    sheet.undo_button.click()
    assert planned(services) == 0
    assert not sheet.isVisible()


def test_where_all_of_it_is_here_there_is_nothing_to_press(
    sheet: CalendarSheet, services: Services, theme: ThemeController, qtbot: QtBot
) -> None:
    sheet.apply()
    again = CalendarSheet(CORPUS / "google.ics", services.calendar_files, ImmediateRunner(), theme)
    qtbot.addWidget(again)
    again.show()
    again.look()
    assert "There is nothing to import." in again.words
    assert not again.save_button.isVisible()


def test_it_is_offered_among_what_can_be_exported(services: Services, tmp_path: Path) -> None:
    services.calendar_files.bring_in(CORPUS / "apple.ics")
    kind = calendar_kind(services.calendar_files)
    assert kind.write(tmp_path / "x.ics", None, lambda *_: None, threading.Event()) == 2
    assert services.calendar_files.is_calendar(tmp_path / "x.ics")
