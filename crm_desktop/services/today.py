"""The Today page: gathers for the clock's now what is on, promised, gone cold, celebrated, unanswered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.calendars import from_gregorian
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.today import (
    Attendee,
    ComingDate,
    Meeting,
    Promise,
    Today,
    Unanswered,
)
from crm_desktop.domain.yearly import age_on, next_occurrence
from crm_desktop.services.local_day import local_today

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.today import (
        CalendarDay,
        NotedDate,
        ReachOut,
    )
    from crm_desktop.services.ports import (
        Clock,
        ContactReads,
        FollowUpReads,
        InteractionReads,
        TodayReads,
    )
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.services.settings import Settings

DATES_WITHIN = timedelta(days=7)
REACH_OUT_LIMIT = 50
PROMISED_LIMIT = 100
DATES_LIMIT = 50
UNANSWERED_LIMIT = 20
INBOX_LIMIT = 100
ATTENDEES_SHOWN = 12

# The last day of a leap year, in each calendar: kept on another day in years that lack it.
_LEAP_DAYS = (
    (Calendar.GREGORIAN, 2, 29),
    (Calendar.JALALI, 12, 30),
    (Calendar.ETHIOPIAN, 13, 6),
    (Calendar.ISLAMIC, 12, 30),
)


class TodayPage:
    """Reads only; asking for the page changes nothing."""

    def __init__(
        self,
        *,
        reads: TodayReads,
        contacts: ContactReads,
        interactions: InteractionReads,
        follow_ups: FollowUpReads,
        reminders: Reminders,
        settings: Settings,
        clock: Clock,
    ) -> None:
        self._reads = reads
        self._contacts = contacts
        self._interactions = interactions
        self._follow_ups = follow_ups
        self._reminders = reminders
        self._settings = settings
        self._clock = clock

    def page(self) -> Today:
        """The page as it stands now, on the day that the user's wall shows."""
        now, today = self._clock.now(), local_today(self._clock)
        promised, promised_total = self._promised(today)
        reach_out, reach_out_total = self._reach_out(now, today)
        dates, dates_total = self._dates(today)
        unanswered, unanswered_total = self._unanswered(now)
        inbox = tuple(self._reminders.inbox(INBOX_LIMIT))
        return Today(
            day=today,
            now=self._now(now, today),
            promised=promised,
            promised_total=promised_total,
            reach_out=reach_out,
            reach_out_total=reach_out_total,
            dates=dates,
            dates_total=dates_total,
            unanswered=unanswered,
            unanswered_total=unanswered_total,
            inbox=inbox,
            inbox_total=self._reminders.open_count() if len(inbox) == INBOX_LIMIT else len(inbox),
        )

    def _now(self, now: datetime, today: date) -> tuple[Meeting, ...]:
        midnight = datetime.combine(today + timedelta(days=1), time(), tzinfo=self._clock.zone())
        return tuple(self._meeting(appointment, now) for appointment in self._reads.on(now, midnight))

    def _meeting(self, appointment: Appointment, now: datetime) -> Meeting:
        living = self._contacts.living(appointment.contact_ids)
        wanted = [number for number in appointment.contact_ids if number in living]
        return Meeting(
            appointment=appointment,
            attendees=self._attendees(wanted[:ATTENDEES_SHOWN]),
            is_on=appointment.starts_at <= now,
            others=max(0, len(wanted) - ATTENDEES_SHOWN),
        )

    def _attendees(self, ids: Sequence[ContactId]) -> tuple[Attendee, ...]:
        return tuple(
            Attendee(
                contact_id=number,
                name=contact.display_name,
                facts=contact.facts,
                last_talk=self._interactions.last(number),
                promises=tuple(p for p in self._follow_ups.of_contact(number) if p.done_at is None),
            )
            for number, contact in zip(ids, self._contacts.load(ids), strict=True)
        )

    def _promised(self, today: date) -> tuple[tuple[Promise, ...], int]:
        found, total = self._reads.promised(today, PROMISED_LIMIT)
        names = self._names(promise.contact_id for promise in found)
        return (
            tuple(
                Promise(promise, names.get(promise.contact_id, ""), (today - promise.due).days)
                for promise in found
            ),
            total,
        )

    def _reach_out(self, now: datetime, today: date) -> tuple[tuple[ReachOut, ...], int]:
        found, total = self._reads.silent(now, today, REACH_OUT_LIMIT)
        said = self._interactions.last_texts([silent.contact_id for silent in found])
        return tuple(replace(silent, last_said=said.get(silent.contact_id, "")) for silent in found), total

    def _dates(self, today: date) -> tuple[tuple[ComingDate, ...], int]:
        week = [today + timedelta(days=ahead) for ahead in range(DATES_WITHIN.days + 1)]
        found = self._leap_days(week)
        on_leap_days = len(found)
        for day in week:
            if len(found) >= DATES_LIMIT:
                break
            found += self._coming(self._reads.noted_on(_names_of(day), DATES_LIMIT), week)
        found.sort(key=lambda coming: coming.on)
        if len(found) < DATES_LIMIT:
            return tuple(found), len(found)
        every = [name for day in week for name in _names_of(day)]
        return tuple(found[:DATES_LIMIT]), on_leap_days + self._reads.count_noted_on(every)

    def _leap_days(self, week: Sequence[date]) -> list[ComingDate]:
        named = {name for day in week for name in _names_of(day)}
        absent = [leap for leap in _LEAP_DAYS if leap not in named]
        return self._coming(self._reads.noted_on(absent, -1), week) if absent else []

    def _coming(self, noted: Iterable[NotedDate], week: Sequence[date]) -> list[ComingDate]:
        """Those of the dates that come round in the week, with the age then."""
        feb_29 = self._settings.feb_29
        occurrences = ((date, next_occurrence(date.date, week[0], feb_29)) for date in noted)
        return [
            ComingDate(date, on, age_on(date.date, on) or None)
            for date, on in occurrences
            if on is not None and on <= week[-1]
        ]

    def _unanswered(self, now: datetime) -> tuple[tuple[Unanswered, ...], int]:
        found, total = self._reads.unanswered(now, UNANSWERED_LIMIT)
        names = self._names(number for appointment in found for number in appointment.contact_ids)
        return (
            tuple(
                Unanswered(a, tuple(names[number] for number in a.contact_ids if number in names))
                for a in found
            ),
            total,
        )

    def _names(self, ids: Iterable[int]) -> dict[int, str]:
        return self._contacts.names(dict.fromkeys(ids))


def _names_of(day: date) -> list[CalendarDay]:
    """The month and day that a Gregorian day has in each calendar."""
    return [(calendar, *from_gregorian(calendar, day)[1:]) for calendar in Calendar]
