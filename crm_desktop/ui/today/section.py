"""A section of the page: its heading with a count, a card with its lines, and the way to those not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.today.line_widget import LineWidget
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.today.lines import Line
    from crm_desktop.ui.widgets.section import SectionHeader

_GAP, _CARD_PAD, _FOOT = 8, 6, 10
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class TodaySection(QWidget):
    """Keeps the lines that stay, so that the keyboard and the eye stay where they are.

    Signals: `deed_asked(line, deed, place for a menu)`; `more_asked()`; `move_asked(step)` by Alt and an
    arrow on its heading or a line; `emptied()` when the last line has folded up.
    """

    deed_asked = Signal(object, object, QPoint)
    more_asked = Signal()
    move_asked = Signal(int)
    emptied = Signal()

    def __init__(self, heading: SectionHeader, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: dict[str, LineWidget] = {}
        self.heading = heading
        self.card = Card(theme, pad=_CARD_PAD)
        for widget in (self, heading):
            widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.more = QuietButton("", theme)
        self.more.clicked.connect(self.more_asked)
        self.more.hide()
        self._lay_out()

    @property
    def lines(self) -> list[LineWidget]:
        """The lines that are there to stay, from top to bottom."""
        return list(self._lines.values())

    def show_lines(self, lines: Sequence[Line], total: int) -> None:
        """Show these of `total` lines: those that went fold up, those that stay keep their place."""
        for key in self._lines.keys() - {line.key for line in lines}:
            self._let_go(key)
        self._lines = {line.key: self._line(line) for line in lines}
        self._put_in_order()
        rest = total - len(lines)
        self.more.setVisible(rest > 0)
        self.more.setText(english_plural(self.tr("and %n more", None, rest), rest))
        self.heading.set_count(total)
        self.setAccessibleName(f"{self.heading.accessibleName()}, {total}")

    def clear(self) -> None:
        """Let every line fold up; `emptied` follows."""
        if not self._lines:
            self.emptied.emit()
        for key in list(self._lines):
            self._let_go(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step is not None and held == Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(step)
        elif step is not None and not held:
            self.focusNextPrevChild(step > 0)
        else:
            super().keyPressEvent(event)

    def _put_in_order(self) -> None:
        """Lines that are folding up keep their place among the others: nothing jumps."""
        wanted = list(self._lines.values())
        places = [at for widget in wanted if (at := self._column.indexOf(widget)) >= 0]
        if places != sorted(places):
            for widget in wanted:
                self._column.removeWidget(widget)
        at = 0
        for widget in wanted:
            if self._column.indexOf(widget) < 0:
                self._column.insertWidget(at, widget)
            at = self._column.indexOf(widget) + 1

    def _line(self, line: Line) -> LineWidget:
        widget = self._lines.get(line.key)
        if widget is None:
            widget = LineWidget(line, self._theme)
            widget.deed_asked.connect(self.deed_asked)
            widget.left.connect(self._on_line_left)
        else:
            widget.set_line(line)
        return widget

    def _let_go(self, key: str) -> None:
        self._lines.pop(key).leave()

    def _on_line_left(self, widget: LineWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        if not self._lines and not self._column.count():
            self.emptied.emit()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.card.body.setSpacing(self._theme.px(_CARD_PAD))
        self.card.body.addLayout(self._column)
        foot = QHBoxLayout()
        foot.setContentsMargins(self._theme.px(_FOOT), 0, 0, 0)
        foot.addWidget(self.more)
        foot.addStretch()
        self.card.body.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(self._theme.px(_GAP))
        whole.addWidget(self.heading)
        whole.addWidget(self.card)
