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
    from crm_desktop.domain.contact import ExtraProperty
    from crm_desktop.formats.icalendar.values import Attendee

    People = Callable[[Sequence[str]], Mapping[str, Attendee]]

_NOBODY: Final = "invalid:nomail"
"""What other programs write for somebody without an e-mail address."""
_WIDTH: Final = 74
_NO_EXTRA: Final[Mapping[str, Sequence[ExtraProperty]]] = {}


def write_calendar(
    things: Iterable[KeptMeeting | KeptSeries],
    zones: Mapping[str, tuple[date, date]],
    people: People,
    extra: Mapping[str, Sequence[ExtraProperty]] = _NO_EXTRA,
) -> Iterator[bytes]:
    """A whole calendar, a piece at a time.

    `zones` has every zone that the things are in, with the first and the last day that is planned in it;
    `people` gives names and addresses for uids; `extra` has, by the uid of a thing, what another program
    wrote of it.
    """
    yield head()
    for zone, (first, last) in zones.items():
        if zone not in UTC_NAMES:
            yield definition(zone, first, last)
    for thing in things:
        if isinstance(thing, KeptSeries):
            yield from _series(thing, people, extra.get(thing.series.uid, ()))
        else:
            yield _meeting(thing, people, extra.get(thing.appointment.uid, ()))
    yield tail()


def head() -> bytes:
    """What every calendar begins with."""
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{values.PRODUCT}EN", "CALSCALE:GREGORIAN")
    return "".join(f"{line}\r\n" for line in lines).encode()


def tail() -> bytes:
    """What every calendar ends with."""
    return b"END:VCALENDAR\r\n"


def _meeting(kept: KeptMeeting, people: People, extra: Sequence[ExtraProperty]) -> bytes:
    event = _event(kept.appointment, kept.noted_at, kept.who, people(kept.who))
    event.add("UID", kept.appointment.uid)
    return _with_lines(event, [*_own_lines(kept), *(one.raw for one in extra)])


def _series(kept: KeptSeries, people: People, extra: Sequence[ExtraProperty]) -> Iterator[bytes]:
    series, known = kept.series, people(kept.who)
    event = _event(series.pattern, kept.noted_at, kept.who, known)
    event.add("UID", series.uid)
    if series.left_out:
        event.add("EXDATE", [_wall(at, series.pattern.zone) for at in series.left_out])
    plain = [one for one in kept.meetings if _is_plain(one, kept)]
    lines = [f"RRULE:{_rule_for_others(series.rule, series.pattern)}", f"{values.RULE}:{series.rule}"]
    if kept.planned_until is not None:
        lines.append(f"{values.PLANNED_UNTIL}:{kept.planned_until.isoformat()}")
    for one in plain:
        at = one.appointment.occurrence or one.appointment.starts
        lines.append(
            f"{values.MEETING}:{at.isoformat()};{_stamp(one.noted_at)};{escape(one.appointment.uid)}"
        )
    lines += [f"{values.CONTACT}:{escape(uid)}" for uid in kept.who]
    yield _with_lines(event, [*lines, *(one.raw for one in extra)])
    done = {one.appointment.uid for one in plain}
    for one in kept.meetings:
        if one.appointment.uid not in done:
            yield _changed(one, kept, people)


def _changed(kept: KeptMeeting, of: KeptSeries, people: People) -> bytes:
    """A meeting of a series that is not as the rule has it."""
    event = _event(kept.appointment, kept.noted_at, kept.who, people(kept.who))
    event.add("UID", of.series.uid)
    at = kept.appointment.occurrence or kept.appointment.starts
    _add_wall(event, "RECURRENCE-ID", at, of.series.pattern.zone)
    lines = [f"{values.OWN_UID}:{escape(kept.appointment.uid)}"]
    if kept.appointment.own:
        lines.append(f"{values.OWN}:TRUE")
    return _with_lines(event, [*lines, *_own_lines(kept)])


def _is_plain(one: KeptMeeting, of: KeptSeries) -> bool:
    """Whether the rule and the pattern say all of it."""
    meeting = one.appointment
    if meeting.occurrence is None or one.who != of.who:
        return False
    made = of.series.at(meeting.occurrence)
    return all(getattr(made, name) == getattr(meeting, name) for name in _TOLD)


_TOLD: Final = ("title", "starts", "zone", "minutes", "place", "agenda", "remind", "state", "own")


def _event(
    meeting: Appointment, noted_at: datetime, who: Sequence[str], people: Mapping[str, Attendee]
) -> Event:
    """What every event of ours has."""
    event = Event()
    event.add("DTSTAMP", noted_at.astimezone(UTC))
    _add_wall(event, "DTSTART", meeting.starts, meeting.zone)
    event.add("DURATION", timedelta(minutes=meeting.minutes))
    event.add("SUMMARY", meeting.title)
    if meeting.place:
        event.add("LOCATION", meeting.place)
    if meeting.agenda:
        event.add("DESCRIPTION", meeting.agenda)
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


def _address(one: Attendee) -> vCalAddress:
    address = vCalAddress(f"mailto:{one.email}" if _is_address(one.email) else _NOBODY)
    address.params["CN"] = " ".join(one.name.split())
    return address


def _is_address(text: str) -> bool:
    return "@" in text and text.isprintable() and " " not in text


def _own_lines(kept: KeptMeeting) -> Iterator[str]:
    if kept.appointment.state in (AppointmentState.HELD, AppointmentState.MISSED):
        yield f"{values.STATE}:{kept.appointment.state.value}"
    for uid in kept.who:
        yield f"{values.CONTACT}:{escape(uid)}"


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
    """The event with further content lines at its end."""
    made: bytes = event.to_ical()
    more = b"".join(_folded(line) for whole in lines for line in whole.split("\n"))
    end = made.rindex(b"END:VEVENT")
    return made[:end] + more + made[end:]


def _folded(line: str) -> bytes:
    """Lines of at most 75 bytes; a character is never divided."""
    data = line.encode("utf-8", "replace")
    pieces: list[bytes] = []
    while len(data) > _WIDTH:
        end = _WIDTH
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[:end])
        data = data[end:]
    return b"\r\n ".join((*pieces, data)) + b"\r\n"
