"""Our own icons: SVG strokes in `currentColor`, rendered when they are first painted, and kept.

A QIconEngine written in Python crashes PySide6 when C++ copies it, so a QIcon here holds ready pixmaps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QColor

# Icons that point along the reading direction, and so turn round in a right-to-left window.
DIRECTIONAL = frozenset(
    {"chevron-left", "chevron-right", "undo", "redo", "import", "export", "list", "visit", "sort", "send"}
)
# Rendered from app/crm-desktop.svg: the window needs them at once, and QtSvg would cost 5 ms there.
APP_SIZES = (16, 24, 32, 48, 64, 128, 256)
_MOST_KEPT = 2000


class IconSet:
    """Pixmaps and QIcons by name (`people`, `phone` …; the file names in resources/icons)."""

    def __init__(self, resources: Path) -> None:
        self._folder = resources / "icons"
        self._sources: dict[str, bytes] = {}
        self._kept: dict[tuple[str, int, int, int, bool], QPixmap] = {}

    def names(self) -> list[str]:
        """Every icon there is."""
        return sorted(path.stem for path in self._folder.glob("*.svg"))

    def pixmap(self, name: str, size: int, colour: QColor, *, dpr: float = 1.0, rtl: bool = False) -> QPixmap:
        """The icon `size` logical pixels square. An unknown name is a KeyError: a bug, not bad luck."""
        mirrored = rtl and name in DIRECTIONAL
        key = (name, size, round(dpr * 100), colour.rgba(), mirrored)
        pixmap = self._kept.get(key)
        if pixmap is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            pixmap = self._kept[key] = self._render(name, size, colour, dpr, mirrored)
        return pixmap

    def paint(
        self,
        painter: QPainter,
        rect: QRectF,
        name: str,
        colour: QColor,
        *,
        rtl: bool = False,
    ) -> None:
        """Paint the icon in the middle of `rect`, as large as fits."""
        size = int(min(rect.width(), rect.height()))
        if size < 1:
            return
        dpr = painter.device().devicePixelRatioF()
        pixmap = self.pixmap(name, size, colour, dpr=dpr, rtl=rtl)
        x = round(rect.x() + (rect.width() - size) / 2)
        y = round(rect.y() + (rect.height() - size) / 2)
        painter.drawPixmap(x, y, pixmap)

    def icon(
        self,
        name: str,
        colour: QColor,
        disabled: QColor | None = None,
        *,
        sizes: tuple[int, ...] = (16, 20),
        rtl: bool = False,
    ) -> QIcon:
        """A QIcon for menus and plain Qt buttons. Our own buttons take the name instead."""
        icon = QIcon()
        for size in sizes:
            for dpr in (1.0, 2.0):
                icon.addPixmap(self.pixmap(name, size, colour, dpr=dpr, rtl=rtl))
                if disabled is not None:
                    grey = self.pixmap(name, size, disabled, dpr=dpr, rtl=rtl)
                    icon.addPixmap(grey, QIcon.Mode.Disabled)
        return icon

    def app_icon(self) -> QIcon:
        """The program's own icon, for windows and the tray. Its files are read when it is first shown."""
        icon = QIcon()
        for size in APP_SIZES:
            icon.addFile(str(self._folder / "app" / f"crm-desktop-{size}.png"), QSize(size, size))
        return icon

    def app_pixmap(self, size: int, dpr: float = 1.0) -> QPixmap:
        """The program's own icon, `size` logical pixels square."""
        key = ("app", size, round(dpr * 100), 0, False)
        if key not in self._kept:
            source = (self._folder / "app" / "crm-desktop.svg").read_bytes()
            self._kept[key] = _rendered(source, size, dpr, mirrored=False)
        return self._kept[key]

    def _render(self, name: str, size: int, colour: QColor, dpr: float, mirrored: bool) -> QPixmap:
        source = self._source(name).replace(b"currentColor", colour.name().encode("ascii"))
        return _rendered(source, size, dpr, mirrored)

    def _source(self, name: str) -> bytes:
        source = self._sources.get(name)
        if source is None:
            path = self._folder / f"{name}.svg"
            if not path.is_file():
                raise KeyError(name)
            source = self._sources[name] = path.read_bytes()
        return source


def _rendered(source: bytes, size: int, dpr: float, mirrored: bool) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # 3 ms that a window without icons would not need

    side = max(1, round(size * dpr))
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    if mirrored:
        image = image.flipped(Qt.Orientation.Horizontal)
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(dpr)
    return pixmap
