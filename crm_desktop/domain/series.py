"""A meeting that repeats, and how the meetings that are planned already follow a change of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crm_desktop.domain.appointment import AppointmentState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.ids import SeriesId

_OF_THE_WHOLE = ("RDATE", "EXRULE")
"""Lines of iCalendar that say when a series takes place, and stand for nothing with one of its meetings."""
_SHARED = ("title", "contact_ids", "minutes", "place", "agenda", "remind")
"""What every meeting of a series has in common, as long as it was not changed by itself."""


@dataclass(frozen=True, slots=True)
class Series:
    """`pattern` is what every occurrence is made from; it starts with the first (a wall time in its zone).

    `rule` is RFC 5545 RRULE text. `left_out` are wall times that the rule gives and that do not take place.
    `uid` names the series for ever, in calendars elsewhere too; "" until it is kept.
    """

    pattern: Appointment
    rule: str
    id: SeriesId | None = None
    left_out: tuple[datetime, ...] = ()
    uid: str = ""

    @property
    def starts(self) -> datetime:
        """The wall time of the first."""
        return self.pattern.starts

    def at(self, moment: datetime) -> Appointment:
        """The meeting that stands at a wall time which the rule gives."""
        return replace(
            self.pattern,
            id=None,
            uid="",
            starts=moment,
            occurrence=moment,
            series_id=self.id,
            rule=self.rule,
            own=False,
            state=AppointmentState.PLANNED,
            outcome=None,
            came_from=None,
            extra=tuple(text for text in self.pattern.extra if not text.startswith(_OF_THE_WHOLE)),
        )


@dataclass(frozen=True, slots=True)
class Following:
    """How planned meetings follow: which are written anew, which come new, and which go."""

    changed: tuple[Appointment, ...]
    new: tuple[Appointment, ...]
    gone: tuple[Appointment, ...]


def following(
    series: Series,
    moments: Iterable[datetime],
    planned: Sequence[Appointment],
    before: Appointment | None = None,
) -> Following:
    """Let the planned meetings of an older rule follow a new one, each at one of its moments.

    One that may stay where it is does, so that what was reminded of already is not told again; the others
    move in their order. One that was changed by itself keeps its time and all that the change from
    `before` to the new pattern leaves alone.
    """
    free = {meeting.occurrence or meeting.starts: meeting for meeting in planned}
    pairs: list[tuple[datetime, Appointment | None]] = [(at, free.pop(at, None)) for at in moments]
    left = iter(sorted(free.values(), key=lambda meeting: meeting.occurrence or meeting.starts))
    changed: list[Appointment] = []
    new: list[Appointment] = []
    for at, meeting in pairs:
        meeting = meeting or next(left, None)
        if meeting is None:
            new.append(series.at(at))
        else:
            changed.append(_moved(series, at, meeting, before))
    return Following(tuple(changed), tuple(new), tuple(left))


def _moved(series: Series, at: datetime, meeting: Appointment, before: Appointment | None) -> Appointment:
    wanted = replace(series.at(at), id=meeting.id, uid=meeting.uid)
    if not meeting.own or before is None:
        return wanted
    kept = {
        name: getattr(meeting, name)
        for name in _SHARED
        if getattr(before, name) == getattr(series.pattern, name)
    }
    return replace(wanted, starts=meeting.starts, zone=meeting.zone, own=True, **kept)
