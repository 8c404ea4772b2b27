"""Asks once after a meeting: how it went, what was said, what is next and when. Saved as one step.

The usual is a key and Enter: 1 well, 2 so-so, 3 badly, 4 it did not take place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.domain.answer import Answer
from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.ui.answering.next_choice import MEETING, PROMISE, NextChoice
from crm_desktop.ui.answering.next_meeting import NextMeeting
from crm_desktop.ui.answering.went_bar import WentBar
from crm_desktop.ui.logbook.agreed_fields import AgreedFields
from crm_desktop.ui.logbook.log_text import LogText
from crm_desktop.ui.logbook.next_step import NextStep
from crm_desktop.ui.models.contact_texts import ContactTexts
from crm_desktop.ui.people.people_picker import PeoplePicker
from crm_desktop.ui.planning.form_dialog import FormDialog
from crm_desktop.ui.widgets.labels import ElidedLabel
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.spans import minutes_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.draft import JSON
    from crm_desktop.services.answering import Answering
    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.people.people_picker import FindsPeople
    from crm_desktop.ui.theme.controller import ThemeController


class AnswerDialog(FormDialog):
    """About one meeting. Without people it keeps how it went with the meeting, and writes no entry."""

    def __init__(
        self,
        meeting: Appointment,
        answering: Answering,
        appointments: Appointments,
        contacts: FindsPeople,
        settings: Settings,
        theme: ThemeController,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", self.tr("Save"), theme, parent)
        self.set_title(self.tr("How did it go?"))
        self.setMinimumWidth(theme.px(650))
        self._meeting, self._answering, self._clock = meeting, answering, clock
        self._days = DayWords(clock)
        self._went = WentBar(theme, self)
        texts = ContactTexts(self._days)
        self.who = PeoplePicker(contacts, texts, theme, self, name=self.tr("Who was there"))
        self._text = LogText(theme, self)
        self._text.setAccessibleName(self.tr("What was said"))
        self._agreed = AgreedFields(theme, self)
        self._way = NextChoice(theme, self)
        self._promise = NextStep(theme, clock, self)
        self._again = NextMeeting(
            meeting, settings.appointment_lead, appointments.clashes, theme, clock, self
        )
        self._lay_out()
        self._connect()
        self.who.choose(meeting.contact_ids)
        self._show_answer()
        self._follow_answer()
        self._follow_way()
        self._went.begin()

    def save(self) -> None:
        number = self._meeting.id
        assert number is not None
        self._answering.answer(number, self._answer())

    def draft_fields(self) -> dict[str, QWidget]:
        return {
            "went": self._went,
            "who": self.who,
            "text": self._text,
            **self._agreed.fields(),
            "way": self._way,
            "next": self._promise,
            "meeting": self._again,
        }

    def draft_title(self) -> str:
        return self.tr("How did it go: {title}").format(title=self._meeting.title)

    def restore(self, content: Mapping[str, Any]) -> None:
        super().restore(content)
        self._agreed.unfold_if_filled()
        self._follow_answer()
        self._follow_way()
        if self._went.is_said or self._text.toPlainText():
            self._text.setFocus()

    def is_worth_keeping(self, typed: Mapping[str, JSON]) -> bool:
        """Words and plans, not a key that is pressed again at once."""
        return not typed.keys() <= {"went", "who"}

    def _show_answer(self) -> None:
        """Begin with what was answered before, so that it can be put right."""
        meeting = self._meeting
        if meeting.state in (AppointmentState.HELD, AppointmentState.MISSED):
            took_place = meeting.state is AppointmentState.HELD
            self._went.show_answer(meeting.outcome, took_place=took_place)
        entry = self._answering.entry_of(meeting.id) if meeting.id is not None else None
        if entry is not None:
            self.who.choose(entry.contact_ids)
            self._text.setPlainText("" if entry.text == meeting.title else entry.text)
            self._agreed.set_texts((entry.came_for, entry.offered, entry.agreed))

    def _answer(self) -> Answer:
        """What was put in. Raises UserError for what cannot be kept."""
        if not self._went.is_said:
            self._went.begin()
            raise UserError(self.tr("Say first how it went: press 1, 2, 3 or 4."))
        people = self.who.ids
        promise = again = None
        if self._way.way == PROMISE:
            said = self._promise.promise()
            if said is None:
                self._promise.setFocus()
                raise UserError(self.tr("Say what is to be done, or choose “Nothing yet”."))
            promise = FollowUp(people[0] if people else None, *said)
        elif self._way.way == MEETING:
            again = self._again.meeting(people)
        return Answer(
            took_place=self._went.took_place,
            outcome=self._went.outcome,
            entry=self._entry(),
            next_meeting=again,
            promise=promise,
        )

    def _entry(self) -> Interaction | None:
        """What goes into the logbook: of one that was missed only what was said of it, as a note."""
        meeting, words = self._meeting, (self._text.toPlainText().strip(), *self._agreed.texts())
        took_place = self._went.took_place
        if not self.who.ids:
            if any(words):
                self.who.setFocus()
                raise UserError(self.tr("Say with whom it was: words are kept on somebody's card."))
            return None
        if not took_place and not any(words):
            return None
        text, came_for, offered, agreed = words
        return Interaction(
            kind=InteractionKind.MEETING if took_place else InteractionKind.NOTE,
            at=min(meeting.starts_at, self._clock.now()),
            contact_ids=self.who.ids,
            text=text or (meeting.title if took_place and not any(words) else ""),
            minutes=(meeting.minutes or None) if took_place else None,
            came_for=came_for,
            offered=offered,
            agreed=agreed,
        )

    def _connect(self) -> None:
        self._went.chosen.connect(self._on_said)
        self._way.chosen.connect(self._on_way_chosen)
        self._text.submitted.connect(self.submit)
        for number in range(1, 5):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda each=number: self._went.choose_number(each))

    def _on_said(self) -> None:
        self._follow_answer()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_answer(self) -> None:
        hint = (
            self.tr("What was said? Enter saves, Shift+Enter begins a new line")
            if self._went.took_place
            else self.tr("Why not? Enter saves, Shift+Enter begins a new line")
        )
        self._text.setPlaceholderText(hint)

    def _on_way_chosen(self) -> None:
        self._follow_way()
        if self._way.way == PROMISE:
            self._promise.setFocus()
        elif self._way.way == MEETING:
            self._again.begin()

    def _follow_way(self) -> None:
        self._promise.setVisible(self._way.way == PROMISE)
        self._again.setVisible(self._way.way == MEETING)

    def _lay_out(self) -> None:
        said, following = QWidget(self), QWidget(self)
        for holder, parts in (
            (said, (self._text, self._agreed)),
            (following, (self._way, self._promise, self._again)),
        ):
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(self.theme.px(8))
            for part in parts:
                column.addWidget(part)
        self.add_row(self.tr("Meeting"), ElidedLabel(self._about(), self.theme), top=0)
        self.add_row(self.tr("How it went"), self._went, top=6)
        self.add_row(self.tr("What was said"), said)
        self.add_row(self.tr("With"), self.who)
        self.add_row(self.tr("What is next"), following, top=6)

    def _about(self) -> str:
        meeting = self._meeting
        when = self._days.moment(meeting.starts_at, exact=True)
        parts = (meeting.title, when, minutes_text(meeting.minutes) if meeting.minutes else "", meeting.place)
        return " · ".join(part for part in parts if part)
