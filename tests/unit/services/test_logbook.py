"""The logbook: what happened is written in one line, read newest first, and warms who took part."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crm_desktop.domain.changes import DataChanged, Kind
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import ContactId, InteractionId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.store.whole_file import derived, derived_anew, differences

wall = datetime.fromisoformat
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def abebe(services: Services) -> ContactId:
    return services.contacts.add(Contact(Name("Abebe")))


@pytest.fixture
def mamo(services: Services) -> ContactId:
    return services.contacts.add(Contact(Name("Mamo")))


def _call(*who: ContactId, text: str = "hello", at: datetime = NOW) -> Interaction:
    return Interaction(InteractionKind.CALL, at, who, text)


def test_an_entry_comes_back_as_it_was_written(services: Services, abebe: ContactId, mamo: ContactId) -> None:
    entry = Interaction(
        InteractionKind.VISIT,
        NOW - timedelta(hours=3),
        (mamo, abebe),
        "two\nlines <b>",
        minutes=0,
        outcome=Outcome.BAD,
        came_for="shoes",
        offered="boots",
        agreed="next week",
    )
    number = services.interactions.log(entry)
    assert services.interactions.get(number) == replace(entry, id=number)
    assert (
        services.interactions.timeline(abebe)
        == services.interactions.timeline(mamo)
        == [replace(entry, id=number)]
    )


def test_one_line_is_enough(services: Services, abebe: ContactId) -> None:
    services.interactions.log(Interaction(InteractionKind.NOTE, NOW, (abebe,)))
    assert len(services.interactions.timeline(abebe)) == 1


@pytest.mark.parametrize("kind", InteractionKind)
def test_everything_but_a_note_warms(services: Services, abebe: ContactId, kind: InteractionKind) -> None:
    services.interactions.log(Interaction(kind, NOW - timedelta(days=1), (abebe,)))
    warmth = services.contacts.card(abebe).warmth
    assert warmth.never is (kind is InteractionKind.NOTE)
    assert (services.contacts.rows([abebe])[0].last_contact is None) is (kind is InteractionKind.NOTE)


def test_the_same_person_twice_took_part_once(services: Services, abebe: ContactId) -> None:
    number = services.interactions.log(_call(abebe, abebe))
    assert services.interactions.get(number).contact_ids == (abebe,)


def test_the_timeline_is_read_page_by_page_newest_first(services: Services, abebe: ContactId) -> None:
    at = [NOW - timedelta(minutes=minutes) for minutes in (5, 5, 5, 1, 9, 5, 3)]
    for moment in at:
        services.interactions.log(_call(abebe, at=moment))
    whole = services.interactions.timeline(abebe)
    assert [entry.at for entry in whole] == sorted(at, reverse=True)
    paged, before = [], None
    while page := services.interactions.timeline(abebe, limit=2, before=before):
        paged += page
        before = page[-1]
    assert paged == whole


def test_the_last_thing_said_is_told(services: Services, abebe: ContactId, mamo: ContactId) -> None:
    services.interactions.log(_call(abebe, text="older", at=NOW - timedelta(days=1)))
    services.interactions.log(_call(abebe, text=""))
    assert services.interactions.last_texts([abebe, mamo]) == {abebe: "older"}


def test_an_entry_that_is_edited_moves_from_one_person_to_another(
    services: Services, file: sqlite3.Connection, abebe: ContactId, mamo: ContactId, told: list[DataChanged]
) -> None:
    number = services.interactions.log(_call(abebe, text="secret word"))
    services.interactions.edit(replace(_call(mamo, text="other word"), id=number))
    assert services.interactions.timeline(abebe) == []
    assert services.contacts.card(abebe).warmth.never
    assert not services.contacts.card(mamo).warmth.never
    assert list(services.contacts.ids(ContactQuery("secret"))) == []
    assert list(services.contacts.ids(ContactQuery("other"))) == [mamo]
    assert told[-1].changes.touches(Kind.CONTACT, [abebe])
    assert told[-1].changes.touches(Kind.CONTACT, [mamo])
    assert told[-1].changes.touches(Kind.INTERACTION, [number])
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_an_edit_without_a_change_is_no_step_of_undo(
    services: Services, abebe: ContactId, told: list[DataChanged]
) -> None:
    number = services.interactions.log(_call(abebe))
    before = len(told)
    services.interactions.edit(services.interactions.get(number))
    assert len(told) == before


def test_a_deleted_entry_warms_no_more_and_is_not_found(services: Services, abebe: ContactId) -> None:
    number = services.interactions.log(_call(abebe, text="secret word"))
    services.interactions.delete(number)
    assert services.contacts.card(abebe).warmth.never
    assert list(services.contacts.ids(ContactQuery("secret"))) == []
    services.undo.undo()
    assert list(services.contacts.ids(ContactQuery("secret"))) == [abebe]
    assert str(services.undo.redo_label()) == "Delete an entry of Abebe"


def test_an_entry_of_yesterday_does_not_cool_who_was_called_today(
    services: Services, abebe: ContactId
) -> None:
    services.interactions.log(_call(abebe))
    services.interactions.log(_call(abebe, at=NOW - timedelta(days=300)))
    assert services.contacts.card(abebe).warmth.days == 0


def test_an_entry_can_be_corrected_after_one_who_took_part_was_deleted(
    services: Services, abebe: ContactId, mamo: ContactId
) -> None:
    number = services.interactions.log(_call(abebe, mamo))
    services.contacts.delete([mamo])
    services.interactions.edit(replace(services.interactions.get(number), text="corrected"))
    services.contacts.restore([mamo])
    assert [entry.text for entry in services.interactions.timeline(mamo)] == ["corrected"]


@pytest.mark.parametrize("what", ["get", "delete", "edit"])
def test_an_entry_that_is_not_there_any_more_is_named(
    services: Services, abebe: ContactId, what: str
) -> None:
    gone = InteractionId(99)
    with pytest.raises(UserError, match="not there any more"):
        getattr(services.interactions, what)(replace(_call(abebe), id=gone) if what == "edit" else gone)


def test_somebody_must_have_taken_part(services: Services, abebe: ContactId) -> None:
    with pytest.raises(UserError, match="with whom"):
        services.interactions.log(_call())
    with pytest.raises(UserError, match="4711"):
        services.interactions.log(_call(abebe, ContactId(4711)))
    services.contacts.delete([abebe])
    with pytest.raises(UserError):
        services.interactions.log(_call(abebe))


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": datetime(9999, 12, 31, 23, 59, tzinfo=UTC)},
        {"at": datetime(1, 1, 1, tzinfo=UTC)},
        {"minutes": -1},
        {"minutes": 10**20},
    ],
)
def test_what_cannot_have_been_is_refused(
    services: Services, clock: FakeClock, abebe: ContactId, wrong: dict
) -> None:
    clock.travel("Pacific/Kiritimati")
    with pytest.raises(UserError):
        services.interactions.log(replace(_call(abebe), **wrong))


def test_a_moment_without_a_zone_is_a_bug(services: Services, abebe: ContactId) -> None:
    with pytest.raises(ValueError, match="zone"):
        services.interactions.log(_call(abebe, at=wall("2026-03-02T09:00")))


def test_stray_characters_break_nothing(services: Services, abebe: ContactId) -> None:
    number = services.interactions.log(replace(_call(abebe, text="a\x00b\ud800"), agreed="c\x00"))
    assert (services.interactions.get(number).text, services.interactions.get(number).agreed) == ("ab", "c")


def test_a_step_names_who_it_was_about(services: Services, abebe: ContactId, mamo: ContactId) -> None:
    services.interactions.log(_call(abebe, mamo))
    assert str(services.undo.undo_label()) == "Log Abebe, Mamo"
