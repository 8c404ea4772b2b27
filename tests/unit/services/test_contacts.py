"""The contact book as a person uses it: cards come back as they were written, lists tell who is where."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.changes import DataChanged, Kind
from crm_desktop.domain.contact import (
    BIRTHDAY,
    Address,
    Contact,
    CustomValue,
    Email,
    ExtraProperty,
    ImportantDate,
    Link,
    Messenger,
    Name,
    Phone,
    Photo,
    Role,
)
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.domain.warmth import WarmthState
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.store import cards
from tests.unit.store.whole_file import derived, derived_anew, differences

wall = datetime.fromisoformat
NOBODY = ContactId(4711)
ABEBE = Contact(Name("Abebe Bikila"))
FULL = Contact(
    name=Name("Dr. Abebe W. Bikila Jr.", "Dr.", "Abebe", "W.", "Bikila", "Jr.", "Abe"),
    phones=(Phone("0911 234 567", "mobile"), Phone("+7 (912) 345-67-89", "Москва")),
    emails=(Email("Abebe@Run.et", "work"), Email("abe@home.et")),
    addresses=(Address("home", "1 Bole Rd", "Addis Ababa", "AA", "1000", "Ethiopia"),),
    links=(Link("https://run.et", "club"),),
    messengers=(Messenger("@abe", "Telegram"),),
    roles=(
        Role("Marathon", "Runner", "Sport", PartialDate(1956), PartialDate(1969, 3)),
        Role("Imperial Guard", since=PartialDate(1948, 1, 2, Calendar.ETHIOPIAN)),
    ),
    dates=(
        ImportantDate(BIRTHDAY, PartialDate(None, 12, 1, Calendar.ETHIOPIAN)),
        ImportantDate("name day", PartialDate(1960, 9, 10)),
    ),
    photo=Photo("image/jpeg", bytes(range(256))),
    tags=("runner", "ሯጭ"),
    notes="# Rome\n\nbarefoot",
    facts=("drinks tea", "two sons"),
    source="the market",
    status="customer",
    importance=Importance.HIGH,
    cadence_days=30,
    custom=(CustomValue("shoe size", "none"),),
    extra=(ExtraProperty("X-FOO", "X-FOO;P=1:bar"),),
)


# As it was written


def test_a_card_comes_back_as_it_was_written(services: Services, clock: FakeClock) -> None:
    number = services.contacts.add(FULL)
    kept = services.contacts.get(number)
    phones = (
        Phone("0911 234 567", "mobile", "+251911234567"),
        Phone("+7 (912) 345-67-89", "Москва", "+79123456789"),
    )
    assert kept.content() == replace(FULL, phones=phones)
    assert kept.uid
    assert kept.created_at == kept.updated_at == clock.now()


@given(card=cards.cards)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_card_that_is_kept_can_be_saved_again_without_a_change(services: Services, card: Contact) -> None:
    try:
        number = services.contacts.add(card)
    except UserError:
        return
    kept, label = services.contacts.get(number), services.undo.undo_label()
    services.contacts.save(kept)
    assert services.contacts.get(number) == kept
    assert services.undo.undo_label() == label


@pytest.mark.parametrize(
    "name",
    [
        "<b>x</b>",
        "&amp; %s {name} %(x)d",
        '"; DROP TABLE contact; --',
        "\u202eمحمد\u202c \u200fעברית",
        "n\u0303 as two signs, \u00f1 as one",
        "神\ufa19 of Japan",
        "👩‍👩‍👧‍👦🇪🇹",
        "ب" * 10_000,
        'O\'Brien "Bob" \\n',
    ],
)
def test_a_name_comes_back_as_typed(services: Services, name: str) -> None:
    number = services.contacts.add(Contact(Name(name)))
    assert services.contacts.get(number).name.full == name
    assert services.contacts.rows([number])[0].name == name
    assert services.contacts.card(number).contact.display_name == name
    services.contacts.delete([number])
    assert str(services.undo.undo_label()) == f"Delete {name}"
    assert services.contacts.trash()[0].name == name


@pytest.mark.parametrize("stray", ["\x00", "\ud800", "\x1b", "\x07", "\x7f", "\x9b"])
def test_stray_control_characters_break_nothing(services: Services, stray: str) -> None:
    bad = f"a{stray}b"
    number = services.contacts.add(
        Contact(
            Name(bad, given=bad),
            uid=bad,
            phones=(Phone(f"0911{stray}234567", bad),),
            emails=(Email(bad, bad),),
            addresses=(Address(bad, bad, bad, bad, bad, bad),),
            links=(Link(bad, bad),),
            messengers=(Messenger(bad, bad),),
            roles=(Role(bad, bad, bad),),
            dates=(ImportantDate(bad, PartialDate(1990)),),
            photo=Photo(bad, b"x"),
            tags=(bad,),
            notes=bad,
            facts=(bad,),
            source=bad,
            status=bad,
            custom=(CustomValue(bad, bad),),
            extra=(ExtraProperty(bad, bad),),
        )
    )
    kept = services.contacts.get(number)
    assert kept.name.full == kept.notes == kept.extra[0].raw == kept.uid == "ab"
    services.contacts.tag([number], f"c{stray}d")
    services.contacts.set_status([number], f"c{stray}d")
    services.contacts.set_source([number], f"c{stray}d")
    kept = services.contacts.get(number)
    assert (kept.tags, kept.status, kept.source) == (("ab", "cd"), "cd", "cd")
    assert list(services.contacts.ids(ContactQuery(f"a{stray}b"))) in ([number], [])
    services.undo.undo()


def test_lines_that_are_pasted_into_a_name_become_spaces(services: Services) -> None:
    number = services.contacts.add(
        Contact(Name("Abebe\r\nBikila\rthe\u2028runner"), notes="one\r\ntwo\rthree")
    )
    kept = services.contacts.get(number)
    assert kept.name.full == "Abebe Bikila the runner"
    assert kept.notes == "one\ntwo\nthree"


def test_what_holds_nothing_is_dropped(services: Services) -> None:
    number = services.contacts.add(
        Contact(
            Name(" Abebe "),
            phones=(Phone(" ", "home"),),
            emails=(Email(""),),
            addresses=(Address("home"),),
            dates=(ImportantDate(BIRTHDAY, PartialDate()),),
            roles=(Role("", department="x"),),
            tags=("", " ", "a  b", "A B"),
        )
    )
    assert services.contacts.get(number).content() == Contact(Name("Abebe"), tags=("a b",))


# One field is enough


@pytest.mark.parametrize(
    "card",
    [
        Contact(Name(nickname="Abe")),
        Contact(phones=(Phone("0911234567"),)),
        Contact(emails=(Email("a@b.et"),)),
        Contact(roles=(Role("Acme"),)),
        Contact(notes="the tall one from the market"),
        Contact(dates=(ImportantDate(BIRTHDAY, PartialDate(1990)),)),
    ],
)
def test_one_field_is_enough(services: Services, card: Contact) -> None:
    assert services.contacts.add(card) in services.contacts.ids(ContactQuery())


@pytest.mark.parametrize("card", [Contact(), Contact(Name(" ")), Contact(phones=(Phone("\x00"),))])
def test_an_empty_card_is_refused(services: Services, card: Contact) -> None:
    with pytest.raises(UserError, match="at least one thing"):
        services.contacts.add(card)
    number = services.contacts.add(ABEBE)
    with pytest.raises(UserError, match="empty card"):
        services.contacts.save(replace(card, id=number))
    assert services.contacts.get(number).name.full == "Abebe Bikila"


@pytest.mark.parametrize("days", [-1, 36501, 10**30])
def test_a_cadence_that_makes_no_sense_is_refused(services: Services, days: int) -> None:
    with pytest.raises(UserError, match="cadence"):
        services.contacts.add(replace(ABEBE, cadence_days=days))
    number = services.contacts.add(ABEBE)
    with pytest.raises(UserError, match="cadence"):
        services.contacts.set_cadence([number], days)


# Saving


def test_a_row_that_stays_the_same_keeps_its_number(services: Services, file: sqlite3.Connection) -> None:
    number = services.contacts.add(FULL)
    query = "SELECT label, id, noted_on FROM important_date ORDER BY position"
    (_, birthday, noted), name_day = file.execute(query).fetchall()
    wedding = ImportantDate("wedding", PartialDate(1970, 5, 5))
    services.contacts.save(
        replace(services.contacts.get(number), dates=(wedding, *FULL.dates), notes="new", phones=())
    )
    rows = file.execute(query).fetchall()
    assert rows[1:] == [(BIRTHDAY, birthday, noted), name_day]
    assert rows[0][1] > name_day[1]


def test_a_card_is_saved_in_the_order_in_which_it_was_written(services: Services) -> None:
    number = services.contacts.add(FULL)
    turned = replace(
        services.contacts.get(number),
        phones=tuple(reversed(services.contacts.get(number).phones)),
        emails=tuple(reversed(FULL.emails)),
        roles=tuple(reversed(FULL.roles)),
        dates=tuple(reversed(FULL.dates)),
        facts=tuple(reversed(FULL.facts)),
    )
    services.contacts.save(turned)
    assert services.contacts.get(number).content() == turned.content()


def test_the_same_phone_can_stand_twice(services: Services) -> None:
    twice = (Phone("0911234567", "home"), Phone("0911234567", "home"))
    number = services.contacts.add(replace(ABEBE, phones=twice))
    assert len(services.contacts.get(number).phones) == 2
    services.contacts.save(replace(services.contacts.get(number), phones=twice[:1]))
    assert len(services.contacts.get(number).phones) == 1


def test_a_company_and_a_tag_can_be_spelled_anew(services: Services, told: list[DataChanged]) -> None:
    other = services.contacts.add(replace(ABEBE, roles=(Role("acme"),), tags=("vip",)))
    number = services.contacts.add(replace(ABEBE, roles=(Role("acme"),), tags=("vip",)))
    services.contacts.save(replace(services.contacts.get(number), roles=(Role("ACME"),), tags=("VIP",)))
    for one in (number, other):
        assert services.contacts.get(one).company == "ACME"
        assert services.contacts.get(one).tags == ("VIP",)
        assert services.contacts.rows([one])[0].company == "ACME"
    assert told[-1].changes.touches(Kind.CONTACT, [other])
    services.undo.undo()
    assert services.contacts.rows([other])[0].company == "acme"
    assert services.contacts.rows([other])[0].tags == ("vip",)


def test_two_spellings_of_a_company_on_one_card_are_one(services: Services) -> None:
    number = services.contacts.add(replace(ABEBE, roles=(Role("acme", "a"), Role("ACME", "b"))))
    assert [role.company for role in services.contacts.get(number).roles] == ["acme", "acme"]
    label = services.undo.undo_label()
    services.contacts.save(services.contacts.get(number))
    assert services.undo.undo_label() == label


def test_saving_what_nobody_changed_is_no_step_of_undo(services: Services, told: list[DataChanged]) -> None:
    number = services.contacts.add(FULL)
    services.contacts.save(replace(services.contacts.get(number), created_at=None))
    assert len(told) == 1
    assert str(services.undo.undo_label()).startswith("Add")


def test_a_contact_that_is_not_there_is_named(services: Services) -> None:
    with pytest.raises(UserError, match="4711"):
        services.contacts.get(NOBODY)
    with pytest.raises(UserError, match="4711"):
        services.contacts.save(replace(ABEBE, id=NOBODY))
    with pytest.raises(UserError, match="4711"):
        services.contacts.card(NOBODY)


# For many at once


def test_commands_for_many_pass_over_who_is_gone(services: Services, told: list[DataChanged]) -> None:
    book = services.contacts
    for command in (
        lambda: book.tag([NOBODY], "vip"),
        lambda: book.untag([NOBODY], "vip"),
        lambda: book.delete([NOBODY]),
        lambda: book.restore([NOBODY]),
        lambda: book.set_status([NOBODY], "lead"),
        lambda: book.tag([], "vip"),
        lambda: book.delete([]),
    ):
        command()
    assert told == []
    assert services.undo.undo_label() is None


def test_what_is_so_already_is_no_step_of_undo(
    services: Services, told: list[DataChanged], clock: FakeClock
) -> None:
    book = services.contacts
    number = book.add(replace(FULL, tags=("vip",)))
    clock.advance(hours=1)
    book.tag([number], "VIP")
    book.set_status([number], "customer")
    book.set_source([number], "the market")
    book.set_cadence([number], 30)
    book.set_importance([number], Importance.HIGH)
    book.set_do_not_contact([number], False)
    book.restore([number])
    assert len(told) == 1
    book.delete([number])
    clock.advance(days=29)
    book.delete([number])
    assert len(told) == 2
    assert book.trash()[0].deleted_at == clock.now() - timedelta(days=29)


def test_many_are_changed_at_once(services: Services) -> None:
    book = services.contacts
    ids = [book.add(Contact(Name(f"N{at}"))) for at in range(3)]
    book.tag(ids, "  big   client ")
    book.set_cadence(ids[:2], 7)
    book.set_status(ids, " customer ")
    assert str(services.undo.undo_label()) == "Set the status of 3 contacts"
    assert [(tag.name, tag.count) for tag in book.tags()] == [("big client", 3)]
    assert [row.warmth.cadence_days for row in book.rows(ids) if row.warmth] == [7, 7, 90]
    assert {row.status for row in book.rows(ids)} == {"customer"}
    book.untag(ids, "BIG CLIENT")
    assert book.tags() == []


def test_a_tag_needs_a_name(services: Services) -> None:
    with pytest.raises(UserError, match="needs a name"):
        services.contacts.tag([services.contacts.add(ABEBE)], " \x00 ")


# Trash


def test_who_is_deleted_is_nowhere_with_all_that_hangs_on_them(services: Services, clock: FakeClock) -> None:
    number = services.contacts.add(FULL)
    friend = services.contacts.add(Contact(Name("Friend")))
    services.contacts.relate(friend, RelationshipKind.FRIEND, number)
    services.follow_ups.promise(FollowUp(number, "send shoes", date(2026, 3, 4)))
    services.appointments.plan(Appointment("run", wall("2026-03-03T09:00"), "UTC", (number,)))
    services.appointments.plan(Appointment("walk", wall("2026-03-03T09:00"), "UTC", (number, friend)))
    services.contacts.delete([number])

    assert services.contacts.count() == 1
    assert services.contacts.all_ids() == [friend]
    assert list(services.contacts.ids(ContactQuery())) == [friend]
    assert list(services.contacts.ids(ContactQuery("abebe"))) == []
    assert services.contacts.rows([number]) == []
    assert services.contacts.names([number]) == {}
    assert services.contacts.tags() == []
    assert services.contacts.sources() == []
    assert services.contacts.companies("mar") == []
    assert services.contacts.relationships(friend) == ()
    assert services.contacts.twins(["0911234567"], ["abebe@run.et"]) == []
    assert services.follow_ups.open_until() == []
    day = datetime(2026, 3, 3, tzinfo=UTC)
    assert [a.title for a in services.appointments.between(day, day + timedelta(days=1))] == ["walk"]
    with pytest.raises(UserError, match="in the trash"):
        services.contacts.card(number)


def test_restoring_brings_all_of_it_back(services: Services, file: sqlite3.Connection) -> None:
    number = services.contacts.add(FULL)
    services.follow_ups.promise(FollowUp(number, "send shoes", date(2026, 3, 4)))
    before, card = derived(file), services.contacts.card(number)
    services.contacts.delete([number])
    services.contacts.restore([number])
    assert differences(before, derived(file)) == {}
    assert services.contacts.card(number) == card
    assert services.contacts.trash() == []


def test_the_trash_shows_who_was_deleted_last_first(services: Services, clock: FakeClock) -> None:
    ids = [services.contacts.add(Contact(Name(f"N{at}"))) for at in range(3)]
    for number in ids:
        services.contacts.delete([number])
        clock.advance(minutes=1)
    assert [row.name for row in services.contacts.trash()] == ["N2", "N1", "N0"]


def test_the_trash_is_kept_for_thirty_days(
    services: Services, clock: FakeClock, file: sqlite3.Connection
) -> None:
    number = services.contacts.add(FULL)
    services.contacts.delete([number])
    clock.advance(days=30)
    services.contacts.empty_old_trash()
    assert len(services.contacts.trash()) == 1
    clock.advance(seconds=1)
    services.contacts.empty_old_trash()
    assert services.contacts.trash() == []
    assert services.file.check().ok


def test_a_start_empties_old_trash_and_turns_the_page_of_days(services: Services, clock: FakeClock) -> None:
    gone = services.contacts.add(ABEBE)
    services.contacts.delete([gone])
    birthday = ImportantDate(BIRTHDAY, PartialDate(None, 3, 3))
    number = services.contacts.add(replace(ABEBE, dates=(birthday,)))
    clock.advance(days=40)
    services.contacts.warm_up()
    assert services.contacts.trash() == []
    assert services.contacts.rows([number])[0].birthday_on == date(2027, 3, 3)


def test_who_is_gone_for_good_leaves_nothing_behind(
    services: Services, clock: FakeClock, file: sqlite3.Connection
) -> None:
    number, friend = services.contacts.add(FULL), services.contacts.add(Contact(Name("Friend")))
    services.interactions.log(Interaction(InteractionKind.CALL, clock.now(), (number,), "a secret"))
    services.interactions.log(Interaction(InteractionKind.CALL, clock.now(), (number, friend), "shared"))
    services.appointments.plan(Appointment("secret run", wall("2026-03-03T09:00"), "UTC", (number,)))
    services.appointments.plan(Appointment("shared run", wall("2026-03-03T09:00"), "UTC", (number, friend)))
    services.appointments.plan(Appointment("no one", wall("2026-03-03T09:00"), "UTC"))
    services.follow_ups.promise(FollowUp(number, "send shoes", date(2026, 3, 4)))
    services.contacts.save(replace(services.contacts.get(number), notes="other notes"))
    services.contacts.delete([number])
    clock.advance(days=31)
    services.contacts.empty_old_trash()
    left = "\n".join(file.iterdump())
    for trace in (
        "barefoot",
        "a secret",
        "secret run",
        "0911 234 567",
        "send shoes",
        "other notes",
        "Abebe@Run",
    ):
        assert trace not in left
    assert [entry.text for entry in services.interactions.timeline(friend)] == ["shared"]
    titles = {row[0] for row in file.execute("SELECT title FROM appointment")}
    assert titles == {"shared run", "no one"}
    services.contacts.roll_over()
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_undo_still_leads_back_after_someone_is_gone_for_good(services: Services, clock: FakeClock) -> None:
    friend = services.contacts.add(Contact(Name("Friend"), tags=("old",)))
    number = services.contacts.add(FULL)
    services.contacts.untag([number, friend], "old")
    services.contacts.untag([number], "runner")
    services.contacts.relate(friend, RelationshipKind.FRIEND, number)
    services.contacts.unrelate(friend, RelationshipKind.FRIEND, number)
    entry = services.interactions.log(
        Interaction(InteractionKind.CALL, clock.now(), (number, friend), "hello")
    )
    services.interactions.delete(entry)
    promise = services.follow_ups.promise(FollowUp(number, "send shoes", date(2026, 3, 4)))
    services.follow_ups.delete(promise)
    meeting = services.appointments.plan(
        Appointment("run", wall("2026-03-03T09:00"), "UTC", (number, friend))
    )
    services.appointments.edit(Appointment("run", wall("2026-03-03T09:00"), "UTC", (friend,), id=meeting))
    services.contacts.delete([number])
    clock.advance(days=31)
    services.contacts.empty_old_trash()
    labels = []
    while label := services.undo.undo():
        labels.append(str(label))
    assert services.contacts.all_ids() == []
    while services.undo.redo():
        pass
    assert services.contacts.all_ids() == [friend]
    assert services.contacts.get(friend).tags == ()
    assert services.file.check().ok


# Relationships and twins


def test_a_relationship_reads_from_both_ends(services: Services) -> None:
    book = services.contacts
    parent, child = book.add(Contact(Name("Parent"))), book.add(Contact(Name("Child")))
    book.relate(child, RelationshipKind.PARENT, parent)
    assert [(r.kind, r.other_name) for r in book.relationships(child)] == [
        (RelationshipKind.PARENT, "Parent")
    ]
    assert [(r.kind, r.other_name) for r in book.relationships(parent)] == [(RelationshipKind.CHILD, "Child")]
    assert book.card(parent).relationships == book.relationships(parent)
    book.relate(parent, RelationshipKind.CHILD, child)
    assert len(book.relationships(parent)) == 1
    book.unrelate(parent, RelationshipKind.CHILD, child)
    assert book.relationships(child) == book.relationships(parent) == ()


@pytest.mark.parametrize("kind", RelationshipKind)
def test_every_relationship_turned_twice_is_itself(services: Services, kind: RelationshipKind) -> None:
    book = services.contacts
    one, other = book.add(Contact(Name("One"))), book.add(Contact(Name("Other")))
    book.relate(one, kind, other)
    (there,), (here,) = book.relationships(one), book.relationships(other)
    assert (there.kind, here.kind.inverse) == (kind, kind)


def test_two_people_can_be_related_in_two_ways(services: Services) -> None:
    book = services.contacts
    one, other = book.add(Contact(Name("One"))), book.add(Contact(Name("Other")))
    book.relate(one, RelationshipKind.REFERRED_BY, other)
    book.relate(one, RelationshipKind.COLLEAGUE, other)
    assert {r.kind for r in book.relationships(other)} == {
        RelationshipKind.REFERRED,
        RelationshipKind.COLLEAGUE,
    }


def test_nobody_is_related_to_themselves_or_to_nobody(services: Services) -> None:
    number = services.contacts.add(ABEBE)
    for other in (number, NOBODY):
        with pytest.raises(UserError):
            services.contacts.relate(number, RelationshipKind.FRIEND, other)
    with pytest.raises(UserError):
        services.contacts.relate(NOBODY, RelationshipKind.FRIEND, number)


@pytest.mark.parametrize("typed", ["0911234567", "+251 911 23 45 67", "911-234567", "00251911234567"])
def test_a_twin_is_found_by_phone_however_it_is_typed(services: Services, typed: str) -> None:
    number = services.contacts.add(replace(ABEBE, phones=(Phone("0911 234 567"),)))
    (twin,) = services.contacts.twins([typed], [])
    assert (twin.contact_id, twin.name, twin.shared) == (number, "Abebe Bikila", "0911 234 567")
    assert services.contacts.twins([typed], [], except_id=number) == []


def test_a_twin_is_found_by_email_without_regard_to_case(services: Services) -> None:
    number = services.contacts.add(replace(ABEBE, emails=(Email("Abebe@Run.ET"),)))
    assert [t.contact_id for t in services.contacts.twins([], [" abebe@run.et"])] == [number]
    assert services.contacts.twins([""], ["", " "]) == []


def test_a_phone_that_no_one_understands_still_finds_its_twin(services: Services) -> None:
    number = services.contacts.add(replace(ABEBE, phones=(Phone("ext. 12-34"),)))
    assert [t.contact_id for t in services.contacts.twins(["1234"], [])] == [number]
    assert services.contacts.twins(["no digits"], []) == []


# The card


def test_the_card_tells_what_was_last_and_what_is_next(services: Services, clock: FakeClock) -> None:
    number = services.contacts.add(FULL)
    assert services.contacts.card(number).warmth.never
    clock.advance(days=10)
    call = Interaction(InteractionKind.CALL, clock.now(), (number,), "hello")
    services.interactions.log(call)
    clock.advance(days=31)
    services.interactions.log(Interaction(InteractionKind.NOTE, clock.now(), (number,), "a note"))
    promise = services.follow_ups.promise(FollowUp(number, "send shoes", date(2026, 5, 1)))
    kept = services.follow_ups.promise(FollowUp(number, "write", date(2026, 5, 1)))
    services.follow_ups.done(kept)
    services.appointments.plan(Appointment("run", wall("2026-05-03T09:00"), "UTC", (number,)))
    card = services.contacts.card(number)
    assert card.last_contact == call.at
    assert (card.warmth.state, card.warmth.days, card.warmth.cadence_days) == (WarmthState.COLD, 31, 30)
    assert card.last_interaction is not None
    assert card.last_interaction.text == "a note"
    assert [f.id for f in card.follow_ups] == [promise]
    assert [a.title for a in card.appointments] == ["run"]


def test_who_must_not_be_contacted_has_no_warmth(services: Services, clock: FakeClock) -> None:
    number = services.contacts.add(FULL)
    clock.advance(days=400)
    assert services.contacts.card(number).warmth.state is WarmthState.LOST
    services.contacts.set_do_not_contact([number], True)
    assert services.contacts.card(number).warmth.state is WarmthState.NONE
    services.undo.undo()
    assert services.contacts.card(number).warmth.state is WarmthState.LOST


def test_what_is_chosen_is_suggested(services: Services) -> None:
    book = services.contacts
    for source, company in (("market", "Acme"), ("friend", "Beta"), ("market", "acorn"), ("", "")):
        book.add(Contact(Name("N"), source=source, roles=(Role(company),)))
    assert book.sources() == ["market", "friend"]
    assert book.companies("AC") == ["Acme", "acorn"]
    assert book.companies("%") == []
    assert book.statuses() == ["lead", "customer", "partner", "personal", "former"]


# The user's own fields on a card


def test_a_field_holds_what_its_type_says(services: Services) -> None:
    services.custom_fields.add(CustomField("Shoe  Size", FieldType.NUMBER))
    number = services.contacts.add(replace(ABEBE, custom=(CustomValue("shoe size", "٤٢,5"),)))
    assert services.contacts.get(number).custom == (CustomValue("Shoe  Size", "42.5"),)
    with pytest.raises(UserError, match="number"):
        services.contacts.add(replace(ABEBE, custom=(CustomValue("SHOE SIZE", "big"),)))


def test_a_field_that_is_not_there_is_made(services: Services) -> None:
    services.contacts.add(replace(ABEBE, custom=(CustomValue("team", "red"),)))
    assert [(f.name, f.type) for f in services.custom_fields.all()] == [("team", FieldType.TEXT)]
