"""Appointments: planned in wall time, moved, held, missed, cancelled; each is one step of undo."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.changes import DataChanged
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.store.whole_file import derived, derived_anew, differences, whole

wall = datetime.fromisoformat
TOMORROW = wall("2026-03-03T09:00")


@pytest.fixture
def abebe(services: Services) -> ContactId:
    return services.contacts.add(Contact(Name("Abebe")))


@pytest.fixture
def mamo(services: Services) -> ContactId:
    return services.contacts.add(Contact(Name("Mamo")))


def _lunch(*who: ContactId, starts: datetime = TOMORROW) -> Appointment:
    return Appointment("Lunch", starts, "Africa/Addis_Ababa", who)


def test_an_appointment_comes_back_as_it_was_planned(
    services: Services, abebe: ContactId, mamo: ContactId
) -> None:
    planned = replace(_lunch(mamo, abebe), minutes=0, place="Piazza", agenda="one\ntwo", remind=(60, 0, 60))
    number = services.appointments.plan(planned)
    kept = services.appointments.get(number)
    assert kept == replace(planned, id=number, uid=kept.uid, remind=(0, 60))
    assert kept.uid
    assert kept.starts_at == datetime(2026, 3, 3, 6, 0, tzinfo=UTC)


def test_an_appointment_without_a_title_is_named_after_who_comes(
    services: Services, abebe: ContactId
) -> None:
    number = services.appointments.plan(replace(_lunch(abebe), title=" "))
    assert services.appointments.get(number).title == "Abebe"


def test_it_is_the_next_step_of_all_who_come_until_it_is_cancelled(
    services: Services, abebe: ContactId, mamo: ContactId, file: sqlite3.Connection
) -> None:
    number = services.appointments.plan(_lunch(abebe, mamo))
    assert {row.next_step for row in services.contacts.rows([abebe, mamo])} == {date(2026, 3, 3)}
    services.appointments.edit(replace(_lunch(abebe, starts=TOMORROW + timedelta(days=2)), id=number))
    assert [row.next_step for row in services.contacts.rows([abebe, mamo])] == [date(2026, 3, 5), None]
    services.appointments.cancel(number)
    assert services.contacts.rows([abebe])[0].next_step is None
    assert services.contacts.card(abebe).appointments == ()
    services.undo.undo()
    assert services.contacts.rows([abebe])[0].next_step == date(2026, 3, 5)
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_the_next_step_stands_on_the_day_of_the_users_wall(
    services: Services, clock: FakeClock, abebe: ContactId
) -> None:
    clock.travel("Asia/Tokyo")
    services.appointments.plan(Appointment("late", wall("2026-03-03T20:00"), "UTC", (abebe,)))
    assert services.contacts.rows([abebe])[0].next_step == date(2026, 3, 4)


def test_holding_it_writes_into_the_logbook_in_the_same_step(services: Services, abebe: ContactId) -> None:
    number = services.appointments.plan(_lunch(abebe))
    entry = Interaction(
        InteractionKind.MEETING,
        services.clock.now(),
        (abebe,),
        " good talk ",
        outcome=Outcome.GOOD,
        agreed="more\x00",
    )
    services.appointments.hold(number, entry)
    assert services.appointments.get(number).state is AppointmentState.HELD
    (kept,) = services.interactions.timeline(abebe)
    assert (kept.text, kept.agreed) == ("good talk", "more")
    assert not services.contacts.card(abebe).warmth.never
    services.undo.undo()
    assert services.appointments.get(number).state is AppointmentState.PLANNED
    assert services.interactions.timeline(abebe) == []


def test_holding_it_with_somebody_unknown_changes_nothing(
    services: Services, abebe: ContactId, file: sqlite3.Connection
) -> None:
    number = services.appointments.plan(_lunch(abebe))
    before = whole(file)
    for who in ((), (ContactId(4711),)):
        with pytest.raises(UserError):
            services.appointments.hold(
                number, Interaction(InteractionKind.MEETING, services.clock.now(), who)
            )
    assert differences(before, whole(file)) == {}


@pytest.mark.parametrize(
    "command, state, label",
    [
        ("cancel", AppointmentState.CANCELLED, "Cancel Lunch"),
        ("miss", AppointmentState.MISSED, "Mark Lunch as missed"),
        ("hold", AppointmentState.HELD, "Mark Lunch as held"),
    ],
)
def test_what_became_of_it_is_one_step(
    services: Services,
    abebe: ContactId,
    command: str,
    state: AppointmentState,
    label: str,
    told: list[DataChanged],
) -> None:
    number = services.appointments.plan(_lunch(abebe))
    getattr(services.appointments, command)(number)
    assert services.appointments.get(number).state is state
    assert str(services.undo.undo_label()) == label
    before = len(told)
    getattr(services.appointments, command)(number)
    assert len(told) == before


def test_appointments_of_a_span_come_in_order_without_cancelled_ones(
    services: Services, abebe: ContactId
) -> None:
    day = datetime(2026, 3, 3, tzinfo=UTC)
    for hour in (12, 3, 23):
        services.appointments.plan(
            replace(_lunch(abebe), title=str(hour), starts=TOMORROW.replace(hour=hour))
        )
    services.appointments.cancel(services.appointments.plan(_lunch(abebe)))
    services.appointments.miss(services.appointments.plan(replace(_lunch(abebe), title="missed")))
    found = services.appointments.between(day, day + timedelta(days=1))
    assert [appointment.title for appointment in found] == ["3", "missed", "12", "23"]
    edge = datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert [a.title for a in services.appointments.between(edge, edge)] == []
    assert [a.title for a in services.appointments.between(edge, edge + timedelta(seconds=1))] == ["12"]


def test_what_comes_is_what_is_planned_and_not_over(
    services: Services, clock: FakeClock, abebe: ContactId, mamo: ContactId
) -> None:
    number = services.appointments.plan(replace(_lunch(abebe, starts=wall("2026-03-02T12:00")), minutes=30))
    assert [a.id for a in services.appointments.coming(abebe)] == [number]
    assert services.appointments.coming(mamo) == []
    clock.advance(minutes=30)
    assert services.appointments.coming(abebe) == []


def test_a_meeting_can_be_moved_after_one_who_was_to_come_was_deleted(
    services: Services, abebe: ContactId, mamo: ContactId
) -> None:
    number = services.appointments.plan(_lunch(abebe, mamo))
    services.contacts.delete([mamo])
    services.appointments.edit(replace(services.appointments.get(number), place="Bole"))
    services.contacts.restore([mamo])
    assert services.contacts.card(mamo).appointments[0].place == "Bole"


def test_an_edit_keeps_the_uid_and_is_nothing_where_nothing_changed(
    services: Services, abebe: ContactId, told: list[DataChanged]
) -> None:
    number = services.appointments.plan(_lunch(abebe))
    kept, before = services.appointments.get(number), len(told)
    services.appointments.edit(replace(kept, uid=""))
    assert len(told) == before
    services.appointments.edit(replace(kept, uid="", title="Dinner"))
    assert services.appointments.get(number) == replace(kept, title="Dinner")


@pytest.mark.parametrize("command", ["get", "cancel", "miss", "hold", "edit"])
def test_one_that_is_not_there_any_more_is_named(services: Services, abebe: ContactId, command: str) -> None:
    gone = AppointmentId(99)
    with pytest.raises(UserError, match="not there any more"):
        getattr(services.appointments, command)(
            replace(_lunch(abebe), id=gone, uid="x") if command == "edit" else gone
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact_ids": (ContactId(4711),)},
        {"minutes": -1},
        {"minutes": 10**9},
        {"remind": (-1,)},
        {"remind": (10**9,)},
        {"starts": wall("0001-01-01T00:00")},
        {"starts": wall("9999-12-31T00:00")},
        {"zone": ""},
        {"zone": "Addis"},
        {"zone": "../../etc/passwd"},
        {"zone": "Africa"},
        {"zone": "a\x00b"},
        {"title": "\x00", "contact_ids": ()},
    ],
)
def test_what_cannot_be_planned_is_refused(services: Services, abebe: ContactId, wrong: dict) -> None:
    with pytest.raises(UserError):
        services.appointments.plan(replace(_lunch(abebe), **wrong))
    number = services.appointments.plan(_lunch(abebe))
    with pytest.raises(UserError):
        services.appointments.edit(replace(_lunch(abebe), id=number, **wrong))
    assert services.appointments.get(number).title == "Lunch"


def test_a_wall_time_with_an_offset_is_a_bug(services: Services, abebe: ContactId) -> None:
    with pytest.raises(ValueError, match="wall time"):
        services.appointments.plan(_lunch(abebe, starts=TOMORROW.replace(tzinfo=UTC)))


@pytest.mark.parametrize(
    "starts, instant",
    [
        (
            wall("2026-03-29T02:30"),
            datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        ),  # skipped: an hour later
        (
            wall("2026-10-25T02:30"),
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ),  # twice: the first
    ],
)
def test_a_wall_time_at_a_clock_change_has_one_instant(
    services: Services, starts: datetime, instant: datetime
) -> None:
    number = services.appointments.plan(Appointment("DST", starts, "Europe/Berlin"))
    assert services.appointments.get(number).starts_at == instant
    assert [a.id for a in services.appointments.between(instant, instant + timedelta(seconds=1))] == [number]
