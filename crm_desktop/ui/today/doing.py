"""Does what a line of the Today page was told: at once where that is enough, else with a dialog."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import AppointmentId, FollowUpId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.reminder import Reminder, ReminderKind
from crm_desktop.domain.today import Meeting, Promise, ReachOut, Unanswered
from crm_desktop.ui.inbox.snooze_menu import snooze_menu
from crm_desktop.ui.runtime.links import mail_link, open_link, phone_link
from crm_desktop.ui.today.lines import Deed
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.interactions import outcome_word

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.shell.dialogs import Dialogs
    from crm_desktop.ui.shell.messages import BarMessages
    from crm_desktop.ui.today.lines import Line


class TodayDoing(QObject):
    """Each deed is one undo step, and says so in the message area."""

    def __init__(
        self,
        *,
        reminders: Reminders,
        appointments: Appointments,
        follow_ups: FollowUps,
        settings: Settings,
        clock: Clock,
        dialogs: Dialogs,
        messages: BarMessages,
        open_contact: Callable[[ContactId], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._reminders = reminders
        self._appointments = appointments
        self._follow_ups = follow_ups
        self._settings = settings
        self._clock = clock
        self._dialogs = dialogs
        self._messages = messages
        self._open_contact = open_contact
        self._window = window
        self.open_address: Callable[[str], bool] = open_link

    def do(self, line: Line, deed: Deed, place: QPoint) -> None:
        """Do `deed` to what `line` is about; a menu opens at `place`. What cannot be done is told."""
        try:
            self._do(line, deed, place)
        except UserError as error:
            self._messages.error(str(error))

    def _do(self, line: Line, deed: Deed, place: QPoint) -> None:
        match deed, line.subject:
            case Deed.OPEN, _ if line.contact_id is not None:
                self._open_contact(line.contact_id)
            case Deed.DONE, Reminder() as reminder:
                self._reminder_done(reminder)
            case Deed.DONE, Promise() as promise:
                self._promise_done(promise.follow_up.id, line.title)
            case Deed.SNOOZE, Reminder() as reminder:
                self._ask_snooze(reminder, place)
            case Deed.LOG, _:
                self._dialogs.log(_people(line))
            case Deed.CALL, ReachOut() as silent:
                self._call(silent)
            case Deed.WRITE, ReachOut() as silent:
                self._write(silent)
            case Deed.EDIT, Meeting() as meeting:
                self._dialogs.plan(appointment=meeting.appointment)
            case Deed.EDIT, Promise() as promise:
                self._dialogs.follow_up(promise.follow_up.contact_id, promise.name, promise.follow_up)
            case Deed.HELD, Meeting() | Unanswered() as over:
                self._ask_outcome(over.appointment, place)
            case Deed.MISSED, Meeting() | Unanswered() as over:
                self._miss(over.appointment)

    def _reminder_done(self, reminder: Reminder) -> None:
        if reminder.kind is ReminderKind.FOLLOW_UP:
            self._promise_done(FollowUpId(reminder.subject_id), reminder.subject)
            return
        self._reminders.done(reminder.key)
        self._messages.undoable(self.tr("Done: {what}").format(what=reminder.subject or reminder.name))

    def _promise_done(self, follow_up_id: FollowUpId | None, text: str) -> None:
        if follow_up_id is not None:
            self._follow_ups.done(follow_up_id)
            self._messages.undoable(self.tr("Done: {what}").format(what=text))

    def _ask_snooze(self, reminder: Reminder, place: QPoint) -> None:
        def chosen(until: datetime) -> None:
            self._snooze(reminder, until)

        menu = snooze_menu(
            self._clock,
            self._settings.morning_time,
            chosen,
            lambda: self._dialogs.snooze(chosen),
            self._window,
        )
        menu.popup(place)

    def _snooze(self, reminder: Reminder, until: datetime) -> None:
        try:
            self._reminders.snooze(reminder.key, until)
        except UserError as error:
            self._messages.error(str(error))
            return
        when = DayWords(self._clock).moment(until, exact=True)
        self._messages.undoable(self.tr("Comes back: {when}").format(when=when))

    def _ask_outcome(self, appointment: Appointment, place: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for outcome in Outcome:
            menu.addAction(outcome_word(outcome), partial(self._hold, appointment, outcome))
        menu.addSeparator()
        menu.addAction(self.tr("It just took place"), lambda: self._hold(appointment, None))
        menu.popup(place)

    def _hold(self, appointment: Appointment, outcome: Outcome | None) -> None:
        if appointment.id is None:
            return
        took_place = Interaction(
            kind=InteractionKind.MEETING,
            at=min(appointment.starts_at, self._clock.now()),
            contact_ids=appointment.contact_ids,
            text=appointment.title,
            minutes=appointment.minutes or None,
            outcome=outcome,
        )
        self._appointments.hold(appointment.id, took_place if appointment.contact_ids else None)
        self._messages.undoable(self.tr("Took place: {what}").format(what=appointment.title))

    def _miss(self, appointment: Appointment) -> None:
        if appointment.id is not None:
            self._appointments.miss(AppointmentId(appointment.id))
            self._messages.undoable(self.tr("Did not take place: {what}").format(what=appointment.title))

    def _call(self, silent: ReachOut) -> None:
        if self.open_address(phone_link(silent.phone)):
            text = self.tr("Calling {name}").format(name=silent.name)
            self._messages.with_action(
                text,
                self.tr("Log the call"),
                lambda: self._dialogs.log((silent.contact_id,), InteractionKind.CALL),
            )
            return
        self._copy(silent.phone)
        text = self.tr("This computer cannot call. The number {phone} is on the clipboard.")
        self._messages.say(text.format(phone=silent.phone))

    def _write(self, silent: ReachOut) -> None:
        if self.open_address(mail_link(silent.email)):
            text = self.tr("Writing to {name}").format(name=silent.name)
            self._messages.with_action(
                text,
                self.tr("Log the e-mail"),
                lambda: self._dialogs.log((silent.contact_id,), InteractionKind.EMAIL),
            )
            return
        self._copy(silent.email)
        text = self.tr("There is no e-mail program. The address {email} is on the clipboard.")
        self._messages.say(text.format(email=silent.email))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)


def _people(line: Line) -> tuple[ContactId, ...]:
    if isinstance(line.subject, Reminder):
        return line.subject.contact_ids
    return (line.contact_id,) if line.contact_id is not None else ()
