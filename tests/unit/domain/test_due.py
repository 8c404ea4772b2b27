"""The planner: which reminders a fact calls for, and the names they keep for ever."""

from datetime import UTC, date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY
from crm_desktop.domain.due import (
    Silence,
    YearlyFact,
    instant_of,
    last_due_day,
    of_appointment,
    of_date,
    of_follow_up,
    of_silence,
)
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.reminder import ReminderKind
from crm_desktop.domain.yearly import Feb29

START = int(datetime(2026, 11, 22, 10, tzinfo=UTC).timestamp())


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def yearly(label: str, on: PartialDate, noted: str = "2026-03-02") -> YearlyFact:
    return YearlyFact(34, 7, label, on, ordinal(noted))


def test_a_meeting_has_a_reminder_for_each_lead_time() -> None:
    found = of_appointment(12, START, [15, 60, 15], noted_at=0)
    assert [(one.key, one.at) for one in found] == [
        ("appointment:12:2026-11-22T10:00Z:15", START - 15 * 60),
        ("appointment:12:2026-11-22T10:00Z:60", START - 60 * 60),
    ]


def test_a_meeting_that_moves_gets_new_names() -> None:
    before, after = (of_appointment(12, start, [15], 0)[0].key for start in (START, START + 60))
    assert before != after


def test_a_meeting_that_was_over_has_none() -> None:
    assert of_appointment(12, START, [15], noted_at=START) == []


def test_a_birthday_has_two_a_year_for_ever() -> None:
    found = list(islice(of_date(yearly(BIRTHDAY, PartialDate(1986, 11, 22)), 7, Feb29.FEB_28), 4))
    assert [one.key for one in found] == [
        "birthday:34:2026:ahead",
        "birthday:34:2026:day",
        "birthday:34:2027:ahead",
        "birthday:34:2027:day",
    ]
    assert [one.on_day for one in found[:2]] == [ordinal("2026-11-15"), ordinal("2026-11-22")]
    assert {one.event_day for one in found[:2]} == {ordinal("2026-11-22")}


def test_without_days_ahead_there_is_one_a_year() -> None:
    found = islice(of_date(yearly(ANNIVERSARY, PartialDate(None, 3, 1)), 0, Feb29.FEB_28), 2)
    assert [one.key for one in found] == ["date:34:2027:day", "date:34:2028:day"]


def test_a_date_of_another_calendar_is_named_by_its_own_year() -> None:
    nowruz = yearly(BIRTHDAY, PartialDate(1370, 1, 1, Calendar.JALALI))
    assert next(of_date(nowruz, 0, Feb29.FEB_28)).key == "birthday:34:1405:day"


def test_dates_end_with_the_calendar() -> None:
    assert len(list(of_date(yearly(BIRTHDAY, PartialDate(None, 12, 31), "9997-01-01"), 0, Feb29.FEB_28))) == 3


def test_a_silence_is_named_by_where_it_began_and_its_limit() -> None:
    since = int(datetime(2026, 10, 21, 23, 59, tzinfo=UTC).timestamp())
    silence = Silence(34, since, 30, ordinal("2026-11-20"))
    one = of_silence(silence)
    assert (one.key, one.on_day) == ("cold:34:2026-10-21:30", ordinal("2026-11-20"))
    assert of_silence(silence, ordinal("2026-12-01")).on_day == ordinal("2026-12-02")
    assert of_silence(silence, ordinal("2026-11-01")).on_day == ordinal("2026-11-20")


def test_a_silence_that_is_paused_is_another_one_on_its_day() -> None:
    since = int(datetime(2026, 10, 21, 23, 59, tzinfo=UTC).timestamp())
    silence = Silence(34, since, 30, ordinal("2026-11-20"), ordinal("2027-01-15"))
    one = of_silence(silence)
    assert (one.key, one.on_day) == ("cold:34:2026-10-21:30:2027-01-15", ordinal("2027-01-15"))
    assert one.event_day == ordinal("2026-11-20")
    over_before = silence._replace(paused_until=ordinal("2026-11-19"))
    assert of_silence(over_before) == of_silence(silence._replace(paused_until=None))


def test_a_journey_makes_no_other_silence_of_one_that_is_paused() -> None:
    since = int(datetime(2026, 10, 21, 23, 59, tzinfo=UTC).timestamp())
    for pause in range(ordinal("2026-11-18"), ordinal("2026-11-23")):
        cold_on = ordinal("2026-11-20")
        keys = {of_silence(Silence(34, since, 30, cold_on + there, pause)).key for there in (-1, 0, 1)}
        assert len(keys) == 1


def test_a_promise_is_named_by_its_day() -> None:
    one = of_follow_up(5, 34, ordinal("2026-12-01"))
    assert (one.key, one.on_day) == ("follow-up:5:2026-12-01", ordinal("2026-12-01"))
    own = of_follow_up(5, None, ordinal("2026-12-01"))
    assert (own.key, own.kind) == ("own:5:2026-12-01", ReminderKind.OWN)


def test_the_reminders_of_a_day_are_due_from_its_morning_on() -> None:
    zone = ZoneInfo("Africa/Addis_Ababa")
    morning = datetime(2026, 3, 2, 6, tzinfo=UTC)  # nine o'clock there
    assert instant_of(ordinal("2026-03-02"), time(9), zone) == morning
    assert last_due_day(morning, time(9), zone) == ordinal("2026-03-02")
    assert last_due_day(morning.replace(hour=5, minute=59), time(9), zone) == ordinal("2026-03-01")
