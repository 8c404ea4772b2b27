"""Calendars with bytes changed at random: every event is read or told, and none of it takes long."""

import io
import random
import time
from contextlib import suppress
from datetime import UTC, datetime

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.archived import KeptMeeting, KeptSeries
from crm_desktop.domain.series import Series
from crm_desktop.formats.icalendar import NotACalendar, read_calendar
from tests.unit.formats.calendars import written

_CASES = 500
_SECONDS = 2.0
_PIECES = (
    b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"\r\n ", b"\r", b"\n\n", b":", b";", b'"', b"\\", b"\0", b"\xff",
    b"RRULE:FREQ=DAILY;COUNT=9999999999\r\n", b"DTSTART;TZID=../../x:20260101T000000\r\n",
    b"DTEND:00000000\r\n",
    b"EXDATE:", b"99999999T999999Z", b"TRIGGER:-P99999999999D\r\n", b"DURATION:-PT1H\r\n", b"9" * 400,
    b"BEGIN:VTIMEZONE\r\nTZID:x\r\nEND:VTIMEZONE\r\n", b"RECURRENCE-ID:20260101\r\n",
    b"X-CRM-MEETING:x;y\r\n",
)  # fmt: skip


def _calendar() -> bytes:
    meeting = Appointment(
        "Tea", datetime.fromisoformat("2026-03-03T09:00"), "Asia/Tehran", uid="1", remind=(15,), agenda="a\nb"
    )
    noted = datetime(2026, 3, 1, tzinfo=UTC)
    series = Series(meeting, "FREQ=WEEKLY", None, (meeting.starts,), "2")
    return written(KeptMeeting(meeting, ("urn:1",), noted), KeptSeries(series, (), noted, None, ()))


def _mutated(good: bytes, chance: random.Random) -> bytes:
    data = bytearray(good)
    for _ in range(chance.randrange(1, 9)):
        place = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[place : place + chance.randrange(40)] = b""
            case 1:
                data[place:place] = chance.choice(_PIECES)
            case 2:
                data[place] = chance.randrange(256)
            case _:
                data[place:place] = data[place : place + chance.randrange(400)]
    return bytes(data)


def test_whatever_stands_in_it_is_read_or_told() -> None:
    good = _calendar()
    for seed in range(_CASES):
        data = _mutated(good, random.Random(seed))
        begun = time.perf_counter()
        with suppress(NotACalendar):
            list(read_calendar(io.BytesIO(data), home="Europe/Berlin"))
        assert time.perf_counter() - begun < _SECONDS, seed
