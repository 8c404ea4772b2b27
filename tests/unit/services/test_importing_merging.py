"""Merging a card into a known contact: it adds and brings up to date, and never takes away."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from crm_desktop.domain.contact import (
    ANNIVERSARY,
    BIRTHDAY,
    Contact,
    Email,
    ExtraProperty,
    ImportantDate,
    Name,
    Phone,
    Role,
)
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.importing.differences import differences
from crm_desktop.services.importing.merging import merged
from tests.unit.formats.any_contact import contacts

ANNA = Contact(
    Name("Anna Bell", given="Anna", family="Bell"),
    phones=(Phone("0911 234567", "", "+251911234567"),),
    emails=(Email("anna@example.com", "home"),),
    notes="First line",
)


def _dates(*pairs: tuple[str, PartialDate]) -> tuple[ImportantDate, ...]:
    return tuple(ImportantDate(label, day) for label, day in pairs)


@settings(max_examples=60)
@given(known=contacts, card=contacts)
def test_merging_the_same_card_twice_is_merging_it_once(known: Contact, card: Contact) -> None:
    for rename in (True, False):
        once = merged(known, card, rename=rename)
        assert merged(once, card, rename=rename) == once


@settings(max_examples=40)
@given(known=contacts)
def test_merging_an_empty_card_changes_nothing(known: Contact) -> None:
    assert merged(known, Contact(), rename=True) == known


@settings(max_examples=40)
@given(known=contacts, card=contacts)
def test_nothing_that_was_there_goes_away(known: Contact, card: Contact) -> None:
    after = merged(known, card, rename=True)
    assert {phone.typed for phone in known.phones} <= {phone.typed for phone in after.phones}
    assert {email.address for email in known.emails} <= {email.address for email in after.emails}
    assert set(known.tags) <= set(after.tags)
    assert set(known.facts) <= set(after.facts)
    assert known.notes in after.notes
    assert (after.id, after.uid, after.created_at) == (known.id, known.uid, known.created_at)


def test_a_phone_in_another_spelling_is_the_same_and_gets_its_label() -> None:
    card = Contact(phones=(Phone("+251911234567", "mobile", "+251911234567"), Phone("123")))
    assert merged(ANNA, card, rename=False).phones == (
        Phone("0911 234567", "mobile", "+251911234567"),
        Phone("123"),
    )


def test_an_address_in_capitals_is_the_same() -> None:
    assert merged(ANNA, Contact(emails=(Email("ANNA@example.com", "work"),)), rename=False) == ANNA


def test_another_name_replaces_the_whole_name_or_only_fills_gaps() -> None:
    card = Contact(Name("Anna Rose", prefix="Dr.", given="Anna", family="Rose"))
    assert merged(ANNA, card, rename=True).name == card.name
    assert merged(ANNA, card, rename=False).name == replace(ANNA.name, prefix="Dr.")


def test_notes_are_added_unless_they_are_there() -> None:
    assert merged(ANNA, Contact(notes="Second"), rename=True).notes == "First line\n\nSecond"
    assert merged(ANNA, Contact(notes="First line\nand more"), rename=True).notes == "First line\nand more"
    assert merged(ANNA, Contact(notes="First line"), rename=True) == ANNA


def test_a_birthday_is_corrected_but_never_loses_its_year() -> None:
    known = replace(ANNA, dates=_dates((BIRTHDAY, PartialDate(1984, 4, 15))))
    without_year = Contact(dates=_dates((BIRTHDAY, PartialDate(None, 4, 15))))
    corrected = Contact(
        dates=_dates((BIRTHDAY, PartialDate(1984, 4, 16)), (ANNIVERSARY, PartialDate(2010, 1, 1)))
    )
    assert merged(known, without_year, rename=True) == known
    assert merged(known, corrected, rename=True).dates == corrected.dates


def test_a_new_title_replaces_the_old_one_and_an_ended_role_stays_ended() -> None:
    known = replace(ANNA, roles=(Role("Acme", "Clerk"), Role("Bell", "Owner", until=PartialDate(2020))))
    card = Contact(roles=(Role("ACME", "Head"), Role("Bell", "Owner")))
    assert merged(known, card, rename=True).roles == (
        Role("Acme", "Head"),
        Role("Bell", "Owner", until=PartialDate(2020)),
    )


def test_what_the_card_does_not_say_stays() -> None:
    known = replace(
        ANNA,
        status="customer",
        importance=Importance.HIGH,
        cadence_days=30,
        do_not_contact=True,
        paused_until=date(2026, 3, 9),
        declined_rhythm=21,
    )
    assert merged(known, Contact(Name("Anna Bell")), rename=True) == known


def test_a_pause_on_the_card_comes_along_and_is_told() -> None:
    card = replace(ANNA, paused_until=date(2026, 3, 9), declined_rhythm=21)
    assert merged(ANNA, card, rename=True) == card
    told = {(change.what, change.new) for change in differences(ANNA, card)}
    assert told == {("paused until", "2026-03-09"), ("declined rhythm", "21")}


def test_kept_properties_are_updated_and_groups_do_not_mix() -> None:
    known = replace(
        ANNA,
        extra=(
            ExtraProperty("X-A", "X-A:1"),
            ExtraProperty("X-B", "item1.X-B:1"),
            ExtraProperty("X-ABLABEL", "item1.X-ABLabel:one"),
        ),
    )
    card = Contact(
        extra=(
            ExtraProperty("X-C", "item1.X-C:1"),
            ExtraProperty("X-ABLABEL", "item1.X-ABLabel:two"),
            ExtraProperty("X-A", "X-A:2"),
        )
    )
    assert [extra.raw for extra in merged(known, card, rename=True).extra] == [
        "X-A:2",
        "item1.X-B:1",
        "item1.X-ABLabel:one",
        "item2.X-C:1",
        "item2.X-ABLabel:two",
    ]
