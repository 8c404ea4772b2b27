"""The things in an archive, a batch at a time, with how far that is; whatever is wrong is one sentence."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from crm_desktop.formats.archive.container import MEETINGS, BadArchive
from crm_desktop.formats.archive.forms import BadValue
from crm_desktop.formats.archive.lists import NotAList, items_of
from crm_desktop.formats.card import Fault
from crm_desktop.formats.vcard import NotCards, read_cards
from crm_desktop.services.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crm_desktop.domain.archived import KeptMeeting, KeptSeries
    from crm_desktop.formats.archive.container import ArchiveReader
    from crm_desktop.formats.archive.records import ListFile
    from crm_desktop.formats.card import Card
    from crm_desktop.services.progress import Cancel, Progress

T = TypeVar("T")
BATCH: Final = 500
LARGEST_COPY: Final = 256 << 20
"""Bytes of an attachment."""
_CHECKED: Final = (
    "contacts", "relationships", "interactions", "appointments", "series", "follow-ups", "day notes",
    "attachments",
)  # fmt: skip
"""Kinds of which an archive has as many as it says, or something of it was lost."""


class Reading:
    """Reads the files of an archive; `total` counts what was met. Raises BadArchive and Cancelled."""

    def __init__(self, archive: ArchiveReader, progress: Progress, cancel: Cancel) -> None:
        self._archive = archive
        self._progress = progress
        self._cancel = cancel
        self._expected = sum(archive.manifest.counts.values())
        self._done = 0
        self.total: Counter[str] = Counter()

    def batches(self, file: ListFile, what: str) -> Iterator[list[Any]]:
        """What a list holds, counted as `what` where that is not ""."""
        for batch in _in_batches(self._values(file), BATCH):
            yield batch
            self.step(what, len(batch))

    def cards(self, name: str) -> Iterator[list[Card]]:
        """The cards of a vCard file."""
        for batch in _in_batches(self._cards(name), BATCH):
            yield batch
            self.step("contacts", len(batch))

    def things(self, home: str) -> Iterator[KeptMeeting | KeptSeries]:
        """The meetings, and what repeats; `home` is the zone for times that name none."""
        from crm_desktop.formats.icalendar import CalendarFault, NotACalendar, read_calendar

        with self._archive.file(MEETINGS) as file:
            try:
                for item in read_calendar(file, home=home):
                    if isinstance(item, CalendarFault):
                        raise BadArchive(f"in {MEETINGS}, line {item.line:,}: {item.reason}")
                    yield item.thing
            except NotACalendar:
                raise BadArchive(f"{MEETINGS} in it is no iCalendar file") from None

    def copy(self, name: str) -> bytes:
        """The bytes of a file in the archive."""
        with self._archive.file(name) as file:
            data = file.read(LARGEST_COPY + 1)
        if len(data) > LARGEST_COPY:
            raise BadArchive(f"{name} in it is far too large")
        return data

    def step(self, what: str, count: int) -> None:
        """So many more were taken in."""
        if self._cancel.is_set():
            raise Cancelled
        if what:
            self.total[what] += count
        self._done = min(self._done + count, self._expected)
        self._progress(self._done, self._expected)

    def refuse_cut(self) -> None:
        """Refuse an archive that has less, or more, than it says."""
        for what in _CHECKED:
            said = self._archive.manifest.counts.get(what, self.total[what])
            if said != self.total[what]:
                raise BadArchive(f"it should have {said:,} {what}, and has {self.total[what]:,}")

    def _cards(self, name: str) -> Iterator[Card]:
        if not self._archive.size(name):
            return
        with self._archive.file(name) as file:
            try:
                for card in read_cards(file):
                    if isinstance(card, Fault):
                        raise BadArchive(f"in {name}, line {card.line:,}: {card.reason}")
                    if card.members is None:
                        yield card
            except NotCards:
                raise BadArchive(f"{name} in it is no vCard file") from None

    def _values(self, file: ListFile) -> Iterator[Any]:
        with self._archive.file(file.name) as stream:
            items = enumerate(items_of(stream), 1)
            try:
                for number, item in items:
                    try:
                        value = file.value(item)
                    except BadValue as wrong:
                        raise BadArchive(f"in {file.name}, item {number:,}, {wrong}") from None
                    yield value
            except NotAList as wrong:
                raise BadArchive(f"{file.name} in it is no list ({wrong})") from None


def _in_batches(things: Iterable[T], count: int) -> Iterator[list[T]]:
    iterator = iter(things)
    while batch := list(islice(iterator, count)):
        yield batch
