"""A section of the page: its heading with a count, a card with its lines, and the way to those not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.today.line_widget import LineWidget
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.section import SectionHeader
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.today.lines import Line, SectionContent

_GAP, _CARD_PAD, _FOOT = 8, 6, 10


class TodaySection(QWidget):
    """Keeps the lines that stay, so that the keyboard and the eye stay where they are.

    Signals: `deed_asked(line, deed, place for a menu)`; `more_asked()`;
    `emptied()` when the last line has folded up.
    """

    deed_asked = Signal(object, object, QPoint)
    more_asked = Signal()
    emptied = Signal()

    def __init__(self, title: str, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: dict[str, LineWidget] = {}
        self._title = title
        self._header = SectionHeader(title, theme)
        for widget in (self, self._header):
            widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.more = QuietButton("", theme)
        self.more.clicked.connect(self.more_asked)
        self.more.hide()
        self._card = Card(theme, pad=_CARD_PAD)
        self._lay_out()

    @property
    def lines(self) -> list[LineWidget]:
        """The lines that are there to stay, from top to bottom."""
        return list(self._lines.values())

    def show_content(self, content: SectionContent) -> None:
        """Show these lines: those that went fold up, those that stay keep their place and the keyboard."""
        for key in [key for key in self._lines if key not in {line.key for line in content.lines}]:
            self._let_go(key)
        self._lines = {line.key: self._line(line) for line in content.lines}
        for at, widget in enumerate(self._lines.values()):
            if self._column.indexOf(widget) != at:
                self._column.insertWidget(at, widget)
        rest = content.total - len(content.lines)
        self.more.setVisible(rest > 0)
        self.more.setText(english_plural(self.tr("and %n more", None, rest), rest))
        self._header.set_count(content.total)
        self.setAccessibleName(f"{self._title}, {content.total}")

    def clear(self) -> None:
        """Let every line fold up; `emptied` follows."""
        if not self._lines:
            self.emptied.emit()
        for key in list(self._lines):
            self._let_go(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.focusNextPrevChild(step > 0)

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
        widget = self._lines.pop(key)
        if self.window().focusWidget() is widget:
            self._pass_focus_on(widget)
        widget.leave()

    def _pass_focus_on(self, leaving: LineWidget) -> None:
        """To the line below, or the one above where it was the last."""
        at = self._column.indexOf(leaving)
        others = sorted(self._lines.values(), key=self._column.indexOf)
        below = [line for line in others if self._column.indexOf(line) > at]
        heir = below[0] if below else others[-1] if others else None
        if heir is not None:
            heir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_line_left(self, widget: LineWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        if not self._lines and not self._column.count():
            self.emptied.emit()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._card.body.setSpacing(self._theme.px(_CARD_PAD))
        self._card.body.addLayout(self._column)
        foot = QHBoxLayout()
        foot.setContentsMargins(self._theme.px(_FOOT), 0, 0, 0)
        foot.addWidget(self.more)
        foot.addStretch()
        self._card.body.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(self._theme.px(_GAP))
        whole.addWidget(self._header)
        whole.addWidget(self._card)
