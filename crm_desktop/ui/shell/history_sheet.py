"""What was done, newest first, and the way back to any point of it.

`point_chosen`: the user wants to be where an operation was the last thing done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTableWidgetItem

from crm_desktop.ui.widgets.labels import Muted, isolated
from crm_desktop.ui.widgets.plain_text import one_line
from crm_desktop.ui.widgets.quiet_table import QuietTable
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.wording.operations import words_of
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.changes import Operation
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords

_WIDTH, _HEIGHT = 620, 520
_OPERATION = Qt.ItemDataRole.UserRole


class HistorySheet(Sheet):
    """A line for each operation; what was undone is muted. Enter or a double click leads to the line."""

    point_chosen = Signal(object)

    def __init__(
        self,
        operations: Sequence[Operation],
        days: DayWords,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("History"), theme, parent, save=self.tr("Undo to here"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._days = days
        self._now = next((row for row, one in enumerate(operations) if not one.undone), len(operations))
        self.close_button.setText(self.tr("Close"))
        self.table = self._make_table(operations)
        if not operations:
            self.body.addWidget(
                Muted(self.tr("Nothing was done yet. Whatever you do can be undone here."), theme)
            )
            self.table.hide()
        self.body.addWidget(self.table, 1)
        self.table.currentCellChanged.connect(self._on_current_changed)
        self.table.itemActivated.connect(lambda _item: self._on_saved())
        self.saved.connect(self._on_saved)
        self.save_button.setEnabled(False)
        self.fit(_WIDTH, _HEIGHT)
        if operations:
            self.table.setCurrentCell(min(self._now, len(operations) - 1), 0)
            self.table.setFocus()

    def _make_table(self, operations: Sequence[Operation]) -> QuietTable:
        heads = (self.tr("What"), self.tr("When"), self.tr("Rows"))
        table = QuietTable(len(operations), heads, self.tr("History"), self.theme, self)
        for row, operation in enumerate(operations):
            for column, item in enumerate(self._items(operation)):
                table.setItem(row, column, item)
        return table

    def _items(self, operation: Operation) -> list[QTableWidgetItem]:
        what = words_of(operation.label)
        if operation.undone:
            what = self.tr("{what} (undone)").format(what=what)
        texts = (what, self._days.moment(operation.at, exact=True), QLocale().toString(operation.rows))
        items = [QTableWidgetItem(isolated(one_line(text))) for text in texts]
        items[0].setData(_OPERATION, operation)
        items[2].setTextAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        if operation.undone:
            for item in items:
                item.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
        return items

    def _on_current_changed(self, row: int, *_: int) -> None:
        steps = abs(row - self._now)
        if row < self._now:
            text = self.tr("Redo %n step(s) to here", None, steps)
        else:
            text = self.tr("Undo %n step(s) to here", None, steps)
        self.save_button.setText(english_plural(text, steps) if steps else self.tr("You are here"))
        self.save_button.setEnabled(bool(steps))

    def _on_saved(self) -> None:
        item = self.table.item(self.table.currentRow(), 0)
        if item is not None and self.save_button.isEnabled():
            self.accept()
            self.point_chosen.emit(item.data(_OPERATION))
