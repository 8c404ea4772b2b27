"""Taking over files that other programs wrote: shown first, then done as one change that can be undone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.domain.backup import BackupReason
from crm_desktop.domain.changes import Label
from crm_desktop.domain.errors import UserError
from crm_desktop.formats.sheets.dialect import SAMPLE
from crm_desktop.formats.sheets.reading import NotASheet, laid_out
from crm_desktop.services.clean_text import line
from crm_desktop.services.importing.earlier import Earlier
from crm_desktop.services.importing.files import opened
from crm_desktop.services.importing.gathering import gathered
from crm_desktop.services.importing.layouts import RememberedLayouts
from crm_desktop.services.importing.links import Links
from crm_desktop.services.importing.matching import Matcher
from crm_desktop.services.importing.preparing import Preparing
from crm_desktop.services.importing.rejects import refused_cards, refused_rows
from crm_desktop.services.importing.report import ImportPreview, ImportReport
from crm_desktop.services.importing.session import Session
from crm_desktop.services.importing.sources import Sources
from crm_desktop.services.importing.tally import Tally
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress
from crm_desktop.services.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crm_desktop.formats.sheets.dialect import Dialect
    from crm_desktop.formats.sheets.reading import Layout
    from crm_desktop.services.backups import Backups
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.importing.gathering import Gathered
    from crm_desktop.services.importing.report import FilePreview, FileReport
    from crm_desktop.services.importing.session import Step
    from crm_desktop.services.ports import Clock, ContactReads, Transaction, UnitOfWork
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.services.settings import Settings


class Importing:
    """Reads contact files (vCard, CSV) into the book. All of it may run on any thread.

    Progress is told in bytes of all files. Raises UserError for a file that cannot be imported at all,
    and Cancelled; then nothing has changed.
    """

    def __init__(
        self,
        *,
        uow: UnitOfWork,
        reads: ContactReads,
        contacts: ContactBook,
        fields: CustomFields,
        settings: Settings,
        backups: Backups,
        clock: Clock,
    ) -> None:
        self._uow = uow
        self._reads = reads
        self._contacts = contacts
        self._fields = fields
        self._settings = settings
        self._backups = backups
        self._clock = clock
        self._layouts = RememberedLayouts(settings)

    def layout(self, path: Path) -> Layout | None:
        """How a sheet is likely to be read, to be looked at and changed; None for a file that is no sheet.

        Raises UserError where the file cannot be read.
        """
        with gathered([path]) as found:
            return self._layout(found[0].real) if found else None

    def laid_out(self, path: Path, dialect: Dialect) -> Layout:
        """How a sheet is read that is written as somebody says. Raises UserError where it cannot be."""
        with gathered([path]) as found, opened(found[0].real) as stream:
            try:
                return laid_out(stream.read(SAMPLE), dialect, header=dialect.header)
            except NotASheet:
                raise UserError("Read so, there is nothing in the file.") from None

    def preview(
        self,
        paths: Sequence[Path | str],
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
        *,
        layouts: Mapping[Path, Layout] | None = None,
    ) -> ImportPreview:
        """What an import of these files would do; nothing is written.

        `layouts` says of sheets how they are to be read, where that is to be otherwise than it seems.
        """
        earlier = Earlier()
        said = layouts or {}
        files: list[FilePreview] = []
        with gathered(paths) as found:
            session, links = self._session(_of_files(said, found), earlier)
            for path, steps in _watched(session, found, progress, cancel or NeverCancel()):
                tally = Tally(path)
                for step in steps:
                    tally.add(step)
                    links.note(step)
                tally.groups(links.groups_to_be(earlier))
                files.append(tally.preview())
            read = {one.name: said.get(one.name) or self._layout(one.real) for one in found}
        sheets = {path: layout for path, layout in read.items() if layout is not None}
        return ImportPreview(tuple(files), sheets)

    def apply(
        self,
        paths: Sequence[Path | str],
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
        *,
        layouts: Mapping[Path, Layout] | None = None,
        origin: object | None = None,
    ) -> ImportReport:
        """Take the files over, as one change that can be undone. Doing it twice changes nothing more.

        What was there before is kept as a backup first; what `layouts` say is remembered for other sheets
        with the same headings.
        """
        cancel = cancel or NeverCancel()
        for layout in (layouts or {}).values():
            self._layouts.remember(layout)
        self._backups.before(BackupReason.IMPORT)
        files: list[FileReport] = []
        with gathered(paths) as found, self._uow(_label(paths), origin=origin) as tx:
            session, links = self._session(_of_files(layouts or {}, found))
            for path, steps in _watched(session, found, progress, cancel):
                tally = Tally(path)
                for step in steps:
                    self._write(tx, session, step)
                    tally.add(step)
                    links.note(step)
                tally.groups(links.write_groups(tx))
                files.append(tally.report())
            links.write_relations(tx)
            if cancel.is_set():
                raise Cancelled
        return ImportReport(tuple(files))

    def write_refused(
        self, file: FileReport, target: Path, *, layouts: Mapping[Path, Layout] | None = None
    ) -> int:
        """Write what was refused of a file into another, to be mended and imported; how many that were.

        Raises UserError where it cannot be written.
        """
        reasons = {refused.line: refused.reason for refused in file.rejected}
        source = Path(file.file)
        with gathered([source]) as found, opened(found[0].real) as stream, whole_file(target) as out:
            layout = (layouts or {}).get(source) or self._layout(found[0].real)
            if layout is None:
                out.writelines(refused_cards(stream, reasons))
            else:
                out.writelines(refused_rows(stream, layout, reasons))
        return len(reasons)

    def _session(
        self, layouts: Mapping[Path, Layout], earlier: Earlier | None = None
    ) -> tuple[Session, Links]:
        session = Session(
            Preparing(self._contacts.cleaned, self._fields.all()),
            Matcher(self._reads),
            read=self._sources(layouts).cards,
            earlier=earlier,
        )
        return session, Links(self._reads)

    def _layout(self, path: Path) -> Layout | None:
        with opened(path) as stream:
            return self._sources({}).layout(path, stream)

    def _sources(self, layouts: Mapping[Path, Layout]) -> Sources:
        from crm_desktop.domain.phone import international

        country = self._settings.country
        return Sources(
            partial(international, country=country),
            country=country,
            this_year=self._clock.now().year,
            layouts=layouts,
            recall=self._layouts.recall,
        )

    def _write(self, tx: Transaction, session: Session, step: Step) -> None:
        for field in session.new_fields():
            tx.fields.insert(field)
        if step.restored:
            tx.contacts.set_deleted([one.contact.id or 0 for one in step.restored], deleted=False)
        if step.new:
            session.note_new(tx.add_many([target.contact for target in step.new], recoverable=False))
        for target in step.changed:
            tx.contacts.update(target.contact)


def _watched(
    session: Session, files: Sequence[Gathered], progress: Progress, cancel: Cancel
) -> Iterable[tuple[Path, Iterable[Step]]]:
    """The files by their names, each with its steps; all are looked into before the first is read."""
    sizes = [session.look_into(one.real, one.name) for one in files]
    total, before = sum(sizes), 0

    def steps(path: Path, start: int) -> Iterable[Step]:
        for step in session.steps(path):
            if cancel.is_set():
                raise Cancelled
            yield step
            progress(min(start + step.done, total), total)

    for one, size in zip(files, sizes, strict=True):
        yield one.name, steps(one.real, before)
        before += size


def _of_files(layouts: Mapping[Path, Layout], files: Iterable[Gathered]) -> dict[Path, Layout]:
    """What is said of the files, under the names by which they are read."""
    return {one.real: layouts[one.name] for one in files if one.name in layouts}


def _label(paths: Sequence[Path | str]) -> Label:
    if len(paths) == 1:
        # A name that was written by a system with other letters holds bytes that no text can.
        name = Path(paths[0]).name.encode("utf-8", "replace").decode()
        return Label("Import {file}", {"file": line(name)})
    return Label("Import {count} files", {"count": len(paths)})
