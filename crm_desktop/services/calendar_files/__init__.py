"""Other calendars: all that is planned written as one .ics file, and such a file taken in as one change."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.backup import BackupReason
from crm_desktop.domain.calendar_file import EventFate, EventRow
from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY
from crm_desktop.domain.errors import UserError
from crm_desktop.services.calendar_files.report import MOST_ROWS, CalendarReport
from crm_desktop.services.clean_text import line
from crm_desktop.services.importing.files import opened, size_of
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress
from crm_desktop.services.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_desktop.domain.archived import KeptMeeting, KeptSeries
    from crm_desktop.domain.partial_date import PartialDate
    from crm_desktop.formats.icalendar import Attendee, CalendarFault, CalendarItem
    from crm_desktop.services.archiving.ports import ArchiveReads
    from crm_desktop.services.backups import Backups
    from crm_desktop.services.calendar_files.ports import CalendarReads
    from crm_desktop.services.calendar_files.taking_in import TakingIn
    from crm_desktop.services.ports import Clock, ContactReads, SeriesReads, Transaction, UnitOfWork
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.services.settings import Settings

__all__ = ["CalendarFiles", "CalendarReport"]

_LOOK: Final = 4096
_OFTEN: Final = 100


class _OnlyLooked(Exception):
    """A look at what would come of it is over: nothing of it is kept."""


class CalendarFiles:
    """Long work that may run on any thread. An export counts events, an import counts bytes.

    Raises UserError for what cannot be written or read, and Cancelled; then nothing has changed.
    """

    def __init__(
        self,
        *,
        uow: UnitOfWork,
        contacts: ContactReads,
        archive: ArchiveReads,
        calendar: CalendarReads,
        series: SeriesReads,
        settings: Settings,
        backups: Backups,
        clock: Clock,
    ) -> None:
        self._uow = uow
        self._contacts = contacts
        self._archive = archive
        self._calendar = calendar
        self._series = series
        self._settings = settings
        self._backups = backups
        self._clock = clock

    def is_calendar(self, path: Path | str) -> bool:
        """Whether a file is a calendar, by what stands in it and not by its name."""
        try:
            with opened(Path(path)) as stream:
                begins = stream.read(_LOOK)
        except (UserError, OSError):
            return False
        return begins.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper() == b"BEGIN:VCALENDAR"

    def export(
        self,
        path: Path | str,
        first: date | None = None,
        last: date | None = None,
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
        *,
        wording: tuple[str, str] = ("Birthday of {name}", "Anniversary of {name}"),
    ) -> int:
        """Write what is planned, with birthdays and other yearly dates; how many events that are.

        Of what comes once only what starts from the local day `first` to `last`, if these are given; what
        repeats and the yearly dates are always written whole. `wording` is what the yearly days are called.
        """
        from crm_desktop.formats.icalendar import write_calendar, yearly_events

        cancel, now = cancel or NeverCancel(), self._clock.now()
        counts: Counter[str] = Counter()
        with whole_file(Path(path)) as file, self._archive.snapshot():
            total = sum(self._archive.counts().get(what, 0) for what in ("appointments", "series"))
            dates = self._dates(wording, counts)
            feb_29 = self._settings.feb_29
            pieces = write_calendar(
                self._things(first, last, counts),
                self._archive.diary.zones(),
                self._people,
                more=yearly_events(dates, now, feb_29),
                for_others=True,
            )
            for number, piece in enumerate(pieces, 1):
                file.write(piece)
                if number % _OFTEN == 0:
                    if cancel.is_set():
                        raise Cancelled
                    progress(min(counts["meetings"], total), total)
        return counts["meetings"] + counts["dates"]

    def preview(
        self, path: Path | str, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> CalendarReport:
        """What taking a file in would come to; it is tried, and nothing of it is kept."""
        report: CalendarReport | None = None
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
    ) -> CalendarReport:
        """Take a file in, as one change that can be undone; doing it twice changes nothing more.

        What was there before is kept as a backup first.
        """
        cancel = cancel or NeverCancel()
        path = Path(path)
        size_of(path)
        if not self.is_calendar(path):
            raise UserError(_NO_CALENDAR.format(path=path))
        self._backups.before(BackupReason.IMPORT)
        with self._taking(path, origin, progress, cancel) as report:
            if cancel.is_set():
                raise Cancelled
        return report

    @contextmanager
    def _taking(
        self, path: Path, origin: object | None, progress: Progress, cancel: Cancel
    ) -> Iterator[CalendarReport]:
        """Inside a unit of work in which all of the file was taken in."""
        name = line(path.name.encode("utf-8", "replace").decode())
        with self._uow(Label("Import {file}", {"file": name}), origin=origin) as tx:
            yield self._take(path, tx, progress, cancel)

    def _take(self, path: Path, tx: Transaction, progress: Progress, cancel: Cancel) -> CalendarReport:
        from crm_desktop.formats.icalendar import CalendarFault, NotACalendar, read_calendar
        from crm_desktop.services.calendar_files.attending import Attending
        from crm_desktop.services.calendar_files.taking_in import TakingIn

        attending = Attending(self._contacts)
        taking = TakingIn(tx, self._calendar, self._series, self._contacts, attending, "Without a title")
        rows, passed_over = _Rows(), Counter[str]()
        size = size_of(path)
        with opened(path) as stream:
            try:
                home = str(self._clock.zone())
                found = read_calendar(stream, home=home, passed_over=lambda kind: passed_over.update((kind,)))
                for item in found:
                    rows.add(_refused(item) if isinstance(item, CalendarFault) else _taken(taking, item))
                    if rows.total % _OFTEN == 0:
                        if cancel.is_set():
                            raise Cancelled
                        progress(min(stream.tell(), size), size)
            except NotACalendar:
                raise UserError(_NO_CALENDAR.format(path=path)) from None
            except OSError as wrong:
                raise UserError(f"“{path}” cannot be read to its end: {wrong.strerror or wrong}.") from None
        taking.finish()
        return CalendarReport(
            str(path),
            rows.counts,
            rows.sorted(),
            passed_over,
            len(attending.linked),
            len(attending.strangers),
        )

    def _things(
        self, first: date | None, last: date | None, counts: Counter[str]
    ) -> Iterator[KeptMeeting | KeptSeries]:
        since = datetime.combine(first or date.min, time())
        until = datetime.combine(last or date.max, time.max)
        for meeting in self._archive.diary.meetings():
            if since <= meeting.appointment.starts <= until:
                counts["meetings"] += 1
                yield meeting
        for series in self._archive.diary.series():
            counts["meetings"] += 1
            yield series

    def _dates(
        self, wording: tuple[str, str], counts: Counter[str]
    ) -> Iterator[tuple[str, str, str, PartialDate]]:
        """Every yearly date: whose, which of theirs, what the event is called, and when it is."""
        for cards in self._archive.cards(deleted=False):
            for card in cards:
                for place, one in enumerate(card.dates):
                    if not one.date.recurs:
                        continue
                    counts["dates"] += 1
                    is_birthday = one.label == BIRTHDAY
                    words = wording[not is_birthday] if one.label in (BIRTHDAY, ANNIVERSARY) else _OTHER_DATE
                    title = words.format(name=card.display_name, label=one.label)
                    yield card.uid, "" if is_birthday else f"{place} {one.label}", title, one.date

    def _people(self, uids: Sequence[str]) -> dict[str, Attendee]:
        from crm_desktop.formats.icalendar import Attendee

        return {uid: Attendee(name, email) for uid, (name, email) in self._archive.people(uids).items()}


class _Rows:
    """What came of each event: all counted, as many kept as somebody can look at."""

    def __init__(self) -> None:
        self.counts: Counter[EventFate] = Counter()
        self._told: list[EventRow] = []
        self._same: list[EventRow] = []

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def add(self, row: EventRow) -> None:
        self.counts[row.fate] += 1
        kept = self._same if row.fate is EventFate.SAME else self._told
        if len(kept) < MOST_ROWS:
            kept.append(row)

    def sorted(self) -> tuple[EventRow, ...]:
        return tuple([*sorted(self._told, key=lambda row: row.line), *self._same][:MOST_ROWS])


def _taken(taking: TakingIn, item: CalendarItem) -> EventRow:
    try:
        return taking.take(item)
    except UserError as refusal:
        return EventRow(item.line, "", EventFate.REFUSED, words=(str(refusal),))


def _refused(fault: CalendarFault) -> EventRow:
    return EventRow(fault.line, "", EventFate.REFUSED, words=(fault.reason,))


_OTHER_DATE: Final = "{label}: {name}"
_NO_CALENDAR: Final = (
    "“{path}” is no calendar file: it does not begin with BEGIN:VCALENDAR. Export the calendar again as"
    " iCalendar (.ics), and import that file."
)
