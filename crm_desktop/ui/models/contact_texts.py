"""The words that stand in the cells of the people list, and what a screen reader says of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.warmth import WarmthState
from crm_desktop.ui.models.contact_columns import Column
from crm_desktop.ui.wording.people import importance_word, status_word
from crm_desktop.ui.wording.warmth import paused, pill_text, planned, span_text

if TYPE_CHECKING:
    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.ui.wording.days import DayWords
    from crm_desktop.ui.wording.warmth import Beside


class ContactTexts:
    """Plain texts for each column, in the locale's dates and the window's language."""

    def __init__(self, days: DayWords) -> None:
        self._days = days

    def text(self, row: ContactRow, column: Column) -> str:
        """What stands in the cell, or nothing."""
        match column:
            case Column.NAME:
                return row.name
            case Column.COMPANY:
                return row.company
            case Column.CITY:
                return row.city
            case Column.PHONE:
                return left_to_right(row.phone)
            case Column.EMAIL:
                return row.email
            case Column.STATUS:
                return status_word(row.status)
            case Column.IMPORTANCE:
                return importance_word(row.importance)
            case Column.TAGS:
                return ", ".join(row.tags)
            case _:
                return self._dated(row, column)

    def _dated(self, row: ContactRow, column: Column) -> str:
        match column:
            case Column.WARMTH:
                return self._warmth(row)
            case Column.LAST_CONTACT:
                return self._days.moment(row.last_contact) if row.last_contact is not None else ""
            case Column.NEXT_STEP:
                return self._days.day(row.next_step, weekday=True) if row.next_step is not None else ""
            case Column.BIRTHDAY:
                return self._days.day(row.birthday_on) if row.birthday_on is not None else ""
            case Column.ADDED:
                return self._days.moment(row.added) if row.added is not None else ""
            case _:
                return ""

    def detail(self, row: ContactRow) -> str:
        """The quiet line under the name: where a search found it, else company and city, else a way to
        reach them."""
        if row.found_in:
            is_number = not any(letter.isalpha() for letter in row.found_in)
            return left_to_right(row.found_in) if is_number else row.found_in
        parts = [part for part in (row.company, row.city) if part]
        return " · ".join(map(isolated, parts)) if parts else left_to_right(row.phone) or row.email

    def pill(self, row: ContactRow) -> str:
        """The end of the row: how cold it is, how long ago you talked, or that they are new."""
        warmth = row.warmth
        if warmth is None:
            return ""
        if warmth.state is WarmthState.NONE or (warmth.state is WarmthState.WARM and not warmth.never):
            return self._since(row)
        return pill_text(warmth)

    def beside(self, row: ContactRow) -> Beside | None:
        """What stands beside the warmth: that something is planned, else that reminders are paused."""
        if row.planned:
            return planned(row.next_step, self._days)
        reminded = row.warmth is not None and row.warmth.cadence_days is not None
        return paused(row.paused_until, self._days) if reminded else None

    def spoken(self, row: ContactRow) -> str:
        """The row in one sentence."""
        parts = [row.name, row.found_in or row.company, row.city]
        parts.append(self._warmth(row))
        return ", ".join(part for part in parts if part)

    def _warmth(self, row: ContactRow) -> str:
        beside = self.beside(row)
        parts = [pill_text(row.warmth) if row.warmth is not None else "", beside.text if beside else ""]
        return ", ".join(part for part in parts if part)

    def _since(self, row: ContactRow) -> str:
        warmth = row.warmth
        if warmth is None or warmth.never or row.last_contact is None:
            return ""
        if warmth.days <= 1:
            return self._days.day(self._days.local(row.last_contact).date())
        return span_text(warmth.days)


def left_to_right(text: str) -> str:
    """A phone number, which reads from left to right in every window (Unicode UAX 9)."""
    return f"\u2066{text}\u2069" if text else ""


def isolated(text: str) -> str:
    """The text fenced off, so that its direction does not turn what stands beside it (Unicode UAX 9)."""
    return f"\u2068{text}\u2069"
