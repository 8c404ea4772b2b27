"""Time zones of calendar files: a VTIMEZONE for each that is named, and our name for what others wrote."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_STEP: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)
UTC_NAMES: Final = frozenset(("UTC",))
_FIRST, _LAST = date(1970, 1, 1), date(2060, 1, 1)
"""Between these the rules of a zone are spelled out; who knows the zone by its name needs none of it."""


class _Rule(NamedTuple):
    """What holds in a zone for a while: the offset from UTC, whether it is summer time, and its name."""

    offset: timedelta
    is_summer: bool
    name: str


def definition(zone: str, first: date, last: date) -> bytes:
    """The VTIMEZONE of an IANA zone, right for what lies between two days.

    Worked out here: the library passes over changes that come soon after one another, as in Morocco.
    """
    first = min(max(first - timedelta(days=400), _FIRST), _LAST - timedelta(days=400))
    last = max(min(last + timedelta(days=3700), _LAST), first + timedelta(days=400))
    there = ZoneInfo(zone)
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    before = _rule_at(start, there)
    turns: dict[tuple[_Rule, timedelta], list[datetime]] = {(before, before.offset): [start + before.offset]}
    for at in _changes(there, start, last):
        rule = _rule_at(at, there)
        turns.setdefault((rule, before.offset), []).append(at + before.offset)
        before = rule
    made = Timezone()
    made.add("TZID", zone)
    for (rule, offset), walls in turns.items():
        made.add_component(_observance(rule, offset, [wall.replace(tzinfo=None) for wall in walls]))
    data: bytes = made.to_ical()
    return data


def _observance(rule: _Rule, before: timedelta, walls: list[datetime]) -> TimezoneStandard | TimezoneDaylight:
    found = TimezoneDaylight() if rule.is_summer else TimezoneStandard()
    found.add("DTSTART", walls[0])
    if walls[1:]:
        found.add("RDATE", walls[1:])
    found.add("TZNAME", rule.name)
    found.add("TZOFFSETFROM", before)
    found.add("TZOFFSETTO", rule.offset)
    return found


def _changes(there: ZoneInfo, start: datetime, last: date) -> Iterator[datetime]:
    """The instants at which another rule begins to hold."""
    at, rule = start, _rule_at(start, there)
    while at.date() <= last:
        later = at + _STEP
        found = _rule_at(later, there)
        if found != rule:
            low, high = at, later
            while high - low > _SECOND:
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                if _rule_at(middle, there) == rule:
                    low = middle
                else:
                    high = middle
            yield high
            later, found = high, _rule_at(high, there)
        at, rule = later, found


def _rule_at(at: datetime, there: ZoneInfo) -> _Rule:
    here = at.astimezone(there)
    return _Rule(here.utcoffset() or timedelta(), bool(here.dst()), here.tzname() or there.key)


def zone_named(name: str) -> str | None:
    """The IANA zone of a TZID: as it is, behind a path ("/freeassociation…/Europe/Berlin"), or by the name
    that Windows has for it. None where nobody knows.
    """
    plain = name.strip().strip('"')
    if plain.upper() in ("Z", "UTC", "GMT", "ETC/UTC"):
        return plain if plain in ("GMT", "Etc/UTC") else "UTC"
    for candidate in (plain, *_ends(plain), WINDOWS_TO_OLSON.get(plain, "")):
        if candidate and _exists(candidate):
            return candidate
    return None


def zones_of(definitions: Iterable[Timezone]) -> tuple[dict[str, str], dict[str, Timezone]]:
    """Our names of the zones that a file defines, and the definitions of those that have none of ours."""
    known: dict[str, str] = {}
    strange: dict[str, Timezone] = {}
    for one in definitions:
        name = str(one.get("TZID", ""))
        found = zone_named(name) or zone_named(str(one.get("X-LIC-LOCATION", "")))
        if found:
            known[name] = found
        elif name:
            strange[name] = one
    return known, strange


def moved(wall: datetime, definition_of: Timezone, zone: str) -> datetime:
    """A wall time of a zone that only the file knows, on the wall of another. Raises ValueError."""
    try:
        instant = wall.replace(tzinfo=definition_of.to_tz(lookup_tzid=False))
        return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    except Exception as fault:  # noqa: BLE001 - whatever a broken definition leads to
        raise ValueError(str(fault)) from None


def _ends(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[start:]) for start in range(1, len(parts) - 1)][-3:]


def _exists(name: str) -> bool:
    if len(name) > 60 or not name.isascii() or ".." in name:
        return False
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True
