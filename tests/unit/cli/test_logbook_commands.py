"""log and meet: what happened and what is planned, in one line each."""

from datetime import UTC, datetime

import pytest

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.ids import AppointmentId, ContactId, InteractionId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from tests.fakes import FakeClock
from tests.unit.cli.command_line import CommandLine


@pytest.fixture(autouse=True)
def _two_contacts(crm: CommandLine) -> None:
    crm("add", "Abebe")
    crm("add", "Hana")


def logged(crm: CommandLine, number: int = 1) -> Interaction:
    found: Interaction = crm.ask(lambda services: services.interactions.get(InteractionId(number)))
    return found


def planned(crm: CommandLine, number: int = 1) -> Appointment:
    found: Appointment = crm.ask(lambda services: services.appointments.get(AppointmentId(number)))
    return found


def test_logging_prints_the_number_and_warms(crm: CommandLine) -> None:
    assert crm.json("log", "1", "Asked for the price list") == {"id": 1}
    talk = logged(crm)
    assert (talk.kind, talk.text, talk.contact_ids) == (
        InteractionKind.CALL,
        "Asked for the price list",
        (ContactId(1),),
    )
    assert crm.json("show", "1")["last_contact"] == "2026-03-02T09:00:00+00:00"


def test_a_log_has_kind_outcome_time_and_many_contacts(crm: CommandLine) -> None:
    ran = crm("log", "1", "2", "--kind", "meeting", "--outcome", "good", "--at", "2026-03-01 14:30", "Lunch")
    assert ran.out == "Logged a meeting with Abebe, Hana.\n"
    talk = logged(crm)
    assert (talk.kind, talk.outcome, talk.contact_ids) == (InteractionKind.MEETING, Outcome.GOOD, (1, 2))
    assert talk.at == datetime(2026, 3, 1, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "argv, text",
    [
        (("1", "2"), "2"),
        (("1", "bought", "5", "bags"), "bought 5 bags"),
        (("--kind", "call", "1", "--outcome", "bad", "said no"), "said no"),
        (("1", "-5 degrees in the shop"), "-5 degrees in the shop"),
        (("1", "--", "--help", "was all he said"), "--help was all he said"),
        (("1", "100 % sure; {it} costs $5 'or' \"so\""), "100 % sure; {it} costs $5 'or' \"so\""),
    ],
)
def test_the_words_are_kept_as_typed(crm: CommandLine, argv: tuple[str, ...], text: str) -> None:
    crm("log", *argv)
    talk = logged(crm)
    assert (talk.text, talk.contact_ids) == (text, (1,))


def test_a_day_alone_is_noon_of_that_day(crm: CommandLine, clock: FakeClock) -> None:
    clock.travel("Asia/Tehran")
    crm("log", "1", "--at", "2026-02-28", "spoke")
    assert logged(crm).at == datetime(2026, 2, 28, 8, 30, tzinfo=UTC)


def test_a_note_does_not_warm(crm: CommandLine) -> None:
    crm("log", "1", "--kind", "note", "has a new shop")
    assert crm.json("show", "1")["last_contact"] is None


def test_a_contact_that_is_not_there_leaves_nothing_behind(crm: CommandLine) -> None:
    assert crm("log", "1", "99", "both?").refusal == "There is no contact with the number 99."
    assert crm("meet", "99", "--at", "15:00", "Tea").refusal == "There is no contact with the number 99."
    assert crm("undo").out == "Undone: Add Hana\n"


def test_planning_a_meeting_takes_the_time_on_the_wall(crm: CommandLine, clock: FakeClock) -> None:
    clock.travel("Africa/Addis_Ababa")
    assert crm.json("meet", "1", "2", "--at", "2026-03-05 15:00", "--minutes", "45", "Tea") == {"id": 1}
    meeting = planned(crm)
    assert (meeting.title, meeting.minutes, meeting.contact_ids) == ("Tea", 45, (1, 2))
    assert (meeting.starts.isoformat(), meeting.zone) == ("2026-03-05T15:00:00", "Africa/Addis_Ababa")
    assert meeting.starts_at == datetime(2026, 3, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "when, wall",
    [
        ("2026-03-05T15:00", "2026-03-05T15:00:00"),
        ("2026-03-05T15:00:30", "2026-03-05T15:00:30"),
        ("2026-03-05T15:00+01:00", "2026-03-05T19:00:00"),
        ("2026-03-05 15:00 -02:00", "2026-03-05T22:00:00"),
        ("2026-03-05T12:00Z", "2026-03-05T17:00:00"),
        ("tomorrow 09:15", "2026-03-03T09:15:00"),
        ("18:00", "2026-03-02T18:00:00"),
        ("۲۰۲۶-۰۳-۰۵ ۱۵:۰۰", "2026-03-05T15:00:00"),
    ],
)
def test_a_moment_may_be_written_in_many_ways(
    crm: CommandLine, clock: FakeClock, when: str, wall: str
) -> None:
    clock.travel("Asia/Tashkent")
    crm("meet", "1", "--at", when, "Plov")
    assert planned(crm).starts.isoformat() == wall


@pytest.mark.parametrize(
    "when", ["2026-03-05", "soon", "2026-13-05 10:00", "25:00", "9999-12-31T23:00-14:00", ""]
)
def test_a_moment_that_is_none_is_refused(crm: CommandLine, when: str) -> None:
    assert crm("meet", "1", "--at", when, "Tea").refusal
    assert crm("undo").out == "Undone: Add Hana\n"


def test_a_meeting_reminds_as_often_as_asked(crm: CommandLine) -> None:
    crm("meet", "1", "--at", "2026-03-05 15:00", "--remind", "10", "--remind", "2h", "--remind", "1d", "Tea")
    assert planned(crm).remind == (10, 120, 1440)
    found = crm.json("reminders", "--until", "2026-03-06")["reminders"]
    assert [one["due_at"] for one in found] == [
        "2026-03-04T15:00:00+00:00",
        "2026-03-05T13:00:00+00:00",
        "2026-03-05T14:50:00+00:00",
    ]


def test_without_an_option_it_reminds_as_the_settings_say(crm: CommandLine) -> None:
    crm("meet", "1", "--at", "2026-03-05 15:00", "Tea")
    assert planned(crm).remind == (15,)


@pytest.mark.parametrize("option", [("--minutes", "long"), ("--remind", "-5"), ("--minutes", "999999")])
def test_a_length_that_is_none_is_refused(crm: CommandLine, option: tuple[str, str]) -> None:
    assert crm("meet", "1", "--at", "15:00", *option, "Tea").refusal


def test_the_number_alone_is_misuse(crm: CommandLine) -> None:
    for command in (("log", "1"), ("meet", "1", "--at", "15:00"), ("log",), ("meet", "1", "Tea")):
        ran = crm(*command)
        assert (ran.code, ran.out) == (2, "")
        assert "usage:" in ran.err
