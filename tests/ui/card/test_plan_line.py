"""Planning in one line of the card."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.card.card_pane import CardPane
from crm_desktop.ui.widgets.labels import PlainLabel
from tests.ui.card.conftest import ShowCard
from tests.ui.fakes import SaidMessages


def add(services: Services, name: str) -> ContactId:
    return services.contacts.add(Contact(Name(name)))


def line(pane: CardPane) -> QLineEdit:
    return pane.plan_line.findChild(QLineEdit)


def said(pane: CardPane) -> str:
    label = pane.plan_line.findChild(PlainLabel)
    return label.text() if label.isVisible() else ""


def planned(services: Services) -> list[Appointment]:
    now = services.clock.now()
    return services.appointments.between(now, now + timedelta(days=30))


def test_a_meeting_is_planned_with_who_is_on_the_card_and_whom_the_line_names(
    services: Services, show: ShowCard, messages: SaidMessages, qtbot: QtBot
) -> None:
    abebe, sara = add(services, "Abebe Bekele"), add(services, "Sara Tesfaye")
    pane = show(abebe)
    qtbot.keyClicks(line(pane), "tomorrow 15:00 lunch with Sara")
    assert said(pane).startswith("Lunch with Sara Tesfaye · Tomorrow")
    qtbot.keyClick(line(pane), Qt.Key.Key_Return)
    (meeting,) = planned(services)
    assert (meeting.title, meeting.contact_ids) == ("Lunch", (abebe, sara))
    assert meeting.starts_at == datetime(2026, 3, 3, 15, tzinfo=UTC)
    assert messages.undoables[0].startswith("Planned: Lunch")
    assert line(pane).text() == ""


def test_an_hour_is_enough(services: Services, show: ShowCard, qtbot: QtBot) -> None:
    pane = show(add(services, "Abebe Bekele"))
    qtbot.keyClicks(line(pane), "tomorrow 15:00")
    qtbot.keyClick(line(pane), Qt.Key.Key_Return)
    assert [one.title for one in planned(services)] == ["Abebe Bekele"]


def test_without_an_hour_it_is_looked_at_first(services: Services, show: ShowCard, qtbot: QtBot) -> None:
    pane = show(add(services, "Abebe Bekele"))
    qtbot.keyClicks(line(pane), "tomorrow lunch")
    with qtbot.waitSignal(pane.plan_begun) as asked:
        qtbot.keyClick(line(pane), Qt.Key.Key_Return)
    assert asked.args[0].title == "Lunch"
    assert planned(services) == []


def test_what_says_no_day_is_told_and_stays(services: Services, show: ShowCard, qtbot: QtBot) -> None:
    pane = show(add(services, "Abebe Bekele"))
    qtbot.keyClicks(line(pane), "lunch")
    qtbot.keyClick(line(pane), Qt.Key.Key_Return)
    assert said(pane).startswith("Say a day and an hour")
    assert line(pane).text() == "lunch"


def test_what_was_begun_on_one_card_comes_back_with_it(
    services: Services, show: ShowCard, qtbot: QtBot
) -> None:
    abebe, sara = add(services, "Abebe Bekele"), add(services, "Sara Tesfaye")
    pane = show(abebe)
    qtbot.keyClicks(line(pane), "tomorrow 15")
    show(sara)
    assert line(pane).text() == ""
    show(abebe)
    assert line(pane).text() == "tomorrow 15"
