"""The list of contacts as a Qt model: ids in order, rows fetched when they are looked at.

It holds no query. Whoever has one hands in the ids; precise changes keep what is selected and in view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from crm_desktop.ui.models.contact_columns import COLUMNS
from crm_desktop.ui.models.row_pages import RowPages

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable

    from PySide6.QtCore import QObject

    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.ui.models.contact_columns import Column
    from crm_desktop.ui.models.row_pages import FetchRows

_AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
# Up to this many rows between the first and the last difference are exchanged; beyond, all are.
_LARGEST_EXCHANGE = 2000


class RowTexts(Protocol):
    """Words a row: what stands in a column, and what a screen reader says."""

    def text(self, row: ContactRow, column: Column) -> str:
        """What stands in the cell, or nothing."""

    def spoken(self, row: ContactRow) -> str:
        """The row in one sentence."""


class ContactListModel(QAbstractTableModel):
    """One row a contact, one column a `Column`.

    Beside every model's signals: `exchange_begun`, `exchange_ended` around `become` where rows go, so that
    a view can keep what is selected by its contact and not by its row.
    """

    exchange_begun = Signal()
    exchange_ended = Signal()

    def __init__(self, fetch: FetchRows, texts: RowTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = RowPages(fetch)
        self._texts = texts

    @property
    def ids(self) -> array[int]:
        """The ids in their order. Not to be changed."""
        return self._pages.ids

    def row(self, position: int) -> ContactRow:
        """The contact at `position`, fetched if need be."""
        return self._pages.row(position)

    def position_of(self, contact_id: int) -> int | None:
        """Where a contact stands, or None."""
        try:
            return self._pages.ids.index(contact_id)
        except ValueError:
            return None

    def show(self, ids: array[int], *, fresh: bool = True) -> None:
        """Show another list. `fresh`: what is known of the rows may not hold for it (a new search)."""
        self.beginResetModel()
        if fresh:
            self._pages.forget()
        self._pages.ids = ids
        self.endResetModel()

    def become(self, ids: array[int]) -> None:
        """Show the same list as it is now: only the rows that came, went or moved are exchanged."""
        old = self._pages.ids
        head = _common_head(old, ids)
        tail = _common_tail(old, ids, head)
        gone, come = len(old) - head - tail, len(ids) - head - tail
        if not gone and not come:
            return
        if gone:
            self.exchange_begun.emit()
        if gone > _LARGEST_EXCHANGE:
            self.show(ids, fresh=False)
        else:
            self._splice(ids, head, gone, come)
        if gone:
            self.exchange_ended.emit()

    def _splice(self, ids: array[int], head: int, gone: int, come: int) -> None:
        old = self._pages.ids
        if gone:
            self.beginRemoveRows(_NOWHERE, head, head + gone - 1)
            self._pages.ids = old[:head] + old[head + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(_NOWHERE, head, head + come - 1)
            self._pages.ids = ids
            self.endInsertRows()

    def renew(self, contact_ids: Iterable[int] | None = None) -> None:
        """Fetch these contacts anew, or all, and repaint them where they are in the list."""
        if contact_ids is None:
            self._pages.forget()
            self._tell_changed(0, len(self._pages) - 1)
            return
        changed = set(contact_ids)
        self._pages.forget(changed)
        for contact_id in changed:
            position = self.position_of(contact_id)
            if position is not None:
                self._tell_changed(position, position)

    def _tell_changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def rowCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._pages)

    def columnCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.text(self._pages.row(index.row()), COLUMNS[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self._texts.spoken(self._pages.row(index.row()))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS):
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return None


def _common_head(old: array[int], new: array[int]) -> int:
    """How many ids the two lists begin with alike; by halving, so that C compares them."""
    low, high = 0, min(len(old), len(new))
    if old[:high] == new[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_tail(old: array[int], new: array[int], head: int) -> int:
    longest = min(len(old), len(new)) - head
    low, high = 0, longest
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low
