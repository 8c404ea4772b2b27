"""What the tests of reminders share: a file to open, and short words for what a person does in it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import BIRTHDAY, Contact, ImportantDate, Name
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from tests.fakes import FakeClock

ADDIS = "Africa/Addis_Ababa"


def opened(folder: Path, clock: FakeClock) -> Services:
    return open_services(folder, clock=clock, default_country=lambda: "ET")


def wall(text: str) -> datetime:
    """A wall time, as on the clock where the user is."""
    return datetime.fromisoformat(text)


def add(services: Services, name: str = "Anna", *, cadence: int | None = 0, **card: object) -> ContactId:
    return services.contacts.add(replace(Contact(Name(full=name), cadence_days=cadence), **card))


def born(services: Services, on: PartialDate, name: str = "Anna") -> ContactId:
    return add(services, name, dates=(ImportantDate(BIRTHDAY, on),))


def meet(
    services: Services, starts: datetime, *who: ContactId, lead: tuple[int, ...] = (15,)
) -> AppointmentId:
    """Plan a meeting at a wall time in UTC."""
    return services.appointments.plan(Appointment("Lunch", starts, "UTC", who, remind=lead))


def talk(services: Services, who: ContactId, kind: InteractionKind = InteractionKind.CALL) -> None:
    services.interactions.log(Interaction(kind, services.clock.now(), (who,), "We spoke"))


def fired(services: Services) -> list[str]:
    return [reminder.title for reminder in services.reminders.fire_due()]


def inbox(services: Services) -> list[str]:
    return [reminder.title for reminder in services.reminders.inbox()]
