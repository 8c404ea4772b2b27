"""From the day's facts to the lines of the page, section by section. No widget."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from crm_desktop.ui.today.line_maker import LineMaker
from crm_desktop.ui.today.lines import SectionContent, SectionName
from crm_desktop.ui.today.open_reminders import OpenReminders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.today import DayPlan, Today
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.today.lines import Line


class TodayContents:
    """Words a `Today`, and the plan of a day; `shown` is how many lines of each section are wanted."""

    def __init__(self, contacts: ContactBook, clock: Clock) -> None:
        self._contacts = contacts
        self._clock = clock

    def sections(self, today: Today, shown: Mapping[SectionName, int]) -> list[SectionContent]:
        """The sections that have something, in their usual order."""
        inbox = OpenReminders(today, self._clock.now())
        make = self._maker(_people_of(today, inbox, shown))
        alone = inbox.alone()

        def section(name: SectionName, lines: Iterable[Line], total: int) -> SectionContent:
            return SectionContent(name, tuple(islice(lines, shown[name])), total)

        contents = (
            section(
                SectionName.REMINDERS,
                map(make.reminder, alone[: shown[SectionName.REMINDERS]]),
                len(alone),
            ),
            section(
                SectionName.NOW,
                (
                    make.meeting(one, inbox.of_meeting(one.appointment.id))
                    for one in today.now[: shown[SectionName.NOW]]
                ),
                len(today.now),
            ),
            section(SectionName.UNANSWERED, map(make.unanswered, today.unanswered), today.unanswered_total),
            section(SectionName.COMPLAINTS, map(make.complaint, today.complaints), today.complaints_total),
            section(
                SectionName.PROMISED,
                (
                    make.promise(one, inbox.of_promise(one.follow_up.id))
                    for one in today.promised[: shown[SectionName.PROMISED]]
                ),
                today.promised_total,
            ),
            section(SectionName.REACH_OUT, map(make.silent, today.reach_out), today.reach_out_total),
            section(
                SectionName.DATES,
                (make.date(one, inbox.of_date(one)) for one in today.dates[: shown[SectionName.DATES]]),
                today.dates_total,
            ),
        )
        return [content for content in contents if content.lines]

    def day(self, plan: DayPlan) -> Sequence[Line]:
        """The lines of one day: meetings, promises, dates."""
        people = [one.attendees[0].contact_id for one in plan.meetings if one.attendees]
        people += [one.follow_up.contact_id for one in plan.promises if one.follow_up.contact_id is not None]
        make = self._maker([*people, *(one.noted.contact_id for one in plan.dates)])
        return (
            *map(make.meeting, plan.meetings),
            *map(make.promise, plan.promises),
            *map(make.date, plan.dates),
        )

    def _maker(self, people: Iterable[ContactId]) -> LineMaker:
        rows: list[ContactRow] = self._contacts.rows(list(dict.fromkeys(people)))
        return LineMaker(self._clock, {row.id: row for row in rows})


def _people_of(today: Today, inbox: OpenReminders, shown: Mapping[SectionName, int]) -> Iterator[ContactId]:
    for reminder in inbox.alone()[: shown[SectionName.REMINDERS]]:
        yield from reminder.contact_ids[:1]
    for meeting in today.now[: shown[SectionName.NOW]]:
        yield from (one.contact_id for one in meeting.attendees[:1])
    for complaint in today.complaints[: shown[SectionName.COMPLAINTS]]:
        yield from complaint.complaint.contact_ids[:1]
    for promise in today.promised[: shown[SectionName.PROMISED]]:
        if promise.follow_up.contact_id is not None:
            yield promise.follow_up.contact_id
    for coming in today.dates[: shown[SectionName.DATES]]:
        yield coming.noted.contact_id
