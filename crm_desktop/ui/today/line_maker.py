"""From one fact of the day to its line in words, with what can be done about it. No widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.reminder import ReminderKind
from crm_desktop.ui.inbox.reminder_words import ReminderWords, icon_of, tone_of
from crm_desktop.ui.today.lines import Deed, Line
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.interactions import kind_word
from crm_desktop.ui.wording.people import label_word
from crm_desktop.ui.wording.plural import english_plural
from crm_desktop.ui.wording.warmth import pill_text, reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.domain.today import (
        Attendee,
        ComingDate,
        DueComplaint,
        Meeting,
        Promise,
        ReachOut,
        Unanswered,
    )
    from crm_desktop.services.ports import Clock

_translate = QCoreApplication.translate

BUTTONS = 3
"""So many deeds have a button of their own; where only one more is left, it has one too."""

_FACTS_SHOWN = 2
_LONGEST_SAID = 160


class LineMaker:
    """`rows` are those of the contacts that the lines are about: how to call them, and to write to them."""

    def __init__(self, clock: Clock, rows: Mapping[ContactId, ContactRow]) -> None:
        self._clock = clock
        self._days = DayWords(clock)
        self._reminders = ReminderWords(clock)
        self._rows = rows

    def reminder(self, reminder: Reminder) -> Line:
        """A reminder of something that stands nowhere else on the page."""
        contact_id = reminder.contact_ids[0] if reminder.contact_ids else None
        words = self._reminders.text(reminder)
        deeds = [Deed.DONE, Deed.LOG, Deed.SNOOZE, *self._reach(contact_id), Deed.DISMISS, Deed.OPEN]
        return self._line(
            key=f"reminder {reminder.key}",
            title=words.title,
            subject=reminder,
            contact_id=contact_id,
            icon=icon_of(reminder.kind),
            tone=tone_of(reminder.kind),
            details=(words.detail,),
            reminder=reminder,
            deeds=deeds,
        )

    def meeting(self, meeting: Meeting, reminder: Reminder | None = None) -> Line:
        """A meeting that is on or still to come, with what to remember of who comes."""
        appointment, first = meeting.appointment, meeting.attendees[0] if meeting.attendees else None
        contact_id = first.contact_id if first else None
        if meeting.is_on:
            deeds = [Deed.HELD, Deed.MISSED, Deed.EDIT, *self._reach(contact_id), Deed.OPEN]
        else:
            about = [Deed.DONE, Deed.SNOOZE] if reminder else []
            deeds = [*about, Deed.EDIT, *self._reach(contact_id), Deed.CANCEL, Deed.LOG, Deed.OPEN]
        return self._line(
            key=f"meeting {appointment.id}",
            title=appointment.title,
            subject=meeting,
            contact_id=contact_id,
            name=first.name if first else "",
            icon="calendar",
            tone="accented",
            details=tuple(self._meeting_details(meeting)),
            pill=_translate("Today", "Now") if meeting.is_on else self._days.time(appointment.starts_at),
            pill_tone="good" if meeting.is_on else "accented",
            reminder=reminder,
            deeds=deeds,
        )

    def unanswered(self, unanswered: Unanswered) -> Line:
        """A meeting that is over: how did it go?"""
        appointment = unanswered.appointment
        who = ", ".join(name for name in unanswered.names if name != appointment.title)
        when = self._days.moment(appointment.starts_at, exact=True)
        deeds = [Deed.GOOD, Deed.NEUTRAL, Deed.BAD, Deed.MISSED, Deed.HELD, Deed.EDIT, Deed.OPEN]
        return self._line(
            key=f"unanswered {appointment.id}",
            title=appointment.title,
            subject=unanswered,
            contact_id=appointment.contact_ids[0] if appointment.contact_ids else None,
            name=unanswered.names[0] if unanswered.names else "",
            icon="calendar",
            details=(" · ".join(part for part in (when, who) if part),),
            pill=_translate("Today", "Missed") if unanswered.is_missed else "",
            pill_tone="bad",
            deeds=deeds,
            buttons=4,
        )

    def promise(self, promise: Promise, reminder: Reminder | None = None) -> Line:
        """What was promised to somebody, or what one wanted to be reminded of."""
        follow_up = promise.follow_up
        contact_id = follow_up.contact_id
        deeds = [Deed.DONE, Deed.LOG, Deed.SNOOZE, *self._reach(contact_id), Deed.EDIT]
        if reminder:
            deeds.append(Deed.DISMISS)
        kind = ReminderKind.OWN if contact_id is None else ReminderKind.FOLLOW_UP
        about = [part for part in (promise.name, _again(follow_up)) if part]
        return self._line(
            key=f"promise {follow_up.id}",
            title=follow_up.text,
            subject=promise,
            contact_id=contact_id,
            name=promise.name,
            icon=icon_of(kind),
            tone=tone_of(kind),
            details=(" · ".join(about),) if about else (),
            pill=_capital(self._days.until(follow_up.due)),
            pill_tone="bad" if promise.days_late else "warn" if self._is_due(promise) else "neutral",
            reminder=reminder,
            deeds=[*deeds, Deed.OPEN],
        )

    def complaint(self, due: DueComplaint) -> Line:
        """What somebody complained of, to be settled today or before."""
        complaint = due.complaint
        contact_id = complaint.contact_ids[0]
        said = _clipped(complaint.text or complaint.came_for)
        return self._line(
            key=f"complaint {complaint.id}",
            title=said or kind_word(complaint.kind),
            subject=due,
            contact_id=contact_id,
            name=due.names[0] if due.names else "",
            icon="alert",
            tone="bad",
            details=(", ".join(due.names),) if due.names else (),
            pill=_capital(self._days.until(complaint.due)) if complaint.due else "",
            pill_tone="bad" if due.days_late else "warn",
            deeds=[Deed.DONE, Deed.LOG, *self._reach(contact_id), Deed.EDIT, Deed.OPEN],
        )

    def silent(self, silent: ReachOut) -> Line:
        """Who has gone cold or is about to, why, and what was said last."""
        said = _clipped(silent.last_said)
        details = [reason(silent.why)]
        if said:
            details.append(_translate("Today", "Last said: {words}").format(words=said))
        reach = _ways(silent.phone, silent.email)
        about = [Deed.DONE, Deed.PAUSE, Deed.DISMISS] if silent.reminder else [Deed.PAUSE]
        return self._line(
            key=f"silent {silent.contact_id}",
            title=silent.name,
            subject=silent,
            contact_id=silent.contact_id,
            name=silent.name,
            details=tuple(details),
            pill=pill_text(silent.why),
            pill_tone=silent.why.state.value,
            phone=silent.phone,
            email=silent.email,
            is_marked=silent.reminder is not None,
            deeds=[Deed.LOG, *reach, *about, Deed.OPEN],
        )

    def date(self, coming: ComingDate, reminder: Reminder | None = None) -> Line:
        """A birthday or another date that comes within days."""
        noted = coming.noted
        is_today = coming.on == self._days.today()
        parts = ["" if is_today else self._days.day(coming.on, weekday=True), label_word(noted.label)]
        if coming.turns:
            parts.append(_years(coming.turns, birthday=noted.label == BIRTHDAY))
        about = [Deed.SNOOZE, Deed.DISMISS] if reminder else []
        return self._line(
            key=f"date {noted.contact_id} {noted.id}",
            title=noted.name,
            subject=coming,
            contact_id=noted.contact_id,
            name=noted.name,
            details=(" · ".join(part for part in parts if part),),
            pill=_translate("Today", "Today") if is_today else "",
            pill_tone="warn",
            reminder=reminder,
            deeds=[Deed.LOG, *self._reach(noted.contact_id), Deed.DONE, *about, Deed.OPEN],
        )

    def _line(
        self,
        *,
        key: str,
        title: str,
        subject: object,
        contact_id: ContactId | None,
        deeds: Iterable[Deed],
        name: str = "",
        icon: str = "",
        tone: str = "neutral",
        details: tuple[str, ...] = (),
        pill: str = "",
        pill_tone: str = "neutral",
        reminder: Reminder | None = None,
        phone: str = "",
        email: str = "",
        is_marked: bool = False,
        buttons: int = BUTTONS,
    ) -> Line:
        row = self._rows.get(contact_id) if contact_id is not None else None
        possible = [deed for deed in deeds if contact_id is not None or deed not in _WITH_SOMEBODY]
        if len(possible) == buttons + 1:
            buttons += 1
        return Line(
            key=key,
            title=title,
            subject=subject,
            contact_id=contact_id,
            name=name,
            icon=icon,
            tone=tone,
            details=details,
            pill=pill,
            pill_tone=pill_tone,
            deeds=tuple(possible[:buttons]),
            more=tuple(possible[buttons:]),
            phone=row.phone if row else phone,
            email=row.email if row else email,
            is_marked=is_marked or reminder is not None,
            reminder=reminder,
        )

    def _reach(self, contact_id: ContactId | None) -> list[Deed]:
        row = self._rows.get(contact_id) if contact_id is not None else None
        return _ways(row.phone, row.email) if row else []

    def _is_due(self, promise: Promise) -> bool:
        return promise.follow_up.due <= self._days.today()

    def _meeting_details(self, meeting: Meeting) -> Iterable[str]:
        appointment = meeting.appointment
        names = [one.name for one in meeting.attendees if one.name != appointment.title]
        if meeting.others:
            text = _translate("Today", "%n more", None, meeting.others)
            names.append(english_plural(text, meeting.others))
        start, end = self._days.time(appointment.starts_at), self._days.time(appointment.ends_at)
        span = _translate("Today", "{start} to {end}").format(start=start, end=end)
        yield " · ".join(part for part in (span, ", ".join(names), appointment.place) if part)
        for attendee in meeting.attendees[:1]:
            yield from self._about(attendee)

    def _about(self, attendee: Attendee) -> Iterable[str]:
        if attendee.facts:
            yield " · ".join(attendee.facts[:_FACTS_SHOWN])
        if attendee.last_talk is not None:
            kind, when = kind_word(attendee.last_talk.kind), self._days.moment(attendee.last_talk.at)
            said = _clipped(attendee.last_talk.text)
            last = _translate("Today", "Last: {kind}, {when}").format(kind=kind, when=when)
            yield f"{last}. {said}" if said else last
        for promise in attendee.promises[:1]:
            due = self._days.until(promise.due)
            yield _translate("Today", "You promised: {text} ({due})").format(text=promise.text, due=due)


_WITH_SOMEBODY = frozenset({Deed.LOG, Deed.OPEN, Deed.CALL, Deed.WRITE, Deed.PAUSE})


def _ways(phone: str, email: str) -> list[Deed]:
    return [deed for deed, way in ((Deed.CALL, phone), (Deed.WRITE, email)) if way]


def _years(count: int, *, birthday: bool) -> str:
    if birthday:
        return _translate("Today", "turns {age}").format(age=count)
    return english_plural(_translate("Today", "%n year(s)", None, count), count)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _again(follow_up: FollowUp) -> str:
    """How a promise comes again; what knows of repetitions is read only where something does."""
    if not follow_up.rule:
        return ""
    from crm_desktop.ui.wording.recurrence import text_words

    return text_words(follow_up.rule, follow_up.occurrence or follow_up.due)


def _clipped(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SAID else f"{line[:_LONGEST_SAID].rstrip()}…"
