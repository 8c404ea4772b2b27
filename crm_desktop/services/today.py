"""The Today page: gathers for the clock's now what is on, promised, gone cold, celebrated, unanswered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.reminder import ReminderState
from crm_desktop.domain.today import DATES_WITHIN, DueComplaint, Promise, Today, Unanswered
from crm_desktop.services.coming_dates import ComingDates
from crm_desktop.services.coming_week import ComingWeek
from crm_desktop.services.local_day import local_today
from crm_desktop.services.meeting_people import MeetingPeople

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from crm_desktop.domain.ids import ReminderKey
    from crm_desktop.domain.today import ComingDate, DayPlan, Meeting, ReachOut, WeekDay
    from crm_desktop.services.ports import (
        Clock,
        ContactReads,
        FollowUpReads,
        InteractionReads,
        TodayReads,
    )
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.services.settings import Settings

REACH_OUT_LIMIT = 50
PROMISED_LIMIT = 100
DATES_LIMIT = 50
UNANSWERED_LIMIT = 20
INBOX_LIMIT = 100
COMPLAINTS_LIMIT = 50


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
        self._reminders = reminders
        self._clock = clock
        self._people = MeetingPeople(contacts, interactions, follow_ups)
        self._coming = ComingDates(reads, settings)
        self._week = ComingWeek(reads, contacts, self._people, self._coming, clock)

    def page(self, lines: int = 0) -> Today:
        """The page as it stands now, on the day that the user's wall shows; `lines` asks for longer lists."""
        now, today = self._clock.now(), local_today(self._clock)
        promised, promised_total = self._promised(now, today, max(lines, PROMISED_LIMIT))
        reach_out, reach_out_total = self._reach_out(now, today)
        dates, dates_total = self._dates(now, today, max(lines, DATES_LIMIT))
        unanswered, unanswered_total = self._unanswered(now, max(lines, UNANSWERED_LIMIT))
        complaints, complaints_total = self._complaints(today)
        # Whoever has gone cold stands among those to reach, however many they are.
        inbox = tuple(self._reminders.inbox(INBOX_LIMIT, silences=False))
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
            complaints=complaints,
            complaints_total=complaints_total,
            inbox=inbox,
        )

    def week(self) -> tuple[WeekDay, ...]:
        """How much each of the seven days from today on brings."""
        return self._week.days()

    def day(self, day: date) -> DayPlan:
        """What one of those days brings."""
        return self._week.day(day)

    def _now(self, now: datetime, today: date) -> tuple[Meeting, ...]:
        midnight = datetime.combine(today + timedelta(days=1), time(), tzinfo=self._clock.zone())
        return tuple(self._people.meeting(appointment, now) for appointment in self._reads.on(now, midnight))

    def _promised(self, now: datetime, today: date, limit: int) -> tuple[tuple[Promise, ...], int]:
        found, total = self._reads.promised(now, today, limit)
        names = self._names(number for promise in found if (number := promise.contact_id))
        return (
            tuple(
                Promise(promise, names.get(promise.contact_id or 0, ""), (today - promise.due).days)
                for promise in found
            ),
            total,
        )

    def _complaints(self, today: date) -> tuple[tuple[DueComplaint, ...], int]:
        found, total = self._interactions.due_complaints(today, COMPLAINTS_LIMIT)
        names = self._names(number for one in found for number in one.contact_ids)
        return (
            tuple(
                DueComplaint(
                    one,
                    tuple(names[who] for who in one.contact_ids if who in names),
                    (today - one.due).days if one.due else 0,
                )
                for one in found
            ),
            total,
        )

    def _reach_out(self, now: datetime, today: date) -> tuple[tuple[ReachOut, ...], int]:
        found, total = self._reads.silent(now, today, REACH_OUT_LIMIT)
        said = self._interactions.last_texts([silent.contact_id for silent in found])
        return tuple(replace(silent, last_said=said.get(silent.contact_id, "")) for silent in found), total

    def _dates(self, now: datetime, today: date, limit: int) -> tuple[tuple[ComingDate, ...], int]:
        week = [today + timedelta(days=ahead) for ahead in range(DATES_WITHIN.days + 1)]
        found, total = self._coming.within(week, limit)
        answered = self._reads.answered([key for coming in found for key in coming.keys], now)
        waiting = tuple(coming for coming in found if not _is_settled(coming, answered))
        return waiting, total - len(found) + len(waiting)

    def _unanswered(self, now: datetime, limit: int) -> tuple[tuple[Unanswered, ...], int]:
        found, total = self._reads.unanswered(now, limit)
        missed = self._reads.missed([appointment.id or 0 for appointment in found])
        names = self._names(number for appointment in found for number in appointment.contact_ids)
        return (
            tuple(
                Unanswered(a, tuple(names[who] for who in a.contact_ids if who in names), a.id in missed)
                for a in found
            ),
            total,
        )

    def _names(self, ids: Iterable[int]) -> dict[int, str]:
        return self._contacts.names(dict.fromkeys(ids))


def _is_settled(coming: ComingDate, answered: Mapping[ReminderKey, ReminderState]) -> bool:
    """Whether the user has done with it for this year, or wants to hear of it later."""
    said = [answered.get(key) for key in coming.keys]
    return ReminderState.SNOOZED in said or (bool(said) and said[-1] is not None)
