"""What the lines of Today do, on the real data."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.contact import Contact, Email, Name, Phone
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.services.context import Services
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.today.doing import TodayDoing
from crm_desktop.ui.today.lines import Deed, Line, SectionName
from crm_desktop.ui.today.page import TodayPage
from tests.fakes import FakeClock

HERE = QPoint(10, 10)


class Dialogs:
    """Keeps which dialog was opened, and for whom."""

    def __init__(self) -> None:
        self.opened: list[tuple[object, ...]] = []

    def log(self, people=(), kind=None) -> None:
        self.opened.append(("log", tuple(people), kind))

    def plan(self, people=(), appointment=None) -> None:
        self.opened.append(("plan", appointment.title))

    def follow_up(self, contact_id, name, follow_up=None) -> None:
        self.opened.append(("follow-up", name, follow_up.text))

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
        self.page = TodayPage(services.today, services.contacts, services.clock, theme)
        self.doing = TodayDoing(
            reminders=services.reminders,
            appointments=services.appointments,
            follow_ups=services.follow_ups,
            settings=services.settings,
            clock=services.clock,
            dialogs=self.dialogs,
            messages=self.messages,
            open_contact=self.opened.append,
            window=self.window,
        )
        self.doing.open_address = self._open

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


def test_a_reminder_that_is_done_stays_done(bench: Bench, services: Services):
    cold(services)
    services.reminders.fire_due()
    bench.do(SectionName.REMINDERS, Deed.DONE)
    assert bench.lines(SectionName.REMINDERS) == []
    assert services.reminders.fire_due() == []


def test_done_on_a_reminder_of_a_promise_keeps_the_promise(bench: Bench, services: Services):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    services.follow_ups.promise(FollowUp(anna, "Send the quote", date(2026, 3, 1)))
    services.reminders.fire_due()
    bench.do(SectionName.REMINDERS, Deed.DONE)
    assert services.follow_ups.open_until(None) == []
    assert bench.lines(SectionName.REMINDERS) == []


def test_a_reminder_is_put_off_from_a_menu_and_comes_back(bench: Bench, services: Services, clock: FakeClock):
    cold(services)
    services.reminders.fire_due()
    bench.do(SectionName.REMINDERS, Deed.SNOOZE)
    assert menu().actions()[0].text().startswith("In 10 minutes")
    choose("In an hour")
    assert bench.lines(SectionName.REMINDERS) == []
    assert bench.messages.said[0].startswith("Comes back: Today 10")
    clock.advance(minutes=61)
    services.reminders.fire_due()
    assert len(bench.lines(SectionName.REMINDERS)) == 1


def test_a_reminder_can_be_put_off_to_a_day_of_ones_choice(
    bench: Bench, services: Services, clock: FakeClock
):
    cold(services)
    services.reminders.fire_due()
    bench.do(SectionName.REMINDERS, Deed.SNOOZE)
    choose("On a day")
    ((_name, chosen),) = bench.dialogs.opened
    chosen(clock.now() + timedelta(days=10))
    assert bench.lines(SectionName.REMINDERS) == []


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
    bench.do(SectionName.UNANSWERED, Deed.HELD)
    choose("Went well")
    assert services.appointments.get(meeting).state is AppointmentState.HELD
    (entry,) = services.interactions.timeline(anna)
    assert (entry.kind, entry.outcome, entry.text) == (InteractionKind.MEETING, Outcome.GOOD, "Lunch")
    assert entry.at == datetime.fromisoformat("2026-03-02T11:00+00:00")
    assert bench.lines(SectionName.UNANSWERED) == []


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
