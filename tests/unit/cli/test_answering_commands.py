"""answer, settle and complaints: what became of a meeting and of a complaint, from the command line."""

import pytest

from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.ids import AppointmentId, ContactId, InteractionId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from tests.unit.cli.command_line import CommandLine


@pytest.fixture(autouse=True)
def _a_meeting_that_is_over(crm: CommandLine) -> None:
    crm("add", "Abebe")
    crm("meet", "1", "Lunch", "--at", "2026-03-01 12:00")


def meeting(crm: CommandLine) -> Appointment:
    found: Appointment = crm.ask(lambda services: services.appointments.get(AppointmentId(1)))
    return found


def entries(crm: CommandLine) -> list[Interaction]:
    found: list[Interaction] = crm.ask(lambda services: services.interactions.timeline(ContactId(1)))
    return found


def test_an_answer_is_on_the_meeting_and_in_the_logbook(crm: CommandLine) -> None:
    [over] = crm.json("today")["unanswered"]
    number = str(over["appointment_id"])
    assert crm.json("answer", number, "good", "wants", "300") == {
        "id": 1, "took_place": True, "outcome": "good",
    }  # fmt: skip
    assert (meeting(crm).state, meeting(crm).outcome) == (AppointmentState.HELD, Outcome.GOOD)
    [entry] = entries(crm)
    assert (entry.kind, entry.text, entry.outcome) == (InteractionKind.MEETING, "wants 300", Outcome.GOOD)
    assert crm.json("today")["unanswered"] == []


def test_what_did_not_take_place_may_say_why(crm: CommandLine) -> None:
    assert crm("answer", "1", "no", "was ill").out == "“Lunch” did not take place.\n"
    assert meeting(crm).state is AppointmentState.MISSED
    assert [(one.kind, one.text) for one in entries(crm)] == [(InteractionKind.NOTE, "was ill")]


@pytest.mark.parametrize("argv", [("answer", "9", "good"), ("answer", "x", "good"), ("settle", "7")])
def test_what_is_not_there_is_said(crm: CommandLine, argv: tuple[str, ...]) -> None:
    ran = crm(*argv)
    assert ran.code == 1
    assert ran.out == ""


def test_a_complaint_is_listed_until_it_is_settled(crm: CommandLine) -> None:
    crm("log", "1", "--kind", "complaint", "--due", "2026-02-27", "--tag", "shoes", "heel came off")
    [one] = crm.json("complaints")["complaints"]
    assert (one["id"], one["due"], one["days_late"], one["names"]) == (1, "2026-02-27", 3, ["Abebe"])
    assert crm("complaints").out == "1  Abebe: heel came off, due 2026-02-27 (3 days late)\n"
    assert crm("settle", "1").code == 0
    assert crm("complaints").out == "No complaint is open.\n"
    crm("undo")
    assert len(crm.json("complaints")["complaints"]) == 1


def test_an_entry_has_tags_and_only_a_complaint_a_day(crm: CommandLine) -> None:
    crm("log", "1", "--tag", "price", "--tag", "tea", "asked for the list")
    logged: Interaction = crm.ask(lambda services: services.interactions.get(InteractionId(1)))
    assert logged.tags == ("price", "tea")
    ran = crm("log", "1", "--due", "tomorrow", "call")
    assert ran.code == 1
    assert "--kind complaint" in ran.err
