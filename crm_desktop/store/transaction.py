"""What a command writes through: every writer of the store, and what must follow from their writing."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.store.appointments import AppointmentWriter
from crm_desktop.store.attachments import AttachmentWriter
from crm_desktop.store.contact_writer import ENTRIES, ContactWriter
from crm_desktop.store.custom_fields import CustomFieldWriter
from crm_desktop.store.day_notes import DayNoteWriter
from crm_desktop.store.erasure import absorbed_into, forget
from crm_desktop.store.follow_ups import FollowUpWriter
from crm_desktop.store.interactions import InteractionWriter
from crm_desktop.store.journal import counted
from crm_desktop.store.ledger import ReminderWriter
from crm_desktop.store.merging import MergeWriter
from crm_desktop.store.reviewed import ReviewedWriter
from crm_desktop.store.saved_filters import SavedFilterWriter
from crm_desktop.store.series import SeriesWriter
from crm_desktop.store.settings import SettingStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.ports import Clock
    from crm_desktop.store.archive_writing import ArchiveWriter
    from crm_desktop.store.database import Database
    from crm_desktop.store.journal import Journal
    from crm_desktop.store.projections import Projections


@dataclass(frozen=True, slots=True)
class Writing:
    """What every transaction of a data file stands on."""

    database: Database
    journal: Journal
    projections: Projections

    def begin(self, clock: Clock) -> Transaction:
        """The writers for one unit of work."""
        return Transaction(self.database, self.journal, self.projections, clock)


class Transaction:
    """What a command writes through while its unit of work is open."""

    def __init__(self, database: Database, journal: Journal, projections: Projections, clock: Clock) -> None:
        self._database = database
        self._journal = journal
        self._projections = projections
        self.operation_id: int | None = None
        self.now = clock.now()
        self.today = self.now.astimezone(clock.zone()).date()
        self.contacts = ContactWriter(database, self.now, self.today)
        self.day_notes = DayNoteWriter(database)
        self.attachments = AttachmentWriter(database)
        self.fields = CustomFieldWriter(database)
        self.filters = SavedFilterWriter(database)
        self.interactions = InteractionWriter(database)
        self.appointments = AppointmentWriter(database, self.now)
        self.series = SeriesWriter(database, self.appointments, self.now, self.today)
        self.follow_ups = FollowUpWriter(database, self.today)
        self.reminders = ReminderWriter(database)
        self.merging = MergeWriter(database, self.contacts)
        self.reviewed = ReviewedWriter(database, self.today)
        self.up_to_date: set[int] = set()
        self.settings = SettingStore(database)
        self._told: dict[Kind, set[int]] = {}
        self._everything: set[Kind] = set()

    @cached_property
    def archive(self) -> ArchiveWriter:
        """What takes an archive in."""
        from crm_desktop.store.archive_writing import ArchiveWriter

        return ArchiveWriter(self._database, self._journal, self)

    def tell(self, kind: Kind, ids: Iterable[int]) -> None:
        """Name what changed where the journal does not know it (writes that cannot be undone)."""
        self._told.setdefault(kind, set()).update(ids)

    def tell_all(self, kind: Kind) -> None:
        """All of a kind changed; what is derived of them is up to date already."""
        self._everything.add(kind)

    def add_many(self, contacts: Sequence[Contact], *, recoverable: bool = True) -> list[ContactId]:
        """New contacts by the hundred: noted as one range, and their derived rows written at once.

        Leaves nothing of them behind where it raises, so that a command can go on without them. A
        command that then gives up as a whole says so: a savepoint costs more the larger the file, since
        SQLite walks its list of saved pages after every row.
        """
        with self._all_or_nothing() if recoverable else nullcontext():
            with self._journal.ranges(self.operation_id, ("company", "tag", "custom_field", "contact")):
                ids = self.contacts.insert_many(contacts, self.contacts.lookups(contacts))
            kept = self.contacts.as_kept(contacts)
            self._projections.write_new(list(zip(ids, kept, strict=True)), self.now, self.today)
        self.up_to_date.update(ids)
        return ids

    def erase(self, ids: Sequence[int]) -> None:
        """Remove contacts for good, with every trace of them in what could be undone."""
        absorbed = absorbed_into(self._database, ids)
        shared = self.contacts.purge(ids, ENTRIES)
        forget(self._database, [*ids, *absorbed])
        self.tell(Kind.CONTACT, ids)
        self.tell(Kind.INTERACTION, shared["interaction"])
        self.tell(Kind.APPOINTMENT, shared["appointment"])

    def roll(self) -> None:
        """Bring derived rows up to date in which only the passing of days changed something."""
        self.up_to_date.update(self._projections.roll(self.today))

    def rebuild_days(self) -> None:
        """Derive every day and waiting reminder anew: after a preference that they all hang on."""
        self._projections.rebuild_days(self.today)

    def rebuild(self) -> None:
        """Derive everything anew: lists, search, waiting reminders; mends what `check` finds wrong there."""
        self._projections.rebuild(self.today)

    def told(self) -> Changes:
        """What `tell` was told."""
        return counted(self._told)

    def kept_up_to_date(self) -> Changes:
        """Those whose derived rows were written on the way, so that nobody does it again."""
        found = counted({Kind.CONTACT: self.up_to_date})
        return Changes(found.ids, found.everything | self._everything)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        self._database.execute("SAVEPOINT batch")
        try:
            yield
        except BaseException:
            # A full disk can make SQLite roll back the whole transaction by itself.
            if self._database.in_transaction:
                self._database.execute("ROLLBACK TO batch")
                self._database.execute("RELEASE batch")
            raise
        self._database.execute("RELEASE batch")
