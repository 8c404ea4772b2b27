"""The days of the calendar with all that stands on them. Reads only; may run on any thread."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.agenda import AgendaDay

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.agenda import AgendaComplaint, AgendaMeeting, AgendaPromise
    from crm_desktop.services.coming_dates import ComingDates
    from crm_desktop.services.ports import AgendaReads, Clock, DayNoteReads

_DATES_A_DAY: Final = 8


class Agenda:
    """Days are those of the user's wall, in the zone one is in now."""

    def __init__(self, reads: AgendaReads, notes: DayNoteReads, dates: ComingDates, clock: Clock) -> None:
        self._reads = reads
        self._notes = notes
        self._dates = dates
        self._clock = clock

    def days(self, first: date, count: int, dates_a_day: int = _DATES_A_DAY) -> list[AgendaDay]:
        """So many days from the first on, each with all that stands on it; of dates the first few."""
        zone = self._clock.zone()
        days = [first + timedelta(days=ahead) for ahead in range(count)]
        midnight = datetime.combine(first, time(), tzinfo=zone)
        end = datetime.combine(days[-1] + timedelta(days=1), time(), tzinfo=zone)
        meetings: dict[date, list[AgendaMeeting]] = defaultdict(list)
        promises: dict[date, list[AgendaPromise]] = defaultdict(list)
        complaints: dict[date, list[AgendaComplaint]] = defaultdict(list)
        for meeting in self._reads.meetings(midnight, end):
            meetings[meeting.starts_at.astimezone(zone).date()].append(meeting)
        for promise in self._reads.promises(first, days[-1]):
            promises[promise.due].append(promise)
        for complaint in self._reads.complaints(first, days[-1]):
            complaints[complaint.due].append(complaint)
        notes = self._notes.between(first, days[-1])
        found = []
        for day in days:
            dates, total = self._dates.within([day], dates_a_day)
            found.append(
                AgendaDay(
                    day=day,
                    meetings=tuple(meetings[day]),
                    promises=tuple(promises[day]),
                    complaints=tuple(complaints[day]),
                    dates=tuple(dates),
                    dates_total=total,
                    note=notes.get(day, ""),
                )
            )
        return found
