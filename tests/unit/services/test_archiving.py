"""Everything in one file: what goes out comes back, row by row, into an empty file and into one with data."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import BIRTHDAY, Contact, Email, ImportantDate, Name, Photo
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.scope import Scope
from crm_desktop.services.context import Services
from tests.data import hostile, hostile_book
from tests.data.schema.make import fill
from tests.fakes import FakeClock
from tests.unit.services.reminding import opened
from tests.unit.services.two_files import as_told, assert_same
from tests.unit.store.whole_file import connect


@pytest.fixture
def elsewhere(tmp_path: Path, clock: FakeClock) -> Iterator[Services]:
    """The services over another data file, on the same day."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with closing(opened(folder, clock)) as services:
        yield services


@pytest.fixture
def book(services: Services, clock: FakeClock) -> Services:
    """A file with something of everything in it."""
    fill(services, clock)
    _dates_of_every_calendar(services)
    _what_repeats(services, clock)
    _tidied_up(services)
    clock.advance(days=3)
    services.reminders.fire_due()
    inbox = services.reminders.inbox()
    services.reminders.snooze(inbox[0].key, clock.now() + timedelta(hours=5))
    if inbox[1:]:
        services.reminders.done(inbox[1].key)
    clock.advance(hours=1)
    services.contacts.roll_over()
    return services


def _dates_of_every_calendar(services: Services) -> None:
    for number, calendar in enumerate(Calendar):
        day = ImportantDate(BIRTHDAY, PartialDate(None, 3, 5 + number, calendar))
        other = ImportantDate("name day", PartialDate(1371, None, None, calendar))
        card = Contact(Name(f"One of {calendar}"), dates=(day, other), tags=("calendar",))
        photo = Photo("image/jpeg", b"\xff\xd8\xff\xe0" + bytes(range(256)))
        services.contacts.add(replace(card, photo=photo, notes="a\n\nb", do_not_contact=number == 2))


def _what_repeats(services: Services, clock: FakeClock) -> None:
    plan = services.appointments.plan
    monday = datetime.fromisoformat("2026-03-04T10:00")
    weekly = Appointment("Yoga", monday, "Asia/Tehran", (1, 2), rule="FREQ=WEEKLY;COUNT=6", remind=(0, 90))
    first = plan(weekly)
    services.appointments.cancel(first + 1)
    third = services.appointments.get(first + 2)
    services.appointments.edit(replace(third, starts=third.starts + timedelta(days=1), title="Yoga, later"))
    plan(replace(weekly, title="For ever", rule="FREQ=MONTHLY;BYMONTHDAY=-1", zone="America/New_York"))
    ended = plan(replace(weekly, title="Short", rule="FREQ=DAILY;UNTIL=20260320", contact_ids=(1,)))
    services.appointments.edit(
        replace(services.appointments.get(ended + 3), title="Other", rule="FREQ=DAILY;COUNT=3"),
        scope=Scope.LATER,
    )
    services.day_notes.write(date(2026, 3, 5), "bring\n\nboots")
    past = plan(
        Appointment("Tea", datetime.fromisoformat("2026-02-01T10:00"), "UTC", (1,), agenda="a;b,\n\nc")
    )
    services.appointments.hold(past, Interaction(InteractionKind.MEETING, clock.now(), (1,), "good"))
    services.appointments.miss(plan(replace(weekly, rule="", starts=monday - timedelta(days=20))))
    services.follow_ups.promise(FollowUp(None, "water the flowers", date(2026, 3, 1), rule="FREQ=DAILY"))
    daily = services.follow_ups.promise(FollowUp(2, "call", date(2026, 2, 1), rule="FREQ=WEEKLY"))
    services.follow_ups.done(daily)


def _tidied_up(services: Services) -> None:
    twins = [services.contacts.add(Contact(Name("Sara"), emails=(Email("sara@s.et"),))) for _ in range(3)]
    plan = services.duplicates.propose(twins[:2])
    services.duplicates.merge(plan)
    services.duplicates.apart([twins[0], twins[2]])


def _round_trip(one: Services, other: Services, folder: Path) -> None:
    one.archiving.export(folder / "all.zip")
    report = other.archiving.bring_in(folder / "all.zip")
    assert not report.changes_nothing


def _tables(services: Services) -> dict[str, list[tuple[object, ...]]]:
    with closing(connect(services.folder)) as file:
        return as_told(file)


def test_an_empty_file_becomes_the_same_table_by_table(
    book: Services, elsewhere: Services, tmp_path: Path
) -> None:
    _round_trip(book, elsewhere, tmp_path)
    assert_same(_tables(book), _tables(elsewhere))


def test_texts_that_broke_other_programs_come_back_to_the_letter(
    services: Services, elsewhere: Services, tmp_path: Path
) -> None:
    texts = [text for texts in hostile.KINDS.values() for text in texts[::9]]
    hostile_book.fill(services, texts)
    _round_trip(services, elsewhere, tmp_path)
    assert_same(_tables(services), _tables(elsewhere))
