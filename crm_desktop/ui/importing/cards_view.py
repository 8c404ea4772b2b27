"""Cards of an import in a table, with chips that show only those of one fate. Used before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QHeaderView, QTableView, QVBoxLayout, QWidget

from crm_desktop.services.importing.row import Fate
from crm_desktop.ui.importing.fate_delegate import FateDelegate
from crm_desktop.ui.importing.rows import fate_word
from crm_desktop.ui.importing.rows_model import CardLinesModel, Column
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import Muted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_desktop.ui.importing.rows import CardLine
    from crm_desktop.ui.theme.controller import ThemeController

_LEAST_HEIGHT, _FATE_WIDTH, _PLACE_WIDTH, _NAME_WIDTH = 220, 116, 90, 190


class CardsView(QWidget):
    """Chips only where there is more than one fate; counts are of all cards, not only of those listed."""

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model = CardLinesModel(self)
        self.chips: dict[Fate | None, Chip] = {}
        self._group = QButtonGroup(self)
        self._chip_row = QWidget()
        self._flow = FlowLayout(self._chip_row)
        self._note = Muted("", theme)
        self.table = self._table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self._chip_row)
        column.addWidget(self.table, 1)
        column.addWidget(self._note)

    def show_lines(self, lines: Sequence[CardLine], counts: Mapping[Fate, int]) -> None:
        """List these cards; `counts` says how many there are of each fate in all."""
        self.model.show(lines)
        for chip in self.chips.values():
            self._group.removeButton(chip)
            chip.deleteLater()
        self.chips = {}
        present = [fate for fate in Fate if counts.get(fate)]
        if len(present) > 1:
            self._add_chip(None, self.tr("All"), sum(counts.values()))
            for fate in present:
                self._add_chip(fate, fate_word(fate), counts[fate])
            self.chips[None].setChecked(True)
        self._chip_row.setVisible(len(present) > 1)
        hidden = sum(counts.values()) - len(lines)
        text = self.tr("{count} more cards are not listed here, but are counted.")
        self._note.setText(text.format(count=QLocale().toString(hidden)))
        self._note.setVisible(hidden > 0)

    def _add_chip(self, fate: Fate | None, text: str, count: int) -> None:
        chip = Chip(text, self._theme)
        chip.set_count(count)
        chip.clicked.connect(lambda: self.model.show_only(fate))
        self._group.addButton(chip)
        self._flow.addWidget(chip)
        self.chips[fate] = chip

    def _table(self) -> QTableView:
        px = self._theme.px
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Cards"))
        table.setItemDelegateForColumn(Column.FATE, FateDelegate(self._theme, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(34))
        table.setMinimumHeight(px(_LEAST_HEIGHT))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        widths = {Column.FATE: _FATE_WIDTH, Column.NAME: _NAME_WIDTH, Column.PLACE: _PLACE_WIDTH}
        for column, width in widths.items():
            table.setColumnWidth(column, px(width))
        header.setSectionResizeMode(Column.DETAIL, QHeaderView.ResizeMode.Stretch)
        return table
