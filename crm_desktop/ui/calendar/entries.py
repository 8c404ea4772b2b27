"""What is drawn on a day: for each thing its icon, tone, words and time, whichever view shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.domain.agenda import AgendaComplaint, AgendaMeeting, AgendaPromise
from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.today import ComingDate
from crm_desktop.ui.wording.days import clock_text
from crm_desktop.ui.wording.interactions import outcome_icon, outcome_tone, outcome_word
from crm_desktop.ui.wording.people import label_word

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.agenda import AgendaDay
    from crm_desktop.services.ports import Clock

_translate = QCoreApplication.translate

Subject = AgendaMeeting | AgendaPromise | AgendaComplaint | ComingDate | None
"""What an entry is about; None is what the notebook says is important."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`status` says in words what icon and tone say without. Times are wall times where the user is, None for
    what belongs to the whole day; `elsewhere` is the hour in the zone it was planned in, if that is another.
    `stands_for` is how many things of the day it is; what `goes_on` began on a day before.
    """

    day: date
    icon: str
    tone: str
    title: str
    status: str
    subject: Subject
    time: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    detail: str = ""
    elsewhere: str = ""
    stands_for: int = 1
    goes_on: bool = False

    @property
    def is_whole_day(self) -> bool:
        """Whether it belongs to no hour: what has none, and a meeting from midnight for a day or longer."""
        if self.starts is None or self.ends is None:
            return True
        midnight = datetime.combine(self.day, time())
        return self.starts <= midnight and self.ends >= midnight + timedelta(days=1)

    @property
    def can_move(self) -> bool:
        """Whether it can be dragged to another day."""
        return isinstance(self.subject, AgendaMeeting | AgendaPromise) and not self.goes_on

    @property
    def spoken(self) -> str:
        """All of it in one sentence."""
        return ", ".join(
            part for part in (self.time, self.elsewhere, self.title, self.detail, self.status) if part
        )


class EntryMaker:
    """Words everything as seen from the clock's now."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def entries(self, day: AgendaDay) -> list[Entry]:
        """What stands on a day: what is for the whole of it first, then the meetings in their order."""
        found = [self._note(day)] if day.note else []
        found += [self._complaint(one) for one in day.complaints]
        found += [self._date(one, day.day) for one in day.dates]
        if day.dates_total > len(day.dates):
            found.append(self._more_dates(day))
        found += [self._promise(one) for one in day.promises]
        found += [self._meeting(one, day.day, goes_on=True) for one in day.going_on]
        found += [self._meeting(one, day.day) for one in day.meetings]
        if day.meetings_total > len(day.meetings):
            found.append(self._more_meetings(day))
        return found

    def _note(self, day: AgendaDay) -> Entry:
        first = day.note.splitlines()[0]
        return Entry(day.day, "pin", "accented", first, _translate("Calendar", "Important"), None)

    def _complaint(self, one: AgendaComplaint) -> Entry:
        status = _translate("Calendar", "Complaint to be settled")
        return Entry(one.due, "alert", "bad", _joined(one.name, one.text), status, one)

    def _date(self, one: ComingDate, day: date) -> Entry:
        birthday = one.noted.label == BIRTHDAY
        icon = "cake" if birthday else "gift"
        turns = (
            _translate("ImportantDate", "turns {age}").format(age=one.turns) if birthday and one.turns else ""
        )
        word = label_word(one.noted.label)
        return Entry(day, icon, "info", one.noted.name, word, one, detail=turns)

    def _more_dates(self, day: AgendaDay) -> Entry:
        rest = day.dates_total - len(day.dates)
        text = _translate("Calendar", "and {count} more birthdays and dates").format(
            count=QLocale().toString(rest)
        )
        return Entry(day.day, "cake", "info", text, "", None, stands_for=rest)

    def _more_meetings(self, day: AgendaDay) -> Entry:
        rest = day.meetings_total - len(day.meetings)
        text = _translate("Calendar", "and {count} more meetings").format(count=QLocale().toString(rest))
        return Entry(day.day, "calendar", "accented", text, "", None, stands_for=rest)

    def _promise(self, one: AgendaPromise) -> Entry:
        late = not one.done and one.due < self._clock.now().astimezone(self._clock.zone()).date()
        tone = "neutral" if one.done else "bad" if late else "warn"
        if one.done:
            status = _translate("Calendar", "Done")
        else:
            status = _translate("Calendar", "Late") if late else _translate("Calendar", "Promised")
        icon = "check-circle" if one.done else "bell"
        return Entry(one.due, icon, tone, _joined(one.name, one.text), status, one)

    def _meeting(self, one: AgendaMeeting, day: date, *, goes_on: bool = False) -> Entry:
        zone = self._clock.zone()
        starts, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
        icon, tone, status = self._look(one)
        names = [name for name in one.names if name != one.title]
        if one.others:
            names.append(_translate("Calendar", "{count} more").format(count=one.others))
        detail = " · ".join(part for part in (", ".join(names), one.place) if part)
        entry = Entry(
            day, icon, tone, one.title, status, one, clock_text(starts), starts.replace(tzinfo=None),
            ends.replace(tzinfo=None), detail, "" if goes_on else _elsewhere(one, starts), goes_on=goes_on,
        )  # fmt: skip
        if not entry.is_whole_day and not goes_on:
            return entry
        lasts = _translate("Calendar", "until {time}").format(time=clock_text(ends))
        if entry.is_whole_day:
            lasts = _translate("Calendar", "All day")
        return replace(entry, time="", detail=" · ".join(part for part in (lasts, detail) if part))

    def _look(self, one: AgendaMeeting) -> tuple[str, str, str]:
        """Icon, tone and word of what came of a meeting: seen at a glance, and not by colour alone."""
        if one.state is AppointmentState.MISSED:
            return "x", "lost", _translate("Calendar", "Did not take place")
        if one.state is AppointmentState.HELD and one.outcome is not None:
            return outcome_icon(one.outcome), outcome_tone(one.outcome), outcome_word(one.outcome)
        if one.state is AppointmentState.HELD:
            return "check", "neutral", _translate("Calendar", "Took place")
        if one.is_unanswered(self._clock.now()):
            return "alert", "warn", _translate("Calendar", "How did it go?")
        return "repeat" if one.repeats else "calendar", "accented", _translate("Calendar", "Planned")


def _elsewhere(one: AgendaMeeting, here: datetime) -> str:
    """ "15:00 in Tashkent", for a meeting that was planned in a zone with another hour."""
    try:
        there = one.starts_at.astimezone(ZoneInfo(one.zone))
    except (ValueError, OSError, KeyError):
        return ""
    if there.utcoffset() == here.utcoffset():
        return ""
    place = one.zone.rpartition("/")[2].replace("_", " ")
    return _translate("Calendar", "{time} in {place}").format(time=clock_text(there), place=place)


def _joined(name: str, text: str) -> str:
    first = text.splitlines()[0] if text else ""
    return ": ".join(part for part in (name, first) if part)
