"""One detail on the card: an icon, the value over as many lines as it needs, and under it what it is.

Pressing it does what one would expect (call, write, open); its menu copies it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QStyle

from crm_desktop.ui.card.wrapped_text import wrapped
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.plain_text import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QContextMenuEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_ICON, _GAP, _PAD = 16, 10, 4
_LONGEST = 2000

_Text = tuple[QTextLayout, int]


@dataclass(frozen=True, slots=True)
class Detail:
    """`act` is None where there is nothing to press; `verb` says what pressing does ("Call")."""

    icon: str
    value: str
    label: str = ""
    verb: str = ""
    act: Callable[[], object] | None = None


class DetailRow(QAbstractButton):
    """Shows a `Detail`."""

    def __init__(self, detail: Detail, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail = detail
        self._theme = theme
        self._measured: tuple[int, _Text, _Text] | None = None
        spoken = f"{detail.label}: {detail.value}" if detail.label else detail.value
        self.setAccessibleName(f"{detail.verb} – {spoken}" if detail.verb else spoken)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if detail.act is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setToolTip(plain_tip(detail.verb))
            self.clicked.connect(detail.act)
        theme.theme_changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self.heightForWidth(max(self.width(), self._theme.px(160))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.metrics(Face.BODY).height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(height for _, height in self._layouts(width)) + 2 * self._theme.px(_PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, tokens, px = self._theme, self._theme.tokens, self._theme.px
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        ground = QRectF(self.rect())
        if self._detail.act is not None and (self.underMouse() or self.isDown()):
            strokes.box(painter, ground, tokens.hover, None, px(6))
        if self.hasFocus():
            strokes.focus_ring(painter, ground, tokens, px(6))
        (value, high), (label, _) = self._layouts(self.width())
        line = theme.metrics(Face.BODY).height()
        icon = self._placed(QRect(px(_PAD), px(_PAD) + (line - px(_ICON)) // 2, px(_ICON), px(_ICON)))
        theme.icons.paint(painter, QRectF(icon), self._detail.icon, tokens.text_muted)
        painter.setPen(tokens.text)
        room = self.width() - self._left() - px(_PAD)
        spot = self._placed(QRect(self._left(), px(_PAD), room, high)).topLeft()
        value.draw(painter, QPointF(spot))
        painter.setPen(tokens.text_muted)
        label.draw(painter, QPointF(spot.x(), spot.y() + high))
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self._theme.icon("copy"), self.tr("Copy"))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self._detail.value))
        menu.popup(event.globalPos())

    def _left(self) -> int:
        return self._theme.px(_PAD) + self._theme.px(_ICON) + self._theme.px(_GAP)

    def _layouts(self, width: int) -> tuple[_Text, _Text]:
        """Value and label for a width, each with its height."""
        if self._measured is None or self._measured[0] != width:
            room = width - self._left() - self._theme.px(_PAD)
            side = self.layoutDirection()
            value = wrapped(
                _breakable(self._detail.value[:_LONGEST]), self._theme.font(Face.BODY), room, side
            )
            label = wrapped(self._detail.label[:_LONGEST], self._theme.font(Face.SMALL), room, side)
            self._measured = (width, value, label if self._detail.label else (label[0], 0))
        return self._measured[1], self._measured[2]

    def _placed(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

    def _on_theme_changed(self) -> None:
        self._measured = None
        self.updateGeometry()


def _breakable(text: str) -> str:
    """An address may break at its own joints, and not in the middle of a name; only on screen."""
    return text if " " in text else text.replace("@", "@\u200b").replace(".", "\u200b.")
