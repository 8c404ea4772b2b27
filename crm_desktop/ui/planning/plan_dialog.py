"""Plans a meeting: what, with whom, when, where, and how long before it one wants to be reminded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.recurrence import parse, spelled_out
from crm_desktop.ui.models.contact_texts import ContactTexts
from crm_desktop.ui.people.people_picker import PeoplePicker
from crm_desktop.ui.planning.beside_time import BesideTime
from crm_desktop.ui.planning.form_dialog import FormDialog
from crm_desktop.ui.planning.lead_choice import LeadChoice
from crm_desktop.ui.planning.quick_days import QuickDays
from crm_desktop.ui.planning.repeat_choice import RepeatChoice
from crm_desktop.ui.planning.scope_sheet import ask_change
from crm_desktop.ui.planning.when_edit import WhenEdit
from crm_desktop.ui.planning.zone_choice import ZoneChoice
from crm_desktop.ui.planning.zone_words import zone_name
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.text_area import TextArea
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.spans import minutes_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from typing import Any

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.scope import Scope
    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.people.people_picker import FindsPeople
    from crm_desktop.ui.theme.controller import ThemeController

_LENGTHS = (15, 30, 45, 60, 90, 120, 180, 240)
_USUAL_LENGTH = 60
_MOST_NAMED = 3


class PlanDialog(FormDialog):
    """A meeting to plan, or a planned one to change. Times are those of the zone one is in, until another is
    chosen; what it is in the other one, and what else is planned then, stands beside it.

    Before one of several that repeat is changed, it asks which of them are meant.
    """

    def __init__(
        self,
        appointments: Appointments,
        contacts: FindsPeople,
        settings: Settings,
        theme: ThemeController,
        clock: Clock,
        people: Iterable[ContactId] = (),
        appointment: Appointment | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Plan a meeting") if appointment is None else self.tr("Change the meeting")
        super().__init__(title, self.tr("Plan") if appointment is None else self.tr("Save"), theme, parent)
        self.setMinimumWidth(theme.px(540))
        self._appointments = appointments
        self._clock = clock
        self._days = DayWords(clock)
        self._before = appointment
        self._shown: tuple[datetime, str] | None = None
        self._title = self._line(self.tr("What it is about"), self.tr("Lunch, prices… (may stay empty)"))
        self._who = PeoplePicker(contacts, ContactTexts(self._days), theme, self, name=self.tr("With whom"))
        self._when = WhenEdit(theme, clock, self)
        self._quick = QuickDays(self._days, theme, self)
        self._repeat = RepeatChoice(theme, self._when.day, self)
        self._length = QComboBox(self)
        self._length.setAccessibleName(self.tr("How long"))
        self._place = self._line(self.tr("Where"), self.tr("Where"))
        self._zone = ZoneChoice(zone_name(clock.zone()), theme, self)
        self._agenda = TextArea(self.tr("Agenda"), theme, self.tr("What is to be talked about"), lines=2)
        self._beside = BesideTime(theme, clock, self)
        self._reminders = LeadChoice(theme, self)
        self._lay_out()
        self._quick.chosen.connect(self._when.set_day)
        self._when.changed.connect(self._on_when_changed)
        self._zone.changed.connect(self._on_zone_changed)
        self._on_zone_changed()
        if appointment is None:
            self._who.choose(people)
            self._offer_length(_USUAL_LENGTH)
            self._usual_lead = settings.appointment_lead
            self._when.changed.connect(self._suggest_lead)
            self._suggest_lead()
        else:
            self._show(appointment)
        self._length.currentIndexChanged.connect(self._look_beside)
        self._look_beside()
        (self._title if self._who.ids else self._who).setFocus()

    def begin_at(self, start: datetime, minutes: int | None = None) -> None:
        """Begin a new one with this wall time, and with this length."""
        self._when.set_value(start)
        if minutes:
            if self._length.findData(minutes) < 0:
                self._length.addItem(minutes_text(minutes), minutes)
            self._length.setCurrentIndex(self._length.findData(minutes))

    def begin_with(self, begun: Appointment) -> None:
        """Begin a new one with what is known of it."""
        self._title.setText(begun.title)
        self._who.choose(begun.contact_ids)
        self.begin_at(begun.starts, begun.minutes)
        if begun.rule:
            self._repeat.set_rule(begun.rule, self._when.day)
        self._place.setText(begun.place)
        self._agenda.setPlainText(begun.agenda)
        self._title.setFocus()

    def submit(self) -> None:
        before = self._before
        if before is None or not before.repeats:
            super().submit()
        elif self.tried(self._planned):
            planned = self._planned()
            if planned == before:
                self.accept()
                return
            other_rule = planned.rule != before.rule
            ask_change(
                before, lambda scope: self._change(planned, scope), self.theme, self, other_rule=other_rule
            )

    def save(self) -> None:
        planned = self._planned()
        if self._before is None:
            self._appointments.plan(planned)
        else:
            self._appointments.edit(planned)

    def draft_fields(self) -> dict[str, QWidget]:
        # The day before the repetition, which follows it, and before the reminder, which fits into it.
        return {
            "title": self._title,
            "who": self._who,
            "zone": self._zone,
            "when": self._when,
            "repeat": self._repeat,
            "length": self._length,
            "place": self._place,
            "agenda": self._agenda,
            "remind": self._reminders,
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        super().restore(content)
        (self._title if self._who.ids else self._who).setFocus()

    def draft_title(self) -> str:
        about = self._title.text().strip() or ", ".join(self._who.names[:_MOST_NAMED])
        return self.tr("Meeting: {about}").format(about=about) if about else self.tr("Meeting")

    def _change(self, planned: Appointment, scope: Scope) -> None:
        if self.tried(lambda: self._appointments.edit(planned, scope=scope)):
            self.accept()

    def _planned(self) -> Appointment:
        """What is put in. Raises UserError for what cannot be planned."""
        if not self._who.ids and not self._title.text().strip():
            self._who.setFocus()
            raise UserError(self.tr("Say with whom, or what it is about."))
        starts, zone = self._moment()
        return replace(
            self._before or Appointment(title="", starts=starts, zone=""),
            title=self._title.text().strip(),
            starts=starts,
            zone=zone,
            contact_ids=self._who.ids,
            minutes=self._length.currentData(),
            place=self._place.text().strip(),
            agenda=self._agenda.toPlainText(),
            remind=self._reminders.minutes(),
            rule=self._rule(),
        )

    def _moment(self) -> tuple[datetime, str]:
        """The wall time and its zone. Raises UserError for what is none."""
        starts, zone = self._when.value(), self._zone.zone()
        if self._before is not None and (starts, zone) == self._shown:
            # The hour was left alone: it stays what it is in the zone in which it was planned.
            return self._before.starts, self._before.zone
        return starts, zone

    def _rule(self) -> str:
        if self._before is not None and self._before.repeats and not self._repeat.is_changed_by_hand:
            # How a rule moves along with its meetings is the service's: it knows where they began.
            return self._before.rule
        return self._repeat.rule()

    def _on_when_changed(self) -> None:
        self._quick.mark(self._when.day)
        self._repeat.set_start(self._when.day)
        self._look_beside()

    def _on_zone_changed(self) -> None:
        if self._zone.is_zone:
            self._when.set_zone(ZoneInfo(self._zone.zone()))
        self._on_when_changed()

    def _look_beside(self) -> None:
        """Say what else is planned then, and what time it is here."""
        minutes = self._length.currentData()
        try:
            starts, zone = self._moment()
        except UserError:
            self._beside.clear()
            return
        like = self._before or Appointment(title="", starts=starts, zone=zone)
        meeting = replace(like, starts=starts, zone=zone, minutes=minutes or 0)
        self._beside.show_of(meeting, self._appointments.clashes(meeting), shown_in=self._zone.zone())

    def _suggest_lead(self) -> None:
        room = self._when.minutes_ahead()
        if room is not None:
            self._reminders.suggest(self._usual_lead, room)

    def _show(self, appointment: Appointment) -> None:
        self._title.setText(appointment.title)
        self._who.choose(appointment.contact_ids)
        self._when.set_value(self._days.local(appointment.starts_at).replace(tzinfo=None))
        self._shown = (self._when.value(), self._zone.zone())
        if appointment.rule:
            pattern_day = (appointment.occurrence or appointment.starts).date()
            rule = spelled_out(parse(appointment.rule), pattern_day)
            self._repeat.set_rule(rule.text, self._when.day)
        self._offer_length(appointment.minutes)
        self._place.setText(appointment.place)
        self._agenda.setPlainText(appointment.agenda)
        self._reminders.set_minutes(appointment.remind)

    def _offer_length(self, minutes: int) -> None:
        for length in sorted({*_LENGTHS, minutes}):
            self._length.addItem(minutes_text(length), length)
        self._length.setCurrentIndex(self._length.findData(minutes))

    def _lay_out(self) -> None:
        self.add_row(self.tr("With"), self._who)
        self.add_row(self.tr("What"), self._title)
        self.add_row(self.tr("When"), self._quick, top=6)
        self.add_row("", self._when)
        self.add_row("", self._zone_and_beside(), top=0)
        self.add_row(self.tr("Repeat"), self._repeat)
        self.add_row(self.tr("How long"), self._length)
        self.add_row(self.tr("Where"), self._place)
        self.add_row(self.tr("Agenda"), self._agenda)
        self.add_row(self.tr("Remind me"), self._reminders)

    def _zone_and_beside(self) -> QWidget:
        both = QWidget(self)
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(2))
        column.addWidget(self._zone)
        column.addWidget(self._beside)
        return both

    def _line(self, name: str, placeholder: str) -> LineEdit:
        edit = LineEdit(parent=self)
        edit.setAccessibleName(name)
        edit.setPlaceholderText(placeholder)
        return edit
