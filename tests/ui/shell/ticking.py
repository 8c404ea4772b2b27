"""Short words for tests of reminding in the window: a plan, and a tick."""

from datetime import timedelta

from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.shell.session import WindowSession
from tests.fakes import FakeClock
from tests.ui.shell.conftest import Desktop


def plan_lunch(services: Services, clock: FakeClock, minutes: int = 20, title: str = "Lunch & more") -> None:
    """A meeting in so many minutes, with a reminder a quarter of an hour ahead."""
    anna = services.contacts.add(Contact(Name("Anna <b>Meier</b>")))
    start = (clock.now() + timedelta(minutes=minutes)).replace(tzinfo=None)
    services.appointments.plan(Appointment(title, start, "UTC", (anna,), remind=(15,)))


def tick(session: WindowSession, desktop: Desktop, qtbot: QtBot) -> None:
    """One tick, and all that follows from it."""
    qtbot.waitUntil(lambda: desktop.ticker is not None and desktop.ticker.running)
    assert desktop.ticker is not None
    calls = len(desktop.ticker.next)
    desktop.ticker.tick()
    qtbot.waitUntil(lambda: len(desktop.ticker.next) > calls)
