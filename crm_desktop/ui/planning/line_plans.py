"""What a written line would plan, told before it is done: the meeting, its words, and what else is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.ui.planning.clash_words import clash_words
from crm_desktop.ui.planning.lead_choice import fitting_lead
from crm_desktop.ui.planning.plan_line import read_plan
from crm_desktop.ui.planning.plan_names import Candidate
from crm_desktop.ui.planning.window_words import window_words
from crm_desktop.ui.planning.zone_words import zone_name
from crm_desktop.ui.wording.days import DayWords, clock_text
from crm_desktop.ui.wording.recurrence import text_words
from crm_desktop.ui.wording.spans import minutes_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.planning.plan_line import PlanLine

_translate = QCoreApplication.translate
_USUAL_LENGTH = 60
_MOST_FOUND = 12
_MOST_OFFERS = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A meeting that a line says. `is_whole`: its hour is known too, so that it can be planned at once.

    `headline` is what and with whom, `details` when, how long, where, and what to think of.
    """

    meeting: Appointment
    line: PlanLine
    is_whole: bool
    headline: str
    details: str

    @property
    def done(self) -> str:
        """What is told once it is planned."""
        return _translate("PlanLine", "Planned: {what} · {when}").format(
            what=self.headline, when=self.details
        )


class LinePlans:
    """Reads lines with the words, the calendar and the people of this user."""

    def __init__(
        self, appointments: Appointments, contacts: ContactBook, settings: Settings, clock: Clock
    ) -> None:
        self._appointments = appointments
        self._contacts = contacts
        self._settings = settings
        self._clock = clock
        self._days = DayWords(clock)
        self._last_read = ""
        self._found: dict[str, list[Candidate]] = {}

    def offers(self, text: str, people: Sequence[ContactId] = ()) -> list[Offer]:
        """What the line would plan, with `people` besides whom it names; nothing where it says no day or
        hour, or nothing to do then. Where a name is several people's there is one for each of the likeliest.
        """
        line = self._read(text)
        if not line.says_when or not (line.says_what or people):
            return []
        open_name = next((one for one in line.who if len(one.candidates) > 1), None)
        chosen = open_name.candidates[:_MOST_OFFERS] if open_name else (None,)
        return [
            self._offer(
                line, [one if one and name is open_name else name.best for name in line.who], tuple(people)
            )
            for one in chosen
        ]

    def plan_written(self, start: datetime, text: str) -> Offer:
        """What was written at an hour, which counts where the text says no other."""
        self._found.clear()
        line = self._read(text, start)
        return self._offer(line, [one.best for one in line.who], ())

    def plan(self, offer: Offer) -> None:
        """Plan it. Raises UserError for what cannot be planned."""
        self._appointments.plan(offer.meeting)

    def _read(self, text: str, line: datetime | None = None) -> PlanLine:
        if not text.startswith(self._last_read[:-1]):
            # Whoever was found stays found only while one goes on with the same line.
            self._found.clear()
        self._last_read = text
        settings = self._settings
        words = window_words(Calendar(settings.calendar), settings.country)
        return read_plan(text, self._now(), words, self._find, line=line)

    def _now(self) -> datetime:
        return self._days.local(self._clock.now()).replace(tzinfo=None)

    def _find(self, words: str) -> list[Candidate]:
        if words not in self._found:
            ids = self._contacts.ids(ContactQuery(text=words), limit=_MOST_FOUND)
            names = self._contacts.names(ids)
            self._found[words] = [Candidate(each, names[each]) for each in ids if each in names]
        return self._found[words]

    def _offer(self, line: PlanLine, who: Sequence[Candidate], people: tuple[ContactId, ...]) -> Offer:
        start = line.start or datetime.combine(line.day or self._days.today(), self._settings.work_from)
        room = (start - self._now()) // timedelta(minutes=1)
        ids = tuple(dict.fromkeys((*people, *(ContactId(each.id) for each in who))))
        meeting = Appointment(
            title=_capital(line.title),
            starts=start,
            zone=zone_name(self._clock.zone()),
            contact_ids=ids,
            minutes=_USUAL_LENGTH if line.minutes is None else line.minutes,
            place=line.place,
            rule=line.rule,
            remind=(fitting_lead(self._settings.appointment_lead, room),),
        )
        names = [each.name for each in who if ContactId(each.id) not in people]
        details = " · ".join(part for part in self._details(line, meeting) if part)
        return Offer(meeting, line, line.start is not None, _headline(meeting.title, names), details)

    def _details(self, line: PlanLine, meeting: Appointment) -> list[str]:
        day = self._days.day(meeting.starts.date(), weekday=True)
        if line.start is None:
            return [day, text_words(meeting.rule, meeting.starts.date()), meeting.place, _at_what_time()]
        return [
            _translate("PlanLine", "{day} {time}").format(day=day, time=clock_text(meeting.starts)),
            self._about_when(line),
            minutes_text(meeting.minutes),
            meeting.place,
            text_words(meeting.rule, meeting.starts.date()),
            self.clashes(meeting),
        ]

    def _about_when(self, line: PlanLine) -> str:
        if line.put_off and line.start is not None:
            time = clock_text(line.start)
            return _translate("PlanLine", "today {time} is over").format(time=time)
        over = line.start is not None and line.start < self._now().replace(second=0)
        return _translate("PlanLine", "in the past") if over else ""

    def clashes(self, meeting: Appointment) -> str:
        """What else is planned at that time, in words; "" for nothing."""
        try:
            others = self._appointments.clashes(meeting)
        except (UserError, OverflowError):
            return ""
        return clash_words([other.title for other in others])


def _headline(title: str, names: Sequence[str]) -> str:
    if not names:
        return title or _translate("PlanLine", "A meeting")
    who = QLocale().createSeparatedList(list(names))
    if not title:
        return _translate("PlanLine", "A meeting with {names}").format(names=who)
    return _translate("PlanLine", "{what} with {names}").format(what=title, names=who)


def _at_what_time() -> str:
    return _translate("PlanLine", "at what time?")


def _capital(title: str) -> str:
    first = title[:1].upper()
    return first + title[1:] if len(first) == 1 else title
