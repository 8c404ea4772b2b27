"""The history of one card: what was changed on it, when, and from what to what."""

from dataclasses import replace
from datetime import date

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.card_history import CardChange, CardPart
from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact import (
    BIRTHDAY,
    Contact,
    CustomValue,
    Email,
    Importance,
    ImportantDate,
    Name,
    Phone,
    Photo,
    Role,
)
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.reminding import add


def change(services: Services, key: ContactId, **values: object) -> tuple[CardChange, ...]:
    """Save the card with other values; what its history then says of that."""
    services.contacts.save(replace(services.contacts.card(key).contact, **values))
    return services.undo.of_contact(key)[0].changes


def test_every_operation_that_touched_the_card_stands_there_and_no_other(
    services: Services, clock: FakeClock
) -> None:
    abebe, other = add(services, "Abebe"), add(services, "Bekele")
    services.contacts.tag([other], "far")
    services.interactions.log(Interaction(InteractionKind.CALL, clock.now(), (abebe,), "hello"))
    services.appointments.plan(Appointment("Lunch", clock.now().replace(tzinfo=None), "UTC", (abebe,)))
    promise = services.follow_ups.promise(FollowUp(abebe, "call back", date(2026, 3, 9)))
    services.follow_ups.delete(promise)
    services.contacts.tag([abebe, other], "near")
    said = [str(one.operation.label) for one in services.undo.of_contact(abebe)]
    assert said == [
        str(one.label)
        for one in services.undo.history()
        if str(one.label) not in ("Add Bekele", "Tag Bekele")
    ]
    assert len(said) == 6


def test_a_value_is_told_as_it_was_and_as_it_became(services: Services) -> None:
    key = add(services, "Abebe Bikila")
    assert change(services, key, name=Name("Abebe B.")) == (
        CardChange(CardPart.NAME, "Abebe Bikila", "Abebe B."),
    )
    assert change(services, key, phones=(Phone("0911 234 567", "work"),)) == (
        CardChange(CardPart.PHONE, None, "0911 234 567", "work"),
    )
    assert change(services, key, phones=(Phone("0911 999 999", "work"),)) == (
        CardChange(CardPart.PHONE, "0911 234 567", "0911 999 999", "work"),
    )
    assert change(services, key, phones=()) == (CardChange(CardPart.PHONE, "0911 999 999", None, "work"),)
    assert change(services, key, importance=Importance.HIGH, cadence_days=14) == (
        CardChange(CardPart.IMPORTANCE, int(Importance.NORMAL), int(Importance.HIGH)),
        CardChange(CardPart.CADENCE, 0, 14),
    )


def test_what_hangs_on_a_card_is_told_by_its_name(services: Services) -> None:
    services.custom_fields.add(CustomField("shoe size", FieldType.NUMBER))
    key, friend = add(services, "Abebe"), add(services, "Mamo Wolde")
    assert change(services, key, roles=(Role("Marathon", "Runner"),)) == (
        CardChange(CardPart.ROLE, None, "Runner, Marathon"),
    )
    assert change(services, key, custom=(CustomValue("shoe size", "42"),)) == (
        CardChange(CardPart.FIELD, None, "42", "shoe size"),
    )
    birthday = PartialDate(None, 13, 5, Calendar.ETHIOPIAN)
    assert change(services, key, dates=(ImportantDate(BIRTHDAY, birthday),)) == (
        CardChange(CardPart.DATE, None, birthday, BIRTHDAY),
    )
    services.contacts.relate(key, RelationshipKind.FRIEND, friend)
    assert services.undo.of_contact(key)[0].changes == (
        CardChange(CardPart.RELATIONSHIP, None, "Mamo Wolde", str(RelationshipKind.FRIEND)),
    )
    told = change(services, key, photo=Photo("image/png", b"\x89PNG"))
    assert [(one.part, one.before is None) for one in told] == [(CardPart.PHOTO, True)]


def test_tags_come_and_go_and_never_become_one_another(services: Services) -> None:
    key = services.contacts.add(Contact(Name("Abebe"), tags=("a",)))
    assert change(services, key, tags=("b",)) == (
        CardChange(CardPart.TAG, "a", None),
        CardChange(CardPart.TAG, None, "b"),
    )


def test_a_card_that_is_saved_as_it_was_tells_nothing(services: Services) -> None:
    key = services.contacts.add(Contact(Name("Abebe"), emails=(Email("a@b.example"),)))
    before = services.undo.of_contact(key)
    services.contacts.save(services.contacts.card(key).contact)
    assert [one.changes for one in services.undo.of_contact(key)][: len(before)] == [
        one.changes for one in before
    ]


def test_what_is_undone_is_told_as_undone_and_the_rest_stays_true(services: Services) -> None:
    key = add(services, "One")
    change(services, key, name=Name("Two"))
    change(services, key, name=Name("Three"))
    services.undo.undo()
    undone, done, _ = services.undo.of_contact(key)
    assert (undone.operation.undone, undone.changes) == (True, ())
    assert done.changes == (CardChange(CardPart.NAME, "One", "Two"),)


def test_an_import_stands_in_the_history_of_each_of_its_cards(services: Services) -> None:
    with services.uow(Label("Import {file}", {"file": "a.vcf"})) as tx:
        first, second = tx.add_many((Contact(Name("A"), uid="a"), Contact(Name("B"), uid="b")))
    add(services, "C")
    for key in (first, second):
        assert [str(one.operation.label) for one in services.undo.of_contact(key)] == ["Import a.vcf"]


def test_the_trash_is_told_too(services: Services) -> None:
    key = add(services, "Abebe")
    services.contacts.delete([key])
    assert services.undo.of_contact(key)[0].changes == (CardChange(CardPart.TRASH, None, 1),)
