"""The open groups as a Qt list; names are read when a row is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from crm_desktop.ui.duplicates.words import likelihood_word, names_line, reasons_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import QObject

    from crm_desktop.domain.duplicates.groups import DuplicateGroup

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAGE = 60
_MOST_NAMES = 3


class GroupModel(QAbstractListModel):
    """`names` gives the names of contacts."""

    def __init__(
        self, names: Callable[[Iterable[int]], dict[int, str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch = names
        self._groups: Sequence[DuplicateGroup] = ()
        self._names: dict[int, str] = {}

    def show(self, groups: Sequence[DuplicateGroup]) -> None:
        """List these; names are read anew."""
        self._names = {}
        before, after = list(self._groups), list(groups)
        gone = next((at for at, one in enumerate(before) if after[at : at + 1] != [one]), len(before))
        if before[:gone] + before[gone + 1 :] == after and gone < len(before):
            # One is gone: the list stays where it is.
            self.beginRemoveRows(QModelIndex(), gone, gone)
            self._groups = after
            self.endRemoveRows()
            return
        self.beginResetModel()
        self._groups = after
        self.endResetModel()

    def group(self, row: int) -> DuplicateGroup:
        """The group in a row."""
        return self._groups[row]

    def name(self, row: int) -> str:
        """Whom the group in a row is about."""
        group = self._groups[row]
        if group.ids[0] not in self._names:
            page = self._groups[row : row + _PAGE]
            self._names.update(self._fetch([one for each in page for one in each.ids[:_MOST_NAMES]]))
            for each in page:
                self._names.setdefault(each.ids[0], "")
        line = names_line([self._names.get(one) or self.tr("No name") for one in group.ids[:_MOST_NAMES]])
        if len(group.ids) > _MOST_NAMES:
            line = f"{line} +{len(group.ids) - _MOST_NAMES}"
        return line

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._groups):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            group = self._groups[index.row()]
            return f"{self.name(index.row())}. {likelihood_word(group)}. {reasons_line(group.reasons)}"
        return None
