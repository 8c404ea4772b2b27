"""Does what a line of the Today page was told: at once where that is enough, else with a dialog."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.domain.answer import Answer
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import FollowUpId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.reminder import Reminder, ReminderKind
from crm_desktop.domain.today import ComingDate, DueComplaint, Meeting, Promise, ReachOut, Unanswered
from crm_desktop.ui.today.lines import Deed
from crm_desktop.ui.today.reaching import Reaching

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.answering import Answering
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.interactions import Logbook
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.shell.dialogs import Dialogs
    from crm_desktop.ui.shell.messages import BarMessages
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.today.later import Later
    from crm_desktop.ui.today.lines import Line

_OUTCOMES = {Deed.GOOD: Outcome.GOOD, Deed.NEUTRAL: Outcome.NEUTRAL, Deed.BAD: Outcome.BAD}
_PROMISED = (ReminderKind.FOLLOW_UP, ReminderKind.OWN)


class TodayDoing(QObject):
    """Each deed is one undo step, and says so in the message area."""

    def __init__(
        self,
        *,
        reminders: Reminders,
        answering: Answering,
        logbook: Logbook,
        follow_ups: FollowUps,
        contacts: ContactBook,
        settings: Settings,
        clock: Clock,
        dialogs: Dialogs,
        messages: BarMessages,
        open_contact: Callable[[ContactId], None],
        theme: ThemeController,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._reminders = reminders
        self._answering = answering
        self._logbook = logbook
        self._follow_ups = follow_ups
        self._clock = clock
        self._dialogs = dialogs
        self._messages = messages
        self._open_contact = open_contact
        self.reaching = Reaching(dialogs, messages)
        self._contacts = contacts
        self._settings = settings
        self._theme = theme
        self._window = window

    @cached_property
    def _later(self) -> Later:
        """Made when it is first asked for: menus and the choice of a day are nothing that a start needs."""
        from crm_desktop.ui.today.later import Later

        return Later(
            reminders=self._reminders,
            follow_ups=self._follow_ups,
            contacts=self._contacts,
            settings=self._settings,
            clock=self._clock,
            dialogs=self._dialogs,
            messages=self._messages,
            theme=self._theme,
            window=self._window,
        )

    def do(self, line: Line, deed: Deed, place: QPoint) -> None:
        """Do `deed` to what `line` is about; a menu opens at `place`. What cannot be done is told."""
        try:
            if not self._do_with_somebody(line, deed):
                self._do(line, deed, place)
        except UserError as error:
            self._messages.error(str(error))

    def _do_with_somebody(self, line: Line, deed: Deed) -> bool:
        """What is the same for every line that is about somebody; whether it was that."""
        match deed:
            case Deed.OPEN if line.contact_id is not None:
                self._open_contact(line.contact_id)
            case Deed.LOG:
                self._dialogs.log(_people(line))
            case Deed.CALL:
                self.reaching.call(line)
            case Deed.WRITE:
                self.reaching.write(line)
            case _:
                return False
        return True

    def _do(self, line: Line, deed: Deed, place: QPoint) -> None:
        match deed, line.subject:
            case Deed.DONE, _:
                self._done(line)
            case Deed.DISMISS, _:
                self._dismiss(line)
            case Deed.SNOOZE, Promise() as promise:
                self._later.put_off(promise, line.reminder, place)
            case Deed.SNOOZE, _ if line.reminder is not None:
                self._later.snooze(line.reminder, place)
            case Deed.PAUSE, ReachOut() as silent:
                self._later.pause(silent, place)
            case Deed.EDIT, Meeting() | Unanswered() as about:
                self._dialogs.plan(appointment=about.appointment)
            case Deed.EDIT, Promise() as promise:
                self._edit_promise(promise)
            case Deed.EDIT, DueComplaint(complaint=complaint):
                self._dialogs.log(entry=complaint)
            case Deed.HELD, Meeting() | Unanswered() as over:
                self._dialogs.how_it_went(over.appointment)
            case ((Deed.GOOD | Deed.NEUTRAL | Deed.BAD), Unanswered() as over):
                self._hold(over.appointment, _OUTCOMES[deed])
            case Deed.MISSED, Meeting() | Unanswered() as over:
                self._miss(over.appointment)
            case Deed.CANCEL, Meeting() as meeting:
                self._dialogs.cancel_meeting(meeting.appointment)

    def _done(self, line: Line) -> None:
        match line.subject:
            case DueComplaint(complaint=complaint) if complaint.id is not None:
                self._logbook.settle(complaint.id)
                self._messages.undoable(self.tr("Settled: {what}").format(what=line.title))
                return
            case Promise() as promise:
                self._follow_ups.done(FollowUpId(promise.follow_up.id or 0))
            case Reminder() as reminder if reminder.kind in _PROMISED:
                self._follow_ups.done(FollowUpId(reminder.subject_id))
            case ComingDate() as coming:
                self._reminders.done(*coming.keys)
            case ReachOut(reminder=key) if key is not None:
                self._reminders.done(key)
            case _ if line.reminder is not None:
                self._reminders.done(line.reminder.key)
            case _:
                return
        self._messages.undoable(self.tr("Done: {what}").format(what=line.title))

    def _dismiss(self, line: Line) -> None:
        match line.subject:
            case ComingDate() as coming:
                self._reminders.dismiss(*coming.keys)
            case ReachOut(reminder=key) if key is not None:
                self._reminders.dismiss(key)
            case _ if line.reminder is not None:
                self._reminders.dismiss(line.reminder.key)
            case _:
                return
        self._messages.undoable(self.tr("Dismissed: {what}").format(what=line.title))

    def _edit_promise(self, promise: Promise) -> None:
        follow_up = promise.follow_up
        if follow_up.contact_id is None:
            self._dialogs.remind_me(follow_up)
        else:
            self._dialogs.follow_up(follow_up.contact_id, promise.name, follow_up)

    def _hold(self, appointment: Appointment, outcome: Outcome) -> None:
        if appointment.id is None:
            return
        took_place = Interaction(
            kind=InteractionKind.MEETING,
            at=min(appointment.starts_at, self._clock.now()),
            contact_ids=appointment.contact_ids,
            text=appointment.title,
            minutes=appointment.minutes or None,
        )
        entry = took_place if appointment.contact_ids else None
        self._answering.answer(appointment.id, Answer(took_place=True, outcome=outcome, entry=entry))
        self._messages.undoable(self.tr("Took place: {what}").format(what=appointment.title))

    def _miss(self, appointment: Appointment) -> None:
        if appointment.id is not None:
            self._answering.answer(appointment.id, Answer(took_place=False))
            self._messages.undoable(self.tr("Did not take place: {what}").format(what=appointment.title))


def _people(line: Line) -> tuple[ContactId, ...]:
    match line.subject:
        case Reminder() as reminder:
            return reminder.contact_ids
        case Meeting() as meeting:
            return meeting.appointment.contact_ids
        case _:
            return (line.contact_id,) if line.contact_id is not None else ()
