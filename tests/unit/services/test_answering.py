"""After a meeting: how it went, what was said, and what is next, answered in one step."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crm_desktop.domain.answer import Answer
from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.services.context import Services
from tests.fakes import FakeClock


@pytest.fixture
def anna(services: Services) -> ContactId:
    return services.contacts.add(Contact(Name("Anna")))


@pytest.fixture
def meeting(services: Services, anna: ContactId) -> AppointmentId:
    """One that was over an hour ago."""
    starts = (services.clock.now() - timedelta(hours=2)).replace(tzinfo=None)
    return services.appointments.plan(Appointment("Prices", starts, "UTC", (anna,)))


def _said(services: Services, anna: ContactId, text: str = "wants 300") -> Interaction:
    return Interaction(InteractionKind.MEETING, services.clock.now(), (anna,), text)


def test_the_answer_is_on_the_meeting_in_the_logbook_and_in_what_is_next(
    services: Services, anna: ContactId, meeting: AppointmentId
) -> None:
    later = (services.clock.now() + timedelta(days=7)).replace(tzinfo=None)
    number = services.answering.answer(
        meeting,
        Answer(
            took_place=True,
            outcome=Outcome.GOOD,
            entry=_said(services, anna),
            next_meeting=Appointment("Sign", later, "UTC", (anna,)),
            promise=FollowUp(anna, "send the list", later.date()),
        ),
    )
    held = services.appointments.get(meeting)
    assert (held.state, held.outcome) == (AppointmentState.HELD, Outcome.GOOD)
    [entry] = services.interactions.timeline(anna)
    assert (entry.text, entry.outcome, entry.appointment_id) == ("wants 300", Outcome.GOOD, meeting)
    assert number is not None
    assert services.appointments.get(number).came_from == meeting
    assert [promise.text for promise in services.follow_ups.of(anna)] == ["send the list"]


def test_one_undo_takes_the_whole_answer_back(
    services: Services, anna: ContactId, meeting: AppointmentId
) -> None:
    later = (services.clock.now() + timedelta(days=7)).replace(tzinfo=None)
    again = Appointment("Sign", later, "UTC", (anna,))
    services.answering.answer(
        meeting, Answer(took_place=True, outcome=Outcome.BAD, entry=_said(services, anna), next_meeting=again)
    )
    services.undo.undo()
    assert services.appointments.get(meeting).state is AppointmentState.PLANNED
    assert services.interactions.timeline(anna) == []
    assert services.appointments.coming(anna) == []


def test_what_did_not_take_place_did_not_go_well(
    services: Services, anna: ContactId, meeting: AppointmentId
) -> None:
    with pytest.raises(UserError):
        services.answering.answer(meeting, Answer(took_place=False, outcome=Outcome.GOOD))
    services.answering.answer(meeting, Answer(took_place=False))
    assert services.appointments.get(meeting).state is AppointmentState.MISSED


def test_why_it_did_not_take_place_is_a_note(
    services: Services, anna: ContactId, meeting: AppointmentId
) -> None:
    ill = replace(_said(services, anna, "was ill"), kind=InteractionKind.NOTE)
    services.answering.answer(meeting, Answer(took_place=False, entry=ill))
    [note] = services.interactions.timeline(anna)
    assert (note.text, note.appointment_id) == ("was ill", meeting)
    services.interactions.edit(replace(note, outcome=Outcome.BAD))
    assert services.appointments.get(meeting).state is AppointmentState.MISSED


def test_an_answer_is_put_right_in_the_entry_that_is_there_and_keeps_its_words(
    services: Services, anna: ContactId, meeting: AppointmentId
) -> None:
    def answer(*, took_place: bool, outcome: Outcome | None = None, text: str | None = None) -> None:
        entry = None if text is None else _said(services, anna, text)
        if entry is not None and not took_place:
            entry = replace(entry, kind=InteractionKind.NOTE)
        services.answering.answer(meeting, Answer(took_place, outcome, entry))

    def entries() -> list[tuple[InteractionKind, str, Outcome | None]]:
        return [(one.kind, one.text, one.outcome) for one in services.interactions.timeline(anna)]

    answer(took_place=True, outcome=Outcome.GOOD, text="wants 300")
    answer(took_place=True, outcome=Outcome.BAD, text="Prices")
    assert entries() == [(InteractionKind.MEETING, "wants 300", Outcome.BAD)]
    answer(took_place=False)
    assert entries() == [(InteractionKind.NOTE, "wants 300", None)]
    answer(took_place=True, outcome=Outcome.GOOD, text="wants 400")
    assert entries() == [(InteractionKind.MEETING, "wants 400", Outcome.GOOD)]
    services.undo.undo()
    assert entries() == [(InteractionKind.NOTE, "wants 300", None)]


def test_an_entry_without_words_goes_where_the_meeting_did_not_take_place_after_all(
    services: Services, anna: ContactId, meeting: AppointmentId
) -> None:
    wordless = Answer(took_place=True, outcome=Outcome.GOOD, entry=_said(services, anna, "Prices"))
    services.answering.answer(meeting, wordless)
    services.answering.answer(meeting, Answer(took_place=False))
    assert services.interactions.timeline(anna) == []
    services.undo.undo()
    assert len(services.interactions.timeline(anna)) == 1


def test_each_meeting_is_asked_about_once(
    services: Services, anna: ContactId, meeting: AppointmentId, clock: FakeClock
) -> None:
    [about, count] = services.answering.to_ask()
    assert about is not None
    assert (about.id, count) == (meeting, 1)
    services.answering.asked()
    assert services.answering.to_ask() == (None, 0)
    starts = clock.now().replace(tzinfo=None)
    short = Appointment("Tea", starts, "UTC", (anna,), minutes=20)
    tea = services.appointments.plan(short)
    whole_day = services.appointments.plan(replace(short, title="Fair", minutes=24 * 60))
    clock.advance(timedelta(minutes=20))
    assert [one.id for one in services.answering.to_ask()[:1] if one] == [tea]
    services.answering.asked()
    clock.advance(timedelta(days=1))
    [about, count] = services.answering.to_ask()
    assert about is not None
    assert (about.id, count) == (whole_day, 1)


def test_one_that_is_moved_is_asked_about_when_it_ends_anew_and_an_answered_one_never(
    services: Services, meeting: AppointmentId, clock: FakeClock
) -> None:
    services.answering.asked()
    before = services.appointments.get(meeting)
    services.appointments.edit(replace(before, starts=before.starts + timedelta(hours=3)))
    clock.advance(timedelta(hours=3))
    assert services.answering.to_ask()[1] == 1
    services.answering.answer(meeting, Answer(took_place=False))
    assert services.answering.to_ask() == (None, 0)


def test_what_cannot_be_planned_leaves_the_meeting_unanswered(
    services: Services, anna: ContactId, meeting: AppointmentId
) -> None:
    nowhere = Appointment("Sign", datetime.fromisoformat("2026-04-01T09:00"), "Europe/Nowhere", (anna,))
    with pytest.raises(UserError, match="not a time zone"):
        services.answering.answer(meeting, Answer(took_place=True, next_meeting=nowhere))
    assert services.appointments.get(meeting).state is AppointmentState.PLANNED


def test_the_meeting_went_as_the_entry_about_it_says_later(
    services: Services, anna: ContactId, meeting: AppointmentId
) -> None:
    answer = Answer(took_place=True, outcome=Outcome.GOOD, entry=_said(services, anna))
    services.answering.answer(meeting, answer)
    [entry] = services.interactions.timeline(anna)
    services.interactions.edit(replace(entry, outcome=Outcome.BAD))
    assert services.appointments.get(meeting).outcome is Outcome.BAD


def test_an_entry_that_is_deleted_leaves_the_meeting_held(
    services: Services, anna: ContactId, meeting: AppointmentId
) -> None:
    services.appointments.hold(meeting, replace(_said(services, anna), outcome=Outcome.GOOD))
    [entry] = services.interactions.timeline(anna)
    assert entry.id is not None
    services.interactions.delete(entry.id)
    held = services.appointments.get(meeting)
    assert (held.state, held.outcome) == (AppointmentState.HELD, Outcome.GOOD)


def test_meetings_that_touch_do_not_clash_and_those_that_overlap_do(
    services: Services, anna: ContactId
) -> None:
    nine = datetime.fromisoformat("2026-04-01T09:00")
    services.appointments.plan(Appointment("First", nine, "UTC", (anna,), minutes=60))
    at_ten = Appointment("Second", nine + timedelta(hours=1), "UTC", (anna,), minutes=30)
    assert services.appointments.clashes(at_ten) == []
    earlier = replace(at_ten, starts=nine + timedelta(minutes=45))
    assert [one.title for one in services.appointments.clashes(earlier)] == ["First"]
    elsewhere = replace(at_ten, starts=datetime.fromisoformat("2026-04-01T12:30"), zone="Africa/Addis_Ababa")
    assert [one.title for one in services.appointments.clashes(elsewhere)] == ["First"]


def test_a_complaint_is_open_until_it_is_settled(services: Services, anna: ContactId) -> None:
    due = services.clock.now().date() + timedelta(days=3)
    entry = Interaction(InteractionKind.COMPLAINT, services.clock.now(), (anna,), "too late", due=due)
    number = services.interactions.log(entry)
    assert [one.due for one in services.interactions.open_complaints(anna)] == [due]
    services.interactions.settle(number)
    assert services.interactions.open_complaints(anna) == []
    assert services.interactions.get(number).settled_at == services.clock.now()
    services.undo.undo()
    assert len(services.interactions.open_complaints()) == 1


def test_only_a_complaint_has_a_day_by_which_it_is_settled(services: Services, anna: ContactId) -> None:
    entry = _said(services, anna)
    number = services.interactions.log(replace(entry, due=services.clock.now().date()))
    assert services.interactions.get(number).due is None
    with pytest.raises(UserError, match="Only a complaint"):
        services.interactions.settle(number)


def test_an_entry_keeps_its_tags_once_each(services: Services, anna: ContactId) -> None:
    number = services.interactions.log(replace(_said(services, anna), tags=("price", "Price ", "tea")))
    assert len(services.interactions.get(number).tags) == 2
    services.interactions.edit(replace(services.interactions.get(number), tags=("tea",)))
    assert services.interactions.get(number).tags == ("tea",)
    services.undo.undo()
    assert len(services.interactions.get(number).tags) == 2


def test_a_page_of_the_notebook_is_kept_found_and_emptied(services: Services) -> None:
    day = services.clock.now().date()
    services.day_notes.write(day, "market\nbuy tea ")
    assert services.day_notes.of(day) == "market\nbuy tea"
    assert services.day_notes.find("TEA") == [(day, "market\nbuy tea")]
    services.day_notes.write(day, "")
    assert services.day_notes.between(day, day) == {}
    services.undo.undo()
    assert services.day_notes.of(day) == "market\nbuy tea"
