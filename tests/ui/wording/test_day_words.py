"""Days are told as seen from today, in the locale's order and in the calendar they were given in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale

from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.ui.wording.days import DayWords, partial_text, short_day
from tests.fakes import FakeClock


@pytest.fixture(autouse=True)
def _locale() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def test_what_is_near_is_told_by_its_distance(clock: FakeClock) -> None:
    words = DayWords(clock)
    assert words.day(date(2026, 3, 2)) == "Today"
    assert words.day(date(2026, 3, 3)) == "Tomorrow"
    assert words.day(date(2026, 3, 1)) == "Yesterday"
    assert words.day(date(2026, 11, 18)) == "18 Nov"
    assert words.day(date(2025, 11, 18)) == "18 Nov 2025"


def test_a_moment_is_shown_where_the_user_is(clock: FakeClock) -> None:
    clock.travel("Africa/Addis_Ababa")
    words = DayWords(clock)
    assert words.moment(datetime(2026, 3, 2, 7, 20, tzinfo=UTC)) == "Today 10:20"
    assert words.moment(datetime(2026, 3, 2, 22, 0, tzinfo=UTC)) == "Tomorrow 01:00"
    assert words.moment(datetime(2026, 1, 5, 7, 20, tzinfo=UTC)) == "5 Jan"


def test_a_promise_is_due_soon_or_late(clock: FakeClock) -> None:
    words = DayWords(clock)
    assert words.until(date(2026, 3, 2)) == "today"
    assert words.until(date(2026, 3, 5)) == "in 3 days"
    assert words.until(date(2026, 3, 1)) == "1 day late"


@pytest.mark.parametrize(
    "partial,words",
    [
        (PartialDate(1985, 3, 5), "5 March 1985"),
        (PartialDate(None, 3, 5), "5 March"),
        (PartialDate(1985, 3, None), "March 1985"),
        (PartialDate(1985), "1985"),
        (PartialDate(1978, 13, 5, Calendar.ETHIOPIAN), "5 Pagume 1978"),
        (PartialDate(1366, 1, 1, Calendar.JALALI), "1 Farvardin 1366"),
    ],
)
def test_only_what_is_known_of_a_date_is_shown(partial: PartialDate, words: str) -> None:
    assert partial_text(partial) == words


@pytest.mark.parametrize(
    "locale,words",
    [("en_US", "Nov 18"), ("de_DE", "18. Nov"), ("zh_CN", "11月18日"), ("ru_RU", "18 нояб")],
)
def test_the_order_is_the_locales(locale: str, words: str) -> None:
    QLocale.setDefault(QLocale(locale))
    assert short_day(date(2026, 11, 18), with_year=False) == words
