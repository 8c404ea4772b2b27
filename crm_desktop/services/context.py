"""All services of one open data file, handed by the composition root to the window and the command line.

Pages and commands take the single services they need, never this. What the first page does not need is
imported when it is first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crm_desktop.services.agenda import Agenda
    from crm_desktop.services.answering import Answering
    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.archiving import Archiving
    from crm_desktop.services.attachments import Attachments
    from crm_desktop.services.backups import Backups
    from crm_desktop.services.calendar_files import CalendarFiles
    from crm_desktop.services.change_bus import ChangeBus
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.day_notes import DayNotes
    from crm_desktop.services.demo import Demo
    from crm_desktop.services.drafts import Drafts
    from crm_desktop.services.duplicates import Duplicates
    from crm_desktop.services.encryption import Encryption
    from crm_desktop.services.exporting import Exporting
    from crm_desktop.services.file_care import FileCare
    from crm_desktop.services.filters import Filters
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.importing import Importing
    from crm_desktop.services.interactions import Logbook
    from crm_desktop.services.papers import Papers
    from crm_desktop.services.ports import AttachmentReads, Clock, ContactReads, DataFile, UnitOfWork
    from crm_desktop.services.questions import Questions
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.services.settings import Settings
    from crm_desktop.services.today import TodayPage
    from crm_desktop.services.triage import Triage
    from crm_desktop.services.undo import Undo


@dataclass
class Services:
    """May be used from any thread: each has its own connection, and the unit of work serialises writers."""

    folder: Path
    clock: Clock
    bus: ChangeBus
    uow: UnitOfWork
    reads: ContactReads
    attached: AttachmentReads
    file: DataFile
    settings: Settings
    contacts: ContactBook
    custom_fields: CustomFields
    filters: Filters
    interactions: Logbook
    appointments: Appointments
    follow_ups: FollowUps
    answering: Answering
    day_notes: DayNotes
    questions: Questions
    agenda: Agenda
    triage: Triage
    undo: Undo
    backups: Backups
    drafts: Drafts
    encryption: Encryption
    make_reminders: Callable[[], Reminders]
    make_today: Callable[[Reminders], TodayPage]
    make_demo: Callable[[], Demo]
    make_archiving: Callable[[], Archiving]
    make_calendar_files: Callable[[], CalendarFiles]
    make_duplicates: Callable[[], Duplicates]
    make_papers: Callable[[], Papers]

    @cached_property
    def reminders(self) -> Reminders:
        """What is due, and the inbox."""
        return self.make_reminders()

    @cached_property
    def attachments(self) -> Attachments:
        """What belongs to meetings."""
        from crm_desktop.services.attachments import Attachments

        return Attachments(self.uow, self.attached, self.appointments)

    @cached_property
    def importing(self) -> Importing:
        """Reading contact files."""
        from crm_desktop.services.importing import Importing

        return Importing(
            uow=self.uow,
            reads=self.reads,
            contacts=self.contacts,
            fields=self.custom_fields,
            settings=self.settings,
            backups=self.backups,
            clock=self.clock,
        )

    @cached_property
    def exporting(self) -> Exporting:
        """Writing contact files."""
        from crm_desktop.services.exporting import Exporting

        return Exporting(self.reads, self.custom_fields)

    @cached_property
    def duplicates(self) -> Duplicates:
        """Who is there twice."""
        return self.make_duplicates()

    @cached_property
    def archiving(self) -> Archiving:
        """Everything in one file."""
        return self.make_archiving()

    @cached_property
    def calendar_files(self) -> CalendarFiles:
        """What goes to other calendars and comes from them."""
        return self.make_calendar_files()

    @cached_property
    def care(self) -> FileCare:
        """Whether the data file is sound."""
        from crm_desktop.services.file_care import FileCare

        return FileCare(self.file, self.uow, self.settings, self.clock)

    @cached_property
    def demo(self) -> Demo:
        """Sample data to look around with."""
        return self.make_demo()

    @cached_property
    def papers(self) -> Papers:
        """What can be printed."""
        return self.make_papers()

    @cached_property
    def today(self) -> TodayPage:
        """The page that a day is run with."""
        return self.make_today(self.reminders)

    def close(self) -> None:
        """Close this thread's hold on the file; call it in every thread that used the services."""
        self.file.close()
