"""Today as a person runs the day with it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import BIRTHDAY, Contact, Email, ImportantDate, Name, Phone
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from crm_desktop.ui.runtime.event_relay import EventRelay
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.today.line_widget import LineWidget
from crm_desktop.ui.today.lines import Deed, Line, SectionName
from crm_desktop.ui.today.page import TodayPage
from crm_desktop.ui.widgets.buttons import QuietButton
from tests.fakes import FakeClock


@pytest.fixture
def page(services: Services, clock: FakeClock, theme: ThemeController, qtbot: QtBot) -> Iterator[TodayPage]:
    made = TodayPage(services.today, services.contacts, services.settings, clock, theme)
    relay = EventRelay(services.bus)
    relay.data_changed.connect(made.notice)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    yield made
    relay.stop()


def add(services: Services, name: str, silent_for: int = 0, cadence: int | None = None, **more) -> ContactId:
    contact_id = services.contacts.add(Contact(Name(name), cadence_days=cadence, **more))
    if silent_for:
        at = services.clock.now() - timedelta(days=silent_for)
        call = Interaction(InteractionKind.CALL, at, (contact_id,), "Wants two coffee sets")
        services.interactions.log(call)
    return contact_id


def lines(page: TodayPage, name: SectionName) -> list[Line]:
    section = page.sections.get(name)
    return [widget.line for widget in section.lines] if section else []


def widget_of(page: TodayPage, name: SectionName, at: int = 0) -> LineWidget:
    return page.sections[name].lines[at]


def settled(page: TodayPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._soon.isActive())


def test_a_day_with_nothing_to_do_says_so_warmly(page: TodayPage):
    assert page.sections == {}
    assert page._done.isVisible()
    assert page._done.accessibleName() == "All done for today"


def test_who_has_gone_cold_is_told_with_the_reason_and_the_last_words(
    page: TodayPage, services: Services, qtbot: QtBot
):
    add(services, "Anna Meier", silent_for=41, cadence=30)
    settled(page, qtbot)
    (line,) = lines(page, SectionName.REACH_OUT)
    assert line.title == "Anna Meier"
    assert line.details == (
        "You wanted every 30 days; it has been 41.",
        "Last said: Wants two coffee sets",
    )
    assert line.pill == "Cold · 41 days"


def test_a_promise_that_is_late_says_how_late(page: TodayPage, services: Services, qtbot: QtBot):
    anna = add(services, "Anna Meier")
    services.follow_ups.promise(FollowUp(anna, "Send the quote", date(2026, 2, 28)))
    settled(page, qtbot)
    (line,) = lines(page, SectionName.PROMISED)
    assert (line.title, line.details, line.pill) == ("Send the quote", ("Anna Meier",), "2 days late")


def test_what_comes_again_says_when(page: TodayPage, services: Services, qtbot: QtBot):
    today = services.clock.now().date()
    anna = add(services, "Anna Meier")
    services.follow_ups.promise(FollowUp(None, "Pay the rent", today, rule="FREQ=MONTHLY;BYMONTHDAY=-1"))
    services.follow_ups.promise(FollowUp(anna, "Send the list", today, rule="FREQ=DAILY;INTERVAL=3"))
    settled(page, qtbot)
    details = {line.title: line.details for line in lines(page, SectionName.PROMISED)}
    assert details["Pay the rent"] == ("Every month on the last day",)
    assert details["Send the list"] == ("Anna Meier · Every 3 days",)


def test_a_meeting_of_today_brings_what_to_remember(
    page: TodayPage, services: Services, clock: FakeClock, qtbot: QtBot
):
    anna = add(services, "Anna Meier", silent_for=3, facts=("has a dog", "likes tea"))
    start = datetime.fromisoformat("2026-03-02T11:00")
    services.appointments.plan(Appointment("Lunch", start, "UTC", (anna,), place="Café Roma"))
    settled(page, qtbot)
    (line,) = lines(page, SectionName.NOW)
    assert line.title == "Lunch"
    assert line.pill == "11:00:00" or "11" in line.pill
    assert "Anna Meier" in line.details[0]
    assert "Café Roma" in line.details[0]
    assert line.details[1] == "has a dog · likes tea"
    assert line.details[2].startswith("Last: Call, 27 Feb")


def test_a_meeting_that_is_over_asks_how_it_went(
    page: TodayPage, services: Services, clock: FakeClock, qtbot: QtBot
):
    anna = add(services, "Anna Meier")
    start = datetime.fromisoformat("2026-03-02T11:00")
    services.appointments.plan(Appointment("Lunch", start, "UTC", (anna,)))
    clock.advance(hours=4)
    page.refresh()
    (line,) = lines(page, SectionName.UNANSWERED)
    assert line.title == "Lunch"
    assert line.deeds == (Deed.GOOD, Deed.NEUTRAL, Deed.BAD, Deed.MISSED)
    assert line.more == (Deed.HELD, Deed.EDIT, Deed.OPEN)


def test_birthdays_of_the_week_tell_the_age_where_the_year_is_known(
    page: TodayPage, services: Services, qtbot: QtBot
):
    add(services, "Anna", dates=(ImportantDate(BIRTHDAY, PartialDate(1986, 3, 4)),))
    add(services, "Bo", dates=(ImportantDate(BIRTHDAY, PartialDate(None, 3, 2)),))
    settled(page, qtbot)
    bo, anna = lines(page, SectionName.DATES)
    assert (bo.title, bo.details, bo.pill) == ("Bo", ("Birthday",), "Today")
    assert anna.details == ("Wed 4 Mar · Birthday · turns 40",)


def test_an_open_reminder_is_told_once_by_the_line_of_what_it_is_about(
    page: TodayPage, services: Services, qtbot: QtBot
):
    anna = add(services, "Anna Meier", silent_for=41, cadence=30)
    bo = add(services, "Bo", dates=(ImportantDate(BIRTHDAY, PartialDate(None, 3, 2)),))
    services.follow_ups.promise(FollowUp(bo, "Send the quote", date(2026, 3, 2)))
    start = datetime.fromisoformat("2026-03-02T09:10")
    services.appointments.plan(Appointment("Lunch", start, "UTC", (bo,)))
    services.reminders.fire_due()
    assert len(services.reminders.inbox()) == 4
    settled(page, qtbot)
    names = (SectionName.NOW, SectionName.PROMISED, SectionName.REACH_OUT, SectionName.DATES)
    assert tuple(page.sections) == names
    for name in names:
        (line,) = lines(page, name)
        assert line.is_marked
    assert lines(page, SectionName.REACH_OUT)[0].contact_id == anna
    told = QAccessible.queryAccessibleInterface(widget_of(page, SectionName.PROMISED))
    assert told.text(QAccessible.Text.Name) == "Send the quote, Bo, Today, Reminder"


def test_a_reminder_of_what_stands_nowhere_else_has_a_line_of_its_own(
    page: TodayPage, services: Services, clock: FakeClock, qtbot: QtBot
):
    bo = add(services, "Bo")
    start = datetime.fromisoformat("2026-03-03T10:00")
    services.appointments.plan(Appointment("Lunch", start, "UTC", (bo,), remind=(24 * 60,)))
    clock.advance(hours=1)
    services.reminders.fire_due()
    settled(page, qtbot)
    (line,) = lines(page, SectionName.REMINDERS)
    assert line.title == "Lunch"
    assert line.details == ("Tomorrow 10:00 · with Bo",) or "Tomorrow" in line.details[0]


def test_a_meeting_missed_while_away_says_so_and_asks_how_it_went(
    page: TodayPage, services: Services, clock: FakeClock, qtbot: QtBot
):
    bo = add(services, "Bo")
    start = datetime.fromisoformat("2026-03-02T11:00")
    services.appointments.plan(Appointment("Lunch", start, "UTC", (bo,)))
    clock.advance(days=1)
    services.reminders.fire_due()
    settled(page, qtbot)
    (line,) = lines(page, SectionName.UNANSWERED)
    assert line.pill == "Missed"
    assert SectionName.REMINDERS not in page.sections


def test_a_series_missed_for_long_does_not_fill_the_page(
    page: TodayPage, services: Services, clock: FakeClock, qtbot: QtBot
):
    start = datetime.fromisoformat("2026-03-02T11:00")
    services.appointments.plan(
        Appointment("Stand-up", start, "UTC", (add(services, "Bo"),), rule="FREQ=DAILY")
    )
    clock.advance(days=40)
    services.reminders.fire_due()
    page.refresh()
    section = page.sections[SectionName.UNANSWERED]
    assert section.lines[0].line.details[0].startswith("Yesterday")
    assert (len(section.lines), section.more.text()) == (4, "and 36 more")
    section.more.click()
    section.more.click()
    assert len(section.lines) == 40
    assert section.more.isHidden()


def test_a_long_list_is_cut_and_says_how_many_more(page: TodayPage, services: Services, qtbot: QtBot):
    for number in range(30):
        add(services, f"Person {number}", silent_for=41, cadence=30)
    settled(page, qtbot)
    section = page.sections[SectionName.REACH_OUT]
    assert len(section.lines) == 8
    assert section.more.text() == "and 22 more"
    section.more.click()
    assert len(section.lines) == 28
    section.more.click()
    assert len(section.lines) == 30
    assert not section.more.isVisible()


def test_beyond_what_the_page_lists_the_way_leads_to_everyone_gone_cold(
    page: TodayPage, services: Services, qtbot: QtBot
):
    for number in range(60):
        add(services, f"Person {number}", silent_for=41, cadence=30)
    settled(page, qtbot)
    section = page.sections[SectionName.REACH_OUT]
    for _ in range(3):
        section.more.click()
    assert len(section.lines) == 50
    assert section.more.text() == "and 10 more"
    with qtbot.waitSignal(page.all_cold_asked):
        section.more.click()


@pytest.mark.parametrize(
    "key,deed",
    [
        (Qt.Key.Key_L, Deed.LOG),
        (Qt.Key.Key_C, Deed.CALL),
        (Qt.Key.Key_W, Deed.WRITE),
        (Qt.Key.Key_O, Deed.OPEN),
        (Qt.Key.Key_Return, Deed.OPEN),
    ],
)
def test_each_deed_has_a_key(page: TodayPage, services: Services, qtbot: QtBot, key: Qt.Key, deed: Deed):
    add(
        services,
        "Anna",
        silent_for=41,
        cadence=30,
        phones=(Phone("+49 30 1234567"),),
        emails=(Email("anna@example.org"),),
    )
    settled(page, qtbot)
    with qtbot.waitSignal(page.deed_asked) as asked:
        qtbot.keyClick(widget_of(page, SectionName.REACH_OUT), key)
    assert asked.args[:2] == [widget_of(page, SectionName.REACH_OUT).line, deed]
    assert isinstance(asked.args[2], QPoint)


def test_each_deed_has_a_button_with_a_name(page: TodayPage, services: Services, qtbot: QtBot):
    anna = add(services, "Anna Meier")
    services.follow_ups.promise(FollowUp(anna, "Send the quote", date(2026, 3, 1)))
    settled(page, qtbot)
    widget = widget_of(page, SectionName.PROMISED)
    assert widget.button(Deed.DONE).accessibleName() == "Done: Send the quote"
    with qtbot.waitSignal(page.deed_asked) as asked:
        widget.button(Deed.DONE).click()
    assert asked.args[1] is Deed.DONE


def test_a_screen_reader_hears_the_whole_line(page: TodayPage, services: Services, qtbot: QtBot):
    add(services, "Anna Meier", silent_for=41, cadence=30)
    settled(page, qtbot)
    told = QAccessible.queryAccessibleInterface(widget_of(page, SectionName.REACH_OUT))
    assert told.text(QAccessible.Text.Name).startswith("Anna Meier, You wanted every 30 days")


def test_a_line_that_is_done_goes_and_the_keyboard_moves_to_the_next(
    page: TodayPage, services: Services, qtbot: QtBot
):
    anna = add(services, "Anna Meier")
    first = services.follow_ups.promise(FollowUp(anna, "First", date(2026, 2, 27)))
    services.follow_ups.promise(FollowUp(anna, "Second", date(2026, 2, 28)))
    settled(page, qtbot)
    widget_of(page, SectionName.PROMISED).setFocus()
    services.follow_ups.done(first)
    settled(page, qtbot)
    (left,) = page.sections[SectionName.PROMISED].lines
    assert left.line.title == "Second"
    assert page.window().focusWidget() is left


def test_the_arrows_walk_through_the_lines(page: TodayPage, services: Services, qtbot: QtBot):
    for name in ("Anna", "Bo"):
        add(services, name, silent_for=41, cadence=30)
    settled(page, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_Down)
    first, second = page.sections[SectionName.REACH_OUT].lines
    assert page.window().focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert page.window().focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Up)
    assert page.window().focusWidget() is first


def test_a_stray_letter_on_the_page_does_nothing(page: TodayPage, services: Services, qtbot: QtBot):
    add(services, "Anna", silent_for=41, cadence=30)
    settled(page, qtbot)
    with qtbot.assertNotEmitted(page.deed_asked):
        qtbot.keyClick(page, Qt.Key.Key_D)


def test_dates_stand_beside_the_rest_where_there_is_room(page: TodayPage, services: Services, qtbot: QtBot):
    add(services, "Anna", silent_for=41, cadence=30)
    add(services, "Bo", dates=(ImportantDate(BIRTHDAY, PartialDate(None, 3, 2)),))
    settled(page, qtbot)
    dates = page.sections[SectionName.DATES]
    page.resize(1300, 700)
    qtbot.waitUntil(lambda: dates.mapTo(page, QPoint()).x() > 500)
    page.resize(700, 700)
    qtbot.waitUntil(lambda: dates.mapTo(page, QPoint()).x() < 100)


def test_names_are_shown_as_typed(page: TodayPage, services: Services, qtbot: QtBot):
    add(services, "<b>x</b> & %s {0}\u202e", silent_for=41, cadence=30)
    settled(page, qtbot)
    assert "<b>x</b> & %s {0}" in lines(page, SectionName.REACH_OUT)[0].title
    page.grab()


def test_when_the_last_line_of_a_section_leaves_the_keyboard_goes_on_to_the_next_section(
    page: TodayPage, services: Services, qtbot: QtBot
):
    anna = add(services, "Anna Meier")
    promise = services.follow_ups.promise(FollowUp(anna, "First", date(2026, 3, 1)))
    add(services, "Bo", dates=(ImportantDate(BIRTHDAY, PartialDate(None, 3, 2)),))
    settled(page, qtbot)
    widget_of(page, SectionName.PROMISED).setFocus()
    services.follow_ups.done(promise)
    settled(page, qtbot)
    assert page.window().focusWidget() is widget_of(page, SectionName.DATES)
    qtbot.waitUntil(page._done.isVisible)


def test_when_nothing_is_left_the_page_has_the_keyboard(page: TodayPage, services: Services, qtbot: QtBot):
    anna = add(services, "Anna Meier")
    promise = services.follow_ups.promise(FollowUp(anna, "First", date(2026, 3, 1)))
    settled(page, qtbot)
    widget_of(page, SectionName.PROMISED).setFocus()
    services.follow_ups.done(promise)
    settled(page, qtbot)
    assert page.sections == {}
    assert page.window().focusWidget() is page


def test_a_line_that_leaves_folds_up_where_it_stands_and_undo_brings_it_back(
    page: TodayPage, services: Services, qtbot: QtBot
):
    anna = add(services, "Anna Meier")
    first = services.follow_ups.promise(FollowUp(anna, "First", date(2026, 2, 27)))
    services.follow_ups.promise(FollowUp(anna, "Second", date(2026, 2, 28)))
    settled(page, qtbot)
    leaving, staying = page.sections[SectionName.PROMISED].lines
    services.follow_ups.done(first)
    settled(page, qtbot)
    assert leaving.mapTo(page, QPoint()).y() < staying.mapTo(page, QPoint()).y()
    with qtbot.waitSignal(leaving.left):
        pass
    services.undo.undo()
    settled(page, qtbot)
    assert [line.title for line in lines(page, SectionName.PROMISED)] == ["First", "Second"]


def test_a_right_click_offers_everything_that_can_be_done(page: TodayPage, services: Services, qtbot: QtBot):
    add(services, "Anna", silent_for=41, cadence=30, phones=(Phone("+49 30 1234567"),))
    services.reminders.fire_due()
    settled(page, qtbot)
    widget = widget_of(page, SectionName.REACH_OUT)
    where = QPoint(20, 10)
    QApplication.sendEvent(
        widget, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, widget.mapToGlobal(where))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Log what happened\tL",
        "Call\tC",
        "Done\tD",
        "Pause for a while\tP",
        "Dismiss the reminder\tX",
        "Open the card\tO",
    ]
    with qtbot.waitSignal(page.deed_asked) as asked:
        menu.actions()[3].trigger()
    menu.close()
    assert asked.args[1] is Deed.PAUSE


def test_later_is_one_key_for_everyone(page: TodayPage, services: Services, qtbot: QtBot):
    add(services, "Anna", silent_for=41, cadence=30)
    settled(page, qtbot)
    with qtbot.waitSignal(page.deed_asked) as asked:
        qtbot.keyClick(widget_of(page, SectionName.REACH_OUT), Qt.Key.Key_S)
    assert asked.args[1] is Deed.PAUSE


def test_a_narrow_line_keeps_its_words_and_puts_the_deeds_into_the_menu(
    page: TodayPage, services: Services, qtbot: QtBot
):
    anna = add(services, "Anna Meier", phones=(Phone("+49 30 1234567"),))
    services.follow_ups.promise(FollowUp(anna, "Send the quote", date(2026, 3, 1)))
    settled(page, qtbot)
    widget = widget_of(page, SectionName.PROMISED)
    assert not widget.button(Deed.SNOOZE).isHidden()
    widget.resize(250, widget.height())
    assert widget.button(Deed.SNOOZE) is widget.button(Deed.OPEN)
    with qtbot.waitSignal(page.deed_asked):
        qtbot.keyClick(widget, Qt.Key.Key_S)


def test_the_way_to_ones_own_reminder_stands_above(page: TodayPage, qtbot: QtBot):
    button = next(one for one in page.findChildren(QuietButton) if one.text() == "Remind me…")
    with qtbot.waitSignal(page.remind_asked):
        button.click()
