"""A word on a soft ground: a status, a warmth, a tag. A widget, and the same painted by a delegate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import isolated

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController

_PAD_X, _PAD_Y, _ICON, _GAP, _WIDEST = 10, 4, 15, 5, 280
_FACE = Face.SMALL_STRONG


def pill_size(text: str, theme: ThemeController, icon: str = "") -> QSize:
    """The room that a pill wants."""
    px, metrics = theme.px, theme.metrics(_FACE)
    lead = px(_ICON) + (px(_GAP) if text else 0) if icon else 0
    return QSize(metrics.horizontalAdvance(text) + lead + 2 * px(_PAD_X), metrics.height() + 2 * px(_PAD_Y))


def paint_pill(
    painter: QPainter,
    rect: QRectF,
    text: str,
    theme: ThemeController,
    *,
    tone: str = "neutral",
    icon: str = "",
    rtl: bool = False,
) -> None:
    """Paint a pill that fills `rect`; text that does not fit is cut."""
    px, metrics = theme.px, theme.metrics(_FACE)
    colours = theme.tokens.tone(tone)
    strokes.pill(painter, rect, colours.soft)
    whole = rect.toRect()
    inner = whole.adjusted(px(_PAD_X), 0, -px(_PAD_X), 0)
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    if icon:
        spot = QRect(inner.left(), inner.top(), px(_ICON), inner.height())
        place = QStyle.visualRect(direction, whole, spot)
        theme.icons.paint(painter, QRectF(place), icon, colours.fg, rtl=rtl)
        inner.setLeft(inner.left() + px(_ICON) + px(_GAP))
    painter.setFont(theme.font(_FACE))
    painter.setPen(colours.fg)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width() + 2)
    painter.drawText(
        QStyle.visualRect(direction, whole, inner).adjusted(-1, 0, 1, 0),
        int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine),
        isolated(shown),
    )


class Pill(QWidget):
    """A pill as a widget. It is told to screen readers as its text."""

    def __init__(
        self,
        text: str,
        theme: ThemeController,
        tone: str = "neutral",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text, self._tone, self._icon = "", tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set(text, tone, icon)
        theme.theme_changed.connect(self.updateGeometry)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    @property
    def tone(self) -> str:
        """The name of its tone."""
        return self._tone

    def set(self, text: str, tone: str = "neutral", icon: str = "") -> None:
        """Say something else."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        hint = pill_size(self._text, self._theme, self._icon)
        return QSize(min(hint.width(), self._theme.px(_WIDEST)), hint.height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._theme.px(48)), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        rect = QRectF(self.rect())
        paint_pill(painter, rect, self._text, self._theme, tone=self._tone, icon=self._icon, rtl=rtl)
        painter.end()
