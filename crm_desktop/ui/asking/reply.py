"""An answer in words: a sentence, its numbers, the list behind them. What is shown, printed, exported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.ids import AppointmentId, ContactId
    from crm_desktop.formats.sheets.values import Value


class Question(StrEnum):
    """The four questions."""

    OUTCOMES = "outcomes"
    REBOOKED = "rebooked"
    PLANNED = "planned"
    WHEN = "when"


@dataclass(frozen=True, slots=True)
class Tally:
    """A part of the number, told by icon, tone and word."""

    count: int
    word: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class Line:
    """What one opens: a meeting, a person, or a day that heads what stands on it."""

    title: str
    icon: str
    tone: str
    status: str
    """The word for what icon and tone say."""
    when: str = ""
    detail: str = ""
    meeting: AppointmentId | None = None
    person: ContactId | None = None
    day: date | None = None

    @property
    def under(self) -> str:
        """What stands below the title."""
        return " · ".join(part for part in (self.when, self.status, self.detail) if part)

    @property
    def spoken(self) -> str:
        """All of it in one sentence."""
        return ", ".join(part for part in (self.title, self.when, self.status, self.detail) if part)


@dataclass(frozen=True, slots=True)
class Reply:
    """`nothing` is said in the place of an empty list.

    `headings` and `rows` are the same as a table for spreadsheets.
    """

    question: Question
    title: str
    sentence: str
    tallies: tuple[Tally, ...]
    lines: tuple[Line, ...]
    nothing: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
