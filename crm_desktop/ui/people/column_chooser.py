"""Chooses the columns of the people table and their order.

`chosen(tuple of Column)`: the user wants these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from crm_desktop.ui.models.contact_columns import COLUMNS, Column
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_COLUMN = Qt.ItemDataRole.UserRole


class ColumnChooser(Sheet):
    """Ticks say which, dragging says in which order. The name is always the first."""

    chosen = Signal(object)

    def __init__(
        self, columns: Sequence[Column], theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Columns"), theme, parent, save=self.tr("Show these"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Columns"))
        self._list.setSpacing(theme.px(3))
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        others = [column for column in COLUMNS if column not in columns]
        for column in (*columns, *others):
            if column is not Column.NAME:
                self._add(column, ticked=column in columns)
        self._list.setMinimumHeight(theme.px(340))
        self.body.addWidget(Muted(self.tr("Tick what you want to see; drag it to where you want it."), theme))
        self.body.addWidget(self._list)
        self.saved.connect(self._on_saved)

    def _add(self, column: Column, *, ticked: bool) -> None:
        item = QListWidgetItem(column.title, self._list)
        item.setData(_COLUMN, column.value)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _on_saved(self) -> None:
        items = [self._list.item(row) for row in range(self._list.count())]
        ticked = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        self.chosen.emit((Column.NAME, *(Column(item.data(_COLUMN)) for item in ticked)))
        self.accept()
