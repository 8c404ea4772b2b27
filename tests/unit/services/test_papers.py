"""What is gathered before a meeting: its people with what to know of each, and what it followed."""

from datetime import datetime, timedelta

import pytest

from crm_desktop.domain.answer import Answer
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.services.context import Services


def _plan(services: Services, *who: ContactId, days: int = 2) -> AppointmentId:
    starts = datetime.fromisoformat("2026-03-02T09:00") + timedelta(days=days)
    return services.appointments.plan(Appointment("Contract", starts, "UTC", who, place="Café"))


def test_a_brief_has_the_last_three_talks_open_promises_and_open_complaints(services: Services) -> None:
    hana = services.contacts.add(Contact(Name("Hana"), facts=("drinks tea",)))
    now = services.clock.now()
    for days in range(5, 0, -1):
        talk = Interaction(InteractionKind.CALL, now - timedelta(days=days), (hana,), f"{days} days ago")
        services.interactions.log(talk)
    open_one, settled = (
        services.interactions.log(
            Interaction(InteractionKind.COMPLAINT, now - timedelta(days=30 + number), (hana,), text)
        )
        for number, text in enumerate(("Late again", "Wrong size"))
    )
    services.interactions.settle(settled)
    services.follow_ups.promise(FollowUp(hana, "Bring samples", now.date()))
    kept = services.follow_ups.promise(FollowUp(hana, "Send prices", now.date()))
    services.follow_ups.done(kept)
    found = services.papers.brief(_plan(services, hana))
    (person,) = found.people
    assert person.card.contact.facts == ("drinks tea",)
    assert [one.text for one in person.interactions] == ["1 days ago", "2 days ago", "3 days ago"]
    assert [one.id for one in person.complaints] == [open_one]
    assert [one.text for one in person.card.follow_ups] == ["Bring samples"]
    assert found.meeting.place == "Café"


def test_a_brief_knows_the_meeting_it_followed(services: Services) -> None:
    hana = services.contacts.add(Contact(Name("Hana")))
    first = _plan(services, hana, days=-2)
    following = Appointment("Again", datetime.fromisoformat("2026-03-09T09:00"), "UTC", (hana,))
    services.answering.answer(first, Answer(True, Outcome.GOOD, next_meeting=following))
    (again,) = services.appointments.coming(hana)
    assert again.id is not None
    found = services.papers.brief(again.id)
    assert found.came_from is not None
    assert (found.came_from.id, found.came_from.outcome) == (first, Outcome.GOOD)


def test_of_very_many_people_a_brief_has_the_first_and_counts_the_rest(services: Services) -> None:
    many = tuple(services.contacts.add(Contact(Name(f"Guest {number}"))) for number in range(15))
    found = services.papers.brief(_plan(services, *many))
    assert (len(found.people), found.others) == (12, 3)


def test_whoever_is_in_the_trash_is_left_out_of_a_brief(services: Services) -> None:
    hana, gone = (services.contacts.add(Contact(Name(name))) for name in ("Hana", "Gone"))
    meeting = _plan(services, hana, gone)
    services.contacts.delete([gone])
    assert [one.card.contact.id for one in services.papers.brief(meeting).people] == [hana]


def test_of_no_meeting_there_is_no_brief(services: Services) -> None:
    with pytest.raises(UserError, match="not there any more"):
        services.papers.brief(AppointmentId(404))
