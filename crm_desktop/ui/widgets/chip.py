"""A filter that is on or off: a round button, in the accent colour while it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionButton

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import ThemedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_HEIGHT, _PAD, _ICON, _GAP, _WIDEST = 30, 12, 14, 6, 260


class Chip(ThemedButton):
    """`toggled(bool)` as of every button. A count, where there is one, is read after the text.

    A chip's text may be a tag, which is data: an ampersand in it is shown, and marks no key.
    """

    face = Face.SMALL

    def __init__(
        self, text: str, theme: ThemeController, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, theme, icon, parent)
        self._count: int | None = None
        self._measured: tuple[str, str, int] | None = None
        self._hint = QSize()
        self.setCheckable(True)
        self._on_text_or_count_changed()

    def set_count(self, count: int | None) -> None:
        """How many there are behind the filter; None to leave it out."""
        self._count = count
        self._on_text_or_count_changed()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._on_text_or_count_changed()

    def sizeHint(self) -> QSize:
        # A row of chips is laid out anew whenever anything beside it changes.
        known = (self._shown(), self._icon_name, self._theme.px(_WIDEST))
        if known != self._measured:
            self._measured, self._hint = known, self._measure()
        return QSize(self._hint)

    def _measure(self) -> QSize:
        px = self._theme.px
        metrics = self._theme.metrics(self.face)
        width = 2 * px(_PAD) + metrics.horizontalAdvance(self._shown())
        if self._icon_name:
            width += px(_ICON) + px(_GAP)
        return QSize(min(width, px(_WIDEST)), max(px(_HEIGHT), metrics.height() + px(8)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        self._paint_ground(painter, QRectF(self.rect()), option.state)
        self._paint_inside(painter, self._ink(option.state))
        painter.end()

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        tokens, radius = self._theme.tokens, rect.height() / 2
        edge: QColor = tokens.outline
        fill = tokens.surface
        if self.isChecked():
            fill, edge = tokens.accent_soft, tokens.accent_text
        elif state & QStyle.StateFlag.State_MouseOver and self.isEnabled():
            fill = tokens.hover
        focused = self.hasFocus()
        strokes.box(painter, rect, fill, tokens.focus if focused else edge, radius, 2.0 if focused else 1.0)

    def _ink(self, state: QStyle.StateFlag) -> QColor:
        tokens = self._theme.tokens
        if not self.isEnabled():
            return tokens.disabled
        return tokens.accent_text if self.isChecked() else tokens.text

    def _paint_inside(self, painter: QPainter, ink: QColor) -> None:
        px, metrics = self._theme.px, self._theme.metrics(self.face)
        left = px(_PAD)
        if self._icon_name:
            self._paint_icon(painter, self._placed(left, px(_ICON)), ink)
            left += px(_ICON) + px(_GAP)
        room = self.width() - left - px(_PAD) + 2
        shown = metrics.elidedText(self._shown(), Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._theme.font(self.face))
        painter.setPen(ink)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(self._placed(left, room), flags, shown)

    def _shown(self) -> str:
        text = self.text()
        if self._count is None:
            return text
        # Isolates keep the number behind the word in every mixture of scripts.
        return f"\u2068{text}\u2069  {self.locale().toString(self._count)}"

    def _on_text_or_count_changed(self) -> None:
        count = "" if self._count is None else f" {self.locale().toString(self._count)}"
        self.setAccessibleName(self.text() + count)
        self.updateGeometry()
        self.update()
