"""What the lines of Today do, on the real data."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.contact import BIRTHDAY, Contact, Email, ImportantDate, Name, Phone
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from crm_desktop.ui.people.pause_menu import PauseSheet
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.today.doing import TodayDoing
from crm_desktop.ui.today.lines import Deed, Line, SectionName
from crm_desktop.ui.today.page import TodayPage
from crm_desktop.ui.today.put_off_sheet import PutOffSheet
from tests.fakes import FakeClock

HERE = QPoint(10, 10)


class Dialogs:
    """Keeps which dialog was opened, and for whom."""

    def __init__(self) -> None:
        self.opened: list[tuple[object, ...]] = []

    def log(self, people=(), kind=None, *, entry=None) -> None:
        self.opened.append(("entry", entry.text) if entry else ("log", tuple(people), kind))

    def plan(self, people=(), appointment=None) -> None:
        self.opened.append(("plan", appointment.title))

    def follow_up(self, contact_id, name, follow_up=None) -> None:
        self.opened.append(("follow-up", name, follow_up.text))

    def cancel_meeting(self, appointment) -> None:
        self.opened.append(("cancel", appointment.title))

    def how_it_went(self, appointment) -> None:
        self.opened.append(("how it went", appointment.title))

    def remind_me(self, follow_up=None) -> None:
        self.opened.append(("remind me", follow_up.text if follow_up else ""))

    def snooze(self, chosen) -> None:
        self.opened.append(("snooze", chosen))


class Messages:
    """Keeps what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.errors: list[str] = []
        self.action: Callable[[], object] | None = None

    def say(self, text: str) -> None:
        self.said.append(text)

    undoable = say

    def error(self, text: str) -> None:
        self.errors.append(text)

    def with_action(self, text: str, action: str, on_action: Callable[[], object]) -> None:
        self.said.append(f"{text} [{action}]")
        self.action = on_action


class Bench:
    """A page of today with everything that its lines do."""

    def __init__(self, services: Services, theme: ThemeController) -> None:
        self.services = services
        self.dialogs = Dialogs()
        self.messages = Messages()
        self.opened: list[ContactId] = []
        self.addresses: list[str] = []
        self.can_open = True
        self.window = QWidget()
        self.page = TodayPage(services.today, services.contacts, services.settings, services.clock, theme)
        self.doing = TodayDoing(
            reminders=services.reminders,
            answering=services.answering,
            logbook=services.interactions,
            follow_ups=services.follow_ups,
            contacts=services.contacts,
            settings=services.settings,
            clock=services.clock,
            dialogs=self.dialogs,
            messages=self.messages,
            open_contact=self.opened.append,
            theme=theme,
            window=self.window,
        )
        self.doing.reaching.open_address = self._open

    def _open(self, address: str) -> bool:
        self.addresses.append(address)
        return self.can_open

    def lines(self, name: SectionName) -> list[Line]:
        self.page.refresh()
        section = self.page.sections.get(name)
        return [widget.line for widget in section.lines] if section else []

    def do(self, name: SectionName, deed: Deed) -> None:
        self.doing.do(self.lines(name)[0], deed, HERE)


@pytest.fixture
def bench(services: Services, theme: ThemeController, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(services, theme)
    qtbot.addWidget(made.window)
    qtbot.addWidget(made.page)
    yield made
    if popup := QApplication.activePopupWidget():
        popup.close()


def menu() -> QMenu:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def choose(text: str) -> None:
    shown = menu()
    next(action for action in shown.actions() if action.text().startswith(text)).trigger()
    shown.close()


def cold(services: Services, **more) -> ContactId:
    anna = services.contacts.add(Contact(Name("Anna Meier"), cadence_days=30, **more))
    at = services.clock.now() - timedelta(days=41)
    services.interactions.log(Interaction(InteractionKind.CALL, at, (anna,), "Wants two"))
    return anna


def lunch(services: Services, *people: ContactId) -> AppointmentId:
    start = datetime.fromisoformat("2026-03-02T11:00")
    return services.appointments.plan(Appointment("Lunch", start, "UTC", people))


def test_a_promise_is_done_with_one_key_and_comes_back_with_undo(bench: Bench, services: Services):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    services.follow_ups.promise(FollowUp(anna, "Send the quote", date(2026, 3, 1)))
    bench.do(SectionName.PROMISED, Deed.DONE)
    assert bench.lines(SectionName.PROMISED) == []
    assert bench.messages.said == ["Done: Send the quote"]
    services.undo.undo()
    assert len(bench.lines(SectionName.PROMISED)) == 1


def test_who_is_done_with_for_now_leaves_and_is_not_told_again(bench: Bench, services: Services):
    cold(services)
    services.reminders.fire_due()
    bench.do(SectionName.REACH_OUT, Deed.DONE)
    assert bench.lines(SectionName.REACH_OUT) == []
    assert bench.messages.said == ["Done: Anna Meier"]
    assert services.reminders.fire_due() == []
    services.undo.undo()
    (line,) = bench.lines(SectionName.REACH_OUT)
    assert line.is_marked


def test_a_promise_of_which_the_reminder_is_open_is_kept_with_done(bench: Bench, services: Services):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    services.follow_ups.promise(FollowUp(anna, "Send the quote", date(2026, 3, 1)))
    services.reminders.fire_due()
    bench.do(SectionName.PROMISED, Deed.DONE)
    assert services.follow_ups.open_until(None) == []
    assert services.reminders.inbox() == []


def born_soon(services: Services) -> ContactId:
    born = ImportantDate(BIRTHDAY, PartialDate(1986, 3, 4))
    return services.contacts.add(Contact(Name("Anna Meier"), dates=(born,)))


def test_a_reminder_is_put_off_from_a_menu_and_comes_back(bench: Bench, services: Services, clock: FakeClock):
    born_soon(services)
    services.reminders.fire_due()
    bench.do(SectionName.DATES, Deed.SNOOZE)
    assert menu().actions()[0].text().startswith("In 10 minutes")
    choose("In an hour")
    assert bench.lines(SectionName.DATES) == []
    assert bench.messages.said[0].startswith("Comes back: Today 10")
    clock.advance(minutes=61)
    services.reminders.fire_due()
    (line,) = bench.lines(SectionName.DATES)
    assert line.is_marked


def test_a_reminder_can_be_put_off_to_a_day_of_ones_choice(
    bench: Bench, services: Services, clock: FakeClock
):
    born_soon(services)
    services.reminders.fire_due()
    bench.do(SectionName.DATES, Deed.SNOOZE)
    choose("On a day")
    ((_name, chosen),) = bench.dialogs.opened
    chosen(clock.now() + timedelta(days=1))
    assert bench.lines(SectionName.DATES) == []


def test_a_birthday_that_is_done_leaves_for_this_year_in_one_step(bench: Bench, services: Services):
    born_soon(services)
    services.reminders.fire_due()
    bench.do(SectionName.DATES, Deed.DONE)
    assert bench.lines(SectionName.DATES) == []
    assert services.reminders.inbox() == []
    services.undo.undo()
    (line,) = bench.lines(SectionName.DATES)
    assert line.is_marked


def test_a_birthday_that_was_dismissed_is_not_told_on_the_day(
    bench: Bench, services: Services, clock: FakeClock
):
    born_soon(services)
    services.reminders.fire_due()
    bench.do(SectionName.DATES, Deed.DISMISS)
    assert bench.lines(SectionName.DATES) == []
    clock.advance(days=2)
    assert services.reminders.fire_due() == []


def test_a_promise_is_put_off_to_another_day(bench: Bench, services: Services):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    services.follow_ups.promise(FollowUp(anna, "Send the quote", date(2026, 3, 1)))
    bench.do(SectionName.PROMISED, Deed.SNOOZE)
    assert [action.text() for action in menu().actions() if action.text()] == [
        "Tomorrow  (Tue 3 Mar)",
        "Next week  (Mon 9 Mar)",
        "To a day…",
    ]
    choose("Next week")
    assert bench.lines(SectionName.PROMISED) == []
    assert bench.messages.said == ["Put off: Mon 9 Mar"]
    (promise,) = services.follow_ups.of(anna)
    assert promise.due == date(2026, 3, 9)


def test_a_promise_can_rest_for_an_hour_and_comes_back(bench: Bench, services: Services, clock: FakeClock):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    services.follow_ups.promise(FollowUp(anna, "Send the quote", date(2026, 3, 1)))
    services.reminders.fire_due()
    bench.do(SectionName.PROMISED, Deed.SNOOZE)
    choose("In an hour")
    assert bench.lines(SectionName.PROMISED) == []
    clock.advance(minutes=61)
    services.reminders.fire_due()
    assert len(bench.lines(SectionName.PROMISED)) == 1


def test_a_promise_can_be_put_off_to_a_day_of_ones_choice(bench: Bench, services: Services):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    services.follow_ups.promise(FollowUp(anna, "Send the quote", date(2026, 3, 1)))
    bench.do(SectionName.PROMISED, Deed.SNOOZE)
    choose("To a day")
    (sheet,) = bench.window.findChildren(PutOffSheet)
    sheet.day.set_day(date(2026, 3, 2))
    sheet.save_button.click()
    assert sheet.isVisible()
    sheet.day.set_day(date(2026, 3, 12))
    sheet.save_button.click()
    assert services.follow_ups.of(anna)[0].due == date(2026, 3, 12)


def test_ones_own_reminder_is_done_put_off_and_changed_like_a_promise(bench: Bench, services: Services):
    services.follow_ups.promise(FollowUp(None, "Renew the stall permit", date(2026, 3, 2)))
    services.reminders.fire_due()
    (line,) = bench.lines(SectionName.PROMISED)
    assert line.all_deeds == (Deed.DONE, Deed.SNOOZE, Deed.EDIT, Deed.DISMISS)
    bench.do(SectionName.PROMISED, Deed.EDIT)
    assert bench.dialogs.opened == [("remind me", "Renew the stall permit")]
    bench.do(SectionName.PROMISED, Deed.DONE)
    assert bench.lines(SectionName.PROMISED) == []


def test_who_has_gone_cold_can_be_paused(bench: Bench, services: Services, clock: FakeClock):
    cold(services)
    services.reminders.fire_due()
    bench.do(SectionName.REACH_OUT, Deed.PAUSE)
    choose("A week")
    assert bench.lines(SectionName.REACH_OUT) == []
    assert services.reminders.inbox() == []
    assert bench.messages.said == ["Anna Meier is paused until 9 Mar"]
    clock.advance(days=7)
    services.reminders.fire_due()
    (line,) = bench.lines(SectionName.REACH_OUT)
    assert line.is_marked


def test_who_has_gone_cold_can_be_paused_until_a_day_of_ones_choice(bench: Bench, services: Services):
    anna = cold(services)
    bench.do(SectionName.REACH_OUT, Deed.PAUSE)
    choose("Until a day")
    (sheet,) = bench.window.findChildren(PauseSheet)
    sheet.day.set_day(date(2026, 3, 12))
    sheet.save_button.click()
    assert services.contacts.get(anna).paused_until == date(2026, 3, 12)


def test_one_can_be_told_never_to_be_reminded_of_somebody(bench: Bench, services: Services):
    anna = cold(services)
    bench.do(SectionName.REACH_OUT, Deed.PAUSE)
    choose("Don't remind any more")
    assert bench.lines(SectionName.REACH_OUT) == []
    assert services.contacts.get(anna).cadence_days == 0


def test_a_reminder_that_is_dismissed_takes_the_silence_with_it(bench: Bench, services: Services):
    cold(services)
    services.reminders.fire_due()
    bench.do(SectionName.REACH_OUT, Deed.DISMISS)
    assert bench.lines(SectionName.REACH_OUT) == []
    assert bench.messages.said == ["Dismissed: Anna Meier"]


def test_logging_begins_with_the_people_of_the_line(bench: Bench, services: Services):
    anna = cold(services)
    bench.do(SectionName.REACH_OUT, Deed.LOG)
    assert bench.dialogs.opened == [("log", (anna,), None)]


def test_open_leads_to_the_card(bench: Bench, services: Services):
    anna = cold(services)
    bench.do(SectionName.REACH_OUT, Deed.OPEN)
    assert bench.opened == [anna]


def test_a_call_dials_and_offers_to_be_logged(bench: Bench, services: Services):
    anna = cold(services, phones=(Phone("+49 30 123-456"),))
    bench.do(SectionName.REACH_OUT, Deed.CALL)
    assert bench.addresses == ["tel:+4930123456"]
    assert bench.messages.said == ["Calling Anna Meier [Log the call]"]
    assert bench.messages.action is not None
    bench.messages.action()
    assert bench.dialogs.opened == [("log", (anna,), InteractionKind.CALL)]


def test_a_computer_that_cannot_call_gives_the_number(bench: Bench, services: Services):
    cold(services, phones=(Phone("+49 30 123-456"),))
    bench.can_open = False
    bench.do(SectionName.REACH_OUT, Deed.CALL)
    assert bench.messages.said == [
        "This computer cannot call. The number +49 30 123-456 is on the clipboard."
    ]
    assert QGuiApplication.clipboard().text() == "+49 30 123-456"


def test_writing_begins_an_e_mail(bench: Bench, services: Services):
    cold(services, emails=(Email("anna@example.org"),))
    bench.do(SectionName.REACH_OUT, Deed.WRITE)
    assert bench.addresses == ["mailto:anna@example.org"]
    bench.can_open = False
    bench.do(SectionName.REACH_OUT, Deed.WRITE)
    assert "anna@example.org is on the clipboard" in bench.messages.said[-1]


def test_a_meeting_that_took_place_warms_and_is_written_down(
    bench: Bench, services: Services, clock: FakeClock
):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    meeting = lunch(services, anna)
    clock.advance(hours=4)
    bench.do(SectionName.UNANSWERED, Deed.GOOD)
    held = services.appointments.get(meeting)
    assert (held.state, held.outcome) == (AppointmentState.HELD, Outcome.GOOD)
    (entry,) = services.interactions.timeline(anna)
    assert (entry.kind, entry.outcome, entry.text) == (InteractionKind.MEETING, Outcome.GOOD, "Lunch")
    assert entry.at == datetime.fromisoformat("2026-03-02T11:00+00:00")
    assert bench.lines(SectionName.UNANSWERED) == []


def test_a_meeting_that_took_place_is_written_down_in_the_dialog(
    bench: Bench, services: Services, clock: FakeClock
):
    lunch(services, services.contacts.add(Contact(Name("Anna Meier"))))
    clock.advance(hours=4)
    bench.do(SectionName.UNANSWERED, Deed.HELD)
    assert bench.dialogs.opened == [("how it went", "Lunch")]


def test_how_a_meeting_with_nobody_went_is_kept_with_it(bench: Bench, services: Services, clock: FakeClock):
    meeting = lunch(services)
    clock.advance(hours=4)
    bench.do(SectionName.UNANSWERED, Deed.BAD)
    held = services.appointments.get(meeting)
    assert (held.state, held.outcome) == (AppointmentState.HELD, Outcome.BAD)


def test_a_meeting_to_come_can_be_cancelled(bench: Bench, services: Services):
    lunch(services, services.contacts.add(Contact(Name("Anna Meier"))))
    bench.do(SectionName.NOW, Deed.CANCEL)
    assert bench.dialogs.opened == [("cancel", "Lunch")]


def test_a_meeting_that_did_not_take_place_is_missed(bench: Bench, services: Services, clock: FakeClock):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    meeting = lunch(services, anna)
    clock.advance(hours=4)
    bench.do(SectionName.UNANSWERED, Deed.MISSED)
    assert services.appointments.get(meeting).state is AppointmentState.MISSED
    assert services.interactions.timeline(anna) == []


def test_a_meeting_and_a_promise_can_be_changed_where_they_stand(bench: Bench, services: Services):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    lunch(services, anna)
    services.follow_ups.promise(FollowUp(anna, "Send the quote", date(2026, 3, 1)))
    bench.do(SectionName.NOW, Deed.EDIT)
    bench.do(SectionName.PROMISED, Deed.EDIT)
    assert bench.dialogs.opened == [("plan", "Lunch"), ("follow-up", "Anna Meier", "Send the quote")]


def test_what_somebody_else_did_meanwhile_is_told_and_not_a_crash(bench: Bench, services: Services):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    promise = services.follow_ups.promise(FollowUp(anna, "Send the quote", date(2026, 3, 1)))
    (line,) = bench.lines(SectionName.PROMISED)
    services.follow_ups.delete(promise)
    bench.doing.do(line, Deed.DONE, HERE)
    assert bench.messages.errors == ["That promise is not there any more."]


def test_a_complaint_is_settled_where_it_stands_and_undo_brings_it_back(bench: Bench, services: Services):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    now = services.clock.now()
    complaint = Interaction(InteractionKind.COMPLAINT, now, (anna,), "heel came off", due=date(2026, 2, 27))
    services.interactions.log(complaint)
    services.interactions.log(replace(complaint, text="later", due=date(2026, 3, 9)))
    [line] = bench.lines(SectionName.COMPLAINTS)
    assert (line.title, line.details, line.pill) == ("heel came off", ("Anna Meier",), "3 days late")
    bench.do(SectionName.COMPLAINTS, Deed.EDIT)
    assert bench.dialogs.opened == [("entry", "heel came off")]
    bench.do(SectionName.COMPLAINTS, Deed.DONE)
    assert bench.lines(SectionName.COMPLAINTS) == []
    assert bench.messages.said == ["Settled: heel came off"]
    services.undo.undo()
    assert len(bench.lines(SectionName.COMPLAINTS)) == 1
