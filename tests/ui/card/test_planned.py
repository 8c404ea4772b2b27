"""What is next with a contact, and how it comes again."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.card.card_pane import CardPane
from crm_desktop.ui.planning.scope_sheet import ScopeSheet
from crm_desktop.ui.widgets.labels import PlainLabel
from tests.ui.card.conftest import ShowCard
from tests.ui.fakes import SaidMessages


def weekly_with(services: Services) -> ContactId:
    """Abebe, whom one meets on Tuesdays at noon, from 3 March 2026."""
    abebe = services.contacts.add(Contact(Name("Abebe Bekele")))
    first = datetime.fromisoformat("2026-03-03T12:00")
    services.appointments.plan(Appointment("Prices", first, "UTC", (abebe,), rule="FREQ=WEEKLY;BYDAY=TU"))
    return abebe


def texts(pane: CardPane) -> list[str]:
    return [label.text() for label in pane.planned.findChildren(PlainLabel) if label.isVisible()]


def press(pane: CardPane, name: str) -> None:
    found = [each for each in pane.planned.findChildren(QAbstractButton) if each.isVisible()]
    next(each for each in found if each.accessibleName() == name).click()


def answer(pane: CardPane, text: str) -> None:
    asking = next(each for each in pane.findChildren(ScopeSheet) if each.isVisible())
    next(button for button in asking.buttons if button.text() == text).click()


def days(services: Services) -> list[int]:
    now = services.clock.now()
    return [each.starts.day for each in services.appointments.between(now, now + timedelta(days=28))]


def test_of_a_series_the_next_meeting_stands_there_and_says_how_it_repeats(
    services: Services, show: ShowCard
) -> None:
    pane = show(weekly_with(services))
    *what, when = texts(pane)
    assert what == ["Next", "Prices", "Every week on Tuesday"]
    assert when.startswith("Tomorrow 12:00")


def test_one_that_was_moved_by_itself_stands_there_too(services: Services, show: ShowCard) -> None:
    abebe = weekly_with(services)
    now = services.clock.now()
    _, second, *_ = services.appointments.between(now, now + timedelta(days=28))
    later = second.starts + timedelta(hours=3)
    services.appointments.edit(replace(second, title="Prices, late", starts=later))
    pane = show(abebe)
    assert [text for text in texts(pane) if text.startswith("Prices")] == ["Prices", "Prices, late"]


def test_cancelling_one_of_a_series_asks_how_many(
    services: Services, show: ShowCard, messages: SaidMessages, qtbot: QtBot
) -> None:
    pane = show(weekly_with(services))
    press(pane, "Cancel the meeting: Prices")
    assert days(services) == [3, 10, 17, 24]
    answer(pane, "Only this one")
    assert days(services) == [10, 17, 24]
    qtbot.waitUntil(lambda: "Prices" in texts(pane))
    press(pane, "Cancel the meeting: Prices")
    answer(pane, "All that are to come")
    assert days(services) == []


def test_a_promise_is_left_out_at_once_or_only_this_time(
    services: Services, show: ShowCard, qtbot: QtBot
) -> None:
    abebe = services.contacts.add(Contact(Name("Abebe Bekele")))
    services.follow_ups.promise(FollowUp(abebe, "Send the list", date(2026, 3, 3)))
    services.follow_ups.promise(FollowUp(abebe, "Bring bread", date(2026, 3, 5), rule="FREQ=WEEKLY;BYDAY=TH"))
    pane = show(abebe)
    assert "Every week on Thursday" in texts(pane)
    press(pane, "Leave the promise out: Send the list")
    assert [each.text for each in services.follow_ups.of(abebe)] == ["Bring bread"]
    qtbot.waitUntil(lambda: "Send the list" not in texts(pane))
    press(pane, "Leave the promise out: Bring bread")
    answer(pane, "Only this time")
    assert [each.due for each in services.follow_ups.of(abebe)] == [date(2026, 3, 12)]


def test_what_belongs_to_a_meeting_is_asked_for_where_it_stands(services: Services, show: ShowCard) -> None:
    pane = show(weekly_with(services))
    asked: list[Appointment] = []
    pane.attachments_asked.connect(asked.append)
    press(pane, "Attachments: Prices")
    assert [one.title for one in asked] == ["Prices"]


def test_a_brief_is_printed_from_where_a_meeting_stands(services: Services, show: ShowCard) -> None:
    pane = show(weekly_with(services))
    asked: list[Appointment] = []
    pane.brief_asked.connect(asked.append)
    press(pane, "Print a brief: Prices")
    assert [one.title for one in asked] == ["Prices"]
