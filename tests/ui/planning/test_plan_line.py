"""A line in which one plans something, as it is understood."""

import time as clocks
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.fold import fold
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.ui.planning.plan_line import Part, PlanLine, read_plan
from crm_desktop.ui.planning.plan_names import Candidate
from crm_desktop.ui.planning.plan_words import ENGLISH, numbered

SUNDAY = datetime.fromisoformat("2026-11-22T16:00")

PEOPLE = (
    Candidate(1, "Сергей Владимирович Иванов"),
    Candidate(2, "Abebe Bekele"),
    Candidate(3, "Sara Tesfaye"),
    Candidate(4, "Anna Meier"),
    Candidate(5, "Anna Berg"),
)


def find(words: str) -> list[Candidate]:
    wanted = fold(words).split()
    return [
        one
        for one in PEOPLE
        if all(any(word.startswith(part) for word in fold(one.name).split()) for part in wanted)
    ]


def read(text: str, now: datetime = SUNDAY) -> PlanLine:
    return read_plan(text, now, find=find)


def names(line: PlanLine) -> list[str]:
    return [one.best.name for one in line.who]


def test_who_when_and_what_in_one_line() -> None:
    line = read("Ivanov tomorrow 15:00 lunch")
    assert names(line) == ["Сергей Владимирович Иванов"]
    assert (line.start, line.title) == (datetime.fromisoformat("2026-11-23T15:00"), "lunch")


def test_several_people_a_length_and_a_place() -> None:
    line = read("lunch with Abebe and Sara Friday 3pm 90 min at Bole")
    assert names(line) == ["Abebe Bekele", "Sara Tesfaye"]
    assert line.start == datetime.fromisoformat("2026-11-27T15:00")
    assert (line.minutes, line.place, line.title) == (90, "Bole", "lunch")
    assert line.said(Part.LENGTH) == "90 min"


@pytest.mark.parametrize(
    "text,start",
    [
        ("29.11. 9:30 dentist", "2026-11-29T09:30"),
        ("11/29 9am dentist", "2026-11-29T09:00"),
        ("2027-01-05 noon dentist", "2027-01-05T12:00"),
        ("dentist on Nov 29, 2026 at 9", "2026-11-29T09:00"),
        ("dentist 1st of March 14.30", "2027-03-01T14:30"),
        ("dentist in 20 min", "2026-11-22T16:20"),
        ("in 3 days 10:00 dentist", "2026-11-25T10:00"),
        ("dentist next Tuesday 8 am", "2026-11-24T08:00"),
        ("dentist Tuesday 8 p.m.", "2026-11-24T20:00"),
        ("dentist ۲۹.۱۱. ۹:۳۰", "2026-11-29T09:30"),
        ("dentist ٢٩/١١ ٩:٣٠", "2026-11-29T09:30"),
        ("dentist ፳፱ Nov ፱:፴", "2026-11-29T09:30"),
        ("dentist today 9.10", "2026-11-22T09:10"),
        ("dentist 29 feb 10:00", "2028-02-29T10:00"),
    ],
)
def test_days_and_hours_as_people_write_them(text: str, start: str) -> None:
    line = read(text)
    assert (line.start, line.title) == (datetime.fromisoformat(start), "dentist")


def test_next_tuesday_is_the_one_of_the_week_to_come() -> None:
    monday = datetime.fromisoformat("2026-11-23T09:00")
    assert read("Tuesday tea", monday).day == date(2026, 11, 24)
    assert read("next Tuesday tea", monday).day == date(2026, 12, 1)


def test_an_hour_that_is_over_means_tomorrow_and_says_so() -> None:
    line = read("15:00 coffee")
    assert (line.start, line.put_off) == (datetime.fromisoformat("2026-11-23T15:00"), True)
    assert not read("17:00 coffee").put_off
    assert read("today 15:00 coffee").start == datetime.fromisoformat("2026-11-22T15:00")


def test_the_weekday_of_today_is_next_week_once_its_hour_is_over() -> None:
    assert read("Sunday 15:00 tea").day == date(2026, 11, 29)
    assert read("Sunday 18:00 tea").day == date(2026, 11, 22)


@pytest.mark.parametrize(
    "text,rule,start",
    [
        ("every Monday 9:00 Yoga", "FREQ=WEEKLY;BYDAY=MO", "2026-11-23T09:00"),
        ("Yoga every Mon, Wed and Fri 9:00", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-23T09:00"),
        ("Yoga every 2 weeks Tuesday 9:00", "FREQ=WEEKLY;INTERVAL=2", "2026-11-24T09:00"),
        ("Yoga daily 17:00", "FREQ=DAILY", "2026-11-22T17:00"),
        ("Yoga every Sunday 9:00", "FREQ=WEEKLY;BYDAY=SU", "2026-11-29T09:00"),
    ],
)
def test_what_comes_again(text: str, rule: str, start: str) -> None:
    line = read(text)
    assert (line.rule, line.start, line.title) == (rule, datetime.fromisoformat(start), "Yoga")


@pytest.mark.parametrize(
    "text,minutes",
    [
        ("15:00-16:30 tea", 90),
        ("15:00 - 16:30 tea", 90),
        ("15:00 tea 1h30", 90),
        ("15:00 for 2 hours tea", 120),
        ("15:00 tea 1 h 15 min", 75),
        ("15:00 half an hour tea", 30),
        ("22:00 until 1:00 tea", 180),
        ("15:00 tea", None),
    ],
)
def test_how_long(text: str, minutes: int | None) -> None:
    line = read(text)
    assert (line.minutes, line.title) == (minutes, "tea")


def test_a_day_without_an_hour_is_only_a_day() -> None:
    line = read("lunch tomorrow")
    assert (line.start, line.day, line.title) == (None, date(2026, 11, 23), "lunch")


def test_initials_and_several_of_one_name() -> None:
    assert names(read("Ivanov S.V. tomorrow")) == ["Сергей Владимирович Иванов"]
    (anna,) = read("Anna tomorrow 9:00").who
    assert [one.name for one in anna.candidates] == ["Anna Meier", "Anna Berg"]
    assert names(read("Anna Berg tomorrow 9:00")) == ["Anna Berg"]


def test_a_name_within_a_sentence_stays_in_it() -> None:
    line = read("call Anna about prices tomorrow 9:00")
    assert (line.title, names(line)) == ("call Anna about prices", ["Anna Meier"])


def test_the_beginning_of_a_word_is_nobody_unless_with_stands_before_it() -> None:
    assert read("sar tomorrow 9:00").who == ()
    assert names(read("with sar tomorrow 9:00")) == ["Sara Tesfaye"]


def test_who_is_found_by_something_else_than_a_name_is_not_named() -> None:
    line = read_plan("cake with butter tomorrow 9:00", SUNDAY, find=lambda _words: PEOPLE)
    assert (line.who, line.title) == ((), "cake with butter")


@pytest.mark.parametrize(
    "text", ["Anna", "Sun", "May", "0911 22 33 44", "+251 911 22 33", "2 hours", "Anna 15", "90 min Abebe"]
)
def test_names_and_numbers_say_no_day(text: str) -> None:
    line = read(text)
    assert not (line.says_when and line.says_what)


def test_what_is_not_understood_stays_as_it_was_typed() -> None:
    assert read("tomorrow 9:00 Zahnarzt, 2. Stock (Hof)").title == "Zahnarzt, 2. Stock (Hof)"
    assert read("31.2. 9:00 tea").title == "31.2. tea"


def test_the_hour_of_the_line_counts_where_the_text_says_none() -> None:
    line = datetime.fromisoformat("2026-11-25T11:00")
    written = read_plan("lunch Ivanov", SUNDAY, find=find, line=line)
    assert (written.start, names(written)) == (line, ["Сергей Владимирович Иванов"])
    assert read_plan("lunch 12:30", SUNDAY, line=line).start == datetime.fromisoformat("2026-11-25T12:30")
    assert read_plan("lunch tomorrow", SUNDAY, line=line).start == datetime.fromisoformat("2026-11-23T11:00")


def test_a_month_of_the_user_s_own_calendar() -> None:
    months = {name: (Calendar.ETHIOPIAN, number) for name, number in numbered(["hidar,ኅዳር"], 3).items()}
    words = ENGLISH.with_words(on="um")
    words = type(words)(**{each: getattr(words, each) for each in words.__slots__} | {"months": months})
    assert read_plan("tea 20 Hidar 9:00", SUNDAY, words).start == datetime.fromisoformat("2026-11-29T09:00")
    assert read_plan("tea ኅዳር ፳ 9:00", SUNDAY, words).day == date(2026, 11, 29)
    assert read_plan("tea Hidar 20, 2020", SUNDAY, words).day == date(2027, 11, 30)


VOCABULARY = (
    "Ivanov Anna with and & at @Bole in on every next this Monday Mon tomorrow today 15:00 3pm 3 pm 29.11. "
    "11/29 29 Nov May 2026 90 min 1h30 h hours for - until 25:61 31.2. 9999-12-31 0 00:00 weeks 999 noon "
    "lunch , . ፲፭ ۱۵:۰۰ day after +5 o'clock midnight yearly 12-13:00"
)
WORDS = st.sampled_from(VOCABULARY.split())
LINES = st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=14).map(" ".join)


@given(LINES, st.one_of(st.none(), st.just(SUNDAY + timedelta(days=2))))
@settings(max_examples=300, deadline=None)
def test_nothing_that_is_typed_is_lost_or_breaks_it(text: str, line: datetime | None) -> None:
    found = read_plan(text, SUNDAY, find=find, line=line)
    kept = " ".join([found.title, *(piece.text for piece in found.pieces)]).split()
    assert sorted(kept) == sorted(text.split())
    assert found.minutes is None or found.minutes > 0
    if found.put_off:
        assert found.start is not None
        assert found.start >= SUNDAY


@pytest.mark.parametrize(
    "word", ["15:00 ", "with ", "9" * 5000 + " ", "Anna ", "every 2 ", "፼" * 200 + " ", "1h" * 3000 + " "]
)
def test_a_huge_text_is_read_at_once(word: str) -> None:
    begun = clocks.perf_counter()
    read(word * 3000)
    assert clocks.perf_counter() - begun < 1
