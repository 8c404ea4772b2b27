"""What was done to one contact, the newest first, with the values before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTableWidgetItem

from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.quiet_table import QuietTable
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.wording.card_history import change_text
from crm_desktop.ui.wording.operations import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.card_history import CardOperation
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords

_WIDTH, _HEIGHT = 620, 460
_AIR = 12
_SHOWN_CHANGES = 8


class CardHistorySheet(Sheet):
    """A line for each operation, and under its name a line for each value that it changed."""

    def __init__(
        self,
        name: str,
        operations: Sequence[CardOperation],
        days: DayWords,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("History of {name}").format(name=_short(name)), theme, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._days = days
        self.title.setWordWrap(True)
        heads = (self.tr("What"), self.tr("When"))
        self.table = QuietTable(len(operations), heads, self.tr("History"), theme, self)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        for row, operation in enumerate(operations):
            self._fill(row, operation)
        kept = self.tr("As far back as what was done can be undone.")
        none = self.tr("Nothing was changed on this card as far back as changes are kept.")
        self.table.setVisible(bool(operations))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(Muted(kept if operations else none, theme))
        if operations:
            self.fit(_WIDTH, _HEIGHT)
            self.table.setCurrentCell(0, 0)
            self.table.setFocus()

    def _fill(self, row: int, told: CardOperation) -> None:
        operation = told.operation
        what = words_of(operation.label)
        if operation.undone:
            what = self.tr("{what} (undone)").format(what=what)
        lines = [what, *(f"    {change_text(one)}" for one in told.changes[:_SHOWN_CHANGES])]
        if len(told.changes) > _SHOWN_CHANGES:
            lines.append("    …")
        when = QTableWidgetItem(self._days.moment(operation.at, exact=True))
        items = (QTableWidgetItem("\n".join(lines)), when)
        for column, item in enumerate(items):
            item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            if operation.undone:
                item.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
            self.table.setItem(row, column, item)
        line = self.table.fontMetrics().lineSpacing()
        self.table.setRowHeight(row, line * len(lines) + self.theme.px(_AIR))


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= 60 else f"{line[:60].rstrip()}…"
