"""Dates of four calendars against tables that are known from elsewhere."""

from datetime import date, timedelta

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


# Nowruz as the almanacs of Iran printed it; 1399, 1403 and 1408 have a 30 Esfand.
NOWRUZ = {
    1390: "2011-03-21", 1391: "2012-03-20", 1392: "2013-03-21", 1393: "2014-03-21", 1394: "2015-03-21",
    1395: "2016-03-20", 1396: "2017-03-21", 1397: "2018-03-21", 1398: "2019-03-21", 1399: "2020-03-20",
    1400: "2021-03-21", 1401: "2022-03-21", 1402: "2023-03-21", 1403: "2024-03-20", 1404: "2025-03-21",
    1405: "2026-03-21", 1406: "2027-03-21", 1407: "2028-03-20", 1408: "2029-03-20", 1409: "2030-03-21",
}  # fmt: skip

# Enkutatash, 1 Meskerem: on 12 September in the year before a Gregorian leap year, else on the 11th.
ENKUTATASH = {
    2000: "2007-09-12", 2001: "2008-09-11", 2002: "2009-09-11", 2003: "2010-09-11", 2004: "2011-09-12",
    2005: "2012-09-11", 2006: "2013-09-11", 2007: "2014-09-11", 2008: "2015-09-12", 2009: "2016-09-11",
    2010: "2017-09-11", 2011: "2018-09-11", 2012: "2019-09-12", 2013: "2020-09-11", 2014: "2021-09-11",
    2015: "2022-09-11", 2016: "2023-09-12", 2017: "2024-09-11", 2018: "2025-09-11", 2019: "2026-09-11",
}  # fmt: skip


@pytest.mark.parametrize(
    "calendar, table", [(Calendar.JALALI, NOWRUZ), (Calendar.ETHIOPIAN, ENKUTATASH)], ids=str
)
def test_new_years_are_the_published_ones_and_the_day_before_ends_the_year(
    calendar: Calendar, table: dict[int, str]
) -> None:
    for year, gregorian in table.items():
        day = date.fromisoformat(gregorian)
        assert to_gregorian(calendar, year, 1, 1) == day
        assert from_gregorian(calendar, day) == (year, 1, 1)
        last_month = months(calendar)
        last = (year - 1, last_month, month_length(calendar, year - 1, last_month))
        assert from_gregorian(calendar, day - timedelta(days=1)) == last


@pytest.mark.parametrize(
    "parts, gregorian",
    [
        ((1329, 12, 29), "1951-03-20"),
        ((1332, 5, 28), "1953-08-19"),
        ((1357, 10, 26), "1979-01-16"),
        ((1357, 11, 12), "1979-02-01"),
        ((1358, 1, 12), "1979-04-01"),
        ((1358, 8, 13), "1979-11-04"),
        ((1359, 6, 31), "1980-09-22"),
        ((1361, 3, 3), "1982-05-24"),
        ((1368, 3, 14), "1989-06-04"),
        ((1376, 3, 2), "1997-05-23"),
        ((1382, 10, 5), "2003-12-26"),
        ((1388, 3, 22), "2009-06-12"),
        ((1408, 12, 30), "2030-03-20"),
    ],
)
def test_days_of_irans_history_have_both_their_dates(parts: tuple[int, int, int], gregorian: str) -> None:
    day = date.fromisoformat(gregorian)
    assert to_gregorian(Calendar.JALALI, *parts) == day
    assert from_gregorian(Calendar.JALALI, day) == parts


@pytest.mark.parametrize(
    "parts, gregorian",
    [
        # 12 Yekatit 1929, the Patriots' victory, 20 Ginbot 1983.
        ((1929, 6, 12), "1937-02-19"),
        ((1933, 8, 27), "1941-05-05"),
        ((1983, 9, 20), "1991-05-28"),
        # Genna on 7 January: 29 Tahsas, after a sixth Pagume the 28th.
        ((2012, 4, 28), "2020-01-07"),
        ((2013, 4, 29), "2021-01-07"),
        ((2016, 4, 28), "2024-01-07"),
        ((2017, 4, 29), "2025-01-07"),
        # Timkat, 11 Ter; Adwa, 23 Yekatit; Meskel, 17 Meskerem.
        ((2012, 5, 11), "2020-01-20"),
        ((2013, 5, 11), "2021-01-19"),
        ((2012, 6, 23), "2020-03-02"),
        ((2017, 6, 23), "2025-03-02"),
        ((2015, 1, 17), "2022-09-27"),
        ((2016, 1, 17), "2023-09-28"),
        # The thirteenth month, with a sixth day and without.
        ((1999, 13, 6), "2007-09-11"),
        ((2007, 13, 6), "2015-09-11"),
        ((2011, 13, 1), "2019-09-06"),
        ((2011, 13, 6), "2019-09-11"),
        ((2012, 13, 5), "2020-09-10"),
        ((2013, 13, 5), "2021-09-10"),
    ],
)
def test_feasts_and_days_of_ethiopias_history_have_both_their_dates(
    parts: tuple[int, int, int], gregorian: str
) -> None:
    day = date.fromisoformat(gregorian)
    assert to_gregorian(Calendar.ETHIOPIAN, *parts) == day
    assert from_gregorian(Calendar.ETHIOPIAN, day) == parts


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
