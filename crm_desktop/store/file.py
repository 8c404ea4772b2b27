"""An open data file as one thing: everything of `store/` put together, for the composition root."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Changes, DataChanged, Kind
from crm_desktop.domain.errors import DamagedFileError, UserError
from crm_desktop.services.later import later
from crm_desktop.services.progress import no_progress
from crm_desktop.services.settings import Settings
from crm_desktop.store import migrations
from crm_desktop.store.contact_list import ContactList
from crm_desktop.store.database import BACKUPS, FILE_NAME, open_database
from crm_desktop.store.identity import is_plain, refuse_strangers, settle_first
from crm_desktop.store.on_disk import kept_aside, log_of
from crm_desktop.store.recency import Recency
from crm_desktop.store.settings import SettingStore
from crm_desktop.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crm_desktop.domain.file_health import FileHealth
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.store.agenda import AgendaReader
    from crm_desktop.store.appointments import AppointmentReader
    from crm_desktop.store.archive_reading import ArchiveReads
    from crm_desktop.store.attachments import AttachmentReader
    from crm_desktop.store.backup_files import BackupFiles
    from crm_desktop.store.calendar_reading import CalendarReader
    from crm_desktop.store.card_history import CardHistory
    from crm_desktop.store.contact_reader import ContactReader
    from crm_desktop.store.custom_fields import CustomFieldReader
    from crm_desktop.store.database import Database
    from crm_desktop.store.day_notes import DayNoteReader
    from crm_desktop.store.derived_check import Derivers
    from crm_desktop.store.drafts import DraftStore
    from crm_desktop.store.due_facts import DueFacts
    from crm_desktop.store.duplicates import DuplicateReader
    from crm_desktop.store.filters import ConditionSql
    from crm_desktop.store.follow_ups import FollowUpReader
    from crm_desktop.store.interactions import InteractionReader
    from crm_desktop.store.questions import QuestionReader
    from crm_desktop.store.reminders import ReminderReader
    from crm_desktop.store.reviewed import ReviewedReader
    from crm_desktop.store.saved_filters import SavedFilterReader
    from crm_desktop.store.search import ContactSearch
    from crm_desktop.store.series import SeriesReader
    from crm_desktop.store.today import TodayReader
    from crm_desktop.store.transaction import Writing


class DataFile:
    """The readers, the unit of work and the settings of one data file."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        publish: Callable[[DataChanged], None],
        default_country: Callable[[], str],
    ) -> None:
        self._database = database
        self._publish = publish
        self._seen_version = self._version()
        self._recency = Recency(database)
        self._clock = clock
        self.lists = ContactList(database, self._make_search, self._recency, self._make_conditions)
        self.contacts = later(self._make_contacts)
        self.interactions = later(self._make_interactions)
        self.appointments = later(self._make_appointments)
        self.series = later(self._make_series)
        self.follow_ups = later(self._make_follow_ups)
        self.day_notes = later(self._make_day_notes)
        self.attachments = later(self._make_attachments)
        self.questions = later(self._make_questions)
        self.agenda = later(self._make_agenda)
        self.fields = later(self._make_fields)
        self.archive = later(self._make_archive)
        self.calendar = later(self._make_calendar)
        self.duplicates = later(self._make_duplicates)
        self.filters = later(self._make_filters)
        self.today = later(self._make_today)
        self.reviewed = later(self._make_reviewed)
        self.reminders = later(self._make_reminders)
        self._due_facts = later(self._make_due_facts)
        self.backups = later(self._make_backups)
        self.card_history = later(self._make_card_history)

        def tell(change: DataChanged) -> None:
            self.lists.forget()
            publish(change)

        self.uow = UnitOfWork(database, self._make_writing, clock, tell, self._recency.forget)
        self.settings = Settings(SettingStore(database), self.uow, default_country)
        self.drafts = later(self._make_drafts)

    # Each is made, and its module read, when it is first asked: the first page needs few of them.

    def _make_contacts(self) -> ContactReader:
        from crm_desktop.store.contact_reader import ContactReader

        return ContactReader(self._database)

    def _make_interactions(self) -> InteractionReader:
        from crm_desktop.store.interactions import InteractionReader

        return InteractionReader(self._database)

    def _make_appointments(self) -> AppointmentReader:
        from crm_desktop.store.appointments import AppointmentReader

        return AppointmentReader(self._database)

    def _make_series(self) -> SeriesReader:
        from crm_desktop.store.series import SeriesReader

        return SeriesReader(self._database)

    def _make_follow_ups(self) -> FollowUpReader:
        from crm_desktop.store.follow_ups import FollowUpReader

        return FollowUpReader(self._database)

    def _make_calendar(self) -> CalendarReader:
        from crm_desktop.store.calendar_reading import CalendarReader

        return CalendarReader(self._database)

    def _make_archive(self) -> ArchiveReads:
        from crm_desktop.store.archive_reading import ArchiveReads

        return ArchiveReads(self._database)

    def _make_fields(self) -> CustomFieldReader:
        from crm_desktop.store.custom_fields import CustomFieldReader

        return CustomFieldReader(self._database)

    def _make_filters(self) -> SavedFilterReader:
        from crm_desktop.store.saved_filters import SavedFilterReader

        return SavedFilterReader(self._database)

    def _make_conditions(self) -> ConditionSql:
        from crm_desktop.store.filters import ConditionSql

        return ConditionSql(self._database, self._clock, lambda: self.settings.feb_29)

    def _make_duplicates(self) -> DuplicateReader:
        from crm_desktop.store.duplicates import DuplicateReader

        return DuplicateReader(self._database)

    def _make_today(self) -> TodayReader:
        from crm_desktop.store.today import TodayReader

        return TodayReader(self._database)

    def _make_reviewed(self) -> ReviewedReader:
        from crm_desktop.store.reviewed import ReviewedReader

        return ReviewedReader(self._database)

    def _make_due_facts(self) -> DueFacts:
        from crm_desktop.store.due_facts import DueFacts

        return DueFacts(
            self._database,
            self._clock,
            days_ahead=lambda: self.settings.birthday_days_ahead,
            feb_29=lambda: self.settings.feb_29,
        )

    def _make_reminders(self) -> ReminderReader:
        from crm_desktop.store.reminders import ReminderReader

        return ReminderReader(
            self._database, self._clock, self._due_facts, lambda: self.settings.morning_time
        )

    def _make_backups(self) -> BackupFiles:
        from crm_desktop.store.backup_files import BackupFiles

        return BackupFiles(self._database, self.uow.alone, self._forget)

    def _make_card_history(self) -> CardHistory:
        from crm_desktop.store.card_history import CardHistory

        return CardHistory(self._database)

    def _make_attachments(self) -> AttachmentReader:
        from crm_desktop.store.attachments import AttachmentReader

        return AttachmentReader(self._database)

    def _make_day_notes(self) -> DayNoteReader:
        from crm_desktop.store.day_notes import DayNoteReader

        return DayNoteReader(self._database)

    def _make_questions(self) -> QuestionReader:
        from crm_desktop.store.questions import QuestionReader

        return QuestionReader(self._database)

    def _make_agenda(self) -> AgendaReader:
        from crm_desktop.store.agenda import AgendaReader

        return AgendaReader(self._database)

    def _make_drafts(self) -> DraftStore:
        from crm_desktop.store.drafts import DraftStore

        return DraftStore(self._database, self.uow)

    def _make_search(self) -> ContactSearch:
        from crm_desktop.store.search import ContactSearch

        return ContactSearch(self._database, self._recency)

    def _make_writing(self) -> Writing:
        from crm_desktop.store.due import DueQueue
        from crm_desktop.store.journal import Journal
        from crm_desktop.store.projections import Projections
        from crm_desktop.store.search_index import SearchIndex
        from crm_desktop.store.summaries import Summaries
        from crm_desktop.store.transaction import Writing

        settings = self.settings
        projections = Projections(
            self._database,
            reader=self.contacts,
            summaries=Summaries(
                self._database, self._clock, lambda: settings.cadences, lambda: settings.feb_29
            ),
            search=SearchIndex(self._database),
            due=DueQueue(self._database, self._due_facts),
            recency=self._recency,
        )
        return Writing(self._database, Journal(self._database), projections)

    def notice_changes_elsewhere(self) -> bool:
        """Whether another process (the command line) changed the file since this was last asked.

        Then everything is read anew and everyone is told that anything may have changed. Call it on one
        thread only: what SQLite counts are the commits of every connection but this thread's.
        """
        version = self._version()
        if version == self._seen_version:
            return False
        self._seen_version = version
        self._forget()
        return True

    def _forget(self) -> None:
        """All may be otherwise: read everything anew, and tell everyone."""
        self.lists.forget()
        self._recency.forget()
        self.settings.forget()
        self._publish(DataChanged(Changes(everything=frozenset(Kind))))

    def _version(self) -> tuple[int, int]:
        return self._database.generation, int(self._database.value("PRAGMA data_version"))

    def check(
        self, *, deep: bool = False, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> FileHealth:
        """Look whether the file is sound, and whether the search index says what the contacts say; with
        `deep`, whether every value is. Raises Cancelled.
        """
        from crm_desktop.store.file_check import FileCheck

        check = FileCheck(
            self._database.path, self._database.passphrase, self._derivers, self._unreadable_backups
        )
        return check.look(deep=deep, progress=progress, cancel=cancel)

    @property
    def is_encrypted(self) -> bool:
        """Whether the file is an encrypted one."""
        return bool(self._database.passphrase)

    def close(self) -> None:
        """Close this thread's connection."""
        self._database.close_thread()

    def _derivers(self, database: Database) -> Derivers:
        from crm_desktop.store.contact_reader import ContactReader
        from crm_desktop.store.derived_check import Derivers, ZoneClock, zone_of
        from crm_desktop.store.due import DueQueue
        from crm_desktop.store.due_facts import DueFacts
        from crm_desktop.store.summaries import Summaries

        settings = self.settings
        clock = ZoneClock(self._clock, zone_of(database, self._clock))
        facts = DueFacts(
            database,
            clock,
            days_ahead=lambda: settings.birthday_days_ahead,
            feb_29=lambda: settings.feb_29,
        )
        return Derivers(
            clock=clock,
            reader=ContactReader(database),
            summaries=Summaries(database, clock, lambda: settings.cadences, lambda: settings.feb_29),
            queue=DueQueue(database, facts),
        )

    def _unreadable_backups(self, cancel: Cancel) -> tuple[str, ...]:
        from crm_desktop.store.backup_check import unreadable

        return unreadable(self._database.path, self._database.passphrase, cancel)


def open_file(
    folder: Path,
    clock: Clock,
    publish: Callable[[DataChanged], None],
    default_country: Callable[[], str],
    passphrase: str = "",
) -> DataFile:
    """Open, and where needed make or migrate, the data file in a folder.

    Raises DamagedFileError for one that is broken, emptied or gone while there are backups of it,
    PassphraseError for one that is encrypted and does not open with `passphrase`, NewerFileError for one
    from a newer version, UserError where it cannot be opened otherwise. Nothing is touched then.
    """
    path = folder / FILE_NAME
    settle_first(path)
    if passphrase and is_plain(path):
        passphrase = ""  # it was decrypted, or a plain backup was put in its place: that must open too
    refuse_strangers(path, migrations.LATEST, passphrase)
    _refuse_emptied(path)
    if log_of(path).exists():
        from crm_desktop.store.log import refuse_broken_log

        refuse_broken_log(path)
    database = open_database(folder, passphrase)
    database.look_again(lambda: _refuse_exchanged(path, passphrase))

    def copy_first() -> None:
        from crm_desktop.domain.backup import BackupReason
        from crm_desktop.store.backups import BackupFolder

        BackupFolder(path, passphrase).write(BackupReason.UPDATE, clock.now())

    try:
        migrations.migrate(database, before_first=copy_first)
    except BaseException:
        database.close_thread()
        raise
    return DataFile(database, clock, publish, default_country)


def _refuse_exchanged(path: Path, passphrase: str) -> None:
    """Look at a file that has taken the place of the one that was open, or that is there again."""
    from crm_desktop.store.backups import opened

    refuse_strangers(path, migrations.LATEST, passphrase)
    _refuse_emptied(path)
    if not path.stat().st_size:
        raise DamagedFileError(f"{path} is empty: another program has emptied it.")
    with closing(opened(path, passphrase)) as file:
        version: int = file.execute("PRAGMA user_version").fetchone()[0]
    if version != migrations.LATEST:
        raise UserError(
            f"Another program has put a file of an earlier version in the place of {path}. Quit and start"
            " again to bring it up to date."
        )


def _refuse_emptied(path: Path) -> None:
    """A file that is gone or empty while something of it lies beside was lost; none is begun in its place."""
    if path.exists() and path.stat().st_size:
        return
    what = "is empty" if path.exists() else "is gone"
    copies, log = path.parent / BACKUPS, log_of(path)
    if copies.is_dir() and any(copies.glob("*.db")):
        raise DamagedFileError(f"{path} {what}, but there are backups of it.")
    if log.exists() and log.stat().st_size:
        raise DamagedFileError(f"{path} {what}, but its log is there.")
    if aside := kept_aside(path):
        raise DamagedFileError(f"{path} {what}, but a damaged one was put aside as {aside[0].name}.")
