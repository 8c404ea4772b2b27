"""Takes the events of a calendar file in, one at a time: what is new comes, what is newer takes its place.

What was answered here stays answered, and who was to come stays: a file only adds people.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.archived import KeptSeries
from crm_desktop.domain.calendar_file import EventFate, EventRow
from crm_desktop.domain.fold import index_words
from crm_desktop.domain.recurrence import Frequency, parse
from crm_desktop.services.appointments import LONGEST_LEAD
from crm_desktop.services.calendar_files.versions import is_newer, version_of
from crm_desktop.services.clean_text import STRAY, line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.archived import KeptMeeting
    from crm_desktop.domain.calendar_file import Known, KnownSeries
    from crm_desktop.domain.ids import SeriesId
    from crm_desktop.domain.series import Series
    from crm_desktop.formats.icalendar import Attendee, CalendarItem
    from crm_desktop.services.calendar_files.attending import Attending, Coming
    from crm_desktop.services.calendar_files.ports import CalendarReads
    from crm_desktop.services.ports import ContactReads, SeriesReads, Transaction

_STRAY_IN_LINES = {**STRAY, 10: "\n"}
_WHOLE_DAY = 24 * 60


class TakingIn:
    """One calendar file on its way in, inside a unit of work."""

    def __init__(
        self,
        tx: Transaction,
        calendar: CalendarReads,
        series: SeriesReads,
        contacts: ContactReads,
        attending: Attending,
        untitled: str,
    ) -> None:
        self._tx = tx
        self._calendar = calendar
        self._series = series
        self._contacts = contacts
        self._attending = attending
        self._untitled = untitled
        self._came_from: list[tuple[str, str]] = []
        self._plans_ahead = False

    def take(self, item: CalendarItem) -> EventRow:
        """Take one in; what came of it."""
        thing = item.thing
        meeting = thing.series.pattern if isinstance(thing, KeptSeries) else thing.appointment
        if self._is_kept_date(item, meeting):
            return self._row(item, meeting, EventFate.SAME, ("This day stands on a contact's card.",))
        if isinstance(thing, KeptSeries):
            return self._take_series(item, thing)
        return self._take_meeting(item, thing)

    def finish(self) -> None:
        """Plan what repeats, and tie meetings to those after which they were planned."""
        for uid, before in self._came_from:
            one, other = self._calendar.meeting(uid), self._calendar.meeting(before)
            if one and other and one.meeting.came_from != other.meeting.id:
                self._tx.appointments.update(replace(one.meeting, came_from=other.meeting.id))
        if self._plans_ahead:
            self._tx.series.plan_ahead(self._tx.today)

    def _take_meeting(self, item: CalendarItem, kept: KeptMeeting) -> EventRow:
        meeting, coming = self._fit(kept.appointment, kept.who, item.attendees)
        meeting = replace(meeting, uid=meeting.uid or _made_uid(meeting))
        words = _words(item, coming)
        here = self._calendar.series(meeting.uid)
        if here is not None:
            return self._take_loose(item, here, meeting, kept, words)
        known = self._calendar.meeting(meeting.uid)
        if known is not None and known.meeting.repeats:
            return self._row(item, meeting, EventFate.REFUSED, (_IS_OF_SERIES,))
        fate = self._put(known, meeting, kept, own=item.is_own)
        return self._row(item, meeting, fate, words)

    def _take_loose(
        self,
        item: CalendarItem,
        here: KnownSeries,
        meeting: Appointment,
        kept: KeptMeeting,
        words: tuple[str, ...],
    ) -> EventRow:
        """One of a series that is here, and whose rule is not in the file."""
        at = item.stands_for
        if at is None or here.series.id is None:
            return self._row(item, meeting, EventFate.REFUSED, (_REPEATS_HERE,))
        if at.tzinfo is not None:
            at = at.astimezone(ZoneInfo(here.series.pattern.zone)).replace(tzinfo=None)
        uid = f"{here.series.uid}/{at.isoformat()}"
        one = replace(
            meeting, uid=uid[:2000], series_id=here.series.id, occurrence=at, own=True, rule=here.series.rule
        )
        known = self._calendar.at(here.series.id, at)
        return self._row(item, one, self._put(known, one, kept, own=item.is_own), words)

    def _put(self, known: Known | None, wanted: Appointment, kept: KeptMeeting, *, own: bool) -> EventFate:
        """Write a meeting that comes, as far as it says something new."""
        if known is None:
            if not own and wanted.state is AppointmentState.PLANNED and wanted.ends_at <= self._tx.now:
                # Nobody is asked how a thousand meetings of other years went.
                wanted = replace(wanted, state=AppointmentState.HELD)
            self._tx.appointments.insert(wanted)
            self._remember(wanted, kept)
            return EventFate.NEW
        ours = known.meeting
        if not is_newer(version_of(wanted.extra), kept.noted_at, version_of(ours.extra), known.noted_at):
            wanted = _with_people(ours, wanted)
        else:
            wanted = _merged(ours, wanted)
        if wanted == ours:
            return EventFate.SAME
        self._tx.appointments.update(wanted)
        self._remember(wanted, kept)
        return EventFate.CHANGED

    def _remember(self, meeting: Appointment, kept: KeptMeeting) -> None:
        if kept.came_from:
            self._came_from.append((meeting.uid, kept.came_from))

    def _take_series(self, item: CalendarItem, kept: KeptSeries) -> EventRow:
        pattern, coming = self._fit(kept.series.pattern, kept.who, item.attendees)
        uid = kept.series.uid or _made_uid(pattern)
        series = replace(kept.series, pattern=pattern, uid=uid)
        words = _words(item, coming)
        if self._calendar.meeting(uid) is not None:
            return self._row(item, pattern, EventFate.REFUSED, (_IS_SINGLE,), repeats=True)
        here = self._calendar.series(uid)
        if here is None:
            number, fate = self._begin(series, kept, own=item.is_own), EventFate.NEW
        else:
            assert here.series.id is not None
            number, fate = here.series.id, self._follow(here, series, kept)
        for place, one in enumerate(kept.meetings):
            who = item.of_meetings[place] if place < len(item.of_meetings) else ()
            changed = self._take_one_of(number, here, series, one, who, own=item.is_own)
            if changed and fate is EventFate.SAME:
                fate = EventFate.CHANGED
        return self._row(item, pattern, fate, words, repeats=True)

    def _begin(self, series: Series, kept: KeptSeries, *, own: bool) -> SeriesId:
        if own:
            # As it was where it came from; the next tick plans further, as it would have there.
            return self._tx.series.keep(series, kept.noted_at, kept.planned_until)
        self._plans_ahead = True
        # What lay before today is over, and was not planned here.
        return self._tx.series.keep(series, self._tx.now, self._tx.today - timedelta(days=1))

    def _follow(self, here: KnownSeries, series: Series, kept: KeptSeries) -> EventFate:
        """Let a series that is here become as the file has it, from today on."""
        ours = here.series
        assert ours.id is not None
        newer = is_newer(
            version_of(series.pattern.extra), kept.noted_at, version_of(ours.pattern.extra), here.noted_at
        )
        people = tuple(dict.fromkeys((*ours.pattern.contact_ids, *series.pattern.contact_ids)))
        remind = series.pattern.remind or ours.pattern.remind
        pattern = replace(series.pattern, contact_ids=people, remind=remind)
        wanted = replace(series, id=ours.id, pattern=pattern)
        if not newer:
            wanted = replace(ours, pattern=replace(ours.pattern, contact_ids=people))
        if wanted == ours:
            return EventFate.SAME
        first = datetime.combine(self._tx.today, time())
        planned = self._series.planned(ours.id, first)
        self._tx.series.rewrite(wanted, planned, ours.pattern, first)
        self._plans_ahead = True
        return EventFate.CHANGED

    def _take_one_of(
        self,
        number: SeriesId,
        here: KnownSeries | None,
        series: Series,
        kept: KeptMeeting,
        who: Sequence[Attendee],
        *,
        own: bool,
    ) -> bool:
        """One meeting of a series that the file spells out; whether it said something new."""
        meeting, _ = self._fit(kept.appointment, kept.who, who)
        if not who and not kept.who:
            meeting = replace(meeting, contact_ids=() if own else series.pattern.contact_ids)
        meeting = replace(meeting, series_id=number, rule=series.rule)
        at = meeting.occurrence or meeting.starts
        known = self._calendar.at(number, at) or self._calendar.meeting(meeting.uid)
        if known is None and here is not None and own and not meeting.own:
            told = meeting.state is not AppointmentState.PLANNED
            if not told:
                return False
        return self._put(known, meeting, kept, own=own) is not EventFate.SAME

    def _fit(
        self, meeting: Appointment, uids: Sequence[str], attendees: Sequence[Attendee]
    ) -> tuple[Appointment, Coming]:
        """As it is kept, with the contacts among those who are to come."""
        coming = self._attending.of(uids, attendees, meeting.extra)
        names = self._contacts.names(coming.contact_ids)
        place, agenda = line(meeting.place), paragraphs(meeting.agenda)
        title = line(meeting.title) or ", ".join(names.values()) or place or self._untitled
        clean = replace(
            meeting,
            title=title,
            place=place,
            agenda=agenda,
            contact_ids=coming.contact_ids,
            remind=tuple(sorted({lead for lead in meeting.remind if lead <= LONGEST_LEAD})),
            extra=tuple(text.translate(_STRAY_IN_LINES) for text in (*meeting.extra, *coming.lines)),
        )
        return clean, coming

    def _is_kept_date(self, item: CalendarItem, meeting: Appointment) -> bool:
        """Whether it is the birthday, or another day, of somebody on whose card that stands."""
        if item.date_of:
            return bool(self._contacts.by_uid([item.date_of]))
        if not item.all_day or not isinstance(item.thing, KeptSeries) or meeting.minutes > _WHOLE_DAY:
            return False
        if parse(item.thing.series.rule).frequency is not Frequency.YEARLY:
            return False
        said = index_words(meeting.title)
        names = self._calendar.born(meeting.starts.month, meeting.starts.day)
        return any(_is_named(index_words(name), said) for name in names)

    def _row(
        self,
        item: CalendarItem,
        meeting: Appointment,
        fate: EventFate,
        words: tuple[str, ...],
        *,
        repeats: bool | None = None,
    ) -> EventRow:
        if repeats is None:
            repeats = isinstance(item.thing, KeptSeries)
        return EventRow(item.line, line(meeting.title), fate, meeting.starts, repeats, words)


def _is_named(name: list[str], said: list[str]) -> bool:
    """Whether every word of a name was said, with an ending perhaps: “Berg’s”."""
    return bool(name) and all(any(word.startswith(part) for word in said) for part in name)


_IS_SINGLE = "Here this is a single meeting, and in the file it repeats; it was left as it is."
_REPEATS_HERE = "Here this meeting repeats, and in the file it is a single one; it was left as it is."
_IS_OF_SERIES = "Here this is one of a meeting that repeats; it was left as it is."


def _words(item: CalendarItem, coming: Coming) -> tuple[str, ...]:
    words = [*item.warnings]
    if coming.strangers:
        some = ", ".join(line(one)[:60] for one in coming.strangers[:5])
        more = f" and {len(coming.strangers) - 5:,} more" if len(coming.strangers) > 5 else ""
        words.append(f"Not among your contacts: {some}{more}. Kept with the meeting as text.")
    return tuple(words)


def _with_people(ours: Appointment, wanted: Appointment) -> Appointment:
    """Ours as it is, with people who became contacts meanwhile."""
    people = tuple(dict.fromkeys((*ours.contact_ids, *wanted.contact_ids)))
    return ours if people == ours.contact_ids else replace(ours, contact_ids=people)


def _merged(ours: Appointment, wanted: Appointment) -> Appointment:
    """The file's account in the place of ours, but for what only we know."""
    answered = ours.state is not AppointmentState.PLANNED
    return replace(
        wanted,
        id=ours.id,
        uid=ours.uid,
        contact_ids=tuple(dict.fromkeys((*ours.contact_ids, *wanted.contact_ids))),
        remind=wanted.remind or ours.remind,
        state=ours.state if answered else wanted.state,
        outcome=ours.outcome if answered else wanted.outcome,
        came_from=ours.came_from,
        series_id=ours.series_id,
        occurrence=ours.occurrence,
        rule=ours.rule,
        own=ours.own or wanted.own,
    )


def _made_uid(meeting: Appointment) -> str:
    """A uid for an event without one: the same for the same event, so that it comes in once."""
    words = f"{meeting.starts.isoformat()} {meeting.zone} {meeting.title}"
    return f"{uuid.uuid5(uuid.NAMESPACE_OID, words)}@crm-desktop"
