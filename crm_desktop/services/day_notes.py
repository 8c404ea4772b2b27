"""What is important on a day: the column of the notebook that is written in directly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Label
from crm_desktop.services.clean_text import paragraphs

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.services.ports import DayNoteReads, UnitOfWork


class DayNotes:
    """Commands and reads about local days."""

    def __init__(self, uow: UnitOfWork, reads: DayNoteReads) -> None:
        self._uow = uow
        self._reads = reads

    def of(self, day: date) -> str:
        """What stands on a day; "" where nothing does."""
        return self._reads.between(day, day).get(day, "")

    def between(self, first: date, last: date) -> dict[date, str]:
        """What stands on the days from the first to the last, where something does."""
        return self._reads.between(first, last)

    def find(self, words: str, limit: int = 50) -> list[tuple[date, str]]:
        """The newest days on which these words stand."""
        return self._reads.with_words(" ".join(words.split()), limit) if words.strip() else []

    def write(self, day: date, text: str, *, origin: object | None = None) -> None:
        """Let this be what stands on a day."""
        clean = paragraphs(text)
        if clean == self.of(day):
            return
        with self._uow(Label("Write on {day}", {"day": day.isoformat()}), origin=origin) as tx:
            tx.day_notes.put(day, clean)
