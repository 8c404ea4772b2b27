"""What nobody should plan, and what is said or done about it."""

import time as clocks
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import UserError
from crm_desktop.services.context import Services

LUNCH = Appointment("Lunch", datetime.fromisoformat("2026-03-03T12:00"), "UTC")


@pytest.mark.parametrize(
    "wrong,sentence",
    [
        ({"minutes": -30}, "The appointment ends before it begins; choose a later end."),
        ({"starts": datetime.fromisoformat("9999-12-31T23:00")}, "The year 9999 is too far away"),
        ({"rule": "FREQ=SECONDLY"}, "Nothing can repeat more than once a day here"),
        ({"rule": "FREQ=DAILY;BYSECOND=1,2,3"}, "Nothing can repeat more than once a day here"),
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "it would never come again"),
        ({"zone": "Mars/Olympus"}, "“Mars/Olympus” is not a time zone"),
    ],
)
def test_it_is_refused_with_a_sentence_and_nothing_is_written(
    services: Services, wrong: dict[str, object], sentence: str
) -> None:
    before = services.undo.newest()
    with pytest.raises(UserError, match=sentence.replace("(", r"\(")):
        services.appointments.plan(replace(LUNCH, **wrong))
    assert services.undo.newest() == before


def test_a_rule_that_never_ends_is_written_down_for_four_hundred_days(services: Services) -> None:
    begun = clocks.perf_counter()
    services.appointments.plan(replace(LUNCH, rule="FREQ=DAILY"))
    now = services.clock.now()
    found = services.appointments.between(now, now + timedelta(days=4000))
    assert 390 <= len(found) <= 401
    assert clocks.perf_counter() - begun < 5


def test_a_hundred_people_may_come(services: Services) -> None:
    people = tuple(services.contacts.add(Contact(Name(f"Guest {number}"))) for number in range(100))
    number = services.appointments.plan(replace(LUNCH, contact_ids=people))
    assert services.appointments.get(number).contact_ids == people


def test_a_meeting_may_end_on_another_day(services: Services) -> None:
    number = services.appointments.plan(
        replace(LUNCH, starts=datetime.fromisoformat("2026-03-03T23:00"), minutes=120)
    )
    assert services.appointments.get(number).ends_at.date().isoformat() == "2026-03-04"
