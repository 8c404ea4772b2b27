"""The days of the calendar with all that stands on them. Reads only; may run on any thread."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.agenda import AgendaDay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from crm_desktop.domain.agenda import AgendaComplaint, AgendaMeeting, AgendaPromise
    from crm_desktop.domain.ids import AppointmentId
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

    def days(self, first: date, count: int, meetings_a_day: int | None = None) -> list[AgendaDay]:
        """So many days from the first on, each with all that stands on it: of meetings the first ones, where
        so many are enough, and of dates the first few.
        """
        zone = self._clock.zone()
        days = [first + timedelta(days=ahead) for ahead in range(count)]
        # In UTC: comparing instants of one zone asks that zone each time.
        ends = [
            datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC) for day in days
        ]
        midnight = datetime.combine(first, time(), tzinfo=zone).astimezone(UTC)
        starts: dict[date, list[AppointmentId]] = defaultdict(list)
        promises: dict[date, list[AgendaPromise]] = defaultdict(list)
        complaints: dict[date, list[AgendaComplaint]] = defaultdict(list)
        here = 0
        for number, at in self._reads.starts(midnight, ends[-1]):
            while at >= ends[here]:
                here += 1
            starts[days[here]].append(number)
        meetings = self._reads.meetings(
            [number for numbers in starts.values() for number in numbers[:meetings_a_day]]
        )
        for promise in self._reads.promises(first, days[-1]):
            promises[promise.due].append(promise)
        for complaint in self._reads.complaints(first, days[-1]):
            complaints[complaint.due].append(complaint)
        begun = [[meetings[number] for number in starts[day][:meetings_a_day]] for day in days]
        going_on = self._going_on(begun, [midnight, *ends])
        notes = self._notes.between(first, days[-1])
        found = []
        for place, day in enumerate(days):
            dates, total = self._dates.within([day], _DATES_A_DAY)
            found.append(
                AgendaDay(
                    day=day,
                    meetings=tuple(begun[place]),
                    meetings_total=len(starts[day]),
                    promises=tuple(promises[day]),
                    complaints=tuple(complaints[day]),
                    dates=tuple(dates),
                    dates_total=total,
                    note=notes.get(day, ""),
                    going_on=tuple(going_on[place]),
                )
            )
        return found

    def _going_on(
        self, begun: Sequence[Sequence[AgendaMeeting]], midnights: Sequence[datetime]
    ) -> dict[int, list[AgendaMeeting]]:
        """What lasts into a day from before it, by the day's number; `begun` is what begins on each."""
        lasting = self._reads.lasting(midnights[0])
        before = self._reads.meetings(lasting)
        found: dict[int, list[AgendaMeeting]] = defaultdict(list)
        for day, meetings in enumerate([[before[number] for number in lasting], *begun]):
            for one in meetings:
                for later in range(day, len(midnights) - 1):
                    if one.ends_at <= midnights[later]:
                        break
                    found[later].append(one)
        return found
