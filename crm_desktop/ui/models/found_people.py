"""A few contacts that a search found, for the popup of a completing field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from crm_desktop.ui.widgets.plain_text import one_line

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.ui.models.contact_texts import ContactTexts

_AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class FoundPeople(QAbstractListModel):
    """Rows in, names and the line under them out."""

    def __init__(self, texts: ContactTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._rows: list[ContactRow] = []

    def show(self, rows: list[ContactRow]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, position: int) -> ContactRow:
        """The contact in a row."""
        return self._rows[position]

    def rowCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            detail = self._texts.detail(row)
            return one_line(f"{row.name} · {detail}" if detail else row.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._texts.spoken(row)
        return row if role == ROW_ROLE else None
