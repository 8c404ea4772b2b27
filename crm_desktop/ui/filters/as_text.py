"""A filter as text, for whoever likes to type it: what is wrong with it is said below.

`understood(Condition)`: something was typed that is a filter; `misunderstood`: it is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.filters.language import written
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.ui.theme.controller import ThemeController

_AFTER_MS = 250


class AsText(QWidget):
    """Folded until it is asked for."""

    understood = Signal(object)
    misunderstood = Signal()

    def __init__(
        self, parse: Callable[[str], Condition], theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parse, self._theme = parse, theme
        self.problem = ""
        self.toggle = FlatButton(self.tr("As text"), theme, "chevron-right", self)
        self.area: TextArea = TextArea(
            self.tr("The filter as text"), theme, "tag = customer and city ~ köln", lines=2
        )
        self.toggle.clicked.connect(lambda: self.unfold(shown=self.area.isHidden()))
        self._below = Muted("", theme)
        self._hint = self.tr(
            "Compare with = != ~ < > <= >= or “missing”; join with and, or, not and ( ). Days: 2026-11-30,"
            " today-30."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        row = QVBoxLayout()
        row.addWidget(self.toggle)
        column.addLayout(row)
        column.addWidget(self.area)
        column.addWidget(self._below)
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self.read_now)
        self.area.textChanged.connect(self._on_typed)
        self._is_showing = False
        self.unfold(shown=False)
        self._say("")

    def unfold(self, *, shown: bool) -> None:
        """Show the text, or fold it away."""
        self.area.setVisible(shown)
        self._below.setVisible(shown)
        self.toggle.set_icon("chevron-down" if shown else "chevron-right")
        if shown:
            self.area.setFocus()

    def show_condition(self, condition: Condition | None) -> None:
        """Write down what was put together, unless it is this text that it came from."""
        self._soon.stop()
        text = written(condition) if condition is not None else ""
        self._say("")
        if self.area.toPlainText() != text:
            self._is_showing = True
            self.area.setPlainText(text)
            self._is_showing = False

    def read_now(self) -> None:
        """Understand what was typed up to now."""
        self._soon.stop()
        text = self.area.toPlainText().strip()
        try:
            condition = self._parse(text)
        except UserError as error:
            self._say(str(error))
            self.misunderstood.emit()
            return
        self._say("")
        self.understood.emit(condition)

    def settle(self) -> None:
        """Read what was typed and not read yet."""
        if self._soon.isActive():
            self.read_now()

    def _on_typed(self) -> None:
        if not self._is_showing:
            self._soon.start()

    def _say(self, problem: str) -> None:
        self.problem = problem
        palette = self._below.palette()
        role = QPalette.ColorRole.PlaceholderText
        if problem:
            palette.setColor(role, self._theme.tokens.bad.fg)
        else:
            palette = QPalette()
        self._below.setPalette(palette)
        self._below.setText(problem or self._hint)
