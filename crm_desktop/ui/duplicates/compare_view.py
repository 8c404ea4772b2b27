"""The cards of a group side by side: a column each and one for what comes of them, a line for each thing.

Signals: `chosen(what, option)` another value is to be taken; `opened(id)`; `included_changed(id, bool)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from crm_desktop.ui.duplicates.column_head import ColumnHead
from crm_desktop.ui.duplicates.lines import Part
from crm_desktop.ui.duplicates.result_ground import ResultGround
from crm_desktop.ui.duplicates.value_cell import ValueCell, value_widget
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import FaceLabel

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.ui.duplicates.lines import Cell, Line
    from crm_desktop.ui.theme.controller import ThemeController

_LABEL_WIDE, _COLUMN_WIDE, _PAD, _GAP = 108, 172, 14, 6


class CompareView(QScrollArea):
    """Shows lines; decides nothing."""

    chosen = Signal(str, int)
    opened = Signal(int)
    included_changed = Signal(int, bool)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells: dict[str, list[ValueCell | None]] = {}
        self._results: dict[str, tuple[QWidget, QHBoxLayout]] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def cells(self) -> Mapping[str, Sequence[ValueCell | None]]:
        """The cells that can be chosen, by the thing, in the order of the columns."""
        return self._cells

    def result_text(self, what: str) -> str:
        """What comes of a thing, as it stands on screen."""
        widget = self._results[what][0]
        return widget.text() if isinstance(widget, FaceLabel) else ""

    def show_lines(
        self,
        contacts: Sequence[Contact],
        told: Mapping[int, str],
        lines: Sequence[Line],
        left_out: Collection[int] = (),
    ) -> None:
        """Show these anew. `told` is a word about each contact; who is `left_out` has no part in it."""
        self._cells, self._results = {}, {}
        content = QWidget()
        grid = QGridLayout(content)
        px = self._theme.px
        grid.setContentsMargins(px(_PAD), px(4), px(_PAD), px(_PAD))
        grid.setHorizontalSpacing(px(_GAP))
        grid.setVerticalSpacing(px(_GAP))
        grid.setColumnMinimumWidth(0, px(_LABEL_WIDE))
        part_of_it = [one for one in contacts if one.id not in left_out]
        columns: dict[int, int] = {one.id: at for at, one in enumerate(contacts, 1) if one.id is not None}
        self._add_heads(grid, contacts, told, left_out)
        row = 1
        for at, line in enumerate(lines):
            if at == 0 or lines[at - 1].part is not line.part:
                grid.addWidget(self._heading(line.part), row, 0, 1, -1)
                row += 1
            self._add_line(grid, row, line, part_of_it, columns, len(contacts) + 1)
            row += 1
        ground = ResultGround(self._theme, content)
        grid.addWidget(ground, 0, len(contacts) + 1, row, 1)
        ground.lower()
        grid.setRowStretch(row, 1)
        for column in range(1, len(contacts) + 2):
            grid.setColumnMinimumWidth(column, px(_COLUMN_WIDE))
            grid.setColumnStretch(column, 1)
        before = self.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()
        self.setWidget(content)

    def take(self, lines: Sequence[Line]) -> None:
        """Show what is taken now; the things themselves are the same as before."""
        for line in lines:
            for cell in self._cells.get(line.what, ()):
                if cell is not None:
                    cell.take(cell.cell.option == line.chosen)
            if line.what in self._results:
                old, around = self._results[line.what]
                new = self._result_widget(line.result, old.parentWidget())
                around.replaceWidget(old, new)
                around.setAlignment(new, _side(line.result))
                old.hide()
                old.deleteLater()
                self._results[line.what] = (new, around)

    def begin(self) -> bool:
        """Give the keyboard to the first thing that can be chosen; whether there is one."""
        for cells in self._cells.values():
            for cell in cells:
                if cell is not None and cell.isChecked():
                    cell.setFocus(Qt.FocusReason.TabFocusReason)
                    return True
        return False

    def _add_heads(
        self,
        grid: QGridLayout,
        contacts: Sequence[Contact],
        told: Mapping[int, str],
        left_out: Collection[int],
    ) -> None:
        for column, contact in enumerate(contacts, 1):
            number = contact.id
            assert number is not None
            included = None if len(contacts) < 3 else number not in left_out
            head = ColumnHead(contact, told.get(number, ""), self._theme, included=included)
            head.opened.connect(lambda number=number: self.opened.emit(number))
            head.included_changed.connect(lambda on, number=number: self.included_changed.emit(number, on))
            grid.addWidget(head, 0, column)
        result = FaceLabel(self.tr("Together"), self._theme, Face.STRONG)
        result.setContentsMargins(self._theme.px(12), self._theme.px(10), 0, 0)
        grid.addWidget(result, 0, len(contacts) + 1, Qt.AlignmentFlag.AlignTop)

    def _add_line(
        self,
        grid: QGridLayout,
        row: int,
        line: Line,
        contacts: Sequence[Contact],
        columns: Mapping[int, int],
        last: int,
    ) -> None:
        grid.addWidget(self._label(line), row, 0, Qt.AlignmentFlag.AlignTop)
        for contact, cell in zip(contacts, line.cells, strict=False):
            widget = self._cell(line, cell)
            grid.addWidget(widget, row, columns[contact.id or 0])
        around = QWidget()
        box = QHBoxLayout(around)
        pad = self._theme.px(12)
        box.setContentsMargins(pad, self._theme.px(8), pad, self._theme.px(8))
        result = self._result_widget(line.result, around)
        box.addWidget(result, 1, _side(line.result))
        self._results[line.what] = (result, box)
        grid.addWidget(around, row, last)

    def _cell(self, line: Line, cell: Cell) -> QWidget:
        if line.chosen is None or cell.option is None:
            if line.chosen is not None:
                self._cells.setdefault(line.what, []).append(None)
            around = QWidget()
            box = QHBoxLayout(around)
            pad = self._theme.px(8)
            box.setContentsMargins(pad, pad, pad, pad)
            box.addWidget(value_widget(cell, self._theme, around), 1, _side(cell))
            return around
        widget = ValueCell(cell, line.label, self._theme)
        widget.take(cell.option == line.chosen)
        option = cell.option
        widget.clicked.connect(lambda _=False: self.chosen.emit(line.what, option))
        widget.moved.connect(lambda right, down: self._on_moved(line.what, widget, right, down))
        self._cells.setdefault(line.what, []).append(widget)
        return widget

    def _on_moved(self, what: str, cell: ValueCell, right: int, down: int) -> None:
        """An arrow: sideways takes the neighbour's value, up and down leads to the next thing."""
        if right:
            row = [one for one in self._cells[what] if one is not None]
            place = row.index(cell) + right
            if 0 <= place < len(row):
                row[place].setFocus(Qt.FocusReason.TabFocusReason)
                row[place].click()
            return
        names = list(self._cells)
        place = names.index(what) + down
        if 0 <= place < len(names):
            row = [one for one in self._cells[names[place]] if one is not None]
            target = next((one for one in row if one.isChecked()), row[0])
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(target)

    def _result_widget(self, cell: Cell, parent: QWidget | None) -> QWidget:
        assert parent is not None
        return value_widget(cell, self._theme, parent)

    def _label(self, line: Line) -> QWidget:
        face = Face.BODY if line.part is Part.SAME else Face.STRONG
        label = FaceLabel(line.label, self._theme, face, muted=line.part is Part.SAME)
        label.setWordWrap(True)
        label.setMaximumWidth(self._theme.px(_LABEL_WIDE + 40))
        label.setContentsMargins(0, self._theme.px(8), 0, 0)
        return label

    def _heading(self, part: Part) -> QWidget:
        words = {
            Part.CHOOSE: (self.tr("≠  Different: choose one"), Face.SMALL_STRONG),
            Part.UNITED: (self.tr("+  All of it is kept"), Face.SMALL_STRONG),
            Part.SAME: (self.tr("=  The same"), Face.SMALL_STRONG),
        }
        text, face = words[part]
        label = FaceLabel(text, self._theme, face, muted=True)
        label.setContentsMargins(0, self._theme.px(8), 0, 0)
        return label


def _side(cell: Cell) -> Qt.AlignmentFlag:
    """Words take the whole width; a picture stands where reading begins."""
    top = Qt.AlignmentFlag.AlignTop
    return top | Qt.AlignmentFlag.AlignLeading if cell.photo is not None else top
