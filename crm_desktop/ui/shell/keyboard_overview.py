"""F1: every key of the program on one sheet, read from the actions themselves so that it cannot be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from crm_desktop.ui.today.deeds import KEYS, deed_word
from crm_desktop.ui.today.lines import Deed
from crm_desktop.ui.widgets.labels import Heading, PlainLabel
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _HEIGHT = 520, 560
_NATIVE = QKeySequence.SequenceFormat.NativeText


class KeyboardOverview(Sheet):
    """Groups of keys, one below the other."""

    def __init__(
        self, actions: Sequence[QAction], theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Keyboard"), theme, parent)
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setColumnStretch(0, 1)
        self._grid.setVerticalSpacing(theme.px(8))
        self._add_group(self.tr("Anywhere"), [(_keys(action), action.text()) for action in actions])
        self._add_group(self.tr("On a line of Today"), self._today_keys())
        self._add_group(self.tr("In a list of people"), self._people_keys())
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(content)
        area.setAccessibleName(self.tr("Keyboard"))
        self.body.addWidget(area)
        self.fit(_WIDTH, _HEIGHT)

    def _today_keys(self) -> list[tuple[str, str]]:
        keys = [(QKeySequence(KEYS[deed]).toString(_NATIVE), deed_word(deed)) for deed in Deed]
        return [
            ("↑ ↓", self.tr("The line above or below")),
            *keys,
            (self.tr("Menu key"), self.tr("Everything that can be done")),
            (f"{QKeySequence('Alt+Up').toString(_NATIVE)} · ↓", self.tr("Move the section up or down")),
            ("← →", self.tr("Along the days of the week; Enter opens one")),
        ]

    def _people_keys(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Any letter"), self.tr("Search")),
            (self.tr("Enter"), self.tr("Open the card")),
            ("E", self.tr("Edit")),
            ("L", self.tr("Log what happened")),
            (self.tr("Delete"), self.tr("Delete; undo brings it back")),
        ]

    def _add_group(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        row = self._grid.rowCount()
        if row > 1:
            self._grid.setRowMinimumHeight(row, self.theme.px(10))
            row += 1
        self._grid.addWidget(Heading(title, self.theme), row, 0, 1, 2)
        for keys, text in rows:
            if keys:
                row += 1
                self._grid.addWidget(PlainLabel(text), row, 0)
                self._grid.addWidget(Pill(keys, self.theme), row, 1, Qt.AlignmentFlag.AlignTrailing)


def _keys(action: QAction) -> str:
    return " · ".join(keys.toString(_NATIVE) for keys in action.shortcuts())
