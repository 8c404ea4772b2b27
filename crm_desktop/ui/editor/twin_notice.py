"""Says who else has the same phone or e-mail address, with a way to them. It warns and never blocks.

`open_asked(id)`: that contact is wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from crm_desktop.domain.contact_card import Twin
    from crm_desktop.ui.theme.controller import ThemeController

_MOST = 3


class TwinNotice(QWidget):
    """Hidden while nobody shares anything."""

    open_asked = Signal(int)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(40), theme.px(6), theme.px(8), theme.px(6))
        self._column.setSpacing(theme.px(2))
        self._shown: tuple[Twin, ...] = ()
        self.hide()

    def show_twins(self, twins: Sequence[Twin]) -> None:
        """Say who."""
        wanted = tuple({twin.contact_id: twin for twin in twins}.values())[:_MOST]
        if wanted == self._shown:
            return
        self._shown = wanted
        self._clear()
        for twin in wanted:
            self._column.addWidget(self._line(twin))
        self.setVisible(bool(wanted))

    def _line(self, twin: Twin) -> QWidget:
        line = QWidget(self)
        text = self.tr("{name} has {shared} too").format(
            name=f"\u2068{twin.name}\u2069", shared=f"\u2066{twin.shared}\u2069"
        )
        label = PlainLabel(text, line)
        label.setWordWrap(True)
        button = FlatButton(self.tr("Open"), self._theme, parent=line)
        button.setAccessibleName(self.tr("Open the card of {name}").format(name=twin.name))
        button.clicked.connect(lambda: self.open_asked.emit(twin.contact_id))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        row.addWidget(button)
        return line

    def _clear(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, tone = self._theme.px, self._theme.tokens.warn
        painter = QPainter(self)
        strokes.box(painter, QRectF(self.rect()), tone.soft, None, px(8))
        icon = QRectF(px(12), px(13), px(18), px(18))
        if self.isRightToLeft():
            icon.moveRight(self.width() - px(12))
        self._theme.icons.paint(painter, icon, "alert", tone.fg)
        painter.end()
