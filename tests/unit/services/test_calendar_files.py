"""Calendars that other programs wrote come in once, as they are, and go out again."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.backup import BackupReason
from crm_desktop.domain.calendar_file import EventFate
from crm_desktop.domain.contact import Email
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.services.calendar_files import CalendarReport
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.calendar_file import CORPUS, calendar
from tests.unit.services.reminding import ADDIS, add, born, opened, wall

PROGRAMS = ("google", "outlook", "apple", "thunderbird", "nextcloud")
NEW, CHANGED, SAME, REFUSED = EventFate


@pytest.fixture
def other(tmp_path: Path, clock: FakeClock) -> Iterator[Services]:
    (tmp_path / "other").mkdir()
    with closing(opened(tmp_path / "other", clock)) as services:
        yield services


def come_in(services: Services, path: Path) -> CalendarReport:
    return services.calendar_files.bring_in(path)


def met(services: Services, days: int = 90) -> list[Appointment]:
    """All that is planned in the months around the test's today."""
    now = services.clock.now()
    return services.appointments.between(now - timedelta(days=days), now + timedelta(days=days))


def named(services: Services, title: str) -> Appointment:
    return next(one for one in met(services) if one.title == title)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_file_of_each_program_comes_in_once_and_is_undone_as_one(services: Services, program: str) -> None:
    path = CORPUS / f"{program}.ics"
    look = services.calendar_files.preview(path)
    assert met(services) == [], "a look changes nothing"
    first = come_in(services, path)
    assert (look.counts, look.rows) == (first.counts, first.rows)
    assert first.count(NEW) == first.total
    before = met(services)
    again = come_in(services, path)
    assert again.changes_nothing
    assert again.count(SAME) == first.total
    assert met(services) == before
    services.undo.undo()
    assert met(services) == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_came_from_a_program_goes_out_whole_and_comes_in_elsewhere(
    services: Services, other: Services, program: str, tmp_path: Path
) -> None:
    come_in(services, CORPUS / f"{program}.ics")
    services.calendar_files.export(tmp_path / "out.ics")
    come_in(other, tmp_path / "out.ics")
    assert [told(one) for one in met(other)] == [told(one) for one in met(services)]
    assert come_in(services, tmp_path / "out.ics").changes_nothing


def told(one: Appointment) -> tuple[object, ...]:
    """All of a meeting but the numbers of this one file."""
    return (
        one.uid, one.title, one.starts, one.zone, one.minutes, one.place, one.agenda, one.remind, one.state,
        one.outcome, one.rule, one.occurrence, one.own, one.extra,
    )  # fmt: skip


def test_people_are_found_by_e_mail_and_nobody_is_made_silently(services: Services) -> None:
    anna = add(services, "Anna Berg", emails=(Email("anna@example.de"),))
    report = come_in(services, CORPUS / "google.ics")
    offer = named(services, "Offer")
    assert offer.contact_ids == (anna,)
    assert services.contacts.count() == 1
    assert (report.linked, report.strangers) == (1, 1)
    row = next(row for row in report.rows if row.title == "Offer")
    assert "stranger@example.org" in row.words[0]
    kept = [line for line in offer.extra if line.startswith("ATTENDEE")]
    assert len(kept) == 1
    assert kept[0].endswith("mailto:stranger@example.org")


def test_who_becomes_a_contact_later_is_added_with_the_same_file(services: Services) -> None:
    come_in(services, CORPUS / "google.ics")
    anna = add(services, "Anna Berg", emails=(Email("anna@example.de"),))
    assert come_in(services, CORPUS / "google.ics").count(CHANGED) == 1
    assert named(services, "Offer").contact_ids == (anna,)
    assert come_in(services, CORPUS / "google.ics").changes_nothing


def test_an_organizer_who_is_a_contact_is_among_those_who_come(services: Services) -> None:
    karl = add(services, "Karl Weber", emails=(Email("karl@example.de"),))
    come_in(services, CORPUS / "outlook.ics")
    assert named(services, "Muster ansehen").contact_ids == (karl,)


def test_an_address_of_two_people_is_of_the_one_who_is_called_so(services: Services) -> None:
    add(services, "The office", emails=(Email("anna@example.de"),))
    anna = add(services, "Anna Berg", emails=(Email("anna@example.de"),))
    come_in(services, CORPUS / "google.ics")
    assert named(services, "Offer").contact_ids == (anna,)


def test_zones_lengths_and_alarms_of_the_programs_are_understood(services: Services) -> None:
    for program in PROGRAMS:
        come_in(services, CORPUS / f"{program}.ics")
    samples = named(services, "Muster ansehen")
    assert (samples.starts_at, samples.minutes, samples.remind) == (
        datetime(2026, 3, 10, 13, tzinfo=UTC), 60, (15,),
    )  # fmt: skip
    assert named(services, "Offer").remind == (10, 60), "a mail rings here too"
    meeting = named(services, "Учрашув")
    assert (meeting.zone, meeting.minutes, meeting.remind) == ("Asia/Tashkent", 90, (30,))
    assert named(services, "Take the pills").zone == "UTC", "floating times are of where one is"
    assert named(services, "Coffee ☕️").remind == (30,)


def test_days_that_are_listed_one_by_one_are_all_planned(services: Services) -> None:
    come_in(services, CORPUS / "nextcloud.ics")
    starts = [one.starts for one in met(services) if one.title == "جلسه"]
    assert starts == [wall(f"2026-{day}T16:00") for day in ("03-14", "03-21", "04-02")]


def test_what_repeats_is_planned_from_today_on_with_its_exceptions(services: Services) -> None:
    come_in(services, CORPUS / "google.ics")
    starts = [one.starts for one in met(services, 30) if one.title.startswith("Week ahead")]
    assert starts == [wall(f"2026-03-{at}") for at in ("02T09:30", "09T09:30", "24T11:00", "30T09:30")]


def test_what_is_no_event_is_passed_over_with_a_word(services: Services) -> None:
    report = come_in(services, CORPUS / "thunderbird.ics")
    assert dict(report.passed_over) == {"VTODO": 1, "VJOURNAL": 1}


def test_a_birthday_that_stands_on_a_card_is_no_meeting(services: Services) -> None:
    born(services, PartialDate(1980, 5, 17), "Anna Berg")
    report = come_in(services, CORPUS / "google.ics")
    assert report.count(SAME) == 1
    assert not [one for one in met(services) if "birthday" in one.title]


def test_whole_days_go_out_as_whole_days(services: Services, tmp_path: Path) -> None:
    come_in(services, CORPUS / "google.ics")
    fair = named(services, "Book fair")
    assert (fair.starts, fair.minutes) == (wall("2026-04-04T00:00"), 2880)
    services.calendar_files.export(tmp_path / "out.ics")
    text = (tmp_path / "out.ics").read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20260404" in text
    assert "DTEND;VALUE=DATE:20260406" in text


def test_what_is_not_modelled_is_written_back(services: Services, tmp_path: Path) -> None:
    come_in(services, CORPUS / "apple.ics")
    services.calendar_files.export(tmp_path / "out.ics")
    text = (tmp_path / "out.ics").read_text(encoding="utf-8").replace("\n ", "")
    assert "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70.58" in text
    assert "ACTION:NONE" in text


def event(number: int, starts: str, *more: str) -> tuple[str, ...]:
    return ("UID:one@x", f"SEQUENCE:{number}", f"DTSTART:{starts}", "DTSTAMP:20200101T000000Z",
            "SUMMARY:Tea", *more)  # fmt: skip


def test_the_newer_account_wins_and_the_older_never_comes_back(services: Services, tmp_path: Path) -> None:
    old = calendar(tmp_path / "old.ics", event(1, "20260310T090000Z"))
    new = calendar(tmp_path / "new.ics", event(2, "20260311T090000Z"))
    come_in(services, old)
    assert come_in(services, new).count(CHANGED) == 1
    assert named(services, "Tea").starts == wall("2026-03-11T09:00")
    assert come_in(services, old).changes_nothing
    assert named(services, "Tea").starts == wall("2026-03-11T09:00")


def test_what_was_changed_here_stays_when_the_same_file_comes_again(
    services: Services, tmp_path: Path
) -> None:
    path = calendar(tmp_path / "x.ics", event(1, "20260310T090000Z"))
    come_in(services, path)
    services.appointments.edit(replace(named(services, "Tea"), starts=wall("2026-03-12T09:00")))
    assert come_in(services, path).changes_nothing
    assert named(services, "Tea").starts == wall("2026-03-12T09:00")


def test_what_was_answered_here_stays_answered(services: Services, clock: FakeClock, tmp_path: Path) -> None:
    come_in(services, calendar(tmp_path / "x.ics", event(1, "20260310T090000Z")))
    clock.advance(days=10)
    meeting = named(services, "Tea")
    assert meeting.id is not None
    services.appointments.miss(meeting.id)
    come_in(services, calendar(tmp_path / "y.ics", event(2, "20260310T100000Z")))
    assert named(services, "Tea").state is AppointmentState.MISSED


def test_a_rule_that_changed_elsewhere_is_followed_from_today_on(services: Services, tmp_path: Path) -> None:
    come_in(services, calendar(tmp_path / "x.ics", event(1, "20260303T090000Z", "RRULE:FREQ=WEEKLY")))
    come_in(services, calendar(tmp_path / "y.ics", event(2, "20260304T090000Z", "RRULE:FREQ=WEEKLY;COUNT=3")))
    assert [one.starts.day for one in met(services)] == [4, 11, 18]
    services.undo.undo()
    assert [one.starts.day for one in met(services, 20)] == [3, 10, 17]


def test_a_meeting_of_a_series_here_may_come_without_its_series(services: Services, tmp_path: Path) -> None:
    come_in(services, calendar(tmp_path / "x.ics", event(1, "20260303T090000Z", "RRULE:FREQ=WEEKLY")))
    one = event(2, "20260311T140000Z", "RECURRENCE-ID:20260310T090000Z")
    come_in(services, calendar(tmp_path / "y.ics", one))
    starts = [meeting.starts for meeting in met(services, 20)]
    assert starts == [wall("2026-03-03T09:00"), wall("2026-03-11T14:00"), wall("2026-03-17T09:00")]


def test_what_is_over_came_in_without_a_question(services: Services, tmp_path: Path) -> None:
    come_in(services, calendar(tmp_path / "x.ics", event(1, "20260210T090000Z")))
    assert named(services, "Tea").state is AppointmentState.HELD
    assert named(services, "Tea").outcome is None


def test_bad_input_is_refused_by_line_or_taken_with_a_word(services: Services) -> None:
    report = come_in(services, CORPUS / "hostile.ics")
    words = {row.title or row.line: " ".join(row.words) for row in report.rows}
    assert report.count(REFUSED) == 4
    refused = [" ".join(row.words) for row in report.rows if row.fate is REFUSED]
    assert [key in said for key, said in zip(("9999", "more than once a day", "starts", "cut off"), refused,
                                             strict=True)] == [True] * 4  # fmt: skip
    assert "its end was left out" in words["Ends before it begins"]
    assert "Mars/Olympus" in words["No such zone"]
    assert named(services, "Without a title").starts == wall("2026-03-11T10:00")
    assert "DROP TABLE" in next(one.title for one in met(services) if "<b>" in one.title)
    gap = named(services, "In the gap")
    assert (gap.starts, gap.starts_at.hour) == (wall("2026-03-29T02:30"), 1)
    assert come_in(services, CORPUS / "hostile.ics").changes_nothing


def test_a_rule_that_never_ends_is_planned_for_a_year_and_costs_no_more(services: Services) -> None:
    come_in(services, CORPUS / "hostile.ics")
    now = services.clock.now()
    daily = services.appointments.between(now - timedelta(days=20_000), now + timedelta(days=20_000))
    assert 390 < sum(one.title == "Never ends" for one in daily) < 410


def test_a_hundred_people_come_to_one_meeting(services: Services, tmp_path: Path) -> None:
    who = [add(services, f"N{n}", emails=(Email(f"n{n}@x.de"),)) for n in range(50)]
    lines = [f"ATTENDEE:mailto:n{n}@x.de" for n in range(100)]
    report = come_in(services, calendar(tmp_path / "x.ics", event(1, "20260310T090000Z", *lines)))
    assert named(services, "Tea").contact_ids == tuple(who)
    assert (report.linked, report.strangers) == (50, 50)


def test_there_is_a_backup_before_an_import_and_none_for_what_is_no_calendar(
    services: Services, tmp_path: Path
) -> None:
    (tmp_path / "x.ics").write_text("Dear Sir,\n")
    with pytest.raises(UserError, match="no calendar file"):
        come_in(services, tmp_path / "x.ics")
    assert not services.backups.all()
    add(services, "Anna")
    come_in(services, CORPUS / "apple.ics")
    assert [one.reason for one in services.backups.all()] == [BackupReason.IMPORT]


def test_yearly_dates_go_out_as_whole_days_in_every_calendar(services: Services, tmp_path: Path) -> None:
    born(services, PartialDate(1980, 5, 17), "Anna")
    born(services, PartialDate(1361, 1, 1, Calendar.JALALI), "Sara")
    assert services.calendar_files.export(tmp_path / "x.ics") == 2
    text = (tmp_path / "x.ics").read_text(encoding="utf-8")
    assert "SUMMARY:Birthday of Anna" in text
    assert "DTSTART;VALUE=DATE:19800517" in text
    assert text.count("RRULE:FREQ=YEARLY") == 1
    assert "RDATE;VALUE=DATE:20270321,20280320" in text.replace("\r\n ", "").replace("\n ", "")
    assert come_in(services, tmp_path / "x.ics").changes_nothing, "they stand on the cards"


def test_only_some_days_may_go_out(services: Services, tmp_path: Path) -> None:
    for day in ("2026-03-05", "2026-04-05"):
        services.appointments.plan(Appointment("Tea", wall(f"{day}T10:00"), ADDIS))
    first, last = wall("2026-04-01T00:00").date(), wall("2026-04-30T00:00").date()
    assert services.calendar_files.export(tmp_path / "x.ics", first, last) == 1
