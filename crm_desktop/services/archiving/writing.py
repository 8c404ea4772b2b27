"""Writes everything into one archive, from one moment of the data file, a few hundred things at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from crm_desktop.formats.archive import records
from crm_desktop.formats.archive.container import (
    FORMAT,
    LIVING,
    MANIFEST,
    MANIFEST_FORM,
    MEETINGS,
    SETTINGS,
    TRASH,
    VERSION,
)
from crm_desktop.formats.archive.lists import as_list
from crm_desktop.formats.archive.schema import ABOUT, README, schema_files
from crm_desktop.formats.card import Relation
from crm_desktop.formats.vcard import write_card
from crm_desktop.services.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from crm_desktop.domain.archived import KeptMeeting, KeptSeries
    from crm_desktop.formats.archive.container import (
        ArchiveWriter,
    )
    from crm_desktop.formats.archive.records import ListFile
    from crm_desktop.formats.icalendar import Attendee
    from crm_desktop.services.archiving.ports import ArchiveReads
    from crm_desktop.services.ports import ContactReads
    from crm_desktop.services.progress import Cancel, Progress

OF_THIS_COMPUTER: Final = frozenset(("backup_folder", "left_in", "checked_at", "asked_until"))
"""Preferences that mean nothing elsewhere, or that nobody else is to set."""
_OFTEN: Final = 200


class Writing:
    """Writes the files of one archive, and tells how far it is in things of all kinds."""

    def __init__(
        self,
        reads: ArchiveReads,
        contacts: ContactReads,
        progress: Progress,
        cancel: Cancel,
        counts: dict[str, int],
    ) -> None:
        self._reads = reads
        self._contacts = contacts
        self._progress = progress
        self._cancel = cancel
        self.counts = counts
        self._total = sum(counts.values())
        self._done = 0

    def write(self, archive: ArchiveWriter, written_at: datetime, program: str) -> None:
        """Write all of it. Raises Cancelled."""
        manifest = MANIFEST_FORM.write(
            {
                "format": FORMAT,
                "version": VERSION,
                "written_at": written_at,
                "program": program,
                "counts": self.counts,
            }
        )
        archive.add(MANIFEST, [_as_json(manifest)])
        archive.add(README, [ABOUT.encode()])
        archive.add(LIVING, self._cards(deleted=False))
        archive.add(TRASH, self._cards(deleted=True))
        archive.add(MEETINGS, self._calendar())
        for file, things in self._lists():
            archive.add(file.name, as_list(map(file.item, things)))
        archive.add(SETTINGS, [_as_json(self._settings())])
        for name, schema in schema_files():
            archive.add(name, [schema])
        for number, name in self._reads.photos():
            archive.add(name, [self._reads.picture(number)], packed=False)
            self._step(1)
        for number, name in self._reads.diary.copies():
            archive.add(name, [self._reads.diary.copy_of(number)])
            self._step(1)

    def _lists(self) -> Iterator[tuple[ListFile, Iterable[Any]]]:
        reads, diary = self._reads, self._reads.diary
        yield records.CONTACTS, reads.beside()
        yield records.RELATIONSHIPS, self._counted(reads.ties())
        yield records.APART, reads.aparts()
        yield records.COMPANIES, self._counted(reads.names("company"))
        yield records.TAGS, self._counted(reads.names("tag"))
        yield records.FIELDS, self._counted(reads.fields())
        yield records.FILTERS, self._counted(reads.filters())
        yield records.INTERACTIONS, self._counted(diary.interactions())
        yield records.FOLLOW_UPS, self._counted(diary.follow_ups())
        yield records.REMINDERS, self._counted(diary.reminders())
        yield records.DAY_NOTES, self._counted(diary.day_notes())
        yield records.ATTACHMENTS, diary.attachments()

    def _cards(self, *, deleted: bool) -> Iterator[bytes]:
        fields = {field.name: field for field in self._reads.fields()}
        for contacts in self._reads.cards(deleted=deleted):
            # RELATED is for other programs; relationships.json says each of them once, and whole.
            related = self._contacts.related([one.id for one in contacts if one.id is not None])
            yield b"".join(
                write_card(
                    one,
                    relations=[Relation(*relation) for relation in related.get(one.id or 0, ())],
                    fields=fields,
                )
                for one in contacts
            )
            self._step(len(contacts))

    def _calendar(self) -> Iterator[bytes]:
        from crm_desktop.formats.icalendar import write_calendar

        return write_calendar(self._things(), self._reads.diary.zones(), self._people)

    def _things(self) -> Iterator[KeptMeeting | KeptSeries]:
        for meeting in self._reads.diary.meetings():
            yield meeting
            self._step(1)
        for series in self._reads.diary.series():
            yield series
            self._step(1 + len(series.meetings))

    def _people(self, uids: Sequence[str]) -> dict[str, Attendee]:
        from crm_desktop.formats.icalendar import Attendee

        return {uid: Attendee(name, email) for uid, (name, email) in self._reads.people(uids).items()}

    def _settings(self) -> dict[str, Any]:
        found = self._reads.settings()
        return {name: value for name, value in found.items() if name not in OF_THIS_COMPUTER}

    def _counted(self, things: Iterable[Any]) -> Iterator[Any]:
        for number, one in enumerate(things, 1):
            yield one
            if number % _OFTEN == 0:
                self._step(_OFTEN)

    def _step(self, count: int) -> None:
        if self._cancel.is_set():
            raise Cancelled
        self._done = min(self._done + count, self._total)
        self._progress(self._done, self._total)


def _as_json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
