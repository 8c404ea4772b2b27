"""The four questions that the notebook answers at once. Reads only; may run on any thread."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.questions import Outcomes, Planned, PlannedDay, Rebooked, When
from crm_desktop.domain.week import first_weekday, month_of, week_of
from crm_desktop.services.local_day import local_today

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.ports import Clock, QuestionReads
    from crm_desktop.services.settings import Settings

_MATCHES: Final = 10
_LONGEST: Final = timedelta(days=366 * 20)


class Questions:
    """A period is its first and its last local day. Raises UserError for one that ends before it begins."""

    def __init__(self, reads: QuestionReads, contacts: ContactBook, settings: Settings, clock: Clock) -> None:
        self._reads = reads
        self._contacts = contacts
        self._settings = settings
        self._clock = clock

    def week_before_last(self) -> tuple[date, date]:
        """The period that is asked about unless told: in the weeks of the user's country."""
        return week_of(local_today(self._clock) - timedelta(days=14), first_weekday(self._settings.country))

    def next_month(self) -> tuple[date, date]:
        """The month to come, in the calendar that the user lives by."""
        return month_of(local_today(self._clock), Calendar(self._settings.calendar), ahead=1)

    def outcomes(self, first: date | None = None, last: date | None = None) -> Outcomes:
        """How many appointments there were, and how they ended; the week before last unless told."""
        first, last = self._period(first, last, self.week_before_last())
        start, end = self._span(first, last)
        return Outcomes(first, last, tuple(self._reads.ended(start, end, self._clock.now())))

    def rebooked(self, first: date | None = None, last: date | None = None) -> Rebooked:
        """Who of those met made another appointment, and for when; the week before last unless told."""
        first, last = self._period(first, last, self.week_before_last())
        start, end = self._span(first, last)
        met, again = self._reads.met(start, end), self._reads.again(start, end)
        back = {one.contact_id for one in again}
        not_again = tuple((number, name) for number, name in met.items() if number not in back)
        return Rebooked(first, last, len(met), tuple(again), not_again)

    def planned(self, first: date | None = None, last: date | None = None) -> Planned:
        """How many appointments there are, by day; next month unless told."""
        first, last = self._period(first, last, self.next_month())
        zone = self._clock.zone()
        found = self._reads.planned(*self._span(first, last))
        days = groupby(found, lambda meeting: meeting.at.astimezone(zone).date())
        return Planned(first, last, tuple(PlannedDay(day, tuple(meetings)) for day, meetings in days))

    def when(self, name: str) -> list[When]:
        """The last and the next meeting with whoever is called so, the best match first.

        Those whose name it is not are left out where there is somebody whose name it is.
        """
        text = " ".join(name.split())
        if not text:
            raise UserError("Say with whom: write a name.")
        ids = self._contacts.ids(ContactQuery(text=text), limit=_MATCHES)
        rows = self._contacts.rows(ids, text)
        named = [row for row in rows if not row.found_in] or rows
        now = self._clock.now()
        return [When(ContactId(row.id), row.name, *self._reads.last_and_next(row.id, now)) for row in named]

    def _period(self, first: date | None, last: date | None, usual: tuple[date, date]) -> tuple[date, date]:
        if first is None and last is None:
            return usual
        # One end alone: from there until today, or that one day and what led up to it.
        first = first if first is not None else min(last or usual[0], usual[0])
        last = last if last is not None else max(first, local_today(self._clock))
        if last < first:
            raise UserError("The period ends before it begins; --until is to be later than --from.")
        if last - first > _LONGEST:
            raise UserError("Ask about twenty years at most.")
        return first, last

    def _span(self, first: date, last: date) -> tuple[datetime, datetime]:
        zone = self._clock.zone()
        return (
            datetime.combine(first, time(), tzinfo=zone),
            datetime.combine(last + timedelta(days=1), time(), tzinfo=zone),
        )
