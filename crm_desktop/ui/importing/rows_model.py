"""Cards of an import as a Qt table: what becomes of each, its name, why, and where it stands."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from crm_desktop.ui.importing.rows import fate_word, place
from crm_desktop.ui.widgets.plain_text import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import (
        QObject,
    )

    from crm_desktop.services.importing.row import Fate
    from crm_desktop.ui.importing.rows import CardLine

_translate = QCoreApplication.translate
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Column(IntEnum):
    """What stands in a column."""

    FATE = 0
    NAME = 1
    DETAIL = 2
    PLACE = 3


class CardLinesModel(QAbstractTableModel):
    """One row a card. `show_only` filters in memory: a preview holds a few hundred lines at most a fate."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[CardLine] = ()
        self._shown: Sequence[CardLine] = ()
        self._many_files = False

    def show(self, lines: Sequence[CardLine], only: Fate | None = None) -> None:
        """List these, or only those of one fate."""
        self.beginResetModel()
        self._all = lines
        self._many_files = len({line.file for line in lines}) > 1
        self._shown = [line for line in lines if only is None or line.fate is only]
        self.endResetModel()

    def show_only(self, fate: Fate | None) -> None:
        """Of the lines that are there, list those of one fate, or all."""
        self.show(self._all, fate)

    def line(self, row: int) -> CardLine:
        """The card in a row."""
        return self._shown[row]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._shown[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cut(self._text(line, Column(index.column())))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _heading(Column(section))
        return None

    def _text(self, line: CardLine, column: Column) -> str:
        match column:
            case Column.FATE:
                return fate_word(line.fate)
            case Column.NAME:
                return line.name
            case Column.DETAIL:
                return line.detail
            case Column.PLACE:
                return place(line, many_files=self._many_files)


def _heading(column: Column) -> str:
    match column:
        case Column.FATE:
            return _translate("Import", "What happens")
        case Column.NAME:
            return _translate("Import", "Contact")
        case Column.DETAIL:
            return _translate("Import", "Details")
        case Column.PLACE:
            return _translate("Import", "Where")
