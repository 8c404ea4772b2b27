"""Sheets of paper: their sizes, and what may be printed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize

from crm_desktop.ui.printing.ink import MM

if TYPE_CHECKING:
    from collections.abc import Mapping

SIZES: Final[Mapping[str, QPageSize.PageSizeId]] = {
    "a4": QPageSize.PageSizeId.A4,
    "letter": QPageSize.PageSizeId.Letter,
    "a5": QPageSize.PageSizeId.A5,
}
_MARGIN: Final = 16.0  # mm
_FOOT: Final = 8.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A sheet: its name among `SIZES`, and its measures in millimetres."""

    name: str
    width: float
    height: float

    @property
    def sheet(self) -> QRectF:
        """The whole sheet, in the units of the page."""
        return QRectF(0, 0, self.width * MM, self.height * MM)

    @property
    def body(self) -> QRectF:
        """What is written on, above the foot."""
        edge = _MARGIN * MM
        return self.sheet.adjusted(edge, edge, -edge, -edge - _FOOT * MM)

    @property
    def foot(self) -> QRectF:
        """The line at the foot of the page."""
        body = self.body
        return QRectF(body.left(), body.bottom() + 0.35 * _FOOT * MM, body.width(), 0.65 * _FOOT * MM)

    @property
    def layout(self) -> QPageLayout:
        """The same for Qt, without margins: these are ours."""
        size = QPageSize(SIZES[self.name])
        return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def shape(name: str) -> Shape:
    """The sheet of that name; for one that is not known, what is usual where the user lives."""
    if name not in SIZES:
        imperial = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        name = "letter" if imperial else "a4"
    size = QPageSize(SIZES[name]).size(QPageSize.Unit.Millimeter)
    return Shape(name, size.width(), size.height())
