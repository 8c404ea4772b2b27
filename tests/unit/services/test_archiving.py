"""Everything in one file: what goes out comes back, row by row, into an empty file and into one with data."""

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.answer import Answer
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import BIRTHDAY, Contact, Email, ImportantDate, Name, Phone, Photo
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.scope import Scope
from crm_desktop.domain.triage import Verdict
from crm_desktop.services.context import Services
from crm_desktop.services.progress import Cancelled
from crm_desktop.store.tables import JOURNALLED
from tests.data import hostile, hostile_book
from tests.data.schema.make import fill
from tests.fakes import FakeClock
from tests.unit.services.reminding import opened
from tests.unit.services.two_files import Tables, as_told, assert_same
from tests.unit.store.whole_file import connect, derived, derived_anew, facts


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
    _hang_on(services)
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
    over = plan(Appointment("Fair", datetime.fromisoformat("2026-02-02T10:00"), "UTC", (2,)))
    coming = Appointment("Fair again", datetime.fromisoformat("2026-05-02T10:00"), "Asia/Tehran", (2, 1))
    services.answering.answer(
        over, Answer(True, Outcome.BAD, next_meeting=replace(coming, extra=("CLASS:PRIVATE",)))
    )
    angry = Interaction(InteractionKind.COMPLAINT, clock.now(), (2,), "late", tags=("fair", "late"))
    services.interactions.settle(services.interactions.log(replace(angry, due=date(2026, 3, 9))))
    services.follow_ups.promise(FollowUp(None, "water the flowers", date(2026, 3, 1), rule="FREQ=DAILY"))
    daily = services.follow_ups.promise(FollowUp(2, "call", date(2026, 2, 1), rule="FREQ=WEEKLY"))
    services.follow_ups.done(daily)


def _hang_on(services: Services) -> None:
    """A link and a copy of a file on the first meeting."""
    with closing(connect(services.folder)) as file:
        values = [
            (1, "Menu", "https://x.example", "", None),
            (1, "ሰላም.pdf", "", "application/pdf", b"%PDF\0\xff"),
        ]
        sql = "INSERT INTO attachment (appointment_id, name, link, media_type, data) VALUES (?, ?, ?, ?, ?)"
        file.executemany(sql, values)


def _tidied_up(services: Services) -> None:
    twins = [services.contacts.add(Contact(Name("Sara"), emails=(Email("sara@s.et"),))) for _ in range(3)]
    plan = services.duplicates.propose(twins[:2])
    services.duplicates.merge(plan)
    services.duplicates.apart([twins[0], twins[2]])
    services.triage.decide(twins[2], Verdict())


def _round_trip(one: Services, other: Services, folder: Path) -> None:
    one.archiving.export(folder / "all.zip")
    report = other.archiving.bring_in(folder / "all.zip")
    assert not report.changes_nothing


def _tables(services: Services) -> Tables:
    with closing(connect(services.folder)) as file:
        return as_told(file)


def test_an_empty_file_becomes_the_same_table_by_table(
    book: Services, elsewhere: Services, tmp_path: Path
) -> None:
    _round_trip(book, elsewhere, tmp_path)
    assert_same(_tables(book), _tables(elsewhere))


def test_every_table_of_facts_is_thought_of() -> None:
    # A new one has to come along in the archive, and into this file, or its data would be left behind.
    assert {model._meta.table_name for model in JOURNALLED} == {
        *(
            "contact",
            "phone",
            "email",
            "address",
            "link",
            "company",
            "role",
            "important_date",
            "photo",
            "tag",
        ),
        *(
            "contact_tag",
            "custom_field",
            "custom_value",
            "relationship",
            "interaction",
            "interaction_contact",
        ),
        *(
            "appointment",
            "appointment_contact",
            "follow_up",
            "reminder",
            "series",
            "saved_filter",
            "known_uid",
        ),
        *("apart", "reviewed", "interaction_tag", "day_note", "attachment"),
    }


def test_a_look_at_the_book_finds_something_in_every_table(book: Services) -> None:
    with closing(connect(book.folder)) as file:
        empty = [table for table, rows in facts(file).items() if not rows]
    assert empty == []


def test_texts_that_broke_other_programs_come_back_to_the_letter(
    services: Services, elsewhere: Services, tmp_path: Path
) -> None:
    texts = [text for texts in hostile.KINDS.values() for text in texts[::9]]
    hostile_book.fill(services, texts)
    _round_trip(services, elsewhere, tmp_path)
    assert_same(_tables(services), _tables(elsewhere))


# Into a file with data


def test_a_second_time_nothing_changes(book: Services, elsewhere: Services, tmp_path: Path) -> None:
    _round_trip(book, elsewhere, tmp_path)
    before = _tables(elsewhere)
    newest = elsewhere.undo.newest()
    assert elsewhere.archiving.bring_in(tmp_path / "all.zip").changes_nothing
    assert_same(before, _tables(elsewhere))
    assert elsewhere.undo.newest() == newest


def test_what_is_here_stays_and_what_is_not_comes(
    book: Services, elsewhere: Services, tmp_path: Path
) -> None:
    mine = elsewhere.contacts.add(Contact(Name("Mine"), phones=(Phone("0911 999 999"),), tags=("mine",)))
    elsewhere.interactions.log(
        Interaction(InteractionKind.CALL, datetime.fromisoformat("2026-02-01T10:00+00:00"), (mine,), "hello")
    )
    elsewhere.settings.cadence_normal = 20
    with closing(connect(elsewhere.folder)) as file:
        before = facts(file)
        _round_trip(book, elsewhere, tmp_path)
        after = facts(file)
        assert derived(file) == derived_anew(elsewhere, file)
        for table, rows in before.items():
            assert set(rows) <= set(after[table]), table
    assert elsewhere.settings.cadence_normal == 20
    assert elsewhere.contacts.count() == book.contacts.count() + 1
    elsewhere.undo.undo()
    with closing(connect(elsewhere.folder)) as file:
        assert facts(file) == before


def test_the_same_person_is_brought_up_to_date_and_not_doubled(
    services: Services, elsewhere: Services, tmp_path: Path
) -> None:
    one = Contact(Name("Anna Berg"), emails=(Email("anna@x.de"),))
    there = services.contacts.add(replace(one, phones=(Phone("+49 151 1234567"),), notes="from there"))
    services.follow_ups.promise(FollowUp(there, "write", date(2026, 3, 9)))
    here = elsewhere.contacts.add(replace(one, notes="from here"))
    services.archiving.export(tmp_path / "all.zip")
    report = elsewhere.archiving.bring_in(tmp_path / "all.zip")
    assert (report.count("contacts").new, report.count("contacts").changed) == (0, 1)
    found = elsewhere.contacts.get(here)
    assert (found.notes, [phone.typed for phone in found.phones]) == (
        "from here\n\nfrom there",
        ["+49 151 1234567"],
    )
    assert [one.text for one in elsewhere.follow_ups.of(here)] == ["write"]
    # The other uid is known from now on, whatever the card is called then.
    elsewhere.contacts.save(replace(found, name=Name("Anna Schmidt"), emails=()))
    assert elsewhere.archiving.bring_in(tmp_path / "all.zip").count("contacts").new == 0


def test_what_became_of_things_goes_on_and_never_back(
    services: Services, elsewhere: Services, tmp_path: Path
) -> None:
    who = services.contacts.add(Contact(Name("Anna")))
    tea = Appointment("Tea", datetime.fromisoformat("2026-03-01T10:00"), "UTC", (who,))
    first, second = services.appointments.plan(tea), services.appointments.plan(replace(tea, title="Lunch"))
    kept = services.follow_ups.promise(FollowUp(who, "call", date(2026, 3, 1)))
    services.reminders.fire_due()
    _round_trip(services, elsewhere, tmp_path)
    # There one is held and the promise kept, here the other is missed.
    services.appointments.hold(first, None)
    services.follow_ups.done(kept)
    for reminder in services.reminders.inbox():
        services.reminders.dismiss(reminder.key)
    elsewhere.appointments.miss(second)
    services.archiving.export(tmp_path / "all.zip")
    elsewhere.archiving.bring_in(tmp_path / "all.zip")
    states = [elsewhere.appointments.get(number).state.value for number in (first, second)]
    assert states == ["held", "missed"]
    assert elsewhere.follow_ups.open_until(None) == []
    assert elsewhere.reminders.inbox() == []
    assert elsewhere.archiving.bring_in(tmp_path / "all.zip").changes_nothing


def test_nothing_is_reminded_of_again(services: Services, elsewhere: Services, tmp_path: Path) -> None:
    born = ImportantDate(BIRTHDAY, PartialDate(1990, 3, 3))
    who = services.contacts.add(Contact(Name("Anna"), dates=(born,)))
    services.follow_ups.promise(FollowUp(who, "call", date(2026, 3, 1)))
    services.appointments.plan(
        Appointment("Tea", datetime.fromisoformat("2026-03-02T09:10"), "UTC", (who,), remind=(30,))
    )
    shown = {reminder.kind for reminder in services.reminders.fire_due()}
    assert len(shown) == 3
    _round_trip(services, elsewhere, tmp_path)
    assert elsewhere.reminders.fire_due() == []
    assert {reminder.kind for reminder in elsewhere.reminders.inbox()} == shown


def test_the_trash_comes_as_trash_and_whoever_is_alive_there_comes_out_of_it(
    services: Services, elsewhere: Services, tmp_path: Path
) -> None:
    gone, alive = (services.contacts.add(Contact(Name(name))) for name in ("Gone", "Alive"))
    services.contacts.delete([gone])
    _round_trip(services, elsewhere, tmp_path)
    assert [row.name for row in elsewhere.contacts.trash()] == ["Gone"]
    elsewhere.contacts.delete([alive])
    elsewhere.archiving.bring_in(tmp_path / "all.zip")
    assert [row.name for row in elsewhere.contacts.trash()] == ["Gone"]
    assert list(elsewhere.contacts.ids(ContactQuery())) == [alive]


def test_a_look_at_it_writes_nothing_and_says_what_an_import_would(
    book: Services, elsewhere: Services, tmp_path: Path
) -> None:
    book.archiving.export(tmp_path / "all.zip")
    with closing(connect(elsewhere.folder)) as file:
        before = facts(file)
        look = elsewhere.archiving.preview(tmp_path / "all.zip")
        assert facts(file) == before
    assert elsewhere.settings.stored("cadence_normal") is None
    assert look == elsewhere.archiving.bring_in(tmp_path / "all.zip")


def test_what_belongs_to_one_computer_stays_there(
    services: Services, elsewhere: Services, tmp_path: Path
) -> None:
    services.settings.backup_folder = str(tmp_path)
    services.settings.theme = "dark"
    _round_trip(services, elsewhere, tmp_path)
    assert (elsewhere.settings.backup_folder, elsewhere.settings.theme) == ("", "dark")


def test_a_backup_is_made_first(services: Services, elsewhere: Services, tmp_path: Path) -> None:
    services.contacts.add(Contact(Name("Anna")))
    elsewhere.contacts.add(Contact(Name("Bo")))
    _round_trip(services, elsewhere, tmp_path)
    assert [backup.reason.value for backup in elsewhere.backups.all()] == ["before-import"]


# Whole or not at all


class _PressedAfter:
    """A cancel that is pressed when it is asked for the nth time."""

    def __init__(self, times: int) -> None:
        self._left = times

    def is_set(self) -> bool:
        self._left -= 1
        return self._left < 0


@pytest.mark.parametrize("times", [0, 3, 8])
def test_a_cancelled_export_leaves_the_file_as_it_was(book: Services, tmp_path: Path, times: int) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(b"before")
    with pytest.raises(Cancelled):
        book.archiving.export(path, cancel=_PressedAfter(times))
    assert path.read_bytes() == b"before"
    assert list(tmp_path.glob(".crm-desktop-*")) == []


@pytest.mark.parametrize("times", [0, 5, 12])
def test_a_cancelled_import_changes_nothing(
    book: Services, elsewhere: Services, tmp_path: Path, times: int
) -> None:
    book.archiving.export(tmp_path / "all.zip")
    with closing(connect(elsewhere.folder)) as file:
        before = facts(file)
        with pytest.raises(Cancelled):
            elsewhere.archiving.bring_in(tmp_path / "all.zip", cancel=_PressedAfter(times))
        assert facts(file) == before


def test_it_may_all_run_beside_the_window(book: Services, elsewhere: Services, tmp_path: Path) -> None:
    def work() -> None:
        _round_trip(book, elsewhere, tmp_path)
        book.close()
        elsewhere.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(30)
    assert elsewhere.contacts.count() == book.contacts.count()


def test_a_page_of_the_notebook_that_says_something_else_is_put_below_ours(
    services: Services, elsewhere: Services, tmp_path: Path
) -> None:
    services.day_notes.write(date(2026, 3, 3), "theirs")
    elsewhere.day_notes.write(date(2026, 3, 3), "ours")
    _round_trip(services, elsewhere, tmp_path)
    assert elsewhere.day_notes.of(date(2026, 3, 3)) == "ours\n\ntheirs"
    assert elsewhere.archiving.bring_in(tmp_path / "all.zip").changes_nothing


def test_two_people_who_share_a_name_and_a_phone_stay_two(
    services: Services, elsewhere: Services, tmp_path: Path
) -> None:
    # A father and a son: one of them in the trash, which stands in a file of its own.
    card = Contact(Name("Ivan Ivanov"), phones=(Phone("+998 90 123 45 67"),))
    ids = [services.contacts.add(replace(card, notes=note)) for note in ("father", "son", "gone")]
    services.contacts.delete(ids[2:])
    _round_trip(services, elsewhere, tmp_path)
    assert_same(_tables(services), _tables(elsewhere))
    # Where one of them is here already, the others are not taken for him.
    other = services.contacts.get(ids[1])
    elsewhere.undo.undo()
    elsewhere.contacts.add(replace(other, id=None))
    report = elsewhere.archiving.bring_in(tmp_path / "all.zip")
    assert (report.count("contacts").new, report.count("contacts").changed) == (2, 0)
