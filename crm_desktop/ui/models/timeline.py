"""What happened with one contact, newest first, as a Qt model that is filled a page at a time."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from crm_desktop.domain.interaction import Interaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

PAGE = 50

_AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

FetchTalks = Callable[[int, Interaction | None], list[Interaction]]
"""Gives at most so many interactions, newest first, from the one before another on if that is given."""


class TimelineRole(IntEnum):
    """What a delegate asks for beside the texts."""

    INTERACTION = Qt.ItemDataRole.UserRole + 1


class TimelineModel(QAbstractListModel):
    """Rows in, interactions out. It asks its source for the next page when someone scrolls there."""

    def __init__(self, spoken: Callable[[Interaction], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._fetch: FetchTalks | None = None
        self._rows: list[Interaction] = []
        self._more = False

    def show(self, fetch: FetchTalks) -> None:
        """Show another contact's timeline: its first page."""
        self.beginResetModel()
        self._fetch = fetch
        self._rows = fetch(PAGE, None)
        self._more = len(self._rows) == PAGE
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.show(lambda _limit, _before: [])

    def renew(self) -> None:
        """Fetch as much as is shown anew, and exchange only what came, went or changed."""
        if self._fetch is None:
            return
        wanted = max(PAGE, len(self._rows))
        rows = self._fetch(wanted, None)
        self._more = len(rows) == wanted
        self._become(rows)

    def interaction(self, row: int) -> Interaction:
        """What stands in a row."""
        return self._rows[row]

    def _become(self, rows: list[Interaction]) -> None:
        old = self._rows
        head = _alike(old, rows)
        tail = min(_alike(old[::-1], rows[::-1]), len(old) - head, len(rows) - head)
        gone, come = len(old) - head - tail, len(rows) - head - tail
        if gone == come and gone:
            self._rows = rows
            self.dataChanged.emit(self.index(head), self.index(head + come - 1))
            return
        if gone:
            self.beginRemoveRows(_NOWHERE, head, head + gone - 1)
            self._rows = old[:head] + old[head + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(_NOWHERE, head, head + come - 1)
            self._rows = rows
            self.endInsertRows()

    def rowCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        interaction = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(interaction)
        if role == TimelineRole.INTERACTION:
            return interaction
        return None

    @property
    def has_more(self) -> bool:
        """Whether there are entries that are not here yet."""
        return self._more

    def load_more(self) -> None:
        """Fetch the next page.

        Not Qt's `fetchMore`: a view that is as high as its content is always at its end, and fetches all.
        """
        if not self._more or self._fetch is None:
            return
        page = self._fetch(PAGE, self._rows[-1])
        self._more = len(page) == PAGE
        if page:
            first = len(self._rows)
            self.beginInsertRows(_NOWHERE, first, first + len(page) - 1)
            self._rows.extend(page)
            self.endInsertRows()


def _alike(old: Sequence[Interaction], new: Sequence[Interaction]) -> int:
    """How many rows the two begin with alike."""
    count = 0
    for before, after in zip(old, new, strict=False):
        if before != after:
            break
        count += 1
    return count
