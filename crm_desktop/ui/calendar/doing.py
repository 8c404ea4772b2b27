"""What is done from the calendar: opened, moved, stretched, planned. Each deed is one undo step, and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from crm_desktop.domain.agenda import AgendaComplaint, AgendaMeeting, AgendaPromise
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.today import ComingDate
from crm_desktop.ui.planning.line_plans import LinePlans
from crm_desktop.ui.widgets.plain_text import plain_action

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.scope import Scope
    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.calendar.entries import Entry
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.shell.dialogs import Dialogs
    from crm_desktop.ui.theme.controller import ThemeController


class CalendarDoing(QObject):
    """`open_contact` shows a card."""

    def __init__(
        self,
        appointments: Appointments,
        follow_ups: FollowUps,
        contacts: ContactBook,
        settings: Settings,
        clock: Clock,
        dialogs: Dialogs,
        messages: Messages,
        open_contact: Callable[[ContactId], None],
        theme: ThemeController,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._appointments = appointments
        self._follow_ups = follow_ups
        self._lines = LinePlans(appointments, contacts, settings, clock)
        self._clock = clock
        self._dialogs = dialogs
        self._messages = messages
        self._open_contact = open_contact
        self._theme = theme
        self._window = window

    def plan(self, start: datetime, minutes: int | None = None) -> None:
        """Plan something that starts at a wall time, and lasts so long."""
        self._dialogs.plan(start=start, minutes=minutes)

    def plan_written(self, start: datetime, text: str) -> None:
        """Plan what was written at an hour of the notebook, with whoever the words surely name; a day, an
        hour or a length in the words counts.
        """
        offer = self._lines.plan_written(start, text)
        self._try(lambda: self._lines.plan(offer), offer.done)

    def open(self, entry: Entry, _place: QPoint | None = None) -> None:
        """What Enter does: a meeting that is over is answered, everything else is shown to be changed."""
        subject = entry.subject
        try:
            if isinstance(subject, AgendaMeeting):
                meeting = self._appointments.get(subject.id)
                if subject.is_unanswered(self._clock.now()):
                    self._dialogs.how_it_went(meeting)
                else:
                    self._dialogs.plan(appointment=meeting)
            elif isinstance(subject, AgendaPromise):
                self._edit_promise(subject)
            elif isinstance(subject, AgendaComplaint) and subject.contact_id is not None:
                self._open_contact(subject.contact_id)
            elif isinstance(subject, ComingDate):
                self._open_contact(subject.noted.contact_id)
        except UserError as error:
            self._messages.error(str(error))

    def menu(self, entry: Entry, place: QPoint) -> None:
        """What else can be done with an entry."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        subject = entry.subject
        if isinstance(subject, AgendaMeeting):
            try:
                self._meeting_menu(menu, entry, self._appointments.get(subject.id))
            except UserError as error:
                self._messages.error(str(error))
        elif isinstance(subject, AgendaPromise):
            menu.addAction(self.tr("Change…"), lambda: self.open(entry))
            if not subject.done:
                menu.addAction(self.tr("Done"), lambda: self._keep(subject))
            if subject.contact_id is not None:
                self._contact_action(menu, subject.contact_id, subject.name)
        elif isinstance(subject, ComingDate):
            self._contact_action(menu, subject.noted.contact_id, subject.noted.name)
        if menu.actions():
            menu.popup(place)

    def move(self, entry: Entry, to: date | datetime) -> None:
        """Let something stand on another day, a meeting perhaps at another hour."""
        subject = entry.subject
        if isinstance(subject, AgendaPromise):
            day = to.date() if isinstance(to, datetime) else to
            self._try(
                lambda: self._follow_ups.put_off(subject.id, day),
                self.tr("Moved: {what}").format(what=entry.title),
            )
        elif isinstance(subject, AgendaMeeting) and entry.starts is not None:
            start = to if isinstance(to, datetime) else datetime.combine(to, entry.starts.time())
            self._change(subject, start - entry.starts, timedelta(), entry)

    def stretch(self, entry: Entry, minutes: int) -> None:
        """Let a meeting last so many minutes."""
        if isinstance(entry.subject, AgendaMeeting) and entry.starts and entry.ends:
            self._change(
                entry.subject, timedelta(), timedelta(minutes=minutes) - (entry.ends - entry.starts), entry
            )

    def _change(self, subject: AgendaMeeting, by: timedelta, longer: timedelta, entry: Entry) -> None:
        """The wall time moves in the zone the meeting was planned in, by as much as it was dragged here."""
        try:
            before = self._appointments.get(subject.id)
        except UserError as error:
            self._messages.error(str(error))
            return
        minutes = before.minutes + int(longer.total_seconds()) // 60
        after = replace(before, starts=before.starts + by, minutes=minutes)
        done = (self.tr("Moved: {what}") if by else self.tr("Changed: {what}")).format(what=entry.title)
        if not before.repeats:
            self._try(lambda: self._appointments.edit(after), done)
            return
        from crm_desktop.ui.planning.scope_sheet import ask_change

        def chosen(scope: Scope) -> None:
            self._try(lambda: self._appointments.edit(after, scope=scope), done)

        ask_change(before, chosen, self._theme, self._window, other_rule=False)

    def _meeting_menu(self, menu: QMenu, entry: Entry, meeting: Appointment) -> None:
        menu.addAction(self.tr("Change…"), lambda: self._dialogs.plan(appointment=meeting))
        if meeting.starts_at <= self._clock.now():
            menu.addAction(self.tr("How did it go?"), lambda: self._dialogs.how_it_went(meeting))
        menu.addAction(self.tr("Attachments…"), lambda: self._dialogs.attachments(meeting))
        if (brief_of := meeting.id) is not None:
            menu.addAction(self.tr("Print a brief…"), lambda: self._dialogs.brief(brief_of))
        menu.addAction(self.tr("Cancel the meeting"), lambda: self._dialogs.cancel_meeting(meeting))
        names = entry.subject.names if isinstance(entry.subject, AgendaMeeting) else ()
        if meeting.contact_ids:
            menu.addSeparator()
        for number, name in zip(meeting.contact_ids, names, strict=False):
            self._contact_action(menu, number, name)

    def _contact_action(self, menu: QMenu, number: ContactId, name: str) -> None:
        text = self.tr("Show {name}").format(name=plain_action(name))
        menu.addAction(text, lambda: self._open_contact(number))

    def _edit_promise(self, promise: AgendaPromise) -> None:
        found = self._follow_ups.get(promise.id)
        if promise.contact_id is None:
            self._dialogs.remind_me(found)
        else:
            self._dialogs.follow_up(promise.contact_id, promise.name, found)

    def _keep(self, promise: AgendaPromise) -> None:
        done = self.tr("Done: {what}").format(what=promise.text)
        self._try(lambda: self._follow_ups.done(promise.id), done)

    def _try(self, deed: Callable[[], object], done: str) -> None:
        try:
            deed()
        except UserError as error:
            self._messages.error(str(error))
        else:
            self._messages.undoable(done)
