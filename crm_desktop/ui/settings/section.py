"""A section of the settings: a heading over a card of rows, each with its name, a hint and its control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from crm_desktop.ui.widgets.calm_wheel import CalmWheel
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.labels import Heading, Muted, PlainLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QLayout

    from crm_desktop.ui.theme.controller import ThemeController

_ROW_GAP, _COLUMN_GAP, _CONTROL_WIDTH = 16, 24, 200


class Section(QWidget):
    """Rows are added from top to bottom. The name of a row names its control for screen readers too."""

    def __init__(self, title: str, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wheel = CalmWheel(self)
        self._heading = Heading(title, theme)
        self._card = Card(theme)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self._card.body.addLayout(self._grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._heading)
        column.addWidget(self._card)
        self._grid.setVerticalSpacing(theme.px(_ROW_GAP))
        self._grid.setHorizontalSpacing(theme.px(_COLUMN_GAP))
        self._controls: list[QWidget] = []
        theme.theme_changed.connect(self._measure)

    @property
    def title(self) -> str:
        """The section's heading."""
        return self._heading.text()

    def add_row(self, name: str, control: QWidget, hint: str = "") -> None:
        """A named control at the end of its row; `hint` explains it in a muted line."""
        label = PlainLabel(name)
        label.setBuddy(control)
        self._wheel.calm(control)
        if isinstance(control, (QComboBox, QAbstractSpinBox)):
            self._controls.append(control)
            self._measure()
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if not control.accessibleName():
            control.setAccessibleName(name)
        if hint and not control.accessibleDescription():
            control.setAccessibleDescription(hint)
        row = self._grid.rowCount()
        self._grid.addLayout(self._words(label, hint), row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing)

    def add_block(self, name: str, control: QWidget, hint: str = "") -> None:
        """A named control that takes the whole width under its name."""
        block = self._words(PlainLabel(name), hint)
        block.addSpacing(self._theme.px(6))
        block.addWidget(control)
        self.add_line(block)

    def _words(self, label: QLabel, hint: str) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(self._theme.px(2))
        words.addWidget(label)
        if hint:
            words.addWidget(Muted(hint, self._theme))
        return words

    def _measure(self) -> None:
        for control in self._controls:
            control.setMinimumWidth(self._theme.px(_CONTROL_WIDTH))

    def add_wide(self, widget: QWidget) -> None:
        """Something that takes the whole width."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def add_line(self, line: QLayout) -> None:
        """A line of controls that takes the whole width."""
        self._grid.addLayout(line, self._grid.rowCount(), 0, 1, 2)

    def add_note(self, text: str) -> QLabel:
        """A muted line of its own; returned so that it can be changed."""
        note = Muted(text, self._theme)
        self._grid.addWidget(note, self._grid.rowCount(), 0, 1, 2)
        return note
