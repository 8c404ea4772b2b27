"""A group of lines and groups: all of them, at least one, or none must hold.

`changed`: something in it is another; `removed`: it is to go; `taken_away`: something in it is about to go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.filters.condition_line import ConditionLine
from crm_desktop.ui.filters.tree import Group, Mode
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.flat_button import FlatButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from crm_desktop.ui.filters.condition_line import Vocabulary
    from crm_desktop.ui.filters.forms import Asked
    from crm_desktop.ui.filters.tree import Part
    from crm_desktop.ui.theme.controller import ThemeController

_DEEPEST_OFFERED = 3  # deeper ones are shown, and can be written as text
_PAD = 10
_AROUND_TEXT = 46  # the frame and the arrow of a choice


class ConditionGroup(QWidget):
    """The outermost one has no frame; how its parts are joined is asked for once there are two."""

    changed = Signal()
    removed = Signal()
    taken_away = Signal()

    def __init__(
        self, vocabulary: Vocabulary, theme: ThemeController, depth: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vocabulary, self._theme, self._depth = vocabulary, theme, depth
        self._parts: list[ConditionLine | ConditionGroup] = []
        self._mode = QComboBox(self)
        self._mode.setAccessibleName(self.tr("How many of these must be true"))
        for mode, text in (
            (Mode.ALL, self.tr("All of these are true")),
            (Mode.ANY, self.tr("At least one of these is true")),
            (Mode.NONE, self.tr("None of these is true")),
        ):
            self._mode.addItem(text, mode)
        widest = max(theme.metrics().horizontalAdvance(self._mode.itemText(at)) for at in range(3))
        self._mode.setMinimumWidth(widest + theme.px(_AROUND_TEXT))
        self._mode.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._remove = IconButton("x", theme, self.tr("Take this group away"), self)
        self._remove.clicked.connect(self.removed)
        self.add_line_button = FlatButton(self.tr("Another line"), theme, "plus", self)
        self.add_line_button.clicked.connect(self._on_add_line)
        self.add_group_button = FlatButton(self.tr("A group"), theme, "plus", self)
        self.add_group_button.setAccessibleName(self.tr("Add a group of lines"))
        self.add_group_button.clicked.connect(self._on_add_group)
        self._lay_out()

    def group(self) -> Group:
        """What stands in it."""
        parts: list[Part] = [
            part.asked() if isinstance(part, ConditionLine) else part.group() for part in self._parts
        ]
        return Group(Mode(self._mode.currentData()), tuple(parts))

    def show_group(self, group: Group) -> None:
        """Show a group; tells nobody."""
        self.blockSignals(True)
        for part in tuple(self._parts):
            self._drop(part)
        self._mode.setCurrentIndex(self._mode.findData(group.mode))
        for wanted in group.parts:
            if isinstance(wanted, Group):
                self._add_group(wanted)
            else:
                self._add_line(wanted)
        if not group.parts:
            self._add_line(None)
        self._show_joining()
        self.blockSignals(False)

    def lines(self) -> list[ConditionLine]:
        """Every line in it, in order."""
        found: list[ConditionLine] = []
        for part in self._parts:
            found += [part] if isinstance(part, ConditionLine) else part.lines()
        return found

    def begin(self) -> None:
        """Give the keyboard to the first line."""
        lines = self.lines()
        if lines:
            lines[0].begin()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._depth:
            return
        tokens = self._theme.tokens
        painter = QPainter(self)
        fill = tokens.hover if self._depth % 2 else tokens.surface
        strokes.box(painter, QRectF(self.rect()), fill, tokens.border, self._theme.px(10))
        painter.end()

    # Inside

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.addWidget(self._mode)
        head.addStretch(1)
        head.addWidget(self._remove)
        self._body = QVBoxLayout()
        self._body.setSpacing(px(8))
        foot = QHBoxLayout()
        foot.setSpacing(px(4))
        foot.addWidget(self.add_line_button)
        foot.addWidget(self.add_group_button)
        foot.addStretch(1)
        self._remove.setVisible(bool(self._depth))
        self.add_group_button.setVisible(self._depth < _DEEPEST_OFFERED)
        column = QVBoxLayout(self)
        pad = px(_PAD) if self._depth else 0
        column.setContentsMargins(pad, pad, pad, px(4) if self._depth else 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addLayout(self._body)
        column.addLayout(foot)

    def _add_line(self, asked: Asked | None) -> ConditionLine:
        line = ConditionLine(self._vocabulary, self._theme, self)
        if asked is not None:
            line.show_asked(asked)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._take_away(line))
        self._put(line)
        return line

    def _add_group(self, group: Group) -> ConditionGroup:
        inner = ConditionGroup(self._vocabulary, self._theme, self._depth + 1, self)
        inner.show_group(group)
        inner.changed.connect(self.changed)
        inner.taken_away.connect(self.taken_away)
        inner.removed.connect(lambda: self._take_away(inner))
        self._put(inner)
        return inner

    def _put(self, part: ConditionLine | ConditionGroup) -> None:
        self._parts.append(part)
        self._body.addWidget(part)
        part.show()

    def _drop(self, part: ConditionLine | ConditionGroup) -> None:
        self._parts.remove(part)
        self._body.removeWidget(part)
        part.hide()
        part.deleteLater()

    def _take_away(self, part: ConditionLine | ConditionGroup) -> None:
        self.taken_away.emit()
        place = self._parts.index(part)
        self._drop(part)
        if not self._parts:
            if self._depth:
                self.removed.emit()
                return
            self._add_line(None)
        self._show_joining()
        next_one = self._parts[min(place, len(self._parts) - 1)]
        (next_one.begin if isinstance(next_one, ConditionGroup) else next_one.begin_anew)()
        self.changed.emit()

    def _on_add_line(self) -> None:
        line = self._add_line(None)
        self._show_joining()
        line.begin_anew()
        self.changed.emit()

    def _on_add_group(self) -> None:
        inner = self._add_group(Group(Mode.ANY))
        self._show_joining()
        inner.begin()
        self.changed.emit()

    def _show_joining(self) -> None:
        """One line needs no word on how it is joined; the only line of all cannot go."""
        several = len(self._parts) > 1
        plain = self._mode.currentData() == Mode.ALL and not self._depth
        self._mode.setVisible(several or not plain)
        for part in self._parts:
            if isinstance(part, ConditionLine):
                part.set_removable(several or bool(self._depth))
