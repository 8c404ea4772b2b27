"""The days of the calendar: each thing on its day, in the zone one is in."""

from datetime import date, datetime, timedelta

from crm_desktop.domain.answer import Answer
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import BIRTHDAY, Contact, ImportantDate, Name
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import FollowUpId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services

DAY = date(2026, 3, 4)


def _at(hour: int, day: date = DAY) -> datetime:
    return datetime.combine(day, datetime.min.time()).replace(hour=hour)


def test_everything_stands_on_its_day(services: Services) -> None:
    anna = services.contacts.add(
        Contact(Name("Anna"), dates=(ImportantDate(BIRTHDAY, PartialDate(1990, 3, 5)),))
    )
    meeting = services.appointments.plan(Appointment("Prices", _at(10), "UTC", (anna,), place="Bole"))
    services.answering.answer(meeting, Answer(took_place=True, outcome=Outcome.BAD))
    kept = services.follow_ups.promise(FollowUp(anna, "send", DAY))
    services.follow_ups.done(kept)
    services.follow_ups.promise(FollowUp(None, "renew", DAY + timedelta(days=2)))
    angry = Interaction(InteractionKind.COMPLAINT, services.clock.now(), (anna,), "late", due=DAY)
    services.interactions.log(angry)
    services.day_notes.write(DAY, "market")
    first, second, third = services.agenda.days(DAY, 3)
    [shown] = first.meetings
    assert (shown.title, shown.names, shown.outcome, shown.place) == (
        "Prices",
        ("Anna",),
        Outcome.BAD,
        "Bole",
    )
    assert [(one.text, one.done) for one in first.promises] == [("send", True)]
    assert [one.text for one in first.complaints] == ["late"]
    assert first.note == "market"
    assert [(one.noted.name, one.turns) for one in second.dates] == [("Anna", 36)]
    assert (second.dates_total, second.is_free) == (1, False)
    assert [(one.name, one.text, one.done) for one in third.promises] == [("", "renew", False)]


def test_what_was_cancelled_and_who_is_in_the_trash_do_not_show(services: Services) -> None:
    anna, boris = (services.contacts.add(Contact(Name(name))) for name in ("Anna", "Boris"))
    services.appointments.cancel(services.appointments.plan(Appointment("Off", _at(9), "UTC", (anna,))))
    services.appointments.plan(Appointment("Both", _at(10), "UTC", (anna, boris)))
    services.appointments.plan(Appointment("Only", _at(11), "UTC", (boris,)))
    services.follow_ups.promise(FollowUp(boris, "send", DAY))
    services.contacts.delete([boris])
    [day] = services.agenda.days(DAY, 1)
    assert [(one.title, one.names) for one in day.meetings] == [("Both", ("Anna",))]
    assert day.promises == ()


def test_a_meeting_stands_on_the_day_on_which_it_starts_here(services: Services) -> None:
    here = services.clock.zone()
    services.appointments.plan(Appointment("Night", _at(23), "Pacific/Auckland"))
    days = services.agenda.days(DAY - timedelta(days=1), 3)
    [(day, meeting)] = [(one.day, meeting) for one in days for meeting in one.meetings]
    assert meeting.starts_at.astimezone(here).date() == day
    assert meeting.zone == "Pacific/Auckland"


def test_a_meeting_that_is_over_waits_for_its_answer(services: Services) -> None:
    now = services.clock.now()
    services.appointments.plan(
        Appointment("Over", (now - timedelta(hours=2)).replace(tzinfo=None), "UTC", minutes=30)
    )
    [day] = services.agenda.days((now - timedelta(hours=2)).astimezone(services.clock.zone()).date(), 1)
    assert [one.is_unanswered(now) for one in day.meetings] == [True]


def test_of_many_names_the_first_are_shown_and_the_rest_counted(services: Services) -> None:
    who = tuple(services.contacts.add(Contact(Name(f"P{number}"))) for number in range(100))
    services.appointments.plan(Appointment("All", _at(10), "UTC", who))
    [day] = services.agenda.days(DAY, 1)
    assert (day.meetings[0].names, day.meetings[0].others) == (("P0", "P1", "P2"), 97)


def test_a_promise_done_by_undo_is_open_again(services: Services) -> None:
    number = services.follow_ups.promise(FollowUp(None, "renew", DAY))
    services.follow_ups.done(FollowUpId(number))
    services.undo.undo()
    [day] = services.agenda.days(DAY, 1)
    assert [one.done for one in day.promises] == [False]


def test_what_lasts_beyond_midnight_goes_on_on_the_days_after(services: Services) -> None:
    services.appointments.plan(Appointment("Night train", _at(22), "UTC", minutes=600))
    services.appointments.plan(Appointment("Fair", _at(0), "UTC", minutes=3 * 24 * 60))
    first, second, third, fourth = services.agenda.days(DAY, 4)
    assert first.going_on == fourth.going_on == ()
    assert [one.title for one in second.going_on] == ["Fair", "Night train"]
    assert [one.title for one in third.going_on] == ["Fair"]
    [alone] = services.agenda.days(DAY + timedelta(days=2), 1)
    assert [one.title for one in alone.going_on] == ["Fair"]
    assert not alone.is_free
