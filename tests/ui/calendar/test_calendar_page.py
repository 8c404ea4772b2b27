"""The calendar: seen in five ways, walked by keys, and changed by the mouse."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.answer import Answer
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import BIRTHDAY, Contact, ImportantDate, Name
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from crm_desktop.ui.calendar.entries import Entry
from crm_desktop.ui.calendar.month_view import MonthView
from crm_desktop.ui.calendar.page import CalendarPage
from crm_desktop.ui.calendar.period import View
from crm_desktop.ui.theme.controller import ThemeController
from tests.fakes import FakeClock

Plan = Callable[..., AppointmentId]


@pytest.fixture
def today(services: Services) -> date:
    return services.clock.now().astimezone(services.clock.zone()).date()


@pytest.fixture
def anna(services: Services) -> ContactId:
    return services.contacts.add(Contact(Name("Anna")))


@pytest.fixture
def plan(services: Services, today: date, anna: ContactId) -> Plan:
    """Plans a meeting with Anna some days ahead, in the zone one is in."""

    def planned(ahead: int = 0, hour: int = 10, title: str = "Prices", **more: object) -> AppointmentId:
        starts = datetime.combine(today + timedelta(days=ahead), time(hour))
        zone = getattr(services.clock.zone(), "key", "UTC")
        return services.appointments.plan(Appointment(title, starts, zone, (anna,), **more))  # type: ignore[arg-type]

    return planned


@pytest.fixture
def page(services: Services, theme: ThemeController, qtbot: QtBot) -> CalendarPage:
    made = CalendarPage(services.agenda, services.settings, services.clock, theme)
    qtbot.addWidget(made)
    services.bus.subscribe(made.notice)
    made.resize(1100, 720)
    made.show()
    return made


def _entries(page: CalendarPage, day: date) -> list[Entry]:
    page.show_day(day, View.MONTH)
    return list(page.month.entries_on(day))


def _press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def _drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    for at in (start + QPoint(12, 12), (start + end) / 2, end):
        QTest.mouseMove(widget, at)
        move = widget.mapToGlobal(at)
        left = Qt.MouseButton.LeftButton
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(at), QPointF(move), left, left, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(widget, event)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)


def test_what_came_of_a_meeting_is_told_by_icon_colour_and_word(
    services: Services, page: CalendarPage, plan: Plan, today: date
) -> None:
    for number, outcome in enumerate(Outcome):
        answer = Answer(took_place=True, outcome=outcome)
        services.answering.answer(plan(-1, 8 + number, outcome.value), answer)
    services.answering.answer(plan(-1, 12, "missed"), Answer(took_place=False))
    plan(-1, 13, "open")
    plan(1, 9, "to come")
    found = {
        entry.title: (entry.icon, entry.tone, entry.status) for entry in _entries(page, today - timedelta(1))
    }
    assert found["good"] == ("face-good", "good", "Went well")
    assert found["bad"] == ("face-bad", "bad", "Went badly")
    assert found["missed"][2] == "Did not take place"
    assert found["open"][2] == "How did it go?"
    looks = [
        *found.values(),
        *[(one.icon, one.tone, one.status) for one in _entries(page, today + timedelta(1))],
    ]
    assert len({icon for icon, _, _ in looks}) == len({word for _, _, word in looks}) == 6


def test_everything_of_a_day_stands_on_it(
    services: Services, page: CalendarPage, plan: Plan, today: date, anna: ContactId
) -> None:
    plan()
    born = services.contacts.add(
        Contact(Name("Boris"), dates=(ImportantDate(BIRTHDAY, PartialDate(1990, today.month, today.day)),))
    )
    services.follow_ups.promise(FollowUp(born, "send the list", today))
    services.interactions.log(
        Interaction(InteractionKind.COMPLAINT, services.clock.now(), (anna,), "late", due=today)
    )
    services.day_notes.write(today, "market")
    titles = [entry.title for entry in _entries(page, today)]
    assert titles == ["market", "Anna: late", "Boris", "Boris: send the list", "Prices"]


def test_every_view_is_a_key_away_and_remembered(
    services: Services, page: CalendarPage, theme: ThemeController, qtbot: QtBot
) -> None:
    for key, view in ((Qt.Key.Key_M, View.MONTH), (Qt.Key.Key_D, View.DAY), (Qt.Key.Key_L, View.LIST)):
        _press(page, key)
        assert page.view is view
    again = CalendarPage(services.agenda, services.settings, services.clock, theme)
    qtbot.addWidget(again)
    assert again.view is View.LIST


def test_the_arrow_keys_walk_over_the_edge_of_the_month_and_t_leads_home(
    page: CalendarPage, today: date
) -> None:
    page.show_day(today.replace(day=1), View.MONTH)
    page.month.setFocus()
    _press(page.month, Qt.Key.Key_Left)
    assert page.day == today.replace(day=1) - timedelta(days=1)
    _press(page.month, Qt.Key.Key_Down)
    assert page.day == today.replace(day=1) + timedelta(days=6)
    _press(page.month, Qt.Key.Key_PageDown)
    assert page.day.month != today.month
    _press(page.month, Qt.Key.Key_T)
    assert page.day == today


def test_enter_opens_the_day_and_then_what_stands_at_the_hour(
    page: CalendarPage, plan: Plan, today: date, qtbot: QtBot
) -> None:
    plan(0, 9, "Nine")
    page.show_day(today, View.MONTH)
    _press(page.month, Qt.Key.Key_Return)
    assert page.view is View.DAY
    with qtbot.waitSignal(page.entry_opened) as opened:
        _press(page.hours.grid, Qt.Key.Key_Return)
    assert opened.args[0].title == "Nine"
    _press(page.hours.grid, Qt.Key.Key_Down)
    _press(page.hours.grid, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.plan_asked) as asked:
        _press(page.hours.grid, Qt.Key.Key_Return)
    assert asked.args == [datetime.combine(today, time(10)), 60]


def test_n_plans_on_the_day_but_never_in_the_past(
    page: CalendarPage, today: date, clock: FakeClock, services: Services, qtbot: QtBot
) -> None:
    page.show_day(today + timedelta(days=3), View.MONTH)
    with qtbot.waitSignal(page.plan_asked) as asked:
        _press(page, Qt.Key.Key_N)
    assert asked.args[0] == datetime.combine(today + timedelta(days=3), time(10))
    page.show_day(today)
    now = services.clock.now().astimezone(services.clock.zone()).replace(tzinfo=None)
    with qtbot.waitSignal(page.plan_asked) as asked:
        _press(page, Qt.Key.Key_N)
    assert asked.args[0] > now


def test_a_meeting_is_dragged_to_another_day(
    page: CalendarPage, plan: Plan, today: date, qtbot: QtBot
) -> None:
    plan()
    page.show_day(today, View.MONTH)
    month: MonthView = page.month
    [line] = month._lines
    rect, entry = line.rect, line.entry
    target = today + timedelta(days=1) if month.place_of(today + timedelta(days=1)).isValid() else today
    with qtbot.waitSignal(page.moved) as moved:
        _drag(month, rect.center(), month.place_of(target).center())
    assert (moved.args[0].title, moved.args[1]) == (entry.title, target)


def test_a_meeting_is_dragged_to_another_hour_and_stretched(
    page: CalendarPage, plan: Plan, today: date, qtbot: QtBot
) -> None:
    plan(0, 10, minutes=60)
    page.show_day(today, View.DAY)
    grid = page.hours.grid
    [block] = grid._blocks[today]
    rect = grid._rect(0, block)
    with qtbot.waitSignal(page.moved) as moved:
        _drag(grid, rect.center(), rect.center() + QPoint(0, grid.top_of(120)))
    assert moved.args[1] == datetime.combine(today, time(12))
    edge = QPoint(rect.center().x(), rect.bottom() - 2)
    with qtbot.waitSignal(page.stretched) as stretched:
        _drag(grid, edge, edge + QPoint(0, grid.top_of(30)))
    assert stretched.args[1] == 90


def test_an_empty_span_is_dragged_to_plan_there(page: CalendarPage, today: date, qtbot: QtBot) -> None:
    page.show_day(today, View.DAY)
    grid = page.hours.grid
    start = QPoint(grid.width() // 2, grid.top_of(14 * 60) + 2)
    with qtbot.waitSignal(page.plan_asked) as asked:
        _drag(grid, start, start + QPoint(0, grid.top_of(90)))
    assert asked.args[0] == datetime.combine(today, time(14))
    assert asked.args[1] >= 90


def test_what_changes_elsewhere_shows_at_once(page: CalendarPage, plan: Plan, today: date) -> None:
    page.show_day(today, View.MONTH)
    assert list(page.month.entries_on(today)) == []
    plan()
    assert [entry.title for entry in page.month.entries_on(today)] == ["Prices"]


def test_the_hour_there_stands_beside_the_hour_here(
    services: Services, page: CalendarPage, today: date, anna: ContactId
) -> None:
    services.appointments.plan(
        Appointment("Far", datetime.combine(today, time(12)), "Asia/Tashkent", (anna,))
    )
    [entry] = _entries(page, today)
    assert entry.elsewhere == "12:00 in Tashkent"
    assert entry.time != "12:00"


def test_an_empty_list_says_what_to_do(page: CalendarPage, today: date, qtbot: QtBot) -> None:
    page.show_day(today, View.LIST)
    assert page._stack.currentWidget() is page._nothing
    with qtbot.waitSignal(page.plan_asked):
        page._nothing.action_clicked.emit()


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_every_view_is_painted_in_both_directions_and_sizes(
    page: CalendarPage,
    plan: Plan,
    theme: ThemeController,
    scale: int,
    direction: Qt.LayoutDirection,
    today: date,
) -> None:
    for hour in range(8, 18):
        plan(0, hour, "Ⓐ" * 60)
    theme.set_font_scale(scale)
    page.setLayoutDirection(direction)
    for view in (View.DAY, View.WEEK, View.MONTH, View.LIST):
        page.show_day(today, view)
        assert not page.grab().isNull()
    theme.set_font_scale(100)


def test_the_day_with_the_cursor_is_read_aloud(page: CalendarPage, plan: Plan, today: date) -> None:
    plan()
    page.show_day(today, View.MONTH)
    assert str(today.year) in page.month.accessibleName()
    assert "Prices" in page.month.accessibleDescription()
    assert "Planned" in page.month.accessibleDescription()
