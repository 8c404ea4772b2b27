"""Meetings as iCalendar: ours come back to the letter, others' are read with patience; zones are right."""

import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.archived import KeptMeeting, KeptSeries
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.yearly import Feb29
from crm_desktop.formats.icalendar import (
    CalendarFault,
    CalendarItem,
    NotACalendar,
    read_calendar,
    write_birthdays,
)
from crm_desktop.formats.icalendar.zones import definition, zone_named
from tests.unit.formats.calendars import kept_meetings, kept_series, written


def read(data: bytes | str, home: str = "Europe/Berlin") -> list[CalendarItem | CalendarFault]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_calendar(io.BytesIO(raw), home=home))


def event(*lines: str, before: str = "") -> str:
    inside = "\r\n".join(lines)
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{before}BEGIN:VEVENT\r\n{inside}\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


def meeting(*lines: str, before: str = "", home: str = "Europe/Berlin") -> CalendarItem:
    found = read(event("UID:1", *lines, before=before), home)
    assert len(found) == 1
    assert isinstance(found[0], CalendarItem), found[0]
    return found[0]


# Ours


@settings(max_examples=30, deadline=None)
@given(kept_meetings)
def test_a_meeting_comes_back_as_it_was(kept: KeptMeeting) -> None:
    (item,) = read(written(kept))
    assert isinstance(item, CalendarItem)
    assert item.thing == kept
    assert not item.warnings


@settings(max_examples=15, deadline=None)
@given(kept_series())
def test_a_series_comes_back_with_the_meetings_that_were_changed(kept: KeptSeries) -> None:
    (item,) = read(written(kept))
    assert isinstance(item, CalendarItem)
    found = item.thing
    assert isinstance(found, KeptSeries)
    assert (found.series, found.who, found.noted_at, found.planned_until) == (
        kept.series,
        kept.who,
        kept.noted_at,
        kept.planned_until,
    )
    assert sorted(found.meetings, key=repr) == sorted(kept.meetings, key=repr)


@settings(max_examples=6, deadline=None)
@given(kept_series())
def test_other_programs_find_a_calendar_without_a_fault(kept: KeptSeries) -> None:
    calendar = icalendar.Calendar.from_ical(written(kept))
    assert isinstance(calendar, icalendar.Calendar)
    events = calendar.walk("VEVENT")
    assert all(not one.errors for one in events)
    assert str(events[0]["UID"]) == kept.series.uid
    named = {one["DTSTART"].params.get("TZID") for one in events} - {None}
    assert named <= {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}


def test_lines_are_at_most_75_bytes_and_no_letter_is_divided() -> None:
    (item,) = read(event("UID:1", "DTSTART:20260303T090000Z", f"X-LONG:{'ሰላም' * 90}"))
    assert isinstance(item, CalendarItem)
    assert isinstance(item.thing, KeptMeeting)
    data = written(item.thing)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for line in data.split(b"\r\n"):
        line.decode()


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Berlin",
        "Europe/Dublin",
        "America/New_York",
        "Asia/Tehran",
        "Africa/Casablanca",
        "Pacific/Apia",
    ],
)
def test_the_definition_of_a_zone_gives_its_offsets(zone: str) -> None:
    made = icalendar.Timezone.from_ical(definition(zone, date(2019, 1, 1), date(2027, 1, 1)))
    there, ours = made.to_tz(lookup_tzid=False), ZoneInfo(zone)
    at = datetime(2019, 1, 2, 12, tzinfo=UTC)
    while at.year < 2027:
        wall = at.astimezone(ours).replace(tzinfo=None)
        assert wall.replace(tzinfo=there).utcoffset() == wall.replace(tzinfo=ours).utcoffset(), wall
        at += timedelta(days=3, hours=7)


# Others'


def test_a_zone_is_known_by_the_names_that_others_have_for_it() -> None:
    for name, zone in (
        ("Europe/Berlin", "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
        ("/citadel.org/20210210_1/America/Argentina/Salta", "America/Argentina/Salta"),
        ("UTC", "UTC"),
        ("Nowhere/Land", None),
        ("../../etc/passwd", None),
        ("x" * 10_000, None),
    ):
        assert zone_named(name) == zone


def test_times_are_on_the_wall_of_their_zone() -> None:
    for line, wall, zone in (
        ("DTSTART;TZID=Asia/Tehran:20260303T093000", "2026-03-03T09:30", "Asia/Tehran"),
        ("DTSTART:20260303T093000Z", "2026-03-03T09:30", "UTC"),
        ("DTSTART:20260303T093000", "2026-03-03T09:30", "Europe/Berlin"),
        ('DTSTART;TZID="Eastern Standard Time":20260303T093000', "2026-03-03T09:30", "America/New_York"),
    ):
        found = meeting(line).thing
        assert isinstance(found, KeptMeeting)
        assert (found.appointment.starts, found.appointment.zone) == (datetime.fromisoformat(wall), zone)


def test_a_zone_that_only_the_file_knows_is_read_by_its_definition_and_one_nobody_knows_is_told() -> None:
    own = (
        "BEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0530\r\n"
        "TZOFFSETTO:+0530\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    known = meeting("DTSTART;TZID=Office:20260303T103000", before=own)
    assert isinstance(known.thing, KeptMeeting)
    assert known.thing.appointment.starts == datetime.fromisoformat("2026-03-03T06:00")
    assert known.warnings
    unknown = meeting("DTSTART;TZID=Nowhere:20260303T103000")
    assert isinstance(unknown.thing, KeptMeeting)
    assert unknown.thing.appointment.starts == datetime.fromisoformat("2026-03-03T10:30")
    assert "Nowhere" in unknown.warnings[0]


@pytest.mark.parametrize(
    "lines, minutes",
    [
        (("DTEND;TZID=Europe/Berlin:20260303T103000",), 60),
        (("DTEND:20260303T103000Z",), 120),
        (("DURATION:PT1H30M",), 90),
        (("DURATION:P1W",), 7 * 24 * 60),
        ((), 0),
        (("DTEND;TZID=Europe/Berlin:20260303T083000",), 0),
        (("DTEND;TZID=Europe/Berlin:99990303T083000",), 366 * 24 * 60),
    ],
)
def test_how_long_it_takes(lines: tuple[str, ...], minutes: int) -> None:
    found = meeting("DTSTART;TZID=Europe/Berlin:20260303T093000", *lines).thing
    assert isinstance(found, KeptMeeting)
    assert found.appointment.minutes == minutes


def test_a_whole_day_is_said_to_be_one() -> None:
    item = meeting("DTSTART;VALUE=DATE:20260303", "DTEND;VALUE=DATE:20260305")
    assert isinstance(item.thing, KeptMeeting)
    assert item.all_day
    assert (item.thing.appointment.starts, item.thing.appointment.minutes) == (
        datetime.fromisoformat("2026-03-03T00:00"),
        2880,
    )


def test_reminders_before_the_start_are_taken_and_others_kept_as_they_stand() -> None:
    def alarm(trigger: str, action: str = "DISPLAY") -> tuple[str, ...]:
        return "BEGIN:VALARM", f"ACTION:{action}", f"TRIGGER{trigger}", "END:VALARM"

    item = meeting(
        "DTSTART:20260303T093000Z",
        *alarm(":-PT15M"),
        *alarm(":-P1D"),
        *alarm(":PT5M"),
        *alarm(":-PT10M", "EMAIL"),
        *alarm(";VALUE=DATE-TIME:20260303T080000Z"),
    )
    assert isinstance(item.thing, KeptMeeting)
    assert item.thing.appointment.remind == (15, 1440, 10, 90)
    assert [one.split("\n")[2] for one in item.thing.appointment.extra] == [
        "TRIGGER:PT5M",
        "TRIGGER:-PT10M",
    ], "one after the start has no word here, and a mail is still to be sent by whoever can"
    assert read(written(item.thing))[0].thing == item.thing  # type: ignore[union-attr]


def test_what_is_not_modelled_is_kept_and_attendees_are_named() -> None:
    item = meeting(
        "DTSTART:20260303T093000Z",
        'ATTENDEE;CN="Anna; Berg";PARTSTAT=ACCEPTED:mailto:anna@x.de',
        "ORGANIZER:mailto:bo@x.de",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "STATUS:CANCELLED",
        "DESCRIPTION;LANGUAGE=de:Zeile 1\\nZeile\\, 2",
    )
    assert isinstance(item.thing, KeptMeeting)
    assert [(one.name, one.email) for one in item.attendees] == [("Anna; Berg", "anna@x.de")]
    assert item.thing.appointment.extra == ("ORGANIZER:mailto:bo@x.de", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY")
    assert item.thing.appointment.state is AppointmentState.CANCELLED
    assert item.thing.appointment.agenda == "Zeile 1\nZeile, 2"
    assert item.thing.who == (), "only our own file says who is whom"


def test_a_series_of_another_program_has_its_changes_and_what_is_left_out() -> None:
    zone = "TZID=Europe/Berlin"
    data = event(
        "UID:1",
        f"DTSTART;{zone}:20260302T090000",
        "RRULE:FREQ=WEEKLY;UNTIL=20260401T215959Z;WKST=SU",
        f"EXDATE;{zone}:20260309T090000,20260316T090000",
        "SUMMARY:Team",
    ).replace(
        "END:VCALENDAR",
        f"BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260323T080000Z\r\nDTSTART;{zone}:20260324T100000\r\n"
        "SUMMARY:Team later\r\nEND:VEVENT\r\nEND:VCALENDAR",
    )
    (item,) = read(data)
    assert isinstance(item, CalendarItem)
    assert isinstance(item.thing, KeptSeries)
    series = item.thing.series
    assert series.rule == "FREQ=WEEKLY;WKST=SU;UNTIL=20260401"
    assert series.left_out == (
        datetime.fromisoformat("2026-03-09T09:00"),
        datetime.fromisoformat("2026-03-16T09:00"),
    )
    (changed,) = item.thing.meetings
    assert (changed.appointment.occurrence, changed.appointment.title) == (
        datetime.fromisoformat("2026-03-23T09:00"),
        "Team later",
    )
    assert changed.appointment.own


# What is wrong


@pytest.mark.parametrize(
    "lines, words",
    [
        (("SUMMARY:x",), "when it starts"),
        (("DTSTART:nonsense",), "when it starts"),
        (("DTSTART:00010101T000000Z",), "too far away"),
        (("DTSTART:99990101T000000Z",), "too far away"),
        (("DTSTART:20260303T090000Z", "RRULE:FREQ=SECONDLY"), "more than once a day"),
        (("DTSTART:20260303T090000Z", "RRULE:FREQ=DAILY;COUNT=999999999"), "COUNT"),
        (("DTSTART:20260303T090000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "never come again"),
        (("DTSTART:20260303T090000Z", "RRULE:hello"), "not a repetition"),
        (("DTSTART:20260303T090000Z", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), "several rules"),
        (("DTSTART:20260303T090000Z", "RRULE:FREQ=DAILY;UNTIL=20200101"), "before it begins"),
    ],
)
def test_an_event_that_cannot_be_is_told_with_its_line_and_the_others_are_read(
    lines: tuple[str, ...], words: str
) -> None:
    good = event("UID:2", "DTSTART:20260303T090000Z").partition("VERSION:2.0\r\n")[2]
    found = read(event("UID:1", *lines).replace("END:VCALENDAR\r\n", good))
    faults = [one for one in found if isinstance(one, CalendarFault)]
    assert (len(found), len(faults)) == (2, 1)
    assert words in faults[0].reason
    assert faults[0].line == 3


@pytest.mark.parametrize("data", [b"", b"hello", b"BEGIN:VCARD\r\nEND:VCARD\r\n", b"\0" * 3_000_000])
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(NotACalendar):
        read(data)


def test_one_cut_off_gives_what_is_whole() -> None:
    whole = event("UID:1", "DTSTART:20260303T090000Z").replace("END:VCALENDAR\r\n", "")
    found = read(whole + "BEGIN:VEVENT\r\nUID:2\r\nDTSTART:2026030")
    assert [type(one) for one in found] == [CalendarItem, CalendarFault]


def test_line_ends_and_a_mark_of_other_systems_are_read() -> None:
    data = event("UID:1", "DTSTART:20260303T090000Z", "SUMMARY:folded\r\n  here").encode()
    for end in (b"\r\n", b"\n", b"\r"):
        (item,) = read(b"\xef\xbb\xbf" + data.replace(b"\r\n", end))
        assert isinstance(item, CalendarItem)
        assert isinstance(item.thing, KeptMeeting)
        assert item.thing.appointment.title == "folded here"


def test_hostile_files_take_no_time_and_no_memory() -> None:
    start = "DTSTART:20260303T090000Z"
    deep = "BEGIN:X\r\n" * 5_000 + "END:X\r\n" * 5_000
    for lines in (
        ("UID:1", start, f"SUMMARY:{'x' * 3_000_000}"),
        ("UID:1", start, *["ATTENDEE:mailto:a@b.c"] * 5_000),
        ("UID:1", start, deep.strip()),
        ("UID:1", start, "SUMMARY:" + "\\" * 1_000_000),
        ("UID:1", start, "X" * 2_000_000),
        ("UID:1", start, "\r\n".join(f"X-{n}:1" for n in range(20_000))),
        ("UID:1", start, "EXDATE:" + ",".join(["20260303T090000Z"] * 20_000), "RRULE:FREQ=DAILY"),
    ):
        assert len(read(event(*lines))) == 1


# Birthdays


def _days(day: PartialDate, feb_29: Feb29 = Feb29.FEB_28) -> icalendar.Event:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    data = b"".join(write_birthdays([("urn:1", "Anna", day)], now, feb_29))
    calendar = icalendar.Calendar.from_ical(data)
    (found,) = calendar.walk("VEVENT")
    assert isinstance(found, icalendar.Event)
    return found


def test_birthdays_are_whole_days_every_year() -> None:
    found = _days(PartialDate(1990, 5, 6))
    assert (found["DTSTART"].dt, found["RRULE"].to_ical()) == (date(1990, 5, 6), b"FREQ=YEARLY")
    assert found["SUMMARY"] == "Anna"


def test_a_leap_day_is_kept_every_year_as_the_user_wants_it() -> None:
    from dateutil.rrule import rrulestr

    for feb_29, days in ((Feb29.FEB_28, (28, 28, 28, 29)), (Feb29.MAR_1, (1, 1, 1, 29))):
        found = _days(PartialDate(2000, 2, 29), feb_29)
        start = datetime.fromisoformat("2000-02-29T00:00")
        rule = rrulestr(found["RRULE"].to_ical().decode(), dtstart=start)
        coming = rule.between(
            datetime.fromisoformat("2025-01-01T00:00"), datetime.fromisoformat("2029-01-01T00:00")
        )
        assert tuple(at.day for at in coming) == days


def test_a_birthday_of_another_calendar_has_its_days_written_out() -> None:
    found = _days(PartialDate(1370, 1, 1, Calendar.JALALI))
    days = [found["DTSTART"].dt, *(one.dt for one in found["RDATE"].dts)]
    assert days[:3] == [date(2026, 3, 21), date(2027, 3, 21), date(2028, 3, 20)]
    assert len(days) == 30
