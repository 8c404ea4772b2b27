"""Gathers what is printed. Reads only; may run on any thread."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.contact_query import ContactQuery, SortColumn
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.papers import (
    BirthdayEntry,
    Brief,
    BriefPerson,
    ClientCard,
    DaySheet,
    Labels,
    PhoneEntry,
    label_of,
)
from crm_desktop.domain.today import Promise
from crm_desktop.domain.yearly import age_on
from crm_desktop.services.local_day import local_today
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.domain.ids import AppointmentId
    from crm_desktop.services.coming_dates import ComingDates
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.meeting_people import MeetingPeople
    from crm_desktop.services.ports import AppointmentReads, Clock, FollowUpReads, InteractionReads
    from crm_desktop.services.progress import Cancel, Progress

_CHUNK: Final = 500
_LAST_SAID: Final = 12
"""How many entries of the logbook a client card holds."""
_DATES: Final = 100
_SAID_BEFORE: Final = 3
"""How many entries of the logbook a brief holds of each."""


class Papers:
    """`ids` are the contacts to print, None for all; lists are in the order of names. Raises Cancelled."""

    def __init__(
        self,
        *,
        contacts: ContactBook,
        interactions: InteractionReads,
        appointments: AppointmentReads,
        follow_ups: FollowUpReads,
        people: MeetingPeople,
        dates: ComingDates,
        clock: Clock,
    ) -> None:
        self._contacts = contacts
        self._interactions = interactions
        self._appointments = appointments
        self._follow_ups = follow_ups
        self._people = people
        self._dates = dates
        self._clock = clock

    def phone_list(
        self, ids: Sequence[int] | None, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> list[PhoneEntry]:
        """Everybody who has a phone."""
        return [
            PhoneEntry(one.display_name, one.company, one.phones)
            for one in self._cards(self._ordered(ids), progress, cancel)
            if one.phones
        ]

    def birthdays(
        self, ids: Sequence[int] | None, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> list[BirthdayEntry]:
        """The next birthday of everybody whose day is known, the soonest first."""
        rows = list(self._with_birthday(self._ordered(ids, SortColumn.BIRTHDAY)))
        days = {row.id: row.birthday_on for row in rows}
        found = []
        for contact in self._cards([row.id for row in rows], progress, cancel):
            on, born = days.get(contact.id or ContactId(0)), contact.birthday
            if on is not None and born is not None:
                phone = contact.phones[0].typed if contact.phones else ""
                found.append(BirthdayEntry(contact.display_name, on, born, age_on(born, on) or None, phone))
        return found

    def labels(
        self, ids: Sequence[int] | None, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> Labels:
        """An address label for everybody who has an address."""
        wanted = self._ordered(ids)
        found = [
            label for one in self._cards(wanted, progress, cancel) if (label := label_of(one)) is not None
        ]
        return Labels(tuple(found), len(wanted) - len(found))

    def client_cards(
        self, ids: Sequence[int], progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> list[ClientCard]:
        """The whole cards of these contacts, in the order of names."""
        wanted, cards = self._ordered(ids), []
        for done, number in enumerate(wanted, start=1):
            if (cancel or NeverCancel()).is_set():
                raise Cancelled
            cards.append(self._client_card(ContactId(number)))
            progress(done, len(wanted))
        return cards

    def day_sheet(self, day: date | None = None) -> DaySheet:
        """A local day, today if none is given. Promises that are late stand on today's sheet."""
        today = local_today(self._clock)
        day = day or today
        now = self._clock.now()
        midnight = datetime.combine(day, time(), tzinfo=self._clock.zone())
        planned = [
            one
            for one in self._appointments.between(midnight, midnight + timedelta(days=1))
            if one.state in (AppointmentState.PLANNED, AppointmentState.HELD)
        ]
        promised = [
            one for one in self._follow_ups.open_until(day) if one.due == day or (day == today > one.due)
        ]
        dates, _ = self._dates.within([day], _DATES)
        names = self._contacts.names(number for one in promised if (number := one.contact_id))
        who = {number for one in planned for number in one.contact_ids}
        who |= {one.contact_id for one in promised if one.contact_id} | {
            one.noted.contact_id for one in dates
        }
        return DaySheet(
            day=day,
            meetings=tuple(self._people.meeting(one, now) for one in planned),
            promises=tuple(
                Promise(one, names.get(one.contact_id or 0, ""), max((today - one.due).days, 0))
                for one in promised
            ),
            dates=tuple(dates),
            phones={row.id: row.phone for row in self._contacts.rows(sorted(who)) if row.phone},
        )

    def brief(self, appointment_id: AppointmentId) -> Brief:
        """What to know before a meeting, of each who is to come. Raises UserError where there is none."""
        meeting = self._appointments.get(appointment_id)
        if meeting is None:
            raise UserError("That meeting is not there any more.")
        shown = self._people.meeting(meeting, self._clock.now())
        people = tuple(self._brief_person(one.contact_id) for one in shown.attendees)
        before = self._appointments.get(meeting.came_from) if meeting.came_from is not None else None
        who = {
            number
            for one in people
            for entry in (*one.interactions, *one.complaints)
            for number in entry.contact_ids
        }
        return Brief(meeting, people, shown.others, before, self._contacts.names(who))

    def _brief_person(self, number: ContactId) -> BriefPerson:
        return BriefPerson(
            self._contacts.card(number),
            tuple(self._interactions.timeline(number, _SAID_BEFORE, None)),
            tuple(self._interactions.open_complaints(number)),
        )

    def _client_card(self, number: ContactId) -> ClientCard:
        card = self._contacts.card(number)
        said = tuple(self._interactions.timeline(number, _LAST_SAID, None))
        who = {one for entry in said for one in entry.contact_ids}
        who |= {one for meeting in card.appointments for one in meeting.contact_ids}
        return ClientCard(card, said, self._contacts.names(who - {number}))

    def _ordered(self, ids: Sequence[int] | None, sort: SortColumn = SortColumn.NAME) -> list[int]:
        listed = self._contacts.ids(ContactQuery(sort=sort))
        if ids is None:
            return list(listed)
        wanted = set(ids)
        return [number for number in listed if number in wanted]

    def _with_birthday(self, ids: Sequence[int]) -> Iterator[ContactRow]:
        """Those of a list in the order of birthdays that have one: they stand first."""
        for start in range(0, len(ids), _CHUNK):
            for row in self._contacts.rows(ids[start : start + _CHUNK]):
                if row.birthday_on is None:
                    return
                yield row

    def _cards(self, ids: Sequence[int], progress: Progress, cancel: Cancel | None) -> Iterator[Contact]:
        for start in range(0, len(ids), _CHUNK):
            if cancel is not None and cancel.is_set():
                raise Cancelled
            chunk = ids[start : start + _CHUNK]
            yield from self._contacts.load(chunk)
            progress(min(start + len(chunk), len(ids)), len(ids))
