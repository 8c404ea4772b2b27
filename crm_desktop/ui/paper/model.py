"""The rows of the notebook as a table: the chosen columns, and what becomes of each row.

Signals: `cell_changed(row, key)` by the user's own typing. An empty row always stands at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from crm_desktop.ui.paper.rows import PaperRow
from crm_desktop.ui.paper.words import cell_sentence, row_sentences, state_look
from crm_desktop.ui.widgets.plain_text import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.ui.paper.columns import PaperColumn
    from crm_desktop.ui.paper.rows import RowReader

_AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PaperModel(QAbstractTableModel):
    """Holds the rows; keeps none of them itself."""

    cell_changed = Signal(int, str)

    def __init__(self, columns: Sequence[PaperColumn], reader: RowReader) -> None:
        super().__init__()
        self.columns = list(columns)
        self.reader = reader
        self.rows: list[PaperRow] = [PaperRow()]

    @property
    def state_column(self) -> int:
        """The last column: what becomes of a row."""
        return len(self.columns)

    def waiting(self) -> list[PaperRow]:
        """The rows that are not kept yet."""
        return [row for row in self.rows if row.is_waiting]

    def proposal(self, number: int, column: int) -> str:
        """What the row above says where that often repeats, for a row that is begun; "" for nothing."""
        if column >= len(self.columns) or not number:
            return ""
        row, wanted = self.rows[number], self.columns[column]
        if not wanted.is_sticky or row.text(wanted.key) or row.is_empty or row.kept is not None:
            return ""
        return "" if wanted.key in row.declined else self.rows[number - 1].text(wanted.key)

    def above(self, number: int, column: int) -> str:
        """What stands in the row above."""
        return self.rows[number - 1].text(self.columns[column].key) if number else ""

    def used(self, key: str) -> list[str]:
        """What was typed into a column so far, the latest first."""
        return list(dict.fromkeys(text for row in reversed(self.rows) if (text := row.text(key).strip())))

    def decline(self, index: _AnyIndex) -> None:
        """Propose nothing in this cell any more."""
        self.rows[index.row()].declined.add(self.columns[index.column()].key)
        cell = self.index(index.row(), index.column())
        self.dataChanged.emit(cell, cell)

    def set_columns(self, columns: Sequence[PaperColumn]) -> None:
        """Show these columns; what stands in others is not lost."""
        self.beginResetModel()
        self.columns = list(columns)
        self.endResetModel()

    def set_reader(self, reader: RowReader) -> None:
        """Read the cells otherwise: the user's own fields changed."""
        self.reader = reader
        self.tell(range(len(self.rows)))

    def put(self, number: int, rows: Sequence[PaperRow]) -> None:
        """Put rows in before another one."""
        if rows:
            self.beginInsertRows(QModelIndex(), number, number + len(rows) - 1)
            self.rows[number:number] = rows
            self.endInsertRows()
        self._want_empty_row()

    def remove(self, number: int) -> PaperRow:
        """Take a row out."""
        self.beginRemoveRows(QModelIndex(), number, number)
        row = self.rows.pop(number)
        self.endRemoveRows()
        self._want_empty_row()
        return row

    def tell(self, numbers: Sequence[int] | range) -> None:
        """Show these rows anew: something about them changed."""
        for number in numbers:
            if number < len(self.rows):
                self.dataChanged.emit(self.index(number, 0), self.index(number, self.state_column))

    def number_of(self, row: PaperRow) -> int:
        """The place of this row itself; rows that say the same are others. -1 for one that is gone."""
        return next((number for number, one in enumerate(self.rows) if one is row), -1)

    def tell_row(self, row: PaperRow) -> None:
        """Show a row anew, if it is still there."""
        if (number := self.number_of(row)) >= 0:
            self.tell([number])

    # Qt's questions

    def rowCount(self, parent: _AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and index.column() < len(self.columns):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        return self.columns[section].word if section < len(self.columns) else self.tr("This row")

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if index.column() == self.state_column:
            return self._state(row, role)
        column = self.columns[index.column()]
        text = row.text(column.key)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(cell_sentence(column.key, text, self.reader)[0])
            case Qt.ItemDataRole.AccessibleTextRole:
                proposed = self.proposal(index.row(), index.column())
                return self.tr("{text}, proposed").format(text=proposed) if proposed else text
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return cell_sentence(column.key, text, self.reader)[0]
        return None

    def setData(self, index: _AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() >= len(self.columns):
            return False
        row, key, text = self.rows[index.row()], self.columns[index.column()].key, str(value)
        if row.text(key) == text:
            return True
        row.cells[key] = text
        row.why = ""
        self.tell((index.row(), index.row() + 1))
        self._want_empty_row()
        self.cell_changed.emit(index.row(), key)
        return True

    def _state(self, row: PaperRow, role: int) -> str | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return state_look(row)[0]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return plain_tip("\n".join(row_sentences(row)))
        return None

    def _want_empty_row(self) -> None:
        if not self.rows or not self.rows[-1].is_empty or self.rows[-1].kept is not None:
            number = len(self.rows)
            self.beginInsertRows(QModelIndex(), number, number)
            self.rows.append(PaperRow())
            self.endInsertRows()
