"""The pages of the notebook: what is important on a day, in the user's words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.store.database import Database


class DayNoteReader:
    """Days are local ones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def between(self, first: date, last: date) -> dict[date, str]:
        """What is written on each of these days, where something is."""
        return {
            date.fromordinal(day): text
            for day, text in self._database.rows(
                "SELECT day, text FROM day_note WHERE day BETWEEN ? AND ?",
                (first.toordinal(), last.toordinal()),
            )
        }

    def with_words(self, words: str, limit: int) -> list[tuple[date, str]]:
        """The newest days on which these words stand, whatever their case."""
        wanted = words.casefold()
        found = []
        for day, text in self._database.rows("SELECT day, text FROM day_note ORDER BY day DESC"):
            if wanted in text.casefold():
                found.append((date.fromordinal(day), text))
                if len(found) == limit:
                    break
        return found


class DayNoteWriter:
    """Writes inside a unit of work."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, day: date, text: str) -> None:
        """Let this be what stands on a day; nothing takes the page out."""
        if not text:
            self._database.execute("DELETE FROM day_note WHERE day = ?", (day.toordinal(),))
            return
        # An upsert, not a REPLACE: what that removes passes the journal by.
        self._database.execute(
            "INSERT INTO day_note (day, text) VALUES (?, ?)"
            " ON CONFLICT (day) DO UPDATE SET text = excluded.text",
            (day.toordinal(), text),
        )
