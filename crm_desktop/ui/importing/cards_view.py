"""Rows of an import in a table, with chips that show only those of one fate, and the row that is looked at
below. Used before and after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.services.importing.choices import Choice
from crm_desktop.services.importing.row import Fate
from crm_desktop.ui.importing.fate_delegate import FateDelegate
from crm_desktop.ui.importing.picks import CHOOSABLE
from crm_desktop.ui.importing.row_pane import RowPane
from crm_desktop.ui.importing.rows import fate_word
from crm_desktop.ui.importing.rows_model import Column, ImportRowsModel
from crm_desktop.ui.importing.take_delegate import TakeDelegate
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from crm_desktop.services.importing.rows import PreviewRows
    from crm_desktop.ui.theme.controller import ThemeController

_LEAST_HEIGHT, _LOW, _LEAST_PANE = 96, 600, 260
_TAKE_WIDTH, _FATE_WIDTH, _PLACE_WIDTH, _NAME_WIDTH = 52, 116, 90, 190


class CardsView(QWidget):
    """Chips only where there is more than one fate; a choice only where there is something to choose.

    Signals: `picked()` when something was chosen.
    """

    picked = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: PreviewRows | None = None
        self._only: Fate | None = None
        self.model = ImportRowsModel(self)
        self.model.picked.connect(self._on_picked)
        self.chips: dict[Fate | None, Chip] = {}
        self._group = QButtonGroup(self)
        self._chip_row = QWidget()
        self._flow = FlowLayout(self._chip_row)
        self.all_button = QuietButton("", theme)
        self.all_menu = QMenu(self.all_button)
        self.all_button.setMenu(self.all_menu)
        self.table = _RowsTable(theme, self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())
        self.pane = RowPane(theme)
        self.pane.chosen.connect(self._on_pane_chosen)
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self._chip_row, 1)
        top.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(top)
        # Where there is little height (large letters, a small screen) the row stands beside the table.
        low = self.screen().availableSize().height() < theme.px(_LOW)
        ways = QBoxLayout.Direction
        parts = QBoxLayout(ways.LeftToRight if low else ways.TopToBottom)
        parts.setSpacing(theme.px(10))
        parts.addWidget(self.table, 3)
        parts.addWidget(self.pane, 2)
        if low:
            self.pane.setMinimumWidth(theme.px(_LEAST_PANE))
            self.table.leave_details_to_the_pane()
        column.addLayout(parts, 1)

    def show_rows(self, rows: PreviewRows, *, many_files: bool = False) -> None:
        """List these rows, of which nothing is chosen yet."""
        self._rows, self._only = rows, None
        self.model.show(rows, many_files=many_files)
        for chip in self.chips.values():
            self._group.removeButton(chip)
            chip.deleteLater()
        self.chips = {}
        present = [fate for fate in Fate if rows.count(fate)]
        if len(present) > 1:
            self._add_chip(None, self.tr("All"), len(rows))
            for fate in present:
                self._add_chip(fate, fate_word(fate), rows.count(fate))
            self.chips[None].setChecked(True)
        self._chip_row.setVisible(len(present) > 1)
        self.table.setColumnHidden(Column.TAKE, not any(map(rows.count, CHOOSABLE)))
        self._on_shown()

    def show_only(self, fate: Fate | None) -> None:
        """Of the rows that are there, list those of one fate, or all."""
        self._only = fate
        self.model.show_only(fate)
        self._on_shown()

    def put_all(self, choice: Choice) -> None:
        """Choose for every row of the fates that are listed."""
        self.model.put_all(self._choosable(), choice)

    def _choosable(self) -> list[Fate]:
        """The fates that are listed and of which something can be chosen."""
        rows = self._rows
        listed = CHOOSABLE if self._only is None else (self._only,)
        return [fate for fate in listed if fate in CHOOSABLE and rows is not None and rows.count(fate)]

    def _on_shown(self) -> None:
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, Column.NAME))
        self._show_current()
        self._fill_menu()

    def _fill_menu(self) -> None:
        fates = self._choosable()
        count = sum(self._rows.count(fate) for fate in fates) if self._rows is not None else 0
        self.all_button.setVisible(count > 1)
        text = self.tr("For all {count}").format(count=QLocale().toString(count))
        self.all_button.setText(text)
        self.all_button.setAccessibleName(text)
        self.all_menu.clear()
        options = [(self.tr("Take them"), Choice.TAKE), (self.tr("Leave them out"), Choice.LEAVE)]
        if fates == [Fate.DOUBTFUL]:
            options = [
                (self.tr("They are somebody new"), Choice.AS_NEW),
                (self.tr("They are whom they resemble"), Choice.SAME),
                options[1],
            ]
        elif fates == [Fate.CHANGED]:
            options[1] = (self.tr("Leave mine as they are"), Choice.LEAVE)
        for text, choice in options:
            self.all_menu.addAction(text).triggered.connect(lambda _=False, one=choice: self.put_all(one))

    def _show_current(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid():
            self.pane.show_row(None, Choice.TAKE)
            return
        row = self.model.row(index.row())
        self.pane.show_row(row, self.model.picks.choice(row))

    def _on_picked(self) -> None:
        self._show_current()
        self.picked.emit()

    def _on_pane_chosen(self, choice: Choice) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.model.put(index.row(), choice)

    def _add_chip(self, fate: Fate | None, text: str, count: int) -> None:
        chip = Chip(text, self._theme)
        chip.set_count(count)
        chip.clicked.connect(lambda: self.show_only(fate))
        self._group.addButton(chip)
        self._flow.addWidget(chip)
        self.chips[fate] = chip


class _RowsTable(QTableView):
    """Space takes the selected rows or leaves them out."""

    def __init__(self, theme: ThemeController, model: ImportRowsModel) -> None:
        super().__init__()
        px = theme.px
        self._rows = model
        self.setModel(model)
        self.setAccessibleName(QCoreApplication.translate("CardsView", "Cards"))
        self.setItemDelegateForColumn(Column.TAKE, TakeDelegate(theme, self))
        self.setItemDelegateForColumn(Column.FATE, FateDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(34))
        self.setMinimumHeight(px(_LEAST_HEIGHT))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        widths = {
            Column.TAKE: _TAKE_WIDTH,
            Column.FATE: _FATE_WIDTH,
            Column.NAME: _NAME_WIDTH,
            Column.PLACE: _PLACE_WIDTH,
        }
        for column, width in widths.items():
            self.setColumnWidth(column, px(width))
        header.setSectionResizeMode(Column.DETAIL, QHeaderView.ResizeMode.Stretch)

    def leave_details_to_the_pane(self) -> None:
        """Give the room of what stands beside the table to the names."""
        self.setColumnHidden(Column.DETAIL, True)
        self.horizontalHeader().setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._rows.turn(sorted({index.row() for index in self.selectionModel().selectedRows()}))
            event.accept()
            return
        super().keyPressEvent(event)
