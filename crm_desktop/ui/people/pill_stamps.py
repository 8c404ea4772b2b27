"""Pills ready to be stamped: in a list the same few words are painted over and over."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from crm_desktop.ui.widgets.pill import paint_pill, pill_size

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QSize

    from crm_desktop.ui.theme.controller import ThemeController

_MOST_KEPT = 200


class PillStamps:
    """Keeps painted pills until the theme changes."""

    def __init__(self, theme: ThemeController) -> None:
        self._theme = theme
        self._kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._sizes: dict[tuple[str, str], QSize] = {}
        theme.theme_changed.connect(self._forget)

    def size(self, text: str, icon: str = "") -> QSize:
        """The room that a pill wants."""
        size = self._sizes.get((text, icon))
        if size is None:
            if len(self._sizes) > _MOST_KEPT:
                self._sizes.clear()
            size = self._sizes[text, icon] = pill_size(text, self._theme, icon)
        return size

    def stamp(
        self, painter: QPainter, place: QPoint, size: QSize, text: str, tone: str, icon: str, *, rtl: bool
    ) -> None:
        """Put a pill of that size at a place."""
        dpr = painter.device().devicePixelRatioF()
        key = (text, tone, icon, rtl, size.width(), dpr)
        pixmap = self._kept.get(key)
        if pixmap is None:
            pixmap = self._kept[key] = self._painted(size, text, tone, icon, rtl, dpr)
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        painter.drawPixmap(place, pixmap)

    def _forget(self) -> None:
        self._kept.clear()
        self._sizes.clear()

    def _painted(self, size: QSize, text: str, tone: str, icon: str, rtl: bool, dpr: float) -> QPixmap:
        pixmap = QPixmap(size * dpr)
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        whole = QRectF(0, 0, size.width(), size.height())
        paint_pill(painter, whole, text, self._theme, tone=tone, icon=icon, rtl=rtl)
        painter.end()
        return pixmap
