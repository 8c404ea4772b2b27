"""What is written at an hour of the notebook becomes a meeting."""

from datetime import datetime, timedelta
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.calendar.doing import CalendarDoing
from crm_desktop.ui.shell.dialogs import Dialogs
from crm_desktop.ui.theme.controller import ThemeController
from tests.ui.fakes import AskedDialogs, SaidMessages

ELEVEN = datetime.fromisoformat("2026-03-03T11:00")


@pytest.fixture
def messages() -> SaidMessages:
    return SaidMessages()


@pytest.fixture
def doing(services: Services, theme: ThemeController, messages: SaidMessages, qtbot: QtBot) -> CalendarDoing:
    window = QWidget()
    qtbot.addWidget(window)
    return CalendarDoing(
        services.appointments,
        services.follow_ups,
        services.contacts,
        services.settings,
        services.clock,
        cast("Dialogs", AskedDialogs()),
        messages,
        lambda _contact: None,
        theme,
        window,
    )


def planned(services: Services) -> Appointment:
    now = services.clock.now()
    (found,) = services.appointments.between(now, now + timedelta(days=30))
    return found


def test_the_hour_of_the_line_counts_and_who_is_surely_meant_comes(
    doing: CalendarDoing, services: Services, messages: SaidMessages
) -> None:
    abebe = services.contacts.add(Contact(Name("Abebe Bekele")))
    doing.plan_written(ELEVEN, "lunch Abebe Bekele")
    meeting = planned(services)
    assert (meeting.starts, meeting.title, meeting.contact_ids) == (ELEVEN, "Lunch", (abebe,))
    assert messages.undoables[0].startswith("Planned: Lunch with Abebe Bekele")


def test_an_hour_and_a_length_in_the_words_count_more(doing: CalendarDoing, services: Services) -> None:
    doing.plan_written(ELEVEN, "dentist 11:15 30 min at Bole")
    meeting = planned(services)
    assert meeting.starts == datetime.fromisoformat("2026-03-03T11:15")
    assert (meeting.title, meeting.minutes, meeting.place) == ("Dentist", 30, "Bole")


def test_a_name_that_two_people_have_stays_in_the_words(doing: CalendarDoing, services: Services) -> None:
    for name in ("Anna Meier", "Anna Berg"):
        services.contacts.add(Contact(Name(name)))
    doing.plan_written(ELEVEN, "Anna prices")
    meeting = planned(services)
    assert meeting.contact_ids == ()
    assert "Anna" in meeting.title
