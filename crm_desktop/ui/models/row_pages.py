"""The rows of a list by their ids, fetched a page at a time and kept while they are near. No Qt, no SQL."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from crm_desktop.domain.contact_query import ContactRow
from crm_desktop.domain.ids import ContactId

if TYPE_CHECKING:
    from collections.abc import Iterable

FetchRows = Callable[[Sequence[int]], list[ContactRow]]
"""Gives the rows of these ids, in their order; a contact that is gone meanwhile is left out."""


class RowPages:
    """Holds the order of a list as ids, and of its rows only the pages that were looked at last."""

    def __init__(self, fetch: FetchRows, page_size: int = 12, pages_kept: int = 120) -> None:
        self._fetch = fetch
        self._page_size = page_size
        self._most_kept = page_size * pages_kept
        self._rows: OrderedDict[int, ContactRow] = OrderedDict()
        self.ids = array("q")

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, position: int) -> ContactRow:
        """The row at `position`, fetched with its whole page if it is not at hand."""
        contact_id = self.ids[position]
        row = self._rows.get(contact_id)
        if row is None:
            self._fetch_page(position)
            row = self._rows.get(contact_id)
        return row if row is not None else ContactRow(id=ContactId(contact_id), name="")

    def at_hand(self, position: int) -> ContactRow | None:
        """The row if it need not be fetched."""
        return self._rows.get(self.ids[position])

    def forget(self, contact_ids: Iterable[int] | None = None) -> None:
        """Drop what is kept of these contacts, or of all, so that it is fetched anew when looked at."""
        if contact_ids is None:
            self._rows.clear()
            return
        for contact_id in contact_ids:
            self._rows.pop(contact_id, None)

    def _fetch_page(self, position: int) -> None:
        first = position - position % self._page_size
        wanted = [key for key in self.ids[first : first + self._page_size] if key not in self._rows]
        for row in self._fetch(wanted):
            self._rows[row.id] = row
        while len(self._rows) > self._most_kept:
            self._rows.popitem(last=False)
