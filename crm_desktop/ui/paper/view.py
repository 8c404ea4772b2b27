"""The grid: always ready to type, from cell to cell with Tab and from row to row with Enter.

Signals: `row_left(int)`, the cursor went to another row; `cell_shown(QModelIndex)`; `typed(row, key, str)`
with every key; `block_pasted(index, str)`; `menu_asked(int, QPoint)` for a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView

from crm_desktop.ui.paper.cell_edit import DOWN, NEXT, CellEdit
from crm_desktop.ui.paper.delegate import PaperDelegate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.paper.model import PaperModel
    from crm_desktop.ui.theme.controller import ThemeController

_NARROWEST, _WIDEST = 0.75, 2.0
"""Of what a column wants; where there is less room, the grid scrolls."""
_STATE_WIDTH, _NUMBER_WIDTH = 200, 42


class PaperView(QTableView):
    """Rows are told to be left only once what was typed last stands in them."""

    row_left = Signal(int)
    cell_shown = Signal(QModelIndex)
    block_pasted = Signal(QPersistentModelIndex, str)
    typed = Signal(int, str, str)
    menu_asked = Signal(int, QPoint)

    def __init__(
        self,
        model: PaperModel,
        completions: Callable[[str, str], Sequence[str]],
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme
        self.setAccessibleName(self.tr("Rows of the notebook"))
        self.delegate = PaperDelegate(model, completions, theme, self)
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.delegate.row_asked.connect(self._on_row_asked)
        self.delegate.block_pasted.connect(self._on_block_pasted)
        self.delegate.typed.connect(self._on_typed)
        model.modelReset.connect(self.measure)
        theme.theme_changed.connect(self.measure)
        self.measure()

    def measure(self) -> None:
        """Give rows and columns their sizes at the font's size; columns share the room there is."""
        self.verticalHeader().setDefaultSectionSize(self.delegate.row_height)
        px, columns = self._theme.px, self._model.columns
        self.verticalHeader().setFixedWidth(px(_NUMBER_WIDTH))
        wanted = [px(column.width) for column in columns]
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - px(_STATE_WIDTH + _NUMBER_WIDTH) - 2 * self.frameWidth() - bar
        share = min(_WIDEST, max(_NARROWEST, room / max(1, sum(wanted))))
        for place, width in enumerate(wanted):
            self.setColumnWidth(place, int(width * share))
        self.setColumnWidth(len(columns), px(_STATE_WIDTH))

    @property
    def shows_state(self) -> bool:
        """Whether what becomes of the rows is in view, beside so many or so wide columns."""
        column = self._model.state_column
        middle = self.columnViewportPosition(column) + self.columnWidth(column) // 2
        return 0 <= middle < self.viewport().width()

    def go_to(self, row: int, column: int = 0) -> None:
        """Put the cursor there, ready to type."""
        index = self._model.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if self.state() is not QAbstractItemView.State.EditingState:
            self.edit(index)

    def finish_cell(self) -> None:
        """Take over what stands in the field, and close it."""
        edit = self._open_edit()
        if edit is not None:
            self.commitData(edit)
            self.closeEditor(edit, QAbstractItemDelegate.EndEditHint.NoHint)

    def _open_edit(self) -> CellEdit | None:
        edit = self.indexWidget(self.currentIndex())
        if isinstance(edit, CellEdit):
            return edit
        return next((one for one in self.viewport().findChildren(CellEdit) if one.isVisible()), None)

    # Moving

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        current, moves = self.currentIndex(), QAbstractItemView.CursorAction
        last = len(self._model.columns) - 1
        if action is moves.MoveNext and current.column() >= last:
            row = min(current.row() + 1, self._model.rowCount() - 1)
            return self._model.index(row, 0 if row > current.row() else last)
        if action is moves.MovePrevious and current.column() == 0:
            row = max(current.row() - 1, 0)
            return self._model.index(row, last if row < current.row() else 0)
        found = super().moveCursor(action, modifiers)
        return found.siblingAtColumn(last) if found.column() > last else found

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.cell_shown.emit(current)
        if previous.isValid() and previous.row() != current.row():
            left = QPersistentModelIndex(previous)
            # The field of the cell that was left hands its text over just after this.
            QTimer.singleShot(0, self, lambda: self.row_left.emit(left.row()) if left.isValid() else None)

    def _on_row_asked(self, place: QPersistentModelIndex, way: int) -> None:
        row, column = place.row(), place.column()
        self.finish_cell()
        last = self._model.rowCount() - 1
        if way == NEXT:
            self.go_to(min(row + 1, last), 0)
        else:
            self.go_to(min(row + 1, last) if way == DOWN else max(row - 1, 0), column)

    # What is heard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.matches(QKeySequence.StandardKey.Paste) and index.isValid():
            self.block_pasted.emit(QPersistentModelIndex(index), QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_D and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if text := self._model.above(index.row(), index.column()):
                self._model.setData(index, text)
        elif enter and index.isValid():
            self.go_to(min(index.row() + 1, self._model.rowCount() - 1), 0)
        elif event.key() == Qt.Key.Key_Delete and index.isValid() and not event.modifiers():
            self._model.setData(index, "")
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() is event.Reason.Keyboard
        index = self.currentIndex() if keyboard else self.indexAt(event.pos())
        if index.isValid():
            spot = self.visualRect(index).center() if keyboard else event.pos()
            self.menu_asked.emit(index.row(), self.viewport().mapToGlobal(spot))

    def _on_block_pasted(self, place: QPersistentModelIndex, text: str) -> None:
        self.finish_cell()
        self.block_pasted.emit(place, text)

    def _on_typed(self, place: QPersistentModelIndex, text: str) -> None:
        if place.isValid():
            self.typed.emit(place.row(), self._model.columns[place.column()].key, text)
