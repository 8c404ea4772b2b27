"""The week on top of Today: seven days, what each brings, and one of them open."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY, Contact, ImportantDate, Name
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from crm_desktop.ui.runtime.event_relay import EventRelay
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.today.day_cell import DayCell
from crm_desktop.ui.today.lines import Deed
from crm_desktop.ui.today.page import TodayPage
from tests.fakes import FakeClock


@pytest.fixture
def page(services: Services, theme: ThemeController, qtbot: QtBot) -> Iterator[TodayPage]:
    made = TodayPage(services.today, services.contacts, services.settings, services.clock, theme)
    relay = EventRelay(services.bus)
    relay.data_changed.connect(made.notice)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    yield made
    relay.stop()


@pytest.fixture
def anna(services: Services) -> ContactId:
    """On Wednesday she has a birthday, two meetings and a promise; we have a permit to renew."""
    born = ImportantDate(BIRTHDAY, PartialDate(1986, 3, 4))
    wed = ImportantDate(ANNIVERSARY, PartialDate(None, 3, 4))
    contact_id = services.contacts.add(Contact(Name("Anna Meier"), dates=(born, wed)))
    for starts in ("2026-03-04T10:00", "2026-03-04T15:00"):
        services.appointments.plan(
            Appointment(f"Tea at {starts[-5:]}", datetime.fromisoformat(starts), "UTC", (contact_id,))
        )
    services.follow_ups.promise(FollowUp(contact_id, "Send the quote", date(2026, 3, 4)))
    services.follow_ups.promise(FollowUp(None, "Renew the permit", date(2026, 3, 4)))
    return contact_id


def cell(page: TodayPage, ahead: int) -> DayCell:
    page.refresh()
    return page.week.cells[ahead]


def opened(page: TodayPage) -> list[str]:
    return [widget.line.title for widget in page.day_pane.lines] if page.day_pane.isVisible() else []


def test_the_strip_shows_seven_days_from_today_on(page: TodayPage):
    assert [day.day.day for day in page.week.cells] == [date(2026, 3, day) for day in range(2, 9)]


def test_each_day_says_in_words_what_it_brings(page: TodayPage, anna: ContactId):
    told = QAccessible.queryAccessibleInterface(cell(page, 2))
    assert told.text(QAccessible.Text.Name) == (
        "Wednesday 4 March: 2 meetings, 1 promise, 1 reminder, 1 birthday, 1 other date"
    )
    told = QAccessible.queryAccessibleInterface(cell(page, 0))
    assert told.text(QAccessible.Text.Name) == "Today, Monday 2 March: nothing planned"
    page.grab()


def test_a_day_is_named_in_the_users_own_calendar_too(page: TodayPage, services: Services):
    services.settings.calendar = "jalali"
    assert cell(page, 0).accessibleName() == "Today, Monday 2 March, 11 Esfand: nothing planned"
    page.grab()


def test_a_click_opens_the_day_in_place_and_a_second_one_closes_it(page: TodayPage, anna: ContactId):
    cell(page, 2).click()
    assert opened(page) == [
        "Tea at 10:00",
        "Tea at 15:00",
        "Send the quote",
        "Renew the permit",
        "Anna Meier",
        "Anna Meier",
    ]
    assert page.day_pane.heading.accessibleName() == "Wednesday 4 March"
    cell(page, 2).click()
    assert not page.day_pane.isVisible()


def test_one_day_is_open_at_a_time(page: TodayPage, anna: ContactId):
    cell(page, 2).click()
    cell(page, 3).click()
    assert [one.isChecked() for one in page.week.cells] == [False] * 3 + [True] + [False] * 3
    assert opened(page) == []
    assert page.day_pane._free.isVisible()


def test_the_keyboard_walks_along_the_days_and_opens_one(page: TodayPage, anna: ContactId, qtbot: QtBot):
    first = cell(page, 0)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    qtbot.keyClick(page.week.cells[1], Qt.Key.Key_Right)
    third = page.week.cells[2]
    assert page.window().focusWidget() is third
    qtbot.keyClick(third, Qt.Key.Key_Return)
    assert len(opened(page)) == 6
    qtbot.waitUntil(page.day_pane.lines[0].isVisible)
    qtbot.keyClick(third, Qt.Key.Key_Down)
    assert page.window().focusWidget() is page.day_pane.lines[0]
    qtbot.keyClick(page.day_pane.lines[0], Qt.Key.Key_Escape)
    assert not page.day_pane.isVisible()
    assert page.window().focusWidget() is third


def test_from_right_to_left_the_next_day_is_on_the_left(page: TodayPage, qtbot: QtBot):
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first = cell(page, 0)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Left)
    assert page.window().focusWidget() is page.week.cells[1]
    qtbot.waitUntil(lambda: page.week.cells[1].x() < page.week.cells[0].x())
    page.grab()


def test_a_line_of_an_open_day_acts_where_it_stands(
    page: TodayPage, services: Services, anna: ContactId, qtbot: QtBot
):
    cell(page, 2).click()
    line = page.day_pane.lines[2]
    line.setFocus()
    with qtbot.waitSignal(page.deed_asked) as asked:
        qtbot.keyClick(line, Qt.Key.Key_D)
    assert asked.args[:2] == [line.line, Deed.DONE]
    services.follow_ups.done(line.line.subject.follow_up.id)
    qtbot.waitUntil(lambda: "Send the quote" not in opened(page))
    assert page.window().focusWidget() is page.day_pane.lines[2]
    assert page.week.cells[2].day.promises == 0


def test_the_strip_moves_on_at_midnight(page: TodayPage, clock: FakeClock):
    cell(page, 2).click()
    clock.advance(days=2)
    assert cell(page, 0).isChecked()
    clock.advance(days=1)
    assert cell(page, 0).day.day == date(2026, 3, 5)
    assert not page.day_pane.isVisible()


def test_the_strip_speaks_the_locales_digits_and_names(page: TodayPage):
    before = QLocale()
    QLocale.setDefault(QLocale("fa_IR"))
    try:
        assert "۲ مارس" in cell(page, 0).accessibleName()
        page.grab()
    finally:
        QLocale.setDefault(before)


def test_the_strip_grows_for_large_text_and_many_marks(
    page: TodayPage, anna: ContactId, theme: ThemeController
):
    page.resize(620, 900)
    assert len(cell(page, 2)._mark_rows(60)) > 1
    small = page.week.cells[0].height()
    theme.set_font_scale(200)
    page.grab()
    assert page.week.cells[0].height() > 1.5 * small
