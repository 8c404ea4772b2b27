"""A short list of names that can be renamed where they stand, removed, and added to: statuses, fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.labels import ElidedLabel
from crm_desktop.ui.widgets.line_edit import LineEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from crm_desktop.ui.theme.controller import ThemeController

_GAP = 6


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name; `detail` stands muted beside it."""

    key: str
    name: str
    detail: str = ""


class NameRows(QWidget):
    """Signals: `renamed(key, new name)` when an edit is finished, `removed(key)`. It keeps nothing itself."""

    renamed = Signal(str, str)
    removed = Signal(str)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._edits: dict[str, LineEdit] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(_GAP))

    @property
    def names(self) -> list[str]:
        """The names as they stand in the rows."""
        return [edit.text() for edit in self._edits.values()]

    def edit_of(self, key: str) -> LineEdit:
        """The field of a row."""
        return self._edits[key]

    def show_rows(self, rows: Sequence[NameRow]) -> None:
        """Show these rows instead of those there; the keyboard stays in its row if it still exists."""
        focused = next((key for key, edit in self._edits.items() if edit.hasFocus()), "")
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._edits = {}
        for row in rows:
            self._column.addWidget(self._line(row))
        self.setVisible(bool(rows))
        if focused in self._edits:
            self._edits[focused].setFocus()

    def _line(self, row: NameRow) -> QWidget:
        line = QWidget()
        edit = LineEdit(row.name)
        edit.setAccessibleName(self.tr("Name"))
        edit.editingFinished.connect(lambda: self._on_editing_finished(row, edit))
        self._edits[row.key] = edit
        remove = IconButton("trash", self._theme, self.tr("Remove {name}").format(name=row.name))
        remove.clicked.connect(lambda: self.removed.emit(row.key))
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(8))
        layout.addWidget(edit, 1)
        if row.detail:
            layout.addWidget(self._detail(row.detail))
        layout.addWidget(remove)
        return line

    def _detail(self, text: str) -> QLabel:
        return ElidedLabel(text, self._theme, muted=True)

    def _on_editing_finished(self, row: NameRow, edit: LineEdit) -> None:
        if edit.text() == row.name:
            return  # whoever only passes through a field changes nothing
        name = " ".join(edit.text().split())
        if not name:
            edit.setText(row.name)
        elif name != row.name:
            self.renamed.emit(row.key, name)
