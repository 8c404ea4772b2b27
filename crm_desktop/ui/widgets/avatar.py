"""A face for every contact: the photo, or one or two letters on a colour that stays theirs."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.domain.initials import initials
from crm_desktop.ui.theme.controller import Face

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import (
        QPaintEvent,
    )

    from crm_desktop.ui.theme.controller import ThemeController

# From upper left to lower right; white letters reach 4.5:1 on both ends of each.
GROUNDS: tuple[tuple[QColor, QColor], ...] = tuple(
    (QColor(first), QColor(last))
    for first, last in (
        ("#8451ee", "#6d28d9"),
        ("#4f63ea", "#3d45cf"),
        ("#0b76b8", "#075985"),
        ("#0d7f78", "#0f665f"),
        ("#15803d", "#166534"),
        ("#5b7a12", "#476008"),
        ("#b45309", "#92400e"),
        ("#c2410c", "#9a3412"),
        ("#cf2f4c", "#a3183a"),
        ("#be2b86", "#9d1c6c"),
    )
)
_MOST_KEPT = 600
_initials = lru_cache(4096)(initials)  # ten microseconds each, on every row of every paint
_kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()


def paint_avatar(
    painter: QPainter,
    rect: QRectF,
    name: str,
    theme: ThemeController,
    *,
    seed: int | None = None,
    photo: QPixmap | None = None,
) -> None:
    """Paint a round avatar into the square `rect`.

    `seed` (the contact's id) chooses the colour, the name where there is none. A null or missing `photo`
    shows the initials. Finished avatars are kept, so that a list paints them for the price of a copy.
    """
    side = int(min(rect.width(), rect.height()))
    if side < 2:
        return
    dpr = painter.device().devicePixelRatioF()
    if photo is not None and not photo.isNull():
        pixmap = _from_cache(("photo", photo.cacheKey(), side, dpr), lambda: _photo(photo, side, dpr))
    else:
        letters = _initials(name)
        ground = (crc32(name.encode("utf-8", "replace")) if seed is None else seed) % len(GROUNDS)
        key = ("letters", letters, ground, side, dpr, theme.revision)
        pixmap = _from_cache(key, lambda: _letters(letters, ground, side, dpr, theme))
    painter.drawPixmap(QPointF(rect.topLeft()), pixmap)


class Avatar(QWidget):
    """An avatar as a widget; `size` in the design's pixels. Screen readers skip it: the name is beside it."""

    def __init__(self, theme: ThemeController, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._name = ""
        self._seed: int | None = None
        self._photo: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.updateGeometry)

    def show_person(self, name: str, seed: int | None = None, photo: QPixmap | None = None) -> None:
        """Whose face it is."""
        self._name, self._seed, self._photo = name, seed, photo
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(
            painter, QRectF(self.rect()), self._name, self._theme, seed=self._seed, photo=self._photo
        )
        painter.end()


def _from_cache(key: tuple[object, ...], make: Callable[[], QPixmap]) -> QPixmap:
    pixmap = _kept.get(key)
    if pixmap is None:
        pixmap = _kept[key] = make()
        if len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    else:
        _kept.move_to_end(key)
    return pixmap


def _blank(side: int, dpr: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(side * dpr), round(side * dpr)))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _letters(letters: str, ground: int, side: int, dpr: float, theme: ThemeController) -> QPixmap:
    pixmap = _blank(side, dpr)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    first, last = GROUNDS[ground]
    gradient = QLinearGradient(0, 0, side, side)
    gradient.setColorAt(0, first)
    gradient.setColorAt(1, last)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(gradient))
    painter.drawEllipse(QRectF(0, 0, side, side))
    whole = QRectF(0, 0, side, side)
    if letters:
        _draw_letters(painter, whole, letters, theme)
    else:
        inset = side * 0.24
        theme.icons.paint(painter, whole.adjusted(inset, inset, -inset, -inset), "user", QColor("white"))
    painter.end()
    return pixmap


def _draw_letters(painter: QPainter, whole: QRectF, letters: str, theme: ThemeController) -> None:
    font = theme.font(Face.STRONG)
    room = whole.width() * 0.72
    size = whole.width() * 0.40
    font.setPixelSize(max(6, round(size)))
    wide = QFontMetricsF(font).horizontalAdvance(letters)
    if wide > room:
        font.setPixelSize(max(6, round(size * room / wide)))
    painter.setFont(font)
    painter.setPen(QColor("white"))
    # Centre the ink and not the line box: scripts differ in how much of it they fill.
    metrics = QFontMetricsF(font)
    ink = metrics.tightBoundingRect(letters)
    if ink.isEmpty():
        painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, letters)
        return
    centre = whole.center()
    x, y = centre.x() - ink.center().x(), centre.y() - ink.center().y()
    if letters.isupper():
        # Capitals stand on one line, whatever an accent adds above or a J below it.
        y = centre.y() + metrics.capHeight() / 2
    painter.drawText(QPointF(x, y), letters)


def _photo(photo: QPixmap, side: int, dpr: float) -> QPixmap:
    pixels = round(side * dpr)
    filled = photo.scaled(
        QSize(pixels, pixels),
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (filled.width() - pixels) // 2, (filled.height() - pixels) // 2
    middle = filled.copy(left, top, pixels, pixels)
    middle.setDevicePixelRatio(1)
    pixmap = _blank(pixels, 1)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(middle))  # a clip path would have jagged edges
    painter.drawEllipse(QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(dpr)
    return pixmap
