"""From the day's facts to the lines of the page, section by section, in words. No widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.reminder import ReminderKind
from crm_desktop.ui.inbox.reminder_words import ReminderWords, icon_of, tone_of
from crm_desktop.ui.today.lines import Deed, Line, SectionContent, SectionName
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.interactions import kind_word
from crm_desktop.ui.wording.people import label_word
from crm_desktop.ui.wording.plural import english_plural
from crm_desktop.ui.wording.warmth import pill_text, reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.domain.today import Attendee, ComingDate, Meeting, Promise, ReachOut, Today, Unanswered
    from crm_desktop.services.ports import Clock

_translate = QCoreApplication.translate

_FACTS_SHOWN = 2
_LONGEST_SAID = 160


class TodayContents:
    """Words a `Today`. `shown` says how many lines of a section are wanted."""

    def __init__(self, clock: Clock) -> None:
        self._days = DayWords(clock)
        self._reminders = ReminderWords(clock)

    def sections(
        self, today: Today, rows: Mapping[ContactId, ContactRow], shown: Mapping[SectionName, int]
    ) -> list[SectionContent]:
        """The sections that have something, in order. What an open reminder tells is not told again below."""
        inbox = today.inbox[: shown[SectionName.REMINDERS]]
        told, dated = _told(today.inbox), _dated(today.inbox)
        promised = [one for one in today.promised if ("follow-up", one.follow_up.id or 0) not in told]
        dates = [one for one in today.dates if (one.noted.contact_id, one.noted.label) not in dated]
        # Who has gone cold is told better below: only who stands above in view is left out there.
        shown_above = _told(inbox)
        silent = [one for one in today.reach_out if ("cold", one.contact_id) not in shown_above]
        contents = (
            self._section(
                SectionName.REMINDERS, (self._reminder(one, rows) for one in inbox), today.inbox_total
            ),
            self._section(SectionName.NOW, map(self._meeting, today.now), len(today.now)),
            self._section(
                SectionName.UNANSWERED, map(self._unanswered, today.unanswered), today.unanswered_total
            ),
            self._section(
                SectionName.PROMISED,
                map(self._promise, promised[: shown[SectionName.PROMISED]]),
                today.promised_total - len(today.promised) + len(promised),
            ),
            self._section(
                SectionName.REACH_OUT,
                map(self._silent, silent[: shown[SectionName.REACH_OUT]]),
                today.reach_out_total - len(today.reach_out) + len(silent),
            ),
            self._section(
                SectionName.DATES,
                map(self._date, dates[: shown[SectionName.DATES]]),
                today.dates_total - len(today.dates) + len(dates),
            ),
        )
        return [content for content in contents if content.lines]

    def _section(self, name: SectionName, lines: Iterable[Line], total: int) -> SectionContent:
        return SectionContent(name, tuple(lines), total)

    def _reminder(self, reminder: Reminder, rows: Mapping[ContactId, ContactRow]) -> Line:
        contact_id = reminder.contact_ids[0] if reminder.contact_ids else None
        row = rows.get(contact_id) if contact_id is not None else None
        words = self._reminders.text(reminder, row.warmth if row else None)
        deeds = [Deed.DONE, Deed.SNOOZE]
        if contact_id is not None:
            deeds = [Deed.DONE, Deed.LOG, Deed.SNOOZE, Deed.OPEN]
        return Line(
            key=f"reminder {reminder.key}",
            title=words.title,
            subject=reminder,
            contact_id=contact_id,
            icon=icon_of(reminder.kind),
            tone=tone_of(reminder.kind),
            details=(words.detail,),
            deeds=tuple(deeds),
        )

    def _meeting(self, meeting: Meeting) -> Line:
        appointment, first = meeting.appointment, meeting.attendees[0] if meeting.attendees else None
        deeds = [Deed.HELD, Deed.MISSED, Deed.EDIT]
        return Line(
            key=f"meeting {appointment.id}",
            title=appointment.title,
            subject=meeting,
            contact_id=first.contact_id if first else None,
            name=first.name if first else "",
            icon="calendar",
            tone="accented",
            details=tuple(self._meeting_details(meeting)),
            pill=_translate("Today", "Now") if meeting.is_on else self._days.time(appointment.starts_at),
            pill_tone="good" if meeting.is_on else "accented",
            deeds=tuple([*deeds, Deed.OPEN] if first else deeds),
        )

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

    def _unanswered(self, unanswered: Unanswered) -> Line:
        appointment = unanswered.appointment
        who = ", ".join(name for name in unanswered.names if name != appointment.title)
        when = self._days.moment(appointment.starts_at, exact=True)
        return Line(
            key=f"unanswered {appointment.id}",
            title=appointment.title,
            subject=unanswered,
            contact_id=appointment.contact_ids[0] if appointment.contact_ids else None,
            name=unanswered.names[0] if unanswered.names else "",
            icon="calendar",
            details=(" · ".join(part for part in (when, who) if part),),
            deeds=(Deed.HELD, Deed.MISSED),
        )

    def _promise(self, promise: Promise) -> Line:
        follow_up = promise.follow_up
        return Line(
            key=f"promise {follow_up.id}",
            title=follow_up.text,
            subject=promise,
            contact_id=follow_up.contact_id,
            name=promise.name,
            details=(promise.name,),
            pill=_capital(self._days.until(follow_up.due)),
            pill_tone="bad" if promise.days_late else "warn",
            deeds=(Deed.DONE, Deed.LOG, Deed.EDIT, Deed.OPEN),
        )

    def _silent(self, silent: ReachOut) -> Line:
        said = _clipped(silent.last_said)
        details = [reason(silent.why)]
        if said:
            details.append(_translate("Today", "Last said: {words}").format(words=said))
        deeds = [Deed.LOG]
        if silent.phone:
            deeds.append(Deed.CALL)
        if silent.email:
            deeds.append(Deed.WRITE)
        return Line(
            key=f"silent {silent.contact_id}",
            title=silent.name,
            subject=silent,
            contact_id=silent.contact_id,
            name=silent.name,
            details=tuple(details),
            pill=pill_text(silent.why),
            pill_tone=silent.why.state.value,
            deeds=(*deeds, Deed.OPEN),
        )

    def _date(self, coming: ComingDate) -> Line:
        noted = coming.noted
        is_today = coming.on == self._days.today()
        parts = ["" if is_today else self._days.day(coming.on, weekday=True), label_word(noted.label)]
        if coming.turns:
            parts.append(_years(coming.turns, birthday=noted.label == BIRTHDAY))
        return Line(
            key=f"date {noted.contact_id} {noted.label}",
            title=noted.name,
            subject=coming,
            contact_id=noted.contact_id,
            name=noted.name,
            details=(" · ".join(part for part in parts if part),),
            pill=_translate("Today", "Today") if is_today else "",
            pill_tone="warn",
            deeds=(Deed.LOG, Deed.OPEN),
        )


def _years(count: int, *, birthday: bool) -> str:
    if birthday:
        return _translate("Today", "turns {age}").format(age=count)
    return english_plural(_translate("Today", "%n year(s)", None, count), count)


def _told(inbox: Iterable[Reminder]) -> set[tuple[str, int]]:
    """What the open reminders are about, by kind and the row it stands in."""
    told: set[tuple[str, int]] = set()
    for one in inbox:
        subject = one.contact_ids[0] if one.kind is ReminderKind.COLD and one.contact_ids else one.subject_id
        told.add((one.kind.value, subject))
    return told


def _dated(inbox: Iterable[Reminder]) -> set[tuple[ContactId, str]]:
    kinds = (ReminderKind.BIRTHDAY, ReminderKind.DATE)
    return {(one.contact_ids[0], one.subject) for one in inbox if one.kind in kinds and one.contact_ids}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _clipped(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SAID else f"{line[:_LONGEST_SAID].rstrip()}…"
