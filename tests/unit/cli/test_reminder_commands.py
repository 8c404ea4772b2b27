"""reminders, remind and today: what is due is shown without a trace, or fired once."""

from datetime import time

from tests.fakes import FakeClock
from tests.unit.cli.command_line import CommandLine, Desktop, Told


def soon(crm: CommandLine, title: str = "Tea") -> None:
    crm("add", "Abebe")
    crm("meet", "1", "--at", "2026-03-02 09:10", title)


def test_what_is_due_has_the_documented_form(crm: CommandLine, clock: FakeClock) -> None:
    clock.travel("Asia/Tehran")
    crm("add", "Abebe", "--birthday", "1986-03-09")
    crm("meet", "1", "--at", "2026-03-03 15:00", "Tea")
    found = crm.json("reminders", "--from", "2026-03-01", "--until", "2026-03-10")["reminders"]
    assert [set(one) for one in found] == [{"key", "kind", "contact_ids", "title", "due_at", "state"}] * 3
    assert [(one["kind"], one["due_at"], one["contact_ids"], one["state"]) for one in found] == [
        ("birthday", "2026-03-02T09:00:00+03:30", [1], "waiting"),
        ("appointment", "2026-03-03T14:45:00+03:30", [1], "waiting"),
        ("birthday", "2026-03-09T09:00:00+03:30", [1], "waiting"),
    ]
    assert found[1]["title"] == "Meeting: Tea (Abebe)"


def test_without_a_span_the_next_seven_days_are_meant(crm: CommandLine) -> None:
    crm("add", "Abebe")
    for day in ("02", "08", "09", "10"):
        crm("meet", "1", "--at", f"2026-03-{day} 09:30", day)
    found = crm.json("reminders")["reminders"]
    assert [one["title"][9:11] for one in found] == ["02", "08"]


def test_looking_records_nothing(crm: CommandLine) -> None:
    soon(crm)
    before = crm.json("reminders", "--from", "2026-03-02")
    assert crm.json("reminders", "--from", "2026-03-02") == before
    assert crm.ask(lambda services: services.reminders.inbox()) == []
    assert len(crm.json("remind")["reminders"]) == 1
    assert crm.json("reminders", "--from", "2026-03-02")["reminders"][0]["state"] == "shown"


def test_a_span_that_ends_before_it_begins_is_refused(crm: CommandLine) -> None:
    assert "--from" in crm("reminders", "--from", "2026-03-05", "--until", "2026-03-01").refusal


def test_what_is_due_is_fired_once(crm: CommandLine, desktop: Desktop) -> None:
    soon(crm)
    fired = crm.json("remind")["reminders"]
    assert [(one["title"], one["state"]) for one in fired] == [("Meeting: Tea (Abebe)", "shown")]
    assert desktop.shown == [("Tea with Abebe", "In 10 minutes, at 09:10")]
    assert crm.json("remind") == {"reminders": []}
    assert crm("remind").out == "Nothing is due now.\n"
    assert len(desktop.shown) == 1
    assert len(crm.ask(lambda services: services.reminders.inbox())) == 1


def test_many_things_are_one_notification(crm: CommandLine, desktop: Desktop) -> None:
    crm("demo")
    fired = crm.json("remind")["reminders"]
    assert len(fired) > 10
    assert len(desktop.shown) == 1


def test_a_desktop_that_refuses_loses_nothing(crm: CommandLine, desktop: Desktop) -> None:
    desktop.answer = Told(False, "no daemon")
    soon(crm)
    ran = crm("remind")
    assert ran.code == 0
    assert "Meeting: Tea (Abebe)" in ran.out
    assert "no daemon" in ran.err
    assert len(crm.ask(lambda services: services.reminders.inbox())) == 1
    desktop.answer = Told()
    assert crm("remind").out == "Nothing is due now.\n"
    crm("remind")
    assert len(desktop.shown) == 2, "told again until it is taken, and then no more"


def test_quiet_time_holds_the_desktop_back_and_says_so(
    crm: CommandLine, desktop: Desktop, clock: FakeClock
) -> None:
    soon(crm)
    crm.ask(lambda services: setattr(services.settings, "quiet_from", time(8)))
    crm.ask(lambda services: setattr(services.settings, "quiet_until", time(9, 30)))
    out = crm("remind").out
    assert "Meeting: Tea (Abebe)" in out
    assert out.endswith("It is quiet time: the desktop is told after 2026-03-02 09:30.\n")
    assert desktop.shown == []
    assert crm("remind").out == "Nothing is due now.\n"
    clock.advance(minutes=30)
    crm("remind")
    crm("remind")
    assert len(desktop.shown) == 1


def test_with_every_day_off_it_is_said_that_the_desktop_is_not_told(
    crm: CommandLine, desktop: Desktop
) -> None:
    soon(crm)
    crm.ask(lambda services: setattr(services.settings, "days_off", tuple(range(1, 8))))
    assert crm("remind").out.endswith("Every day is a day off: the desktop is not told.\n")
    assert desktop.shown == []


def test_without_notifications_only_the_inbox_has_it(crm: CommandLine, desktop: Desktop) -> None:
    soon(crm)
    crm.ask(lambda services: setattr(services.settings, "notifications", False))
    assert len(crm.json("remind")["reminders"]) == 1
    assert desktop.shown == []


def test_a_title_is_handed_on_as_typed(crm: CommandLine, desktop: Desktop) -> None:
    soon(crm, "<b>Tea</b> & \u200fתה %s")
    crm("remind")
    assert desktop.shown[0][0] == "<b>Tea</b> & \u200fתה %s with Abebe"


def test_today_has_the_documented_form(crm: CommandLine) -> None:
    crm("demo")
    page = crm.json("today")
    assert set(page) == {"now", "promised", "reach_out", "dates", "unanswered"}
    first = page["reach_out"][0]
    assert set(first) == {"contact_id", "name", "why", "state", "days", "cadence_days", "last_said"}
    assert (first["name"], first["state"], first["days"]) == ("Sipho Khumalo", "cold", 41)
    assert first["why"] == "You wanted every 30 days; it has been 41."
    assert page["now"][0]["starts_at"] == "2026-03-02T15:00:00+00:00"
    assert page["promised"][0]["days_late"] == 2
    assert page["dates"][0]["turns"] is None
    assert page["unanswered"][0]["names"] == ["Łucja Wiśniewska"]


def test_today_reads_as_a_page(crm: CommandLine) -> None:
    assert crm("today").out == "Monday 2026-03-02\nNothing is left to do today.\n"
    crm("demo")
    text = crm("today").out
    for part in (
        "15:00  Coffee labels: choose the paper, ሐና ቡና, Bole\n  ሐና ዓለሙ\n    - Can smell the wrong glue",
        "\nPromised\n  2 days late  王小明",
        "\nReach out\n  Sipho Khumalo           cold, 41 days     Wants a poster",
        "\nThis week\n  Siobhán O’Rourke   today      birthday\n",
        "birthday, turns 61",
        "\nHow did it go?\n  2026-03-01 14:00  Proofs of the wedding invitations (Łucja Wiśniewska)\n",
    ):
        assert part in text
