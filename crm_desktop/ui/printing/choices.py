"""What can be printed, and what is asked for each paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.ui.printing.ink import Ink
from crm_desktop.ui.printing.shape import shape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.papers import Papers
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.ui.printing.document import Document
    from crm_desktop.ui.wording.days import DayWords


class Paper(StrEnum):
    """The papers."""

    PHONES = "phones"
    BIRTHDAYS = "birthdays"
    LABELS = "labels"
    CLIENTS = "clients"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: `ids` None is everyone; `size` names a sheet of paper, `labels` one of labels."""

    paper: Paper
    ids: tuple[ContactId, ...] | None
    size: str
    labels: str = "L7160"
    first_label: int = 0
    with_country: bool = True
    day: date | None = None


class Press:
    """Makes documents to order: reads on a worker's thread, lays out on the window's."""

    def __init__(self, papers: Papers, days: DayWords, calendar: str, *, rtl: bool) -> None:
        self._papers = papers
        self._days = days
        self._calendar = Calendar(calendar)
        self._ink = Ink(rtl=rtl)

    @property
    def today(self) -> date:
        """The day on the user's wall."""
        return self._days.today()

    def read(self, order: Order, progress: Progress, cancel: Cancel) -> Any:
        """What stands on the paper. Raises UserError where there is nothing to print, and Cancelled."""
        match order.paper:
            case Paper.PHONES:
                return _some(self._papers.phone_list(order.ids, progress, cancel), "a phone number")
            case Paper.BIRTHDAYS:
                return _some(self._papers.birthdays(order.ids, progress, cancel), "a birthday")
            case Paper.LABELS:
                found = self._papers.labels(order.ids, progress, cancel)
                _some(found.labels, "an address")
                return found
            case Paper.CLIENTS:
                return _some(self._papers.client_cards(order.ids or (), progress, cancel), "a card")
            case Paper.DAY:
                return self._papers.day_sheet(order.day)

    def document(self, order: Order, found: Any) -> Document:
        """What was read, laid out."""
        paper, ink, today = shape(order.size), self._ink, self.today
        match order.paper:
            case Paper.PHONES:
                from crm_desktop.ui.printing.lists import phone_list

                return phone_list(found, today, paper, ink)
            case Paper.BIRTHDAYS:
                from crm_desktop.ui.printing.lists import birthday_list

                return birthday_list(found, today, self._calendar, paper, ink)
            case Paper.LABELS:
                from crm_desktop.ui.printing.labels import SHEETS, LabelDocument

                return LabelDocument(
                    found.labels,
                    SHEETS[order.labels],
                    ink,
                    first=order.first_label,
                    country=order.with_country,
                )
            case Paper.CLIENTS:
                from crm_desktop.ui.printing.client_card import client_cards

                return client_cards(found, self._days, paper, ink)
            case Paper.DAY:
                from crm_desktop.ui.printing.day_sheet import day_sheet

                return day_sheet(found, self._days, paper, ink)


def _some(found: Sequence[object], what: str) -> Sequence[object]:
    if not found:
        raise UserError(f"Nobody among these has {what}: there is nothing to print.")
    return found
