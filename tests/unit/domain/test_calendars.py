"""Dates of four calendars against tables that are known from elsewhere."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.calendars import (
    day_number,
    from_gregorian,
    is_leap,
    month_length,
    months,
    to_gregorian,
)
from crm_desktop.domain.partial_date import Calendar

# The leap years in the calendar of the University of Tehran, 1206 to 1498 SH.
OFFICIAL_LEAP_YEARS = {
    1210, 1214, 1218, 1222, 1226, 1230, 1234, 1238, 1243, 1247, 1251, 1255, 1259, 1263, 1267, 1271,
    1276, 1280, 1284, 1288, 1292, 1296, 1300, 1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337,
    1342, 1346, 1350, 1354, 1358, 1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403,
    1408, 1412, 1416, 1420, 1424, 1428, 1432, 1436, 1441, 1445, 1449, 1453, 1457, 1461, 1465, 1469,
    1474, 1478, 1482, 1486, 1490, 1494, 1498,
}  # fmt: skip


def test_jalali_leap_years_are_the_official_ones() -> None:
    assert {year for year in range(1206, 1499) if is_leap(Calendar.JALALI, year)} == OFFICIAL_LEAP_YEARS


@pytest.mark.parametrize(
    "calendar, parts, gregorian",
    [
        # Nowruz as it was kept.
        (Calendar.JALALI, (1300, 1, 1), "1921-03-21"),
        (Calendar.JALALI, (1357, 11, 22), "1979-02-11"),
        (Calendar.JALALI, (1375, 12, 30), "1997-03-20"),
        (Calendar.JALALI, (1399, 1, 1), "2020-03-20"),
        (Calendar.JALALI, (1399, 12, 30), "2021-03-20"),
        (Calendar.JALALI, (1400, 1, 1), "2021-03-21"),
        (Calendar.JALALI, (1403, 1, 1), "2024-03-20"),
        (Calendar.JALALI, (1403, 12, 30), "2025-03-20"),
        (Calendar.JALALI, (1404, 1, 1), "2025-03-21"),
        (Calendar.JALALI, (1404, 7, 1), "2025-09-23"),
        (Calendar.JALALI, (1405, 9, 1), "2026-11-22"),
        # Enkutatash before and after Gregorian leap years, the millennium, month 13.
        (Calendar.ETHIOPIAN, (2000, 1, 1), "2007-09-12"),
        (Calendar.ETHIOPIAN, (2015, 13, 6), "2023-09-11"),
        (Calendar.ETHIOPIAN, (2016, 1, 1), "2023-09-12"),
        (Calendar.ETHIOPIAN, (2016, 13, 5), "2024-09-10"),
        (Calendar.ETHIOPIAN, (2017, 1, 1), "2024-09-11"),
        (Calendar.ETHIOPIAN, (2018, 4, 29), "2026-01-07"),
        (Calendar.ETHIOPIAN, (1888, 6, 23), "1896-03-01"),
        (Calendar.ETHIOPIAN, (1, 1, 1), "0008-08-27"),
        # Tabular years, civil epoch.
        (Calendar.ISLAMIC, (1, 1, 1), "0622-07-19"),
        (Calendar.ISLAMIC, (1400, 1, 1), "1979-11-21"),
        (Calendar.ISLAMIC, (1445, 1, 1), "2023-07-19"),
        (Calendar.ISLAMIC, (1445, 9, 1), "2024-03-11"),
        (Calendar.ISLAMIC, (1446, 1, 1), "2024-07-08"),
        (Calendar.GREGORIAN, (2024, 2, 29), "2024-02-29"),
    ],
)
def test_known_days(calendar: Calendar, parts: tuple[int, int, int], gregorian: str) -> None:
    day = date.fromisoformat(gregorian)
    assert to_gregorian(calendar, *parts) == day
    assert from_gregorian(calendar, day) == parts


@given(st.sampled_from(Calendar), st.dates())
def test_every_day_has_one_date_in_every_calendar(calendar: Calendar, day: date) -> None:
    year, month, number = from_gregorian(calendar, day)
    assert 1 <= month <= months(calendar)
    assert 1 <= number <= month_length(calendar, year, month)
    assert to_gregorian(calendar, year, month, number) == day


@given(st.sampled_from(Calendar), st.integers(1, 9300), st.data())
def test_the_day_after_the_last_of_a_month_is_the_first_of_the_next(
    calendar: Calendar, year: int, data: st.DataObject
) -> None:
    month = data.draw(st.integers(1, months(calendar)))
    last = day_number(calendar, year, month, month_length(calendar, year, month))
    after = (year, month + 1, 1) if month < months(calendar) else (year + 1, 1, 1)
    assert day_number(calendar, *after) == last + 1


@pytest.mark.parametrize(
    "calendar, parts",
    [
        (Calendar.GREGORIAN, (2025, 2, 29)),
        (Calendar.JALALI, (1404, 12, 30)),
        (Calendar.ETHIOPIAN, (2016, 13, 6)),
        (Calendar.ISLAMIC, (1446, 2, 30)),
        (Calendar.JALALI, (9999, 1, 1)),
    ],
)
def test_a_day_that_a_calendar_does_not_have_is_refused(
    calendar: Calendar, parts: tuple[int, int, int]
) -> None:
    with pytest.raises(ValueError, match=r"no such date|out of the range"):
        to_gregorian(calendar, *parts)
