"""A button that shows the key which presses it, as a small key cap behind its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QSizePolicy

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import ThemedButton
from crm_desktop.ui.widgets.labels import isolated
from crm_desktop.ui.widgets.plain_text import one_line, plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QStyle, QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_PAD, _ICON, _GAP, _CAP, _CAP_PAD, _RADIUS, _WIDEST = 12, 16, 8, 20, 6, 8, 260


class KeyButton(ThemedButton):
    """`cap` is what stands on the key. `primary` is the one that most will press; `lit` while it is chosen
    along with others. A click leaves the keyboard where it is.
    """

    def __init__(
        self,
        text: str,
        cap: str,
        theme: ThemeController,
        icon: str = "",
        parent: QWidget | None = None,
        *,
        primary: bool = False,
    ) -> None:
        super().__init__(one_line(text), theme, icon, parent)
        self._cap = cap
        self._primary = primary
        self._lit = False
        self._name = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(text)

    @property
    def is_lit(self) -> bool:
        """Whether it is chosen."""
        return self._lit

    def say(self, text: str) -> None:
        """Say something else."""
        self.setText(one_line(text))
        self._name = text
        self.setAccessibleName(text)
        self.setAccessibleDescription(self.tr("Key {key}").format(key=self._cap))
        tip = self.tr("{what} (key {key})").replace("{key}", self._cap)
        self.setToolTip(plain_tip(tip.replace("{what}", one_line(text))))

    def set_lit(self, lit: bool) -> None:
        """Show it chosen, or not."""
        if lit != self._lit:
            self._lit = lit
            self._name = self._name or self.accessibleName()
            chosen = self.tr("{name}, chosen").replace("{name}", self._name)
            self.setAccessibleName(chosen if lit else self._name)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        px, metrics = self._theme.px, self._theme.metrics(self.face)
        lead = px(_ICON) + px(_GAP) if self._shown_icon() else 0
        width = 2 * px(_PAD) + lead + metrics.horizontalAdvance(self.text()) + px(_GAP) + self._cap_width()
        return QSize(min(width + 2, px(_WIDEST)), max(px(38), metrics.height() + px(14)))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(90)), self.sizeHint().height())

    def _shown_icon(self) -> str:
        return "check" if self._lit else self._icon_name

    def _cap_width(self) -> int:
        px = self._theme.px
        wide = self._theme.metrics(Face.SMALL_STRONG).horizontalAdvance(self._cap) + 2 * px(_CAP_PAD)
        return max(px(_CAP), wide)

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        tokens, radius = self._theme.tokens, self._theme.px(_RADIUS)
        if not self._primary or not self.isEnabled():
            strokes.quiet_button(painter, rect, tokens, state, radius)
            if self._lit:
                edge = tokens.focus if self.hasFocus() else tokens.accent
                strokes.box(painter, rect, tokens.accent_soft, edge, radius, 2.0)
            return
        fill = tokens.accent_down if self.isDown() else tokens.accent
        if self.underMouse() and not self.isDown():
            fill = tokens.accent_hover
        if self.hasFocus():
            strokes.box(painter, rect, tokens.surface, tokens.focus, radius + 2, 2.0)
            rect, radius = rect.adjusted(3, 3, -3, -3), radius - 2
        strokes.box(painter, rect, fill, None, radius)

    def _ink(self, state: QStyle.StateFlag) -> QColor:
        tokens = self._theme.tokens
        if not self.isEnabled():
            return tokens.disabled
        if self._primary:
            return tokens.on_accent
        return tokens.accent_text if self._lit else tokens.text

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        px, metrics, left = self._theme.px, self._theme.metrics(self.face), self._theme.px(_PAD)
        cap = self._cap_width()
        if icon := self._shown_icon():
            side = px(_ICON)
            spot = self._placed(left, side)
            place = QRect(spot.x(), (self.height() - side) // 2, side, side)
            self._theme.icons.paint(painter, QRectF(place), icon, ink, rtl=self.isRightToLeft())
            left += side + px(_GAP)
        room = self.width() - left - px(_PAD) - px(_GAP) - cap
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room + 2)
        painter.setFont(self._theme.font(self.face))
        painter.setPen(ink)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(self._placed(left, room + 2), flags, isolated(shown))
        self._paint_cap(painter, self._placed(self.width() - px(_PAD) - cap, cap), ink)

    def _paint_cap(self, painter: QPainter, place: QRect, ink: QColor) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        high = max(px(_CAP), self._theme.metrics(Face.SMALL_STRONG).height() + px(2))
        rect = QRectF(place.x(), (self.height() - high) / 2, place.width(), high)
        bright = self._primary and self.isEnabled()
        edge = ink if bright else tokens.outline
        strokes.box(painter, rect, None if bright else tokens.window, edge, px(5))
        painter.setFont(self._theme.font(Face.SMALL_STRONG))
        painter.setPen(ink if bright or not self.isEnabled() else tokens.text_muted)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), self._cap)
