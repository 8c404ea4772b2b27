"""Our buttons: one that asks to be pressed, quiet ones, and ones that are an icon.

They are painted, not styled, so they cost nothing to create; each has an accessible name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.plain_text import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_HEIGHT, _PAD, _ICON, _GAP, _RADIUS, _ARROW = 36, 14, 18, 8, 8, 10


class ThemedButton(QPushButton):
    """What our buttons share: text with an icon before it, and the size they need.

    An ampersand in the text is shown, and marks no key: the text may be somebody's name.
    """

    face = Face.BODY

    def __init__(
        self, text: str, theme: ThemeController, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        ThemedButton.setText(self, text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.updateGeometry)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setShortcut(QKeySequence())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as Space does, and no other."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def set_icon(self, name: str) -> None:
        """Show another icon, "" for none."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = 2 * px(_PAD)
        if self.text():
            width += self._theme.metrics(self.face).horizontalAdvance(self.text())
        if self._icon_name:
            width += px(_ICON) + (px(_GAP) if self.text() else 0)
        if self.menu() is not None:
            width += px(_GAP) + px(_ARROW)
        return QSize(width, max(px(_HEIGHT), self._theme.metrics(self.face).height() + px(12)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        self._paint_ground(painter, QRectF(self.rect()), option.state)
        self._paint_content(painter, self._ink(option.state))
        painter.end()

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        raise NotImplementedError

    def _ink(self, state: QStyle.StateFlag) -> QColor:
        tokens = self._theme.tokens
        return tokens.text if self.isEnabled() else tokens.disabled

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        px, metrics = self._theme.px, self._theme.metrics(self.face)
        room = self.width() - 2 * px(_PAD)
        icon = px(_ICON) if self._icon_name else 0
        gap = px(_GAP) if icon and self.text() else 0
        arrow = px(_GAP) + px(_ARROW) if self.menu() is not None else 0
        text = metrics.horizontalAdvance(self.text()) if self.text() else 0
        text = max(0, min(text, room - icon - gap - arrow))
        left = (self.width() - icon - gap - text - arrow) // 2
        if icon:
            self._paint_icon(painter, self._placed(left, icon), ink)
        if self.text():
            painter.setFont(self._theme.font(self.face))
            painter.setPen(ink)
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine)
            shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, text + 1)
            painter.drawText(self._placed(left + icon + gap, text + 1), flags, shown)
        if arrow:
            spot = self._placed(left + icon + gap + text + px(_GAP), px(_ARROW))
            strokes.chevron(painter, QRectF(spot), "down", ink, px(8))

    def _paint_icon(self, painter: QPainter, place: QRect, ink: QColor) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._theme.icons.paint(painter, QRectF(place), self._icon_name, ink, rtl=rtl)

    def _placed(self, x: int, width: int) -> QRect:
        return QStyle.visualRect(
            self.layoutDirection(), self.rect(), QRect(QPoint(x, 0), QSize(width, self.height()))
        )


class PrimaryButton(ThemedButton):
    """The one thing to do on a page or in a dialog."""

    face = Face.STRONG

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        tokens, radius = self._theme.tokens, self._theme.px(_RADIUS)
        if not self.isEnabled():
            strokes.box(painter, rect, tokens.neutral.soft, None, radius)
            return
        fill = tokens.accent
        if self.isDown():
            fill = tokens.accent_down
        elif state & QStyle.StateFlag.State_MouseOver:
            fill = tokens.accent_hover
        if self.hasFocus():
            # A gap in the ground's colour keeps the ring visible on the button's own colour.
            strokes.box(painter, rect, tokens.surface, tokens.focus, radius + 2, 2.0)
            rect = rect.adjusted(3, 3, -3, -3)
            radius -= 2
        strokes.box(painter, rect, fill, None, radius)

    def _ink(self, state: QStyle.StateFlag) -> QColor:
        tokens = self._theme.tokens
        return tokens.on_accent if self.isEnabled() else tokens.disabled


class QuietButton(ThemedButton):
    """Everything else that can be done. With `setMenu` it shows an arrow."""

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        strokes.quiet_button(painter, rect, self._theme.tokens, state, self._theme.px(_RADIUS))


class IconButton(ThemedButton):
    """An icon to press. `name` is what screen readers say and what the tip shows."""

    def __init__(self, icon: str, theme: ThemeController, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", theme, icon, parent)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self._theme.px(32)
        return QSize(side, side)

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        strokes.flat_button(painter, rect, self._theme.tokens, state, self._theme.px(_RADIUS))

    def _ink(self, state: QStyle.StateFlag) -> QColor:
        tokens = self._theme.tokens
        if not self.isEnabled():
            return tokens.disabled
        if self.isChecked() or self.isDown():
            return tokens.accent_text
        return tokens.text if state & QStyle.StateFlag.State_MouseOver else tokens.text_muted
