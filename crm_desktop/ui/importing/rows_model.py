"""Rows of an import as a Qt table: whether each comes in, what becomes of it, its name, why, and where."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication

from crm_desktop.services.importing.choices import Choice, Way
from crm_desktop.services.importing.rows import PreviewRows
from crm_desktop.ui.importing.picks import CHOOSABLE, Picks
from crm_desktop.ui.importing.rows import detail, outcome, place
from crm_desktop.ui.widgets.plain_text import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject

    from crm_desktop.services.importing.row import Fate, PreviewRow

_translate = QCoreApplication.translate
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

OUTCOME_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_REMEMBERED = 400


class Column(IntEnum):
    """What stands in a column."""

    TAKE = 0
    FATE = 1
    NAME = 2
    DETAIL = 3
    PLACE = 4


class ImportRowsModel(QAbstractTableModel):
    """One row a row of the preview, those that need a look first; a page is unpacked when it is looked at.

    Signals: `picked()` when something was chosen.
    """

    picked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = PreviewRows()
        self.picks = Picks(self._rows)
        self._numbers: Sequence[int] = ()
        self._many_files = False
        self._seen: dict[int, PreviewRow] = {}

    def show(self, rows: PreviewRows, *, many_files: bool) -> None:
        """List these, of which nothing is chosen yet."""
        self.beginResetModel()
        self._rows, self.picks, self._many_files = rows, Picks(rows), many_files
        self._numbers = rows.numbers()
        self._seen = {}
        self.endResetModel()

    def show_only(self, fate: Fate | None) -> None:
        """Of the rows that are there, list those of one fate, or all."""
        self.beginResetModel()
        self._numbers = self._rows.numbers(*(() if fate is None else (fate,)))
        self.endResetModel()

    def row(self, row: int) -> PreviewRow:
        """The row of the preview in a row."""
        number = self._numbers[row]
        found = self._seen.get(number)
        if found is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            found = self._seen[number] = self._rows[number]
        return found

    def put(self, row: int, choice: Choice) -> None:
        """Choose for one row."""
        self.picks.put(self.row(row), choice)
        self._tell(row, row)

    def put_all(self, fates: Iterable[Fate], choice: Choice) -> None:
        """Choose for all of these fates, listed or not."""
        self.picks.put_all(fates, choice)
        self._tell(0, self.rowCount() - 1)

    def turn(self, rows: Sequence[int]) -> None:
        """Take what is left out, or leave out what is taken; all of several alike, as the first."""
        chosen = [row for row in rows if self.row(row).fate in CHOOSABLE]
        if not chosen:
            return
        choice = Choice.LEAVE if self.picks.is_taken(self.row(chosen[0])) else Choice.TAKE
        for row in chosen:
            self.picks.put(self.row(row), choice)
        self._tell(min(chosen), max(chosen))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == Column.TAKE and self.row(index.row()).fate in CHOOSABLE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row(index.row()), Column(index.column())
        if role == OUTCOME_ROLE:
            return outcome(row, self.picks.choice(row))
        if column is Column.TAKE:
            return self._taken(row, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cut(self._text(row, column))
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        taken = Qt.CheckState(value) == Qt.CheckState.Checked
        self.put(index.row(), Choice.TAKE if taken else Choice.LEAVE)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _heading(Column(section))
        if section == Column.TAKE and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _taken(self, row: PreviewRow, role: int) -> Any:
        if row.fate not in CHOOSABLE:
            return None
        taken = self.picks.choice(row).way is not Way.LEAVE
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _translate("Import", "comes in") if taken else _translate("Import", "left out")
        return None

    def _tell(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))
        self.picked.emit()

    def _text(self, row: PreviewRow, column: Column) -> str:
        match column:
            case Column.TAKE:
                return ""
            case Column.FATE:
                return outcome(row, self.picks.choice(row))[0]
            case Column.NAME:
                return row.name
            case Column.DETAIL:
                return detail(row, mirrored=QGuiApplication.isRightToLeft())
            case Column.PLACE:
                return place(row.key, many_files=self._many_files)


def _heading(column: Column) -> str:
    match column:
        case Column.TAKE:
            return _translate("Import", "Take")
        case Column.FATE:
            return _translate("Import", "What happens")
        case Column.NAME:
            return _translate("Import", "Contact")
        case Column.DETAIL:
            return _translate("Import", "Details")
        case Column.PLACE:
            return _translate("Import", "Where")
