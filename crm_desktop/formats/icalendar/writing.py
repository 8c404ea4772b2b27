"""Meetings and what repeats as iCalendar, for any program that reads it, and whole for ourselves.

What iCalendar has no word for stands in X-CRM- properties (see `values`).
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event, vCalAddress, vDatetime, vDuration

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.archived import KeptSeries
from crm_desktop.domain.recurrence import parse
from crm_desktop.formats.icalendar import values
from crm_desktop.formats.icalendar.zones import UTC_NAMES, definition
from crm_desktop.formats.vcard.properties import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.archived import KeptMeeting
    from crm_desktop.formats.icalendar.values import Attendee

    People = Callable[[Sequence[str]], Mapping[str, Attendee]]

_NOBODY: Final = "invalid:nomail"
"""What other programs write for somebody without an e-mail address."""
_WIDTH: Final = 74
_DAY: Final = 24 * 60
_BEGIN: Final = b"BEGIN:VEVENT\r\n"


def write_calendar(
    things: Iterable[KeptMeeting | KeptSeries],
    zones: Mapping[str, tuple[date, date]],
    people: People,
    *,
    more: Iterable[bytes] = (),
    for_others: bool = False,
) -> Iterator[bytes]:
    """A whole calendar, a piece at a time.

    `zones` has every zone that the things are in, with the first and the last day that is planned in it;
    `people` gives names and addresses for uids. `more` are events that are written already. What takes whole
    days goes out as days `for_others`; the archive keeps its wall time and zone.
    """
    yield head()
    for zone, (first, last) in zones.items():
        if zone not in UTC_NAMES:
            yield definition(zone, first, last)
    for thing in things:
        if isinstance(thing, KeptSeries):
            yield from _series(thing, people, for_others=for_others)
        else:
            yield _meeting(thing, people, for_others=for_others)
    yield from more
    yield tail()


def head() -> bytes:
    """What every calendar begins with."""
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{values.PRODUCT}EN", "CALSCALE:GREGORIAN")
    return "".join(f"{line}\r\n" for line in lines).encode()


def tail() -> bytes:
    """What every calendar ends with."""
    return b"END:VCALENDAR\r\n"


def _meeting(kept: KeptMeeting, people: People, *, for_others: bool) -> bytes:
    event = _event(kept.appointment, kept.noted_at, kept.who, people(kept.who), for_others=for_others)
    return _with_lines(event, [*_texts(kept.appointment, kept.appointment.uid), *_own_lines(kept)])


def _series(kept: KeptSeries, people: People, *, for_others: bool) -> Iterator[bytes]:
    series, known = kept.series, people(kept.who)
    event = _event(series.pattern, kept.noted_at, kept.who, known, for_others=for_others)
    days = for_others and _takes_days(series.pattern)
    if series.left_out and days:
        event.add("EXDATE", [at.date() for at in series.left_out], parameters={"VALUE": "DATE"})
    elif series.left_out:
        event.add("EXDATE", [_wall(at, series.pattern.zone) for at in series.left_out])
    plain = [one for one in kept.meetings if _is_plain(one, kept)]
    lines = [
        *_texts(series.pattern, series.uid),
        f"RRULE:{series.rule if days else _rule_for_others(series.rule, series.pattern)}",
        f"{values.RULE}:{series.rule}",
    ]
    if kept.planned_until is not None:
        lines.append(f"{values.PLANNED_UNTIL}:{kept.planned_until.isoformat()}")
    for one in plain:
        at = one.appointment.occurrence or one.appointment.starts
        lines.append(
            f"{values.MEETING}:{at.isoformat()};{_stamp(one.noted_at)};{escape(one.appointment.uid)}"
        )
    lines += [f"{values.CONTACT}:{escape(uid)}" for uid in kept.who]
    yield _with_lines(event, [*lines, *series.pattern.extra])
    done = {one.appointment.uid for one in plain}
    for one in kept.meetings:
        if one.appointment.uid not in done:
            yield _changed(one, kept, people, for_others=for_others)


def _changed(kept: KeptMeeting, of: KeptSeries, people: People, *, for_others: bool) -> bytes:
    """A meeting of a series that is not as the rule has it."""
    event = _event(kept.appointment, kept.noted_at, kept.who, people(kept.who), for_others=for_others)
    at = kept.appointment.occurrence or kept.appointment.starts
    if for_others and _takes_days(of.series.pattern):
        event.add("RECURRENCE-ID", at.date())
    else:
        _add_wall(event, "RECURRENCE-ID", at, of.series.pattern.zone)
    lines = [*_texts(kept.appointment, of.series.uid), f"{values.OWN_UID}:{escape(kept.appointment.uid)}"]
    if kept.appointment.own:
        lines.append(f"{values.OWN}:TRUE")
    return _with_lines(event, [*lines, *_own_lines(kept)])


def _is_plain(one: KeptMeeting, of: KeptSeries) -> bool:
    """Whether the rule and the pattern say all of it."""
    meeting = one.appointment
    if meeting.occurrence is None or one.who != of.who or one.came_from:
        return False
    made = of.series.at(meeting.occurrence)
    return all(getattr(made, name) == getattr(meeting, name) for name in _TOLD)


_TOLD: Final = (
    "title",
    "starts",
    "zone",
    "minutes",
    "place",
    "agenda",
    "remind",
    "state",
    "own",
    "outcome",
    "extra",
)


def _takes_days(meeting: Appointment) -> bool:
    """Whether it came as whole days, and still takes just those."""
    whole = meeting.starts.time() == time() and meeting.minutes % _DAY == 0
    return whole and values.ALL_DAY in meeting.extra


def _event(
    meeting: Appointment,
    noted_at: datetime,
    who: Sequence[str],
    people: Mapping[str, Attendee],
    *,
    for_others: bool,
) -> Event:
    """What every event of ours has."""
    event = Event()
    event.add("DTSTAMP", noted_at.astimezone(UTC))
    if for_others and _takes_days(meeting):
        event.add("DTSTART", meeting.starts.date())
        event.add("DTEND", meeting.starts.date() + timedelta(minutes=max(meeting.minutes, _DAY)))
    else:
        _add_wall(event, "DTSTART", meeting.starts, meeting.zone)
        event.add("DURATION", timedelta(minutes=meeting.minutes))
    cancelled = meeting.state is AppointmentState.CANCELLED
    event.add("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
    for uid in who:
        if uid in people:
            event.add("ATTENDEE", _address(people[uid]), encode=False)
    for lead in meeting.remind:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("TRIGGER", vDuration(-timedelta(minutes=lead)))
        alarm.add("DESCRIPTION", meeting.title)
        event.add_component(alarm)
    return event


def _texts(meeting: Appointment, uid: str) -> Iterator[str]:
    """What is text, to the letter: the library takes a byte order mark away."""
    yield f"UID:{escape(uid)}"
    yield f"SUMMARY:{escape(meeting.title)}"
    if meeting.place:
        yield f"LOCATION:{escape(meeting.place)}"
    if meeting.agenda:
        yield f"DESCRIPTION:{escape(meeting.agenda)}"


def _address(one: Attendee) -> vCalAddress:
    address = vCalAddress(f"mailto:{one.email}" if _is_address(one.email) else _NOBODY)
    address.params["CN"] = " ".join(one.name.split())
    return address


def _is_address(text: str) -> bool:
    return "@" in text and text.isprintable() and " " not in text


def _own_lines(kept: KeptMeeting) -> Iterator[str]:
    if kept.appointment.state in (AppointmentState.HELD, AppointmentState.MISSED):
        yield f"{values.STATE}:{kept.appointment.state.value}"
    if kept.appointment.outcome:
        yield f"{values.OUTCOME}:{kept.appointment.outcome.value}"
    if kept.came_from:
        yield f"{values.CAME_FROM}:{escape(kept.came_from)}"
    for uid in kept.who:
        yield f"{values.CONTACT}:{escape(uid)}"
    yield from kept.appointment.extra


def _add_wall(event: Event, name: str, at: datetime, zone: str) -> None:
    if zone in UTC_NAMES:
        event.add(name, at.replace(tzinfo=UTC))
        return
    value = vDatetime(at)
    value.params["TZID"] = zone
    event.add(name, value, encode=False)


def _wall(at: datetime, zone: str) -> datetime:
    return at.replace(tzinfo=UTC if zone in UTC_NAMES else ZoneInfo(zone))


def _rule_for_others(text: str, pattern: Appointment) -> str:
    """The rule with its last day as the moment in UTC at which that is over, as RFC 5545 wants it."""
    rule = parse(text)
    if rule.until is None:
        return text
    over = datetime.combine(rule.until, time(23, 59, 59), ZoneInfo(pattern.zone))
    head, _, _ = text.partition(";UNTIL=")
    try:
        return f"{head};UNTIL={_stamp(over)}"
    except OverflowError:
        return text


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat().translate(_BARE) + "Z"


_BARE: Final = str.maketrans("", "", "-:")


def _with_lines(event: Event, lines: Iterable[str]) -> bytes:
    """The event with further content lines: properties stand before alarms."""
    made: bytes = event.to_ical()
    more = b"".join(_folded(line) for whole in lines for line in whole.split("\n"))
    return _BEGIN + more + made.removeprefix(_BEGIN)


def _folded(line: str) -> bytes:
    """Lines of at most 75 bytes; a character is never divided."""
    data = line.encode("utf-8", "replace")
    pieces: list[bytes] = []
    start = 0
    while len(data) - start > _WIDTH:
        end = start + _WIDTH
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        start = end
    return b"\r\n ".join((*pieces, data[start:])) + b"\r\n"
