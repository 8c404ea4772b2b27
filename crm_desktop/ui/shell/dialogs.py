"""Opens the dialogs of the window, each over it and without stopping the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from crm_desktop.ui.drafts.following import Subject
from crm_desktop.ui.shell.draft_subjects import HELD, subject_of_log, subject_of_plan, subject_of_promise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QDialog, QWidget

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.contact_query import ContactQuery
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.ids import AppointmentId, ContactId
    from crm_desktop.domain.interaction import Interaction, InteractionKind
    from crm_desktop.domain.scope import Scope
    from crm_desktop.services.context import Services
    from crm_desktop.ui.drafts.following import Kept
    from crm_desktop.ui.planning.form_dialog import FormDialog
    from crm_desktop.ui.runtime.task_runner import TaskRunner
    from crm_desktop.ui.sharing.share import Share
    from crm_desktop.ui.sharing.sharing import Sharing
    from crm_desktop.ui.shell.dialog_drafts import DialogDrafts
    from crm_desktop.ui.shell.messages import BarMessages
    from crm_desktop.ui.theme.controller import ThemeController


class Dialogs:
    """Each is imported when it is first opened: none is needed to paint the first page."""

    def __init__(
        self,
        services: Services,
        runner: Callable[[], TaskRunner],
        messages: BarMessages,
        undo: Callable[[], None],
        theme: ThemeController,
        window: QWidget,
        drafts: Callable[[], DialogDrafts],
    ) -> None:
        self._services = services
        self._drafts = drafts
        self._runner = runner
        self._messages = messages
        self._undo = undo
        self._theme = theme
        self._window = window
        self._sharing: Sharing | None = None
        self.paste: Callable[[], object] = lambda: None
        self.type_in: Callable[[], object] = lambda: None
        self.listed: Callable[[], ContactQuery | None] = lambda: None
        """What the list on the People page shows, while that is looked at."""
        self.brief: Callable[[AppointmentId], object] = lambda _meeting: None
        """Shows what to know before a meeting, on paper."""

    def log(
        self,
        people: Sequence[ContactId] = (),
        kind: InteractionKind | None = None,
        *,
        entry: Interaction | None = None,
        draft: Interaction | None = None,
        kept: Kept | None = None,
    ) -> QDialog:
        """Write down what happened, or change an `entry`; `draft` is what was begun elsewhere, `kept` what
        was not saved.
        """
        from crm_desktop.ui.logbook.log_dialog import LogDialog

        services = self._services
        dialog = LogDialog(
            services.interactions,
            services.contacts,
            services.follow_ups,
            self._theme,
            services.clock,
            people=people,
            kind=kind,
            entry=entry,
            draft=draft,
            tags=services.interactions.tags(),
            parent=self._window,
        )
        done = self._window.tr("Written down") if entry is None else self._window.tr("Entry changed")
        self._open_form(dialog, done, subject_of_log(entry, draft), kept)
        if kept is not None:
            dialog.typed_at(kept.draft.at)
        return dialog

    def how_it_went(self, appointment: Appointment, kept: Kept | None = None) -> QDialog:
        """Ask what became of a meeting, and what is next."""
        from crm_desktop.ui.answering.answer_dialog import AnswerDialog

        services, number = self._services, appointment.id
        dialog = AnswerDialog(
            appointment,
            services.answering,
            services.appointments,
            services.contacts,
            services.settings,
            self._theme,
            services.clock,
            self._window,
        )
        done = self._window.tr("Answered: {what}").format(what=appointment.title)
        return self._open_form(dialog, done, Subject(HELD, f"{HELD}/{number}", {"meeting": number}), kept)

    def plan(
        self,
        people: Sequence[ContactId] = (),
        appointment: Appointment | None = None,
        kept: Kept | None = None,
        *,
        start: datetime | None = None,
        minutes: int | None = None,
        begun: Appointment | None = None,
    ) -> QDialog:
        """Plan a meeting, which may begin with a wall time and a length or as it was `begun` elsewhere, or
        change a planned one; `kept` is what was not saved.
        """
        from crm_desktop.ui.planning.plan_dialog import PlanDialog

        services = self._services
        dialog = PlanDialog(
            services.appointments,
            services.contacts,
            services.settings,
            self._theme,
            services.clock,
            people=people,
            appointment=appointment,
            parent=self._window,
        )
        if start is not None:
            dialog.begin_at(start, minutes)
        if begun is not None:
            dialog.begin_with(begun)
        done = (
            self._window.tr("Meeting planned") if appointment is None else self._window.tr("Meeting changed")
        )
        return self._open_form(dialog, done, subject_of_plan(appointment, begun), kept)

    def follow_up(
        self,
        contact_id: ContactId,
        name: str,
        follow_up: FollowUp | None = None,
        kept: Kept | None = None,
    ) -> QDialog:
        """Write down a promise, or change one; `kept` is what was not saved."""
        from crm_desktop.ui.planning.follow_up_dialog import FollowUpDialog

        services = self._services
        dialog = FollowUpDialog(
            services.follow_ups,
            self._theme,
            services.clock,
            contact_id,
            name,
            follow_up=follow_up,
            parent=self._window,
        )
        done = (
            self._window.tr("Promise kept in mind")
            if follow_up is None
            else self._window.tr("Promise changed")
        )
        return self._open_form(dialog, done, subject_of_promise(contact_id, follow_up, ""), kept)

    def remind_me(
        self, follow_up: FollowUp | None = None, *, text: str = "", kept: Kept | None = None
    ) -> QDialog:
        """Write down one's own reminder, which may begin with some words, or change one; `kept` is what was
        not saved.
        """
        from crm_desktop.ui.planning.follow_up_dialog import FollowUpDialog

        services = self._services
        dialog = FollowUpDialog(
            services.follow_ups,
            self._theme,
            services.clock,
            follow_up=follow_up,
            text=text,
            parent=self._window,
        )
        done = (
            self._window.tr("You will be reminded")
            if follow_up is None
            else self._window.tr("Reminder changed")
        )
        return self._open_form(dialog, done, subject_of_promise(None, follow_up, text), kept)

    def attachments(self, appointment: Appointment) -> QDialog:
        """Show what belongs to a meeting, and add to it."""
        from crm_desktop.ui.attaching.attachments_sheet import AttachmentsSheet

        attachments, messages = self._services.attachments, self._messages
        return self._open(AttachmentsSheet(appointment, attachments, messages, self._theme, self._window))

    def cancel_meeting(self, appointment: Appointment) -> None:
        """Cancel a meeting; of one that repeats it is asked how many."""
        from crm_desktop.ui.people.messages import attempt
        from crm_desktop.ui.planning.scope_sheet import ask_cancel

        number = appointment.id
        assert number is not None

        done = self._window.tr("Cancelled: {title}").format(title=appointment.title)
        cancel = self._services.appointments.cancel

        def chosen(scope: Scope) -> None:
            attempt(self._messages, lambda: cancel(number, scope=scope), done)

        ask_cancel(appointment, chosen, self._theme, self._window)

    def snooze(self, chosen: Callable[[datetime], None]) -> QDialog:
        """Ask for the day to which a reminder is put off."""
        from crm_desktop.ui.inbox.snooze_menu import SnoozeSheet

        services = self._services
        morning = services.settings.morning_time
        return self._open(SnoozeSheet(services.clock, morning, chosen, self._theme, self._window))

    def import_files(self, paths: Sequence[Path] = ()) -> QDialog:
        """Take over contact files; those in `paths` are looked at right away."""
        from crm_desktop.ui.importing.import_dialog import ImportDialog

        archiving, calendars = self._services.archiving, self._services.calendar_files
        dialog = ImportDialog(
            self._services.importing,
            self._runner(),
            self._theme,
            self._window,
            is_archive=lambda path: (
                calendars.is_calendar(path)
                or (path.suffix.casefold() == ".zip" and archiving.is_archive(path))
            ),
        )
        dialog.undo_asked.connect(self._undo)
        dialog.archive_chosen.connect(self.import_archive)
        dialog.paste_asked.connect(self.paste)
        dialog.paper_asked.connect(self.type_in)
        self._open(dialog)
        if paths:
            dialog.look_at(paths)
        return dialog

    def import_archive(self, path: Path) -> QDialog:
        """Take in everything from one file, or a calendar; it says first what that would be."""
        from crm_desktop.ui.importing.archive_sheet import ArchiveSheet
        from crm_desktop.ui.importing.calendar_sheet import CalendarSheet

        services, runner = self._services, self._runner()
        sheet: ArchiveSheet
        if services.calendar_files.is_calendar(path):
            sheet = CalendarSheet(path, services.calendar_files, runner, self._theme, self._window)
        else:
            sheet = ArchiveSheet(path, services.archiving, runner, self._theme, self._window)
        sheet.undo_asked.connect(self._undo)
        self._open(sheet)
        sheet.look()
        return sheet

    def export_file(self, selected: Sequence[ContactId] = ()) -> QDialog:
        """Write contacts to a file."""
        from crm_desktop.ui.shell.exporting_builder import open_exporting

        services, query = self._services, self.listed()
        return open_exporting(
            services, self._runner(), self._messages, self._theme, self._window, selected, query
        )

    def share(self, how: Share, people: Sequence[ContactId]) -> None:
        """Hand contacts on: as a code, on the clipboard, as a card."""
        if self._sharing is None:
            from crm_desktop.ui.sharing.sharing import Sharing

            services = self._services
            self._sharing = Sharing(
                services.exporting, services.contacts, self._messages, self._theme, self._window
            )
        self._sharing.share(how, people)

    def card_history(self, contact_id: ContactId, name: str) -> QDialog:
        """Show what was done to one contact."""
        from crm_desktop.ui.card.history_sheet import CardHistorySheet
        from crm_desktop.ui.wording.days import DayWords

        operations, days = self._services.undo.of_contact(contact_id), DayWords(self._services.clock)
        return self._open(CardHistorySheet(name, operations, days, self._theme, self._window))

    def keyboard(self, actions: Sequence[QAction]) -> QDialog:
        """Show the overview of keys."""
        from crm_desktop.ui.shell.keyboard_overview import KeyboardOverview

        return self._open(KeyboardOverview(actions, self._theme, self._window))

    def _open_form(self, dialog: FormDialog, done: str, subject: Subject, kept: Kept | None) -> QDialog:
        """Show a form; what is typed into it is kept until it is saved or thrown away."""
        self._drafts().follow(dialog, subject, kept)
        self._open(dialog, done)
        dialog.put_cursor_behind()
        return dialog

    def _open(self, dialog: QDialog, done: str = "") -> QDialog:
        """Show a dialog; `done` is told when it has written something down."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        before = self._services.undo.newest() if done else 0

        def tell() -> None:
            if self._services.undo.newest() != before:
                self._messages.undoable(done)
            else:
                self._messages.say(self._window.tr("Nothing was changed"))

        if done:
            dialog.accepted.connect(tell)
        dialog.open()
        return dialog
