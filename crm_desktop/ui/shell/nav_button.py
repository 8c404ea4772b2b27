"""One line of the side bar: an icon, a word, and how many things wait there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.plain_text import plain_tip
from crm_desktop.ui.widgets.pressable import Pressable

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QColor, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_HEIGHT, _ICON, _INSET, _GAP, _RADIUS = 40, 20, 12, 11, 10
_BADGE_HEIGHT, _BADGE_INSET, _MOST, _WORDS = 20, 7, 999, 90


class NavButton(Pressable):
    """Presses an action. Its name and tooltip come from there; the count is its description."""

    def __init__(
        self,
        action: QAction,
        icon: str,
        theme: ThemeController,
        *,
        page: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._count = 0
        self.setText(action.text())
        self.setAccessibleName(action.text())
        self.setToolTip(plain_tip(_with_keys(action)))
        self.setCheckable(page)
        self.setAutoExclusive(page)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)

    @property
    def count(self) -> int:
        """How many things wait."""
        return self._count

    def set_count(self, count: int, described: str = "") -> None:
        """Show a badge with `count`, none for 0; `described` says it in words to a screen reader."""
        self._count = count
        self.setAccessibleDescription(described if count else "")
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        text = theme.metrics(Face.STRONG).horizontalAdvance(self.text())
        wide = theme.px(2 * _INSET + _ICON + 2 * _GAP + 30) + text
        return QSize(wide, max(theme.px(_HEIGHT), theme.metrics().height() + theme.px(12)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, tokens = self._theme, self._theme.tokens
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        box = QRectF(self.rect())
        radius = theme.px(_RADIUS)
        if self.isChecked() or self.isDown():
            strokes.box(painter, box, tokens.accent_soft, None, radius)
        elif self.underMouse():
            strokes.box(painter, box, tokens.hover, None, radius)
        ink = tokens.accent_text if self.isChecked() else tokens.text_muted
        self._paint_icon(painter, ink)
        if not self._is_narrow:
            self._paint_text(painter, ink if self.isChecked() else tokens.text)
        if self._count:
            self._paint_badge(painter)
        if self.hasFocus():
            strokes.focus_ring(painter, box, tokens, radius)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _paint_icon(self, painter: QPainter, ink: QColor) -> None:
        side = self._theme.px(_ICON)
        left = (self.width() - side) // 2 if self._is_narrow else self._theme.px(_INSET)
        place = QRect(left, (self.height() - side) // 2, side, side)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._theme.icons.paint(painter, QRectF(self._mirrored(place)), self._icon, ink, rtl=rtl)

    def _paint_text(self, painter: QPainter, ink: QColor) -> None:
        theme = self._theme
        start = theme.px(_INSET + _ICON + _GAP)
        face = Face.STRONG if self.isChecked() else Face.BODY
        place = QRect(start, 0, self.width() - start - theme.px(_INSET) - self._badge_width(), self.height())
        painter.setFont(theme.font(face))
        painter.setPen(ink)
        text = theme.metrics(face).elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        # The words are ours, in the language of the window: their direction is the window's.
        along = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
        painter.drawText(self._mirrored(place), Qt.AlignmentFlag.AlignVCenter | along, text)

    def _paint_badge(self, painter: QPainter) -> None:
        theme, tone = self._theme, self._theme.tokens.accented
        height, width = theme.px(_BADGE_HEIGHT), self._badge_width()
        place = QRect(self.width() - theme.px(_INSET) - width, (self.height() - height) // 2, width, height)
        if self._is_narrow:
            place.moveTopRight(self.rect().topRight())
        place = self._mirrored(place)
        ground = theme.tokens.surface if self.isChecked() else tone.soft
        strokes.pill(painter, QRectF(place), ground)
        painter.setFont(theme.font(Face.SMALL_STRONG))
        painter.setPen(tone.fg)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._badge_text())

    @property
    def _is_narrow(self) -> bool:
        """Whether there is room for the icon only."""
        return self.width() < self._theme.px(_WORDS)

    def _badge_width(self) -> int:
        if not self._count:
            return 0
        text = self._theme.metrics(Face.SMALL_STRONG).horizontalAdvance(self._badge_text())
        return max(self._theme.px(_BADGE_HEIGHT), text + 2 * self._theme.px(_BADGE_INSET))

    def _badge_text(self) -> str:
        return QLocale().toString(self._count) if self._count <= _MOST else f"{_MOST}+"

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)


def _with_keys(action: QAction) -> str:
    keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
    return f"{action.text()} ({keys})" if keys else action.text()
