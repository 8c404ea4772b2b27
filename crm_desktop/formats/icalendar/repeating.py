"""What repeats in a calendar file: the event with the rule, and those that were changed by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crm_desktop.domain.archived import KeptMeeting, KeptSeries
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.recurrence import check, parse
from crm_desktop.domain.series import Series
from crm_desktop.formats.icalendar import values
from crm_desktop.formats.icalendar.events import on_wall
from crm_desktop.formats.icalendar.values import MOST_OF_A_SERIES, CalendarFault, CalendarItem
from crm_desktop.formats.vcard.properties import split_parts, unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.formats.icalendar.events import Found


class Gathering:
    """Holds what repeats until the whole file was read: its parts may stand anywhere in it."""

    def __init__(self) -> None:
        self._rules: dict[str, Found] = {}
        self._changed: dict[str, list[Found]] = {}
        self._loose: list[Found] = []

    def add(self, event: Found) -> None:
        """Remember an event with a rule, or one that takes the place of one of a series."""
        if not event.uid:
            self._loose.append(event)
        elif event.recurs_at is None:
            self._rules[event.uid] = event
        else:
            held = self._changed.setdefault(event.uid, [])
            if len(held) < MOST_OF_A_SERIES:
                held.append(event)

    def items(self) -> Iterator[CalendarItem | CalendarFault]:
        """Each series with its own; a changed one whose series is not in the file stands alone."""
        for uid, master in self._rules.items():
            yield _series(master, self._changed.pop(uid, []))
        for event in self._loose:
            yield _series(event, []) if event.recurs_at is None else event.alone()
        for changed in self._changed.values():
            for number, event in enumerate(changed):
                # Without the series they share a uid, and each has to have its own.
                at = event.recurs_at or event.kept.appointment.starts
                uid = event.uid if not number else f"{event.uid}/{at.isoformat()}"
                kept = replace(event.kept, appointment=replace(event.kept.appointment, uid=uid))
                yield replace(event.alone(), thing=kept)


def _series(master: Found, changed: list[Found]) -> CalendarItem | CalendarFault:
    pattern = master.kept.appointment
    try:
        rule = parse(_rule_text(master), ZoneInfo(pattern.zone), start=pattern.starts)
        if not master.own and master.rule:
            check(rule, pattern.starts)
    except UserError as refusal:
        return CalendarFault(master.line, str(refusal))
    series = Series(replace(pattern, uid="", rule=rule.text), rule.text, None, master.left_out, master.uid)
    further = [one for one in _further(master, series) if one.appointment.occurrence not in _moments(changed)]
    plain = list(_plain(master, series))
    meetings = (*plain, *further, *(_own(one, series) for one in changed))
    who = (
        *[master.attendees for _ in (*plain, *further)],
        *(one.attendees for one in changed),
    )
    thing = KeptSeries(series, master.kept.who, master.kept.noted_at, _planned_until(master), meetings)
    warnings = (*master.warnings, *(words for one in changed for words in one.warnings))
    return CalendarItem(
        master.line,
        thing,
        master.attendees,
        master.all_day,
        warnings[:20],
        of_meetings=who,
        date_of=master.date_of,
        is_own=master.own,
    )


def _moments(changed: list[Found]) -> set[datetime]:
    return {one.recurs_at for one in changed if one.recurs_at is not None}


def _further(master: Found, series: Series) -> Iterator[KeptMeeting]:
    """The meetings that are listed one by one, beside the rule or without one."""
    for at in dict.fromkeys(master.more):
        if at != series.starts:
            uid = f"{master.uid}/{at.isoformat()}"
            yield KeptMeeting(replace(series.at(at), uid=uid[:2000], own=True), (), master.kept.noted_at)


def _rule_text(master: Found) -> str:
    if master.marks.get(values.RULE):
        return master.marks[values.RULE][0]
    # Only days that are listed: the first of them alone is what a rule gives.
    return master.rule or "FREQ=DAILY;COUNT=1"


def _plain(master: Found, series: Series) -> Iterator[KeptMeeting]:
    """The meetings that our own file lists as they are by the rule."""
    for text in master.marks.get(values.MEETING, ())[:MOST_OF_A_SERIES]:
        at, noted, uid, *_ = (*split_parts(text), "", "")
        try:
            moment = datetime.fromisoformat(at)
            stamp = datetime.strptime(noted, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            continue
        if moment.tzinfo is None and uid:
            yield KeptMeeting(replace(series.at(moment), uid=uid), master.kept.who, stamp)


def _own(found: Found, series: Series) -> KeptMeeting:
    """A meeting that was changed by itself; another program has no uid for it alone."""
    marked = found.marks.get(values.OWN_UID)
    at = found.recurs_at or found.kept.appointment.starts
    if found.recurs_at and not found.all_day:
        at = on_wall(at, found.recurs_in, series.pattern.zone)
    uid = unescape(marked[0]) if marked else f"{found.uid}/{at.isoformat()}"
    meeting = replace(
        found.kept.appointment,
        uid=uid[:2000],
        rule=series.rule,
        occurrence=at,
        own=values.OWN in found.marks if found.own else True,
    )
    return replace(found.kept, appointment=meeting)


def _planned_until(master: Found) -> date | None:
    said = master.marks.get(values.PLANNED_UNTIL)
    try:
        return date.fromisoformat(said[0]) if said else None
    except ValueError:
        return None
