"""What stands in a cell that we write, before it is known whether it becomes CSV or a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.formats.vcard.dates import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.formats.card import Relation


@dataclass(frozen=True, slots=True)
class Number:
    """A number to reckon with, as it is written: never a phone or a postcode."""

    text: str


Value = str | Number | PartialDate


def text_of(value: Value) -> str:
    """The value as text; dates as `cells.day_in` reads them."""
    match value:
        case Number():
            return value.text
        case PartialDate():
            return marked(value)
        case _:
            return value


class Sheet(Protocol):
    """One way to lay out contacts in columns: looks at all of them first, then gives a row for each."""

    marked: bool
    """Whether the file begins with the mark by which spreadsheets know UTF-8."""

    def look_at(self, contact: Contact, relations: Sequence[Relation] = ()) -> None:
        """Learn which columns this contact needs."""

    def headings(self) -> list[str]:
        """The headings, when all contacts were looked at."""

    def row(self, contact: Contact, relations: Sequence[Relation] = ()) -> Iterable[Value]:
        """A value for each heading, "" for none."""
