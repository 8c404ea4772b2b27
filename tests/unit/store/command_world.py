"""The file that every command is tried on: a little of everything, so that each has something to do."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import BIRTHDAY, Contact, Email, ImportantDate, Name, Phone
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ReminderKey
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.context import Services
from tests.data.schema.make import ABEBE
from tests.fakes import FakeClock

NOW = datetime.fromisoformat("2026-03-02T09:00+00:00")
TODAY = NOW.date()
LONG_AGO = timedelta(days=40)

WHO, OTHER, GONE_FOR_LONG, GONE, COLD = 1, 2, 3, 4, 5
TALK = 1
LUNCH, YESTERDAY, WEEKLY = 1, 2, 3
DUE, OPEN, DAILY, KEPT = 1, 2, 3, 4
FIELD = 1
REMINDER = ReminderKey(f"follow-up:{DUE}:2026-03-02")

OTHERS = {
    OTHER: Contact(
        Name("Сергей Иванов"),
        phones=(Phone("+998 90 123 45 67"),),
        emails=(Email("s@i.uz"),),
        tags=("runner",),
        source="market",
        dates=(ImportantDate(BIRTHDAY, PartialDate(1980, 3, 5)),),
    ),
    GONE_FOR_LONG: Contact(Name("Thandiwe"), tags=("runner",)),
    GONE: Contact(Name("كريم"), notes="away"),
    COLD: Contact(Name("小明 王"), cadence_days=7),
}


def opened(folder: Path, later: timedelta = timedelta()) -> Services:
    """The services over a file, some time after it was made."""
    return open_services(folder, clock=FakeClock(NOW + later), default_country=lambda: "ET")


def make_world(folder: Path) -> None:
    """Write the file."""
    services = opened(folder, -LONG_AGO)
    clock = services.clock
    assert isinstance(clock, FakeClock)
    services.custom_fields.add(CustomField("shoe size", FieldType.NUMBER))
    assert services.contacts.add(ABEBE) == WHO
    for number, card in OTHERS.items():
        assert services.contacts.add(replace(card, uid=f"urn:x:{number}")) == number
    services.contacts.relate(WHO, RelationshipKind.FRIEND, OTHER)
    services.interactions.log(Interaction(InteractionKind.CALL, clock.now(), (WHO, COLD), "about shoes"))
    services.interactions.log(Interaction(InteractionKind.VISIT, clock.now(), (GONE_FOR_LONG,), "tea"))
    services.contacts.delete([GONE_FOR_LONG])
    clock.set(NOW)
    services.contacts.delete([GONE])
    _plan(services)
    _promise(services)
    services.reminders.fire_due()
    services.reminders.to_announce()
    services.contacts.set_status([OTHER], "lead")
    services.contacts.tag([WHO], "undone")
    services.undo.undo()
    services.close()


def _plan(services: Services) -> None:
    lunch = Appointment("Lunch", datetime.fromisoformat("2026-03-03T12:00"), "Africa/Addis_Ababa", (WHO,))
    assert services.appointments.plan(replace(lunch, uid="lunch", place="Piazza", remind=(0, 60))) == LUNCH
    before = Appointment("Tea", datetime.fromisoformat("2026-03-01T12:00"), "UTC", (OTHER,), uid="tea")
    assert services.appointments.plan(before) == YESTERDAY
    weekly = Appointment("Yoga", datetime.fromisoformat("2026-03-04T07:00"), "UTC", (WHO, OTHER), uid="yoga")
    assert services.appointments.plan(replace(weekly, rule="FREQ=WEEKLY;COUNT=4")) == WEEKLY


def _promise(services: Services) -> None:
    promise = services.follow_ups.promise
    assert promise(FollowUp(OTHER, "send the list", TODAY)) == DUE
    assert promise(FollowUp(WHO, "write", date(2026, 3, 9))) == OPEN
    assert promise(FollowUp(None, "water the flowers", TODAY, rule="FREQ=DAILY")) == DAILY
    assert promise(FollowUp(WHO, "call", TODAY)) == KEPT
    services.follow_ups.done(KEPT)
