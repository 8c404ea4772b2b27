"""The theme in force: tokens, icons, fonts and lengths, handed to everything that paints.

`install` makes it once at start; it costs a few milliseconds, and no style sheet is involved.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from crm_desktop.ui.theme.calm_metrics import CalmMetrics
from crm_desktop.ui.theme.icons import IconSet
from crm_desktop.ui.theme.palettes import palette_of
from crm_desktop.ui.theme.style import SoftStyle
from crm_desktop.ui.theme.tokens import DARK, LIGHT

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QColor, QIcon, QPixmap
    from PySide6.QtWidgets import QApplication

    from crm_desktop.ui.theme.tokens import Tokens

SMALLEST_SCALE = 80
LARGEST_SCALE = 200
# The design is drawn at this height of a letter box; every length grows and shrinks with the font.
_DESIGN_PIXELS = 14.0
_SMALLEST_POINTS = 10.0


class ThemeName(StrEnum):
    """What the user can choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Face(StrEnum):
    """The faces that text is set in."""

    BODY = "body"
    STRONG = "strong"
    SMALL = "small"
    SMALL_STRONG = "small-strong"
    HEADING = "heading"
    TITLE = "title"
    DISPLAY = "display"


_FACES: dict[Face, tuple[float, QFont.Weight]] = {
    Face.BODY: (1.0, QFont.Weight.Normal),
    Face.STRONG: (1.0, QFont.Weight.DemiBold),
    Face.SMALL: (0.88, QFont.Weight.Normal),
    Face.SMALL_STRONG: (0.88, QFont.Weight.DemiBold),
    Face.HEADING: (1.12, QFont.Weight.DemiBold),
    Face.TITLE: (1.6, QFont.Weight.Bold),
    Face.DISPLAY: (2.0, QFont.Weight.Bold),
}


class ThemeController(QObject):
    """Keeps the application's palette, style and font in step with the theme and the font scale.

    `theme_changed`: colours, fonts or lengths differ now. Widgets repaint by themselves, since the
    palette changes too; only who keeps a font, a size or an icon needs to listen.
    """

    theme_changed = Signal()

    def __init__(
        self,
        app: QApplication,
        resources: Path,
        name: str = ThemeName.SYSTEM,
        font_scale: int = 100,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._base = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._base_points = _points_of(self._base)
        self._name = ThemeName(name)
        self._scale = _within(font_scale)
        self._fonts: dict[Face, QFont] = {}
        self._tokens = LIGHT
        self.icons = IconSet(resources)
        self._set_font()
        self._set_colours()
        self._style = SoftStyle(self)
        app.setStyle(self._style)
        app.setPalette(palette_of(self._tokens))
        self._revision = 0
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        app.fontDatabaseChanged.connect(self._on_fonts_changed)

    @property
    def tokens(self) -> Tokens:
        """The colours now. Ask when painting; do not keep them."""
        return self._tokens

    @property
    def name(self) -> ThemeName:
        """What the user chose; `tokens.dark` says what came of it."""
        return self._name

    @property
    def revision(self) -> int:
        """Grows when fonts came or went: a part of the key under which painted letters are kept."""
        return self._revision

    @property
    def font_scale(self) -> int:
        """In percent of the system's font."""
        return self._scale

    def set_theme(self, name: str) -> None:
        """Switch to `system`, `light` or `dark` at once, in every open window."""
        self._name = ThemeName(name)
        self._apply()

    def set_font_scale(self, percent: int) -> None:
        """Set the size of all text, 80 to 200 percent of the system's; other values are brought near."""
        self._scale = _within(percent)
        self._set_font()
        self._apply()

    def px(self, length: float) -> int:
        """A length of the design (drawn for a 14 pixel font) in today's logical pixels."""
        found = self._lengths.get(length)
        if found is None:
            found = self._lengths[length] = max(1, round(length * self._unit)) if length else 0
        return found

    def font(self, face: Face = Face.BODY) -> QFont:
        """The font of a face at today's scale (a copy)."""
        return QFont(self._fonts[face])

    def metrics(self, face: Face = Face.BODY) -> CalmMetrics:
        """How wide and high a face is."""
        return CalmMetrics(self._fonts[face])

    def icon(self, name: str, colour: QColor | None = None) -> QIcon:
        """A QIcon for menus and plain Qt widgets in today's colours; build it anew on `theme_changed`."""
        rtl = self._app.layoutDirection() == Qt.LayoutDirection.RightToLeft
        sizes = tuple(sorted({16, self.px(18)}))
        chosen = self._tokens.text_muted if colour is None else colour
        return self.icons.icon(name, chosen, self._tokens.disabled, sizes=sizes, rtl=rtl)

    def pixmap(self, name: str, size: int, colour: QColor, dpr: float = 1.0) -> QPixmap:
        """An icon ready to draw, `size` logical pixels square, turned round in a right-to-left window."""
        rtl = self._app.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return self.icons.pixmap(name, size, colour, dpr=dpr, rtl=rtl)

    def _apply(self) -> None:
        self._set_colours()
        self._app.setPalette(palette_of(self._tokens))
        self.theme_changed.emit()

    def _set_colours(self) -> None:
        dark = self._name is ThemeName.DARK
        if self._name is ThemeName.SYSTEM:
            dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self._tokens = DARK if dark else LIGHT

    def _set_font(self) -> None:
        base = QFont(self._base)
        base.setPointSizeF(self._base_points * self._scale / 100)
        self._unit = QFontInfo(base).pixelSize() / _DESIGN_PIXELS
        self._lengths: dict[float, int] = {}
        for face, (factor, weight) in _FACES.items():
            font = QFont(base)
            font.setPointSizeF(base.pointSizeF() * factor)
            font.setWeight(weight)
            self._fonts[face] = font
        self._app.setFont(base)

    def _on_fonts_changed(self) -> None:
        self._revision += 1
        self.theme_changed.emit()

    def _on_scheme_changed(self) -> None:
        if self._name is ThemeName.SYSTEM:
            self._apply()


def install(
    app: QApplication, resources: Path, name: str = ThemeName.SYSTEM, font_scale: int = 100
) -> ThemeController:
    """Give the application its look, and return the theme that every widget is handed."""
    return ThemeController(app, resources, name, font_scale, parent=app)


def _within(percent: int) -> int:
    return min(LARGEST_SCALE, max(SMALLEST_SCALE, percent))


def _points_of(font: QFont) -> float:
    points = font.pointSizeF()
    if points <= 0:  # a font given in pixels
        points = QFontInfo(font).pointSizeF()
    return max(points, _SMALLEST_POINTS)
