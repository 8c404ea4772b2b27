"""Everything in one file: written whole, and taken in as one change that can be undone."""

from __future__ import annotations

from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop import __version__
from crm_desktop.domain.backup import BackupReason
from crm_desktop.domain.changes import Kind, Label
from crm_desktop.domain.errors import UserError
from crm_desktop.formats.archive.container import (
    SETTINGS,
    ArchiveReader,
    ArchiveWriter,
    BadArchive,
    is_archive,
)
from crm_desktop.services.archiving.report import ArchiveReport, Count
from crm_desktop.services.archiving.writing import OF_THIS_COMPUTER, Writing
from crm_desktop.services.clean_text import line
from crm_desktop.services.importing.files import opened
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress
from crm_desktop.services.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.services.archiving.ports import ArchiveReads
    from crm_desktop.services.archiving.reading import Reading
    from crm_desktop.services.archiving.taking_in import TakingIn
    from crm_desktop.services.backups import Backups
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.ports import Clock, ContactReads, Transaction, UnitOfWork
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.services.settings import Settings

__all__ = ["ArchiveReport", "Archiving", "Count"]

_LARGEST_SETTINGS = 16 << 20
_SHOWN = (
    "contacts", "photos", "relationships", "companies", "tags", "custom fields", "filters", "interactions",
    "appointments", "series", "attachments", "follow-ups", "reminders", "day notes", "settings",
)  # fmt: skip


class _OnlyLooked(Exception):
    """A look at what would come of it is over: nothing of it is kept."""


class Archiving:
    """Long work that may run on any thread. Progress counts things of all kinds.

    Raises UserError for what cannot be written or read, and Cancelled; then nothing has changed.
    """

    def __init__(
        self,
        *,
        uow: UnitOfWork,
        reads: ContactReads,
        archive: ArchiveReads,
        contacts: ContactBook,
        fields: CustomFields,
        settings: Settings,
        backups: Backups,
        clock: Clock,
    ) -> None:
        self._uow = uow
        self._reads = reads
        self._archive = archive
        self._contacts = contacts
        self._fields = fields
        self._settings = settings
        self._backups = backups
        self._clock = clock

    def is_archive(self, path: Path | str) -> bool:
        """Whether a file is an archive of ours, of any version and in any state."""
        try:
            with opened(Path(path)) as stream:
                return is_archive(stream)
        except UserError:
            return False

    def export(
        self, path: Path | str, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> ArchiveReport:
        """Write everything into one zip, whole or not at all. It is not encrypted."""
        now = self._clock.now()
        with whole_file(Path(path)) as file, self._archive.snapshot():
            counts = self._archive.counts()
            writing = Writing(self._archive, self._reads, progress, cancel or NeverCancel(), counts)
            with closing(ArchiveWriter(file, now)) as writer:
                writing.write(writer, now, f"CRM Desktop {__version__}")
        found = [Count(what, counts[what], counts[what]) for what in _SHOWN if what in counts]
        return ArchiveReport(str(path), now, tuple(found))

    def preview(
        self, path: Path | str, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> ArchiveReport:
        """What taking an archive in would come to; it is tried, and nothing of it is kept."""
        report: ArchiveReport | None = None
        try:
            with self._taking(Path(path), None, progress, cancel or NeverCancel()) as report:
                raise _OnlyLooked
        except _OnlyLooked:
            assert report is not None
        return report

    def bring_in(
        self,
        path: Path | str,
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
        *,
        origin: object | None = None,
    ) -> ArchiveReport:
        """Take an archive in, as one change that can be undone; doing it twice changes nothing more.

        What was there before is kept as a backup first.
        """
        cancel = cancel or NeverCancel()
        self._look_into(Path(path))
        self._backups.before(BackupReason.IMPORT)
        with (
            self._uow.watched(progress, cancel),
            self._taking(Path(path), origin, progress, cancel) as report,
        ):
            if cancel.is_set():
                raise Cancelled
        return report

    @contextmanager
    def _taking(
        self, path: Path, origin: object | None, progress: Progress, cancel: Cancel
    ) -> Iterator[ArchiveReport]:
        """Inside a unit of work in which all of the archive was taken in."""
        from crm_desktop.services.archiving.people import People
        from crm_desktop.services.archiving.reading import Reading
        from crm_desktop.services.archiving.taking_in import TakingIn

        try:
            with opened(path) as stream, _told(path):
                archive = ArchiveReader(stream)
                with self._uow(Label("Import {file}", {"file": _name(path)}), origin=origin) as tx:
                    # Before anything else: rows of lists hang on some of the preferences.
                    settings = self._take_settings(archive, tx)
                    reading = Reading(archive, progress, cancel)
                    people = People(reading, tx, self._reads, self._contacts.cleaned, self._fields.all)
                    taking = TakingIn(reading, tx, people, str(self._clock.zone()))
                    taking.take()
                    yield _report(path, archive, reading, taking, settings)
        finally:
            # What was read of them meanwhile may have been taken back.
            self._settings.forget()

    def _look_into(self, path: Path) -> None:
        """Refuse what is no archive before a backup is made for it."""
        with opened(path) as stream, _told(path):
            ArchiveReader(stream)

    def _take_settings(self, archive: ArchiveReader, tx: Transaction) -> Count:
        """Preferences come into an empty file only: whoever has data here has theirs."""
        said = archive.json(SETTINGS, _LARGEST_SETTINGS)
        if not isinstance(said, dict):
            raise BadArchive(f"{SETTINGS} in it is no object")
        known = {
            name: value
            for name, value in said.items()
            if name not in OF_THIS_COMPUTER and self._settings.allows(name, value)
        }
        if not self._archive.is_empty():
            return Count("settings", len(known))
        before = self._archive.settings()
        new = {name: value for name, value in known.items() if before.get(name) != value}
        for name, value in new.items():
            tx.settings.put(name, value)
        if new:
            tx.tell_all(Kind.SETTING)
            self._settings.forget()
        return Count("settings", len(known), len(new))


def _report(
    path: Path, archive: ArchiveReader, reading: Reading, taking: TakingIn, settings: Count
) -> ArchiveReport:
    counts = [
        Count(what, reading.total[what], taking.new[what], taking.changed[what])
        for what in _SHOWN
        if what not in ("settings", "photos")
    ]
    photos = archive.manifest.counts.get("photos", 0)
    counts.insert(1, Count("photos", max(photos, taking.new["photos"]), taking.new["photos"]))
    return ArchiveReport(str(path), archive.manifest.written_at, (*counts, settings))


def _name(path: Path) -> str:
    # A name that was written by a system with other letters holds bytes that no text can.
    return line(path.name.encode("utf-8", "replace").decode())


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except BadArchive as fault:
        raise UserError(f"“{path}” cannot be taken in: {line(str(fault))}. Nothing was changed.") from None
