"""What repeats: which days it comes on, how a rule is read and refused, and what a change makes of it."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise, takewhile
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.recurrence import (
    Frequency,
    Recurrence,
    check,
    continued_from,
    ended_before,
    moved,
    next_after,
    occurrences,
    parse,
    spelled_out,
)
from crm_desktop.domain.recurrence_days import month_length
from crm_desktop.domain.recurrence_rule import WEEKDAYS

FAR = datetime.fromisoformat("9999-12-31")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def days(rule: str, start: str, number: int) -> list[str]:
    """The first days of a rule, as they are written."""
    begin = at(start)
    return [moment.date().isoformat() for moment in occurrences(parse(rule), begin, begin, FAR, number)]


# --- which days --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rule, start, expected",
    [
        ("FREQ=DAILY", "2026-02-27", ["2026-02-27", "2026-02-28", "2026-03-01"]),
        ("FREQ=DAILY;INTERVAL=10", "2026-11-23", ["2026-11-23", "2026-12-03", "2026-12-13"]),
        ("FREQ=WEEKLY", "2026-11-23", ["2026-11-23", "2026-11-30", "2026-12-07"]),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-23", ["2026-11-23", "2026-11-26", "2026-11-30"]),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-27", ["2026-11-27", "2026-11-30", "2026-12-01"]),
        ("FREQ=MONTHLY", "2026-01-31", ["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", ["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", ["2026-11-27", "2026-12-25", "2027-01-29"]),
        ("FREQ=MONTHLY;BYDAY=2TU", "2026-11-10", ["2026-11-10", "2026-12-08", "2027-01-12"]),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "2026-11-30",
            ["2026-11-30", "2026-12-31", "2027-01-29"],
        ),
        ("FREQ=YEARLY", "2024-02-29", ["2024-02-29", "2028-02-29", "2032-02-29"]),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2026-11-26", ["2026-11-26", "2027-11-25", "2028-11-23"]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", ["1997-05-12", "1998-05-11", "1999-05-17"]),
        ("FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100", "1997-01-01", ["1997-01-01", "1997-04-10", "2000-01-01"]),
        ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", ["1997-05-19", "1998-05-18", "1999-05-17"]),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998-02-13", ["1998-02-13", "1998-03-13", "1998-11-13"]),
    ],
)
def test_it_comes_on_the_days_of_its_rule(rule: str, start: str, expected: list[str]) -> None:
    assert days(rule, start, 3) == expected


def test_the_first_day_of_the_week_decides_which_weeks_every_second_week_has() -> None:
    # RFC 5545, 3.3.10, the example of WKST.
    rule = "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST="
    assert days(f"{rule}MO", "1997-08-05", 9) == ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]
    assert days(f"{rule}SU", "1997-08-05", 9) == ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"]


def test_the_start_is_the_first_occurrence_even_where_the_pattern_does_not_have_it() -> None:
    assert days("FREQ=WEEKLY;BYDAY=MO;COUNT=3", "2026-11-25", 9) == ["2026-11-25", "2026-11-30", "2026-12-07"]


def test_it_keeps_its_time_of_day() -> None:
    start = at("2026-11-23T09:30")
    assert next_after(parse("FREQ=WEEKLY"), start, start) == at("2026-11-30T09:30")
    assert next_after(parse("FREQ=WEEKLY"), start, at("2026-11-30T09:29")) == at("2026-11-30T09:30")
    assert next_after(parse("FREQ=WEEKLY"), start, at("2026-11-01T00:00")) == start


def test_a_time_of_day_that_the_rule_names_is_that_of_the_later_ones() -> None:
    start = at("2026-11-23T09:30")
    rule = parse("FREQ=DAILY;BYHOUR=8;BYMINUTE=0")
    assert occurrences(rule, start, start, FAR, 2) == [start, at("2026-11-24T08:00")]


def test_the_last_day_is_within_and_a_count_counts_the_start() -> None:
    assert days("FREQ=DAILY;UNTIL=20261125", "2026-11-23T18:00", 9)[-1] == "2026-11-25"
    assert len(days("FREQ=DAILY;COUNT=3", "2026-11-23", 9)) == 3
    assert next_after(parse("FREQ=DAILY;COUNT=3"), at("2026-11-23"), at("2026-11-25")) is None


def test_a_window_is_without_its_end() -> None:
    start = at("2026-11-23T09:00")
    found = occurrences(parse("FREQ=DAILY"), start, at("2026-12-01T09:00"), at("2026-12-03T09:00"))
    assert found == [at("2026-12-01T09:00"), at("2026-12-02T09:00")]


# --- against another reading of the RFC, and fast ----------------------------------------------------------

NTH_DAYS = st.builds(
    lambda nth, day: f"{nth}{day}",
    st.sampled_from(["", "1", "2", "3", "4", "5", "-1", "-2"]),
    st.sampled_from(WEEKDAYS),
)
STARTS = st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2040-01-01")).map(
    lambda moment: moment.replace(microsecond=0)
)


def some(values: st.SearchStrategy[int], most: int = 3) -> st.SearchStrategy[tuple[int, ...]]:
    return st.one_of(st.just(()), st.lists(values, max_size=most, unique=True).map(tuple))


@st.composite
def rules(draw: st.DrawFn) -> Recurrence:
    """Any rule that may be written."""
    frequency = draw(st.sampled_from(Frequency))
    long = frequency in (Frequency.MONTHLY, Frequency.YEARLY)
    month_days = st.integers(1, 31).flatmap(lambda n: st.sampled_from([n, -n]))
    other: list[tuple[str, str]] = []
    if frequency is Frequency.YEARLY and draw(st.booleans()):
        other = draw(st.sampled_from([[("BYYEARDAY", "1,100,-1")], [("BYWEEKNO", "1,20")], []]))
    plain = not long or any(name == "BYWEEKNO" for name, _ in other)
    ends = draw(st.sampled_from(["never", "count", "until"]))
    try:
        return Recurrence(
            frequency,
            draw(st.integers(1, 5)),
            by_day=draw(st.lists(st.sampled_from(WEEKDAYS) if plain else NTH_DAYS, max_size=3).map(tuple)),
            by_month_day=() if frequency is Frequency.WEEKLY else draw(some(month_days)),
            by_month=draw(some(st.integers(1, 12))),
            by_set_pos=draw(some(st.sampled_from([1, 2, 3, -1, -2]), 2)) if long else (),
            week_start=draw(st.sampled_from(["MO", "SU", "SA"])),
            count=draw(st.integers(1, 30)) if ends == "count" else None,
            until=draw(st.dates(date(2000, 1, 1), date(2045, 1, 1))) if ends == "until" else None,
            other=tuple(other),
        )
    except UserError:
        assume(False)
        raise


def by_dateutil(rule: Recurrence, start: datetime, last: datetime) -> list[datetime]:
    """The same from another reader of the RFC; it does not count a start that the pattern lacks."""
    text = rule.text if rule.until is None else f"{rule.text}T235959"
    listed = list(takewhile(lambda moment: moment < last, rrulestr(text, dtstart=start)))
    return listed if start in listed else [start, *listed][: rule.count]


@given(rules(), STARTS)
def test_another_reader_of_the_rfc_finds_the_same_days(rule: Recurrence, start: datetime) -> None:
    last = start + timedelta(days=2000)
    # Where nothing comes the other one searches to the year 9999, for seconds. It wants "MO,2TU" to be both
    # at once, and takes all days of a week where the rule leaves the weekday to the start.
    endless = replace(rule, count=None, until=None)
    assume(occurrences(endless, start, last, last + timedelta(days=3000), 1))
    assume(len({len(day) == 2 for day in rule.by_day}) < 2)
    assume(rule.by_day or rule.by_month_day or all(name != "BYWEEKNO" for name, _ in rule.other))
    assert occurrences(rule, start, start, last, 5000) == by_dateutil(rule, start, last)


@given(rules(), STARTS, st.integers(0, 3000), st.integers(0, 800))
def test_a_window_shows_what_the_whole_list_shows_there(
    rule: Recurrence, start: datetime, ahead: int, long: int
) -> None:
    first = start + timedelta(days=ahead)
    last = first + timedelta(days=long)
    whole = occurrences(rule, start, start, last, 10_000)
    assert occurrences(rule, start, first, last, 10_000) == [moment for moment in whole if moment >= first]


@given(rules(), STARTS)
def test_the_next_one_is_the_next_of_the_list(rule: Recurrence, start: datetime) -> None:
    listed = occurrences(rule, start, start, start + timedelta(days=4000), 8)
    for this, following in pairwise(listed):
        assert next_after(rule, start, this) == following


def test_the_days_to_come_of_an_old_daily_rule_are_listed_at_once() -> None:
    start, first = at("2006-11-23T09:00"), at("2026-11-23T00:00")
    for text in ("FREQ=DAILY", "FREQ=DAILY;COUNT=9999", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"):
        rule, begun = parse(text), perf_counter()
        assert occurrences(rule, start, first, first + timedelta(days=400), 400)
        assert perf_counter() - begun < 0.2  # About 1 ms, with a count 10; this only catches a search.


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=WEEKLY;INTERVAL=999;BYMONTH=4;COUNT=9999",
        "FREQ=YEARLY;INTERVAL=999",
    ],
)
def test_what_never_comes_is_refused_at_once(rule: str) -> None:
    begun = perf_counter()
    with pytest.raises(UserError, match="never come again"):
        check(parse(rule), at("2026-11-23T09:00"))
    assert len(occurrences(parse(rule), at("2026-11-23"), at("2026-11-23"), FAR)) <= 1 or "99" in rule
    assert perf_counter() - begun < 1


def test_what_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UserError, match="before it begins"):
        check(parse("FREQ=DAILY;UNTIL=20261122"), at("2026-11-23T09:00"))
    check(parse("FREQ=DAILY;UNTIL=20261123"), at("2026-11-23T09:00"))


def test_the_end_of_the_calendar_is_no_trouble() -> None:
    late = at("9999-12-30T09:00")
    assert occurrences(parse("FREQ=DAILY"), late, late, FAR) == [late]
    assert next_after(parse("FREQ=WEEKLY"), late, late) is None
    assert next_after(parse("FREQ=YEARLY"), at("0001-01-01"), at("0001-01-01")) == at("0002-01-01")
    assert days("FREQ=WEEKLY;WKST=SU;BYDAY=MO,SU", "0001-01-01", 3)[1] == "0001-01-07"


# --- reading -----------------------------------------------------------------------------------------------


@given(rules())
def test_a_rule_reads_back_from_its_text(rule: Recurrence) -> None:
    assert parse(rule.text) == rule
    assert parse(f" rrule:{rule.text.lower()};") == rule


def test_parts_are_kept_in_one_order_and_once() -> None:
    assert parse("BYDAY=TH,MO,+2TU,MO;FREQ=MONTHLY").text == "FREQ=MONTHLY;BYDAY=MO,2TU,TH"
    assert parse("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2") == parse("FREQ=MONTHLY;BYDAY=2TU")
    assert parse("FREQ=WEEKLY;INTERVAL=1;WKST=MO").text == "FREQ=WEEKLY"


def test_an_end_in_utc_is_the_day_on_the_wall() -> None:
    addis = ZoneInfo("Africa/Addis_Ababa")
    assert parse("FREQ=DAILY;UNTIL=20270503T220000Z", addis).until == date(2027, 5, 4)
    assert parse("FREQ=DAILY;UNTIL=20270503T220000Z").until == date(2027, 5, 3)
    assert parse("FREQ=DAILY;UNTIL=20270503T220000", addis).until == date(2027, 5, 3)
    assert parse("FREQ=DAILY;UNTIL=99991231T235959Z", timezone(timedelta(hours=9))).until == date.max


def test_an_end_just_before_an_occurrence_is_the_day_before_it() -> None:
    # Other programs end "this and later" a second before the first that is not to come.
    rule = parse("FREQ=DAILY;UNTIL=20270503T085959", start=at("2027-05-01T09:00"))
    assert rule.until == date(2027, 5, 2)
    assert parse("FREQ=DAILY;UNTIL=20270503T090000", start=at("2027-05-01T09:00")).until == date(2027, 5, 3)


@pytest.mark.parametrize(
    "text, words",
    [
        ("", "is not a repetition"),
        ("every monday", "is not a repetition"),
        ("FREQ=", "is not a repetition"),
        ("INTERVAL=2", "does not say how often"),
        ("FREQ=FORTNIGHTLY", "DAILY, WEEKLY, MONTHLY or YEARLY"),
        ("FREQ=HOURLY", "more than once a day"),
        ("FREQ=MINUTELY;COUNT=3", "more than once a day"),
        ("FREQ=DAILY;BYHOUR=9,17", "more than once a day"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR cannot be 24"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL cannot be 0"),
        ("FREQ=DAILY;INTERVAL=1000", "from 1 to 999"),
        ("FREQ=DAILY;INTERVAL=" + "9" * 5000, "is not a number"),
        ("FREQ=DAILY;INTERVAL=٢", "is not a number"),
        ("FREQ=DAILY;INTERVAL=1,2", "is not a number"),
        ("FREQ=DAILY;COUNT=0", "COUNT cannot be 0"),
        ("FREQ=DAILY;COUNT=1000000000", "COUNT cannot be 1000000000; it goes from 1 to 9999"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "not both"),
        ("FREQ=DAILY;UNTIL=20270230", "is not a day to end on"),
        ("FREQ=DAILY;UNTIL=tomorrow", "is not a day to end on"),
        ("FREQ=DAILY;UNTIL=20270203T250000Z", "is not a day to end on"),
        ("FREQ=DAILY;UNTIL=00000101", "is not a day to end on"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY cannot be 0"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "from 1 to 31, or as much from the end"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "does not go with FREQ=WEEKLY"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH cannot be 13"),
        ("FREQ=WEEKLY;BYDAY=2TU", "numbered weekday"),
        ("FREQ=WEEKLY;BYDAY=XX", "is not a weekday"),
        ("FREQ=MONTHLY;BYDAY=0MO", "is not a weekday"),
        ("FREQ=WEEKLY;BYDAY=", "is not a repetition"),
        ("FREQ=WEEKLY;BYDAY=MO,,TU", "is not a weekday"),
        ("FREQ=WEEKLY;WKST=XX", "is not a weekday for WKST"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS chooses among days"),
        ("FREQ=MONTHLY;BYWEEKNO=3", "go with FREQ=YEARLY only"),
        ("FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO", "does not go with BYWEEKNO"),
        ("FREQ=YEARLY;BYEASTER=0", "is not a part of a repetition"),
        ("FREQ=DAILY;FREQ=WEEKLY", "stands twice"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(UserError, match=words) as caught:
        parse(text)
    assert len(str(caught.value)) < 200


@given(st.text(alphabet="FREQ=DAILYWKNTBMOSU;,-+0129T Z٢\n", max_size=60))
def test_no_text_does_anything_but_be_read_or_be_refused(text: str) -> None:
    try:
        rule = parse(text)
    except UserError:
        return
    assert parse(rule.text) == rule


# --- changes -----------------------------------------------------------------------------------------------


@given(rules(), STARTS, st.data())
def test_a_rule_cut_in_two_comes_on_the_same_days(
    rule: Recurrence, start: datetime, data: st.DataObject
) -> None:
    last = start + timedelta(days=3000)
    whole = occurrences(rule, start, start, last)
    assume(len(whole) > 1)
    place = data.draw(st.integers(1, len(whole) - 1))
    here = whole[place]
    before = occurrences(ended_before(rule, start, here), start, start, last)
    after = occurrences(continued_from(rule, start, here), here, here, last)
    assert (before + after)[: len(whole)] == whole


def test_what_is_left_of_a_count_goes_on() -> None:
    start, here = at("2026-11-23T09:00"), at("2026-11-27T09:00")
    rule = parse("FREQ=DAILY;COUNT=10")
    assert ended_before(rule, start, here).text == "FREQ=DAILY;UNTIL=20261126"
    assert continued_from(rule, start, here).text == "FREQ=DAILY;COUNT=6"


@pytest.mark.parametrize(
    "rule, old, new, expected",
    [
        ("FREQ=WEEKLY", "2026-11-23", "2026-11-24", "FREQ=WEEKLY"),
        ("FREQ=WEEKLY;BYDAY=MO", "2026-11-23", "2026-11-24", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-23", "2026-11-24", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-23", "2026-11-26", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=5", "2026-11-23", "2026-11-30", "FREQ=WEEKLY;BYDAY=MO;COUNT=5"),
        ("FREQ=MONTHLY;BYMONTHDAY=23", "2026-11-23", "2026-11-25", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-11-15", "2026-11-16", "FREQ=MONTHLY;BYMONTHDAY=1,16"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30", "2026-12-31", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30", "2026-11-28", "FREQ=MONTHLY;BYMONTHDAY=28"),
        ("FREQ=MONTHLY;BYDAY=2TU", "2026-11-10", "2026-11-18", "FREQ=MONTHLY;BYDAY=3WE"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-11-26", "FREQ=MONTHLY;BYDAY=-1TH"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-11-05", "FREQ=MONTHLY;BYDAY=1TH"),
        ("FREQ=MONTHLY;BYDAY=4MO", "2026-11-23", "2026-11-30", "FREQ=MONTHLY;BYDAY=-1MO"),
        (
            "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23",
            "2026-11-23",
            "2026-12-01",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1",
        ),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2026-11-26", "2026-12-01", "FREQ=YEARLY;BYMONTH=12;BYDAY=1TU"),
        ("FREQ=DAILY;BYHOUR=9", "2026-11-26T09:00", "2026-11-26T10:00", "FREQ=DAILY"),
        ("FREQ=DAILY;BYHOUR=9", "2026-11-26T09:00", "2026-11-27T09:00", "FREQ=DAILY;BYHOUR=9"),
    ],
)
def test_the_pattern_moves_along_with_its_start(rule: str, old: str, new: str, expected: str) -> None:
    assert moved(parse(rule), at(old), at(new)) == parse(expected)


@given(rules(), STARTS, STARTS)
def test_a_moved_rule_is_still_a_rule(rule: Recurrence, old: datetime, new: datetime) -> None:
    after = moved(rule, old, new)
    assert (after.count, after.until, after.interval) == (rule.count, rule.until, rule.interval)
    assert moved(rule, old, old) == rule


@given(rules(), STARTS)
def test_what_a_rule_leaves_open_is_that_of_its_start(rule: Recurrence, start: datetime) -> None:
    spelled, last = spelled_out(rule, start.date()), start + timedelta(days=2000)
    assert spelled_out(spelled, start.date()) == spelled
    assert occurrences(spelled, start, start, last) == occurrences(rule, start, start, last)


@given(st.dates())
def test_months_are_as_long_as_the_calendar_has_them(day: date) -> None:
    assert month_length(day.year, day.month) == monthrange(day.year, day.month)[1]
