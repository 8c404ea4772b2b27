"""Taking over files that other programs wrote: shown first, then done as one change that can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.backup import BackupReason
from crm_desktop.domain.changes import Label
from crm_desktop.domain.errors import UserError
from crm_desktop.formats.sheets.dialect import SAMPLE
from crm_desktop.formats.sheets.reading import NotASheet, laid_out
from crm_desktop.services.clean_text import line
from crm_desktop.services.importing.choices import Choices
from crm_desktop.services.importing.collecting import rare_collection
from crm_desktop.services.importing.doubts import Doubts
from crm_desktop.services.importing.earlier import Earlier
from crm_desktop.services.importing.files import BATCH, Batch, batches, look_into, opened
from crm_desktop.services.importing.gathering import gathered
from crm_desktop.services.importing.layouts import RememberedLayouts
from crm_desktop.services.importing.links import Links
from crm_desktop.services.importing.matching import Matcher
from crm_desktop.services.importing.preparing import Preparing
from crm_desktop.services.importing.rejects import refused_cards, refused_rows
from crm_desktop.services.importing.report import ImportPreview, ImportReport
from crm_desktop.services.importing.rows import PreviewRows
from crm_desktop.services.importing.session import Session
from crm_desktop.services.importing.sources import Sources
from crm_desktop.services.importing.tally import Tally
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress
from crm_desktop.services.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from crm_desktop.formats.card import Card
    from crm_desktop.formats.sheets.dialect import Dialect
    from crm_desktop.formats.sheets.reading import Layout
    from crm_desktop.services.backups import Backups
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.importing.choices import Choice
    from crm_desktop.services.importing.gathering import Gathered
    from crm_desktop.services.importing.report import FilePreview, FileReport
    from crm_desktop.services.importing.row import RowKey
    from crm_desktop.services.importing.session import Step
    from crm_desktop.services.ports import Clock, ContactReads, Transaction, UnitOfWork
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.services.settings import Settings


_FEW: Final = 100
"""So many cards that come from no file need no backup of their own: they can be undone."""


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
        """What an import of these files would do to every row of them; nothing is written.

        `layouts` says of sheets how they are to be read, where that is to be otherwise than it seems.
        """
        said = layouts or {}
        cancel = cancel or NeverCancel()
        with gathered(paths, cancel) as found:
            parts = self._parts(found, _of_files(said, found))
            preview = self._preview(parts, progress, cancel)
            read = {one.name: said.get(one.name) or self._layout(one.real) for one in found}
        sheets = {path: layout for path, layout in read.items() if layout is not None}
        return replace(preview, layouts=sheets)

    def preview_cards(
        self,
        cards: Sequence[Card],
        title: str,
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
    ) -> ImportPreview:
        """The same of cards that come from no file; `title` stands for one, so their rows have the keys
        `RowKey(title, card.line)`, and no two cards may have one line.
        """
        return self._preview([_of_cards(cards, title)], progress, cancel or NeverCancel())

    def apply(
        self,
        paths: Sequence[Path | str],
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
        *,
        layouts: Mapping[Path, Layout] | None = None,
        choices: Mapping[RowKey, Choice] | Choices | None = None,
        origin: object | None = None,
    ) -> ImportReport:
        """Take the files over, as one change that can be undone. Doing it twice changes nothing more.

        What was there before is kept as a backup first; what `layouts` say is remembered for other sheets
        with the same headings. `choices` are what somebody says of the rows of a preview: what is left out is
        offered again the next time, whom a row was said to be about is remembered.
        """
        for layout in (layouts or {}).values():
            self._layouts.remember(layout)
        cancel = cancel or NeverCancel()
        with gathered(paths, cancel) as found:
            parts = self._parts(found, _of_files(layouts or {}, found))
            self._backups.before(BackupReason.IMPORT, cancel)
            return self._apply(parts, _label(paths), progress, cancel, Choices.of(choices), origin)

    def import_cards(
        self,
        cards: Sequence[Card],
        title: str,
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
        *,
        choices: Mapping[RowKey, Choice] | Choices | None = None,
        origin: object | None = None,
    ) -> ImportReport:
        """Take cards over that come from no file, as one change called by `title`; else as `apply` does."""
        cancel = cancel or NeverCancel()
        if len(cards) > _FEW:
            self._backups.before(BackupReason.IMPORT, cancel)
        return self._apply(
            [_of_cards(cards, title)],
            Label("Import {file}", {"file": line(title)}),
            progress,
            cancel,
            Choices.of(choices),
            origin,
        )

    def _preview(self, parts: Sequence[Part], progress: Progress, cancel: Cancel) -> ImportPreview:
        earlier, matcher = Earlier(), Matcher(self._reads)
        session = Session(self._preparing(), matcher, doubts=Doubts(self._reads, matcher), earlier=earlier)
        links, rows = Links(self._reads), PreviewRows()
        files: list[FilePreview] = []
        with rare_collection():
            for file, steps in _watched(session, parts, progress, cancel):
                tally = Tally(file, rows)
                for step in steps:
                    tally.add(step)
                    links.note(step)
                tally.groups(links.groups_to_be(earlier))
                files.append(tally.preview())
        return ImportPreview(tuple(files), rows=rows)

    def _apply(
        self,
        parts: Sequence[Part],
        label: Label,
        progress: Progress,
        cancel: Cancel,
        choices: Choices,
        origin: object | None,
    ) -> ImportReport:
        files: list[FileReport] = []
        with rare_collection(), self._uow(label, origin=origin) as tx:
            session, links = self._writing_session(choices), Links(self._reads)
            for file, steps in _watched(session, parts, progress, cancel):
                tally = Tally(file)
                for step in steps:
                    self._write(tx, session, step)
                    tally.add(step)
                    links.note(step)
                tally.groups(links.write_groups(tx, choices))
                files.append(tally.report())
            links.write_relations(tx)
            if cancel.is_set():
                raise Cancelled
        return ImportReport(tuple(files))

    def write_refused(
        self,
        file: FileReport,
        target: Path,
        *,
        layouts: Mapping[Path, Layout] | None = None,
        left_out: bool = False,
    ) -> int:
        """Write what was refused of a file into another, to be mended and imported; how many that were.

        `left_out` adds what somebody wanted left out. Raises UserError where it cannot be written.
        """
        reasons = dict.fromkeys(file.left_out, "Left out") if left_out else {}
        reasons |= {refused.line: refused.reason for refused in file.rejected}
        source = Path(file.file)
        with gathered([source]) as found, opened(found[0].real) as stream, whole_file(target) as out:
            layout = (layouts or {}).get(source) or self._layout(found[0].real)
            if layout is None:
                out.writelines(refused_cards(stream, reasons))
            else:
                out.writelines(refused_rows(stream, layout, reasons))
        return len(reasons)

    def _writing_session(self, choices: Choices) -> Session:
        matcher = Matcher(self._reads)
        named = [choice.contact for choice in choices.rows.values() if choice.contact is not None]
        return Session(
            self._preparing(),
            matcher,
            doubts=Doubts(self._reads, matcher) if choices.hang_on_doubt else None,
            choices=choices,
            uids={one.id: one.uid for one in self._reads.load(named) if one.id is not None},
        )

    def _preparing(self) -> Preparing:
        return Preparing(self._contacts.cleaned, self._fields.all())

    def _parts(self, files: Sequence[Gathered], layouts: Mapping[Path, Layout]) -> list[Part]:
        """The files, each looked into before the first is read."""
        read = self._sources(layouts).cards
        return [
            Part(str(one.name), look_into(one.real, read, one.name), partial(batches, one.real, read))
            for one in files
        ]

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
            session.note_new(step, tx.add_many([target.contact for target in step.new], recoverable=False))
        for target in step.changed:
            tx.contacts.update(target.contact)
        tx.contacts.known_as([(one.number, uid) for one, uid in step.known_as if one.number is not None])


@dataclass(frozen=True, slots=True)
class Part:
    """One source of cards: what it is called, its bytes (cards where it is no file), and how to read it."""

    name: str
    size: int
    batches: Callable[[], Iterable[Batch]]


def _of_cards(cards: Sequence[Card], title: str) -> Part:
    def read() -> Iterator[Batch]:
        for start in range(0, len(cards), BATCH):
            yield Batch(list(cards[start : start + BATCH]), done=min(start + BATCH, len(cards)))

    return Part(title, len(cards), read)


def _watched(
    session: Session, parts: Sequence[Part], progress: Progress, cancel: Cancel
) -> Iterable[tuple[str, Iterable[Step]]]:
    """The sources by their names, each with its steps."""
    total, before = sum(part.size for part in parts), 0

    def steps(part: Part, start: int) -> Iterable[Step]:
        for step in session.steps(part.name, part.batches()):
            if cancel.is_set():
                raise Cancelled
            yield step
            progress(min(start + step.done, total), total)

    for part in parts:
        yield part.name, steps(part, before)
        before += part.size


def _of_files(layouts: Mapping[Path, Layout], files: Iterable[Gathered]) -> dict[Path, Layout]:
    """What is said of the files, under the names by which they are read."""
    return {one.real: layouts[one.name] for one in files if one.name in layouts}


def _label(paths: Sequence[Path | str]) -> Label:
    if len(paths) == 1:
        # A name that was written by a system with other letters holds bytes that no text can.
        name = Path(paths[0]).name.encode("utf-8", "replace").decode()
        return Label("Import {file}", {"file": line(name)})
    return Label("Import {count} files", {"count": len(paths)})
