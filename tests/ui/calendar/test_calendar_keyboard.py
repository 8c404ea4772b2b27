"""The calendar by the keyboard alone, and what a full or an odd day looks like."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.agenda import AgendaMeeting
from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import AppointmentId
from crm_desktop.services.context import Services
from crm_desktop.ui.calendar.dragging import begun
from crm_desktop.ui.calendar.entries import Entry
from crm_desktop.ui.calendar.page import CalendarPage
from crm_desktop.ui.calendar.period import View
from crm_desktop.ui.theme.controller import ThemeController

Plan = Callable[..., AppointmentId]


@pytest.fixture
def today(services: Services) -> date:
    return services.clock.now().astimezone(services.clock.zone()).date()


@pytest.fixture
def plan(services: Services, today: date) -> Plan:
    def planned(hour: int, title: str, **more: object) -> AppointmentId:
        zone = getattr(services.clock.zone(), "key", "UTC")
        starts = datetime.combine(today, time(hour))
        return services.appointments.plan(Appointment(title, starts, zone, **more))  # type: ignore[arg-type]

    return planned


@pytest.fixture
def page(services: Services, theme: ThemeController, qtbot: QtBot) -> CalendarPage:
    made = CalendarPage(services.agenda, services.settings, services.clock, theme)
    qtbot.addWidget(made)
    made.resize(1100, 720)
    made.show()
    made.activateWindow()
    return made


def _menu_key(widget: QWidget) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), widget.mapToGlobal(QPoint()))
    QApplication.sendEvent(widget, event)


def test_the_page_hands_the_keyboard_to_its_view(page: CalendarPage, qtbot: QtBot) -> None:
    page.show_day(page.day, View.WEEK)
    page.setFocus()
    qtbot.waitUntil(page.hours.grid.hasFocus)
    QTest.keyClick(page.hours.grid, Qt.Key.Key_M)
    qtbot.waitUntil(page.month.hasFocus)
    QTest.keyClick(page.month, Qt.Key.Key_W)
    qtbot.waitUntil(page.hours.grid.hasFocus)


@pytest.mark.parametrize("view", [View.DAY, View.WEEK, View.MONTH, View.LIST])
def test_the_menu_key_opens_the_menu_of_what_has_the_cursor(
    page: CalendarPage, plan: Plan, today: date, view: View, qtbot: QtBot
) -> None:
    plan(9, "Nine")
    page.show_day(today, view)
    shown = {View.MONTH: page.month, View.LIST: page.list}.get(view, page.hours.grid)
    with qtbot.waitSignal(page.menu_asked) as asked:
        _menu_key(shown)
    assert asked.args[0].title == "Nine"


def test_of_two_meetings_at_one_hour_the_keyboard_reaches_both(
    page: CalendarPage, plan: Plan, today: date, qtbot: QtBot
) -> None:
    plan(9, "First")
    plan(9, "Second")
    page.show_day(today, View.DAY)
    assert "First" in page.hours.grid.accessibleDescription()
    assert "Second" in page.hours.grid.accessibleDescription()
    QTest.keyClick(page.hours.grid, Qt.Key.Key_Return)
    menu = page.hours.grid.findChild(QMenu)
    assert menu is not None
    with qtbot.waitSignal(page.entry_opened) as opened:
        menu.actions()[1].trigger()
    menu.close()
    assert opened.args[0].title == "Second"


def test_the_keyboard_walks_over_what_is_for_the_whole_day(
    services: Services, page: CalendarPage, today: date, qtbot: QtBot
) -> None:
    for text in ("Call", "Write"):
        services.follow_ups.promise(FollowUp(None, text, today))
    page.show_day(today, View.DAY)
    strip = page.hours.strip
    assert strip.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert "Call" in strip.accessibleDescription()
    QTest.keyClick(strip, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.entry_opened) as opened:
        QTest.keyClick(strip, Qt.Key.Key_Return)
    assert opened.args[0].title == "Write"
    with qtbot.waitSignal(page.menu_asked):
        _menu_key(strip)


def test_what_has_no_room_above_the_hours_is_counted_and_opens_the_day(
    services: Services, page: CalendarPage, today: date
) -> None:
    for number in range(7):
        services.follow_ups.promise(FollowUp(None, f"Promise {number}", today))
    page.show_day(today, View.WEEK)
    titles = [entry.title for _, entry in page.hours.strip._lines()]
    assert titles == ["Promise 0", "Promise 1", "Promise 2", "4 more"]
    rect = page.hours.strip._lines()[-1][0]
    QTest.mouseClick(page.hours.strip, Qt.MouseButton.LeftButton, pos=rect.center())
    assert page.view is View.DAY
    assert len(page.hours.strip._lines()) == 7


def test_a_click_on_how_many_more_there_are_opens_the_day(
    page: CalendarPage, plan: Plan, today: date
) -> None:
    for hour in range(8, 20):
        plan(hour, f"At {hour}")
    page.show_day(today, View.MONTH)
    [(rect, _)] = page.month._more
    QTest.mouseClick(page.month, Qt.MouseButton.LeftButton, pos=rect.center())
    assert (page.view, page.day) == (View.DAY, today)


def test_a_meeting_of_a_whole_day_stands_above_the_hours(page: CalendarPage, plan: Plan, today: date) -> None:
    plan(0, "Fair", minutes=24 * 60)
    page.show_day(today, View.DAY)
    assert page.hours.grid._blocks[today] == []
    [(_, entry)] = page.hours.strip._lines()
    assert entry.spoken == "Fair, All day, Planned"


def test_what_is_important_is_opened_in_the_notebook(
    services: Services, page: CalendarPage, today: date, qtbot: QtBot
) -> None:
    shown: list[date] = []
    notebook = QWidget()
    page.add_view(View.NOTEBOOK, notebook, shown.append)
    services.day_notes.write(today, "Market day")
    page.show_day(today, View.LIST)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.view is View.NOTEBOOK
    assert shown == [today]


def test_an_end_after_midnight_is_not_stretched_on_the_day_before(today: date) -> None:
    drag = _grabbed_at_its_foot(datetime.combine(today, time(22)), timedelta(hours=4))
    assert not drag.stretches
    drag.to(today, 21 * 60)
    assert drag.end - drag.start == 4 * 60


def test_an_hour_that_autumn_doubles_does_not_turn_a_meeting_round(today: date) -> None:
    drag = _grabbed_at_its_foot(datetime.combine(today, time(2, 30)), timedelta(minutes=-15))
    assert drag.end > drag.start


def _grabbed_at_its_foot(starts: datetime, lasts: timedelta):  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QRect

    at = starts.replace(tzinfo=UTC)
    meeting = AgendaMeeting(AppointmentId(1), "Late", at, at, "UTC", AppointmentState.PLANNED)
    entry = Entry(starts.date(), "", "", "Late", "", meeting, starts=starts, ends=starts + lasts)
    rect = QRect(0, 0, 50, 100)
    return begun(starts.date(), 60 * starts.hour, QPoint(10, 98), (entry, rect), 7)


def test_large_letters_leave_the_days_in_view_readable(
    page: CalendarPage, plan: Plan, today: date, theme: ThemeController
) -> None:
    for hour in range(8, 20):
        plan(hour, f"At {hour}")
    page.resize(1000, 640)
    try:
        theme.set_font_scale(200)
        page.show_day(today, View.MONTH)
        QApplication.processEvents()
        assert page._title.width() >= page._title.sizeHint().width()
        assert all(
            chip.width() >= chip.sizeHint().width() for chip in page._chips.values() if chip.isVisible()
        )
        cell = page.month.place_of(today)
        assert all(cell.contains(rect) for rect, _ in page.month._more)
    finally:
        theme.set_font_scale(100)
    page.resize(1200, 640)
    page.show_day(today, View.MONTH)
    QApplication.processEvents()
    assert page._name.isVisible()
    assert [page._head.itemAt(at).widget() for at in (0, 1, 2, 4)] == [
        page._before, page._after, page._today_button, page._title
    ]  # fmt: skip


def test_a_night_train_stands_on_the_morning_after_and_is_moved_only_from_its_start(
    page: CalendarPage, plan: Plan, today: date, qtbot: QtBot
) -> None:
    plan(22, "Night train", minutes=600)
    page.show_day(today + timedelta(days=1), View.DAY)
    grid, morning = page.hours.grid, today + timedelta(days=1)
    [block] = grid._blocks[morning]
    assert (block.start, block.end) == (0, 8 * 60)
    [entry] = grid._entries[morning]
    assert entry.spoken == "Night train, until 08:00, Planned"
    assert not entry.can_move
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=grid._rect(0, block).center())
    assert grid._drag is None
