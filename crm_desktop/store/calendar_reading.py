"""Reads for a calendar file that comes in what is here of it already, known by uid."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crm_desktop.domain.calendar_file import Known, KnownSeries
from crm_desktop.domain.ids import AppointmentId, SeriesId
from crm_desktop.store.appointments import AppointmentReader
from crm_desktop.store.series import SeriesReader

if TYPE_CHECKING:
    from crm_desktop.store.database import Database


class CalendarReader:
    """What another calendar may speak of."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._appointments = AppointmentReader(database)
        self._series = SeriesReader(database)

    def meeting(self, uid: str) -> Known | None:
        """The meeting of a uid."""
        return self._known(self._database.row("SELECT id, noted_at FROM appointment WHERE uid = ?", (uid,)))

    def at(self, series_id: SeriesId, occurrence: datetime) -> Known | None:
        """The meeting that stands for a wall time which the rule of a series gave."""
        return self._known(
            self._database.row(
                "SELECT id, noted_at FROM appointment WHERE series_id = ? AND occurrence = ?",
                (series_id, occurrence.isoformat()),
            )
        )

    def series(self, uid: str) -> KnownSeries | None:
        """The series of a uid."""
        row = self._database.row("SELECT id, noted_at FROM series WHERE uid = ? AND uid <> ''", (uid,))
        found = self._series.get(SeriesId(row[0])) if row else None
        return KnownSeries(found, datetime.fromtimestamp(row[1], UTC)) if found and row else None

    def born(self, month: int, day: int) -> list[str]:
        """The names of living contacts with a yearly date in the Gregorian calendar on a day."""
        return self._database.column(
            "SELECT name FROM important_date JOIN contact ON contact.id = important_date.contact_id"
            " JOIN contact_summary ON contact_summary.contact_id = contact.id"
            " WHERE month = ? AND day = ? AND calendar = 'gregorian' AND deleted_at IS NULL LIMIT 1000",
            (month, day),
        )

    def _known(self, row: tuple[int, int] | None) -> Known | None:
        found = self._appointments.get(AppointmentId(row[0])) if row else None
        return Known(found, datetime.fromtimestamp(row[1], UTC)) if found and row else None
