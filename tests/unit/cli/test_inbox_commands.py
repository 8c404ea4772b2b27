"""done, snooze, dismiss; remember, and what repeats."""

import pytest

from tests.fakes import FakeClock
from tests.unit.cli.command_line import CommandLine

# The clock stands at Monday 2 March 2026, 09:00 UTC.


def key(crm: CommandLine) -> str:
    """The key of the one reminder of the next days."""
    [found] = crm.json("reminders", "--from", "2026-03-01", "--until", "2026-03-08")["reminders"]
    return str(found["key"])


def state(crm: CommandLine) -> str:
    [found] = crm.json("reminders", "--from", "2026-03-01", "--until", "2026-03-12")["reminders"]
    return str(found["state"])


def test_one_is_reminded_of_what_was_remembered(crm: CommandLine, clock: FakeClock) -> None:
    assert "2026-03-04" in crm("remember", "--on", "2026-03-04", "Renew", "the permit").out
    clock.advance(days=2)
    [one] = crm.json("remind")["reminders"]
    assert (one["kind"], one["contact_ids"], one["title"]) == ("own", [], "Reminder: Renew the permit")
    assert crm.json("today")["promised"][0]["contact_id"] is None


def test_a_promise_to_a_contact(crm: CommandLine) -> None:
    crm("add", "Abebe")
    crm("remember", "--on", "tomorrow", "--with", "1", "Send the list")
    [one] = crm.json("reminders")["reminders"]
    assert (one["kind"], one["contact_ids"]) == ("follow-up", [1])


def test_done_keeps_the_promise_and_it_comes_again(crm: CommandLine, clock: FakeClock) -> None:
    crm("remember", "--on", "2026-03-02", "--repeat", "year", "Renew the permit")
    assert crm.json("done", key(crm)) == {"key": "own:1:2026-03-02", "state": "done"}
    assert crm.json("today")["promised"] == []
    [one] = crm.json("reminders", "--from", "2027-01-01", "--until", "2027-12-31")["reminders"]
    assert one["due_at"].startswith("2027-03-02T09:00")
    crm("undo")
    assert len(crm.json("today")["promised"]) == 1


def test_snooze_puts_it_off_to_a_moment_or_the_morning_of_a_day(crm: CommandLine) -> None:
    crm("remember", "--on", "2026-03-02", "Pay")
    crm("remind")
    put_off = crm.json("snooze", key(crm), "--until", "2026-03-02 18:00")
    assert (put_off["state"], put_off["until"][:16]) == ("snoozed", "2026-03-02T18:00")
    assert state(crm) == "snoozed"
    assert crm.json("snooze", "own:1:2026-03-02", "--until", "2026-03-05")["until"][:16] == "2026-03-05T09:00"


def test_it_comes_once_more_when_that_is_over(crm: CommandLine, clock: FakeClock) -> None:
    crm("remember", "--on", "2026-03-02", "Pay")
    crm("remind")
    crm("snooze", key(crm), "--until", "10:00")
    assert crm.json("remind")["reminders"] == []
    clock.advance(hours=1)
    assert len(crm.json("remind")["reminders"]) == 1
    assert crm.json("remind")["reminders"] == []


def test_dismiss(crm: CommandLine) -> None:
    crm("remember", "--on", "2026-03-02", "Pay")
    crm("remind")
    assert crm.json("dismiss", key(crm))["state"] == "dismissed"
    assert state(crm) == "dismissed"


@pytest.mark.parametrize("command", [("done",), ("dismiss",), ("snooze", "--until", "2026-03-09")])
def test_a_key_that_nothing_has_is_refused(crm: CommandLine, command: tuple[str, ...]) -> None:
    for wrong in ("own:7:2026-03-02", "nonsense", "birthday:x:y", "appointment:99999999999999999999:1:2"):
        assert "not there any more" in crm(command[0], wrong, *command[1:]).refusal


def test_a_moment_that_is_past_is_refused(crm: CommandLine) -> None:
    crm("remember", "--on", "2026-03-02", "Pay")
    assert "still to come" in crm("snooze", key(crm), "--until", "2026-03-01").refusal


def test_a_meeting_repeats(crm: CommandLine) -> None:
    crm("add", "Abebe")
    crm("meet", "1", "--at", "2026-03-03 15:00", "--repeat", "week", "Tea")
    found = crm.json("reminders", "--until", "2026-03-20")["reminders"]
    assert [one["due_at"][:16] for one in found] == [
        "2026-03-03T14:45",
        "2026-03-10T14:45",
        "2026-03-17T14:45",
    ]


def test_a_rule_that_cannot_be_is_refused(crm: CommandLine) -> None:
    crm("add", "Abebe")
    assert crm("meet", "1", "--at", "2026-03-03 15:00", "--repeat", "FREQ=SECONDLY", "Tea").refusal
    assert crm("remember", "--on", "2026-03-03", "--repeat", "sometimes", "Pay").refusal
    assert crm("remember", "--on", "2026-03-03 10:00", "Pay").refusal
