"""Asks the notebook and puts its answers into words. May run on any thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.domain.interaction import Outcome
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.questions import Ending
from crm_desktop.domain.week import first_weekday
from crm_desktop.ui.asking.reply import Line, Question, Reply, Tally
from crm_desktop.ui.calendar.period import Periods
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.interactions import outcome_icon, outcome_tone, outcome_word
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_desktop.domain.questions import Ended, PlannedDay, PlannedMeeting, When
    from crm_desktop.formats.sheets.values import Value
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.questions import Questions
    from crm_desktop.services.settings import Settings

_translate = QCoreApplication.translate


class Replies:
    """Days are local ones; a period holds both its ends. Raises UserError as the questions do."""

    def __init__(self, questions: Questions, settings: Settings, clock: Clock) -> None:
        self._questions = questions
        self._settings = settings
        self._clock = clock
        self.words = DayWords(clock)

    @property
    def calendar(self) -> Calendar:
        """The calendar one lives by."""
        return Calendar(self._settings.calendar)

    @property
    def first_weekday(self) -> int:
        """The day with which one's week begins, 1 is Monday."""
        return first_weekday(self._settings.country)

    def period(self, first: date, last: date) -> str:
        """The period in words, in the calendar one lives by."""
        return _isolated(Periods(self.calendar, self.first_weekday).between(first, last))

    def outcomes(self, first: date, last: date) -> Reply:
        """How many meetings took place, and how they ended."""
        found = self._questions.outcomes(first, last)
        period, held = self.period(first, last), found.held
        if not found.ended:
            sentence = _translate("Asking", "There was no meeting in these days: {period}.")
        else:
            text = _translate("Asking", "%Ln meeting(s) took place: {period}.", None, held)
            sentence = english_plural(text, held)
        counts = ((ending, found.count(ending)) for ending in Ending)
        return Reply(
            Question.OUTCOMES,
            _translate("Asking", "How meetings ended"),
            sentence.format(period=period),
            tuple(Tally(count, *_look(ending)) for ending, count in counts if count),
            tuple(self._ended(one) for one in found.ended),
            _translate("Asking", "Choose other days, or plan something: what becomes of it is counted here."),
            (_date(), _time(), _meeting(), _with(), _translate("Asking", "How it ended")),
            tuple(
                (*self._cells(one.at), one.title, ", ".join(one.names), _look(one.ending)[0])
                for one in found.ended
            ),
        )

    def rebooked(self, first: date, last: date) -> Reply:
        """Who of those met comes again, and when."""
        found = self._questions.rebooked(first, last)
        count, period = len(found.again), self.period(first, last)
        if not found.met:
            sentence = _translate("Asking", "You met nobody in these days: {period}.")
        else:
            text = _translate(
                "Asking", "Of %Ln client(s) met, {again} made another appointment: {period}.", None, found.met
            )
            sentence = english_plural(text, found.met)
        again, no_date = _translate("Asking", "Comes again"), _translate("Asking", "No date yet")
        lines = [
            Line(one.name, "repeat", "good", again, self._when(one.at), person=one.contact_id)
            for one in found.again
        ] + [Line(name, "clock", "warn", no_date, person=number) for number, name in found.not_again]
        tallies = (
            Tally(count, again, "repeat", "good"),
            Tally(len(found.not_again), no_date, "clock", "warn"),
        )
        rows: list[tuple[Value, ...]] = [(one.name, *self._cells(one.at)) for one in found.again]
        rows += [(name, "", "") for _, name in found.not_again]
        return Reply(
            Question.REBOOKED,
            _translate("Asking", "Who comes again"),
            sentence.format(period=period, again=QLocale().toString(count)),
            tuple(one for one in tallies if one.count),
            tuple(lines),
            _translate("Asking", "Whoever you meet stands here, with the date of the next meeting."),
            (_name(), _translate("Asking", "Next meeting"), _time()),
            tuple(rows),
        )

    def planned(self, first: date, last: date) -> Reply:
        """How many meetings there are, by day."""
        found = self._questions.planned(first, last)
        total, period = found.total, self.period(first, last)
        if not total:
            sentence = _translate("Asking", "Nothing is planned in these days: {period}.")
        else:
            sentence = english_plural(
                _translate("Asking", "%Ln meeting(s) planned: {period}.", None, total), total
            )
        days = len(found.days)
        word = english_plural(_translate("Asking", "day(s) with meetings", None, days), days)
        lines: list[Line] = []
        for one in found.days:
            lines += [self._day(one), *(self._planned(meeting) for meeting in one.meetings)]
        return Reply(
            Question.PLANNED,
            _translate("Asking", "What is planned"),
            sentence.format(period=period),
            (Tally(days, word, "calendar", "accented"),) if days else (),
            tuple(lines),
            _translate("Asking", "These days are free: what you plan stands here, day by day."),
            (_date(), _time(), _meeting(), _with()),
            tuple(
                (*self._cells(each.at), each.title, ", ".join(each.names))
                for one in found.days
                for each in one.meetings
            ),
        )

    def when(self, name: str) -> Reply:
        """The last and the next meeting with whoever is called so."""
        text = " ".join(name.split())
        found = self._questions.when(text) if text else []
        nothing = _translate("Asking", "Nobody is called so. A part of the name is enough, in any script.")
        if not text:
            nothing = _translate("Asking", "Write a name: you see when you met and when you meet again.")
        return Reply(
            Question.WHEN,
            _translate("Asking", "When we meet"),
            self._when_sentence(found[0]) if found else "",
            (),
            tuple(self._met(one) for one in found),
            nothing,
            (_name(), _translate("Asking", "Last meeting"), _translate("Asking", "Next meeting")),
            tuple((one.name, self._stamp(one.last), self._stamp(one.next)) for one in found),
        )

    def _ended(self, one: Ended) -> Line:
        word, icon, tone = _look(one.ending)
        who = _others(one.title, one.names)
        return Line(one.title, icon, tone, word, self._when(one.at), who, meeting=one.appointment_id)

    def _day(self, one: PlannedDay) -> Line:
        count = len(one.meetings)
        text = english_plural(_translate("Asking", "%Ln meeting(s)", None, count), count)
        return Line(self.words.day(one.day, weekday=True), "", "accented", text, day=one.day)

    def _planned(self, one: PlannedMeeting) -> Line:
        icon, word = "calendar", _translate("Calendar", "Planned")
        if one.at <= self._clock.now():
            icon, word = "check", _translate("Asking", "Was planned")
        return Line(
            one.title, icon, "accented", word, self.words.time(one.at), _others(one.title, one.names),
            meeting=one.appointment_id,
        )  # fmt: skip

    def _met(self, one: When) -> Line:
        last = _translate("Asking", "last: {when}").format(when=self._or(one.last, "last"))
        following = _translate("Asking", "next: {when}").format(when=self._or(one.next, "next"))
        icon, tone = ("calendar", "accented") if one.next else ("clock", "neutral")
        return Line(one.name, icon, tone, following, last, person=one.contact_id)

    def _when_sentence(self, one: When) -> str:
        if one.last and one.next:
            text = _translate("Asking", "{name}: last met {last}, next {next}.")
        elif one.next:
            text = _translate("Asking", "{name}: not met yet, next {next}.")
        elif one.last:
            text = _translate("Asking", "{name}: last met {last}, nothing is planned.")
        else:
            text = _translate("Asking", "{name}: not met yet, and nothing is planned.")
        name, last, following = one.name, self._or(one.last, ""), self._or(one.next, "")
        return text.format(name=_isolated(name), last=_isolated(last), next=_isolated(following))

    def _or(self, at: datetime | None, kind: str) -> str:
        if at is not None:
            return self._when(at)
        return _translate("Asking", "never") if kind == "last" else _translate("Asking", "not planned")

    def _when(self, at: datetime) -> str:
        return self.words.moment(at, exact=True)

    def _cells(self, at: datetime) -> tuple[Value, Value]:
        local = self.words.local(at)
        return PartialDate(local.year, local.month, local.day), f"{local:%H:%M}"

    def _stamp(self, at: datetime | None) -> str:
        return f"{self.words.local(at):%Y-%m-%d %H:%M}" if at is not None else ""


def _look(ending: Ending) -> tuple[str, str, str]:
    """Word, icon and tone of an ending: the same as in the calendar."""
    if ending is Ending.NOT_HELD:
        return _translate("Calendar", "Did not take place"), "x", "lost"
    if ending is Ending.UNANSWERED:
        return _translate("Asking", "Not answered yet"), "alert", "warn"
    outcome = Outcome(ending.value)
    return outcome_word(outcome), outcome_icon(outcome), outcome_tone(outcome)


def _others(title: str, names: tuple[str, ...]) -> str:
    return ", ".join(name for name in names if name != title)


def _date() -> str:
    return _translate("Asking", "Date")


def _time() -> str:
    return _translate("Asking", "Time")


def _meeting() -> str:
    return _translate("Asking", "Meeting")


def _name() -> str:
    return _translate("Asking", "Name")


def _with() -> str:
    return _translate("Asking", "With")


def _isolated(text: str) -> str:
    """A part of a sentence that reads in its own direction."""
    return f"\u2068{text}\u2069"
