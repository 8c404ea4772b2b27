"""One event of a calendar file as values: what its properties mean, and what is kept as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Event

from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.archived import KeptMeeting
from crm_desktop.domain.interaction import Outcome
from crm_desktop.formats.icalendar import values
from crm_desktop.formats.icalendar.alarms import LONGEST_MINUTES, alarms
from crm_desktop.formats.icalendar.values import Attendee, CalendarItem
from crm_desktop.formats.icalendar.zones import moved, zone_named
from crm_desktop.formats.vcard.properties import split_line, unescape

if TYPE_CHECKING:
    from icalendar import Component, Timezone

    from crm_desktop.formats.icalendar.blocks import Block

LARGEST_EXTRA: Final = 1 << 20
MOST_EXTRA: Final = 2_000
MOST_ATTENDEES: Final = 2_000
_YEARS: Final = range(1970, 9001)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TEXTS: Final = frozenset(("UID", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS"))
"""Read here, to the letter: the library takes a byte order mark away, and folding apart letter by letter."""
_MODELLED: Final = frozenset(
    (
        "DTSTAMP", "DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", "ATTENDEE",
        "BEGIN", "END",
    )
)  # fmt: skip
_NAME: Final = re.compile(r"[A-Za-z0-9-]+")


class Refused(Exception):
    """The event cannot be taken over; the text says why."""


@dataclass(slots=True)
class Found:
    """One event as it was read. `marks` are our own properties, by name, in their order."""

    line: int
    uid: str
    kept: KeptMeeting
    attendees: tuple[Attendee, ...]
    all_day: bool
    recurs_at: datetime | None
    recurs_in: str
    rule: str
    left_out: tuple[datetime, ...]
    more: tuple[datetime, ...]
    marks: dict[str, list[str]]
    own: bool
    warnings: list[str] = field(default_factory=list)

    @property
    def is_part_of_series(self) -> bool:
        """Whether it repeats, or is one of what does."""
        return bool(self.rule) or bool(self.more) or self.recurs_at is not None

    @property
    def date_of(self) -> str:
        """The uid of the contact whose yearly date it is, as our own files say it."""
        return unescape(self.marks[values.DATE][0]) if values.DATE in self.marks else ""

    def alone(self) -> CalendarItem:
        """It as an item, for one that does not repeat."""
        stands_for = self.recurs_at
        if stands_for and not self.all_day:
            stands_for = on_wall(stands_for, self.recurs_in, "UTC").replace(tzinfo=UTC)
        return CalendarItem(
            self.line,
            self.kept,
            self.attendees,
            self.all_day,
            tuple(self.warnings),
            stands_for=stands_for,
            date_of=self.date_of,
            is_own=self.own,
        )


class EventReader:
    """Reads the events of one file; `home` is the zone of times that name none."""

    def __init__(self, home: str) -> None:
        self._home = home
        self._known: dict[str, str] = {}
        self._strange: dict[str, Timezone] = {}

    def know(self, known: dict[str, str], strange: dict[str, Timezone]) -> None:
        """These zones are defined in the file."""
        self._known, self._strange = known, strange

    def read(self, block: Block) -> Found:
        """The event. Raises Refused."""
        if block.refused:
            raise Refused(block.refused)
        parts = _divided(block.lines)
        event = Event.from_ical("\r\n".join(parts.plain))
        if not isinstance(event, Event):
            raise Refused("This event could not be understood.")
        warnings: list[str] = []
        start, zone, all_day = self._moment(_one(event, "DTSTART"), warnings)
        if start is None:
            raise Refused("This event does not say when it starts.")
        if start.year not in _YEARS:
            raise Refused(f"The year {start.year} is too far away for an appointment.")
        # Only our own file says who is whom here, and what became of a meeting.
        own = block.product.startswith(values.PRODUCT)
        marks = parts.marks if own else {}
        minutes = self._minutes(event, start, zone, all_day=all_day, warnings=warnings)
        if all_day and values.ALL_DAY not in parts.extra:
            parts.extra.append(values.ALL_DAY)
        meeting = _meeting(event, parts, marks, Appointment("", start, zone, minutes=minutes), own=own)
        who = tuple(unescape(one) for one in marks.get(values.CONTACT, ()))
        recurs_at, recurs_in, _ = self._moment(_one(event, "RECURRENCE-ID"), [])
        return Found(
            line=block.line,
            uid=meeting.uid,
            kept=KeptMeeting(meeting, who, _stamp(event), _came_from(marks)),
            attendees=_attendees(event, parts.people),
            all_day=all_day,
            recurs_at=recurs_at,
            recurs_in=recurs_in,
            rule=_rule(parts.plain),
            left_out=self._listed(event, "EXDATE", zone),
            more=() if own else self._listed(event, "RDATE", zone),
            marks=marks,
            own=own,
            warnings=warnings,
        )

    def _moment(self, value: Any, warnings: list[str]) -> tuple[datetime | None, str, bool]:
        """Wall time, zone, and whether it is a whole day."""
        at = _dt(value)
        if isinstance(at, datetime):
            wall, zone = self._wall(at, str(value.params.get("TZID", "")), warnings)
            return wall, zone, False
        if isinstance(at, date):
            return datetime.combine(at, time()), self._home, True
        return None, self._home, False

    def _wall(self, at: datetime, named: str, warnings: list[str]) -> tuple[datetime, str]:
        wall = at.replace(tzinfo=None, microsecond=0)
        if named:
            zone = self._known.get(named) or zone_named(named)
            if zone:
                return wall, zone
            if named in self._strange:
                try:
                    found = moved(wall, self._strange[named], self._home)
                except ValueError:
                    pass
                else:
                    warnings.append(f"The zone “{named[:60]}” is unknown here; the time is given in yours.")
                    return found, self._home
            warnings.append(f"The zone “{named[:60]}” is unknown; the time was taken for one of yours.")
            return wall, self._home
        return wall, self._home if at.tzinfo is None else "UTC"

    def _other_wall(self, value: Any, zone: str) -> datetime | None:
        """Another moment of the event, on the wall of its own zone."""
        at, named, all_day = self._moment(value, [])
        return at if at is None or all_day else on_wall(at, named, zone)

    def _listed(self, event: Event, name: str, zone: str) -> tuple[datetime, ...]:
        """The moments that EXDATE or RDATE lists; of spans where they begin."""
        found: list[datetime] = []
        for listed in _all(event, name):
            for one in getattr(listed, "dts", ()):
                if isinstance(_dt(one), tuple):
                    continue
                if "TZID" not in one.params and "TZID" in listed.params:
                    one.params["TZID"] = listed.params["TZID"]
                if (at := self._other_wall(one, zone)) is not None:
                    found.append(at)
        return tuple(found[: values.MOST_OF_A_SERIES])

    def _minutes(
        self, event: Event, start: datetime, zone: str, *, all_day: bool, warnings: list[str]
    ) -> int:
        length = _dt(_one(event, "DURATION"))
        end = self._other_wall(_one(event, "DTEND"), zone)
        if not isinstance(length, timedelta):
            length = timedelta(days=1) if all_day else timedelta()
            if end is not None:
                here = ZoneInfo(zone)
                length = end.replace(tzinfo=here).astimezone(UTC) - start.replace(tzinfo=here).astimezone(UTC)
                if all_day:
                    length = end - start
        minutes = int(length.total_seconds() // 60)
        if minutes < 0:
            warnings.append("It ended before it began; its end was left out.")
            return 0
        if minutes > LONGEST_MINUTES:
            warnings.append("It took more than a year; it was taken to end after one.")
        return min(minutes, LONGEST_MINUTES)


def _meeting(
    event: Event, parts: _Divided, marks: dict[str, list[str]], when: Appointment, *, own: bool
) -> Appointment:
    """What the event says of it beside when it is."""
    texts = parts.texts
    once = not any(line[:5].upper() in ("RRULE", "RDATE") for line in parts.plain)
    leads, others = alarms(event, parts.alarms, when, once=once, own=own)
    return replace(
        when,
        title=texts.get("SUMMARY", ""),
        uid=texts.get("UID", "")[:2000],
        place=texts.get("LOCATION", ""),
        agenda=texts.get("DESCRIPTION", ""),
        remind=leads,
        state=_state(texts.get("STATUS", ""), marks),
        outcome=_outcome(marks),
        extra=(*parts.extra, *others),
    )


def on_wall(at: datetime, zone: str, other: str) -> datetime:
    """A wall time of one zone on the wall of another."""
    if zone == other:
        return at
    try:
        return at.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo(other)).replace(tzinfo=None)
    except (OverflowError, ValueError):
        return at


class _Divided(NamedTuple):
    """Our own properties, the texts, what we do not model, and the lines of what we do with its alarms."""

    marks: dict[str, list[str]]
    texts: dict[str, str]
    extra: list[str]
    plain: list[str]
    alarms: list[str]
    people: list[str]


def _divided(lines: list[str]) -> _Divided:
    found = _Divided({}, {}, [], [], [], [])
    depth = 0
    held: list[str] = []
    for line in lines:
        name = _name(line)
        depth += (name == "BEGIN") - (name == "END")
        if depth > 1 or held:
            held.append(line)
            if depth == 1:
                _keep_component(held, found)
                held = []
        elif name.startswith("X-CRM-"):
            found.marks.setdefault(name, []).append(_value(line))
        elif name in _TEXTS:
            found.texts.setdefault(name, unescape(_value(line)))
        elif name in _MODELLED:
            found.plain.append(line)
            if name == "ATTENDEE":
                found.people.append(line)
            elif name == "RDATE":
                # We keep the meetings, and it goes out again as it came.
                _keep(line, found)
        elif name:
            _keep(line, found)
    return found


def _keep_component(held: list[str], found: _Divided) -> None:
    whole = "\n".join(held)
    if held[0].partition(":")[2].strip().upper() == "VALARM":
        found.plain.extend(held)
        found.alarms.append(whole)
    else:
        _keep(whole, found)


def _keep(text: str, found: _Divided) -> None:
    if len(found.extra) < MOST_EXTRA and len(text) <= LARGEST_EXTRA:
        found.extra.append(text)


def _name(line: str) -> str:
    parts = split_line(line)
    found = _NAME.match(parts[0]) if parts else None
    return found[0].upper() if found else ""


def _value(line: str) -> str:
    parts = split_line(line)
    return parts[1] if parts else ""


def _dt(value: Any) -> Any:
    """The moment, day or length that a property stands for; None for what is none."""
    try:
        return getattr(value, "dt", None)
    except ValueError:  # how the library says that it is broken
        return None


def _one(event: Component, name: str) -> Any:
    found = event.get(name)
    return found[0] if isinstance(found, list) else found


def _all(event: Component, name: str) -> list[Any]:
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]


def _state(status: str, marks: dict[str, list[str]]) -> AppointmentState:
    if marks.get(values.STATE):
        try:
            return AppointmentState(marks[values.STATE][0].strip().lower())
        except ValueError:
            pass
    cancelled = status.strip().upper() == "CANCELLED"
    return AppointmentState.CANCELLED if cancelled else AppointmentState.PLANNED


def _outcome(marks: dict[str, list[str]]) -> Outcome | None:
    try:
        return Outcome(marks[values.OUTCOME][0].strip())
    except (KeyError, ValueError):
        return None


def _came_from(marks: dict[str, list[str]]) -> str:
    return unescape(marks[values.CAME_FROM][0]) if values.CAME_FROM in marks else ""


def _stamp(event: Event) -> datetime:
    at = _dt(_one(event, "DTSTAMP"))
    if not isinstance(at, datetime):
        return _EPOCH
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def _rule(lines: list[str]) -> str:
    """The text of the RRULE as it stands: the library sorts and checks it otherwise than we do."""
    rules = [line for line in lines if line[:5].upper() == "RRULE"]
    if len(rules) > 1:
        raise Refused("This event repeats by several rules at once, which cannot be kept.")
    return rules[0].partition(":")[2].strip() if rules else ""


def _attendees(event: Event, lines: list[str]) -> tuple[Attendee, ...]:
    found: list[Attendee] = []
    listed = _all(event, "ATTENDEE")
    if len(listed) != len(lines):
        lines = [""] * len(listed)
    for one, line in zip(listed[:MOST_ATTENDEES], lines, strict=False):
        address = str(one)
        email = address[7:] if address[:7].lower() == "mailto:" else ""
        params = getattr(one, "params", {})
        name = str(params.get("CN", ""))
        found.append(Attendee(name, email or str(params.get("EMAIL", "")), line=line))
    return tuple(found)
