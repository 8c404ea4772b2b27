"""Any number of lines of one kind on the card being edited, with a way to add one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.drafts.fields import content_of
from crm_desktop.ui.widgets.flat_button import FlatButton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.editor.line import Line
    from crm_desktop.ui.theme.controller import ThemeController

Value = TypeVar("Value")


class LineList(QWidget, Generic[Value]):
    """Lines made by `make`. `changed`: something was edited. `grown`: lines came or went."""

    changed = Signal()
    grown = Signal()

    def __init__(
        self,
        theme: ThemeController,
        make: Callable[[QWidget], Line[Value]],
        add_text: str,
        parent: QWidget | None = None,
        *,
        starts_with_one: bool = True,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._lines: list[Line[Value]] = []
        self._starts_with_one = starts_with_one
        self._add = FlatButton(add_text, theme, "plus", self)
        self._add.clicked.connect(self._on_add_clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)

    @property
    def lines(self) -> tuple[Line[Value], ...]:
        """The lines from top to bottom."""
        return tuple(self._lines)

    @property
    def is_empty(self) -> bool:
        """Whether no line holds anything."""
        return all(line.is_empty for line in self._lines)

    def values(self) -> tuple[Value, ...]:
        """What the lines hold, empty ones left out. Raises UserError, and says it at its line."""
        found: list[Value] = []
        for line in self._lines:
            try:
                value = line.value()
            except UserError as error:
                line.say(str(error), wrong=True)
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                raise
            if value is not None:
                found.append(value)
        return tuple(found)

    def set_values(self, values: Iterable[Value]) -> None:
        """Show these, and an empty line where there are none."""
        for line in self._lines:
            self._drop(line)
        self._lines = []
        for value in values:
            self.add_line().set_value(value)
        if not self._lines and self._starts_with_one:
            self.add_line()
        self._show_add()

    def add_line(self) -> Line[Value]:
        """One more line, empty, at the end."""
        line = self._make(self)
        line.changed.connect(self._on_line_changed)
        line.removed.connect(lambda: self._on_line_removed(line))
        line.grown.connect(self.grown)
        self._lines.append(line)
        self._column.insertWidget(self._column.count() - 1, line)
        # At once, and not when Qt comes round to it: the cursor may have to go there.
        line.show()
        self._show_add()
        self.grown.emit()
        return line

    def draft_content(self) -> JSON:
        return [content_of(line.draft_fields()) for line in self._lines if not line.is_empty]

    def restore(self, content: Any) -> None:
        self.set_values(())
        for place, kept in enumerate(content):
            reused = place == 0 and bool(self._lines)
            (self._lines[0] if reused else self.add_line()).restore(kept)
        self._show_add()

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed,)

    def begin(self) -> None:
        """Put the cursor where the next value goes."""
        empty = next((line for line in self._lines if line.is_empty), None) or self.add_line()
        empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add_clicked(self) -> None:
        self.begin()

    def _on_line_changed(self) -> None:
        self._show_add()
        self.changed.emit()

    def _on_line_removed(self, line: Line[Value]) -> None:
        place = self._lines.index(line)
        self._lines.remove(line)
        self._drop(line)
        if not self._lines and self._starts_with_one:
            self.add_line()
        neighbour = self._lines[min(place, len(self._lines) - 1)] if self._lines else self._add
        neighbour.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_add()
        self.grown.emit()
        self.changed.emit()

    def _drop(self, line: Line[Value]) -> None:
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _show_add(self) -> None:
        # While an empty line waits, there is nothing to add.
        self._add.setVisible(not self._lines or not self._lines[-1].is_empty)
        sole = len(self._lines) == 1 and self._starts_with_one
        for line in self._lines:
            line.show_remove(not (sole and line.is_empty))
