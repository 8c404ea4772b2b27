"""Two cards become one: nothing typed is lost, nothing reminded of twice or never; files know it again."""

import itertools
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.backup import BackupReason
from crm_desktop.domain.contact import (
    BIRTHDAY,
    Address,
    Contact,
    CustomValue,
    Email,
    ImportantDate,
    Name,
    Phone,
    Photo,
    Role,
)
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.context import Services
from crm_desktop.services.progress import Cancelled
from tests.fakes import FakeClock
from tests.unit.services.reminding import fired, inbox, meet, talk, wall
from tests.unit.services.vcard_files import counts, imported
from tests.unit.store.whole_file import connect, facts

NUMBERS = itertools.count(1)
SOON = PartialDate(1990, 3, 6)  # four days after the clock of the tests


def add(services: Services, name: str = "Ana Costa", **card: object) -> int:
    made = Contact(Name(name), uid=f"urn:x:{next(NUMBERS)}", cadence_days=0)
    return services.contacts.add(replace(made, **card))  # type: ignore[arg-type]


def merge(services: Services, *ids: int, **chosen: int) -> Contact:
    plan = services.duplicates.with_choices(services.duplicates.propose(ids), chosen)
    return services.contacts.get(services.duplicates.merge(plan))


def birthday(date: PartialDate) -> tuple[ImportantDate, ...]:
    return (ImportantDate(BIRTHDAY, date),)


# The card


def test_lists_are_united_without_doubles(services: Services) -> None:
    one = add(
        services,
        phones=(Phone("0911223344"),),
        emails=(Email("ana@example.org"),),
        addresses=(Address("home", "Bole Rd. 12", "Adama"),),
        roles=(Role("Acme", ""),),
        tags=("vip",),
        facts=("likes tea",),
    )
    other = add(
        services,
        phones=(Phone("+251 911 22 33 44", "cell"), Phone("0911 22 33 55")),
        emails=(Email("ANA@example.org"), Email("a@example.org")),
        addresses=(Address("", "bole rd 12", "adama"), Address("work", "Piazza 1", "Adama")),
        roles=(Role("ACME", "Baker"), Role("Tea House", "Owner")),
        tags=("VIP", "runner"),
        facts=("Likes tea", "has a dog"),
    )
    card = merge(services, one, other)
    assert [(phone.typed, phone.label) for phone in card.phones] == [
        ("0911223344", "cell"),
        ("0911 22 33 55", ""),
    ]
    assert [email.address for email in card.emails] == ["ana@example.org", "a@example.org"]
    assert [where.street for where in card.addresses] == ["Bole Rd. 12", "Piazza 1"]
    assert [(role.company.casefold(), role.title) for role in card.roles] == [
        ("acme", "Baker"),
        ("tea house", "Owner"),
    ]
    assert [tag.casefold() for tag in card.tags] == ["vip", "runner"]
    assert card.facts == ("likes tea", "has a dog")


def test_the_better_value_is_taken_and_the_other_one_stands_in_the_notes(services: Services) -> None:
    clock = services.clock
    assert isinstance(clock, FakeClock)
    one = add(
        services,
        "J. Costa",
        status="lead",
        source="market",
        notes="first",
        dates=birthday(PartialDate(None, 3, 6)),
    )
    clock.advance(days=1)
    other = add(
        services,
        "Joana Costa",
        status="customer",
        source="radio",
        notes="second",
        dates=birthday(SOON),
        importance=Importance.HIGH,
        photo=Photo("image/png", b"x"),
        custom=(CustomValue("hat", "red"),),
    )
    card = merge(services, one, other)
    assert card.name.full == "Joana Costa"
    assert (card.status, card.source, card.importance) == ("customer", "market", Importance.HIGH)
    assert card.birthday == SOON
    assert card.photo == Photo("image/png", b"x")
    assert card.custom == (CustomValue("hat", "red"),)
    assert card.created_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert card.notes == (
        "first\n\nsecond\n\n"
        "Kept from the cards that were merged:\nName: J. Costa\nStatus: lead\nSource: radio"
    )


def test_a_birthday_that_is_not_taken_is_noted_and_not_reminded_of(services: Services) -> None:
    one = add(services, dates=birthday(PartialDate(1990, 5, 17)))
    other = add(services, dates=birthday(PartialDate(1991, 6, 18)))
    card = merge(services, one, other, birthday=1)
    assert card.birthday == PartialDate(1991, 6, 18)
    assert len(card.dates) == 1
    assert "Birthday: 1990-05-17" in card.notes


def test_a_label_of_ones_own_and_an_extension_are_not_lost(services: Services) -> None:
    one = add(services, phones=(Phone("0911223344", "ask for Beti"), Phone("+251 11 111 2233 ext. 5")))
    other = add(services, phones=(Phone("0911223344", "the shop"), Phone("+251 11 111 2233")))
    card = merge(services, one, other)
    assert len(card.phones) == 3
    assert "the shop: 0911223344" in card.notes


def test_merging_again_writes_nothing_twice_into_the_notes(services: Services) -> None:
    ids = [add(services, status=status) for status in ("lead", "customer", "customer")]
    merge(services, ids[0], ids[1], status=0)
    card = merge(services, ids[0], ids[2], status=0)
    assert card.notes.count("Status: customer") == 1


# What hangs on it


def test_everything_that_hangs_on_them_moves(services: Services) -> None:
    one, other, third = add(services), add(services), add(services, "Beti")
    services.interactions.log(Interaction(InteractionKind.CALL, services.clock.now(), (one, other), "both"))
    talk(services, other)
    meet(services, wall("2026-03-03T09:00"), other, third)
    services.follow_ups.promise(FollowUp(other, "write", date(2026, 3, 9)))
    services.contacts.relate(other, RelationshipKind.SPOUSE, third)
    services.contacts.relate(third, RelationshipKind.SPOUSE, one)
    services.contacts.relate(one, RelationshipKind.FRIEND, other)
    merge(services, one, other)
    timeline = services.interactions.timeline(one)
    assert [entry.contact_ids for entry in timeline] == [(one,), (one,)]
    (coming,) = services.appointments.coming(one)
    assert set(coming.contact_ids) == {one, third}
    assert [promise.text for promise in services.follow_ups.of(one)] == ["write"]
    assert [(r.kind, r.other_id) for r in services.contacts.relationships(one)] == [
        (RelationshipKind.SPOUSE, third)
    ]


def test_a_series_goes_on_with_whom_they_became(services: Services) -> None:
    one, other = add(services), add(services)
    weekly = meet(services, wall("2026-03-03T09:00"), one, other)
    meeting = services.appointments.get(weekly)
    services.appointments.edit(replace(meeting, rule="FREQ=WEEKLY"))
    merge(services, one, other)
    assert {found.contact_ids for found in services.appointments.coming(one)} == {(one,)}
    services.clock.advance(days=60)  # type: ignore[attr-defined]
    services.reminders.fire_due()
    later = services.appointments.between(
        services.clock.now() + timedelta(380), services.clock.now() + timedelta(400)
    )
    assert later
    assert {found.contact_ids for found in later} == {(one,)}


# Reminders


def test_what_was_answered_of_one_birthday_is_not_asked_again_by_the_other(services: Services) -> None:
    services.settings.birthday_days_ahead = 7
    one, other = add(services, dates=birthday(SOON)), add(services, dates=birthday(SOON))
    assert len(fired(services)) == 2
    for reminder in services.reminders.inbox():
        if reminder.contact_ids == (other,):
            services.reminders.done(reminder.key)
    merge(services, one, other)
    assert inbox(services) == []
    assert fired(services) == []
    services.clock.advance(days=4)  # type: ignore[attr-defined]
    assert len(fired(services)) == 1, "on the day itself it is told, once"


def test_a_birthday_that_only_the_absorbed_card_had_goes_on(services: Services) -> None:
    services.settings.birthday_days_ahead = 7
    one, other = add(services), add(services, dates=birthday(SOON))
    assert len(fired(services)) == 1
    merge(services, one, other)
    assert len(inbox(services)) == 1
    assert fired(services) == []
    assert services.reminders.inbox()[0].contact_ids == (one,)
    services.clock.advance(days=4)  # type: ignore[attr-defined]
    assert len(fired(services)) == 1


def test_a_silence_that_was_answered_is_not_told_again(services: Services) -> None:
    one = add(services)
    other = add(services, cadence_days=7)
    talk(services, other)
    services.clock.advance(days=10)  # type: ignore[attr-defined]
    (reminder,) = services.reminders.fire_due()
    services.reminders.dismiss(reminder.key)
    merge(services, one, other, cadence=1)
    assert fired(services) == []
    assert inbox(services) == []


def test_meetings_and_promises_are_told_once_and_by_the_new_name(services: Services) -> None:
    one, other = add(services), add(services, "A. Costa")
    meet(services, wall("2026-03-02T09:10"), one, other)
    services.follow_ups.promise(FollowUp(other, "write", date(2026, 3, 2)))
    assert len(fired(services)) == 2
    merge(services, one, other)
    assert fired(services) == []
    assert {reminder.name for reminder in services.reminders.inbox()} == {"Ana Costa"}
    services.undo.undo()
    assert fired(services) == []
    assert len(inbox(services)) == 2


def test_undo_leads_past_what_time_wrote_meanwhile(services: Services, tmp_path: Path) -> None:
    services.settings.birthday_days_ahead = 7
    one, other = add(services, dates=birthday(SOON)), add(services, dates=birthday(SOON), do_not_contact=True)
    merge(services, one, other)
    fired(services)
    services.undo.undo()
    services.contacts.set_do_not_contact([other], False)
    fired(services)
    services.undo.undo()
    services.undo.redo()
    services.undo.undo()
    services.undo.undo()
    assert services.contacts.count() < 3
    with connect(tmp_path) as file:
        assert not file.execute("PRAGMA foreign_key_check").fetchall()


# Files


def exported(services: Services, folder: Path) -> Path:
    path = folder / "all.vcf"
    services.exporting.export(path)
    return path


def test_a_file_from_before_the_merge_changes_nothing(services: Services, tmp_path: Path) -> None:
    one = add(
        services,
        "John Smith",
        phones=(Phone("0911223344", "cell"),),
        status="lead",
        dates=birthday(PartialDate(1990, 5, 17)),
        roles=(Role("Acme", "Baker"),),
        notes="one",
        addresses=(Address("home", "Bole Rd. 12", "Adama"),),
    )
    other = add(
        services,
        "Jon Smith",
        phones=(Phone("+251911223344"),),
        status="customer",
        source="radio",
        dates=birthday(PartialDate(1991, 6, 18)),
        roles=(Role("Acme", "Chef"),),
        notes="two",
        addresses=(Address("work", "bole rd 12", "adama"),),
    )
    path = exported(services, tmp_path)
    card = merge(services, one, other, status=0, birthday=0, name=0)
    report = imported(services, path)
    assert report.created == 0
    assert services.contacts.count() == 1
    assert replace(services.contacts.get(one), updated_at=None) == replace(card, updated_at=None)
    assert counts(imported(services, path)) == (0, 0, 2, 0)


def test_news_in_a_file_of_the_absorbed_card_reach_the_one_that_is_left(
    services: Services, tmp_path: Path
) -> None:
    one, other = add(services, "John Smith"), add(services, "Jon Smith")
    uid = services.contacts.get(other).uid
    merge(services, one, other, name=0)
    path = tmp_path / "news.vcf"
    path.write_text(
        f"BEGIN:VCARD\r\nVERSION:4.0\r\nUID:{uid}\r\nFN:Jonny\r\nTEL:+251911000111\r\nEND:VCARD\r\n"
    )
    assert counts(imported(services, path)) == (0, 1, 0, 0)
    card = services.contacts.get(one)
    assert (card.name.full, card.phones[0].typed) == ("John Smith", "+251911000111")


# Many


def test_many_are_merged_as_one_step_with_a_backup_before(
    services: Services, file: sqlite3.Connection
) -> None:
    pairs = [(add(services, f"Person {n}"), add(services, f"Person {n}")) for n in range(5)]
    before = facts(file)
    plans = [services.duplicates.propose(pair) for pair in pairs]
    told: list[tuple[int, int]] = []
    kept = services.duplicates.merge_all(plans, lambda done, total: told.append((done, total)))
    assert kept == [one for one, _ in pairs]
    assert services.contacts.count() == 5
    assert told[-1] == (5, 5)
    assert [backup.reason for backup in services.backups.all()] == [BackupReason.MERGE]
    services.undo.undo()
    assert facts(file) == before


def test_many_can_be_cancelled_and_then_nothing_has_changed(
    services: Services, file: sqlite3.Connection
) -> None:
    pairs = [(add(services, f"Person {n}"), add(services, f"Person {n}")) for n in range(5)]
    before = facts(file)
    cancel = threading.Event()
    plans = [services.duplicates.propose(pair) for pair in pairs]
    with pytest.raises(Cancelled):
        services.duplicates.merge_all(plans, lambda _done, _total: cancel.set(), cancel)
    assert facts(file) == before


def test_a_sample_person_that_becomes_a_real_one_stays_when_the_samples_go(services: Services) -> None:
    services.demo.add()
    sample = services.contacts.all_ids()[0]
    real = add(services, "Somebody Real")
    merge(services, sample, real)
    services.demo.remove()
    assert services.contacts.all_ids() == [sample]


def test_who_is_gone_for_good_takes_the_traces_of_absorbed_cards_along(
    services: Services, file: sqlite3.Connection
) -> None:
    one, other = add(services, "Ana Costa"), add(services, "Zenebech Unique")
    talk(services, other)
    merge(services, one, other)
    services.contacts.delete([one])
    services.clock.advance(days=40)  # type: ignore[attr-defined]
    services.contacts.empty_old_trash()
    assert not file.execute("SELECT 1 FROM journal WHERE image LIKE '%Zenebech%'").fetchall()
    while services.undo.undo():
        pass
    assert not file.execute("PRAGMA foreign_key_check").fetchall()
    assert file.execute("SELECT count(*) FROM contact").fetchone() == (0,)
