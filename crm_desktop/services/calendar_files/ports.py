"""What calendar files need from the data file, as Protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.domain.calendar_file import Known, KnownSeries
    from crm_desktop.domain.ids import SeriesId


class CalendarReads(Protocol):
    """What is here of a file already."""

    def meeting(self, uid: str) -> Known | None: ...
    def at(self, series_id: SeriesId, occurrence: datetime) -> Known | None: ...
    def series(self, uid: str) -> KnownSeries | None: ...
    def born(self, month: int, day: int) -> list[str]: ...
